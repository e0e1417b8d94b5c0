"""Words around the text of readers' pages: the foot, the history, what the demo's policies say of it."""

import re

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from articles import context
from clinic_cms.demo.policies import POLICIES

HELP_LINE = re.compile(r"website help\s+line at the (\w+) of every page")


def test_your_replies_are_found_from_every_page(clinic) -> None:
    page = Client().get("/").content.decode()
    assert (
        '<a href="/comments/mine/">Your replies</a>' in page[page.index('<footer class="site">') :]
    )


@pytest.mark.once
def test_the_policies_send_people_where_things_are() -> None:
    bodies = {policy["slug"]: policy["body"] for policy in POLICIES}
    places = [place for body in bodies.values() for place in HELP_LINE.findall(body)]
    assert places == ["bottom", "bottom"]
    assert 'href="/comments/mine/"' in bodies["privacy"]


def test_the_history_says_what_a_checksum_is(published, client) -> None:
    page = client.get(f"/articles/{published.slug}/history/").content.decode()
    edition = published.editions.get()
    assert f"Checksum (SHA-256) of this edition: <code>{edition.sha256[:12]}</code>" in page
    assert "worked out from the words" in page


@pytest.mark.sqlite
def test_the_foot_asks_of_policies_only_among_many_guides(db) -> None:
    """By the figures that SQLite keeps of a site with twenty thousand guides, a fifth of them ended."""
    figures = [("edition_newest_first", "25000 12500 1250 1"), ("edition_by_end", "5000 1667")]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = 'articles_edition'")
        cursor.executemany("INSERT INTO sqlite_stat1 VALUES ('articles_edition', %s, %s)", figures)
        cursor.execute("ANALYZE sqlite_schema")
        with CaptureQueriesContext(connection) as asked:
            context.policies(RequestFactory().get("/"))
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = " ".join(row[3] for row in cursor.fetchall())
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")
    assert plan.count("edition_newest_first") == 2
    assert "edition_by_end" not in plan
