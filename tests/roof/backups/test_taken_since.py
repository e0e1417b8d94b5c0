"""A restored backup shows readers nothing that the clinic had taken from them since."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.models import Article, Edition
from clinic_cms.backups import making, restoring
from clinic_cms.clinic.models import User
from comments import moderation, redaction, replaying, reporting, thread_verbs, tokens
from comments.models import Comment, Status, Thread
from tests import acts, factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shown(published: Article, moderator: User) -> Any:
    """Return a function that makes an approved reply."""
    edition = published.editions.get()

    def make(text: str, **fields: Any) -> Comment:
        reply = factories.pending_comment(edition, text=text, **fields)
        moderation.approve(comment=reply, by=moderator, version=1)
        return reply

    return make


def restore(file: Path, **options: Any) -> str:
    said: list[str] = []
    restoring.restore(file, said.append, replace=True, **options)
    return "\n".join(said)


def texts() -> set[str]:
    return set(Comment.objects.visible().values_list("text", flat=True))


def test_what_moderators_took_from_readers_is_held(place, shown, published, moderator, client_for):
    shown("kept")
    removed, spam, undone, reported, rejected, redacted = (
        shown(text) for text in ("removed", "spam", "undone", "reported", "rejected", "Bob, 9")
    )
    back = shown("removed by a slip")
    answer = shown("below what is removed", parent=removed)
    before = making.make(place / "b.tar").file
    how = {"by": moderator, "version": 2}
    moderation.remove(comment=removed, **how, reason="unsafe")
    moderation.mark_spam(comment=spam, **how)
    moderation.undo(comment=undone, **how)
    for reply in (reported, rejected):
        token = tokens.make_report_token(published.editions.get())
        reporting.report(comment=reply, token=token, reason="abuse")
    moderation.reject(comment=rejected, by=moderator, version=3, reason="abuse")
    redaction.redact(comment=redacted, **how, spans=[(0, 3)], reason="personal_data")
    moderation.remove(comment=back, **how, reason="unsafe")
    moderation.undo(comment=back, by=moderator, version=3)

    said = restore(before)

    assert texts() == {"kept", "removed by a slip"}
    assert "6 replies that moderators had removed or redacted had come back" in said
    held = Comment.objects.pending()
    assert {r.text for r in held} == {"removed", "spam", "undone", "reported", "rejected", "Bob, 9"}
    page = client_for(moderator).get(f"/admin/comments/comment/{removed.pk}/change/")
    assert "a backup was restored from before it was removed" in page.content.decode()
    # Who looks again may show it, and a further restore of a later backup leaves that alone.
    moderation.approve(
        comment=redacted, by=moderator, version=Comment.objects.get(pk=redacted.pk).version
    )
    later = making.make(place / "later.tar").file
    assert "0 replies that moderators had removed" in restore(later)
    assert texts() == {"kept", "removed by a slip", "Bob, 9"}
    assert Comment.objects.get(pk=answer.pk).status == Status.APPROVED


def test_a_backup_that_knows_of_it_is_left_as_it_is(place, shown, moderator):
    redacted, again = shown("Bob, 9"), shown("again")
    redaction.redact(
        comment=redacted, by=moderator, version=2, spans=[(0, 3)], reason="personal_data"
    )
    moderation.remove(comment=again, by=moderator, version=2, reason="unsafe")
    replaying.export(place / "erasures.jsonl")
    moderation.undo(comment=again, by=moderator, version=3)
    before = texts()
    said = restore(making.make(place / "b.tar").file)
    assert "0 replies that moderators had removed" in said
    assert texts() == before
    assert len(before) == 2


def test_hidden_threads_and_withdrawn_pages(place, shown, published, moderator, publisher):
    shown("hidden")
    before = making.make(place / "b.tar").file
    thread_verbs.set_state(article=published, by=moderator, state="hidden", seen="open")
    withdrawn = acts.withdraw(published, publisher)
    left = Edition.objects.get().live_until
    apart = place.parent / "apart.jsonl"
    assert replaying.export(apart) == 2
    # The database is lost as well: the list that was kept apart is all that knows.
    Thread.objects.all().delete()
    said = restore(before, erasures=apart)
    assert "1 pages showed replies again that were hidden" in said
    assert f"1 withdrawn pages had come back and are withdrawn again: {published.slug}." in said
    assert Client().get(f"/articles/{published.slug}/").status_code == 410
    assert (Thread.objects.get().state, Thread.objects.get().changed_by) == ("hidden", moderator)
    article = acts.fresh(published)
    assert article.status == withdrawn.status
    event = article.events.first()
    assert (event.kind, event.by) == ("withdrawn", publisher)
    assert "Repeated on a restored backup" in event.note
    ended = Edition.objects.get().live_until
    assert abs(ended - left).total_seconds() < 1
    assert Comment.objects.get().status == Status.APPROVED
    call_command("replay_erasures", source=str(apart))
    assert article.events.count() == acts.fresh(published).events.count()


def test_a_correction_that_is_lost_is_named(place, published, author, reviewer, publisher):
    """It cannot be written again: whoever restores has to know before readers see the error again."""
    before = making.make(place / "b.tar").file
    people = {"author": author, "reviewer": reviewer, "publisher": publisher}
    acts.submit_approve_publish(published, **people, note="The dose is 50 mg, not 500.")
    apart = place.parent / "apart.jsonl"
    assert replaying.export(apart) == 1
    assert "50 mg" not in apart.read_text()
    after = making.make(place / "c.tar").file
    assert "1 pages show" not in restore(after)
    said = restore(before, erasures=apart)
    assert f"1 pages show an edition from before a correction: {published.slug}." in said
    acts.withdraw(published, publisher)
    assert "0 pages show an edition from before" in restore(making.make(place / "d.tar").file)


def test_a_schedule_that_was_cancelled_stays_cancelled(
    place, approved, publisher, monkeypatch, client
) -> None:
    begins = timezone.now() + timedelta(hours=1)
    acts.publish(approved, publisher, live_from=begins)
    before = making.make(place / "b.tar").file
    acts.unschedule(approved, publisher)
    apart = place.parent / "apart.jsonl"
    assert replaying.export(apart) == replaying.export(apart) == 1
    # It is restored after the day for which it was planned: no reader may have seen it then.
    monkeypatch.setattr(timezone, "now", lambda: begins + timedelta(hours=1))
    said = restore(before, erasures=apart)
    assert f"1 cancelled schedules had come back and are cancelled again: {approved.slug}." in said
    assert not Edition.objects.live().exists()
    assert not Edition.objects.ever_live().exists()
    assert client.get(f"/articles/{approved.slug}/").status_code == 404
    article = acts.fresh(approved)
    event = article.events.first()
    assert (article.status, event.kind, event.by) == ("draft", "unscheduled", publisher)
    assert "Repeated on a restored backup" in event.note
    assert "0 cancelled schedules" in restore(making.make(place / "later.tar").file)


def test_a_page_with_a_cancelled_schedule_is_withdrawn_all_the_same(
    place, published, author, reviewer, publisher
) -> None:
    people = {"author": author, "reviewer": reviewer, "publisher": publisher}
    begins = timezone.now() + timedelta(hours=1)
    acts.submit_approve_publish(published, **people, live_from=begins, note="The dose is 50 mg.")
    before = making.make(place / "b.tar").file
    acts.unschedule(published, publisher)
    acts.withdraw(published, publisher)
    said = restore(before)
    assert f"1 withdrawn pages had come back and are withdrawn again: {published.slug}." in said
    assert Client().get(f"/articles/{published.slug}/").status_code == 410
    assert not Edition.objects.scheduled().exists()


def test_by_an_account_that_the_backup_has_not(place, shown, published, publisher, moderator):
    before = making.make(place / "b.tar").file
    stranger = factories.person("late", "Publisher", "Moderator")
    thread_verbs.set_state(article=published, by=stranger, state="hidden", seen="open")
    acts.withdraw(published, stranger)
    restore(before)
    assert not User.objects.filter(username="late").exists()
    assert "Withdrawn by late" in published.events.first().note
    assert Thread.objects.get().state == "hidden"
    assert not Edition.objects.live().exists()
