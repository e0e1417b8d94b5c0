"""Sources: papers, guidelines, labels."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from articles.validators import DOI, PMID, validate_web_address


class Reference(models.Model):
    """One source that a page cites, with at least one identifier that leads to it."""

    authors = models.CharField(max_length=300)
    title = models.CharField(max_length=400)
    publication = models.CharField(max_length=200, blank=True, help_text=_("Journal or publisher."))
    year = models.PositiveSmallIntegerField()
    doi = models.CharField(_("DOI"), max_length=220, blank=True, validators=[DOI])
    pmid = models.CharField(_("PubMed number"), max_length=9, blank=True, validators=[PMID])
    url = models.URLField(_("link"), max_length=500, blank=True, validators=[validate_web_address])
    accessed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("authors", "year", "id")
        constraints = [
            models.CheckConstraint(
                name="reference_has_identifier",
                condition=~Q(doi="", pmid="", url=""),
                violation_error_message=_("Give a DOI, a PubMed number or a link."),
            ),
            models.CheckConstraint(
                name="reference_year_plausible",
                condition=Q(year__gte=1800, year__lte=2200),
                violation_error_message=_("Enter the year with four digits."),
            ),
            models.UniqueConstraint(
                fields=("doi",),
                condition=~Q(doi=""),
                name="reference_doi_once",
                violation_error_message=_("A reference with this DOI is already on file."),
            ),
            models.UniqueConstraint(
                fields=("pmid",),
                condition=~Q(pmid=""),
                name="reference_pmid_once",
                violation_error_message=_(
                    "A reference with this PubMed number is already on file."
                ),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.authors} ({self.year}). {self.title}"[:160]

    @property
    def href(self) -> str:
        """Return the address that leads to the source: DOI first, then PubMed, then the link."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url
