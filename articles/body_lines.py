"""A page's text as lines of words, in which a comparison sees all that its HTML says.

A reviewer reads words, so what is no word is named in words: where a link leads, which picture it is and
what it shows, what is bold, raised or a heading.
"""

from html.parser import HTMLParser

from typing_extensions import override

BLOCKS = frozenset("p h2 h3 h4 li td th caption figcaption blockquote".split())
NAMED = {"strong": "[bold: ", "em": "[italic: ", "sup": "[raised: ", "sub": "[lowered: "}
WIDTHS = (("colspan", "columns wide"), ("rowspan", "rows high"))


def lines(html: str) -> list[str]:
    """Return the paragraphs, headings, items and cells of HTML that ``markup.prepare`` made."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.before = ""  # what kind of line it is
        self.lists: list[str] = []  # the open lists, widest first
        self.quotes = 0
        self.links: list[str] = []  # where the open links lead
        self.citing = False
        self.new_row = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.end_line()
        if tag in ("ul", "ol"):
            self.end_line()
            self.lists.append(tag)
        elif tag == "li":
            self.before = self._item()
        elif tag == "blockquote":
            self.quotes += 1
        elif tag in ("h2", "h3", "h4"):
            self.before = f"[heading {tag[1]}] "
        elif tag in ("caption", "figcaption"):
            self.before = "[caption] "
        elif tag == "tr":
            self.new_row = True
        elif tag in ("td", "th"):
            self.before = self._cell(tag, values)
        elif tag == "sup" and values.get("class") == "cite":
            self.citing = True
            self.words.append(" [")
        elif tag in NAMED:
            self.words.append(NAMED[tag])
        elif tag == "a":
            self.links.append(values.get("href", ""))
        elif tag == "br":
            self.words.append(" [line break] ")
        elif tag == "img":
            self.words.append(_picture(values))

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end_line()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "sup" and self.citing:
            self.citing = False
            self.words.append("]")
        elif tag in NAMED:
            self.words.append("]")
        elif tag == "a" and self.links:
            address = self.links.pop()
            if not self.citing:  # it leads to the source of that number
                self.words.append(f" [link: {address}]")

    @override
    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def end_line(self) -> None:
        """Close the running line; one without words is none."""
        text = " ".join("".join(self.words).split())
        if text:
            self.lines.append("[quote] " * self.quotes + self.before + text)
            self.before = ""
        self.words = []

    def _item(self) -> str:
        return "• " * (len(self.lists) - 1) + ("[numbered] " if self.lists[-1:] == ["ol"] else "• ")

    def _cell(self, tag: str, values: dict[str, str]) -> str:
        named = ["heading cell" if tag == "th" else "cell"]
        named += [f"{values[name]} {words}" for name, words in WIDTHS if name in values]
        named += [f"for its {values['scope']}"] if "scope" in values else []
        row, self.new_row = "[row] " if self.new_row else "", False
        return f"{row}[{', '.join(named)}] "


def _picture(values: dict[str, str]) -> str:
    said = [values.get("alt", "").strip() or "without alternative text", values.get("src", "")]
    said += [f"{name} {values[name]}" for name in ("width", "height") if name in values]
    return f" [picture: {'; '.join(said)}] "
