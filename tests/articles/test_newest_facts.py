"""A record on several live pages is shown as the newest of them has it."""

from datetime import timedelta

from tests import acts, factories


def test_a_side_effect_is_described_as_in_the_newest_edition(
    clock, clinic, author, reviewer, publisher, client
) -> None:
    first, second = (factories.guide(author, title=title) for title in ("First", "Second"))
    effect = first.treatments.get().side_effect_rows.first().side_effect
    later_by_name = second.treatments.get()
    later_by_name.name = f"Z {later_by_name.name}"
    later_by_name.save()
    factories.FrequencyFactory(
        treatment=later_by_name, source=second.references.first(), side_effect=effect
    )
    effect.description = "It is harmless."
    effect.save()
    for guide in (first, second):
        acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(days=3)
    effect.description = "Go to a hospital."
    effect.save()
    acts.submit_approve_publish(first, author=author, reviewer=reviewer, publisher=publisher)
    page = client.get(f"/side-effects/{effect.slug}/")
    assert page.context["effect"]["description"] == "Go to a hospital."


def test_who_writes_and_reviews_is_listed_as_the_newest_edition_has_them(
    clock, clinic, guide, author, reviewer, other_reviewer, publisher, client
) -> None:
    person = reviewer.physician
    old = factories.guide(author, title="Written long ago", physician=person)
    acts.submit_approve_publish(old, author=author, reviewer=other_reviewer, publisher=publisher)
    clock.tick(days=100)
    person.booking_url = "https://book.example/new"
    person.save()
    reviewer.refresh_from_db()
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    for address in ("/physicians/", f"/physicians/{person.slug}/"):
        assert "https://book.example/new" in client.get(address).content.decode(), address
    clock.tick(days=100)
    person.booking_url = "https://book.example/newest"
    person.save()
    acts.submit_approve_publish(old, author=author, reviewer=other_reviewer, publisher=publisher)
    assert "https://book.example/newest" in client.get("/physicians/").content.decode()


def test_a_page_that_was_scheduled_long_ago_brings_no_older_facts_back(
    clock, guide, author, reviewer, publisher, client
) -> None:
    """It was frozen before the correction, and begins after it."""
    people = {"author": author, "reviewer": reviewer, "publisher": publisher}
    treatment = guide.treatments.get()
    planned = factories.guide(author, title="Planned long ago", physician=author.physician)
    factories.cite(planned, guide.references.get())
    planned.treatments.set([treatment])
    acts.submit_approve_publish(planned, **people, live_from=clock.now + timedelta(days=2))
    clock.tick(days=1)
    treatment.name = "Corrected name"
    treatment.save()
    acts.submit_approve_publish(guide, **people)
    clock.tick(days=2)
    assert planned.editions.live().exists()
    page = client.get(f"/treatments/{treatment.slug}/")
    assert page.context["treatment"]["name"] == "Corrected name"
    assert list(page.context["editions"]) == [guide.editions.get(), planned.editions.get()]
    assert "Corrected name" in client.get("/treatments/").content.decode()
