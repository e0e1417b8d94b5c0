"""Physicians: whose names stand on pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.base import RecordAdmin
from articles.models import Physician


@admin.register(Physician)
class PhysicianAdmin(RecordAdmin):
    """Physicians, linked to an account or not."""

    list_display = ("name", "credentials", "specialty", "user")
    list_select_related = ("user",)
    search_fields = ("name", "specialty")
    search_help_text = "Name or specialty"
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("photo", "user")
    fieldsets = (
        (None, {"fields": (("name", "credentials"), "slug", "specialty", "bio", "photo")}),
        (_("For readers"), {"fields": ("conflicts", "booking_url")}),
        (_("Identifiers"), {"fields": (("npi", "orcid"),)}),
        (_("Account"), {"fields": ("user",)}),
    )
