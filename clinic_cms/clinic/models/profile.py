"""The clinic's own facts: name, numbers, links. One row."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords
from typing_extensions import override

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()./-]{1,28}\Z",
    "Enter a phone number: digits, spaces and dashes, for example 555-0142.",
)


class ClinicProfile(models.Model):
    """Facts about the clinic that pages show. There is exactly one row, with primary key 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120, default="Our clinic")
    tagline = models.CharField(
        max_length=200, blank=True, help_text="One sentence at the top of the home page."
    )
    phone = models.CharField(
        max_length=30, blank=True, validators=[PHONE], help_text="The number patients call."
    )
    website_help_line = models.CharField(
        "website help line",
        max_length=30,
        blank=True,
        validators=[PHONE],
        help_text="For people who need help with this website. Shown on every page.",
    )
    emergency_number = models.CharField(max_length=30, default="911", validators=[PHONE])
    crisis_number = models.CharField(
        max_length=30,
        default="988",
        validators=[PHONE],
        help_text="The crisis line of the country.",
    )
    booking_url = models.URLField("booking link", blank=True)
    find_physician_url = models.URLField("find-a-physician link", blank=True)
    copyright_holder = models.CharField(max_length=120, blank=True)
    reporting_text = models.TextField(
        "side-effect reporting text",
        max_length=600,
        default=(
            "Call your doctor for medical advice about side effects. "
            "You may report side effects to FDA at 1-800-FDA-1088."
        ),
        help_text="The wording the regulator asks for (United States: 21 CFR 209.10).",
    )
    review_cycle_months = models.PositiveSmallIntegerField(
        default=36, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    independent_review = models.BooleanField(
        default=True,
        help_text=(
            "Switch off only in a clinic with one physician. "
            "Its pages then say that they were not independently reviewed."
        ),
    )
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "clinic profile"
        verbose_name_plural = "clinic profile"
        constraints = [
            models.CheckConstraint(
                name="clinic_profile_one_row",
                condition=models.Q(id=1),
                violation_error_message="There is only one clinic profile: change that one.",
            ),
            models.CheckConstraint(
                name="clinic_profile_review_cycle_1_to_60",
                condition=models.Q(review_cycle_months__gte=1, review_cycle_months__lte=60),
                violation_error_message="Pages are reviewed every 1 to 60 months.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "ClinicProfile":
        """Return the stored profile, or an unsaved one with the defaults. Writes nothing."""
        return cls.objects.filter(pk=1).first() or cls()
