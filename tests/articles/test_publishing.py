"""Each verb: works; refused from every other status, to every other role, for a stale copy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import errors, freezing, moves, publishing
from articles.models import Article, ArticleEvent, Edition, EditionSubject, Review
from articles.models.article import ArticleStatus as S
from clinic_cms.clinic.models import User
from tests import acts

Act = Callable[[Article, User, int], Any]


@dataclass(frozen=True)
class Verb:
    """A verb as the tests expect it: from where, to where, by whom, and the event it writes."""

    act: Act
    frm: dict[str, str]
    roles: set[str]
    event: str


def _approve(article: Article, by: User, revision: int) -> None:
    publishing.approve(
        article=article,
        by=by,
        revision=revision,
        content_sha256=acts.read_hash(article),
        signature_sha256=acts.signature_hash(article, by),
    )


def _schedule(article: Article, by: User, revision: int) -> None:
    publishing.publish(
        article=article, by=by, revision=revision, live_from=timezone.now() + timedelta(days=1)
    )


# "author" is the guide's own; another author is "other_author". A superuser passes role checks only.
VERBS = {
    "submit": Verb(
        lambda a, by, r: publishing.submit(article=a, by=by, revision=r),
        {S.DRAFT: S.IN_REVIEW, S.CHANGES_REQUESTED: S.IN_REVIEW, S.PUBLISHED: S.IN_REVIEW},
        {"author", "publisher", "superuser"},
        "submitted",
    ),
    "recall": Verb(
        lambda a, by, r: publishing.recall(article=a, by=by, revision=r),
        {S.IN_REVIEW: S.DRAFT, S.APPROVED: S.DRAFT},
        {"author", "publisher", "superuser"},
        "recalled",
    ),
    "request_changes": Verb(
        lambda a, by, r: publishing.request_changes(
            article=a, by=by, revision=r, comment="Name the source."
        ),
        {S.IN_REVIEW: S.CHANGES_REQUESTED},
        {"reviewer", "superuser"},
        "changes_requested",
    ),
    "approve": Verb(_approve, {S.IN_REVIEW: S.APPROVED}, {"reviewer", "superuser"}, "approved"),
    "publish": Verb(
        lambda a, by, r: publishing.publish(article=a, by=by, revision=r),
        {S.APPROVED: S.PUBLISHED},
        {"publisher", "superuser"},
        "published",
    ),
    "schedule": Verb(_schedule, {S.APPROVED: S.PUBLISHED}, {"publisher", "superuser"}, "scheduled"),
    "unschedule": Verb(
        lambda a, by, r: publishing.unschedule(article=a, by=by, revision=r),
        {"scheduled": S.DRAFT},
        {"publisher", "superuser"},
        "unscheduled",
    ),
    "withdraw": Verb(
        lambda a, by, r: publishing.withdraw(article=a, by=by, revision=r, reason="Outdated."),
        {S.PUBLISHED: S.DRAFT},
        {"publisher", "superuser"},
        "withdrawn",
    ),
}
ROLES = (
    "author", "other_author", "reviewer", "publisher", "moderator", "administrator", "superuser",
    "stranger",
)  # fmt: skip


def performer(verb: str) -> str:
    return next(role for role in ROLES if role in VERBS[verb].roles)


def counts() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (ArticleEvent, Review, Edition, EditionSubject))


@pytest.mark.behaviour(53, 58)
@pytest.mark.parametrize("state", acts.STATES)
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_works_from_its_states_and_no_other(name, state, every_state, request) -> None:
    verb, article = VERBS[name], every_state[state]
    by = request.getfixturevalue(performer(name))
    # A withdrawn article is a draft again; one with a scheduled edition counts as published.
    start = S.DRAFT if state == "withdrawn" else S.PUBLISHED if state == "scheduled" else state
    allowed = verb.frm.get(state) or (name != "withdraw" and verb.frm.get(start))
    before = counts()
    if not allowed:
        with pytest.raises(errors.NotAllowedFrom):
            verb.act(article, by, article.revision)
        assert (acts.fresh(article).status, counts()) == (article.status, before)
        return
    verb.act(article, by, article.revision)
    after, event = acts.fresh(article), article.events.first()
    assert after.status == allowed
    assert after.revision == article.revision + 1
    assert (event.kind, event.by, event.from_status, event.to_status, event.revision) == (
        verb.event, by, start, allowed, after.revision,
    )  # fmt: skip


def test_every_move_of_the_table_is_a_verbs_or_an_edits() -> None:
    made = {
        (S.PUBLISHED if frm == "scheduled" else frm, to)
        for verb in VERBS.values()
        for frm, to in verb.frm.items()
    }
    edits = {(S.APPROVED, S.DRAFT), (S.PUBLISHED, S.DRAFT)}
    table = {(frm, to) for frm, targets in moves.TRANSITIONS.items() for to in targets}
    assert table == made | edits
    assert set(moves.TRANSITIONS) == set(S.values)
    assert set(acts.STATES) == {*S.values, "scheduled", "withdrawn"}


@pytest.mark.behaviour(56, 59)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_for_its_roles(name, role, every_state, request) -> None:
    verb = VERBS[name]
    article = every_state[next(iter(verb.frm))]
    by = request.getfixturevalue(role)
    before = counts()
    if role in verb.roles:
        verb.act(article, by, article.revision)
        return
    with pytest.raises(errors.NotAllowed):
        verb.act(article, by, article.revision)
    assert (acts.fresh(article).status, counts()) == (article.status, before)


@pytest.mark.parametrize("name", VERBS)
def test_a_stale_copy_is_refused(name, every_state, request) -> None:
    verb = VERBS[name]
    article = every_state[next(iter(verb.frm))]
    by = request.getfixturevalue(performer(name))
    before, ends = counts(), list(Edition.objects.values_list("live_until"))
    with pytest.raises(errors.ChangedMeanwhile):
        verb.act(article, by, article.revision - 1)
    assert (acts.fresh(article).status, counts()) == (article.status, before)
    assert list(Edition.objects.values_list("live_until")) == ends


@pytest.mark.parametrize("name", VERBS)
def test_a_failure_on_the_last_step_leaves_nothing(name, every_state, request, monkeypatch) -> None:
    verb = VERBS[name]
    article = every_state[next(iter(verb.frm))]
    by = request.getfixturevalue(performer(name))

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(moves, "record", broken)
    before, ends = counts(), list(Edition.objects.values_list("live_until"))
    with pytest.raises(OSError, match="disk"):
        verb.act(article, by, article.revision)
    after = acts.fresh(article)
    assert (after.status, after.revision, counts()) == (article.status, article.revision, before)
    assert list(Edition.objects.values_list("live_until")) == ends


def test_a_second_click_on_publish_makes_no_second_edition(approved, publisher) -> None:
    seen = approved.revision
    publishing.publish(article=approved, by=publisher, revision=seen)
    with pytest.raises(errors.NotAllowedFrom):
        publishing.publish(article=approved, by=publisher, revision=seen)
    assert Edition.objects.count() == 1


@pytest.mark.behaviour(54)
def test_two_reviewers_cannot_both_decide(in_review, reviewer, other_reviewer) -> None:
    seen = in_review.revision
    acts.approve(in_review, reviewer)
    with pytest.raises(errors.NotAllowedFrom):
        publishing.request_changes(
            article=in_review, by=other_reviewer, revision=seen, comment="Wait."
        )
    assert Review.objects.count() == 1


@pytest.mark.behaviour(57)
@pytest.mark.parametrize("blank", ["", " \n\t"])
def test_words_are_asked_for_where_they_are_needed(in_review, reviewer, publisher, blank) -> None:
    with pytest.raises(errors.NotReady, match="what should change"):
        acts.request_changes(in_review, reviewer, blank)
    article = acts.publish(acts.approve(in_review, reviewer), publisher)
    with pytest.raises(errors.NotReady, match="reason"):
        acts.withdraw(article, publisher, blank)
    assert Edition.objects.live().count() == 1


def test_what_stops_publication_stops_submission(guide, author) -> None:
    guide.disclaimers.clear()
    guide.citations.all().delete()
    with pytest.raises(errors.NotReady, match="No reference"):
        acts.submit(guide, author)


def test_the_edition_is_written_by_one_module_only(approved, publisher, monkeypatch) -> None:
    """A failure while the index of subjects is written takes the edition with it."""

    def broken(*args: object) -> list[EditionSubject]:
        raise OSError("the disk is full")

    monkeypatch.setattr(freezing, "_subjects", broken)
    with pytest.raises(OSError, match="disk"):
        acts.publish(approved, publisher)
    assert not Edition.objects.exists()
