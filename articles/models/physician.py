"""Physicians: who writes and reviews."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from articles.models.base import long_text
from articles.validators import validate_npi, validate_orcid, validate_web_address


class Physician(models.Model):
    """A physician whose name stands on pages. May be linked to the account that signs in."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_("The last part of the page's address. For example: /physicians/rosa-klein/"),
    )
    credentials = models.CharField(max_length=60, help_text=_("For example: M.D."))
    specialty = models.CharField(max_length=120)
    bio = long_text(_("A few plain sentences about the person's experience."))
    photo = models.ForeignKey(
        "articles.Picture", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    conflicts = long_text(
        "Leave empty only if there are none: the page then says “None”.",
        verbose_name=_("conflicts of interest"),
    )
    booking_url = models.URLField(_("booking link"), blank=True, validators=[validate_web_address])
    npi = models.CharField(_("NPI"), max_length=10, blank=True, validators=[validate_npi])
    orcid = models.CharField(_("ORCID iD"), max_length=19, blank=True, validators=[validate_orcid])
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="physician",
        help_text=_("The account of this physician, if they have one."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)

    @override
    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """Return the name with credentials, as bylines show it."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name
