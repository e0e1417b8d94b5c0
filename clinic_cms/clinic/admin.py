"""Screens for administrators: people and the clinic's profile."""

import unicodedata
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from typing_extensions import override

from clinic_cms.clinic import pictures
from clinic_cms.clinic.models import ClinicProfile, OutgoingMail, User

LOGO_WITHIN = (640, 160)  # pixels: twice what the head of a page shows
admin.site.unregister(Group)  # roles.py is the one place that says what a role may do


@admin.register(User)
class StaffUserAdmin(UserAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """People. Nobody is deleted: their names stand in histories. They are made inactive."""

    actions = None
    show_full_result_count = False
    list_display = ("username", "full_name", "email", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_help_text = "Name, user name or e-mail"
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": (("first_name", "last_name"), "email")}),
        (_("Roles"), {"fields": ("groups", "is_active", "is_staff")}),
        (_("Mails to moderators"), {"fields": ("digest_mail", "urgent_mail")}),
        (_("Dates"), {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Person", {"fields": (("first_name", "last_name"), "email")}),
        ("Roles", {"fields": ("groups",)}),
    )
    readonly_fields = ("last_login", "date_joined")

    @override
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

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


class ClinicProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The clinic's facts. They stand in the feed, which cannot hold control characters."""

    class Meta:
        model = ClinicProfile
        fields = "__all__"  # noqa: DJ007 - every field is for administrators

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str) and any(
                unicodedata.category(c) == "Cc" and c not in "\r\n\t" for c in value
            ):
                self.add_error(
                    name, ValidationError(_("This holds characters that cannot be shown."))
                )
        return self.cleaned_data

    def clean_logo(self) -> Any:
        """Draw a new logo anew, as every picture is, and no larger than a page's head needs."""
        sent = self.cleaned_data["logo"]
        if not isinstance(sent, UploadedFile):
            return sent  # the stored one, or False to remove it
        sent.seek(0)
        try:
            drawn = pictures.draw(sent, sent.size or 0, within=LOGO_WITHIN)
        except pictures.PictureRefused as refused:
            raise ValidationError(str(refused)) from refused
        return ContentFile(drawn.data, name=f"{drawn.sha256[:16]}.{drawn.ending}")


@admin.register(ClinicProfile)
class ClinicProfileAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # no types in the package
    """The one row of the clinic's facts."""

    form = ClinicProfileForm
    actions = None
    object_history_list_template = "admin/record_history.html"
    fieldsets = (
        (None, {"fields": ("name", "tagline", "copyright_holder")}),
        (
            _("Phones"),
            {"fields": (("phone", "website_help_line"), ("emergency_number", "crisis_number"))},
        ),
        (_("Look"), {"fields": ("logo", "accent_colour", "address")}),
        (_("Links"), {"fields": ("booking_url", "find_physician_url")}),
        (_("Replies"), {"fields": ("replies_close_after_days",)}),
        (_("Pages"), {"fields": ("reporting_text", "review_cycle_months", "independent_review")}),
    )

    @override
    def save_model(self, request: HttpRequest, obj: ClinicProfile, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        chosen = obj.accent_colour.lower()
        if "accent_colour" in form.changed_data and chosen:
            said = (
                f"The accent colour is {obj.accent.light} on light pages and {obj.accent.dark} on dark "
                "ones, so that text in it keeps a contrast of 7 to 1."
            )
            self.message_user(request, said)

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """Lead to the one row, or to the form that makes it."""
        if ClinicProfile.objects.filter(pk=1).exists():
            return redirect("admin:clinic_clinicprofile_change", 1)
        return redirect("admin:clinic_clinicprofile_add")

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not ClinicProfile.objects.exists()

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin[OutgoingMail]):
    """What became of each mail. To read only: neither its address nor what it is about is shown."""

    actions = None
    show_full_result_count = False
    list_display = ("kind", "state", "attempts", "due_at", "finished_at", "error")
    list_filter = ("state", "kind")
    fields = ("kind", "state", "attempts", "error", "created_at", "due_at", "finished_at")

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False
