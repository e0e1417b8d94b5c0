"""The empty form under an article. Only its token and the article's slug change: the rest is kept."""

import secrets
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.markup import trusted
from comments.forms import ReplyForm

# Stand for what changes. Nobody outside can know them, so no text holds them.
TOKEN, SLUG = secrets.token_hex(16), secrets.token_hex(16)


def draw(token: str, *, slug: str, emergency_number: str) -> SafeString:
    """Return an empty form with this token as HTML."""
    form = kept_form(emergency_number, get_language())
    return trusted(form.replace(TOKEN, escape(token)).replace(SLUG, escape(slug)))


@lru_cache(maxsize=16)  # of 4 kB each
def kept_form(emergency_number: str, language: str | None) -> str:
    """Draw the form from these alone: a change of anything else it showed would not be noticed."""
    return render_to_string(
        "comments/_form.html",
        {
            "form": ReplyForm(initial={"token": TOKEN, "parent": ""}),
            "slug": SLUG,
            "clinic": {"emergency_number": emergency_number},
        },
    )
