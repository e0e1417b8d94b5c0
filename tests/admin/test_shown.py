"""What readers saw stays to be shown to staff: withdrawn, scheduled and cancelled editions too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from clinic_cms.clinic.models import User
from tests import acts
from tests.admin.pages import change_url

TOLD = "A doctor puts medicine"


def stored(article: Article, number: int = 1) -> str:
    return f"/admin/articles/edition/{article.editions.get(number=number).pk}/stored/"


@pytest.mark.parametrize("who", ["author", "other_author", "reviewer", "publisher", "superuser"])
def test_a_withdrawn_edition_can_be_read(
    who: str, clock: Any, published: Article, publisher: User, request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    edition = published.editions.get()
    clock.tick(days=2)
    acts.withdraw(published, publisher)
    answer = client_for(request.getfixturevalue(who)).get(stored(published))
    page = answer.content.decode()
    assert TOLD in page
    assert "Withdrawn." in page
    assert edition.sha256 in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'content="noindex' in page
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_a_scheduled_edition_can_be_read_as_it_will_be_shown(
    clock: Any, approved: Article, author: User, publisher: User, client_for: Callable[..., Client]
) -> None:
    acts.publish(approved, publisher, live_from=clock.now + timedelta(days=1))
    acts.edit(approved, author, body="<p>Something wholly else.</p>")
    page = client_for(publisher).get(stored(approved)).content.decode()
    assert TOLD in page
    assert "wholly else" not in page
    assert "Readers will see it from" in page
    acts.unschedule(approved, publisher)
    page = client_for(publisher).get(stored(approved)).content.decode()
    assert TOLD in page
    assert "no reader saw it" in page


def test_nobody_is_said_to_have_seen_what_is_to_come(
    clock: Any, approved: Article, publisher: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(publisher).get(change_url(approved)).content.decode()
    assert "The clinic&#x27;s time: America/New York" in page  # beside the time to choose
    acts.publish(approved, publisher, live_from=clock.now + timedelta(days=1))
    page = client_for(publisher).get(change_url(approved)).content.decode()
    assert "Edition to come" in page
    assert "What readers saw" not in page
    clock.tick(days=2)
    page = client_for(publisher).get(change_url(approved)).content.decode()
    assert "What readers saw" in page


def test_a_policy_is_shown_as_well(
    policy: Article, author: User, reviewer: User, publisher: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
    assert client_for(publisher).get(stored(policy)).status_code == 200


def test_a_day_lists_every_edition_that_was_live_on_it(
    clock: Any, published: Article, author: User, reviewer: User, publisher: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    clock.now = datetime(2030, 6, 10, 14, 0, tzinfo=UTC)
    acts.edit(published, author, summary="Another.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(hours=4)
    acts.withdraw(published, publisher)
    clock.tick(days=9)
    desk = client_for(publisher)
    address = f"/admin/articles/article/{published.pk}/editions/"

    def listed(query: str) -> list[int]:
        page = desk.get(address + query).content.decode()
        return [n for n in (1, 2) if f"Edition {n}</a>" in page]

    assert listed("") == [1, 2]
    assert listed("?day=2030-06-09") == [1]
    assert listed("?day=2030-06-10") == [1, 2]
    assert listed("?day=2030-06-11") == []
    page = desk.get(f"{address}?day=2030-06-10").content.decode()
    assert "to 10 June 2030, 10:00:00." in page  # of the clinic's clock
    wrong = desk.get(f"{address}?day=30.2.2030").content.decode()
    assert 'value="30.2.2030"' in wrong
    assert "Enter a valid date" in wrong


def test_the_screens_lead_there(
    published: Article, publisher: User, client_for: Callable[..., Client]
) -> None:
    acts.withdraw(published, publisher)
    desk = client_for(publisher)
    edition = published.editions.get()
    assert (
        stored(published)
        in desk.get(f"/admin/articles/edition/{edition.pk}/change/").content.decode()
    )
    article = desk.get(f"/admin/articles/article/{published.pk}/change/").content.decode()
    assert f"/admin/articles/article/{published.pk}/editions/" in article
