"""Law 3: sign-off is bound to the text, and never given by who wrote it."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from articles import authorship, errors, publishing
from articles.models import Physician, Picture, Review
from clinic_cms.clinic.models import ClinicProfile
from tests import acts, factories


def with_role(user, role):
    """Return the same person, fresh from the database, with one more role."""
    user.groups.add(Group.objects.get(name=role))
    return type(user).objects.get(pk=user.pk)


def approve(article, by) -> None:
    publishing.approve(
        article=article,
        by=by,
        revision=article.revision,
        content_sha256=acts.read_hash(article),
        signature_sha256=acts.signature_hash(article, by),
    )


def refused(article, by) -> None:
    with pytest.raises(errors.NotAllowed, match="Another physician"):
        approve(article, by)
    with pytest.raises(errors.NotAllowed, match="Another physician"):
        acts.request_changes(article, by)
    assert not Review.objects.filter(article=article, reviewer=by).exists()


def test_the_author_cannot_approve_even_with_the_role(guide, author) -> None:
    author = with_role(author, "Reviewer")
    refused(acts.submit(guide, author), author)


def test_the_person_on_the_byline_cannot_approve_what_another_typed(
    guide, author, other_author
) -> None:
    acts.edit(guide, author, author=other_author.physician)
    refused(acts.submit(guide, author), with_role(other_author, "Reviewer"))


def test_the_last_editor_cannot_approve(guide, author, other_author) -> None:
    acts.edit(guide, other_author, summary="A better sentence.")
    refused(acts.submit(guide, author), with_role(other_author, "Reviewer"))


def test_who_edited_before_the_last_editor_cannot_approve(guide, author, other_author) -> None:
    acts.edit(guide, other_author, summary="A better sentence.")
    acts.edit(guide, author, summary="The author's sentence.")
    assert acts.fresh(guide).edited_by == author
    refused(acts.submit(guide, author), with_role(other_author, "Reviewer"))


def test_who_began_a_text_for_another_author_cannot_approve_it(guide, author, other_author) -> None:
    type(guide).objects.filter(pk=guide.pk).update(created_by=other_author)
    acts.edit(acts.fresh(guide), author, summary="One word.")
    refused(acts.submit(guide, author), with_role(other_author, "Reviewer"))


def test_the_last_editor_cannot_approve_a_published_text_that_nobody_changed_since(
    guide, author, other_author, reviewer, publisher
) -> None:
    acts.edit(guide, other_author, summary="A better sentence.")
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    article = acts.fresh(guide)
    assert article.edited_by == other_author
    other_author = with_role(other_author, "Reviewer")
    assert authorship.is_writer(article, other_author)
    refused(acts.submit(guide, author), other_author)


def test_who_edited_before_the_last_publication_can_approve_the_next_text(
    guide, author, other_author, reviewer, publisher
) -> None:
    acts.edit(guide, other_author, summary="A better sentence.")
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    acts.edit(guide, author, summary="Another sentence.")
    approve(acts.submit(guide, author), with_role(other_author, "Reviewer"))


def test_who_edited_since_the_last_publication_cannot_approve(
    published, author, other_author
) -> None:
    acts.edit(published, other_author, summary="A better sentence.")
    acts.edit(published, author, summary="The author's sentence.")
    refused(acts.submit(published, author), with_role(other_author, "Reviewer"))


def touch_treatment(article, user) -> None:
    treatment = article.treatments.get()
    treatment._history_user = user
    treatment.how_it_works = "As the reviewer would have it."
    treatment.save()


def touch_frequency(article, user) -> None:
    row = article.treatments.get().side_effect_rows.first()
    row._history_user = user
    row.advice = "As the reviewer would have it."
    row.save()


def touch_source(article, user) -> None:
    source = article.references.first()
    source._history_user = user
    source.title = "As the reviewer would have it"
    source.save()


@pytest.mark.parametrize("touch", [touch_treatment, touch_frequency, touch_source])
def test_who_changed_a_record_that_the_page_shows_cannot_approve(
    guide, author, other_author, reviewer, touch
) -> None:
    touch(guide, other_author)
    in_review = acts.submit(guide, author)
    refused(in_review, with_role(other_author, "Reviewer"))
    approve(in_review, reviewer)


def test_who_changed_a_record_of_another_page_can_approve(guide, author, other_author) -> None:
    other = factories.TreatmentFactory()
    other._history_user = other_author
    other.save()
    approve(acts.submit(guide, author), with_role(other_author, "Reviewer"))


def test_who_changed_a_record_may_not_submit_the_page_for_that(guide, other_author) -> None:
    touch_treatment(guide, other_author)
    with pytest.raises(errors.NotAllowed):
        acts.submit(guide, other_author)


def test_a_superuser_cannot_approve_their_own_text(clinic, superuser) -> None:
    own = factories.guide(superuser)
    refused(acts.submit(own, superuser), superuser)


def test_a_superuser_who_edited_cannot_approve(guide, author, superuser) -> None:
    acts.edit(guide, superuser, summary="From above.")
    refused(acts.submit(guide, author), superuser)


def test_a_reviewer_without_a_physicians_record_cannot_approve(in_review, roles) -> None:
    nobody = factories.person("nobody", "Reviewer")
    with pytest.raises(errors.NotAllowed, match="Link your account"):
        approve(in_review, nobody)


def test_an_account_that_was_switched_off_can_do_nothing(in_review, reviewer) -> None:
    reviewer.is_active = False
    reviewer.save()
    with pytest.raises(errors.NotAllowed):
        approve(in_review, type(reviewer).objects.get(pk=reviewer.pk))


@pytest.mark.behaviour(59)
def test_a_writer_who_lost_the_role_cannot_take_the_article_back(in_review, author) -> None:
    author.groups.clear()
    with pytest.raises(errors.NotAllowed):
        publishing.recall(
            article=in_review,
            by=type(author).objects.get(pk=author.pk),
            revision=in_review.revision,
        )


# Bound to the text


def test_approval_names_the_text_that_was_read(in_review, reviewer) -> None:
    read = acts.read_hash(in_review)
    approved = acts.approve(in_review, reviewer)
    review = Review.objects.get()
    assert approved.approved_sha256 == review.content_sha256 == read
    assert review.independent


@pytest.mark.behaviour(55)
def test_after_a_request_for_changes_the_new_text_is_reviewed_anew(
    in_review, author, reviewer, other_reviewer, publisher
) -> None:
    acts.request_changes(in_review, reviewer)
    acts.edit(in_review, author, summary="With its source.")
    with pytest.raises(errors.NotAllowedFrom):
        acts.approve(in_review, reviewer)
    acts.approve(acts.submit(in_review, author), other_reviewer)
    second, first = Review.objects.all()
    assert (first.reviewer, second.reviewer) == (reviewer, other_reviewer)
    assert first.content_sha256 != second.content_sha256
    assert acts.publish(in_review, publisher).editions.get().review == second


def test_a_text_other_than_the_one_read_is_not_approved(in_review, reviewer) -> None:
    read = acts.read_hash(in_review)
    treatment = in_review.treatments.get()
    treatment.summary = "Changed while the reviewer was reading."
    treatment.save()
    with pytest.raises(errors.ChangedMeanwhile, match="after you opened this page"):
        publishing.approve(
            article=in_review,
            by=reviewer,
            revision=in_review.revision,
            content_sha256=read,
            signature_sha256=acts.signature_hash(in_review, reviewer),
        )
    assert not Review.objects.exists()


@pytest.mark.parametrize("wrong", ["", "0" * 64])
def test_a_made_up_hash_approves_nothing(in_review, reviewer, wrong) -> None:
    with pytest.raises(errors.ChangedMeanwhile):
        publishing.approve(
            article=in_review,
            by=reviewer,
            revision=in_review.revision,
            content_sha256=wrong,
            signature_sha256=acts.signature_hash(in_review, reviewer),
        )


def change_treatment(article, author) -> None:
    treatment = article.treatments.get()
    treatment.onset = "Two to seven days"
    treatment.save()


def change_frequency(article, author) -> None:
    row = article.treatments.get().side_effect_rows.get(serious=False)
    row.affected = 12
    row.save()


def change_author(article, author) -> None:
    Physician.objects.filter(user=author).update(conflicts="Paid by a maker of needles.")


def change_disclaimer(article, author) -> None:
    general = factories.disclaimer_for_every_page(author)
    factories.disclaimer_version(general, author, text="Ask your doctor first.")


def change_clinic(article, author) -> None:
    profile = ClinicProfile.current()
    profile.emergency_number = "112"
    profile.save()


def add_warning(article, author) -> None:
    factories.RegulatorWarningFactory(treatment=article.treatments.get())


def change_source(article, author) -> None:
    source = article.citations.get().reference
    source.title = "A retracted study"
    source.save()


@pytest.mark.parametrize(
    "change",
    [
        change_treatment, change_frequency, change_author, change_disclaimer, change_clinic,
        add_warning, change_source,
    ],
)  # fmt: skip
def test_a_catalogue_change_after_approval_stops_publication(
    approved, author, publisher, change
) -> None:
    change(approved, author)
    with pytest.raises(errors.ChangedMeanwhile, match="reviewed again"):
        acts.publish(approved, publisher)
    assert not approved.editions.exists()


def test_a_disclaimer_that_comes_into_force_after_the_approval_stops_publication(
    clock, approved, author, publisher
) -> None:
    general = factories.disclaimer_for_every_page(author)
    tomorrow = date.fromordinal(timezone.localdate().toordinal() + 1)
    factories.disclaimer_version(general, author, text="From tomorrow.", from_day=tomorrow)
    clock.tick(days=1)
    with pytest.raises(errors.ChangedMeanwhile):
        acts.publish(approved, publisher)


def test_a_record_that_the_page_does_not_use_changes_nothing(approved, publisher) -> None:
    factories.FrequencyFactory()
    acts.publish(approved, publisher)


@pytest.mark.parametrize(
    "field",
    ["name", "slug", "credentials", "specialty", "bio", "conflicts", "booking_url", "photo"],
)
def test_an_approval_is_bound_to_what_readers_see_of_its_reviewer(
    in_review, reviewer, publisher, field
) -> None:
    seen = acts.signature_hash(in_review, reviewer)
    changed = "https://changed.example/"
    if field == "photo":
        changed = Picture.objects.create(
            file="pictures/a.jpg", width=1, height=1, sha256="0" * 64, uploaded_by=publisher
        )
    Physician.objects.filter(user=reviewer).update(**{field: changed})
    with pytest.raises(errors.ChangedMeanwhile, match="What readers will see about you"):
        publishing.approve(
            article=in_review,
            by=type(reviewer).objects.get(pk=reviewer.pk),
            revision=in_review.revision,
            content_sha256=acts.read_hash(in_review),
            signature_sha256=seen,
        )
    assert not Review.objects.exists()


# One physician alone


@pytest.fixture
def alone(clinic):
    clinic.independent_review = False
    clinic.save()
    return clinic


def test_a_clinic_of_one_may_sign_its_own_text_and_the_page_says_so(
    alone, guide, author, publisher
) -> None:
    author = with_role(author, "Reviewer")
    acts.approve(acts.submit(guide, author), author)
    edition = acts.publish(guide, publisher).editions.get()
    assert not Review.objects.get().independent
    assert (edition.byline["reviewer"], edition.byline["independent"]) == (None, False)
    assert "not independently reviewed" in edition.html.lower()
    assert "Rosa Klein" not in edition.html


def test_another_physicians_review_counts_as_independent_there_too(
    alone, guide, author, reviewer, publisher
) -> None:
    edition = acts.submit_approve_publish(
        guide, author=author, reviewer=reviewer, publisher=publisher
    )
    assert edition.byline["reviewer"]["display_name"] == "Rosa Klein, M.D."
    assert "not independently reviewed" not in edition.html.lower()


def test_changes_that_a_writer_asks_of_themselves_are_not_independent(alone, guide, author) -> None:
    author = with_role(author, "Reviewer")
    acts.request_changes(acts.submit(guide, author), author)
    assert not Review.objects.get().independent


def test_an_own_approval_does_not_outlive_the_switch(alone, guide, author, publisher) -> None:
    author = with_role(author, "Reviewer")
    acts.approve(acts.submit(guide, author), author)
    alone.independent_review = True
    alone.save()
    with pytest.raises(errors.NotReady, match="another physician"):
        acts.publish(guide, publisher)
    assert not guide.editions.exists()


def test_the_page_names_who_signed_as_they_stood_when_they_signed(
    guide, author, reviewer, publisher
) -> None:
    acts.approve(acts.submit(guide, author), reviewer)
    signer = reviewer.physician
    signer.name = "Rosa Klein-Berg"
    signer.save()
    edition = acts.publish(guide, publisher).editions.get()
    assert edition.byline["reviewer"]["name"] == "Rosa Klein"


def test_an_account_that_is_linked_anew_changes_no_signature(
    guide, author, reviewer, publisher, client
) -> None:
    acts.approve(acts.submit(guide, author), reviewer)
    Physician.objects.filter(user=reviewer).update(user=None)
    Physician.objects.filter(user=author).update(user=reviewer)
    client.force_login(publisher)
    preview = client.get(f"/admin/articles/article/{guide.pk}/preview/").content.decode()
    edition = acts.publish(guide, publisher).editions.get()
    assert edition.byline["reviewer"]["name"] == "Rosa Klein"
    assert "Rosa Klein" in preview


def test_an_approval_that_does_not_keep_its_signer_is_not_enough(
    guide, author, reviewer, publisher
) -> None:
    acts.approve(acts.submit(guide, author), reviewer)
    review = Review.objects.get()
    review.pk, review._state.adding, review.signed_by = None, True, None
    review.save()
    with pytest.raises(errors.NotReady, match="earlier release"):
        acts.publish(guide, publisher)
