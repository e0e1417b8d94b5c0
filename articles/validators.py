"""Checks on codes and identifiers, by pattern or check digit. Nothing is looked up over a network."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from clinic_cms.clinic.late import Late

luhn_fits = Late("stdnum.luhn.is_valid")
mod_11_2_fits = Late("stdnum.iso7064.mod_11_2.is_valid")

ATC = RegexValidator(
    r"^[ABCDGHJLMNPRSV]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?\Z",
    _("Enter an ATC code, for example M01AE01. Letters are capitals."),
)
DOI = RegexValidator(
    r"^10\.[0-9]{4,9}/[^\s<>\"]{1,200}\Z",
    _("Enter a DOI as 10.1000/xyz, without https://doi.org/ in front."),
)
PMID = RegexValidator(r"^[1-9][0-9]{0,8}\Z", _("Enter a PubMed number: up to nine digits."))
ICD10 = RegexValidator(
    r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?\Z", _("Enter an ICD-10 code, for example M54.16.")
)


def validate_npi(value: str) -> None:
    """Refuse a National Provider Identifier whose Luhn digit over 80840 + NPI does not fit."""
    if len(value) != 10 or not value.isdecimal() or not luhn_fits("80840" + value):
        raise ValidationError(
            _("This is not an NPI: ten digits, of which the last is a check digit.")
        )


def validate_orcid(value: str) -> None:
    """Refuse an ORCID iD whose ISO 7064 11-2 check character does not fit."""
    digits = value.replace("-", "")
    if len(value) != 19 or len(digits) != 16 or not mod_11_2_fits(digits):
        raise ValidationError(_("This is not an ORCID iD: 0000-0000-0000-0000 with a check digit."))


def validate_web_address(value: str) -> None:
    """Refuse a link that is not https or http: no javascript:, data: or file: links."""
    if value and not value.lower().startswith(("https://", "http://")):
        raise ValidationError(_("Enter a web address that begins with https:// or http://."))
