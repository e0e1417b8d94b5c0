"""What paper needs beside the page: its address as a QR code."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import segno


class Code(NamedTuple):
    """A QR code as one SVG line that goes through its rows, there and back; modules are one unit wide.

    ``dashes`` are the lengths of dark and light in turn, along it: fewer bytes than a path of squares.
    """

    path: str
    dashes: str
    side: int


@lru_cache(maxsize=1024)  # of 2 kB each: to make one takes as long as all else of a page
def qr_code(address: str) -> Code:
    """Return the code of an address. Correction is low: paper is clean, and the page stays light."""
    rows = segno.make(address, error="l", boost_error=False, micro=False).matrix
    side = len(rows)
    path, modules = "M0 .5", []
    for y, row in enumerate(rows):
        path += f"h{-side if y % 2 else side}v1"
        # The step down to the next row goes beside the code, and is light.
        modules += [*(reversed(row) if y % 2 else row), False]
    # The first module is dark in every code: it is the corner of a finder.
    runs = (len(list(run)) for _, run in groupby(modules))
    return Code(path, " ".join(map(str, runs)), side)
