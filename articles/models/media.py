"""Pictures, decoded and drawn anew on upload."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class Picture(models.Model):
    """An uploaded picture. The stored file is our own re-encoding, never the bytes that came in."""

    file = models.ImageField(
        upload_to="pictures/%Y/%m/", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="picture_has_size",
                condition=Q(width__gte=1, height__gte=1),
                violation_error_message=_("A picture has at least one pixel."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.alt or f"Picture {self.pk}"
