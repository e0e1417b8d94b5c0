"""Withdrawing and erasing a reply: what is emptied, what stays, and what readers see of it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from clinic_cms.clinic.models import SiteGeneration
from comments import moderation, privacy, threads, worksheets
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Comment, SideEffectWorksheet, Status
from tests import factories

WORDS = "Only these words are mine: heliotrope."


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def thread(edition):
    return threads.thread_for(edition, clinic_name="Hill Street Clinic")


def erased(comment):
    privacy.empty(comment)
    return fresh(comment)


def generation():
    return SiteGeneration.objects.get().number


@pytest.mark.behaviour(65, 66)
def test_everything_that_leads_to_the_writer_is_gone(shown, moderator):
    reply = shown(
        text=WORDS, findings=[{"rule": "spam"}], flags=["chest_pain"], urgent=True,
        address_hash="a" * 64, token_hash="b" * 64,
    )  # fmt: skip
    worksheets.fill_in(
        comment=reply, by=moderator, version=0, decision="reported", reporter="patient",
        patient="woman, 40", product="heliotrope", reaction="rash", seriousness="hospital",
    )  # fmt: skip
    assert privacy.empty(reply)
    row = Comment.objects.filter(pk=reply.pk).values().get()
    kept = {
        "id", "public_id", "article_id", "edition_id", "depth", "status", "version", "decision_id",
        "consent_version", "consent_at", "created_at", "updated_at", "erased_at", "urgent",
        "reported",
    }  # fmt: skip
    assert {name for name, value in row.items() if value not in ("", None, [])} == kept
    assert row["urgent"] is False
    sheet = SideEffectWorksheet.objects.get()
    assert (sheet.reporter, sheet.patient, sheet.product, sheet.reaction) == ("", "", "", "")
    assert (sheet.seriousness, sheet.decision) == ("hospital", "reported")
    assert fresh(reply).decisions.count() == 1


def test_moderators_see_that_it_is_erased(held, moderator, client_for):
    privacy.empty(held)
    address = f"/admin/comments/comment/{held.pk}/change/?status=withdrawn"
    page = client_for(moderator).get(address).content.decode()
    assert "Erased on" in page
    assert "“”" not in page


@pytest.mark.behaviour(65)
def test_again_changes_nothing(shown):
    reply = shown()
    assert privacy.empty(reply)
    before = Comment.objects.values().get()
    assert not privacy.empty(reply)
    assert Comment.objects.values().get() == before


def test_a_held_one_leaves_the_queue(held):
    assert erased(held).status == Status.WITHDRAWN
    assert not Comment.objects.pending().exists()


@pytest.mark.parametrize("verb", ["reject", "mark_spam"])
@pytest.mark.behaviour(35)
def test_a_refused_one_keeps_its_decision(held, moderator, verb):
    more = {"reason": "abuse"} if verb == "reject" else {}
    decision = getattr(moderation, verb)(comment=held, by=moderator, version=1, **more)
    reply = erased(held)
    assert (reply.status, reply.decision, reply.text) == (decision.to_status, decision, "")


def test_the_clinics_own_answers_are_not_a_readers_to_erase(shown, author):
    answer = shown(written_by=author, physician=author.physician)
    for verb in (privacy.empty, privacy.withdraw):
        with pytest.raises(NotAllowed):
            verb(answer)
    assert fresh(answer).text


@pytest.mark.behaviour(65)
def test_a_place_stays_while_there_are_answers(edition, shown, moderator):
    root = shown(text=WORDS, name="Heliotrope")
    child = shown(text="An answer that stays.", parent=root)
    below = shown(text="And one below it.", parent=child)
    privacy.empty(root)
    privacy.empty(child)
    page = Client().get(f"/articles/{edition.slug}/").content.decode()
    assert "eliotrope" not in page
    assert "An answer that stays." not in page
    assert "And one below it." in page
    assert page.count("This reply was erased") == 2
    assert "In reply to" in page
    assert "an erased reply" in page
    assert thread(edition).count == 1
    assert f'href="/comments/{root.public_id}/answer/"' not in page
    for gone in (root, child):
        for more in ("", "answer/"):
            assert Client().get(f"/comments/{gone.public_id}/{more}").status_code == 404
    assert Client().get(f"/comments/{below.public_id}/").status_code == 302
    moderation.remove(comment=below, by=moderator, version=2, reason="abuse")
    assert (
        "This reply was erased" not in Client().get(f"/articles/{edition.slug}/").content.decode()
    )


@pytest.mark.parametrize("between", ["pending", "removed", "withdrawn"])
def test_no_place_for_answers_that_nobody_sees(edition, shown, moderator, between):
    root = shown()
    child = factories.pending_comment(edition, parent=root, text="Not shown.")
    if between != "pending":
        moderation.approve(comment=child, by=moderator, version=1)
        shown(parent=fresh(child), text="Below what is not shown.")
    if between == "removed":
        moderation.remove(comment=child, by=moderator, version=2, reason="abuse")
    if between == "withdrawn":
        privacy.withdraw(child)
    privacy.empty(root)
    assert str(thread(edition).html) == ""
    assert not Comment.objects.visible().exists()


def test_pages_go_over_empty_places(edition, shown):
    roots = [shown(text=f"Root {n}") for n in range(22)]
    shown(parent=roots[19], text="An answer.")
    privacy.empty(roots[19])
    privacy.empty(roots[0])
    first = thread(edition)
    assert f"#reply-{roots[19].public_id}" not in str(first.html)
    assert f'id="reply-{roots[19].public_id}"' in str(first.html)
    assert f'id="reply-{roots[20].public_id}"' in str(first.html)
    after = first.next_url.partition("after=")[2].partition("#")[0]
    second = threads.thread_for(edition, clinic_name="", after=after)
    assert f'id="reply-{roots[21].public_id}"' in str(second.html)
    assert second.previous_url


def test_one_query_with_empty_places(edition, shown, django_assert_num_queries):
    root = shown()
    shown(parent=root, text="An answer.")
    privacy.empty(root)
    edition.refresh_from_db()
    with django_assert_num_queries(1):
        thread(edition)


@pytest.mark.parametrize("verb", [privacy.empty, privacy.withdraw])
@pytest.mark.behaviour(36)
def test_readers_pages_are_drawn_anew(edition, shown, verb):
    reply = shown()
    before, changed = generation(), thread(edition).changed_at
    verb(reply)
    assert generation() > before
    assert thread(edition).changed_at > changed
    assert reply.text not in Client().get(f"/articles/{edition.slug}/").content.decode()


def test_withdrawing_takes_the_branch_from_readers(edition, shown):
    root = shown(text=WORDS)
    shown(text="An answer.", parent=root)
    assert privacy.withdraw(root).status == Status.WITHDRAWN
    version = fresh(root).version
    assert privacy.withdraw(root).version == version
    assert fresh(root).text == WORDS  # moderators see what was withdrawn
    assert not Comment.objects.visible().exists()
    assert str(thread(edition).html) == ""


@pytest.mark.parametrize("verb", ["reject", "mark_spam"])
def test_what_is_not_shown_is_not_withdrawn(held, moderator, verb):
    more = {"reason": "abuse"} if verb == "reject" else {}
    getattr(moderation, verb)(comment=held, by=moderator, version=1, **more)
    with pytest.raises(NotAllowedFrom):
        privacy.withdraw(held)


@pytest.mark.parametrize("verb", [privacy.empty, privacy.withdraw])
def test_no_decision_falls_on_what_its_moderator_did_not_see(held, moderator, verb):
    verb(held)
    with pytest.raises(ChangedMeanwhile):
        moderation.approve(comment=held, by=moderator, version=held.version)
    for act in (moderation.approve, moderation.undo):
        with pytest.raises(NotAllowedFrom):
            act(comment=held, by=moderator, version=fresh(held).version)
    assert fresh(held).status == Status.WITHDRAWN


def test_of_an_erased_one_only_the_place_can_be_decided_on(shown, moderator):
    reply = shown()
    privacy.empty(reply)
    for verb in (moderation.mark_spam, moderation.undo):
        with pytest.raises(NotAllowedFrom):
            verb(comment=reply, by=moderator, version=3)
    with pytest.raises(Incomplete):
        worksheets.fill_in(comment=fresh(reply), by=moderator, version=0, decision="open")
    moderation.remove(comment=reply, by=moderator, version=3, reason="abuse")
    with pytest.raises(NotAllowedFrom):
        moderation.undo(comment=reply, by=moderator, version=4)


def test_the_receipt_says_so(filled, send):
    address = send(filled(text=WORDS))["Location"]
    privacy.withdraw(Comment.objects.get())
    page = Client().get(address).content.decode()
    assert "You took your reply back" in page
    assert WORDS in page
    privacy.empty(Comment.objects.get())
    page = Client().get(address).content.decode()
    assert "Your reply was erased" in page
    assert WORDS not in page


def test_words_that_were_withdrawn_can_be_sent_again(filled, send):
    send(filled(text=WORDS))
    privacy.withdraw(Comment.objects.get())
    assert send(filled(text=WORDS)).status_code == 303


@pytest.mark.parametrize("field", ["name", "email", "text", "address_hash", "token_hash"])
def test_the_database_keeps_an_erased_reply_empty(shown, field):
    reply = shown()
    privacy.empty(reply)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=reply.pk).update(**{field: "x"})
