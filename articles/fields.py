"""Fields of readers' forms."""

import unicodedata
from typing import Any

from django import forms
from typing_extensions import override

from clinic_cms.clinic.plain_text import plain

BLANK_LETTERS = "\u115f\u1160\u2800"  # letters and signs to Unicode, nothing to the eye


class PlainField(forms.CharField):
    """Text without control characters. What only looks empty counts as empty."""

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            # A browser would cut what is pasted there in silence. The form says how long it is instead.
            attrs.pop("maxlength", None)
        return attrs

    @override
    def to_python(self, value: Any) -> str:
        text = super().to_python(plain(str(value or ""))) or ""
        return "" if is_blank(text) else text


def is_blank(text: str) -> bool:
    """Say whether a text shows nothing at all: spaces, invisible signs, blank letters."""
    return not as_seen(text)


def as_seen(text: str) -> str:
    """Return a text in plain letters, without accents and invisible signs. Blank letters are spaces."""
    if text.isascii():
        return text.strip()
    decomposed = unicodedata.normalize("NFKD", text)
    kept = (c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(" " if c in BLANK_LETTERS else c for c in kept).strip()
