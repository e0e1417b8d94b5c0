"""Mails on their way out. A row holds ids, never words of a patient; done with, no address and no ids."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class MailState(models.TextChoices):
    """Where a mail stands."""

    QUEUED = "queued", _("Waiting")
    FAILED = "failed", _("Not taken by the mail server yet, tried again")
    SENT = "sent", _("Taken by the mail server")
    GIVEN_UP = "given_up", _("Given up")
    DROPPED = "dropped", _("No longer wanted")


WAITING = (MailState.QUEUED, MailState.FAILED)


class OutgoingMail(models.Model):
    """One mail to one address. ``clinic_cms.clinic.outbox`` writes it; nobody else does."""

    kind = models.CharField(max_length=30, help_text=_("The folder in templates/emails/."))
    recipient = models.EmailField(blank=True, help_text=_("Forgotten once the mail is done with."))
    arguments = models.JSONField(default=dict, help_text=_("Ids that the mail is drawn from."))
    dedupe_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("A worker has it in hand.")
    )
    error = models.CharField(max_length=80, blank=True, help_text=_("Its kind and code, no words."))
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        ordering = ("-pk",)
        indexes = [
            # Waiting, said without values: SQLite does not know them for those of a query.
            models.Index(fields=("due_at",), condition=Q(finished_at=None), name="mail_unfinished"),
            models.Index(fields=("recipient",), condition=~Q(recipient=""), name="mail_recipient"),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_state_known",
                condition=Q(state__in=MailState.values),
                violation_error_message=_("This is not a state of a mail."),
            ),
            models.CheckConstraint(
                name="mail_done_forgets_its_recipient",
                condition=(Q(state__in=WAITING, finished_at__isnull=True) & ~Q(recipient=""))
                | (~Q(state__in=WAITING) & Q(recipient="", finished_at__isnull=False)),
                violation_error_message=_("A mail that is done with holds no address."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"Mail {self.pk} ({self.kind})"
