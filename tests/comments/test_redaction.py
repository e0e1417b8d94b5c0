"""Words are taken out of a reply, kept apart, and put back."""

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_cms.clinic.generation import SiteGeneration
from comments import moderation, privacy, redaction, screening, tokens
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Comment, Reason, Redaction, Status
from tests import factories, rdfa

TEXT = "My nurse was Maria Lopez. Call me: 202-555-0143. Maria was kind."
MARK = "[removed by the clinic: names or identifies a person]"
SECRETS = ("202-555-0143", "Maria")


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


@pytest.fixture
def told(edition):
    """A held reply that names somebody."""
    return factories.pending_comment(edition, text=TEXT)


@pytest.fixture
def lead(second_moderator):
    """A moderator who may read what was taken out."""
    may = Permission.objects.get(codename="view_redacted_original")
    second_moderator.user_permissions.add(may)
    return second_moderator


def cut(comment, by, *words, version=None, reason="personal_data", note=""):
    now = fresh(comment)
    spans = [span for word in words for span in redaction.places_of(word, now.text)]
    return redaction.redact(
        comment=comment,
        by=by,
        version=version or now.version,
        spans=spans,
        reason=reason,
        note=note,
    )


class TestRedact:
    def test_a_mark_stands_in_place_and_the_words_are_kept_apart(self, told, moderator):
        (row,) = cut(told, moderator, "202-555-0143", note="A number.")
        after = fresh(told)
        assert after.text == TEXT.replace("202-555-0143", MARK)
        assert (after.version, after.status) == (2, Status.PENDING)
        assert (row.original, row.by, row.note, row.version) == (
            "202-555-0143", moderator, "A number.", 1,
        )  # fmt: skip
        assert (row.keep_until - row.created_at).days == pytest.approx(90, abs=1)

    def test_several_places_and_a_second_time(self, told, moderator):
        cut(told, moderator, "202-555-0143")
        cut(told, moderator, "Maria", "Lopez", reason="other", note="Asked for.")
        text = fresh(told).text
        assert text == (
            f"My nurse was [removed by the clinic] [removed by the clinic]. Call me: {MARK}. "
            "[removed by the clinic] was kind."
        )
        for row in told.redactions.standing():
            assert text[row.place : row.place + len(row.mark)] == row.mark

    def test_places_that_overlap_become_one(self, told, moderator):
        rows = redaction.redact(
            comment=told, by=moderator, version=1, spans=[(13, 24), (19, 24), (13, 18)], reason="other",
            note="n",
        )  # fmt: skip
        assert [row.original for row in rows] == ["Maria Lopez"]

    def test_it_is_screened_again_and_never_less_urgent(self, edition, moderator):
        text = "I can't feel when I need to pee and my groin is numb. Mail me: pat@reader.example"
        reply = factories.pending_comment(
            edition, text=text, urgent=True, flags=["cauda_equina"],
            findings=[
                *(found.stored() for found in screening.screen(text)),
                {"rule": "spam", "type": "FLOOD", "start": 0, "end": 0, "reason": "Many of them"},
            ],
        )  # fmt: skip
        rules = {f["rule"] for f in reply.findings}
        assert {"red_flags", "personal_data"} <= rules
        cut(reply, moderator, text.split(".")[0], "pat@reader.example")
        after = fresh(reply)
        left = {f["rule"] for f in after.findings}
        assert left & {"red_flags", "personal_data"} == set()
        assert "spam" in left, "what was said of the whole reply stays"
        assert after.urgent
        assert after.flags == ["cauda_equina"]

    def test_findings_move_with_the_text(self, told, moderator):
        cut(told, moderator, "Maria Lopez")
        after = fresh(told)
        phone = next(f for f in after.findings if f["type"] == "PHONE_NUMBER")
        assert after.text[phone["start"] : phone["end"]] == "202-555-0143"

    def test_a_decided_reply_keeps_its_status(self, edition, moderator):
        verbs = {
            Status.APPROVED: moderation.approve,
            Status.SPAM: moderation.mark_spam,
            Status.REJECTED: lambda **how: moderation.reject(**how, reason="abuse"),
        }
        for status, verb in verbs.items():
            reply = factories.pending_comment(edition, text=TEXT)
            verb(comment=reply, by=moderator, version=1)
            before = SiteGeneration.objects.get().number
            cut(reply, moderator, "Maria")
            assert fresh(reply).status == status
            counted = SiteGeneration.objects.get().number > before
            assert counted == (status == Status.APPROVED), status

    def test_odd_places(self, told, moderator):
        for spans in ([], [(0, 0)], [(5, 3)], [(-1, 4)], [(0, 9_999)], [(0, len(TEXT))]):
            with pytest.raises(Incomplete):
                redaction.redact(
                    comment=told, by=moderator, version=1, spans=spans, reason="other", note="n"
                )
        assert fresh(told).text == TEXT

    def test_a_mark_is_not_cut_and_nothing_is_left_empty(self, edition, told, moderator):
        cut(told, moderator, "202-555-0143")
        at = fresh(told).text.index(MARK)
        for span in ((at - 3, at + 3), (at, at + len(MARK)), (at + len(MARK) - 1, at + 60)):
            with pytest.raises(Incomplete, match="already"):
                redaction.redact(
                    comment=told, by=moderator, version=2, spans=[span], reason="other", note="n"
                )
        small = factories.pending_comment(edition, text=" Maria  Lopez ")
        cut(small, moderator, "Maria")
        with pytest.raises(Incomplete, match="Nothing of the reply"):
            cut(small, moderator, "Lopez")

    def test_a_reason_is_needed(self, told, moderator):
        for reason, note in (("", ""), ("because", ""), ("other", " "), ("abuse", "x" * 501)):
            with pytest.raises(Incomplete):
                cut(told, moderator, "Maria", reason=reason, note=note)
        assert not Redaction.objects.exists()

    def test_emoji_and_right_to_left_are_counted_in_code_points(self, edition, moderator):
        text = "👩‍⚕️🙂 מריה אמרה: +1 202-555-0143 🙂"
        reply = factories.pending_comment(edition, text=text)
        cut(reply, moderator, "מריה")
        assert fresh(reply).text == text.replace("מריה", MARK)


class TestLawSix:
    def test_the_loser_is_told(self, told, moderator, second_moderator):
        cut(told, second_moderator, "Maria")
        for act in (
            lambda: moderation.approve(comment=told, by=moderator, version=1),
            lambda: cut(told, moderator, "Lopez", version=1),
        ):
            with pytest.raises(ChangedMeanwhile, match="Second Moderator took words out"):
                act()
        assert fresh(told).status == Status.PENDING
        assert "Lopez" in fresh(told).text

    def test_a_decision_meanwhile_wins(self, told, moderator, second_moderator):
        moderation.approve(comment=told, by=second_moderator, version=1)
        with pytest.raises(ChangedMeanwhile, match="Second Moderator decided"):
            cut(told, moderator, "Maria", version=1)
        assert fresh(told).text == TEXT

    def test_the_same_press_twice_is_one(self, told, moderator):
        first = redaction.redact(
            comment=told, by=moderator, version=1, spans=[(13, 24)], reason="personal_data"
        )
        again = redaction.redact(
            comment=told, by=moderator, version=1, spans=[(13, 24)], reason="personal_data"
        )
        assert first == again
        assert fresh(told).version == 2

    def test_other_roles(self, told, author, reviewer, publisher, administrator, stranger):
        for by in (author, reviewer, publisher, administrator, stranger):
            with pytest.raises(NotAllowed):
                cut(told, by, "Maria")

    def test_nobody_redacts_their_own_answer(self, edition, moderator):
        own = factories.pending_comment(edition, written_by=moderator, text=TEXT)
        with pytest.raises(NotAllowed, match="Another person"):
            cut(own, moderator, "Maria")

    def test_a_rollback_leaves_nothing(self, told, moderator):
        with transaction.atomic():
            cut(told, moderator, "Maria")
            transaction.set_rollback(True)
        assert not Redaction.objects.exists()
        assert fresh(told).text == TEXT


class TestRestore:
    def back(self, row, by):
        return redaction.restore(redaction=row, by=by, version=fresh(row.comment).version)

    def test_who_may_read_it_puts_it_back(self, told, moderator, lead):
        (phone,) = cut(told, moderator, "202-555-0143")
        cut(told, moderator, "Maria")
        self.back(phone, lead)
        text = fresh(told).text
        assert "202-555-0143" in text
        for row in told.redactions.standing():
            assert text[row.place : row.place + len(row.mark)] == row.mark
        phone.refresh_from_db()
        assert (phone.original, phone.undone_by, phone.stands) == ("", lead, False)
        assert any(f["type"] == "PHONE_NUMBER" for f in fresh(told).findings)
        assert self.back(phone, lead) == phone, "the same press twice"

    def test_a_slip_is_taken_back_within_minutes_and_not_later(
        self, told, moderator, second_moderator, clock
    ):
        (row,) = cut(told, moderator, "202-555-0143")
        with pytest.raises(NotAllowed):
            self.back(row, second_moderator)
        clock.tick(minutes=11)
        with pytest.raises(NotAllowed):
            self.back(row, moderator)
        clock.tick(minutes=-5)
        self.back(row, moderator)
        assert fresh(told).text == TEXT

    def test_readers_never_see_what_nobody_approved(self, told, moderator, lead):
        (row,) = cut(told, moderator, "202-555-0143")
        moderation.approve(comment=told, by=moderator, version=2)
        with pytest.raises(NotAllowedFrom, match="Undo its approval"):
            self.back(row, lead)
        assert "202" not in fresh(told).text

    def test_what_has_expired_is_gone(self, told, moderator, lead, clock):
        (row,) = cut(told, moderator, "202-555-0143")
        assert not Redaction.objects.expired().exists()
        clock.tick(days=91)
        assert Redaction.objects.expired().update(original="") == 1
        with pytest.raises(NotAllowedFrom, match="not kept"):
            self.back(row, lead)

    def test_a_stale_copy(self, told, moderator, lead):
        (row,) = cut(told, moderator, "202-555-0143")
        with pytest.raises(ChangedMeanwhile):
            redaction.restore(redaction=row, by=lead, version=1)

    def test_no_role_reads_what_was_taken_out(self, author, publisher, moderator, administrator):
        for person in (author, publisher, moderator, administrator):
            assert not redaction.may_read_original(person)


def test_what_its_writer_took_back_is_left_alone(told, moderator, lead):
    (row,) = cut(told, moderator, "202-555-0143")
    privacy.withdraw(told)
    with pytest.raises(ChangedMeanwhile, match="Its writer took this reply back"):
        cut(told, moderator, "Maria", version=2)
    with pytest.raises(NotAllowedFrom, match="took this reply back"):
        cut(told, moderator, "Maria")
    privacy.empty(told)
    row.refresh_from_db()
    assert row.original == ""
    with pytest.raises(NotAllowedFrom):
        redaction.restore(redaction=row, by=lead, version=fresh(told).version)


def test_the_writer_is_told(told, moderator, client):
    cut(told, moderator, "202-555-0143", note="For moderators.")
    page = client.get(f"/comments/sent/{tokens.make_receipt(told.public_id)}/").content.decode()
    assert "Words were taken out of your reply" in page
    assert "Names or identifies a person" in page
    assert MARK in page
    assert "202-555-0143" not in page
    assert "For moderators." not in page


def test_readers_see_the_mark_at_once(told, moderator, client, edition):
    moderation.approve(comment=told, by=moderator, version=1)
    address = f"/articles/{edition.slug}/"
    assert "202-555-0143" in client.get(address).content.decode()
    cut(told, moderator, *SECRETS)
    page = client.get(address).content.decode()
    assert page.count(MARK) == 3
    (article,) = rdfa.items(page, address)
    assert article["comment"]["text"].count(MARK) == 3, "in what search machines read as well"
    assert not any(word in page for word in SECRETS)


@pytest.mark.once
@pytest.mark.parametrize("reason", Reason.values)
def test_no_mark_is_a_finding_itself(reason):
    text = f"It helped. {redaction.mark_for(reason)} I would do it again."
    assert screening.screen(text) == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("Ann", "Ann and Annual Ann.", ["Ann", "Ann"]),
        ("山田", "山田さんと山田", ["山田", "山田"]),
        (".*", "a .* b", [".*"]),
        ("x", "nothing", []),
        ("nn", "Annual", ["nn"]),
    ],
)
def test_words_are_found_as_words_where_they_are_some(words, text, found):
    assert [text[s:e] for s, e in redaction.places_of(words, text)] == found


def test_the_database_wants_a_reason_and_words(told, moderator):
    row = {"comment": told, "by": moderator, "version": 1, "place": 0, "mark": "[x]"}
    for wrong in ({"start": 3, "end": 3, "reason": "abuse"}, {"start": 0, "end": 1, "reason": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Redaction.objects.create(**row, **wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        Redaction.objects.create(**row, start=0, end=1, reason="abuse", undone_by=moderator)


@pytest.mark.once
@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6))
def test_cutting_and_putting_back_gives_the_text(text, wanted):
    spans = redaction.joined((s, min(s + n, len(text))) for s, n in wanted if s < len(text))
    after, places = redaction._cut(text, spans, "[x]")
    for (start, end), place in sorted(zip(spans, places, strict=True), reverse=True):
        assert after[place : place + 3] == "[x]"
        after = after[:place] + text[start:end] + after[place + 3 :]
    assert after == text


def test_undo_shows_no_words_that_nobody_approved(edition, moderator):
    """Redacted, approved, undone, restored: undoing once more would approve the whole text."""
    told = factories.pending_comment(edition, text=TEXT)
    (row,) = cut(told, moderator, "202-555-0143")
    for verb in (moderation.approve, moderation.undo):
        verb(comment=told, by=moderator, version=fresh(told).version)
    redaction.restore(redaction=row, by=moderator, version=fresh(told).version)
    with pytest.raises(NotAllowedFrom, match="nobody has approved these"):
        moderation.undo(comment=told, by=moderator, version=fresh(told).version)
    assert fresh(told).status == Status.PENDING


def test_an_old_form_does_not_seem_to_take_words_out_again(told, moderator):
    (row,) = cut(told, moderator, "202-555-0143")
    redaction.restore(redaction=row, by=moderator, version=fresh(told).version)
    with pytest.raises(ChangedMeanwhile):
        cut(told, moderator, "202-555-0143", version=row.version)
