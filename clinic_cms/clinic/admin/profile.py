"""The screen of the clinic's own facts."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic import pictures
from clinic_cms.clinic.histories import HistoryScreen
from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.clinic.plain_text import PlainTextForm

LOGO_WITHIN = (640, 160)  # pixels: twice what the head of a page shows


class ClinicProfileForm(PlainTextForm):
    """The clinic's facts."""

    class Meta:
        model = ClinicProfile
        fields = "__all__"

    def clean_logo(self) -> Any:
        """Draw a new logo anew, as every picture is, and no larger than a page's head needs."""
        sent = self.cleaned_data["logo"]
        if not isinstance(sent, UploadedFile):
            return sent  # the stored one, or False to remove it
        sent.seek(0)
        try:
            drawn = pictures.draw(sent, sent.size or 0, within=LOGO_WITHIN)
        except pictures.PictureRefused as refused:
            raise ValidationError(str(refused)) from refused
        return ContentFile(drawn.data, name=f"{drawn.sha256[:16]}.{drawn.ending}")


@admin.register(ClinicProfile)
class ClinicProfileAdmin(HistoryScreen):
    """The one row of the clinic's facts."""

    form = ClinicProfileForm
    actions = None
    fieldsets = (
        (None, {"fields": ("name", "tagline", "copyright_holder")}),
        (
            _("Phones"),
            {"fields": (("phone", "website_help_line"), ("emergency_number", "crisis_number"))},
        ),
        (_("Look"), {"fields": ("logo", "accent_colour", "address")}),
        (_("Links"), {"fields": ("booking_url", "find_physician_url")}),
        (_("Replies"), {"fields": ("replies_close_after_days",)}),
        (_("Pages"), {"fields": ("reporting_text", "review_cycle_months", "independent_review")}),
    )

    @override
    def save_model(self, request: HttpRequest, obj: ClinicProfile, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        chosen = obj.accent_colour.lower()
        if "accent_colour" in form.changed_data and chosen:
            said = (
                f"The accent colour is {obj.accent.light} on light pages and {obj.accent.dark} on dark "
                "ones, so that text in it keeps a contrast of 7 to 1."
            )
            self.message_user(request, said)

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the one row, or to the form that makes it."""
        if ClinicProfile.objects.filter(pk=1).exists():
            return redirect("admin:clinic_clinicprofile_change", 1)
        return redirect("admin:clinic_clinicprofile_add")

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not ClinicProfile.objects.exists()

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
