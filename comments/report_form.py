"""The form that reports a reply. It checks shape only; the verb in ``comments.reporting`` decides."""

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.fields import PlainField
from articles.models import Edition
from articles.under_an_edition import UnderAnEdition
from comments import rules, tokens
from comments.models.report import LONGEST_WORDS


def _choices() -> list[tuple[str, SafeString]]:
    return [
        (one.code, format_html("<strong>{}</strong> {}", one.title, one.means))
        for one in rules.criteria()
    ]


class ReplyReportForm(UnderAnEdition):
    """What is wrong with a reply, and words on it where somebody wants to add some."""

    ids = "report_%s"

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=_choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong with the reply."),
            "invalid_choice": _("Choose one of the reasons in the list."),
        },
    )
    words = PlainField(
        label=_("In your own words (needed only with the last reason)"),
        help_text=_("Up to 500 characters."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("At most %(limit_value)d characters. Yours has %(show_value)d.")
        },
    )

    @override
    @staticmethod
    def make_token(edition: Edition) -> str:
        return tokens.make_report_token(edition)
