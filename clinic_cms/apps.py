"""App configurations of the roof."""

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig
from typing_extensions import override


class RoofConfig(AppConfig):
    """The project itself: its commands and the demo. It has no models."""

    name = "clinic_cms"
    label = "clinic_cms"


class ClinicAdminConfig(SimpleAdminConfig):
    """Django's admin with our site class.

    ``screens_at_start``: whether its screens are imported with the apps, as commands and their checks
    need them, or by the first request for one of them (``admin_site.Screens``), as where readers wait.
    """

    default_site = "clinic_cms.admin_site.ClinicAdminSite"
    screens_at_start = True

    @override
    def ready(self) -> None:
        super().ready()
        if self.screens_at_start:
            admin.autodiscover()
