"""The search page, and suggestions as JSON."""

import pytest
from django.urls import reverse

from articles.models import Edition


@pytest.fixture
def ask(client):
    def get(**query: str):
        return client.get(reverse("articles:search"), query)

    return get


def test_results_with_marks_and_filters(library, ask) -> None:
    page = ask(q="epidural").content.decode()
    assert "<mark>Epidural</mark> injections" in page
    assert 'name="condition"' in page
    assert "noindex" in page


def test_nothing_is_indexed_or_kept_of_the_reader(library, ask, client) -> None:
    for answer in (ask(q="epidural"), client.get(reverse("articles:suggest"), {"q": "epi"})):
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_query_comes_back_escaped(clinic, ask) -> None:
    page = ask(q='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_a_mended_query_says_so(library, ask) -> None:
    page = ask(q="ibuprofin").content.decode()
    assert "No page found for “ibuprofin”. These pages are for “ibuprofen”." in page


def test_without_results_there_is_a_way_on(library, ask) -> None:
    page = ask(q="naprozzin").content.decode()
    assert "Did you mean" in page
    assert '<a href="?q=naproxen">naproxen</a>' in page
    for name in ("treatment_list", "condition_list", "side_effect_list"):
        assert reverse(f"articles:{name}") in page
    assert "555-0100" in page


def test_filters_that_leave_nothing_can_be_taken_away(library, ask) -> None:
    page = ask(q="epidural", kind="surgery").content.decode()
    assert "Search all pages" in page
    assert 'href="?q=epidural"' in page


@pytest.mark.parametrize(
    ("query", "number"), [("chest pain", "911"), ("want to die", "988"), ("epidural", "")]
)
def test_urgent_answer_stands_first(library, ask, query: str, number: str) -> None:
    main = ask(q=query).content.decode().split("<main")[1]
    assert ("care emergency" in main) == bool(number)
    if number:
        assert f'href="tel:{number}"' in main.split("results")[0]


def test_below_a_crisis_stands_nothing_else(publish, ask) -> None:
    publish("Risks of a needle", "<p>Infections have killed people. I tell you myself.</p>")
    main = ask(q="kill myself").content.decode().split("<main")[1].split("</main>")[0]
    assert "care emergency" in main
    assert not any(said in main for said in ("killed", "results", "count", "No page", "555-0100"))


@pytest.mark.parametrize(
    ("query", "found"), [("chest pain", 1), ("chest pain zebra", 0), ("stroke", 0)]
)
def test_below_an_emergency_stand_whole_answers_or_none(publish, ask, query, found) -> None:
    publish("Pain in the chest", "<p>Chest pain has many causes.</p>")
    main = ask(q=query).content.decode().split("<main")[1].split("</main>")[0]
    assert "care emergency" in main
    assert main.count('<li class="card">') == found
    assert "No page found" not in main
    assert "555-0100" not in main


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_the_results(
    publish, client, django_assert_num_queries, more: int
) -> None:
    for n in range(1 + more):
        publish(f"Needles {n}", "<p>A needle.</p>")
    with django_assert_num_queries(7):  # synonyms, index, live, headings, filters; clinic, policies
        client.get(reverse("articles:search"), {"q": "needle"})
    with django_assert_num_queries(6):  # synonyms twice, words, index, live, subjects
        client.get(reverse("articles:suggest"), {"q": "more needle"})


def test_suggestions(library, client) -> None:
    answer = client.get(reverse("articles:suggest"), {"q": "epid"}).json()
    edition = Edition.objects.get(title="Epidural injections")
    assert {"text": edition.title, "url": edition.get_absolute_url(), "about": ""} in answer[
        "suggestions"
    ]
    treatment = edition.subjects.get(kind="treatment")
    assert treatment.name in [s["text"] for s in answer["suggestions"]]
    assert answer["said"] == f"{len(answer['suggestions'])} suggestions"


@pytest.mark.parametrize("typed", ["", "e", "x", "  ", "xylo"])
def test_no_suggestions_for_too_little_or_nothing(library, client, typed: str) -> None:
    assert client.get(reverse("articles:suggest"), {"q": typed}).json()["suggestions"] == []


def test_other_methods_are_refused(client, db) -> None:
    for name in ("search", "suggest"):
        assert client.post(reverse(f"articles:{name}"), {"q": "x"}).status_code == 405


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=a%00b%FF%FE", "q=%ED%A0%80", "q=%F0%9F%A6%B4", "q=" + "pain+" * 2_000, "q=%22%27%28%2A",
     "q=pain&condition=%00&treatment=%27&kind=%00", "q[]=1", "q=a&q=b", "condition=x"],
)  # fmt: skip
def test_odd_addresses_are_answered(library, client, query: str) -> None:
    for name in ("search", "suggest"):
        assert client.get(f"{reverse(f'articles:{name}')}?{query}").status_code == 200


def test_an_unknown_address_is_searched_for(library, client) -> None:
    answer = client.get("/articles/epedural-injection-2/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'value="epedural injection"' in page
    assert library["Epidural injections"].get_absolute_url() in page


@pytest.mark.parametrize(
    "path", ["/epidural.php", "/admin/epidural/", "/2019/", "/%00/", "/%FF%FE/"]
)
def test_addresses_that_nobody_typed_find_no_pages(library, client, superuser, path: str) -> None:
    client.force_login(superuser)
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Perhaps you are looking for" not in answer.content.decode()


def test_an_unknown_address_comes_back_escaped_and_short(clinic, client) -> None:
    page = client.get("/" + "a" * 5_000 + '"><script>alert(1)</script>/').content.decode()
    assert "<script>alert" not in page
    assert "a" * 41 not in page


def test_an_unknown_address_shows_nothing_that_is_not_live(approved, client) -> None:
    page = client.get(f"/old/{approved.slug}/").content.decode()
    assert approved.title not in page
