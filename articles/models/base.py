"""What every catalogue record has: a name, an address, dates and a history."""

from typing import TYPE_CHECKING

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONG = 4_000
LONG_TEXT = MaxLengthValidator(LONG)


def long_text(
    help_text: "StrOrPromise" = "", *, verbose_name: "StrOrPromise | None" = None
) -> "models.TextField[str, str]":
    """Return a plain-text field of at most LONG characters. Each line is a paragraph."""
    return models.TextField(
        verbose_name, blank=True, default="", validators=[LONG_TEXT], help_text=help_text
    )


class CatalogueRecord(models.Model):
    """An abstract named record with an address of its own."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_(
            "The last part of the page's address, after the kind of record. For example: "
            "/conditions/back-pain/"
        ),
    )
    also_called = models.CharField(
        max_length=300, blank=True, help_text=_("Other names, separated by commas.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ("name",)

    @override
    def __str__(self) -> str:
        return self.name
