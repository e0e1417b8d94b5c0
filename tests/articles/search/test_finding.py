"""What is found for what people type, on the database that the suite runs on."""

from articles.models import Synonym
from articles.search import finding, suggesting


def titles(query: str, **filters: str) -> list[str]:
    return [hit.edition.title for hit in finding.find(query, **filters).hits]


MEDICINES, EPIDURAL, SCIATICA = "Medicines for pain", "Epidural injections", "Sciatica"


# what is typed, the page that comes first, what it was read as if not as typed
FORGIVEN = [
    ("ibuprofen", MEDICINES, ""),
    ("IBUPROFEN!", MEDICINES, ""),
    ("ibuprofin", MEDICINES, "ibuprofen"),  # one letter
    ("ibuprofne", MEDICINES, "ibuprofen"),  # two swapped
    ("buprofen", MEDICINES, "ibuprofen"),  # the first left out
    ("ibuproffin", MEDICINES, "ibuprofen"),  # two slips in a long word
    ("ibupro", MEDICINES, ""),  # a beginning
    ("Advil", MEDICINES, ""),  # a brand
    ("advill", MEDICINES, "advil"),  # a misspelt brand
    ("medicine", MEDICINES, ""),  # singular for plural
    ("epedural", EPIDURAL, "epidural"),
    ("ESI", EPIDURAL, ""),
    ("injected", EPIDURAL, ""),
    ("vertebrae", EPIDURAL, ""),  # the page writes a ligature
    ("cafe", EPIDURAL, ""),  # the page has an accent
    ("CAFÉ", EPIDURAL, ""),
    ("slipped disc", SCIATICA, ""),
    ("why does the pain run down my leg?", SCIATICA, ""),
    ("leg/foot", SCIATICA, ""),
]  # fmt: skip


def test_forgives(library) -> None:
    wrong = []
    for query, first, corrected in FORGIVEN:
        found = finding.find(query)
        got = (next((h.edition.title for h in found.hits), ""), found.corrected, found.partly)
        if got != (first, corrected, False):
            wrong.append((query, got))
    assert wrong == []


def test_all_words_must_be_there_and_if_no_page_has_them_some(library) -> None:
    assert titles("ibuprofen aspirin") == [MEDICINES]
    found = finding.find("ibuprofen vertebrae")
    assert {hit.edition.title for hit in found.hits} == {MEDICINES, EPIDURAL}
    assert found.partly


def test_a_word_in_the_title_comes_first(publish) -> None:
    publish("Rest", "<p>Nothing of the kind here, and much other text to read.</p>")
    publish("Walking", "<p>Rest a little, then walk.</p>")
    assert titles("rest") == ["Rest", "Walking"]


def test_a_word_that_nobody_wrote_finds_nothing(library) -> None:
    found = finding.find("xylophonist")
    assert (found.hits, found.corrected, found.partly) == ([], "", False)


def test_similar_words_are_offered_only_when_a_live_page_holds_them(library) -> None:
    # Too far away to be mended unasked, near enough to be asked about.
    assert finding.find("naprozzin").hits == []
    assert "naproxen" in suggesting.did_you_mean("naprozzin")


def test_a_synonym_that_is_switched_off_means_nothing(library) -> None:
    row = Synonym.objects.get(word="Advil")
    row.in_use = False
    row.save()
    assert titles("Advil") == []


def test_filters(library) -> None:
    subjects = library[EPIDURAL].subjects
    condition = subjects.get(kind="condition", name__startswith="Slipped")
    assert len(titles("pain")) == 3
    assert titles("pain", condition=condition.slug) == [EPIDURAL]
    assert titles("pain", treatment=subjects.get(kind="treatment").slug) == [EPIDURAL]
    assert len(titles("pain", kind="injection")) == 3
    assert titles("pain", kind="surgery") == []
    assert len(titles("pain", kind="no such kind")) == 3
    assert titles("pain", condition="nowhere") == []


def test_filters_that_leave_nothing_do_not_change_the_words(publish) -> None:
    publish("Tablets", "<p>Take naproxen.</p>")
    other = publish("Herbs", "<p>Nobody sells naproxan.</p>")
    slug = other.subjects.get(kind="condition", name__startswith="Slipped").slug
    assert titles("naproxan", condition=slug) == ["Herbs"]
    found = finding.find("naproxen", condition=slug)
    assert (found.hits, found.corrected, found.narrowed) == ([], "", True)


def test_filters_on_offer_are_what_the_results_are_about(library) -> None:
    found = finding.find("epidural injections")
    slug = library[EPIDURAL].subjects.get(kind="condition", name__startswith="Slipped").slug
    assert slug in [choice.value for choice in found.conditions]
    assert [choice.value for choice in found.kinds] == ["injection"]
    assert finding.find("xylophonist").conditions == []


def test_no_guesses_below_an_emergency(publish) -> None:
    publish("Lying well", "<p>Lie on your side.</p>")
    found = finding.find("sucide")
    assert (found.hits, found.corrected, found.urgent) == ([], "", "crisis")


def test_policies_are_found_too(policy, author, reviewer, publisher) -> None:
    from tests import acts

    acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
    assert titles("who writes") == ["How we write"]
