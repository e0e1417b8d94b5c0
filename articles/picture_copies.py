"""The smaller copies of a picture: how wide, in which form, under which name. Pure."""

import re
from html import escape

# Pixels: a portrait, a telephone, a telephone with a fine screen or a desk, a desk with a fine screen.
WIDTHS = (160, 480, 960, 1440)
ENDINGS = ("avif", "webp")  # the shorter one first: a browser takes the first that it knows
COPY = re.compile(rf"^(.+)-({'|'.join(map(str, WIDTHS))})\.({'|'.join(ENDINGS)})$")
IN_TEXT = "(min-width: 46rem) 42rem, 92vw"  # as wide as a picture in the text can be
AS_PORTRAIT = "7rem"


def copy_name(name: str, width: int, ending: str) -> str:
    """Return the name, or the address, of a picture's smaller copy."""
    return f"{name.rpartition('.')[0]}-{width}.{ending}"


def sources(address: str, sizes: str, narrowest: int = WIDTHS[1]) -> str:
    """Return the ``source`` elements of a picture. No copy is wider than the original."""
    return "".join(
        f'<source type="image/{ending}" sizes="{escape(sizes)}" srcset="'
        + ", ".join(
            f"{escape(copy_name(address, width, ending))} {width}w"
            for width in WIDTHS
            if width >= narrowest
        )
        + '">'
        for ending in ENDINGS
    )
