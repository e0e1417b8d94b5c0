"""A shell: a template drawn once for many editions, with holes for what each says of itself."""

import re
import secrets
from typing import Any

from django import template
from django.template import Context
from django.template.base import Node, NodeList, Parser, Token
from django.template.loader import get_template, render_to_string
from typing_extensions import override

register = template.Library()

# Stands where a hole is. Nobody outside can know it, so no text holds it.
MARK = secrets.token_hex(16)

Shell = list[str | NodeList]  # text, and what fills the holes in it


class OfEdition(Node):
    """Drawn where it stands; a hole where the context has a list of ``holes``."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    @override
    def render(self, context: Context) -> str:
        holes: list[NodeList] | None = context.get("holes")
        if holes is None:
            return self.nodelist.render(context)
        holes.append(self.nodelist)
        return f"{MARK}{len(holes) - 1};"


@register.tag
def of_edition(parser: Parser, token: Token) -> OfEdition:
    """Enclose what an edition says of itself. All it may use is the page's own context."""
    nodelist = parser.parse(("endof_edition",))
    parser.delete_first_token()
    return OfEdition(nodelist)


def shell(name: str, context: dict[str, Any]) -> Shell:
    """Return a template drawn without any edition."""
    holes: list[NodeList] = []
    drawn = re.split(f"{MARK}([0-9]+);", render_to_string(name, context | {"holes": holes}))
    return [holes[int(part)] if place % 2 else part for place, part in enumerate(drawn)]


def filled(shell: Shell, name: str, context: dict[str, Any]) -> str:
    """Return the page of an edition: the shell of its template with the holes filled."""
    values, drawn = Context(context), get_template(name).template  # type: ignore[attr-defined]
    with values.render_context.push_state(drawn), values.bind_template(drawn):
        return "".join(part if isinstance(part, str) else part.render(values) for part in shell)
