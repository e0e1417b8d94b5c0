"""Whether an article takes and shows replies. No row means open."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override


class ThreadState(models.TextChoices):
    """What readers can do."""

    OPEN = "open", "Open: readers see replies and can write"
    CLOSED = "closed", "Closed: readers see replies, none are taken"
    HIDDEN = "hidden", "Hidden: no replies are shown or taken"


class Thread(models.Model):
    """The replies of one article, as a whole."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.PROTECT, related_name="thread"
    )
    state = models.CharField(max_length=6, choices=ThreadState, default=ThreadState.OPEN)
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
            )
        ]

    @override
    def __str__(self) -> str:
        return f"Replies to {self.article}"
