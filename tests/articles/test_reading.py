"""Readers' addresses that no page leads to: none of them is a crash."""

import re

import pytest

from tests import acts, factories

pytestmark = pytest.mark.once

ODD = (
    "nobody",
    "a" * 300,
    "-",
    "%00",
    "%F0%9F%98%80",
    "..",
    "guide%0a",
    "'",
    "%E2%80%AE",
    "1 OR 1=1",
)
PATHS = (
    "/articles/{}/", "/articles/{}/history/", "/articles/{}/editions/1/", "/articles/{}/as-of/2030-01-01/",
    "/policies/{}/", "/conditions/{}/", "/treatments/{}/", "/side-effects/{}/", "/physicians/{}/",
    "/disclaimers/{}/v1/", "/media/{}", "/comments/{}/", "/comments/{}/answer/", "/comments/sent/{}/",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_name_is_not_found(published, client, superuser, path) -> None:
    answers = {name: client.get(path.format(name)).status_code for name in ODD}
    client.force_login(superuser)  # who is let through to more look-ups
    answers |= {f"{n}, staff": client.get(path.format(n)).status_code for n in ODD}
    assert set(answers.values()) <= {404, 400}, answers


@pytest.mark.parametrize(
    "path",
    [
        "editions/0/", "editions/2/", "editions/01/", "editions/99999999999999999999/", "editions/-1/",
        "as-of/2019-01-01/", "as-of/0001-01-01/", "as-of/2030-02-30/", "as-of/2030-13-01/",
    ],
)  # fmt: skip
def test_an_edition_that_was_never_shown_is_not_found(published, client, path) -> None:
    assert client.get(f"/articles/{published.slug}/{path}").status_code == 404


def test_the_last_day_of_the_calendar_is_a_day_like_others(published, client) -> None:
    got = client.get(f"/articles/{published.slug}/as-of/9999-12-31/")
    assert got["Location"].endswith("/editions/1/")


@pytest.mark.parametrize(
    "query",
    ["q=", "q=%00", "q=" + "a" * 5_000, "q=%25_%27%22", "q=%E2%80%AE", "q=back&after=zzz", "after=x",
     "condition=nobody", "condition=%00", "q=%ED%A0%80"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/articles/", "/search/"])
def test_odd_queries_are_answered(published, client, path, query) -> None:
    assert client.get(f"{path}?{query}").status_code == 200


def test_every_link_of_every_readers_page_leads_somewhere(published, client) -> None:
    """From the home page on, as a reader would click. What answers otherwise than 200 is named."""
    seen, todo, broken = set(), ["/"], []
    while todo:
        path = todo.pop().partition("#")[0]
        if path in seen or not path.startswith("/") or path.startswith(("/accounts/", "/static/")):
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.status_code not in (200, 302):
            broken.append((answer.status_code, path))
        elif "html" in answer.get("Content-Type", ""):
            todo += re.findall(r'<a [^>]*href="([^"]+)"', answer.content.decode())
    assert broken == []
    assert len(seen) > 12


def test_a_wider_condition_has_a_page_before_a_guide_covers_it(published, client) -> None:
    narrow = published.conditions.get()
    wide = narrow.parent
    page = client.get(f"/conditions/{wide.slug}/").content.decode()
    assert published.title in page
    assert f'href="/conditions/{narrow.slug}/"' in page


def test_a_wider_condition_shows_its_own_words_once_a_guide_covers_it(
    published, author, reviewer, publisher, client
) -> None:
    wide = published.conditions.get().parent
    wider = factories.guide(author, title="Back pain at large")
    wider.conditions.set([wide])
    acts.submit_approve_publish(wider, author=author, reviewer=reviewer, publisher=publisher)
    acts.edit(published, author, summary="Newer than the page about the wider one.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    for address in (f"/conditions/{wide.slug}/", "/conditions/"):
        assert wide.summary in client.get(address).content.decode()


def test_the_emergency_signs_come_first_and_a_link_leads_to_them(client, published) -> None:
    """The list of contents is folded on small screens, and what is above it may be long."""
    page = client.get(f"/articles/{published.slug}/").content.decode()
    link = page.index('<p class="now"><a href="#emergency">')
    assert (
        link
        < page.index('class="toc"')
        < page.index('id="emergency"')
        < page.index('id="key-facts"')
    )
    assert 'class="now"' in client.get(f"/articles/{published.slug}/editions/1/").content.decode()


def test_no_link_to_signs_that_are_not_there(client, policy, author, reviewer, publisher) -> None:
    acts.bring(policy, "published", author, reviewer, publisher)
    page = client.get(f"/policies/{policy.slug}/").content.decode()
    assert "#emergency" not in page
    assert '<p class="now">' not in page
