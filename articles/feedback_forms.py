"""The forms by which readers say something of a page, and staff answer. They check shape only."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles import feedback
from articles.fields import PlainField
from articles.models import Edition
from articles.models.feedback import LONGEST_PASSAGE, LONGEST_WORDS, LONGEST_WRONG, ReportStatus
from articles.under_an_edition import UnderAnEdition

TOO_LONG = _("At most %(limit_value)d characters. Yours has %(show_value)d.")


class FeedbackForm(UnderAnEdition):
    """What both forms about a page share."""

    ids = "about_%s"
    own: ClassVar[str]  # the field that holds the reader's own words

    @override
    @staticmethod
    def make_token(edition: Edition) -> str:
        return feedback.make_token(edition)


class UsefulForm(FeedbackForm):
    """Was this page useful? The buttons bring the answer."""

    own = "words"

    useful = forms.ChoiceField(
        label=_("Was this page useful?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={
            "required": _("Press Yes or No."),
            "invalid_choice": _("Press Yes or No."),
        },
    )
    words = PlainField(
        label=_("What was missing, or helped? (optional)"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )


class ReportForm(FeedbackForm):
    """An error in the text."""

    own = "wrong"

    passage = PlainField(
        label=_("The passage, as it stands on the page"),
        help_text=_("Up to 1,000 characters."),
        max_length=LONGEST_PASSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Copy the passage here."), "max_length": TOO_LONG},
    )
    wrong = PlainField(
        label=_("What is wrong with it"),
        help_text=_("Up to 2,000 characters."),
        max_length=LONGEST_WRONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what is wrong."), "max_length": TOO_LONG},
    )
    email = forms.EmailField(
        label=_("Email, if you want an answer"),
        required=False,
        max_length=254,
        help_text=_("Never shown to readers, and deleted once your report is answered."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Enter an email address like name@example.com.")},
    )


class AnswerForm(forms.Form):
    """What an author does about a report."""

    to = forms.ChoiceField(
        label=_("What became of it"),
        choices=[c for c in ReportStatus.choices if c[0] != ReportStatus.OPEN],
        widget=forms.RadioSelect,
    )
    note = PlainField(
        label=_("Note"),
        max_length=1_000,
        help_text=_("What you changed, or why the text stays. Staff see it, readers do not."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
