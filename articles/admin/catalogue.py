"""Conditions, treatments with what they can do to people, side effects, references."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.base import RecordAdmin, StaffStackedInline
from articles.models import (
    Condition,
    Reference,
    RegulatorWarning,
    SideEffect,
    Treatment,
    TreatmentOutcome,
    TreatmentSideEffect,
)


@admin.register(Condition)
class ConditionAdmin(RecordAdmin):
    """Conditions, as a tree."""

    list_display = ("name", "parent", "also_called", "icd10_code", "updated_at")
    list_select_related = ("parent",)
    search_fields = ("name", "also_called")
    search_help_text = "Name or other names"
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("parent",)
    fields = ("name", "slug", "also_called", "parent", "summary", "icd10_code")


class SideEffectRows(StaffStackedInline):
    """How often each side effect comes with the treatment."""

    model = TreatmentSideEffect
    autocomplete_fields = ("side_effect", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "side_effect",
                    ("affected", "out_of", "band"),
                    ("population", "source"),
                    ("severity", "serious", "serious_reason"),
                    ("onset", "duration", "reversible"),
                    ("what_to_do", "at_risk"),
                    "advice",
                )
            },
        ),
    )


class OutcomeRows(StaffStackedInline):
    """What happened to people with the treatment and without it."""

    model = TreatmentOutcome
    autocomplete_fields = ("source",)
    fields = (
        ("nature", "name"),
        ("with_affected", "with_out_of"),
        ("without_affected", "without_out_of"),
        ("compared_with", "period"),
        ("population", "source"),
        ("certainty", "may_be_chance"),
    )


class WarningRows(StaffStackedInline):
    """What regulators have said."""

    model = RegulatorWarning
    fields = (("regulator", "issued_on"), "text", "url")


@admin.register(Treatment)
class TreatmentAdmin(RecordAdmin):
    """Treatments, as structured facts."""

    list_display = ("name", "kind", "licence_status", "updated_at")
    list_filter = ("kind", "licence_status")
    search_fields = ("name", "also_called", "example_medicines")
    search_help_text = "Name, other names or medicines"
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("conditions",)
    inlines = (OutcomeRows, SideEffectRows, WarningRows)
    fieldsets = (
        (None, {"fields": ("name", "slug", ("kind", "also_called"), "conditions", "summary")}),
        (
            _("How it is done"),
            {
                "fields": (
                    "how_it_works",
                    "how_it_is_given",
                    ("guidance", "done_by"),
                    ("where_done", "takes"),
                )
            },
        ),
        (_("For whom"), {"fields": ("who_it_is_for", "who_should_not", "tell_first")}),
        (
            _("What to expect"),
            {"fields": ("benefits", ("onset", "lasts"), "preparation", "afterwards")},
        ),
        (_("Repeat limit"), {"fields": (("repeat_min", "repeat_max", "repeat_months"),)}),
        (_("Other ways"), {"fields": ("alternatives", "doing_nothing")}),
        (
            _("Approval"),
            {"fields": (("licence_status", "licence_note"), ("example_medicines", "atc_code"))},
        ),
    )


@admin.register(SideEffect)
class SideEffectAdmin(RecordAdmin):
    """Side effects, whatever causes them."""

    list_display = ("name", "clinical_name", "also_called", "updated_at")
    search_fields = ("name", "clinical_name", "also_called")
    search_help_text = "Plain, clinical or other names"
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "clinical_name", "also_called", "description")


@admin.register(Reference)
class ReferenceAdmin(RecordAdmin):
    """Sources."""

    list_display = ("title", "authors", "year", "publication", "doi", "pmid")
    list_filter = ("year",)
    search_fields = ("title", "authors", "doi", "pmid", "publication")
    search_help_text = "Title, authors, DOI or PubMed number"
    fields = ("authors", "title", ("publication", "year"), ("doi", "pmid"), ("url", "accessed_on"))
