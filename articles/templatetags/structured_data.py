"""JSON-LD in the page: the second place where text is marked as safe."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles import structured_data
from articles.models import Edition

register = template.Library()

# As in django.utils.html.json_script: nothing in the text may end the element or open a comment.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def article_json_ld(context: dict[str, Any], edition: Edition) -> SafeString:
    """Return the data block of a live edition. A browser never runs it."""
    graph = structured_data.article_graph(
        edition, site_url=context["site_url"], clinic=context["clinic"]
    )
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
