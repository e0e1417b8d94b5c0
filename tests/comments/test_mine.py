"""A writer's own replies: the link, what it shows, taking back, erasing, and the replay after a restore."""

import json
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from articles.models import ErrorReport
from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import Attempt, OutgoingMail
from clinic_cms.clinic.outbox import kinds
from comments import (
    addresses,
    appeals,
    mail_links,
    mine_views,
    moderation,
    notifications,
    privacy,
    worksheets,
)
from comments.models import (
    Comment,
    Decision,
    Erasure,
    SideEffectWorksheet,
    Status,
    ThreadMute,
    WriterAddress,
)
from tests import factories
from tests.mailbox import Mailbox, later, link, work

WORDS = "Heliotrope is a word that nobody else uses."
PAT = "pat@reader.example"
LATE = mine_views.ANSWER_AFTER
LINKS = {
    link.page: link
    for link in (mail_links.MINE, mail_links.CONFIRM, mail_links.MAIL, mail_links.APPEAL)
}
OURS = {"Origin": "http://testserver"}


def ask(email=PAT, **headers):
    return Client().post("/comments/mine/", {"email": email}, headers={**OURS, **headers})


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The other tests do not wait for what only hides whether an address is known."""
    monkeypatch.setattr(mine_views, "ANSWER_AFTER", 0)


@pytest.fixture
def written(filled, send):
    """Three replies of Pat's, one of Kim's; Pat's address is confirmed."""
    for n in range(3):
        send(filled(text=f"{WORDS} {n}"), REMOTE_ADDR=f"198.51.100.{n}")
    send(filled(text="Another's.", email="kim@reader.example", name="Kim"))
    addresses.confirm(Comment.objects.first().writer)
    return list(Comment.objects.exclude(text="Another's.").order_by("pk"))


@pytest.fixture
def mine(written):
    """The address of Pat's page."""
    return mail_links.MINE.path(written[0].writer_id)


def act(mine, what, reply=None, confirmed="yes"):
    data = {"act": what, "confirmed": confirmed}
    return Client().post(mine, {**data, "reply": reply.public_id} if reply else data)


class TestAsking:
    def test_the_answer_is_the_same_for_everybody(self, written, mailbox: Mailbox):
        answers = [ask(email) for email in (PAT, "PAT@Reader.example", "nobody@reader.example")]
        assert {(a.status_code, a["Location"], a.content) for a in answers} == {
            (303, "/comments/mine/asked/", b"")
        }
        assert Client().get("/comments/mine/asked/").status_code == 200
        later()
        work()
        links = [m for m in mailbox.messages if m["Subject"] == "The link to your replies"]
        assert [m["To"] for m in links] == [PAT]
        page = Client().get(link(links[0], "mine"))
        assert page.content.decode().count(WORDS) == 3
        assert "Another" not in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == (
            "no-referrer",
            "noindex, nofollow",
        )
        assert not page.cookies

    def test_the_answer_comes_as_late_for_an_address_that_nobody_wrote_with(
        self, written, monkeypatch
    ) -> None:
        monkeypatch.setattr(mine_views, "ANSWER_AFTER", LATE)
        for email in (PAT, "nobody@reader.example"):
            began = time.monotonic()
            ask(email)
            assert time.monotonic() - began >= LATE

    def test_one_link_in_five_minutes_and_five_a_day(self, written):
        count = OutgoingMail.objects.filter(kind="my_replies").count
        for hour in range(8):
            ask()
            ask()
            Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=6))
            assert count() == min(hour + 1, 5)

    def test_many_from_one_connection(self, db):
        codes = [ask(f"p{n}@reader.example").status_code for n in range(11)]
        assert codes == [303] * 10 + [429]

    def test_from_another_page(self, written):
        assert ask(Origin="https://evil.example").status_code == 403
        assert not OutgoingMail.objects.filter(kind="my_replies").exists()

    @pytest.mark.parametrize(
        "email",
        ["", "nonsense", "a@b", f"{'x' * 250}@example.com", "a\0@b.example", "<b>@x.example"],
    )
    def test_what_is_no_address(self, db, email):
        response = ask(email)
        assert response.status_code == 422
        assert "<b>@" not in response.content.decode()

    def test_the_link_ends_after_two_hours(self, mine, monkeypatch):
        late = timezone.now().timestamp() + 2 * 3600 + 5
        monkeypatch.setattr("django.core.signing.time.time", lambda: late)
        for response in (Client().get(mine), act(mine, "erase_all")):
            assert response.status_code == 410
            assert WORDS not in response.content.decode()
        assert Comment.objects.filter(erased_at=None).count() == 4


class TestPage:
    def test_each_with_its_state(self, written, mine, moderator):
        moderation.approve(comment=written[0], by=moderator, version=1)
        moderation.reject(comment=written[1], by=moderator, version=1, reason="off_topic")
        page = Client().get(mine).content.decode()
        for said in ("Everyone can read it", "Not about this page", "waits for a person"):
            assert said in page

    @pytest.mark.behaviour(64)
    def test_the_file(self, written, mine, moderator):
        decision = moderation.reject(
            comment=written[1], by=moderator, version=1, reason="unsafe", note="For us only."
        )
        appeals.lodge(decision=decision, text="Why not?")
        response = Client().get(f"{mine}export.json")
        assert response["Content-Disposition"].startswith("attachment")
        assert "no-store" in response["Cache-Control"]
        said = response.json()
        assert [r["id"] for r in said["replies"]] == [r.public_id for r in written]
        second = said["replies"][1]
        assert (second["text"], second["email"], second["state"]) == (f"{WORDS} 1", PAT, "rejected")
        assert (second["reason"], second["appeal"]["text"]) == (
            "Could lead readers to harm",
            "Why not?",
        )
        assert "For us only" not in response.content.decode()
        assert "Another" not in response.content.decode()

    @pytest.mark.behaviour(64)
    def test_of_somebody_who_wrote_nothing(self, mine, written):
        act(mine, "erase_all")
        assert Client().get(f"{mine}export.json").json()["replies"] == []
        assert "We hold no reply" in Client().get(mine).content.decode()

    def test_a_fixed_number_of_queries(self, written, mine, moderator, django_assert_num_queries):
        Client().get(mine)
        for reply in written[:2]:
            moderation.approve(comment=reply, by=moderator, version=1)
        with django_assert_num_queries(7):  # one for reports of errors with an address
            Client().get(mine)


class TestTakingBack:
    @pytest.mark.parametrize(
        ("what", "back"),
        [("withdraw", "keep it"), ("erase", "keep it"), ("erase_all", "keep them")],
    )
    def test_first_a_question(self, written, mine, what, back):
        before = list(Comment.objects.values())
        page = act(mine, what, written[0], confirmed="")
        assert page.status_code == 200
        assert 'name="confirmed"' in page.content.decode()
        assert f"No, {back}</a>" in page.content.decode()
        assert list(Comment.objects.values()) == before

    def test_withdrawing_one(self, written, mine):
        assert act(mine, "withdraw", written[0])["Location"] == f"{mine}?done=withdrawn"
        assert Comment.objects.get(pk=written[0].pk).status == Status.WITHDRAWN
        assert "Taken back" in Client().get(f"{mine}?done=withdrawn").content.decode()
        act(mine, "withdraw", written[0])

    def test_erasing_one_leaves_the_others(self, written, mine):
        act(mine, "erase", written[0])
        assert Comment.objects.filter(text__contains="Heliotrope").count() == 2
        assert WriterAddress.objects.get(pk=written[0].writer_id).confirmed_at
        page = Client().get(f"{mine}?done=erased").content.decode()
        assert "Kept, because" in page
        assert page.count("Heliotrope") == 2

    def test_another_s_reply_is_out_of_reach(self, written, mine):
        other = Comment.objects.get(text="Another's.")
        for what in ("withdraw", "erase"):
            act(mine, what, other)
        assert Comment.objects.get(pk=other.pk).text == "Another's."

    @pytest.mark.parametrize(
        "data", [{}, {"act": "x"}, {"act": "erase"}, {"act": "erase", "reply": "\0"}, {"act": "\0"}]
    )
    def test_nonsense(self, written, mine, data):
        assert Client().post(mine, {**data, "confirmed": "yes"}).status_code == 303
        assert not Comment.objects.exclude(erased_at=None).exists()


def everything():
    """Return all that the database holds as one text."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            found.append(f"{table}: {cursor.fetchall()}")
    return "\n".join(found)


@pytest.mark.behaviour(65)
def test_nothing_is_left_anywhere(written, mine, moderator, edition, mailbox: Mailbox):
    reply = written[0]
    moderation.approve(comment=reply, by=moderator, version=1)
    decision = moderation.reject(comment=written[1], by=moderator, version=1, reason="unsafe")
    appeals.lodge(decision=decision, text="Heliotrope again.")
    worksheets.fill_in(
        comment=reply, by=moderator, version=0, decision="passed_on", reporter="heliotrope",
        patient="", product="", reaction="", seriousness="unknown",
    )  # fmt: skip
    ask()
    work()
    held = everything()
    assert "eliotrope" in held
    assert PAT in held
    act(mine, "erase_all")
    later()
    work()
    left = everything()
    assert "eliotrope" not in left
    assert PAT not in left
    assert "Pat" not in left
    assert "Heliotrope" not in Client().get(f"/articles/{edition.slug}/").content.decode()
    assert not any(m["Subject"] == "A decision on your reply" for m in mailbox.messages)
    assert Decision.objects.count() == 2
    assert SideEffectWorksheet.objects.get().decision == "passed_on"
    assert WriterAddress.objects.get(pk=reply.writer_id).confirmed_at is None


class TestNumbersGivenAgain:
    """A restored backup has lost what came after it, and gives its numbers to others."""

    @pytest.fixture
    def another(self, written, moderator):
        """What has the numbers now that stand in the links of somebody else's mails."""
        return moderation.reject(comment=written[0], by=moderator, version=1, reason="unsafe")

    @pytest.mark.parametrize("kind", LINKS)
    def test_a_link_from_before_leads_to_nobody_elses_replies(self, another, kind, monkeypatch):
        writer, made = another.comment.writer, LINKS[kind]
        said = {"mail": (writer.pk, 0), "appeal": (another.pk,)}.get(kind, (writer.pk,))
        assert Client().get(made.path(*said)).status_code == 200
        now = time.time()
        with monkeypatch.context() as patched:
            patched.setattr(time, "time", lambda: now - 600)
            before = made.path(*said)
        for answer in (
            Client().get(before),
            Client().post(before, {"text": "Mine.", "what": "all"}),
        ):
            assert answer.status_code == 400
            assert "eliotrope" not in answer.content.decode()
        writer.refresh_from_db()
        assert writer.wants_mail
        assert not hasattr(Comment.objects.get(pk=another.comment_id), "appeal")


class TestReportsOfErrors:
    """What the same address reported in pages: shown, in the file, erased with everything, and again."""

    @pytest.fixture
    def reported(self, edition, written):
        factories.error_report(edition, email="kim@reader.example", wrong="Kim's.")
        return factories.error_report(edition, email="Pat@Reader.example", wrong="My own spine.")

    def test_shown_and_in_the_file(self, reported, mine):
        page = Client().get(mine).content.decode()
        assert "My own spine." in page
        assert "Kim" not in page
        [found] = Client().get(f"{mine}export.json").json()["reports_of_errors"]
        assert (found["wrong"], found["email"]) == ("My own spine.", "Pat@Reader.example")

    def test_erased_with_everything_and_not_with_one_reply(self, reported, mine, written):
        act(mine, "erase", written[0])
        assert ErrorReport.objects.filter(wrong="My own spine.").exists()
        assert "My own spine." in act(mine, "erase_all", confirmed="").content.decode()
        assert ErrorReport.objects.filter(wrong="My own spine.").exists()
        act(mine, "erase_all")
        reported.refresh_from_db()
        assert (reported.wrong, reported.email, reported.status) == ("", "", "open")
        assert ErrorReport.objects.filter(wrong="Kim's.").exists()
        assert "spine" not in everything()
        assert [e.reports for e in Erasure.objects.all()] == [[], [reported.token_hash]]

    def test_a_passage_in_own_words_is_erased_and_the_pages_own_stays(self, edition, mine):
        """Anything can be typed into the field for the passage."""
        sent = {"email": "pat@reader.example", "wrong": "Wrong."}
        own = factories.error_report(edition, passage="My heliotrope leg, Pat Lee.", **sent)
        # Across two paragraphs, with the number of a reference, as a browser copies it.
        passage = (
            "… near the SORE nerve. It may calm the pain for a while1.\n\nWhat to expect\nYou lie"
        )
        copied = factories.error_report(edition, passage=passage, **sent)
        act(mine, "erase_all")
        own.refresh_from_db()
        copied.refresh_from_db()
        assert (own.passage, own.wrong) == ("", "")
        assert (copied.passage, copied.wrong) == (passage, "")

    def test_what_comes_back_with_a_backup_is_erased_again(self, reported, mine, tmp_path):
        act(mine, "erase_all")
        call_command("replay_erasures", export=str(tmp_path / "list"))
        back = {"wrong": "My own spine.", "email": "Pat@Reader.example"}
        ErrorReport.objects.filter(pk=reported.pk).update(**back)
        call_command("replay_erasures", source=str(tmp_path / "list"))
        reported.refresh_from_db()
        assert (reported.wrong, reported.email) == ("", "")

    def test_who_only_reported_gets_a_link_and_can_erase(self, edition, client):
        report = factories.error_report(edition, email="ben@reader.example", wrong="My knee.")
        assert addresses.send_link("Ben@reader.example")
        writer = WriterAddress.objects.get(hash=addresses.hash_of("ben@reader.example"))
        there = mail_links.MINE.path(writer.pk)
        assert "My knee." in client.get(there).content.decode()
        act(there, "erase_all")
        report.refresh_from_db()
        assert report.wrong == ""
        assert "We hold no reply" in client.get(there).content.decode()
        assert not addresses.send_link("ben@reader.example")

    def test_a_link_that_could_not_be_written_can_be_asked_for_again(self, edition, monkeypatch):
        factories.error_report(edition, email="ben@reader.example", wrong="My knee.")

        def refuse(*_: object, **__: object) -> bool:
            raise DatabaseError

        with monkeypatch.context() as patched:
            patched.setattr(outbox, "enqueue", refuse)
            with pytest.raises(DatabaseError):
                addresses.send_link("ben@reader.example")
        assert addresses.send_link("ben@reader.example")


def test_a_moderator_who_once_replied_keeps_the_mails_of_their_work(edition, moderator):
    writer = addresses.writer_of(moderator.email)
    reply = factories.pending_comment(edition, email=moderator.email.upper(), writer=writer)
    for kind in ("moderator_urgent", "moderator_digest", *notifications.TO_WRITERS):
        to = moderator.email if kind != "reply_decided" else reply.email
        outbox.enqueue(kind, to=to, key=kind)
    privacy.erase(writer=writer, replies=[reply])
    waiting = OutgoingMail.objects.filter(state="queued").values_list("kind", flat=True)
    assert set(waiting) == {"moderator_urgent", "moderator_digest"}
    assert set(kinds.all_kinds()) == {
        *waiting,
        *notifications.TO_WRITERS,
        "new_password",  # a member of staff's
    }  # each is of one or the other


class TestReplay:
    def restored(self, rows):
        """Bring replies back as a backup from before their erasure would."""
        for row in rows:
            Comment.objects.filter(pk=row["id"]).update(**row)

    def test_what_comes_back_with_a_backup_is_erased_again(self, written, mine, tmp_path, capsys):
        before = list(Comment.objects.values())
        act(mine, "erase", written[0])
        act(mine, "erase_all")
        list_of = tmp_path / "erasures"
        call_command("replay_erasures", export=str(list_of))
        lines = [json.loads(line) for line in list_of.read_text().splitlines()]
        assert [len(line["replies"]) for line in lines] == [1, 2]
        assert PAT not in list_of.read_text()
        after = list(Comment.objects.values("pk", "text", "email", "name", "writer"))
        self.restored(before)
        assert Comment.objects.filter(text__contains="Heliotrope").count() == 3
        call_command("replay_erasures", source=str(list_of))
        assert "3 replies had come back" in capsys.readouterr().out
        assert list(Comment.objects.values("pk", "text", "email", "name", "writer")) == after
        call_command("replay_erasures", source=str(list_of))
        call_command("replay_erasures")
        assert capsys.readouterr().out.count("0 replies had come back") == 2
        assert Erasure.objects.count() == 2

    def test_what_was_withdrawn_is_withdrawn_again(self, written, mine, tmp_path, capsys):
        before = list(Comment.objects.values())
        act(mine, "withdraw", written[0])
        act(mine, "withdraw", written[1])
        act(mine, "erase", written[1])
        list_of = tmp_path / "erasures"
        for _ in range(2):
            call_command("replay_erasures", export=str(list_of))
            lines = [json.loads(line) for line in list_of.read_text().splitlines()]
            assert [line["withdrawn"] for line in lines if "withdrawn" in line] == [
                [written[0].public_id]
            ]
        self.restored(before)
        call_command("replay_erasures", source=str(list_of))
        call_command("replay_erasures", source=str(list_of))
        said = capsys.readouterr().out
        assert "2 lines repeated. 1 replies had come back and are erased again, 1 are" in said
        assert "0 replies had come back and are erased again, 0 are" in said
        assert [(r.status, bool(r.text)) for r in Comment.objects.order_by("pk")] == [
            (Status.WITHDRAWN, True), (Status.WITHDRAWN, False), (Status.PENDING, True),
            (Status.PENDING, True),
        ]  # fmt: skip

    def test_the_list_is_written_into_a_database_that_lacks_it(self, written, tmp_path):
        said = {
            "at": "2030-01-01T00:00:00+00:00",
            "address": "a" * 64,
            "replies": [written[0].public_id],
        }
        list_of = tmp_path / "erasures"
        list_of.write_text(f"{json.dumps(said)}\n\n")
        call_command("replay_erasures", source=str(list_of))
        call_command("replay_erasures", source=str(list_of))
        assert Erasure.objects.get().public_ids == [written[0].public_id]
        assert Comment.objects.exclude(erased_at=None).count() == 1

    @pytest.mark.parametrize(
        "line", ["{", "[]", "3", '{"at": 1}', '{"at": "x", "address": "a", "replies": []}',
                 '{"at": "2030-01-01T00:00:00", "address": "a", "replies": ["x"]}',
                 '{"at": "2030-01-01T00:00:00Z", "address": "a", "replies": [1]}',
                 '{"at": "2030-01-01T00:00:00Z", "address": "a", "replies": "abc"}',
                 '{"at": "2030-01-01T00:00:00Z", "address": "", "replies": ["x"]}',
                 '{"at": "2030-01-01T00:00:00Z", "withdrawn": "abc"}',
                 '{"at": "2030-01-01T00:00:00Z", "withdrawn": [1]}'],
    )  # fmt: skip
    def test_a_bad_line_is_named_and_nothing_is_erased(self, written, tmp_path, line):
        good = {"at": "2030-01-01T00:00:00Z", "address": "a", "replies": [written[0].public_id]}
        list_of = tmp_path / "erasures"
        list_of.write_text(f"{json.dumps(good)}\n{line}\n")
        with pytest.raises(CommandError, match="line 2"):
            call_command("replay_erasures", source=str(list_of))
        assert not Comment.objects.exclude(erased_at=None).exists()

    def test_the_file_keeps_what_a_restored_database_has_lost(self, written, mine, tmp_path):
        said = {"at": "2020-01-01T00:00:00+00:00", "address": "a" * 64, "replies": ["lost"]}
        list_of = tmp_path / "erasures"
        list_of.write_text(f"{json.dumps(said)}\n")
        act(mine, "erase", written[0])
        for _ in range(2):
            call_command("replay_erasures", export=str(list_of))
            lines = [json.loads(line) for line in list_of.read_text().splitlines()]
            assert lines[0] == said
            assert [line["replies"] for line in lines[1:]] == [[written[0].public_id]]
        assert list(tmp_path.iterdir()) == [list_of]

    def test_a_bad_line_in_the_file_is_named_and_the_file_stays(self, db, tmp_path):
        list_of = tmp_path / "erasures"
        list_of.write_text("\n{")
        with pytest.raises(CommandError, match=r"line 2 .*Nothing was written"):
            call_command("replay_erasures", export=str(list_of))
        assert list_of.read_text() == "\n{"

    def test_nothing_is_taken_back_on_the_tables_of_another_version(self, written, mine, tmp_path):
        list_of = tmp_path / "erasures"
        said = {"at": "2030-01-01T00:00:00Z", "address": "a", "replies": [written[0].public_id]}
        list_of.write_text(f"{json.dumps(said)}\n")
        MigrationRecorder.Migration.objects.filter(app="comments").latest("name").delete()
        with pytest.raises(CommandError, match=r"comments\..*`manage.py migrate`.*Nothing"):
            call_command("replay_erasures", source=str(list_of))
        assert not Comment.objects.exclude(erased_at=None).exists()

    def test_a_file_that_is_not_there(self, db):
        with pytest.raises(CommandError, match="nowhere"):
            call_command("replay_erasures", source="/nowhere/at-all")


@pytest.mark.behaviour(65)
def test_erasing_twice_at_once_is_done_once(written):
    writer = written[0].writer
    assert privacy.erase(writer=writer, replies=written) == 3
    assert privacy.erase(writer=writer, replies=written) == 0


def test_after_a_new_key_the_link_reaches_earlier_replies(written, settings, capsys):
    settings.SECRET_KEY = "another key, as long as one has to be, of this clinic"
    ask()
    assert not OutgoingMail.objects.filter(kind="my_replies").exists()
    call_command("link_writers")
    call_command("link_writers")
    assert capsys.readouterr().out == "4 replies linked.\n0 replies linked.\n"
    ask()
    assert OutgoingMail.objects.filter(kind="my_replies").count() == 1


def test_after_a_new_key_who_wants_no_mail_still_gets_none(written, settings, published):
    """An address that is known anew would be asked to confirm itself, whoever types it into a form."""
    before = written[0].writer
    WriterAddress.objects.filter(pk=before.pk).update(wants_mail=False)
    ThreadMute.objects.create(writer=before, article=published)
    settings.SECRET_KEY = "another key, as long as one has to be, of this clinic"
    call_command("link_writers")
    call_command("link_writers")
    after = Comment.objects.get(pk=written[0].pk).writer
    assert after.pk != before.pk
    assert (after.wants_mail, after.confirmed_at) == (False, None)
    assert list(after.mutes.values_list("article", flat=True)) == [published.pk]
    mails = OutgoingMail.objects.count()
    ask()
    assert OutgoingMail.objects.count() == mails


def test_who_confirmed_their_address_since_the_new_key_gets_mail(written, settings):
    WriterAddress.objects.filter(pk=written[0].writer_id).update(wants_mail=False)
    settings.SECRET_KEY = "another key, as long as one has to be, of this clinic"
    anew = addresses.writer_of(written[0].email)
    WriterAddress.objects.filter(pk=anew.pk).update(confirmed_at=timezone.now())
    call_command("link_writers")
    assert Comment.objects.get(pk=written[0].pk).writer.takes_mail
