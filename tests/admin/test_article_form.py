"""The article's form: what it saves, what it refuses, and that typed words are never lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from articles import editions
from articles.authorship import is_independent
from articles.models import Article
from clinic_cms.clinic.models import User
from tests import acts, factories
from tests.admin.pages import change_url, form_data

pytestmark = pytest.mark.once

ADD = "/admin/articles/article/add/"
WORDS = "Words that took me a long time."
LISTS = ("treatments", "conditions", "disclaimers")
ODD = ("x", "\x00", "9" * 30, "-1")


@pytest.fixture
def desk(author: User, client_for: Callable[..., Client]) -> Client:
    return client_for(author)


def new(author: User, **fields: Any) -> dict[str, Any]:
    return form_data(
        title="Sciatica", summary="Pain down the leg.", slug="sciatica",
        author=author.physician.pk, **fields,
    )  # fmt: skip


def test_add(author: User, desk: Client) -> None:
    assert f'value="{author.physician.pk}" selected' in desk.get(ADD).content.decode()
    response = desk.post(ADD, new(author, body="<p>Text</p>"))
    article = Article.objects.get()
    assert response.headers["Location"] == change_url(article)
    assert (article.status, article.created_by, article.edited_by) == ("draft", author, author)
    assert [event.kind for event in article.events.all()] == ["created"]


def test_the_text_is_cleaned_on_save(author: User, desk: Client) -> None:
    desk.post(
        ADD,
        new(
            author,
            body='<h1 onclick="x()">Big</h1><p style="color:red">a<script>alert(1)</script></p>'
            '<a href="javascript:x()">b</a><img src="https://elsewhere.example/p.png" alt="c">',
            questions="One\x07?\r\nTwo?",
        ),
    )
    article = Article.objects.get()
    assert article.body == ('<h2>Big</h2><p>a</p><a rel="noopener noreferrer">b</a><img alt="c">')
    assert article.questions == "One?\nTwo?"


def test_change(guide: Article, author: User, desk: Client) -> None:
    desk.post(change_url(guide), form_data(guide, title="A better title"))
    changed = acts.fresh(guide)
    assert changed.title == "A better title"
    assert changed.revision > guide.revision
    assert changed.events.first().kind == "edited"  # type: ignore[union-attr]


def test_a_change_voids_the_approval(approved: Article, desk: Client) -> None:
    desk.post(change_url(approved), form_data(approved, summary="Quite another thing."))
    changed = acts.fresh(approved)
    assert (changed.status, changed.approved_sha256) == ("draft", "")


def test_a_change_leaves_the_live_page(published: Article, desk: Client) -> None:
    before = published.editions.get().html
    desk.post(change_url(published), form_data(published, summary="Quite another thing."))
    assert acts.fresh(published).status == "draft"
    assert published.editions.get().html == before


def test_a_stale_form_keeps_the_words_and_says_who_changed(
    guide: Article, author: User, superuser: User, desk: Client
) -> None:
    stale = form_data(guide, questions=WORDS)
    acts.edit(guide, superuser, summary="Changed by somebody else.")
    response = desk.post(change_url(guide), stale)
    page = response.content.decode()
    assert response.status_code == 200
    assert WORDS in page
    assert "changed after you opened it" in page
    assert "Sam Sole" in page
    assert acts.fresh(guide).summary == "Changed by somebody else."
    # Saving once more is a choice now.
    assert f'name="revision" value="{acts.fresh(guide).revision}"' in page
    again = {**stale, "revision": acts.fresh(guide).revision}
    assert desk.post(change_url(guide), again).status_code == 302
    assert acts.fresh(guide).questions == WORDS


def test_a_form_opened_before_review_keeps_the_words(
    guide: Article, author: User, desk: Client
) -> None:
    stale = form_data(guide, questions=WORDS)
    acts.submit(guide, author)
    response = desk.post(change_url(guide), stale)
    page = response.content.decode()
    assert WORDS in page
    assert "in review" in page
    assert acts.fresh(guide).questions != WORDS
    read_only = desk.get(change_url(guide)).content.decode()
    assert 'name="questions"' not in read_only
    assert "for reading only" in read_only


def test_what_the_reviewer_asks_for_stands_above_the_form(
    in_review: Article, reviewer: User, desk: Client
) -> None:
    address = change_url(in_review)
    words = "Say how often it happens.\nName the study."
    acts.request_changes(in_review, reviewer, words)
    page = desk.get(address).content.decode()
    asked = page.partition('class="notice amber asked"')[2].partition("<form")[0]
    assert "Say how often it happens.<br>Name the study." in asked
    assert str(reviewer) in asked
    acts.submit(in_review, acts.fresh(in_review).created_by)
    assert 'class="notice amber asked"' not in desk.get(address).content.decode()


@pytest.mark.parametrize("who", ["other_author", "reviewer", "moderator", "administrator"])
def test_only_its_author_or_a_publisher_changes_it(
    who: str, guide: Article, request: pytest.FixtureRequest, client_for: Callable[..., Client]
) -> None:
    response = client_for(request.getfixturevalue(who)).post(
        change_url(guide), form_data(guide, title="Mine now")
    )
    assert response.status_code == 403
    assert acts.fresh(guide).revision == guide.revision


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 161),
        ("title", "a\x00b"),
        ("summary", "x" * 301),
        ("body", "x" * 200_001),
        ("questions", "x" * 4_001),
        ("slug", "not an address"),
        ("research_url", "javascript:alert(1)"),
        ("kind", "rumour"),
        ("author", "999999"),
        ("overview", "x"),
        ("revision", "x"),
        *((field, "9" * 30) for field in ("author", "overview", "revision")),
        *((field, [bad]) for field in LISTS for bad in ("9" * 30, "x", "\x00", "-1")),
        *((f"citations-0-{field}", bad) for field in ("reference", "position") for bad in ODD),
        ("citations-TOTAL_FORMS", "x"),
    ],
)
def test_bad_input_is_an_error_of_the_form(
    field: str, value: str | list[str], guide: Article, publisher: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    desk = client_for(publisher)  # whose form has every field
    response = desk.post(change_url(guide), form_data(guide, **{"questions": WORDS, field: value}))
    page = response.content.decode()
    assert response.status_code == 200
    assert "errorlist" in page
    assert WORDS in page or field == "questions"
    assert acts.fresh(guide).revision == guide.revision


def test_an_article_is_not_its_own_overview(guide: Article, desk: Client) -> None:
    sent = form_data(guide, overview=guide.pk, questions=WORDS)
    page = desk.post(change_url(guide), sent)
    assert page.status_code == 200
    assert "An article cannot be its own overview." in page.content.decode()
    assert WORDS in page.content.decode()


def test_a_form_with_errors_leads_to_each_of_them(guide: Article, desk: Client) -> None:
    """It is some screens long, and said only that there were errors below."""
    factories.cite(guide, factories.ReferenceFactory())
    row = str(guide.citations.all()[0])
    data = form_data(guide, title="") | {"citations-0-reference": ""}
    data |= {"citations-TOTAL_FORMS": 3, "citations-2-position": 7, "citations-2-reference": ""}
    page = desk.post(change_url(guide), data).content.decode()
    assert f"<title>Error: {guide.title} – " in " ".join(page.split())
    listed = re.search(r'<ul class="errors-at">(.*?)</ul>', page, re.DOTALL)
    assert listed
    links = re.findall(r'href="#([\w-]+)">([^<]+)</a>', listed[1])
    assert links == [
        ("id_title", "Title: Fill this in."),
        ("id_citations-0-reference", f"Reference “{row}”, Reference: Choose one."),
        ("id_citations-2-reference", "New reference (row 3), Reference: Choose one."),
    ]
    assert all(f'id="{field}"' in page for field, _ in links)


def test_two_references_with_one_number_are_named_above(guide: Article, desk: Client) -> None:
    factories.cite(guide, factories.ReferenceFactory())
    page = desk.post(change_url(guide), form_data(guide) | {"citations-1-position": 1})
    listed = page.content.decode().partition('<ul class="errors-at">')[2].partition("</ul>")[0]
    assert "Two references have the number 1" in listed


def test_windows_of_two_articles_have_two_names(guide: Article, desk: Client) -> None:
    page = desk.get(change_url(guide)).content.decode()
    assert f"<title>{guide.title} – " in " ".join(page.split())
    assert "errors-at" not in page


@pytest.mark.parametrize(
    "value", ["🩺 emoji", "\u202eright to left", "<b>HTML</b> & <script>x</script>"]
)
def test_odd_text_is_kept_as_text(value: str, guide: Article, desk: Client) -> None:
    assert desk.post(change_url(guide), form_data(guide, title=value)).status_code == 302
    assert acts.fresh(guide).title == value
    assert "<script>x" not in desk.get(change_url(guide)).content.decode()


def test_two_references_change_places(guide: Article, desk: Client) -> None:
    factories.cite(guide, factories.ReferenceFactory())
    first, second = guide.citations.values_list("reference", flat=True)
    data = form_data(guide) | {"citations-0-position": 2, "citations-1-position": 1}
    assert desk.post(change_url(guide), data).status_code == 302
    assert list(guide.citations.values_list("reference", flat=True)) == [second, first]


def test_one_number_for_two_references_is_refused(guide: Article, desk: Client) -> None:
    factories.cite(guide, factories.ReferenceFactory())
    data = form_data(guide) | {"citations-1-position": 1}
    response = desk.post(change_url(guide), data)
    assert "Two references have the number 1" in response.content.decode()


def test_a_reference_that_is_taken_out_moves_no_other(guide: Article, desk: Client) -> None:
    factories.cite(guide, *(factories.ReferenceFactory() for _ in range(2)))
    third = guide.citations.last().reference
    data = form_data(guide, body="<p>One [1]. Two [2]. Three [3].</p>")
    desk.post(change_url(guide), data | {"citations-1-DELETE": "on"})
    page = desk.get(change_url(guide)).content.decode()
    assert 'name="citations-1-position" value="3"' in page
    content = editions.build_content(acts.fresh(guide))
    assert [(r["number"], r["title"]) for r in content["references"]][1] == (3, third.title)
    assert 'href="#ref-3"' in content["body"]
    assert "Two [2]" in content["body"]  # as it was typed; it leads to no other source
    assert "[2] leads nowhere" in page
    assert "[3] leads nowhere" not in page
    assert "It reads 1, 3." in page


def test_the_address_stays_after_publication(published: Article, desk: Client) -> None:
    desk.post(change_url(published), form_data(published, slug="elsewhere", kind="policy"))
    assert (acts.fresh(published).slug, acts.fresh(published).kind) == (published.slug, "guide")


def test_nothing_is_deleted(
    guide: Article, superuser: User, client_for: Callable[..., Client]
) -> None:
    address = f"/admin/articles/article/{guide.pk}/delete/"
    assert client_for(superuser).post(address, {"post": "yes"}).status_code == 403


def test_only_pages_with_the_editor_have_its_policy(guide: Article, desk: Client) -> None:
    editor = desk.get(change_url(guide)).headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in editor
    assert "unsafe-eval" not in editor
    for address in ("/admin/", "/admin/articles/article/", "/admin/articles/condition/"):
        assert "unsafe-inline" not in desk.get(address).headers["Content-Security-Policy"]


def test_a_publisher_corrects_a_page_whose_author_has_left(
    published: Article, author: User, publisher: User, reviewer: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    author.is_active = False
    author.save()
    answer = client_for(publisher).post(
        change_url(published), form_data(published, summary="Corrected at once.")
    )
    assert answer.status_code == 302
    stored = acts.fresh(published)
    assert (stored.summary, stored.edited_by) == ("Corrected at once.", publisher)
    event = stored.events.first()
    assert event is not None
    assert (event.kind, event.by, event.note) == ("edited", publisher, "")
    publisher.groups.add(Group.objects.get(name="Reviewer"))
    both = User.objects.get(pk=publisher.pk)
    assert not is_independent(stored, both)
    # And on, without its author.
    acts.submit_approve_publish(stored, author=publisher, reviewer=reviewer, publisher=publisher)


def test_only_a_publisher_hands_an_article_over(
    guide: Article, author: User, publisher: User, other_author: User, desk: Client,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    other = other_author.physician
    page = desk.get(change_url(guide)).content.decode()
    assert 'name="author"' not in page
    desk.post(change_url(guide), form_data(guide, author=other.pk))
    assert acts.fresh(guide).author == author.physician
    guide.refresh_from_db()
    client_for(publisher).post(change_url(guide), form_data(guide, author=other.pk))
    assert acts.fresh(guide).author == other
    event = guide.events.first()
    assert event is not None
    assert "Handed over: by Otto Lind" in event.note
    assert "before by Ana Reyes" in event.note
    answer = client_for(other_author).post(
        change_url(guide), form_data(acts.fresh(guide), title="Mine now")
    )
    assert answer.status_code == 302
    assert acts.fresh(guide).title == "Mine now"
