"""Plain text as people type it: kept in NFC and without characters that no page and no feed can hold."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

# Control characters, and what XML 1.0 (2.2) does not allow either: surrogates, U+FFFE and U+FFFF.
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return text in NFC without characters that cannot be shown; tabs and line ends stay."""
    return unicodedata.normalize("NFC", UNSHOWABLE.sub("", text.replace("\r\n", "\n")))


def take_whole(form: forms.BaseForm) -> None:
    """Let the boxes of a form take all that is pasted. A longer text comes back with how long it was.

    A browser would cut it in silence, and what is left of a warning may say the contrary.
    """
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


def say_what_to_do(form: forms.BaseForm) -> None:
    """Give empty fields words of ours in place of Django's "This field is required."."""
    for field in form.fields.values():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _to_do(field)


def _to_do(field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Choose one.")
    return _("Fill this in.")


class PlainTextForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A form whose texts are kept plain, and taken whole."""

    rich: tuple[str, ...] = ()  # names of fields that hold HTML and clean themselves

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        take_whole(self)
        say_what_to_do(self)

    @override
    def clean(self) -> dict[str, Any]:
        # Model validation comes after this, so lengths are checked on the cleaned text.
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str) and name not in self.rich:
                cleaned[name] = plain(value).strip()
        return cleaned
