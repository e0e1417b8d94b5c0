"""The index by letter: every name once, other names as see-entries, in an order that people expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.a_to_z import NO_LETTER, Named, index, other_names
from articles.models import SideEffect
from tests import acts, factories

pytestmark = pytest.mark.once

NAMES = st.text(min_size=1, max_size=12).filter(str.strip)


def lines(letters) -> dict[str, list[str]]:
    return {
        letter.sign: [f"{e.label} > {e.see}" if e.see else e.label for e in letter.entries]
        for letter in letters
        if letter.entries
    }


def test_names_under_their_letters_with_see_entries() -> None:
    found = index(
        [
            Named("sleepy", "Sleepiness", "", ("Somnolence", "drowsiness")),
            Named("aura", "Äußere Taubheit"),
            Named("5-ht", "5-HT syndrome"),
        ]
    )
    assert lines(found) == {
        "A": ["Äußere Taubheit"],
        "D": ["drowsiness > Sleepiness"],
        "S": ["Sleepiness", "Somnolence > Sleepiness"],
        NO_LETTER: ["5-HT syndrome"],
    }
    assert [letter.sign for letter in found[:3]] == ["A", "B", "C"]
    assert found[-1].sign == NO_LETTER


def test_another_name_that_is_the_same_is_no_entry() -> None:
    found = index([Named("constipation", "Constipation", "", ("constipation", "Obstipation") * 2)])
    assert lines(found) == {"C": ["Constipation"], "O": ["Obstipation > Constipation"]}


def test_names_between_commas() -> None:
    assert other_names("back shot, ESI", "", " , ibuprofen ") == ("Back shot", "ESI", "Ibuprofen")


@given(st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=3)), max_size=6))
def test_every_name_stands_once_under_one_letter(named) -> None:
    records = [Named(str(n), name, "", tuple(others)) for n, (name, others) in enumerate(named)]
    letters = index(records)
    anchors = [letter.anchor for letter in letters]
    assert len(set(anchors)) == len(anchors)
    assert not any(space in anchor for anchor in anchors for space in " \t\n")
    entries = [entry for letter in letters for entry in letter.entries]
    assert sorted(e.slug for e in entries if not e.see) == sorted(r.slug for r in records)
    for record in records:
        labels = {e.label for e in entries if e.slug == record.slug}
        assert labels <= {record.name, *record.others}


# The pages


def test_lay_and_clinical_names_lead_to_the_side_effect(
    client, guide, author, reviewer, publisher
) -> None:
    effect = SideEffect.objects.get(clinical_name="Epidural abscess")
    effect.also_called = "pus near the spine"
    effect.save()
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    html = " ".join(client.get("/side-effects/").content.decode().split())
    for other in ("Pus near the spine", "Epidural abscess"):
        assert f'{other}, see <a href="/side-effects/{effect.slug}/">{effect.name}</a>' in html
    assert '<a href="#letter-e">E</a>' in html
    assert 'id="letter-e"' in html


def test_other_names_of_treatments_are_those_of_the_live_edition(client, published) -> None:
    treatment = published.treatments.get()
    treatment.also_called = "Not yet reviewed"
    treatment.save()
    html = " ".join(client.get("/treatments/").content.decode().split())
    assert f'Back shot, see <a href="/treatments/{treatment.slug}/">' in html
    assert "Not yet reviewed" not in html


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/conditions/", 4), ("/treatments/", 4), ("/side-effects/", 4), ("/physicians/", 6)],
)
@pytest.mark.parametrize("pages", [1, 3])
def test_a_list_takes_the_same_queries_for_every_length(
    path, queries, pages, clinic, author, reviewer, publisher, client, django_assert_num_queries
) -> None:
    for n in range(pages):
        guide = factories.guide(author, title=f"Guide {n}", slug=f"guide-{n}")
        acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_physicians_with_the_way_to_an_appointment(
    client, guide, author, reviewer, publisher
) -> None:
    writes = author.physician
    writes.booking_url = "https://book.example/reyes"
    writes.save()
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    html = client.get("/physicians/").content.decode()
    assert html.count('href="https://book.example/reyes"') == 1
    for person in (writes, reviewer.physician):
        assert f'href="/physicians/{person.slug}/">{person.display_name}</a>' in html


def test_a_condition_without_a_live_guide_is_no_link(
    client, guide, author, reviewer, publisher
) -> None:
    treatment, covered = guide.treatments.get(), guide.conditions.get()
    treatment.conditions.set([covered, factories.ConditionFactory(name="Nobody wrote of it")])
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    html = client.get(f"/treatments/{treatment.slug}/").content.decode()
    assert f'href="/conditions/{covered.slug}/"' in html
    assert "Nobody wrote of it" not in html


def test_a_treatments_page_leads_to_others_for_the_same_condition(
    client, published, author, reviewer, publisher
) -> None:
    first = published.treatments.get()
    first.conditions.set([published.conditions.get()])
    acts.edit(published, author, summary="Says the condition of its treatment.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    other = factories.guide(author, title="Another way", slug="another-way")
    other.conditions.set([published.conditions.get()])
    acts.submit_approve_publish(other, author=author, reviewer=reviewer, publisher=publisher)
    html = client.get(f"/treatments/{first.slug}/").content.decode()
    assert f'href="/treatments/{other.treatments.get().slug}/"' in html


PATHS = """
    /articles/ /articles/{slug}/ /articles/{slug}/history/ /articles/{slug}/editions/1/
    /conditions/ /conditions/{condition}/ /treatments/ /treatments/{treatment}/ /treatments/compare/
    /side-effects/ /side-effects/{effect}/ /physicians/ /physicians/{author}/
    /disclaimers/general/v1/
""".split()


@pytest.mark.parametrize("path", PATHS)
def test_every_page_shows_the_way_back(client, published, path) -> None:
    treatment = published.treatments.get()
    address = path.format(
        slug=published.slug,
        condition=published.conditions.get().slug,
        treatment=treatment.slug,
        effect=treatment.side_effect_rows.all()[0].side_effect.slug,
        author=published.author.slug,
    )
    html = client.get(address).content.decode()
    crumbs = html.partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
    assert '<a href="/">Home</a>' in crumbs
    assert crumbs.count('aria-current="page"') == 1
