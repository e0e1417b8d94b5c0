"""HTML written by staff: cleaned on save and again at publication, then given ids and links.

One of the two places where text is marked as safe; the other is the JSON-LD tag.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from typing_extensions import override

from articles import picture_copies
from articles.payload import Heading
from clinic_cms.clinic.late import Late
from clinic_cms.clinic.plain_text import plain

_clean = Late("nh3.clean")

TAGS = set(
    "p h2 h3 h4 ul ol li blockquote strong em sup sub br a img figure figcaption "
    "table caption thead tbody tr th td".split()
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
DROPPED_WITH_CONTENT = {
    "script", "style", "iframe", "object", "svg", "math", "noscript", "template", "textarea",
    "select", "title",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
RENAMED = (("h1", "h2"), ("h5", "h4"), ("h6", "h4"), ("b", "strong"), ("i", "em"))
PICTURES = "/media/pictures/"
LONGEST_ADDRESS = 200  # what an edition's index of pictures holds
CITATION = re.compile(r"\s*\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
CITED = re.compile(r'<sup class="cite">.*?</sup>')
TAG = re.compile(r"<[^>]*>")  # of HTML that ``prepare`` wrote


def trusted(html: str) -> SafeString:
    """Mark HTML that ``clean`` or one of our templates made as safe to show."""
    return mark_safe(html)


def clean(html: str) -> str:
    """Return only what a page may hold: our tags, our attributes, web links and own pictures."""
    html = plain(html)
    for old, new in RENAMED:
        html = re.sub(rf"<(/?){old}(?=[\s>/])", rf"<\1{new}", html, flags=re.IGNORECASE)
    # Twice: a heading that stood in a tag which went stands in a heading then, and is read as the next one.
    return _ours(_ours(html)).strip()


def _ours(html: str) -> str:
    cleaned: str = _clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        url_schemes=SCHEMES,
        attribute_filter=_own_pictures_only,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    return cleaned


def _own_pictures_only(tag: str, attribute: str, value: str) -> str | None:
    """Drop a picture's address that would ask another origin; keep everything else."""
    if tag == "img" and attribute == "src":
        ours = value.startswith(PICTURES) and ".." not in value and len(value) <= LONGEST_ADDRESS
        return value if ours else None
    return value


@dataclass
class Prepared:
    """What ``prepare`` found and made."""

    html: str = ""
    contents: list[Heading] = field(default_factory=list)
    text: str = ""
    blocks: list[str] = field(default_factory=list)  # the text of each p, li, heading, cell
    pictures: list[str] = field(default_factory=list)  # addresses; empty for one from elsewhere
    alts: list[str] = field(default_factory=list)  # what stands for each of them
    unknown_citations: list[int] = field(default_factory=list)
    skipped_levels: list[str] = field(default_factory=list)


def prepare(html: str, references: int | Collection[int]) -> Prepared:
    """Clean HTML, give headings ids, turn [n] into links to the references and list what is in it.

    ``references`` are the numbers of the page's sources, or how many it has, numbered from 1.
    """
    known = range(1, references + 1) if isinstance(references, int) else references
    writer = _Writer(frozenset(known))
    writer.feed(clean(html))
    writer.close()
    writer.end_block()
    found = writer.found
    found.html = "".join(writer.out)
    found.text = " ".join(found.blocks)
    return found


def words(html: str) -> str:
    """Return the text of HTML that ``prepare`` made, without the numbers of its references."""
    return prepare(CITED.sub("", html), 0).text


class _Writer(HTMLParser):
    """Write clean HTML again, with ids, citation links and scrollable tables."""

    BLOCKS = frozenset("p h2 h3 h4 li td th caption figcaption blockquote".split())

    def __init__(self, references: frozenset[int]) -> None:
        super().__init__(convert_charrefs=True)
        self.references = references
        self.found = Prepared()
        self.out: list[str] = []
        self.words: list[str] = []
        self.links = 0
        self.level = 1
        self.ids: set[str] = set()
        self.heading_at: int | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in self.BLOCKS:
            self.end_block()
        if tag in ("h2", "h3", "h4"):
            level = int(tag[1])
            if level > self.level + 1:
                self.found.skipped_levels.append(tag)
            self.level = level
            self.heading_at = len(self.out)
        elif tag == "a":
            self.links += 1
        elif tag == "img":
            self.found.pictures.append(values.get("src", ""))
            self.found.alts.append(values.get("alt", "").strip())
            self.out.append(_picture(values))
            return
        elif tag == "table":
            # A wide table scrolls inside its box, so that the page itself never does.
            self.out.append('<div class="scroll" role="group" aria-label="Table" tabindex="0">')
        self.out.append(f"<{tag}{_attributes(values)}>")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3", "h4") and self.heading_at is not None:
            title = "".join(self.words).strip()
            name = self._new_id(title)
            self.out[self.heading_at] = f'<{tag} id="{name}">'
            self.heading_at = None
            if tag == "h2" and title:
                self.found.contents.append({"id": name, "title": title, "level": 2})
        if tag in self.BLOCKS:
            self.end_block()
        if tag == "a":
            self.links -= 1
        self.out.append(f"</{tag}>")
        if tag == "table":
            self.out.append("</div>")

    @override
    def handle_data(self, data: str) -> None:
        if self.links or self.heading_at is not None:
            self.words.append(data)
            self.out.append(escape(data, quote=False))
            return
        self.words.append(CITATION.sub("", data))
        at = 0
        for match in CITATION.finditer(data):
            self.out += [escape(data[at : match.start()], quote=False), self._cite(match)]
            at = match.end()
        self.out.append(escape(data[at:], quote=False))

    def end_block(self) -> None:
        """Close the running block of text."""
        text = " ".join("".join(self.words).split())
        if text:
            self.found.blocks.append(text)
        self.words = []

    def _cite(self, match: re.Match[str]) -> str:
        numbers = [int(n) for n in match[1].split(",")]
        unknown = [n for n in numbers if n not in self.references]
        self.found.unknown_citations += unknown
        if unknown:
            return match[0]
        links = ", ".join(
            f'<a{self._first_cite(n)} href="#ref-{n}" aria-label="Reference {n}">{n}</a>'
            for n in numbers
        )
        return f'<sup class="cite">{links}</sup>'

    def _first_cite(self, number: int) -> str:
        """Return the id that the reference's link back leads to, for its first citation only."""
        name = f"cite-{number}"
        if name in self.ids:
            return ""
        self.ids.add(name)
        return f' id="{name}"'

    def _new_id(self, title: str) -> str:
        # The prefix keeps a heading called "Main" from taking the id of the page's own parts.
        base = f"s-{slugify(title)[:60] or 'section'}"
        name, n = base, 2
        while name in self.ids:
            name, n = f"{base}-{n}", n + 1
        self.ids.add(name)
        return name


def _picture(values: dict[str, str]) -> str:
    """Return a picture in the text, with smaller copies where it is one of ours."""
    address = values.get("src", "")
    drawn = f"<img{_attributes(values | {'loading': 'lazy', 'decoding': 'async'})}>"
    if not address.startswith(PICTURES):
        return drawn
    return f"<picture>{picture_copies.sources(address, picture_copies.IN_TEXT)}{drawn}</picture>"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())
