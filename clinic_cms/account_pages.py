"""The addresses of staff accounts: allauth's pages that this site has. No other of them is there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, re_path
from django.utils.module_loading import import_string

from clinic_cms.clinic.headers import qr_policy


def late(view: str) -> Callable[..., HttpResponseBase]:
    """Return a view that is imported when it is first asked for.

    No reader ever asks for one: allauth's took a tenth of a start, with what they import.
    """

    def asked(request: HttpRequest, **names: Any) -> HttpResponseBase:
        answer: HttpResponseBase = import_string(f"allauth.{view}")(request, **names)
        return answer

    return asked


urlpatterns = [
    path("login/", late("account.views.login"), name="account_login"),
    path("logout/", late("account.views.logout"), name="account_logout"),
    path("inactive/", late("account.views.account_inactive"), name="account_inactive"),
    # It says that there is none: administrators make accounts.
    path("signup/", late("account.views.signup"), name="account_signup"),
    path("reauthenticate/", late("account.views.reauthenticate"), name="account_reauthenticate"),
    path("password/change/", late("account.views.password_change"), name="account_change_password"),
    path("password/reset/", late("account.views.password_reset"), name="account_reset_password"),
    path(
        "password/reset/done/",
        late("account.views.password_reset_done"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        late("account.views.password_reset_from_key"),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        late("account.views.password_reset_from_key_done"),
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", late("mfa.base.views.index"), name="mfa_index"),
    path("2fa/authenticate/", late("mfa.base.views.authenticate"), name="mfa_authenticate"),
    path("2fa/reauthenticate/", late("mfa.base.views.reauthenticate"), name="mfa_reauthenticate"),
    # The QR code is a data: picture, which no other page may hold.
    path(
        "2fa/totp/activate/",
        qr_policy(late("mfa.totp.views.activate_totp")),
        name="mfa_activate_totp",
    ),
    path(
        "2fa/totp/deactivate/", late("mfa.totp.views.deactivate_totp"), name="mfa_deactivate_totp"
    ),
    path(
        "2fa/recovery-codes/",
        late("mfa.recovery_codes.views.view_recovery_codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        late("mfa.recovery_codes.views.generate_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        late("mfa.recovery_codes.views.download_recovery_codes"),
        name="mfa_download_recovery_codes",
    ),
]
