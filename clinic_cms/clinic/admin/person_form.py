"""The form of an account, in words for an administrator of a clinic."""

from typing import Any

from django import forms
from django.contrib.auth.forms import (
    AdminUserCreationForm,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic.plain_text import say_what_to_do

LABELS = {
    "groups": _("Roles"),
    "is_active": _("May sign in"),
    "is_staff": _("Belongs to the staff"),
    "is_superuser": _("All rights"),
    "digest_mail": _("Daily email"),
    "urgent_mail": _("Email about urgent messages"),
}
HELP = {
    "username": _("For signing in. Letters, digits and @ . + - _"),
    "groups": _("What this person may do. One person may have several roles."),
    "is_active": _("Switch it off when somebody leaves. Their name stays in histories."),
    "is_staff": _("Every account does. Without it, a person signs in and sees nothing."),
    "is_superuser": _("Every right there is, whatever the roles say. For one or two people only."),
    "password": _("Nobody can see a password. If it was lost, set a new one and hand it over."),
    "urgent_mail": _(
        "At once, when words of a reader sound like an emergency. Moderators hear of replies, appeals and "
        "reports of replies; authors and publishers of the reports of errors that they answer."
    ),
    "usable_password": _("Without a password nobody can sign in to this account."),
}


class PasswordState(ReadOnlyPasswordHashWidget):
    """Say whether there is a password, and lead to setting one. Nothing of its hash is shown."""

    @override
    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        there = value and not value.startswith("!")
        said = _("A password is set.") if there else _("No password is set.")
        return context | {"summary": [{"label": said}], "button_label": _("Set a new password")}


class PersonForm(UserChangeForm):  # type: ignore[type-arg]  # generic in the stubs only
    """An account as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)
        if "password" in self.fields:
            self.fields["password"].widget = PasswordState()


class NewPersonForm(AdminUserCreationForm):  # type: ignore[type-arg]  # the same
    """An account to be made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)


def in_plain_words(form: forms.BaseForm) -> None:
    """Give the fields that come with the framework labels and help of our own."""
    form.label_suffix = ""  # as on every other form
    say_what_to_do(form)
    for name, field in form.fields.items():
        if name in LABELS:
            field.label = LABELS[name]
        if name in HELP:
            field.help_text = HELP[name]
