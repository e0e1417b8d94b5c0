"""Tags and filters of the public pages: their frame, dates, people, what is drawn on the leaflet."""

import re
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from articles import feedback, leaflet, picture_copies
from articles.markup import trusted
from articles.models import Edition
from articles.payload import (
    Content,
)

register = template.Library()


@register.simple_block_tag
def crumbs(content: str, here: str) -> SafeString:
    """Return the way from the home page to this one: the block's list items, then the page itself."""
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol><li><a href="{}">{}</a></li>{}'
        '<li><span aria-current="page">{}</span></li></ol></nav>',
        _("Breadcrumb"),
        reverse("articles:home"),
        _("Home"),
        content,
        here,
    )


@register.simple_tag
def body_html(page: Content) -> SafeString:
    """Return the author's text, which ``articles.markup`` has cleaned."""
    return trusted(page["body"])


@register.simple_tag
def day(value: str | date, form: str = "DATE_FORMAT") -> SafeString:
    """Return a date as a ``time`` element; empty gives nothing.

    ``value`` is a date, YYYY-MM-DD, or a moment: its day is the one in the clinic's time zone.
    """
    if not value:
        return trusted("")
    stands_for = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    if isinstance(stands_for, datetime):
        stands_for = localtime(stands_for)
    return format_html(
        '<time datetime="{}">{}</time>', stands_for.isoformat()[:10], date_format(stands_for, form)
    )


@register.inclusion_tag("articles/_useful.html")
def ask_if_useful(edition: Edition) -> dict[str, Any]:
    """Ask readers of a live edition what they think of it."""
    return {"slug": edition.slug, "token": feedback.make_token(edition)}


@register.simple_tag
def portrait_sources(address: str) -> SafeString:
    """Return a portrait's smaller copies."""
    narrowest = picture_copies.WIDTHS[0]
    return trusted(picture_copies.sources(address, picture_copies.AS_PORTRAIT, narrowest))


@register.simple_tag
def qr_code(address: str) -> leaflet.Code:
    """Return the QR code of an address."""
    return leaflet.qr_code(address)


@register.filter
def is_past(value: str | date) -> bool:
    """Return whether a day lies before today, in the clinic's time zone."""
    if isinstance(value, str):
        return bool(value) and date.fromisoformat(value[:10]) < localdate()
    return value < localdate()


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name, credentials left out."""
    words = [word for word in name.partition(",")[0].split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in (words if len(words) < 3 else [words[0], words[-1]]))


@register.filter
def grouped(number: int) -> str:
    """Return a whole number with its thousands set apart: 10,000."""
    return f"{number:,}"


# Those that a keypad has on its keys 2 to 9.
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
# A phone number within a sentence, also one that spells a word: 1-800-FDA-1088. No date: 2026-10-01.
NUMBER = re.compile(r"(?<![\w-])(\+?\d[\dA-Z]*(?:-[\dA-Z]{3,}){2,})(?![\w-])")


@register.filter
def tel(number: str) -> str:
    """Return a phone number as a ``tel:`` link takes it: digits and a leading plus."""
    return "".join(sign for sign in number.translate(KEYS) if sign.isdigit() or sign == "+")


@register.inclusion_tag("components/with_numbers.html")
def with_numbers(text: str) -> dict[str, Any]:
    """Show a sentence whose phone numbers are links, which no line breaks."""
    return {"parts": list(zip_longest(*[iter(NUMBER.split(text))] * 2))}
