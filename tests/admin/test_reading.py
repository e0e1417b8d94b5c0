"""Preview, comparison and review page: for staff who may read drafts, and never stored."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client

from articles import editions
from articles.models import Article
from clinic_cms.clinic.models import User
from tests import acts

PAGES = ("preview", "compare", "review")


def address(article: Article, page: str) -> str:
    return f"/admin/articles/article/{article.pk}/{page}/"


@pytest.mark.parametrize("page", PAGES)
def test_a_reviewer_reads(
    page: str, in_review: Article, reviewer: User, client_for: Callable[..., Client]
) -> None:
    response = client_for(reviewer).get(address(in_review, page))
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["moderator", "administrator", "stranger"])
def test_who_sees_no_drafts_sees_none_here(
    who: str, page: str, guide: Article, request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    assert client_for(request.getfixturevalue(who)).get(address(guide, page)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_is_asked_to_sign_in(page: str, guide: Article) -> None:
    response = Client().get(address(guide, page))
    assert response.status_code == 302
    assert guide.title not in response.content.decode()


def test_the_review_page_is_for_reviewers(
    guide: Article, author: User, client_for: Callable[..., Client]
) -> None:
    assert client_for(author).get(address(guide, "review")).status_code == 403


def test_the_preview_is_the_page_that_publication_draws(
    approved: Article, publisher: User, client_for: Callable[..., Client]
) -> None:
    preview = client_for(publisher).get(address(approved, "preview")).content.decode()
    edition = acts.publish(approved, publisher).editions.get()
    drawn = editions.render(edition.payload, edition.byline, draft=True)
    for part in drawn.split("<!-- contents -->"):
        assert part.strip() in preview
    lines = [Counter(line.strip() for line in html.split("\n")) for html in (drawn, edition.html)]
    assert "".join((lines[0] - lines[1]).elements()) == (
        "Would be edition 1Not published yet: it would be edition 1."
    )


@pytest.mark.parametrize("page", ["preview", "review"])
def test_what_is_not_signed_claims_no_review_and_leads_nowhere(
    page: str, in_review: Article, reviewer: User, client_for: Callable[..., Client]
) -> None:
    html = client_for(reviewer).get(address(in_review, page)).content.decode()
    assert "Not reviewed yet" in html
    assert "Would be edition 1" in html
    assert not re.search("Last reviewed|Next review due|First published", html)
    assert f"/articles/{in_review.slug}/history/" not in html


def test_the_comparison_marks_words(
    published: Article, author: User, client_for: Callable[..., Client]
) -> None:
    same = client_for(author).get(address(published, "compare")).content.decode()
    assert "says the same as edition 1" in same
    acts.edit(published, author, summary="What a back injection truly does.", body="<p>Brief.</p>")
    page = client_for(author).get(address(published, "compare")).content.decode()
    assert "<ins>truly</ins>" in page or "<ins>truly" in page
    assert "<del>" in page


def test_a_draft_does_not_claim_that_nobody_reviewed_it(
    guide: Article, author: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(author).get(address(guide, "preview")).content.decode()
    assert "not independently reviewed" not in page
