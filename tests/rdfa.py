"""The RDFa of a page as JSON-LD would say it, as far as it uses RDFa Lite.

https://www.w3.org/TR/rdfa-lite/, https://www.w3.org/TR/html-rdfa/: ``vocab``, ``typeof``, ``property``,
``resource``. What stands outside of every ``vocab`` (the ``og:`` properties of the head) is left out.
"""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from typing_extensions import override

VOCABULARY = "https://schema.org/"
NEVER_CLOSED = frozenset("area base br col embed hr img input link meta source track wbr".split())
LINKS = ("href", "src")

Item = dict[str, Any]


def items(html: str, page: str) -> list[Item]:
    """Return the items of a page that are no other item's property. ``page`` is its address.

    What is said more than once is a list. A link is ``{"@id": address}``, as what it leads to.
    """
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    return reader.found


@dataclass
class _Element:
    """An element that is open, and what it says of the item around it."""

    tag: str
    properties: list[str]
    of: Item | None
    item: Item | None  # that it is itself
    value: Item | str | None  # None: its text, which begins at ``begin``
    begin: int
    understood: bool  # the vocabulary is schema.org's in it


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Item] = []
        self._page = page
        self._open: list[_Element] = []
        self._text = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        inherited = bool(self._open) and self._open[-1].understood
        understood = given["vocab"] == VOCABULARY if "vocab" in given else inherited
        properties = given.get("property", "").split() if understood else []
        around = next((e.item for e in reversed(self._open) if e.item is not None), None)
        item = self._item(given) if understood and "typeof" in given else None
        if item is not None and not properties:
            self.found.append(item)
        value = self._value(tag, given) if item is None else item
        begin = len(self._text)
        self._open.append(_Element(tag, properties, around, item, value, begin, understood))
        if tag in NEVER_CLOSED:
            self._end()

    @override
    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._end() != tag:
                pass

    @override
    def handle_data(self, data: str) -> None:
        self._text += data

    @override
    def close(self) -> None:
        super().close()
        while self._open:
            self._end()

    def _item(self, given: dict[str, str]) -> Item:
        kinds = given["typeof"].split()
        item: Item = {"@type": kinds[0] if len(kinds) == 1 else kinds}
        if "resource" in given:
            item["@id"] = urljoin(self._page, given["resource"])
        return item

    def _value(self, tag: str, given: dict[str, str]) -> Item | str | None:
        """Return what an element says by its attributes, in the order in which RDFa asks for them."""
        if "content" in given:
            return given["content"]
        if tag == "time" and "datetime" in given:
            return given["datetime"]
        link = next((given[name] for name in ("resource", *LINKS) if name in given), None)
        return None if link is None else {"@id": urljoin(self._page, link)}

    def _end(self) -> str:
        """Close the innermost element, let it say what it says, and return its tag."""
        element = self._open.pop()
        said = self._text[element.begin :] if element.value is None else element.value
        if element.of is not None:
            for name in element.properties:
                before = element.of.get(name)
                if before is None:
                    element.of[name] = said
                elif isinstance(before, list):
                    before.append(said)
                else:
                    element.of[name] = [before, said]
        return element.tag
