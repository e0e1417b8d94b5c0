"""The ground floor: the clinic itself. It knows nothing of what is published."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class ClinicConfig(AppConfig):
    name = "clinic_cms.clinic"
    label = "clinic"
    verbose_name = _("Clinic")

    @override
    def ready(self) -> None:
        # Inside ready(): models and checks can be imported only once the app registry is full.
        from clinic_cms.clinic import checks, planned, sign_ins  # noqa: F401 - checks registers itself
        from clinic_cms.clinic.late import Late
        from clinic_cms.clinic.outbox import kinds

        connection_created.connect(planned.keep_to_plans)
        sign_ins.connect()
        kinds.register("new_password", Late("clinic_cms.clinic.new_password.new_password"))
        post_migrate.connect(_install_after_migrate, sender=self)


def _install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receive post_migrate: put the triggers back that a table rebuild may have dropped."""
    from clinic_cms.clinic import audit, triggers

    if not kwargs.get("plan") or all(not backwards for _, backwards in kwargs["plan"]):
        triggers.install(audit.FROZEN, using)
