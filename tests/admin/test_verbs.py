"""The verbs' addresses: each calls one verb, by POST, for who may, on what the person saw."""

import contextlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from articles import errors
from articles.admin import offers
from articles.admin.verbs import VERBS
from articles.models import Article, ArticleEvent, Edition, Physician, Review
from clinic_cms.clinic.models import User
from tests import acts, factories
from tests.admin.pages import change_url, press, verb_data, verb_url

pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]

# Verb: who presses it, the state it starts from, the state it ends in.
WORKS = {
    "submit": ("author", "draft", "in_review"),
    "recall": ("author", "in_review", "draft"),
    "request-changes": ("reviewer", "in_review", "changes_requested"),
    "approve": ("reviewer", "in_review", "approved"),
    "publish": ("publisher", "approved", "published"),
    "schedule": ("publisher", "approved", "published"),
    "unschedule": ("publisher", "scheduled", "draft"),
    "withdraw": ("publisher", "published", "draft"),
}
States = dict[str, Article]
STAFF = (
    "author",
    "other_author",
    "reviewer",
    "publisher",
    "moderator",
    "administrator",
    "stranger",
)


def test_every_verb_has_a_row_here() -> None:
    assert set(WORKS) == set(VERBS)


@pytest.mark.parametrize("verb", WORKS)
def test_works(
    verb: str,
    every_state: States,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
    clock: Any,
) -> None:
    who, state, after = WORKS[verb]
    article, user = every_state[state], request.getfixturevalue(who)
    clock.tick()
    response = press(client_for(user), article, verb)
    assert response.status_code == 302
    assert response.headers["Location"] == change_url(article)
    assert acts.fresh(article).status == after


@pytest.mark.parametrize("verb", WORKS)
def test_a_get_leads_to_the_article_and_moves_nothing(
    verb: str,
    every_state: States,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    who, state, _ = WORKS[verb]
    article, user = every_state[state], request.getfixturevalue(who)
    client = client_for(user)
    assert client.get(verb_url(article, verb))["Location"] == change_url(article)
    assert client.put(verb_url(article, verb)).status_code == 405
    assert acts.fresh(article).status == article.status


@pytest.mark.parametrize("verb", WORKS)
def test_needs_the_csrf_token(
    verb: str, every_state: States, request: pytest.FixtureRequest
) -> None:
    who, state, _ = WORKS[verb]
    article, user = every_state[state], request.getfixturevalue(who)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert press(client, article, verb).status_code == 403
    assert acts.fresh(article).status == article.status


def _strangers() -> list[tuple[str, str | None]]:
    """Return each verb with everybody who may not press it. A publisher stands in for an author."""
    helpers = {"submit": {"publisher"}, "recall": {"publisher"}}
    return [
        (verb, who)
        for verb, (holder, _, _) in WORKS.items()
        for who in (*STAFF, None)
        if who not in {holder, *helpers.get(verb, set())}
    ]


@pytest.mark.parametrize(("verb", "who"), _strangers())
def test_other_roles_change_nothing(
    verb: str,
    who: str | None,
    every_state: States,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    article = every_state[WORKS[verb][1]]
    user = request.getfixturevalue(who) if who else None
    before = _counts()
    response = press(client_for(user), article, verb)
    if user is None:
        assert response.status_code == 302
        assert "/login/" in response.headers["Location"]
    else:
        assert response.status_code == 403
    assert acts.fresh(article).revision == article.revision
    assert _counts() == before


@pytest.mark.parametrize("verb", WORKS)
def test_a_stale_page_is_refused_and_the_words_come_back(
    verb: str,
    every_state: States,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    who, state, _ = WORKS[verb]
    article, user = every_state[state], request.getfixturevalue(who)
    words = "Words that took me a long time."
    typed = dict.fromkeys(("comment", "reason"), words)
    before = _counts()
    response = press(client_for(user), article, verb, revision=article.revision - 1 or 99, **typed)
    assert response.status_code == 409
    page = response.content.decode()
    assert "changed this article after you opened it" in page
    if VERBS[verb].asks:
        assert verb_data(article, verb, user).get("live_from", words) in page
    assert acts.fresh(article).status == article.status
    assert _counts() == before


@pytest.mark.behaviour(54)
def test_a_second_click_does_it_once(
    approved: Article, publisher: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(publisher)
    sent = verb_data(approved, "publish", publisher)
    assert client.post(verb_url(approved, "publish"), sent).status_code == 302
    assert client.post(verb_url(approved, "publish"), sent).status_code == 409
    assert approved.editions.count() == 1


@pytest.mark.behaviour(56)
def test_the_writer_cannot_approve_even_as_superuser(
    superuser: User, clinic: Any, client_for: Callable[..., Client]
) -> None:
    article = acts.submit(factories.guide(superuser), superuser)
    client = client_for(superuser)
    page = client.get(f"/admin/articles/article/{article.pk}/review/").content.decode()
    assert "another physician has to review it" in page
    assert verb_url(article, "approve") not in page
    response = press(client, article, "approve")
    assert response.status_code == 403
    assert "Another physician has to review it" in response.content.decode()
    assert not Review.objects.exists()


def test_a_text_that_changed_is_read_again(
    in_review: Article, reviewer: User, client_for: Callable[..., Client]
) -> None:
    sent = {**verb_data(in_review, "approve", reviewer), "comment": "Clear and true."}
    treatment = in_review.treatments.get()
    treatment.summary = "Something else."
    treatment.save()
    response = client_for(reviewer).post(verb_url(in_review, "approve"), sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Clear and true." in page
    assert acts.read_hash(in_review) in page  # the next press approves what is shown now
    assert acts.fresh(in_review).status == "in_review"


def test_who_signs_reads_what_readers_will_see_of_them(
    in_review: Article, reviewer: User, client_for: Callable[..., Client]
) -> None:
    told = {
        "bio": "Has treated backs since 1999.", "conflicts": "Shares in Needles Inc.",
        "booking_url": "https://book.example/klein", "credentials": "D.O.", "specialty": "Spines",
    }  # fmt: skip
    Physician.objects.filter(user=reviewer).update(**told)
    page = client_for(reviewer).get(f"/admin/articles/article/{in_review.pk}/review/")
    for words in (*told.values(), "Rosa Klein", "/physicians/rosa-klein/"):
        assert words in page.content.decode()


def test_words_about_a_reviewer_that_changed_are_read_again(
    in_review: Article, reviewer: User, client_for: Callable[..., Client]
) -> None:
    sent = {**verb_data(in_review, "approve", reviewer), "comment": "Clear and true."}
    Physician.objects.filter(user=reviewer).update(bio="I cure everything.")
    client = client_for(reviewer)
    response = client.post(verb_url(in_review, "approve"), sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "What readers will see about you changed" in page
    assert "Clear and true." in page
    assert "I cure everything." in page
    assert not Review.objects.exists()
    assert press(client, in_review, "approve").status_code == 302
    assert Review.objects.get().signed_by["bio"] == "I cure everything."


@pytest.mark.parametrize(
    ("verb", "field", "value"),
    [
        ("request-changes", "comment", ""),
        ("request-changes", "comment", "x" * 4_001),
        ("request-changes", "comment", "a\x00b"),
        ("withdraw", "reason", "   "),
        ("schedule", "live_from", "soon"),
        ("schedule", "live_from", "9999-12-31T23:59"),
        ("schedule", "live_from", "2001-01-01T00:00"),
        ("publish", "revision", "x"),
        ("publish", "revision", "99999999999999999999"),
    ],
)
def test_bad_input_gets_a_clear_answer(
    verb: str,
    field: str,
    value: str,
    every_state: States,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    who, state, _ = WORKS[verb]
    article, user = every_state[state], request.getfixturevalue(who)
    response = press(client_for(user), article, verb, **{field: value})
    assert response.status_code in (400, 409)
    assert acts.fresh(article).status == article.status


@pytest.mark.parametrize(
    ("verb", "comment", "said"),
    [
        ("request-changes", "", "Say what should change: the author reads it."),
        ("request-changes", "x" * 4_001, "at most 4000 characters"),
        ("approve", "x" * 4_001, "at most 4000 characters"),
    ],
)
def test_what_is_wrong_with_a_decision_stands_beside_its_box(
    verb: str,
    comment: str,
    said: str,
    in_review: Article,
    reviewer: User,
    client_for: Callable[..., Client],
) -> None:
    """On a telephone the box stands below the whole text: the notice above it leads there."""
    page = press(client_for(reviewer), in_review, verb, comment=comment).content.decode()
    _, _, ask = page.partition('<form class="ask"')
    box = ask.partition("</form>")[0]
    assert page.count(said) == 2
    assert said in box
    assert re.search(r'<textarea[^>]* aria-invalid="true"', box)
    assert re.search(
        r'role="alert">\s*<p>Nothing is decided yet. <a href="#decision_comment">[^<]*' + said, page
    )


@pytest.mark.behaviour(56)
@pytest.mark.parametrize("verb", ["approve", "request-changes"])
def test_an_article_that_is_not_there_is_not_found(
    verb: str, in_review: Article, reviewer: User, client_for: Callable[..., Client]
) -> None:
    sent = verb_data(in_review, verb, reviewer)
    for pk in (0, in_review.pk + 1_000):
        address = f"/admin/articles/article/{pk}/{verb}/"
        assert client_for(reviewer).post(address, sent).status_code == 404
    assert not Review.objects.exists()


@pytest.mark.parametrize("state", acts.STATES)
@pytest.mark.parametrize("who", ["author", "other_author", "reviewer", "publisher"])
def test_what_is_offered_works_and_nothing_else_does(
    state: str,
    who: str,
    every_state: States,
    request: pytest.FixtureRequest,
    clock: Any,
) -> None:
    """Hold the buttons and the verbs together."""
    article, user = every_state[state], request.getfixturevalue(who)
    clock.tick()
    worked = set()
    for name, verb in VERBS.items():
        form = verb.form(verb_data(article, name, user))
        assert form.is_valid()
        with transaction.atomic(), contextlib.suppress(errors.PublishingError):
            verb.call(article=article, by=user, **form.cleaned_data)
            worked.add(name)
            transaction.set_rollback(True)
    assert worked == offers.offered(article, user)


@pytest.mark.parametrize("state", acts.STATES)
@pytest.mark.parametrize("who", ["author", "reviewer", "publisher"])
def test_the_page_holds_the_buttons_that_are_offered(
    state: str,
    who: str,
    every_state: States,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
    clock: Any,
) -> None:
    article, user = every_state[state], request.getfixturevalue(who)
    clock.tick()
    page = client_for(user).get(change_url(article)).content.decode()
    shown = {verb for verb in VERBS if f'action="{verb_url(article, verb)}"' in page}
    offered = offers.offered(article, user)
    assert shown == {verb for verb in offered if not VERBS[verb].on_review_page}
    assert (f"/admin/articles/article/{article.pk}/review/" in page) is ("approve" in offered)


def _counts() -> tuple[int, int, int]:
    return ArticleEvent.objects.count(), Review.objects.count(), Edition.objects.count()
