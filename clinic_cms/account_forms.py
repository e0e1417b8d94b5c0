"""allauth's forms, which say of an empty field what to type, and say each name once."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

# By the names that allauth gives its fields.
EMPTY = {
    "login": _("Type your username."),
    "password": _("Type your password."),
    "oldpassword": _("Type the password that you have now."),
    "password1": _("Type a new password."),
    "password2": _("Type the new password once more."),
    "email": _("Type the email address of your account."),
    "code": _("Type the code."),
}


class Plain:
    """Names what is missing. The label stands above its field: allauth writes it into the field as well."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in EMPTY:
                field.error_messages["required"] = EMPTY[name]


class LoginForm(Plain, account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]  # the same
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]  # the same
    pass


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]  # the same
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]  # the same
    pass


class AuthenticateForm(Plain, second_step.AuthenticateForm):  # type: ignore[misc]  # the same
    pass


class ReauthenticateCodeForm(Plain, second_step.ReauthenticateForm):  # type: ignore[misc]  # the same
    pass


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]  # the same
    pass
