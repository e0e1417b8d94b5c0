"""The clinic's own lists of words. Moderators keep all of them, physicians those of emergencies."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest
from typing_extensions import override

from articles.admin.base import RecordAdmin
from comments.models import Phrase
from comments.models.phrase import CLINICAL

MODERATE = "comments.moderate_comment"


@admin.register(Phrase)
class PhraseAdmin(RecordAdmin):
    """Lines of the lists. Nothing is deleted: what is not wanted is switched off."""

    list_display = ("words", "list", "reason", "active", "updated_at")
    list_filter = ("list", "active")
    search_fields = ("words", "reason")
    search_help_text = "Words or reason"
    fields = ("list", "words", "reason", "active")

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Phrase]:
        phrases: QuerySet[Phrase] = super().get_queryset(request)
        return phrases if request.user.has_perm(MODERATE) else phrases.filter(list__in=CLINICAL)

    @override
    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "words":
            kwargs["widget"] = Textarea(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @override
    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(MODERATE):
            mine = [(which.value, which.label) for which in CLINICAL]
            kwargs["choices"] = [("", "---------"), *mine]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
