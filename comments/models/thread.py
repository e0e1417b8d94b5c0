"""Whether an article takes and shows replies. No row means open."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from typing_extensions import override


class ThreadState(models.TextChoices):
    """What readers can do."""

    OPEN = "open", "Open: readers see replies and can write"
    CLOSED = "closed", "Closed: readers see replies, none are taken"
    HIDDEN = "hidden", "Hidden: no replies are shown or taken"


class Closing(models.TextChoices):
    """Whether a thread closes by itself."""

    SITE = "site", "As the clinic's profile says"
    NEVER = "never", "Never"
    AFTER = "after", "A number of days after the first publication"


def closing_rule(closing: str, days: int | None) -> str:
    """Return a rule as one word, to tell later whether it is still the same: "site", "after 30"."""
    return f"{closing} {days}" if closing == Closing.AFTER else closing


LONGEST_OPEN = 3_650  # days


class Thread(models.Model):
    """The replies of one article, as a whole."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.PROTECT, related_name="thread"
    )
    state = models.CharField(max_length=6, choices=ThreadState, default=ThreadState.OPEN)
    closing = models.CharField(max_length=5, choices=Closing, default=Closing.SITE)
    close_after_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(LONGEST_OPEN)]
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="thread_state_known",
                condition=Q(state__in=ThreadState.values),
                violation_error_message="Choose a state from the list.",
            ),
            models.CheckConstraint(
                name="thread_closing_is_whole",
                condition=Q(closing__in=[Closing.AFTER], close_after_days__isnull=False)
                | Q(
                    closing__in=[Closing.SITE, Closing.NEVER],
                    close_after_days__isnull=True,
                ),
                violation_error_message="A number of days goes with closing after some days only.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"Replies to {self.article}"

    @property
    def closing_rule(self) -> str:
        """Return the rule as one word."""
        return closing_rule(self.closing, self.close_after_days)
