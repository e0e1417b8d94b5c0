"""Words around the text of readers' pages: the foot, the history, what the demo's policies say of it."""

import re

import pytest
from django.test import Client

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
