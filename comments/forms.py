"""The form under an article. It checks shape and cleans text; it decides nothing."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.fields import PlainField
from articles.models import Edition
from articles.under_an_edition import NAMELESS, UnderAnEdition
from comments import consent, directions, names, screening, tokens
from comments.models import Comment
from comments.models.comment import LONGEST_NAME, LONGEST_TEXT

NOT_IN_A_NAME = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN"})


class ReplyForm(UnderAnEdition):
    """A reply from somebody without an account."""

    ids = "your_%s"
    field_order = ("text", "name", "email", "consent")

    text = PlainField(
        label=_("Your reply"),
        help_text=_("Up to 4,000 characters."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write your reply first."),
            "max_length": _("At most %(limit_value)d characters. Yours has %(show_value)d."),
        },
    )
    name = PlainField(
        label=_("Name or nickname"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={
            "required": _("Give a name to show. A nickname is welcome."),
            "max_length": _("At most %(limit_value)d characters."),
        },
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give an email address. It is never shown."),
            "invalid": _("Enter an email address like name@example.com."),
        },
    )
    consent = forms.BooleanField(
        label=_("Consent"),
        help_text=consent.WORDING,
        error_messages={"required": _("Tick the box: without your consent we cannot publish it.")},
    )
    # No limit here: what is wrong with it is said by the verb, and readers do not see it.
    parent = PlainField(widget=forms.HiddenInput(attrs=NAMELESS), required=False)

    # Names that none but the clinic's people may give, where the caller has asked for them.
    official: Collection[str] | None = None

    @override
    @staticmethod
    def make_token(edition: Edition) -> str:
        return tokens.make_form_token(edition)

    @classmethod
    def blank(cls, edition: Edition, parent: Comment | None = None) -> "ReplyForm":
        """Return an empty form under an edition, or under a reply to it."""
        return cls(
            initial={
                "token": cls.make_token(edition),
                "parent": parent.public_id if parent else "",
            }
        )

    def clean_name(self) -> str:
        name = " ".join(directions.name_without(self.cleaned_data["name"]).split())
        if names.is_reserved(name, self.official):
            raise ValidationError(names.WHY_NOT, code="reserved")
        if any(found.type in NOT_IN_A_NAME for found in screening.apply("personal_data", name)):
            raise ValidationError(
                _("Leave email addresses and numbers out of the name: it is shown to everyone."),
                code="personal",
            )
        return name
