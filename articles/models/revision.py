"""Earlier states of an article's working copy. Each is written once, and stays as long as the article."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic.models.immutable import Immutable


class Revision(Immutable):
    """One state of a working copy: what its page would have said, and what stood in its form.

    ``content`` is an ``articles.payload.Content``: what a reviewer reads. ``content_sha256`` is its hash,
    by which a review names it. ``written`` is what brings the state back: ``articles.revisions.written``.
    ``number`` is the article's revision at which the state was kept.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    written = models.JSONField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Not by itself: a state from before this table is kept with the day on which it was saved.
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)
        indexes = [models.Index(fields=("article", "content_sha256"), name="revision_by_hash")]
        constraints = [
            models.UniqueConstraint(
                fields=("article", "number"),
                name="revision_number_once",
                violation_error_message=_("This state of the article is kept already."),
            ),
            models.CheckConstraint(
                name="revision_has_hash",
                condition=~Q(content_sha256=""),
                violation_error_message=_("An earlier state is named by its hash."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.article}, state {self.number}"
