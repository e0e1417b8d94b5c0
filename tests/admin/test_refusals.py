"""Staff who may not open a page of the admin, or mistype its address, stay in the admin."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from clinic_cms.clinic.models import User

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
ClientFor = Callable[[User | None], Client]


def text(answer: Any) -> str:
    """Return a page without what is another each time."""
    return TOKEN.sub("", answer.content.decode())


def assert_in_the_admin(page: str) -> None:
    assert '<nav aria-label="Staff">' in page
    assert "ask an administrator for the role" in page
    assert '<a href="/admin/">Back to the dashboard</a>' in page
    assert 'role="search"' not in page
    assert "Our physicians" not in page


def test_what_a_role_does_not_include(
    guide: Article, moderator: User, client_for: ClientFor
) -> None:
    desk = client_for(moderator)
    answer = desk.get(f"/admin/articles/article/{guide.pk}/change/")
    page = text(answer)
    assert answer.status_code == 403
    assert "<h1>You may not open this page</h1>" in page
    assert_in_the_admin(page)
    assert "no-store" in answer["Cache-Control"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert guide.title not in page
    for screen in ("change", "submit", "delete"):
        one = desk.get(f"/admin/articles/article/{guide.pk}/{screen}/")
        none = desk.get(f"/admin/articles/article/987654/{screen}/")
        assert (one.status_code, text(one)) == (none.status_code, text(none))


def test_what_is_not_there(author: User, client_for: ClientFor, clock: Any) -> None:
    """Nothing is asked of the database that the dashboard does not ask; time stands still for that."""
    desk = client_for(author)
    answer = desk.get("/admin/mistyped-words/")
    assert answer.status_code == 404
    assert "<h1>This page does not exist</h1>" in text(answer)
    assert_in_the_admin(text(answer))
    assert "mistyped-words" not in text(answer)
    with CaptureQueriesContext(connection) as dashboard:
        desk.get("/admin/")
    with CaptureQueriesContext(connection) as missing:
        desk.get("/admin/mistyped-words/")
    assert {one["sql"] for one in missing} <= {one["sql"] for one in dashboard}


def test_others_get_the_readers_page(
    published: Article, author: User, stranger: User, client_for: ClientFor
) -> None:
    """The stranger is signed in, and no member of the staff."""
    outside = client_for(stranger).get("/admin/")
    assert outside.status_code == 403
    elsewhere = client_for(author).get("/articles/mistyped-words/")
    assert elsewhere.status_code == 404
    assert 'href="/accounts/logout/">Sign in as somebody else</a>' in text(outside)
    for answer in (outside, elsewhere):
        assert "Our physicians" in text(answer)
        assert "Back to the dashboard" not in text(answer)


def test_a_readers_answer_depends_on_no_session(author: User, client_for: ClientFor) -> None:
    answer = client_for(author).get("/mistyped-words/")
    assert answer.status_code == 404
    assert "Cookie" not in answer.get("Vary", "")
