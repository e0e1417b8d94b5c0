"""Every address of the site."""

from allauth.mfa.totp.views import activate_totp
from django.urls import include, path
from django.views.generic import RedirectView

from clinic_cms import health, metrics
from clinic_cms.accounts import no_such_page
from clinic_cms.admin_site import Screens
from clinic_cms.clinic import theme
from clinic_cms.clinic.headers import qr_policy

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    Screens("admin/"),
    # Ahead of allauth's own: the QR code is a data: picture, which no other page may hold.
    path("accounts/2fa/totp/activate/", qr_policy(activate_totp), name="mfa_activate_totp"),
    # Ahead of allauth's own: its list of addresses writes a row on GET. Administrators keep addresses.
    path("accounts/email/", no_such_page, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("theme-<slug:version>.css", theme.stylesheet, name="theme"),
    path("media/logo/<str:name>", theme.logo, name="logo"),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
handler400 = "clinic_cms.clinic.bad_requests.bad_request"
handler403 = "clinic_cms.refusals.may_not_open"
handler404 = "clinic_cms.refusals.no_such_page"
handler500 = "clinic_cms.clinic.server_errors.server_error"
