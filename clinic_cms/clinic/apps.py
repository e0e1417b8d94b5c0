"""The ground floor: the clinic itself. It knows nothing of what is published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicConfig(AppConfig):
    name = "clinic_cms.clinic"
    label = "clinic"
    verbose_name = _("Clinic")
