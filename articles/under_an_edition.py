"""What every readers' form under an edition has in place of a session. It decides nothing."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.controls import ControlRenderer
from articles.fields import PlainField
from articles.models import Edition

NAMELESS = {"id": False}  # no label and no script looks for what readers do not see


class _Shared(dict[str, forms.Field]):
    """Fields that no form changes: Django copies them all for each form, a twentieth of a reply's time."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Shared":
        return self


class UnderAnEdition(forms.Form):
    """A form with a dated token, and a field that only programs fill in.

    A subclass says how its fields' ids begin (``ids``) and who makes its tokens (``make_token``).
    """

    ids: ClassVar[str]
    default_renderer = ControlRenderer()

    # No limit here: what is wrong with it is said by the verb, and readers do not see it.
    token = PlainField(widget=forms.HiddenInput(attrs=NAMELESS), required=False)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", self.ids)
        self.base_fields = _Shared(self.base_fields)  # type: ignore[misc]  # of this form alone
        super().__init__(*args, **kwargs)

    @staticmethod
    def make_token(edition: Edition) -> str:
        """Return a token for a form under this edition."""
        raise NotImplementedError

    def renew(self, edition: Edition, *, forget: tuple[str, ...] = ()) -> None:
        """Put a fresh token into a form that was sent, so that it can be sent again as it stands.

        ``forget`` names hidden fields to empty.
        """
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["token"] = self.make_token(edition)
        for name in ("website", *forget):
            data[name] = ""
        self.data = data

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(
                _("A hidden field was filled in, as programs do. We emptied it: send again."),
                code="honeypot",
            )
        return ""
