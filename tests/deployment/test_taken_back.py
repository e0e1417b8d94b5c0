"""What is taken back is gone in time, also where nobody can draw the page without it."""

import contextlib
import time
from collections.abc import Iterator

import psycopg2

from tests.deployment.production import Production
from tests.deployment.waiting import until
from tests.deployment.withdrawal import BOUND, PAGE, Readers, marker

SLOW = 4.0  # seconds for which no page with replies can be drawn


@contextlib.contextmanager
def nobody_reads_replies(clinic: Production) -> Iterator[None]:
    """Let whoever asks the database for replies wait, as on a machine with too many pages to draw."""
    with contextlib.closing(psycopg2.connect(clinic.database.url)) as line, line.cursor() as cursor:
        cursor.execute("LOCK TABLE comments_comment IN ACCESS EXCLUSIVE MODE")
        yield
        line.rollback()


def test_nobody_gets_the_old_page_while_the_new_one_takes_long(clinic):
    number = 1_000_001  # of no trial of ``make withdrawals``
    with Readers(clinic) as readers:
        reply = clinic.do("show_reply", slug="changing", says=marker(number))["reply"]
        until(lambda: readers.last.get(number), 10, "the reply was never read")
        committed = clinic.do("remove_reply", reply=reply)["committed"]
        with nobody_reads_replies(clinic):
            time.sleep(SLOW)
        after, before = time.time(), readers.statuses.total()
        until(lambda: readers.statuses.total() > before, 10, "nobody reads the page any more")
    assert readers.last[number] - committed < BOUND
    assert clinic.visitor().get(PAGE).status == 200
    assert after - committed > SLOW
    assert not readers.errors
