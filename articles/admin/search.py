"""What patients say for what our pages say."""

from django.contrib import admin

from articles.admin.base import RecordAdmin
from articles.models import Synonym


@admin.register(Synonym)
class SynonymAdmin(RecordAdmin):
    """Synonyms for the search. They steer it and are never shown to readers."""

    list_display = ("word", "means", "in_use", "updated_at")
    list_filter = ("in_use",)
    search_fields = ("word", "means")
    search_help_text = "What patients or our pages say"
    fields = ("word", "means", "in_use")
