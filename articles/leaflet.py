"""What paper needs beside the page: its address as a QR code."""

from functools import lru_cache
from typing import NamedTuple

import qrcode
from qrcode.constants import ERROR_CORRECT_L

QUIET_ZONE = 4  # modules around the code, by ISO/IEC 18004


class Code(NamedTuple):
    """A QR code as an SVG path of unit squares, and the length of its side."""

    path: str
    side: int


@lru_cache(maxsize=1024)  # of 2 kB each: to make one takes as long as all else of a page
def qr_code(address: str) -> Code:
    """Return the code of an address. Correction is low: paper is clean, and the page stays light."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    # Each run of dark modules is one stroke, drawn from where the last one ended.
    path, at = [], (0, 0)
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                path.append(f"m{x - at[0]} {y - at[1]}h{run}")
                at = (x + run, y)
            x += run or 1
    return Code("".join(path), len(rows))
