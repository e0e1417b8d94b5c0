"""The screen of the people who sign in."""

from typing import Any, cast

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic import audit
from clinic_cms.clinic.admin.person_form import NewPersonForm, PersonForm
from clinic_cms.clinic.meanwhile import Meanwhile
from clinic_cms.clinic.models import Act, User

admin.site.unregister(Group)  # roles.py is the one place that says what a role may do
admin.site.unregister(EmailAddress)  # an address stands with its account
admin.site.unregister(Authenticator)  # the package's screen shows the secret


class ByRole(admin.RelatedFieldListFilter):
    """Accounts of one role, which the framework calls a group."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("role")


@admin.register(User)
class StaffUserAdmin(Meanwhile, UserAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """People. Nobody is deleted: their names stand in histories. They are made inactive."""

    actions = None
    show_full_result_count = False
    form = PersonForm
    add_form = NewPersonForm
    add_form_template = None  # the package's says how accounts are made in two steps; ours has one
    list_display = ("person", "account", "roles", "is_active", "last_sign_in")
    list_filter = ("is_active", ("groups", ByRole))
    search_help_text = _("Name, username or email")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": (("first_name", "last_name"), "email")}),
        (_("Roles"), {"fields": ("groups", "is_active", "is_staff")}),
        (_("Emails to moderators"), {"fields": ("digest_mail", "urgent_mail")}),
        (_("Dates"), {"fields": (("last_sign_in", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        (_("Person"), {"fields": (("first_name", "last_name"), "email")}),
        (_("Roles"), {"fields": ("groups",)}),
    )
    readonly_fields = ("last_sign_in", "date_joined")

    @override
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("People"), **(extra_context or {})})

    @override
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        title = _("Account") if object_id else _("Add a person")
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), "title": title}
        )

    @admin.display(description=_("name"), ordering="last_name")
    def person(self, user: User) -> str:
        return str(user)

    @admin.display(description=_("username"), ordering="username")
    def account(self, user: User) -> str:
        """Name the account, its address below: a column of its own would push others out of sight."""
        return format_html("{}<br><small>{}</small>", user.username, user.email)

    @admin.display(description=_("last sign-in"), ordering="last_login", empty_value="never")
    def last_sign_in(self, user: User) -> str | None:
        return date_format(localtime(user.last_login), "j M Y, H:i") if user.last_login else None

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join((["All rights"] if user.is_superuser else []) + names) or "-"

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)
        if obj is not None and request.user.is_superuser:
            return (*found, ("All rights", {"fields": ("is_superuser",)}))
        return found

    @override
    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Who may change a superuser's password or mail address can become one.
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @override
    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True  # every account is a member of staff: readers have none
        super().save_model(request, obj, form, change)

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the roles, and put on record which were given and which taken."""
        before = _rights(form.instance)
        super().save_related(request, form, formsets, change)
        after = _rights(form.instance)
        if before != after:
            given = [f"+ {name}" for name in sorted(after - before)]
            taken = [f"- {name}" for name in sorted(before - after)]
            note = ", ".join(given + taken)
            audit.record(Act.ROLES, form.instance, by=request.user, note=note)  # type: ignore[arg-type]  # staff only


def _rights(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


@admin.register(Authenticator)
class SecondFactorAdmin(audit.Audited, admin.ModelAdmin[Authenticator]):
    """Who has a second factor. One that was lost is removed here, and set up anew at the next sign-in."""

    show_full_result_count = False
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__username", "user__last_name")
    search_help_text = _("User name or last name")
    fields = ("user", "type", "created_at", "last_used_at")  # not the secret

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False

    @override
    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        # Of whom it was: the number of a row that is gone says it to nobody.
        for factor in queryset:
            by = cast(User, request.user)  # the admin lets nobody else in
            audit.record(Act.FACTOR_REMOVED, factor.user, by=by, note=factor.type)
        return super().log_deletions(request, queryset)
