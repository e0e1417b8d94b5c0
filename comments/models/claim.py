"""Who is looking at a held reply now, so that two moderators do not read the same one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from typing_extensions import override


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Which claims?"""

    def standing(self) -> "ClaimQuerySet":
        """Return the claims that have not run out."""
        return self.filter(until__gt=timezone.now())


class Claim(models.Model):
    """One row a reply. It steers others past the reply and forbids nothing. It ends by itself."""

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.PROTECT, primary_key=True, related_name="claim"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claim_ends",
                condition=Q(until__gt=F("since")),
                violation_error_message="A claim ends after it began.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.by} until {self.until:%H:%M}"

    @property
    def stands(self) -> bool:
        return self.until > timezone.now()
