"""The microdata of a page as JSON-LD would say it, read by the rules of the HTML standard.

https://html.spec.whatwg.org/multipage/microdata.html, without ``itemref``, which no page of ours has.
"""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from typing_extensions import override

VOCABULARY = "https://schema.org/"
NEVER_CLOSED = frozenset("area base br col embed hr img input link meta source track wbr".split())
LINKS = {"a": "href", "link": "href", "img": "src"}

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
        properties = given.get("itemprop", "").split()
        around = next((e.item for e in reversed(self._open) if e.item is not None), None)
        item = self._item(given) if "itemscope" in given else None
        if item is not None and not properties:
            self.found.append(item)
        value = self._value(tag, given) if item is None else item
        self._open.append(_Element(tag, properties, around, item, value, len(self._text)))
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
        kinds = [kind.removeprefix(VOCABULARY) for kind in given.get("itemtype", "").split()]
        item: Item = {"@type": kinds[0] if len(kinds) == 1 else kinds}
        if "itemid" in given:
            item["@id"] = urljoin(self._page, given["itemid"])
        return item

    def _value(self, tag: str, given: dict[str, str]) -> Item | str | None:
        if tag in LINKS:
            return {"@id": urljoin(self._page, given.get(LINKS[tag], ""))}
        if tag == "meta":
            return given.get("content", "")
        return given.get("datetime") if tag == "time" else None

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
