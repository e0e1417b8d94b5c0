"""The replies under an article: order, levels, pages, marks, and what they cost."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from comments import drawing, moderation, privacy, thread_verbs, threads
from comments import thread_query as query
from comments.models import Comment
from tests import acts, factories

CLINIC = "Hill Street Clinic"


def view(edition, after=""):
    return threads.thread_for(edition, clinic_name=CLINIC, after=after)


def ids(html):
    return re.findall(r'<li class="reply[^"]*" id="reply-([^"]+)"', str(html))


def cursor(url):
    return re.search(r"after=([^#]*)", url)[1] if "after=" in url else ""


@pytest.fixture
def many(edition, moderator, shown):
    """45 roots; the third has two answers."""
    roots = [shown(text=f"Root {n}") for n in range(45)]
    first = shown(parent=roots[2], text="First answer", name="Kim")
    second = shown(parent=first, text="Answer to the answer", name="Lee")
    return roots, first, second


@pytest.mark.behaviour(39)
def test_answers_stand_on_one_level_and_name_whom_they_answer(edition, shown):
    root = shown(name="Root & Co")
    first = shown(parent=root, name="Kim")
    other = shown(parent=root, name="Max")
    below = shown(parent=first, name="Lee <b>")
    html = view(edition).html
    assert ids(html) == [root.public_id, first.public_id, other.public_id, below.public_id]
    assert html.count("<ol>") == 1
    assert html.count('class="to"') == 1
    link = f'<a property="parentItem" href="#reply-{first.public_id}">'
    assert f"In reply to {link}<bdi>Kim</bdi></a>" in html
    assert 'Reader “<bdi property="name">Lee &lt;b&gt;</bdi>”' in html
    assert "Root &amp; Co" in html
    assert "Patient" not in html


def test_paragraphs_and_lines():
    html = drawing._paragraphs(
        "one\ntwo\n\nthree <img src=x onerror=alert(1)> https://x.example\n\n\n\n"
    )
    assert html == (
        '<div property="text"><p dir="auto">one<br>\ntwo</p>\n'
        '<p dir="auto">three &lt;img src=x onerror=alert(1)&gt; https://x.example</p></div>'
    )
    assert drawing._paragraphs(' "It\'s <b>" & \n') == (
        '<p dir="auto" property="text">"It\'s &lt;b&gt;" &amp;</p>'
    )


@pytest.mark.behaviour(44)
def test_pages_go_both_ways_and_lose_nobody(edition, many):
    roots, first, second = many
    seen, after, previous = [], "", []
    while True:
        page = view(edition, after)
        assert page.count == 47
        previous.append(page.previous_url)
        seen.append(ids(page.html))
        if not page.next_url:
            break
        after = cursor(page.next_url)
    expected = [r.public_id for r in roots]
    expected[3:3] = [first.public_id, second.public_id]
    assert sum(seen, []) == expected  # noqa: RUF017 - three short lists
    assert [len(part) for part in seen] == [22, 20, 5]
    assert previous[0] == ""
    assert ids(view(edition, cursor(previous[1])).html) == seen[0]
    assert ids(view(edition, cursor(previous[2])).html) == seen[1]


def test_a_cursor_that_is_unknown_or_held_gives_the_first_page(edition, many):
    held = factories.pending_comment(edition)
    for after in ("nonsense", held.public_id, "' OR 1=1", "\0"):
        assert ids(view(edition, after).html) == ids(view(edition).html)


@pytest.mark.behaviour(43)
def test_a_permalink_leads_to_its_page(edition, many):
    roots, _, second = many
    for reply in (roots[0], second, roots[19], roots[20], roots[44]):
        response = Client().get(f"/comments/{reply.public_id}/")
        path, _, anchor = response["Location"].partition("#")
        assert anchor == f"reply-{reply.public_id}"
        assert f'id="{anchor}"' in Client().get(path).content.decode()


@pytest.fixture
def stirring(edition, shown):
    """A root with 64 answers, the last of them to the first; another root after it."""
    root = shown(text="What was it like?", name="Ann")
    answers = [shown(parent=root, text=f"Answer {n}") for n in range(63)]
    answers.append(shown(parent=answers[0], text="To the first", name="Lee"))
    return root, answers, shown(text="Something else")


@pytest.mark.behaviour(45)
def test_a_root_that_stirs_many_does_not_bury_the_others(edition, stirring):
    root, answers, other = stirring
    page = view(edition)
    first_ten = [a.public_id for a in answers[: query.ANSWERS_BELOW]]
    assert ids(page.html) == [root.public_id, *first_ten, other.public_id]
    assert page.count == 66
    assert page.html.count('class="more"') == 1
    assert f'?after={first_ten[-1]}#reply-{root.public_id}">More answers<' in page.html


@pytest.mark.behaviour(45)
def test_no_more_is_read_than_is_shown(edition, stirring):
    root, answers, _ = stirring
    asked = {"article_id": edition.article_id, "at": timezone.now()}
    assert len(query.first_page.rows(**asked)) == 2 + query.ANSWERS_BELOW + 1
    place = {"root": root.pk, "created_at": answers[0].created_at, "pk": answers[0].pk}
    assert len(query.answers.rows(**asked, **place)) == 1 + query.ANSWERS_A_PAGE + 1


@pytest.mark.behaviour(45)
def test_further_answers_come_by_the_page_and_lose_nobody(edition, stirring):
    root, answers, _ = stirring
    path, seen = f"/articles/{edition.slug}/", []
    while path:
        html = Client().get(path).content.decode()
        opening, *below = [i for i in ids(html) if i != stirring[2].public_id]
        assert opening == root.public_id
        seen.append(below)
        more = re.search(r'<li class="more"><a href="([^#"]*)', html)
        path = more and more[1]
    assert sum(seen, []) == [a.public_id for a in answers]  # noqa: RUF017 - three short lists
    assert [len(part) for part in seen] == [query.ANSWERS_BELOW, query.ANSWERS_A_PAGE, 4]


def test_an_answer_says_to_whom_it_speaks_on_another_page(edition, stirring):
    root, answers, _ = stirring
    page = view(edition, answers[59].public_id)
    assert ids(page.html) == [root.public_id, *(a.public_id for a in answers[60:])]
    first = answers[0]
    assert page.html.count('class="to"') == 1
    assert f'href="/comments/{first.public_id}/"><bdi>{first.name}</bdi>' in page.html
    assert page.previous_url == f"/articles/{edition.slug}/#reply-{root.public_id}"


@pytest.mark.behaviour(43)
def test_a_permalink_leads_to_a_further_answer(stirring, edition):
    _, answers, _ = stirring
    limit = query.ANSWERS_BELOW
    for answer in (answers[limit - 1], answers[limit], answers[-1]):
        response = Client().get(f"/comments/{answer.public_id}/")
        path, _, anchor = response["Location"].partition("#")
        assert ("after=" in path) == (answer != answers[limit - 1])
        assert f'id="{anchor}"' in Client().get(path).content.decode()


def test_an_erased_answer_of_another_page_is_named_without_a_way_to_it(edition, stirring):
    _, answers, _ = stirring
    privacy.empty(answers[0])
    html = view(edition, answers[59].public_id).html
    assert '<p class="to">In reply to <bdi>an erased reply</bdi></p>' in html
    assert f"/comments/{answers[0].public_id}/" not in html


def test_a_root_stands_above_its_answers_whatever_its_clock_said(edition, stirring):
    root, _, other = stirring
    Comment.objects.filter(pk=root.pk).update(created_at=other.created_at + timedelta(hours=2))
    assert root.public_id in ids(view(edition).html)


def test_further_answers_of_a_hidden_thread_are_not_shown(edition, stirring, published, moderator):
    _, answers, _ = stirring
    thread_verbs.set_state(article=published, by=moderator, state="hidden", seen="open")
    page = view(edition, answers[20].public_id)
    assert (page.count, str(page.html), page.next_url) == (0, "", "")


@pytest.mark.behaviour(45)
def test_further_answers_take_a_fixed_number(edition, stirring, django_assert_num_queries):
    _, answers, _ = stirring
    for answer in (answers[9], answers[59]):
        with django_assert_num_queries(3):
            view(edition, answer.public_id)


@pytest.mark.behaviour(40)
def test_what_is_not_visible_has_no_address(edition, shown, moderator):
    held = factories.pending_comment(edition)
    removed = shown()
    child = shown(parent=removed)
    moderation.remove(comment=removed, by=moderator, version=2, reason="abuse")
    for reply in (held, removed, child):
        assert Client().get(f"/comments/{reply.public_id}/").status_code == 404
        assert Client().get(f"/comments/{reply.public_id}/answer/").status_code == 404


def test_the_form_to_answer(edition, shown, published, moderator):
    parent = shown(text="What is it like?")
    response = Client().get(f"/comments/{parent.public_id}/answer/")
    page = response.content.decode()
    assert "What is it like?" in page
    assert f'name="parent" value="{parent.public_id}"' in page
    assert f'href="/comments/{parent.public_id}/report/"' in page
    assert not response.cookies


def test_where_no_answer_is_taken_any_more_a_report_is(edition, shown, published, moderator):
    """A page in a cache may lead here after its thread was closed, or from a reply that was the deepest."""
    parent = shown()
    deepest = shown(parent=shown(parent=shown(parent=parent)))

    def only_reported(reply: Comment) -> bool:
        page = Client().get(f"/comments/{reply.public_id}/answer/").content.decode()
        assert f'href="/comments/{reply.public_id}/report/"' in page
        return "takes no new answers" in page and "reply-form" not in page

    assert only_reported(deepest)
    assert not only_reported(parent)
    thread_verbs.set_state(article=published, by=moderator, state="closed", seen="open")
    assert only_reported(parent)


@pytest.mark.behaviour(36, 42)
def test_counts_follow_each_change(edition, shown, moderator):
    root = shown()
    child = shown(parent=root)
    shown(text="Another")
    assert view(edition).count == 3
    moderation.remove(comment=root, by=moderator, version=2, reason="abuse")
    assert view(edition).count == 1
    moderation.undo(comment=root, by=moderator, version=3)
    moderation.mark_spam(comment=child, by=moderator, version=2)
    assert view(edition).count == 2


@pytest.mark.behaviour(28)
def test_only_visible_replies_appear(edition, moderator):
    for status, verb in (
        (
            "rejected",
            lambda c: moderation.reject(comment=c, by=moderator, version=1, reason="abuse"),
        ),
        ("spam", lambda c: moderation.mark_spam(comment=c, by=moderator, version=1)),
        ("pending", lambda c: None),
    ):
        verb(factories.pending_comment(edition, text=f"Secret {status}"))
    page = view(edition)
    assert (page.count, str(page.html)) == (0, "")
    assert "Secret" not in Client().get(f"/articles/{edition.slug}/").content.decode()


@pytest.mark.behaviour(27)
@pytest.mark.parametrize(
    ("state", "takes", "shows"), [("closed", False, True), ("hidden", False, False)]
)
def test_a_closed_or_hidden_thread(edition, shown, published, moderator, state, takes, shows):
    shown(text="Words of a reader.")
    thread_verbs.set_state(article=published, by=moderator, state=state, seen="open")
    page = view(edition)
    assert page.open is takes
    assert page.form is None
    assert ("Words of a reader." in page.html) is shows
    assert "/answer/" not in page.html
    assert ("/report/" in page.html) is shows
    article = Client().get(f"/articles/{edition.slug}/").content.decode()
    assert "reply-form" not in article


def test_a_thread_of_an_article_that_was_withdrawn_meanwhile_is_empty(
    edition, shown, published, publisher
):
    shown(text="Words of a reader.")
    assert view(edition).count == 1
    acts.withdraw(published, publisher)
    page = view(edition)
    assert (page.count, str(page.html)) == (0, "")
    drawn = render_to_string("comments/_replies.html", {"thread": page, "form": ""})
    assert "item" not in drawn  # nothing is said to machines


@pytest.mark.behaviour(45)
@pytest.mark.parametrize("count", [0, 1, 50])
def test_the_thread_takes_one_query(edition, shown, django_assert_num_queries, count):
    for n in range(count):
        shown(text=f"Reply {n}")
    with django_assert_num_queries(1):
        page = view(edition)
    assert page.count == Comment.objects.visible().count() == count


@pytest.mark.behaviour(45)
def test_a_later_page_takes_a_fixed_number(edition, many, django_assert_num_queries):
    after = cursor(view(edition).next_url)
    with django_assert_num_queries(3):
        view(edition, after)
