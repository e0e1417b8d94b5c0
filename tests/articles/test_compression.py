"""What readers' pages become on their way: one line, packed. Nothing that stands in them is lost."""

import gzip
import random

import brotli
import pytest

from articles.compression import KEPT, ONCE, on_one_line, packed

pytestmark = pytest.mark.once
UNPACKED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
WORDS = [b"pain", b"<p>", b"</p>\n", b"\xf0\x9f\x99\x82", b"relief ", b"\0"]


@pytest.mark.parametrize("levels", [KEPT, ONCE], ids=["kept", "once"])
@pytest.mark.parametrize("coding", UNPACKED)
@pytest.mark.parametrize("count", [0, 1, 50, 20_000])
def test_other_programs_unpack_it(count, coding, levels) -> None:
    body = b"".join(random.Random(count).choices(WORDS, k=count))
    assert UNPACKED[coding](packed(body, coding, levels)) == body


def test_lines_of_templates_go_and_those_of_a_reply_stay() -> None:
    reply = b'\n<p dir="auto">Two,<br>\nthree.</p>\n<p dir="auto">Four.</p>'
    html = b"<main>\n\n    <p>One.</p>" + reply + b"\r\n</main>\n"
    assert on_one_line(html) == b"<main> <p>One.</p>" + reply + b"\r </main> "


def test_a_box_to_write_in_stays_empty() -> None:
    """The first line's end in it is not part of its text; a blank would be."""
    html = b'<textarea name="text">\n</textarea>\n<textarea>\n  </textarea>'
    assert on_one_line(html).startswith(b'<textarea name="text">\n</textarea> <textarea>')
