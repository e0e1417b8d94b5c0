"""What readers' pages become on their way: fewer blanks, and packed. Nothing in them is lost."""

import gzip
import random

import brotli
import pytest

from articles.compression import KEPT, ONCE, packed, without_indentation

pytestmark = pytest.mark.once
UNPACKED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
WORDS = [b"pain", b"<p>", b"</p>\n", b"\xf0\x9f\x99\x82", b"relief ", b"\0"]


@pytest.mark.parametrize("levels", [KEPT, ONCE], ids=["kept", "once"])
@pytest.mark.parametrize("coding", UNPACKED)
@pytest.mark.parametrize("count", [0, 1, 50, 20_000])
def test_other_programs_unpack_it(count, coding, levels) -> None:
    body = b"".join(random.Random(count).choices(WORDS, k=count))
    assert UNPACKED[coding](packed(body, coding, levels)) == body


def test_indentation_goes_and_lines_stay() -> None:
    html = b'<main>\n\n    <p>One.<br>\nTwo.</p>\n<a href="https://a.test/b-\nc">\n  There</a>\n</main>\n'
    kept = b'<main>\n<p>One.<br>\nTwo.</p>\n<a href="https://a.test/b-\nc">\nThere</a>\n</main>\n'
    assert without_indentation(html) == kept
