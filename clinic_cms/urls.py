"""Every address of the site."""

from django.urls import include, path
from django.views.generic import RedirectView

from clinic_cms.admin_site import Screens
from clinic_cms.clinic import theme
from clinic_cms.clinic.late import Views

health = Views("clinic_cms.health")
metrics = Views("clinic_cms.metrics")

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    Screens("admin/"),
    path("accounts/", include("clinic_cms.account_pages")),
    path("theme-<slug:version>.css", theme.stylesheet, name="theme"),
    path("media/logo/<str:name>", theme.logo, name="logo"),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
handler400 = "clinic_cms.clinic.bad_requests.bad_request"
handler403 = "clinic_cms.refusals.may_not_open"
handler404 = "clinic_cms.refusals.no_such_page"
handler500 = "clinic_cms.clinic.server_errors.server_error"
