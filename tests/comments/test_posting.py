"""Posting through the form's address: what is taken, what is refused, and that nothing is lost."""

import itertools
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Edition
from clinic_cms.clinic import throttle as counting
from clinic_cms.clinic.models import Attempt, ClinicProfile
from clinic_cms.clinic.planned import plan_of
from comments import answering, consent, moderation, posting, thread_verbs, throttle, tokens
from comments.models import Comment, Status
from tests import acts, factories

WORDS = "Words that took an hour to write."
# Of an accepted reply: 2 that ask before the transaction, 5 in it, and a test's two savepoints.
# PostgreSQL is asked for two of the five, and for its turn, in the trip of another.
QUERIES = 7 if connection.vendor == "postgresql" else 9


def the_only():
    return Comment.objects.get()


def token_in(response):
    # The last one: on the article's page another form stands above the replies.
    return re.findall(r'name="token" value="([^"]+)"', response.content.decode())[-1]


class TestTaken:
    @pytest.mark.behaviour(20, 28, 17)
    def test_a_reply_is_held_and_seen_by_nobody(self, edition, filled, send):
        client = Client()
        response = send(filled(text=WORDS), client)
        assert response.status_code == 303
        assert response["Location"].startswith("/comments/sent/")
        assert "no-store" in response["Cache-Control"]
        assert not client.cookies
        reply = the_only()
        assert (reply.status, reply.text, reply.name, reply.email) == (
            Status.PENDING, WORDS, "Pat", "pat@reader.example",
        )  # fmt: skip
        assert (reply.edition, reply.article, reply.consent_version) == (
            edition, edition.article, consent.VERSION,
        )  # fmt: skip
        assert reply.consent_at is not None
        assert not reply.urgent
        assert len(reply.address_hash) == 64
        assert "192.0.2.7" not in reply.address_hash
        page = Client().get(f"/articles/{edition.slug}/").content.decode()
        assert WORDS not in page
        assert reply.public_id not in page

    @pytest.mark.behaviour(15, 18)
    @pytest.mark.parametrize(
        "text",
        [
            "😀👩‍⚕️ good",
            "שלום, الألم في ظهري",
            "\u202eright to left override",
            "<script>alert(1)</script><b>bold</b>",
            "javascript:alert(1) [x](javascript:alert(1)) https://example.com",
            "back\\slash \\' \" quotes %s {} {{ 1 }} {% now %}",
            "日本語のテキスト",
            "' OR 1=1; --",
            "two\n\nparagraphs\nand a line",
        ],
    )
    def test_text_comes_back_as_it_was_and_is_only_text(
        self, edition, filled, send, moderator, text
    ):
        assert send(filled(text=text, name="O'Neil \\ & <i>")).status_code == 303
        reply = the_only()
        assert reply.text == text
        assert reply.name == "O'Neil \\ & <i>"
        moderation.approve(comment=reply, by=moderator, version=1)
        page = Client().get(f"/articles/{edition.slug}/").content.decode()
        thread = page.partition(f'id="reply-{reply.public_id}"')[2].partition("</li>")[0]
        assert "<script" not in thread
        assert "<b>" not in thread
        assert "<i>" not in thread
        assert "javascript:" not in re.sub(r">[^<]*<", "><", thread)
        assert thread.count("href=") == 1  # to answer or report it
        assert not any(c in reply.text for c in "\0\r")

    def test_a_name_in_addresses_that_is_taken_is_not_given_again(
        self, filled, send, shown, author, monkeypatch
    ):
        """A page shows many of these names, so they are short: one is met again in the end."""
        first, data = shown(), filled(text=WORDS)
        drawn = iter([first.public_id, "Second", first.public_id, first.public_id, "Third_"])
        monkeypatch.setattr("secrets.token_urlsafe", lambda _bytes: next(drawn))
        assert send(data).status_code == 303
        answering.answer(parent=first, by=author, text="Most people can.")
        texts = dict(Comment.objects.values_list("public_id", "text"))
        assert texts == {
            first.public_id: first.text,
            "Second": WORDS,
            "Third_": "Most people can.",
        }

    def test_it_takes_a_fixed_number_of_queries(
        self, filled, send, monkeypatch, django_assert_num_queries
    ):
        send(filled(text="What is made once is made."))
        # Else one reply in twenty takes away old countings as well, and which depends on other tests.
        monkeypatch.setattr(counting, "_counted", itertools.count(1))
        with django_assert_num_queries(QUERIES):
            assert send(filled(text=WORDS, email="sam@reader.example")).status_code == 303

    def test_a_form_that_was_sent_before_is_found_by_its_index(self, db):
        asked = posting._made_by
        asked.first(token_hash="a" * 64)
        sql, parameters, names, *_ = asked._written[connection.vendor]
        values = ["a" * 64 if known in names else known for known in parameters]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute(f"EXPLAIN {plan_of(sql).asked_for(len(values))}", values)
            else:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            assert "comment_one_per_form" in str(cursor.fetchall())

    def test_control_characters_and_null_bytes_are_taken_out(self, filled, send):
        send(filled(text="one\0two\x07three\x1b[31m\r\nfour", name="P\0at\nPat"))
        assert (the_only().text, the_only().name) == ("onetwothree[31m\nfour", "Pat Pat")

    def test_an_urgent_reply_gets_the_card_above_everything(self, clinic, filled, send):
        response = send(filled(text="I can't feel when I need to pee and my groin is numb."))
        assert the_only().urgent
        assert the_only().flags == ["cauda_equina"]
        page = Client().get(response["Location"]).content.decode()
        assert page.index(f"Call {clinic.emergency_number}") < page.index("<h1")
        assert "tel:988" not in page

    def test_words_of_self_harm_get_the_crisis_line(self, clinic, filled, send):
        page = Client().get(send(filled(text="I want to die"))["Location"]).content.decode()
        assert page.index("tel:988") < page.index("<h1")

    def test_an_answer_goes_under_its_parent(self, filled, send, shown):
        root = shown()
        send(filled(text=WORDS, parent=root.public_id))
        reply = Comment.objects.get(text=WORDS)
        assert (reply.parent, reply.root, reply.depth) == (root, root, 1)

    def test_no_cookie_is_needed_against_forgery(self, filled, send):
        assert send(filled(), Client(enforce_csrf_checks=True)).status_code == 303

    @pytest.mark.behaviour(12, 20)
    def test_moderators_take_no_short_cut(self, filled, send, client_for, moderator):
        send(filled(), client_for(moderator))
        assert the_only().status == Status.PENDING
        assert the_only().written_by is None


class TestRefused:
    """Each refusal has its status, says why, and brings the text back in a form with a fresh token."""

    def refused(self, response, status, *, form=True, text=WORDS):
        page = response.content.decode()
        assert response.status_code == status, page[:400]
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert text in page
        if form:
            assert token_in(response)
        return page

    @pytest.mark.behaviour(3, 5, 7)
    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"name": ""}, "Give a name"),
            ({"name": " \u200b "}, "Give a name"),
            ({"name": "x" * 61}, "At most 60"),
            ({"email": ""}, "never shown"),
            ({"email": "not an address"}, "name@example.com"),
            ({"email": "a@b.example\nBcc: c@d.example"}, "name@example.com"),
            ({"email": f"{'x' * 250}@example.com"}, "characters"),
            ({"consent": ""}, "Tick the box"),
            ({"website": "https://example.com"}, "hidden field"),
            ({"name": "Dr. House"}, "medical professional"),
        ],
    )
    def test_bad_fields(self, filled, send, fields, says):
        data = filled(text=WORDS, **fields)
        if not data["consent"]:
            del data["consent"]
        assert says in self.refused(send(data), 422)
        assert not Comment.objects.exists()

    @pytest.mark.behaviour(6)
    @pytest.mark.parametrize(
        "text", ["", "   ", "\n\n", "\u200b\u2060", "\0\0", "\u3164", "\u2800"]
    )
    def test_empty_text(self, filled, send, text):
        assert "Write your reply first" in self.refused(send(filled(text=text)), 422, text="Pat")

    @pytest.mark.behaviour(5)
    def test_text_over_the_limit_is_refused_whole_and_not_cut(self, filled, send):
        text = "y" * 4_001
        assert "Yours has 4001" in self.refused(send(filled(text=text)), 422, text=text)
        assert send(filled(text="y" * 4_000)).status_code == 303

    def test_danger_at_the_end_of_a_text_over_the_limit_is_seen(self, clinic, filled, send):
        text = (
            f"{'It began long ago. ' * 300}I cannot feel when I need to pee and my groin is numb."
        )
        page = self.refused(send(filled(text=text)), 422, text=text)
        assert page.index(f"Call {clinic.emergency_number}") < page.index("<h1")

    def test_no_fields_at_all(self, send):
        assert send({}).status_code == 422

    def test_ten_megabytes(self, filled, send):
        response = send(filled(text="z" * 10_000_000))
        assert response.status_code == 413
        assert "far too long" in response.content.decode()
        assert not Comment.objects.exists()

    def test_other_content_types(self, send):
        assert send('{"text": "x"}', content_type="application/json").status_code == 422
        assert send(b"\xff\xfe", content_type="multipart/form-data").status_code in (400, 422)

    @pytest.mark.behaviour(1)
    @pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
    def test_only_post(self, edition, method):
        response = getattr(Client(), method)(f"/articles/{edition.slug}/comments/")
        assert response.status_code == 405

    @pytest.mark.behaviour(2)
    @pytest.mark.parametrize("slug", ["no-such-page", "how-we-write"])
    def test_an_unknown_page(self, filled, send, slug, policy, author, reviewer, publisher):
        acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
        assert send(filled(), to=f"/articles/{slug}/comments/").status_code == 404

    @pytest.mark.behaviour(2)
    @pytest.mark.parametrize(
        "slug", ["<script>alert(1)</script>", "1", "1.5", "-1", "9" * 60, "../admin", "%00", "a b"]
    )
    def test_an_odd_address(self, filled, send, edition, slug):
        response = send(filled(), to=f"/articles/{quote(slug, safe='')}/comments/")
        assert response.status_code == 404
        assert "<script>alert" not in response.content.decode()

    @pytest.mark.behaviour(2, 8)
    def test_a_draft_is_an_unknown_page(self, guide):
        address = f"/articles/{guide.slug}/comments/"
        assert Client().post(address, headers={"Origin": "http://testserver"}).status_code == 404

    @pytest.mark.behaviour(8)
    def test_a_withdrawn_page_is_gone_and_the_text_comes_back(
        self, filled, send, published, publisher
    ):
        data = filled(text=WORDS)
        acts.withdraw(published, publisher)
        self.refused(send(data), 410, form=False)
        assert not Comment.objects.exists()

    @pytest.mark.behaviour(8, 27)
    @pytest.mark.parametrize("state", ["closed", "hidden"])
    def test_a_closed_thread(self, filled, send, published, moderator, state):
        thread_verbs.set_state(article=published, by=moderator, state=state, seen="open")
        self.refused(send(filled(text=WORDS)), 403, form=False)

    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_ORIGIN": "null"},
            {"HTTP_ORIGIN": ""},
            {"HTTP_ORIGIN": "http://testserver.evil.example"},
            {"HTTP_ORIGIN": "https://evil.example", "HTTP_REFERER": "http://testserver/"},
            {"HTTP_ORIGIN": None},
            {"HTTP_ORIGIN": None, "HTTP_REFERER": "https://evil.example/http://testserver/"},
            {"HTTP_ORIGIN": None, "HTTP_REFERER": "http://["},
        ],
    )
    def test_another_origin(self, filled, send, headers):
        self.refused(send(filled(text=WORDS), **headers), 403)
        assert not Comment.objects.exists()

    def test_a_referer_stands_in_for_a_missing_origin(self, filled, send):
        headers = {"HTTP_ORIGIN": None, "HTTP_REFERER": "http://testserver/articles/x/"}
        assert send(filled(), **headers).status_code == 303

    @pytest.mark.parametrize(
        "name",
        [
            *("DR House", "Dr.House", "Dr_House", "DrHouse", "doctor house", "ＤＲ House"),
            *("d\u200br house", "Ana Reyes", "ana  REYES", "Aná Reyes", "Reyes Ana"),
            *("Jane Roe, M.D.", "Jane Roe MD", "Moderator", "Clinic staff"),
            *("Dr\u200bHouse", "Dr\u200b.House", "Dr\u2024House", "Ｄｒ．House", "Dr\u3164House"),
            *("AnaReyes", "ana.reyes", "Ana\u200bReyes", "Ana\u3164Reyes"),
            *("D r House", "Doctora Amy", "Consultant Amy"),
            *("Mr Dr House", "drhouse", "Your doctor Bob", "Ask a Physician"),
            *("Аnа Reyes", "АNА RЕYЕS", "ԁr House", "Dосtor Bob", "Moderatοr"),
            *(
                "Đr House",
                "Ðr House",
                "ᴅʀ House",
                "Dɾ House",
                "Døctor Bob",
                "Mr Đốctor",
                "Ðr.House",
            ),
            *("Mount Hope Spine", "Mount Hope Spine Team", "mounthopespine", "Møunt Hope Spine"),
        ],
    )
    def test_reserved_names(self, filled, send, author, clinic, name):
        ClinicProfile.objects.update(name="Mount Hope Spine")
        self.refused(send(filled(text=WORDS, name=name)), 422)

    @pytest.mark.parametrize(
        "name",
        [
            "Drew",
            "Andrea",
            "Ana",
            "Mdina",
            "😀",
            "MD",
            "Doctorow",
            "Rey Anas",
            "Dryden",
            "Dragan",
            "Анна",
            "Мария",
            "Παναγιώτης",
            "Martin Doc K",
            "Lan Đỗ",
            "Hope Mount",
            "Mercy B.",
            "Søren",
        ],
    )
    def test_names_that_only_resemble(self, filled, send, author, clinic, name):
        ClinicProfile.objects.update(name="Mercy")
        assert send(filled(name=name)).status_code == 303


class TestToken:
    def test_a_three_hour_old_form_is_taken(self, filled, send, monkeypatch):
        data = filled()
        later = timezone.now().timestamp() + 3 * 3600
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)
        assert send(data).status_code == 303

    @pytest.mark.behaviour(4)
    @pytest.mark.parametrize(
        "how", ["expired", "tampered", "empty", "huge", "other page", "other salt"]
    )
    def test_a_bad_token_loses_nothing(self, edition, filled, send, author, reviewer, publisher,
                                       monkeypatch, how):  # fmt: skip
        token = tokens.make_form_token(edition)
        if how == "expired":
            later = timezone.now().timestamp() + 25 * 3600
            monkeypatch.setattr("django.core.signing.time.time", lambda: later)
        elif how == "tampered":
            token = token[:-1] + ("A" if token[-1] != "A" else "B")
        elif how in ("empty", "huge"):
            token = "" if how == "empty" else "x" * 50_000
        elif how == "other page":
            other = factories.guide(author, title="Another page")
            token = tokens.make_form_token(
                acts.submit_approve_publish(
                    other, author=author, reviewer=reviewer, publisher=publisher
                )
            )
        else:
            token = tokens.make_receipt("abc")
        response = send(filled(text=WORDS, token=token))
        assert response.status_code == 409
        assert WORDS in response.content.decode()
        assert not Comment.objects.exists()
        assert send(filled(text=WORDS, token=token_in(response))).status_code == 303

    @pytest.mark.behaviour(11)
    def test_two_hundred_presses_make_one_reply(self, filled, send):
        data = filled()
        receipts = {send(data)["Location"] for _ in range(200)}
        assert Comment.objects.count() == 1
        assert len(receipts) == 1
        assert Attempt.objects.count() == 2

    def test_readers_of_one_cached_page_share_its_token(self, filled, send):
        data = filled()
        send(data)
        other = {**data, "text": WORDS, "email": "kim@reader.example", "name": "Kim"}
        assert send(other).status_code == 303  # from the same waiting room
        assert send(data).status_code == 303
        assert Comment.objects.count() == 2

    @pytest.mark.behaviour(11)
    def test_the_same_words_again_are_refused_and_another_s_are_not(self, filled, send):
        send(filled(text=WORDS))
        response = send(filled(text=WORDS, email="PAT@reader.example"))
        assert response.status_code == 409
        assert "already" in response.content.decode()
        assert send(filled(text=WORDS, email="kim@reader.example")).status_code == 303

    def test_nobody_learns_whose_words_stand_on_the_page(self, filled, send):
        """A guess at the writer's address is answered like any other, from another connection."""
        send(filled(text=WORDS))
        guesses = ("pat@reader.example", "kim@reader.example")
        answers = [
            send(filled(text=WORDS, email=guess), REMOTE_ADDR="198.51.100.9") for guess in guesses
        ]
        assert [answer.status_code for answer in answers] == [303, 303]

    def test_a_form_of_an_older_edition_is_taken(
        self, filled, send, edition, author, reviewer, publisher
    ):
        data = filled()
        acts.edit(edition.article, author, summary="A better summary of what it does.")
        acts.submit_approve_publish(
            edition.article, author=author, reviewer=reviewer, publisher=publisher
        )
        assert send(data).status_code == 303
        assert the_only().edition == edition


class TestParent:
    @pytest.mark.behaviour(40)
    def test_missing_held_or_removed(self, edition, filled, send, shown, moderator):
        held = factories.pending_comment(edition)
        removed = shown(text="Gone soon.")
        moderation.remove(comment=removed, by=moderator, version=2, reason="abuse")
        for parent in ("nobody", "x" * 5_000, held.public_id, removed.public_id):
            response = send(filled(text=WORDS, parent=parent))
            assert response.status_code == 404
            assert WORDS in response.content.decode()
            assert 'name="parent" value=' not in response.content.decode().replace('value=""', "")
        assert not Comment.objects.filter(text=WORDS).exists()

    @pytest.mark.behaviour(4)
    def test_of_another_page(self, filled, send, shown, author, reviewer, publisher):
        other = factories.guide(author, title="Another page")
        elsewhere = acts.submit_approve_publish(
            other, author=author, reviewer=reviewer, publisher=publisher
        )
        parent = factories.pending_comment(elsewhere)
        assert send(filled(parent=parent.public_id)).status_code == 404

    @pytest.mark.behaviour(39)
    def test_too_deep(self, filled, send, shown):
        parent = shown()
        for n in range(3):
            parent = shown(parent=parent, text=f"Step {n}")
        response = send(filled(text=WORDS, parent=parent.public_id))
        assert response.status_code == 400
        assert WORDS in response.content.decode()


class TestThrottle:
    @pytest.mark.behaviour(12)
    def test_a_burst_from_one_address(self, filled, send):
        codes = [send(filled(text=f"Reply {n}")).status_code for n in range(6)]
        assert codes == [303] * 5 + [429]
        response = send(filled(text=WORDS))
        assert WORDS in response.content.decode()
        assert int(response["Retry-After"]) > 0
        assert send(filled(text=WORDS), REMOTE_ADDR="198.51.100.9").status_code == 303

    def test_the_window_ends(self, filled, send):
        for n in range(5):
            send(filled(text=f"Reply {n}"))
        Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=11))
        assert send(filled()).status_code == 303

    def test_a_burst_on_one_page_from_everywhere(self, filled, send, monkeypatch):
        monkeypatch.setattr(throttle, "PER_ARTICLE", (throttle.Limit(3, timedelta(hours=1)),))
        codes = [
            send(filled(text=f"Reply {n}"), REMOTE_ADDR=f"198.51.100.{n}").status_code
            for n in range(4)
        ]
        assert codes == [303, 303, 303, 429]

    def test_what_comes_without_an_address_of_mail_is_counted_too(self, edition):
        """The form asks for one; the verb does not."""
        token = tokens.make_form_token(edition)
        posting.post_reply(
            article_id=edition.article_id, token=token, text=WORDS, name="Pat", email="",
            address="192.0.2.7",
        )  # fmt: skip
        keys = {throttle.address_hash("192.0.2.7"), throttle.article_key(edition.article_id)}
        assert set(Attempt.objects.values_list("key", flat=True)) == keys

    def test_refused_posts_are_not_counted(self, filled, send):
        for _ in range(9):
            send(filled(name=""))
        assert not Attempt.objects.exists()

    def test_old_rows_go(self, filled, send, monkeypatch):
        monkeypatch.setattr(counting, "PRUNED_EVERY", 1)
        Attempt.objects.create(key="old")
        Attempt.objects.update(created_at=timezone.now() - timedelta(days=2))
        send(filled())
        assert not Attempt.objects.filter(key="old").exists()

    def test_old_rows_go_though_one_before_them_is_of_a_clock_that_was_ahead(self, edition):
        Attempt.objects.create(key="ahead")
        Attempt.objects.update(created_at=timezone.now() + timedelta(days=30))
        Attempt.objects.bulk_create(Attempt(key="old") for _ in range(250))
        two_days_ago = timezone.now() - timedelta(days=2)
        Attempt.objects.filter(key="old").update(created_at=two_days_ago)
        for _ in range(counting.PRUNED_EVERY):
            counting.count("new")
        left = set(Attempt.objects.values_list("key", flat=True))
        assert left == {"ahead", "new"}

    @pytest.mark.behaviour(16)
    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("192.0.2.1", "192.0.2.1:4711", True),
            ("192.0.2.1", "::ffff:192.0.2.1", True),
            ("192.0.2.1", "192.0.2.2", False),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
            ("2001:db8:1:2::1", "[2001:db8:1:2::1]:443", True),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
            ("fe80::1%eth0", "fe80::1", True),
        ],
    )
    def test_which_addresses_count_as_one(self, one, other, same):
        assert (throttle.address_hash(one) == throttle.address_hash(other)) is same

    @pytest.mark.behaviour(16)
    @pytest.mark.parametrize("address", ["", "unix:", "nonsense", "1.2.3", "' OR 1=1"])
    def test_what_is_no_address_has_no_hash(self, filled, send, address):
        assert throttle.address_hash(address) == ""
        assert send(filled(), REMOTE_ADDR=address).status_code == 303
        assert the_only().address_hash == ""

    @pytest.mark.parametrize(
        ("proxies", "forwarded", "expected"),
        [
            (0, "203.0.113.5", "192.0.2.7"),
            (1, "203.0.113.5", "203.0.113.5"),
            (1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
            (2, "6.6.6.6, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
            (2, "203.0.113.5", "192.0.2.7"),
            (1, "", ""),
        ],
    )
    def test_the_client_behind_proxies(self, settings, rf, proxies, forwarded, expected):
        settings.TRUSTED_PROXIES = proxies
        request = rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": forwarded})
        assert throttle.client_address(request) == expected


class TestReceipt:
    def test_it_follows_the_reply(self, filled, send, moderator):
        address = send(filled(text=WORDS))["Location"]

        def page():
            response = Client().get(address)
            assert "no-store" in response["Cache-Control"]
            assert not response.cookies
            return response.content.decode()

        assert "waiting for a person" in page()
        moderation.approve(comment=the_only(), by=moderator, version=1)
        assert "Everyone can read" in page()
        moderation.remove(comment=the_only(), by=moderator, version=2, reason="off_topic")
        assert "Not about this page" in page()

    def test_it_shows_nothing_of_others(self, filled, send, shown):
        shown(text="Somebody else's words.")
        page = Client().get(send(filled(text=WORDS))["Location"]).content.decode()
        assert "Somebody else" not in page
        assert "pat@reader.example" not in page

    @pytest.mark.parametrize("token", ["x", "eyJ4Ijo1fQ:abc", "%00", "😀"])
    def test_a_bad_token_is_not_found(self, db, token):
        assert Client().get(f"/comments/sent/{token}/").status_code == 404

    def test_it_ends_after_a_month(self, filled, send):
        address = send(filled())["Location"]
        Comment.objects.update(created_at=timezone.now() - timedelta(days=31))
        assert Client().get(address).status_code == 404

    def test_get_changes_nothing(self, filled, send):
        address = send(filled())["Location"]
        before = list(Comment.objects.values())
        for _ in range(3):
            Client().get(address)
        assert list(Comment.objects.values()) == before
        assert Client().post(address).status_code == 405


def test_the_page_itself_carries_a_form_that_works(edition, send):
    page = Client().get(f"/articles/{edition.slug}/")
    assert not page.cookies
    data = {"text": WORDS, "name": "Pat", "email": "p@reader.example", "consent": "on"}
    assert send({**data, "token": token_in(page), "parent": "", "website": ""}).status_code == 303
    assert Edition.objects.count() == 1
