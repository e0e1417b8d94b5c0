"""The controls of readers' forms: Django's own, without its templates, which take ten times as long."""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from typing_extensions import override

Widget = dict[str, Any]  # what a widget tells its template: name, value, attributes


class ControlRenderer(DjangoTemplates):
    """Draw fields of text and boxes as Django's templates do, byte for byte; leave the rest to these."""

    @override
    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: Widget) -> str:
    value = widget["value"]
    stands = "" if value is None else f' value="{conditional_escape(value)}"'
    return (
        f'<input type="{conditional_escape(widget["type"])}" '
        f'name="{conditional_escape(widget["name"])}"{stands}{_attributes(widget)}>'
    )


def _textarea(widget: Widget) -> str:
    # A browser drops the first line end, so a text may begin with one of its own.
    text = conditional_escape(widget["value"] or "")
    name = conditional_escape(widget["name"])
    return f'<textarea name="{name}"{_attributes(widget)}>\n{text}</textarea>'


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {conditional_escape(name)}"
        + ("" if value is True else f'="{conditional_escape(value)}"')
        for name, value in widget["attrs"].items()
        if value is not False
    )


DRAWN: dict[str, Callable[[Widget], str]] = {
    "django/forms/widgets/textarea.html": _textarea,
    **{
        f"django/forms/widgets/{kind}.html": _input
        for kind in ("text", "email", "hidden", "checkbox")
    },
}
