"""The ground floor: the clinic itself. It knows nothing of what is published."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "clinic_cms.clinic"
    label = "clinic"
    verbose_name = "Clinic"
