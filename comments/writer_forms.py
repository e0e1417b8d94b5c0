"""Forms of writers. They check shape; they decide nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainField
from comments.models.appeal import LONGEST_APPEAL


class AppealForm(forms.Form):
    """Why a decision should be looked at again."""

    text = PlainField(
        label=_("Why should we look again?"),
        help_text=_("A person reads it. It is not shown to readers. Up to 1,000 characters."),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Say why you think that the decision is wrong."),
            "max_length": _("At most %(limit_value)d characters. Yours has %(show_value)d."),
        },
    )


class AskForm(forms.Form):
    """The address to which the link to one's replies is mailed."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        help_text=_("The one that you gave with your replies."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give the email address."),
            "invalid": _("Enter an email address like name@example.com."),
        },
    )
