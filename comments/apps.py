"""The comments app: replies from readers, held until a person decides."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from typing_extensions import override

# Each kind of mail is drawn by the function of its name.
MAILS = {
    "comments.letters": (
        "confirm_address", "my_replies", "reply_decided", "reply_answered", "appeal_refused",
        "moderator_digest",
    ),
    "comments.urgent_letter": ("moderator_urgent",),
}  # fmt: skip


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = "Replies"

    @override
    def ready(self) -> None:
        # Inside ready(): models can be imported only once the app registry is full.
        from articles import emergency as about_pages
        from clinic_cms.clinic import audit
        from clinic_cms.clinic.late import Late
        from clinic_cms.clinic.outbox import kinds
        from comments import checks  # noqa: F401 - registers the system checks
        from comments.models import AppealState, Outcome, Reason, ReportOutcome, Status, ThreadState
        from comments.triggers import install_after_migrate

        for module, theirs in MAILS.items():
            for kind in theirs:
                kinds.register(kind, Late(f"{module}.{kind}"))
        about_pages.register(
            about_pages.Watch(
                Late("comments.emergency.cards_for"), Late("comments.notifications.call_to")
            )
        )
        audit.name_codes("comments.comment", ReportOutcome, Status, Reason)
        audit.name_codes("comments.appeal", AppealState)
        audit.name_codes("comments.sideeffectworksheet", Outcome)
        audit.name_codes("articles.article", ThreadState)
        post_migrate.connect(install_after_migrate, sender=self)
