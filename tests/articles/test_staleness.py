"""Which pages show what is no longer so, and what: asked of what a page itself carries."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from articles import frozen_sources, publishing, staleness
from articles.models import Condition, Edition
from articles.models.disclaimer import DisclaimerScope
from articles.payload import ClinicFacts, ReferenceFacts
from clinic_cms.clinic.models import ClinicProfile
from tests import acts, factories

CLINIC = "The clinic's name, numbers or wording"


def told() -> list[str]:
    """Return what has changed on stale pages; what is stale has a reason, what is not has none."""
    current = Edition.objects.live() | Edition.objects.scheduled()
    why = staleness.reasons(list(current.values_list("pk", flat=True)))
    assert set(why) == set(Edition.objects.stale().values_list("pk", flat=True))
    return sorted(name for names in why.values() for name in names)


def the_phone(guide: Any) -> str:
    profile = ClinicProfile.objects.get()
    profile.phone = "555-0199"
    profile.save()
    return CLINIC


def the_emergency_number(guide: Any) -> str:
    profile = ClinicProfile.objects.get()
    profile.emergency_number = "112"
    profile.save()
    return CLINIC


def the_authors_words(guide: Any) -> str:
    guide.author.bio = "Has treated backs for thirty years."
    guide.author.save()
    return guide.author.display_name


def the_reviewers_interests(guide: Any) -> str:
    person = guide.reviews.first().reviewer.physician
    person.conflicts = "Paid by Acme."
    person.save()
    return person.display_name


def the_condition_above(guide: Any) -> str:
    above = guide.conditions.get().parent
    name, above.name = above.name, "Aching backs"
    above.save()
    return name


def the_place_of_a_condition(guide: Any) -> str:
    below = guide.conditions.get()
    below.parent.parent = factories.ConditionFactory()
    below.parent.save()
    return below.parent.name


def the_address_of_a_treatment(guide: Any) -> str:
    treatment = guide.treatments.get()
    treatment.slug = "another-address"
    treatment.save()
    return treatment.name


def a_warning(guide: Any) -> str:
    treatment = guide.treatments.get()
    factories.RegulatorWarningFactory(treatment=treatment)
    return treatment.name


def a_side_effect_taken_out(guide: Any) -> str:
    treatment = guide.treatments.get()
    treatment.side_effect_rows.first().delete()
    return treatment.name


def a_source(guide: Any) -> str:
    source = guide.references.get()
    source.year = 2015
    source.save()
    return source.title


def a_new_version(guide: Any) -> str:
    general = factories.disclaimer_for_every_page(guide.created_by)
    factories.disclaimer_version(general, guide.created_by, text="Ask your doctor first.")
    return general.title


def a_disclaimer_under_another_title(guide: Any) -> str:
    general = factories.disclaimer_for_every_page(guide.created_by)
    general.title = "In general"
    general.save()
    return "General"


def another_disclaimer_for_every_page(guide: Any) -> str:
    rule = factories.DisclaimerFactory(title="A new rule", scope=DisclaimerScope.EVERY_PAGE)
    factories.disclaimer_version(rule, guide.created_by)
    return rule.title


CHANGES = (
    the_phone, the_emergency_number, the_authors_words, the_reviewers_interests, the_condition_above,
    the_place_of_a_condition, the_address_of_a_treatment, a_warning, a_side_effect_taken_out, a_source,
    a_new_version, a_disclaimer_under_another_title, another_disclaimer_for_every_page,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_the_page_stale_until_it_is_issued_again(
    clock, published, author, reviewer, publisher, change: Callable[[Any], str]
) -> None:
    clock.tick(days=1)
    assert told() == []
    name = change(published)
    assert told() == [name]
    clock.tick(days=1)
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert told() == []


def test_a_scheduled_page_is_stale_before_readers_see_it(clock, approved, publisher) -> None:
    acts.publish(approved, publisher, live_from=clock.now.replace(year=clock.now.year + 1))
    clock.tick(hours=1)
    assert told() == []
    name = a_warning(approved)
    assert told() == [name]
    acts.unschedule(approved, publisher)
    assert told() == []


def test_what_the_working_copy_dropped_is_still_on_the_page(clock, published, author) -> None:
    treatment = published.treatments.get()
    clock.tick()
    copy = acts.fresh(published)
    begun = publishing.begin_edit(article=copy, by=author, revision=copy.revision)
    published.treatments.clear()
    publishing.finish_edit(begun, by=author)
    clock.tick(days=1)
    factories.RegulatorWarningFactory(treatment=treatment)
    assert told() == [treatment.name]


@pytest.fixture
def dropped(clock, guide, author, reviewer, publisher):
    """Return a source that the live page shows and the working copy names no more."""
    source = factories.ReferenceFactory(title="Dropped since")
    factories.cite(guide, source)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick()
    copy = acts.fresh(guide)
    begun = publishing.begin_edit(article=copy, by=author, revision=copy.revision)
    copy.citations.filter(reference=source).delete()
    factories.cite(copy, factories.ReferenceFactory(title="Added since"))
    publishing.finish_edit(begun, by=author)
    clock.tick(days=1)
    return source


def test_a_source_that_the_working_copy_dropped_is_still_on_the_page(dropped) -> None:
    assert told() == []
    dropped.publication = "Retracted"
    dropped.save()
    assert told() == [dropped.title]


def test_a_source_that_was_deleted_is_still_on_the_page(dropped) -> None:
    dropped.delete()
    assert told() == [dropped.title]


def test_a_source_of_the_working_copy_alone_makes_no_page_stale(dropped, guide) -> None:
    other = guide.references.get(title="Added since")
    other.year = 2016
    other.save()
    assert told() == []


@pytest.mark.parametrize(
    "said",
    [
        {"doi": "10.1000/b", "pmid": "123", "url": "https://example.com/é|x", "publication": ""},
        {"doi": "", "pmid": "123", "url": "https://example.com/b", "title": 'On “pain”: "all"'},
        {"doi": "", "pmid": "", "url": "https://example.com/b?c=1%20", "authors": "Åberg Ö"},
        {"accessed_on": date(2029, 3, 4)},
    ],
)
def test_a_source_is_read_as_it_is_frozen(
    clock, guide, author, reviewer, publisher, said: dict[str, Any]
) -> None:
    source = guide.references.get()
    for name, value in said.items():
        setattr(source, name, value)
    source.save()
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(days=1)
    source.save()  # without a change
    assert told() == []
    source.accessed_on = date(2030, 1, 1)
    source.save()
    assert told() == [source.title]


def test_every_source_that_changed_is_named(clock, guide, author, reviewer, publisher) -> None:
    others = [factories.ReferenceFactory(title=title) for title in ("A first", "B second")]
    factories.cite(guide, *others)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(days=1)
    for source in others:
        source.year = 2001
        source.save()
    assert told() == ["A first", "B second"]


def test_the_facts_of_a_source_are_the_ones_that_are_compared() -> None:
    assert {"number", *frozen_sources.COMPARED} == set(ReferenceFacts.__annotations__)


def test_what_pages_do_not_freeze_makes_none_stale(clock, published) -> None:
    clock.tick(days=1)
    profile = ClinicProfile.objects.get()
    profile.tagline, profile.booking_url = "Backs are our work.", "https://book.example/"
    profile.save()
    Condition.objects.create(name="Elsewhere", slug="elsewhere")
    factories.RegulatorWarningFactory()
    attached = factories.DisclaimerFactory()
    factories.disclaimer_version(attached, published.created_by)
    assert told() == []


def test_a_number_that_was_wrong_for_a_day(clock, published, author, reviewer, publisher) -> None:
    clock.tick(days=1)
    the_phone(published)
    clock.tick(days=1)
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert told() == []
    clock.tick(days=1)
    profile = ClinicProfile.objects.get()
    profile.phone = "555-0100"
    profile.save()
    assert told() == [CLINIC]
    profile.phone = "555-0199"
    clock.tick(days=1)
    profile.save()
    assert told() == []


def test_the_clinics_frozen_facts_are_the_ones_that_are_compared() -> None:
    assert set(staleness.OF_THE_CLINIC) == set(ClinicFacts.__annotations__)


def test_a_version_counts_from_its_day_in_the_clinics_time_zone(
    clock, approved, publisher, author
) -> None:
    general = factories.disclaimer_for_every_page(author)
    factories.disclaimer_version(general, author, text="New.", from_day=date(2030, 7, 5))
    clock.now = datetime(2030, 7, 5, 3, tzinfo=UTC)  # 4 July, 23:00 in New York
    acts.publish(approved, publisher)
    assert told() == []
    clock.now = datetime(2030, 7, 5, 4, tzinfo=UTC)
    assert told() == ["General"]


def test_an_overview_that_readers_can_no_longer_open(
    clock, published, author, reviewer, publisher
) -> None:
    detail = factories.guide(author, title="Detail", overview=published)
    acts.submit_approve_publish(detail, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(days=1)
    assert told() == []
    acts.edit(published, author, title="Under another title")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert told() == ["Injections for back pain"]
    acts.submit_approve_publish(detail, author=author, reviewer=reviewer, publisher=publisher)
    assert told() == []
    clock.tick(days=1)
    acts.withdraw(published, publisher)
    assert told() == ["Under another title"]
