"""The comments app: replies from readers, held until a person decides."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from typing_extensions import override


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = "Replies"

    @override
    def ready(self) -> None:
        # Inside ready(): models can be imported only once the app registry is full.
        from articles import emergency as about_pages
        from clinic_cms.clinic import audit
        from comments import (
            checks,  # noqa: F401 - registers the system checks
            emergency,
            letters,
            notifications,
        )
        from comments.models import AppealState, Outcome, Reason, ReportOutcome, Status, ThreadState
        from comments.triggers import install_after_migrate

        letters.register()
        about_pages.register(about_pages.Watch(emergency.cards_for, notifications.call_to))
        audit.name_codes("comments.comment", ReportOutcome, Status, Reason)
        audit.name_codes("comments.appeal", AppealState)
        audit.name_codes("comments.sideeffectworksheet", Outcome)
        audit.name_codes("articles.article", ThreadState)
        post_migrate.connect(install_after_migrate, sender=self)
