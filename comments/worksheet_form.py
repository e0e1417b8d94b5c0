"""The form of the worksheet on a side effect. The verb in ``comments.worksheets`` decides the rest."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainField
from clinic_cms.clinic.plain_text import take_whole
from comments import worksheets
from comments.models import Comment, Outcome, Seriousness


class WorksheetForm(forms.Form):
    """The four facts of a report, the seriousness, and what was decided."""

    reporter = PlainField(
        max_length=120, required=False, help_text=_("Patient, relative, other. No name.")
    )
    patient = PlainField(
        max_length=200, required=False, help_text=_("Age group and sex, as told. No name.")
    )
    product = PlainField(label=_("Medicine or procedure"), max_length=200, required=False)
    reaction = PlainField(max_length=300, required=False)
    seriousness = forms.ChoiceField(choices=Seriousness.choices)
    decision = forms.ChoiceField(choices=Outcome.choices)
    decided_on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "worksheet-%s")
        super().__init__(*args, **kwargs)
        take_whole(self)

    @classmethod
    def of(cls, comment: Comment) -> "WorksheetForm":
        """Return the form of a reply: what was filled in, or what the reply says already."""
        sheet = getattr(comment, "worksheet", None)
        return cls(initial=model_to_dict(sheet) if sheet else worksheets.suggested(comment))
