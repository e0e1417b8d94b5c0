"""Law 3 on records: who wrote what nobody else has read on this page does not approve it."""

from datetime import date, timedelta

import pytest

from articles import errors, publishing
from articles.authorship import is_independent
from articles.models import Condition, Disclaimer
from articles.models.disclaimer import DisclaimerScope
from tests import acts, factories
from tests.articles.test_sign_off import with_role

LONG_AGO = timedelta(days=30)


@pytest.fixture
def writer(other_author):
    """A physician who writes and reviews."""
    return with_role(other_author, "Reviewer")


@pytest.fixture
def long_ago(clock):
    """Make records by somebody a month before the guide was published."""

    def make(factory, by, **fields):
        now, clock.now = clock.now, clock.now - LONG_AGO
        record = factory.build(**fields)
        record._history_user = by
        record.save()
        clock.now = now
        return factory._meta.model.objects.get(pk=record.pk)  # without its writer in hand

    return make


def attach(article, by, **added) -> None:
    """Add records to a page as its form does."""
    stored = acts.fresh(article)
    begun = publishing.begin_edit(article=stored, by=by, revision=stored.revision)
    for name, record in added.items():
        getattr(stored, name).add(record)
    publishing.finish_edit(begun, by=by)


def refused(article, author, by) -> None:
    """Submit, and see that this person may not approve."""
    acts.submit(article, author)
    with pytest.raises(errors.NotAllowed, match="Another physician"):
        acts.approve(article, by)


def passes(article, author, by) -> None:
    """Submit, and see that this person may."""
    acts.submit(article, author)
    acts.approve(article, by)


def test_a_treatment_written_before_the_last_edition_and_attached_after_it(
    clock, long_ago, published, author, reviewer, writer
) -> None:
    drip = long_ago(factories.TreatmentFactory, writer, name="Ketamine drip", kind="medicine")
    clock.tick(hours=1)
    attach(published, author, treatments=drip)
    refused(published, author, writer)
    acts.approve(published, reviewer)


def test_the_same_treatment_once_another_physician_has_read_it(
    clock, long_ago, published, author, reviewer, publisher, writer
) -> None:
    drip = long_ago(factories.TreatmentFactory, writer, name="Ketamine drip", kind="medicine")
    clock.tick(hours=1)
    attach(published, author, treatments=drip)
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(hours=1)
    acts.edit(published, author, summary="Another sentence.")
    passes(published, author, writer)


def test_a_treatment_that_takes_over_the_address_of_one_that_was_read(
    clock, long_ago, published, author, writer
) -> None:
    drip = long_ago(factories.TreatmentFactory, writer, name="Ketamine drip", kind="medicine")
    clock.tick(hours=1)
    read = published.treatments.get()
    address, read.slug = read.slug, "old-injection"
    read.save()
    drip.slug = address
    drip.save()
    attach(published, author, treatments=drip)
    refused(published, author, writer)


def test_a_treatment_that_was_only_renamed_stays_read(
    clock, long_ago, guide, author, reviewer, publisher, writer
) -> None:
    drip = long_ago(factories.TreatmentFactory, writer, name="Ketamine drip", kind="medicine")
    guide.treatments.add(drip)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(hours=1)
    drip.slug = "ketamine"
    drip.save()
    acts.edit(guide, author, summary="Another sentence.")
    passes(guide, author, writer)


def test_rows_of_a_newly_attached_treatment(clock, long_ago, published, author, writer) -> None:
    source = published.references.first()
    drip = long_ago(factories.TreatmentFactory, author, name="Ketamine drip", kind="medicine")
    known = published.treatments.get().side_effect_rows.first().side_effect
    long_ago(factories.FrequencyFactory, writer, treatment=drip, side_effect=known, source=source)
    clock.tick(hours=1)
    attach(published, author, treatments=drip)
    refused(published, author, writer)


def test_a_side_effect_that_a_row_brings(clock, long_ago, published, author, writer) -> None:
    nausea = long_ago(factories.SideEffectFactory, writer, name="Nausea")
    clock.tick(hours=1)
    factories.FrequencyFactory(
        treatment=published.treatments.get(),
        side_effect=nausea,
        source=published.references.first(),
    )
    refused(published, author, writer)


def test_a_source_written_earlier(clock, long_ago, published, author, writer) -> None:
    source = long_ago(factories.ReferenceFactory, writer, title="A study that nobody read")
    clock.tick(hours=1)
    factories.cite(published, source)
    refused(published, author, writer)


def test_a_source_that_was_read_stays_read(
    clock, long_ago, guide, author, reviewer, publisher, writer
) -> None:
    factories.cite(guide, long_ago(factories.ReferenceFactory, writer))
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(hours=1)
    acts.edit(guide, author, summary="Another sentence.")
    passes(guide, author, writer)


def test_a_condition_written_earlier(clock, long_ago, published, author, writer) -> None:
    sciatica = long_ago(factories.ConditionFactory, writer, name="Sciatica")
    clock.tick(hours=1)
    attach(published, author, conditions=sciatica)
    refused(published, author, writer)


def test_a_wider_condition_named_earlier(clock, long_ago, published, author, writer) -> None:
    spine = long_ago(factories.ConditionFactory, writer, name="Cured by us")
    clock.tick(hours=1)
    wider = published.conditions.get().parent
    wider.parent = spine
    wider.save()
    refused(published, author, writer)


def test_who_named_the_wider_condition_since(clock, published, author, writer) -> None:
    clock.tick(hours=1)
    wider = published.conditions.get().parent
    wider.name, wider._history_user = "Cured by us", writer
    wider.save()
    refused(published, author, writer)


def test_who_changed_what_a_page_does_not_show_of_a_wider_condition(
    clock, published, author, writer
) -> None:
    clock.tick(hours=1)
    wider = published.conditions.get().parent
    wider.summary, wider._history_user = "Pain, and what helps.", writer
    wider.save()
    acts.edit(published, author, summary="Another sentence.")
    passes(published, author, writer)


def test_a_condition_that_only_a_treatment_names(
    clock, long_ago, published, author, writer
) -> None:
    cured = long_ago(factories.ConditionFactory, writer, name="Cured by us")
    clock.tick(hours=1)
    published.treatments.get().conditions.add(cured)
    refused(published, author, writer)


# Disclaimers


def test_a_version_written_before_the_last_edition_that_begins_after_it(
    clock, published, author, writer
) -> None:
    general = Disclaimer.objects.get(slug="general")
    day = date.fromordinal(clock.now.date().toordinal() + 4)
    now, clock.now = clock.now, clock.now - timedelta(days=1)
    factories.disclaimer_version(general, writer, text="Sue us never.", from_day=day)
    clock.now = now + timedelta(days=7)
    refused(published, author, writer)


def test_a_version_that_has_not_begun_is_not_on_the_page(clock, published, author, writer) -> None:
    general = Disclaimer.objects.get(slug="general")
    clock.tick(hours=1)
    day = date.fromordinal(clock.now.date().toordinal() + 4)
    factories.disclaimer_version(general, writer, text="Not yet.", from_day=day)
    acts.edit(published, author, summary="Another sentence.")
    passes(published, author, writer)


def test_who_put_a_disclaimer_on_every_page(clock, published, author, writer) -> None:
    extra = factories.DisclaimerFactory(title="Extra")
    factories.disclaimer_version(extra, author, text="Never sue.")
    clock.tick(hours=1)
    extra.scope, extra._history_user = DisclaimerScope.EVERY_PAGE, writer
    extra.save()
    refused(published, author, writer)


def test_who_gave_a_disclaimer_its_title(clock, published, author, writer) -> None:
    clock.tick(hours=1)
    general = Disclaimer.objects.get(slug="general")
    general.title, general._history_user = "Our promise", writer
    general.save()
    refused(published, author, writer)


def test_a_disclaimer_for_every_guide_is_not_on_a_policy(
    clock, policy, author, reviewer, publisher, writer
) -> None:
    acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(hours=1)
    factories.disclaimer_version(factories.disclaimer_for_every_page(author), writer)
    acts.edit(policy, author, summary="Another sentence.")
    passes(policy, author, writer)


# An edition that nobody else read


def test_an_edition_that_its_writer_signed_counts_as_unread(
    clock, clinic, guide, author, publisher, writer
) -> None:
    clinic.independent_review = False
    clinic.save()
    acts.edit(guide, writer, body="<p>All of it is mine.</p>")
    acts.submit_approve_publish(guide, author=author, reviewer=writer, publisher=publisher)
    clock.tick(days=1)
    clinic.independent_review = True
    clinic.save()
    acts.edit(guide, author, summary="Another sentence.")
    refused(guide, author, writer)


def test_who_wrote_nothing_costs_a_bounded_number_of_questions(
    published, reviewer, django_assert_max_num_queries
) -> None:
    for n in range(3):
        published.conditions.add(factories.ConditionFactory(parent=Condition.objects.first()))
        published.treatments.add(factories.TreatmentFactory(name=f"More {n}"))
    with django_assert_max_num_queries(20):
        assert is_independent(acts.fresh(published), reviewer)
