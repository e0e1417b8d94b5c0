"""Replies close by themselves: by date, per page and site-wide, with no job. And nothing opens the gate."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.clinic.roles import ROLES
from comments import closing, posting, thread_verbs, threads, tokens
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed
from comments.models import Comment, Status, Thread
from tests import acts, factories

CLOSED = "Replies to this page are closed."


@pytest.fixture
def site(clinic):
    """Return a function that sets the site's number of days."""

    def days(number):
        clinic.replies_close_after_days = number
        clinic.save()

    return days


def page(edition):
    return Client().get(f"/articles/{edition.slug}/")


def is_open(edition):
    """Say whether the page offers its form; the verb has to be of the same opinion."""
    shown = "reply-form" in page(edition).content.decode()
    assert shown is closing.is_open(edition.article_id)
    assert (CLOSED in page(edition).content.decode()) is not shown
    return shown


@pytest.mark.behaviour(25)
def test_days_are_counted_from_the_first_publication(clock, published, site):
    edition = published.editions.get()
    site(2)
    assert is_open(edition)
    midnight = timezone.localtime(edition.live_from).replace(hour=0, minute=0, second=0)
    clock.now = (midnight + timedelta(days=2)).replace(microsecond=0) - timedelta(seconds=1)
    assert is_open(edition)
    clock.tick(seconds=1)
    assert not is_open(edition)


@pytest.mark.behaviour(25)
def test_zero_days_close_at_once_and_empty_never(clock, published, site):
    edition = published.editions.get()
    site(0)
    assert not is_open(edition)
    site(None)
    clock.tick(days=4_000)
    assert closing.is_open(edition.article_id)


@pytest.mark.behaviour(25)
def test_a_draft_has_no_date_and_does_not_close(guide, site):
    site(0)
    rule, is_live = closing.rule_of(guide.pk)
    assert not is_live
    assert rule.closes_on is None


def test_a_later_edition_does_not_open_it_again(
    clock, published, site, author, reviewer, publisher
):
    site(5)
    clock.tick(days=6)
    acts.edit(published, author, summary="What is new about it.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert not closing.is_open(published.pk)


def test_a_page_has_its_own_rule(clock, published, site, moderator):
    def own(rule, days, seen):
        thread_verbs.set_closing(
            article=published, by=moderator, closing=rule, days=days, seen=seen
        )
        return closing.is_open(published.pk)

    site(0)
    assert own("never", None, "site")
    assert own("after", 3, "never")
    clock.tick(days=3)
    assert not closing.is_open(published.pk)
    assert own("after", 4, "after 3")
    assert not own("site", None, "after 4")
    thread_verbs.set_state(article=published, by=moderator, state="hidden", seen="open")
    assert not own("never", None, "site")


def test_what_is_closed_takes_nothing_and_still_shows(
    clock, edition, published, site, shown, filled, send, author
):
    parent = shown(text="Words that stay.")
    data = filled()
    site(0)
    assert "Words that stay." in page(edition).content.decode()
    response = send(data)
    assert response.status_code == 403
    assert data["text"] in response.content.decode()
    answering = Client().get(f"/comments/{parent.public_id}/answer/").content.decode()
    assert "reply-form" not in answering
    assert Comment.objects.count() == 1


def test_the_page_s_own_copy_ends_at_midnight(clock, edition, site):
    """Last-Modified is the moment of closing, so that no copy of the open page stands."""
    site(1)
    before = threads.thread_for(edition, clinic_name="C", site_days=1).changed_at
    clock.tick(days=1)
    after = threads.thread_for(edition, clinic_name="C", site_days=1).changed_at
    assert before is None
    assert timezone.localtime(after).strftime("%H:%M") == "00:00"
    assert timezone.localdate(after) == timezone.localdate()


class TestTheVerb:
    @pytest.mark.parametrize(
        ("rule", "days"), [("", None), ("ajar", None), ("after", None), ("after", 3_651)]
    )
    def test_odd_rules(self, published, moderator, rule, days):
        with pytest.raises(Incomplete):
            thread_verbs.set_closing(
                article=published, by=moderator, closing=rule, days=days, seen="site"
            )

    def test_a_stale_view(self, published, moderator, second_moderator):
        how = {"article": published, "days": None, "seen": "site"}
        thread_verbs.set_closing(by=moderator, closing="never", **how)
        thread_verbs.set_closing(by=moderator, closing="never", **how)
        with pytest.raises(ChangedMeanwhile):
            thread_verbs.set_closing(**{**how, "days": 3}, by=second_moderator, closing="after")

    @pytest.mark.parametrize("who", ["author", "publisher", "administrator"])
    def test_other_roles(self, published, request, who):
        with pytest.raises(NotAllowed):
            thread_verbs.set_closing(
                article=published, by=request.getfixturevalue(who), closing="never",
                days=None, seen="site",
            )  # fmt: skip

    def test_the_database(self, published, moderator):
        for wrong in (
            {"closing": "after"},
            {"closing": "site", "close_after_days": 3},
            {"closing": "ajar"},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Thread.objects.create(article=published, changed_by=moderator, **wrong)

    def test_the_screen(self, held, published, client_for, moderator):
        desk = client_for(moderator)
        here = f"/admin/comments/comment/{held.pk}/"
        assert "Replies close by themselves" in desk.get(f"{here}change/").content.decode()
        for days in ("", "x", "-1", "9" * 30, "\0"):
            desk.post(f"{here}closing/", {"closing": "after", "days": days, "seen": "site"})
            assert not Thread.objects.exists()
        desk.post(f"{here}closing/", {"closing": "after", "days": "7", "seen": "site"})
        assert Thread.objects.get().closing_rule == "after 7"

    def test_the_profile_s_field(self, clinic):
        for days in (-1, 3_651):
            clinic.replies_close_after_days = days
            with pytest.raises(ValidationError):
                clinic.full_clean()


class TestPremoderation:
    """Nothing that can be set publishes a reply without a decision."""

    @pytest.mark.behaviour(26)
    def test_no_field_of_the_profile_or_of_a_thread_opens_it(
        self, edition, published, filled, send, moderator
    ):
        """Set whatever can be set to its other values, and post."""
        profile = ClinicProfile.current()
        for field in ClinicProfile._meta.concrete_fields:
            if field.get_internal_type() == "BooleanField":
                setattr(profile, field.name, not getattr(profile, field.name))
        profile.save()
        for number, state in enumerate(("closed", "open")):
            seen = "open" if number == 0 else "closed"
            thread_verbs.set_state(article=published, by=moderator, state=state, seen=seen)
        thread_verbs.set_closing(
            article=published, by=moderator, closing="never", days=None, seen="site"
        )
        assert send(filled()).status_code == 303
        assert Comment.objects.get().status == Status.PENDING

    @pytest.mark.behaviour(26)
    def test_no_setting_names_it(self, settings):
        names = [name for name in dir(settings) if name.isupper()]
        wanted = ("MODERAT", "COMMENT", "REPL", "APPROV", "PREMOD", "TRUST_")
        assert [name for name in names if any(word in name for word in wanted)] == []

    @pytest.mark.behaviour(10, 20)
    @pytest.mark.parametrize("role", [*ROLES, "superuser"])
    def test_whoever_posts_is_held(self, roles, edition, filled, send, client_for, role):
        by = factories.person("someone", *([role] if role in ROLES else []))
        if role == "superuser":
            by.is_superuser = by.is_staff = True
            by.save()
        send(filled(), client_for(by))
        assert Comment.objects.get().status == Status.PENDING
        assert not Comment.objects.visible().exists()

    @pytest.mark.behaviour(20, 21)
    def test_a_writer_whose_replies_were_shown_is_held_all_the_same(
        self, edition, shown, filled, send
    ):
        for number in range(3):
            shown(text=f"Shown {number}", email="pat@reader.example")
        send(filled(email="pat@reader.example"))
        assert Comment.objects.get(text=filled()["text"]).status == Status.PENDING

    def test_the_verb_itself_never_publishes(self, edition):
        reply = posting.post_reply(
            article_id=edition.article_id,
            token=tokens.make_form_token(edition),
            text="Fine words.", name="Pat", email="p@reader.example",
        )  # fmt: skip
        assert (reply.status, reply.decision) == (Status.PENDING, None)
