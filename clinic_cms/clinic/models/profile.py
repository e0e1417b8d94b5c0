"""The clinic's own facts: name, numbers, links. One row."""

import hashlib
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import connection, models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from clinic_cms.clinic import accent
from clinic_cms.clinic.prepared import Prepared

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()./-]{1,28}\Z",
    _("Enter a phone number: digits, spaces and dashes, for example 555-0142."),
)
COLOUR = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z",
    _("Enter a colour as # and six digits or letters a to f: for example #0a5a5c."),
)
NEEDED = (
    "phone",
    "website_help_line",
    "emergency_number",
    "crisis_number",
    "copyright_holder",
    "reporting_text",
)


class ClinicProfile(models.Model):
    """Facts about the clinic that pages show. There is exactly one row, with primary key 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120, default="Our clinic")
    tagline = models.CharField(
        max_length=200, blank=True, help_text=_("One sentence at the top of the home page.")
    )
    phone = models.CharField(
        max_length=30, blank=True, validators=[PHONE], help_text=_("The number patients call.")
    )
    website_help_line = models.CharField(
        _("website help line"),
        max_length=30,
        blank=True,
        validators=[PHONE],
        help_text=_("For people who need help with this website. Shown on every page."),
    )
    emergency_number = models.CharField(max_length=30, default="911", validators=[PHONE])
    crisis_number = models.CharField(
        max_length=30,
        default="988",
        validators=[PHONE],
        help_text=_("The crisis line of the country."),
    )
    booking_url = models.URLField(_("booking link"), blank=True)
    find_physician_url = models.URLField(_("find-a-physician link"), blank=True)
    copyright_holder = models.CharField(max_length=120, blank=True)
    address = models.TextField(
        _("postal address"),
        max_length=300,
        blank=True,
        help_text=_("Stands on printed leaflets."),
    )
    logo = models.ImageField(
        upload_to="logo/",
        width_field="logo_width",
        height_field="logo_height",
        blank=True,
        help_text=_("Stands beside the clinic's name. JPEG, PNG, GIF or WebP."),
    )
    logo_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    accent_colour = models.CharField(
        max_length=7,
        blank=True,
        validators=[COLOUR],
        help_text=_(
            "Of links, buttons and marks, as #rrggbb. It is made darker on light pages and lighter on "
            "dark ones until text in it can be read (7 to 1). Empty: the green of the product."
        ),
    )
    reporting_text = models.TextField(
        _("side-effect reporting text"),
        max_length=600,
        default=(
            "Call your doctor for medical advice about side effects. "
            "You may report side effects to FDA at 1-800-FDA-1088."
        ),
        help_text=_("The wording the regulator asks for (United States: 21 CFR 209.10)."),
    )
    review_cycle_months = models.PositiveSmallIntegerField(
        default=36, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    independent_review = models.BooleanField(
        default=True,
        help_text=_(
            "Switch off only in a clinic with one physician. "
            "Its pages then say that they were not independently reviewed."
        ),
    )
    replies_close_after_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(3_650)],
        help_text=(
            "Pages take no more replies so many days after their first publication. 0: none at all. "
            "Empty: always. A moderator can say otherwise for one page. What is shown stays."
        ),
    )
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    # Whom to call has to be said on a day on which nothing can be read, too.
    _last_read: "ClassVar[ClinicProfile | None]" = None

    class Meta:
        verbose_name = _("clinic profile")
        verbose_name_plural = _("clinic profile")
        constraints = [
            models.CheckConstraint(
                name="clinic_profile_one_row",
                condition=models.Q(id=1),
                violation_error_message=_("There is only one clinic profile: change that one."),
            ),
            models.CheckConstraint(
                name="clinic_profile_review_cycle_1_to_60",
                condition=models.Q(review_cycle_months__gte=1, review_cycle_months__lte=60),
                violation_error_message=_("Pages are reviewed every 1 to 60 months."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    def missing(self) -> list[str]:
        """Return what a complete profile says and this one does not, in words."""
        return [name.replace("_", " ") for name in NEEDED if not getattr(self, name)]

    @property
    def accent(self) -> accent.Accent:
        """Return the colours that links and buttons have."""
        return accent.fit(self.accent_colour) if self.accent_colour else accent.HOUSE

    @property
    def theme(self) -> str:
        """Return the style sheet of the clinic's colours, empty where it has chosen none."""
        if not self.accent_colour:
            return ""
        it = self.accent
        return (
            "@layer tokens{:root{"
            f"--accent:light-dark({it.light},{it.dark});"
            f"--tint:light-dark({it.light_tint},{it.dark_tint})"
            "}}\n"
        )

    @property
    def theme_version(self) -> str:
        """Return what stands in the style sheet's address: a new one for each change of it."""
        return hashlib.sha256(self.theme.encode()).hexdigest()[:12] if self.accent_colour else ""

    @classmethod
    def current(cls) -> "ClinicProfile":
        """Return the stored profile, or an unsaved one with the defaults. Writes nothing."""
        found = _current.first()
        if not found:
            return cls()
        columns = [column.attname for column in cls._meta.concrete_fields]
        cls._last_read = cls.from_db(connection.alias, columns, found)
        return cls._last_read

    @classmethod
    def last_read(cls) -> "ClinicProfile | None":
        """Return the profile as this process read it last, None if it never did. Asks no database."""
        return cls._last_read


@Prepared  # every page asks for it
def _current() -> models.QuerySet[ClinicProfile, Any]:
    return ClinicProfile.objects.filter(pk=1).values_list()
