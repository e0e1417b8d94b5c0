"""The moderator's screen."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from comments import marking, moderation, queue, redaction, screening
from comments.models import Comment, Decision, Status
from tests import acts, factories

QUEUE = "/admin/comments/comment/"
URGENT = "I can't feel when I need to pee and my groin is numb."


def change(comment):
    return f"{QUEUE}{comment.pk}/change/"


def decide(client, comment, verb, *, version=None, query="", **fields):
    version = Comment.objects.get(pk=comment.pk).version if version is None else version
    return client.post(
        f"{QUEUE}{comment.pk}/decide/{query}", {"verb": verb, "version": version, **fields}
    )


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def desk(client_for, moderator):
    return client_for(moderator)


def order(page):
    return [int(pk) for pk in re.findall(r'name="chosen"\s+value="(\d+):', page)]


class TestList:
    def test_urgent_first_then_oldest(self, edition, desk):
        first = factories.pending_comment(edition, text="First")
        second = factories.pending_comment(edition, text="Second")
        urgent = factories.pending_comment(
            edition,
            text=URGENT,
            urgent=True,
            flags=["cauda_equina"],
            findings=[finding.stored() for finding in screening.screen(URGENT)],
        )
        page = desk.get(QUEUE).content.decode()
        assert order(page) == [urgent.pk, first.pk, second.pk]
        assert "3 held" in page
        assert '<mark class="flag">can&#x27;t feel when I need to pee' in page
        assert "Possible cauda equina syndrome" in page

    def test_no_address_and_no_draft_is_shown(self, edition, author, desk, held):
        acts.edit(edition.article, author, title="A title nobody has approved")
        page = desk.get(QUEUE).content.decode()
        assert "pat@reader.example" not in page
        assert "A title nobody has approved" not in page
        assert edition.title in page

    def test_tabs_and_search(self, edition, desk, moderator, shown):
        shown(text="Approved words")
        factories.pending_comment(edition, text="Held words", name="Zoe")
        assert "Approved words" not in desk.get(QUEUE).content.decode()
        assert "Approved words" in desk.get(f"{QUEUE}?status=approved").content.decode()
        assert "Held words" in desk.get(f"{QUEUE}?q=zoe").content.decode()
        assert "Held words" not in desk.get(f"{QUEUE}?q=nobody").content.decode()

    @pytest.mark.parametrize("query", ["?status=all", "?after=x", "?after=99999999999999999999",
                                       "?q=%25_'\"", "?after=-1", "?q=" + "x" * 5_000,
                                       "?since=0001-01-01&until=9999-12-31", "?since=2030-02-30",
                                       "?found='&urgent=no&page=%F0%9F%99%82"])  # fmt: skip
    def test_odd_queries(self, held, desk, query):
        assert desk.get(QUEUE + query).status_code == 200

    def test_filters(self, edition, desk):
        """Each alone, and all at once."""
        plain = factories.pending_comment(edition, text="Nothing to see.")
        text = f"{URGENT} Mail me: pat@reader.example"
        findings = [finding.stored() for finding in screening.screen(text)]
        flagged = factories.pending_comment(edition, text=text, urgent=True, findings=findings)
        Comment.objects.filter(pk=plain.pk).update(
            created_at=plain.created_at - timedelta(days=40),
            findings=[{"rule": "spam", "type": "x", "start": 0, "end": 0,
                       "reason": '"rule": "red_flags"'}],
        )  # fmt: skip
        today = timezone.localdate().isoformat()
        for query, expected in (
            ("urgent=yes", [flagged]),
            ("found=personal_data", [flagged]),
            ("found=red_flags", [flagged]),
            ("found=spam", [plain]),
            ("found=advice", []),
            (f"since={today}", [flagged]),
            (f"until={today}", [flagged, plain]),
            ("until=2020-01-01", []),
            (f"page={edition.title[3:9].upper()}", [flagged, plain]),
            ("page=another+page", []),
            (f"q=mail&urgent=yes&found=red_flags&since={today}&until={today}", [flagged]),
        ):
            page = desk.get(f"{QUEUE}?{query}").content.decode()
            assert order(page) == [c.pk for c in expected], query
            assert ("Show all" in page) == (not expected), query

    def test_pages_by_key_lose_nobody(self, edition, desk):
        for n in range(60):
            factories.pending_comment(edition, text=f"Reply {n}", urgent=n % 7 == 0)
        expected = list(Comment.objects.pending().values_list("pk", flat=True))
        seen, address = [], QUEUE
        while address:
            page = desk.get(address).content.decode()
            seen += order(page)
            after = re.search(r'rel="next"\s+href="([^"]+)"', page)
            address = after[1].replace("&amp;", "&") if after else ""
        assert seen == expected

    def test_an_empty_queue(self, desk):
        page = desk.get(QUEUE).content.decode()
        assert "Nothing is waiting" in page
        assert "0 held" in page

    @pytest.mark.behaviour(45)
    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_takes_a_fixed_number_of_queries(
        self, edition, moderator, desk, django_assert_num_queries, rows
    ):
        for n in range(rows):
            reply = factories.pending_comment(edition, text=f"Reply {n}")
            decided = factories.pending_comment(edition, text=f"Decided {n}")
            moderation.approve(comment=decided, by=moderator, version=1)
        desk.get(QUEUE)
        with django_assert_num_queries(QUERIES):
            desk.get(change(reply))


QUERIES = 22


@pytest.mark.behaviour(29)
class TestRights:
    @pytest.mark.parametrize("who", ["reviewer", "publisher", "administrator", "author"])
    def test_other_roles(self, held, client_for, request, who):
        client = client_for(request.getfixturevalue(who))
        assert client.get(change(held)).status_code == 403
        for address in (f"{QUEUE}{held.pk}/decide/", f"{QUEUE}{held.pk}/thread/", f"{QUEUE}bulk/"):
            assert client.post(address, {"verb": "approve", "version": 1}).status_code == 403
        assert not Decision.objects.exists()

    def test_readers_are_sent_to_sign_in(self, held, client_for):
        for address in (QUEUE, change(held)):
            assert "login" in client_for(None).get(address)["Location"]

    @pytest.mark.behaviour(30)
    @pytest.mark.parametrize(
        "path", "decide redact restore thread closing let-stay told worksheet appeal".split()
    )
    def test_get_decides_nothing_and_leads_to_the_reply(self, held, desk, path):
        """A reload asks so, and who comes from the sign-in."""
        there = desk.get(f"{QUEUE}{held.pk}/{path}/?urgent=yes&next=https://evil.example")
        assert there["Location"] == f"{change(held)}?urgent=yes"
        for many in ("bulk", "next"):
            assert desk.get(f"{QUEUE}{many}/?q=pills")["Location"] == f"{QUEUE}?q=pills"
        assert desk.put(f"{QUEUE}{held.pk}/{path}/").status_code == 405
        assert not Decision.objects.exists()

    @pytest.mark.behaviour(30)
    def test_a_token_is_needed(self, held, moderator):
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.force_login(moderator)
        assert decide(client, held, "approve").status_code == 403
        assert not Decision.objects.exists()

    @pytest.mark.parametrize("path", ["add/", "{}/delete/", "{}/history/", "{}/"])
    def test_nothing_is_added_edited_or_deleted(self, held, client_for, superuser, path):
        client = client_for(superuser)
        address = QUEUE + path.format(held.pk)
        assert client.get(address).status_code in (403, 404)
        assert client.post(address, {"text": "changed", "post": "yes"}).status_code in (403, 404)
        assert Comment.objects.get().text == held.text


class TestDecide:
    def test_each_button(self, edition, desk):
        for verb, extra, status in (
            ("approve", {}, Status.APPROVED),
            ("spam", {}, Status.SPAM),
            ("reject", {"reason": "abuse", "note": "n"}, Status.REJECTED),
        ):
            comment = factories.pending_comment(edition, text=verb)
            decide(desk, comment, verb, **extra)
            assert Comment.objects.get(pk=comment.pk).status == status
            decide(desk, comment, "undo")
            assert Comment.objects.get(pk=comment.pk).status == Status.PENDING
            decide(desk, comment, "approve")
        decide(desk, comment, "remove", reason="unsafe")
        assert Comment.objects.get(pk=comment.pk).status == Status.REMOVED

    def test_the_next_one_comes_up(self, edition, desk):
        first, second = (factories.pending_comment(edition, text=str(n)) for n in range(2))
        assert decide(desk, first, "approve")["Location"] == change(second)
        response = decide(desk, second, "approve")
        assert response["Location"] == QUEUE
        assert "Undo" in desk.get(QUEUE).content.decode()

    def test_a_missing_reason_loses_no_note(self, held, desk):
        response = decide(desk, held, "reject", reason="", note="A long note.")
        assert response.status_code == 422
        page = response.content.decode()
        assert "Choose the reason" in page
        assert "A long note." in page
        assert not Decision.objects.exists()

    def test_the_loser_of_a_race_is_told(self, held, desk, second_moderator):
        moderation.reject(comment=held, by=second_moderator, version=1, reason="abuse")
        response = decide(desk, held, "approve", version=1)
        assert "Second Moderator decided" in said(response)[0]
        assert response["Location"] == change(held)
        assert Comment.objects.get().status == Status.REJECTED

    def test_the_loser_of_a_race_loses_no_note(self, held, desk, second_moderator):
        moderation.approve(comment=held, by=second_moderator, version=1)
        response = decide(desk, held, "reject", reason="other", note="A long note.", version=1)
        assert response.status_code == 409
        page = response.content.decode()
        assert "A long note." in page
        assert "Second Moderator decided" in page

    def test_another_reason_is_not_the_same_press(self, held, desk):
        assert decide(desk, held, "reject", reason="abuse", version=1).status_code == 302
        answer = decide(desk, held, "reject", reason="unsafe", version=1)
        assert "after you opened this reply" in said(answer)[-1]
        assert Decision.objects.get().reason == "abuse"

    @pytest.mark.parametrize("verb", ["appeal", "restore", "decide", "redact", "worksheet"])
    def test_a_number_that_no_database_holds(self, desk, verb):
        assert desk.post(f"{QUEUE}{'9' * 25}/{verb}/", {}).status_code == 404

    @pytest.mark.behaviour(34)
    @pytest.mark.parametrize("version", ["", "x", "-1", "0", "9" * 30, "1.5", "\0"])
    def test_odd_versions(self, held, desk, version):
        assert decide(desk, held, "approve", version=version).status_code == 302
        assert Comment.objects.get().status == Status.PENDING

    @pytest.mark.behaviour(34)
    def test_odd_verbs_and_replies(self, held, desk):
        assert decide(desk, held, "delete").status_code == 404
        assert desk.post(f"{QUEUE}999999/decide/", {"verb": "approve"}).status_code == 404
        assert desk.get(f"{QUEUE}999999/change/").status_code == 404

    def test_the_thread_s_state(self, held, published, desk):
        desk.post(f"{QUEUE}{held.pk}/thread/", {"state": "closed", "seen": "open"})
        assert published.thread.state == "closed"

    def test_markup_in_a_reply_stays_text(self, edition, desk):
        comment = factories.pending_comment(
            edition, text="<script>alert(1)</script> my groin is <b>numb</b>", name="<img src=x>"
        )
        page = desk.get(change(comment)).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x>" not in page


@pytest.mark.behaviour(37)
class TestBulk:
    def post(self, desk, verb, *comments, **more):
        chosen = [f"{c.pk}:{c.version}" for c in comments]
        return desk.post(f"{QUEUE}bulk/", {"verb": verb, "chosen": chosen, **more})

    def test_it_asks_first(self, edition, desk):
        comments = [factories.pending_comment(edition, text=f"Reply {n}") for n in range(3)]
        page = self.post(desk, "approve", *comments).content.decode()
        assert "3 replies" in page
        assert not Decision.objects.exists()
        response = self.post(desk, "approve", *comments, confirmed="yes")
        assert said(response) == ["3 replies approved."]
        assert Decision.objects.count() == 3

    def test_each_goes_through_the_verb(self, edition, desk, moderator, second_moderator):
        stale, own, good = (factories.pending_comment(edition, text=str(n)) for n in range(3))
        Comment.objects.filter(pk=own.pk).update(written_by=moderator)
        moderation.mark_spam(comment=stale, by=second_moderator, version=1)
        response = self.post(desk, "approve", stale, own, good, confirmed="yes")
        lines = said(response)
        assert lines[0] == "1 reply approved."
        assert len(lines) == 3
        assert Comment.objects.filter(status=Status.APPROVED).get() == good

    @pytest.mark.parametrize("chosen", [[], ["x"], ["1"], ["1:x"], ["999999:1"], ["\0:1"]])
    def test_odd_choices(self, held, desk, chosen):
        response = desk.post(
            f"{QUEUE}bulk/", {"verb": "approve", "chosen": chosen, "confirmed": "yes"}
        )
        assert response.status_code == 302
        assert Comment.objects.get().status == Status.PENDING

    def test_only_what_one_confirmation_can_cover(self, held, desk):
        for verb in ("remove", "undo", ""):
            assert self.post(desk, verb, held, confirmed="yes").status_code == 404

    def test_rejecting_many_asks_for_one_reason(self, edition, desk):
        comments = [factories.pending_comment(edition, text=f"Reply {n}") for n in range(2)]
        assert "published criteria" in self.post(desk, "reject", *comments).content.decode()
        bare = self.post(desk, "reject", *comments, confirmed="yes", note="<b>Kept</b> words")
        assert bare.status_code == 422
        assert "Choose the reason" in bare.content.decode()
        assert "&lt;b&gt;Kept&lt;/b&gt; words" in bare.content.decode()
        assert not Decision.objects.exists()
        done = self.post(desk, "reject", *comments, confirmed="yes", reason="duplicate")
        assert said(done) == ["2 replies rejected."]
        assert set(Decision.objects.values_list("reason", flat=True)) == {"duplicate"}

    def test_the_note_comes_back_with_those_that_were_refused(
        self, edition, desk, moderator, second_moderator
    ):
        good, stale, shown, own = (
            factories.pending_comment(edition, text=f"My months {n}") for n in range(4)
        )
        Comment.objects.filter(pk=own.pk).update(written_by=moderator)
        spans = [(0, 2)]
        redaction.redact(comment=stale, by=second_moderator, version=1, spans=spans, reason="abuse")
        moderation.approve(comment=shown, by=second_moderator, version=1)
        said_of_all = {"confirmed": "yes", "reason": "other", "note": "My long <note>"}
        response = self.post(desk, "reject", good, stale, shown, own, **said_of_all)
        page = response.content.decode()
        assert response.status_code == 409
        assert [str(m) for m in response.context["messages"]] == ["1 reply rejected."]
        assert "My long &lt;note&gt;" in page
        assert f"{second_moderator} took words out" in page
        assert "My months 0" not in page
        assert re.findall(r'name="chosen" value="(\d+:\d+)"', page) == [f"{stale.pk}:2"]
        done = desk.post(
            f"{QUEUE}bulk/", {"verb": "reject", "chosen": [f"{stale.pk}:2"], **said_of_all}
        )
        assert said(done) == ["1 reply rejected."]
        assert set(
            Decision.objects.filter(to_status="rejected").values_list("note", flat=True)
        ) == {"My long <note>"}
        assert Comment.objects.get(pk=own.pk).status == Status.PENDING


def test_marks_that_overlap_become_one():
    text = "x my groin is numb and numb down there <i>"
    html = marking.marked(text, screening.screen(text))
    assert html.count("<mark") == html.count("</mark>") >= 1
    assert re.sub(r'<span class="vh">.*?</span>|</?mark[^>]*>', "", html) == (
        "x my groin is numb and numb down there &lt;i&gt;"
    )


def test_the_excerpt_shows_what_was_found():
    text = f"{'Long story. ' * 20}{URGENT}"
    assert "feel when I need" in marking.excerpt(text, screening.screen(text))


def test_the_excerpt_begins_with_a_whole_word():
    text = f"{'Incomprehensible. ' * 20}{URGENT}"
    words = marking.excerpt(text, screening.screen(text)).strip("…").split()
    assert words[0] in text.split()
    assert marking.excerpt("x" * 200, []) == f"{'x' * 90}…"


def test_a_view_keeps_its_query():
    asked = {"status": "spam", "q": "pills", "found": "spam", "since": "2030-01-02", "after": "7"}
    view = queue.View.asked(asked)
    assert view.query_string() == "?status=spam&q=pills&found=spam&since=2030-01-02&after=7"
    assert queue.View().query_string() == ""


def test_where_staff_read_of_a_reply_that_has_just_come(held, desk):
    for address in ("/admin/", "/admin/comments/comment/", "/admin/comments/comment/figures/"):
        page = desk.get(address).content.decode()
        assert "0\xa0minutes" not in page
        assert "less than a minute" in page
