"""The picture of a page that other sites show beside a link to it: its title and the clinic's name."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)  # pixels, the shape that is cut least by those who show it
MARGIN = 80
TITLE_SIZES = (84, 72, 62, 54, 46)
MOST_LINES = 5
PAPER, INK = "#fcfbf8", "#16242b"
SERIF, SANS = "DejaVuSerif-Bold.ttf", "DejaVuSans-Bold.ttf"
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@lru_cache(maxsize=64)
def draw(title: str, clinic: str, accent: str) -> bytes:
    """Return the card as PNG. ``accent`` is #rrggbb. Kept for the pages that are asked for most."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    width, height = SIZE
    pen.rectangle((0, 0, 24, height), fill=accent)
    name = _font(SANS, 36)
    [said] = _lines(clinic, name, width - 2 * MARGIN)[:1] or [""]
    pen.text((MARGIN, height - MARGIN), said, font=name, fill=accent, anchor="ls")
    pen.line((MARGIN, height - 150, MARGIN + 120, height - 150), fill=accent, width=6)
    font, lines = _fitted(title, width - 2 * MARGIN, height - 150 - MARGIN - 30)
    step = _height(font)
    for row, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + row * step), line, font=font, fill=INK, anchor="la")
    out = io.BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)  # three colours and their edges
    return out.getvalue()


def _fitted(text: str, width: int, height: int) -> tuple[Font, list[str]]:
    """Return the largest font in which the text fits, and its lines. The last size may cut it."""
    for size in TITLE_SIZES:
        font = _font(SERIF, size)
        lines = _lines(text, font, width)
        if len(lines) <= MOST_LINES and len(lines) * _height(font) <= height:
            return font, lines
    kept = int(height // _height(font))
    return font, [*lines[: kept - 1], f"{lines[kept - 1].rstrip()} …"]


def _lines(text: str, font: Font, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, font, width):
            if lines and font.getlength(f"{lines[-1]} {piece}") <= width:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, font: Font, width: int) -> list[str]:
    """Cut a word that is longer than a line."""
    pieces, at = [], 0
    for end in range(1, len(word) + 1):
        if font.getlength(word[at:end]) > width:
            pieces.append(word[at : end - 1])
            at = end - 1
    return [*pieces, word[at:]]


def _font(name: str, size: int) -> Font:
    try:
        return ImageFont.truetype(name, size)
    except OSError:  # not installed: Pillow's own has the letters of western Europe
        return ImageFont.load_default(size)


def _height(font: Font) -> float:
    return float(getattr(font, "size", 16)) * 1.2
