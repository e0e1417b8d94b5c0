"""The articles app: catalogue, working copies, review, editions."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles and catalogue")

    @override
    def ready(self) -> None:
        # Inside ready(): models and checks can be imported only once the app registry is full.
        from articles import checks  # noqa: F401 - registers the system checks
        from articles.models.feedback import ReportStatus
        from articles.models.review import EventKind
        from articles.search import installing
        from articles.triggers import install_after_migrate
        from clinic_cms.clinic import audit

        audit.name_codes("articles.article", EventKind)
        audit.name_codes("articles.errorreport", ReportStatus)
        post_migrate.connect(install_after_migrate, sender=self)
        post_migrate.connect(installing.install_after_migrate, sender=self)
