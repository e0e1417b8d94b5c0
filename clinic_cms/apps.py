"""App configurations of the roof."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class RoofConfig(AppConfig):
    """The project itself: its commands and the demo. It has no models."""

    name = "clinic_cms"
    label = "clinic_cms"


class ClinicAdminConfig(AdminConfig):
    """Django's admin with our site class."""

    default_site = "clinic_cms.admin_site.ClinicAdminSite"
