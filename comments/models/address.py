"""The addresses that replies came with: which are confirmed, and what is mailed to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class WriterAddress(models.Model):
    """One e-mail address, kept as a keyed hash only: the address itself stands in its replies.

    ``asked_at`` is when it was last asked to confirm itself: at most once a day, whoever posts.
    """

    hash = models.CharField(max_length=64, unique=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    wants_mail = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("writer's address")
        verbose_name_plural = _("writers' addresses")

    @override
    def __str__(self) -> str:
        return f"Address {self.pk}"

    @property
    def takes_mail(self) -> bool:
        """Say whether it may be mailed about its replies."""
        return self.confirmed_at is not None and self.wants_mail


class ThreadMute(models.Model):
    """A writer wants no more mails about the answers under one page."""

    writer = models.ForeignKey(WriterAddress, on_delete=models.PROTECT, related_name="mutes")
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("writer", "article"),
                name="mute_once_per_page",
                violation_error_message=_("This conversation is muted already."),
            )
        ]

    @override
    def __str__(self) -> str:
        return f"Mute {self.pk}"
