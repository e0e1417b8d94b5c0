"""JSON-LD in the page: the second place where text is marked as safe."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition

register = template.Library()

# As in django.utils.html.json_script: nothing in the text may end the element or open a comment.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.inclusion_tag("components/for_machines.html", takes_context=True)
def for_machines(context: dict[str, Any]) -> dict[str, Any]:
    """Write what other programs read of a page whose view says what it ``describes``."""
    # Asked of the context itself: a template would call it without its arguments.
    describe = context.get("describes")
    if describe is None:
        return {}
    graph = describe(context["site_url"], context["clinic"])
    page = graph["@graph"][1]
    edition = context.get("edition")
    own = isinstance(edition, Edition) and page["url"].endswith(edition.get_absolute_url())
    return {
        "graph": graph,
        "title": page["name"],
        "url": page["url"],
        "clinic": context["clinic"],
        "site_url": context["site_url"],
        "edition": edition if own else None,
    }


@register.simple_tag
def json_ld(graph: dict[str, Any]) -> SafeString:
    """Return a data block. A browser never runs it."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
