"""Last-Modified is true, and a copy is called good only while it is."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from articles.models import Edition
from clinic_cms.clinic.models import ClinicProfile
from comments import moderation, thread_verbs
from comments.models import ThreadState
from tests import acts, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(clock, published):
    """The live page's address; the clock has moved on since it went live."""
    clock.tick(hours=1)
    return published.editions.get().get_absolute_url()


def modified(client, page):
    return parsedate_to_datetime(client.get(page)["Last-Modified"])


def copy_stands(client, page, answer) -> bool:
    """Say whether a copy of an answer is still called good, by its tag and by its date alike."""
    by_tag = client.get(page, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    by_date = client.get(page, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert by_tag == (by_date.status_code == 304)
    return by_tag


def test_a_copy_of_an_unchanged_page_stands(client, page):
    answer = client.get(page)
    assert copy_stands(client, page, answer)
    again = client.get(page, headers={"If-None-Match": answer["ETag"]})
    assert again.content == b""
    assert again["Cache-Control"] == "no-cache"


def test_a_reply_that_is_approved_or_removed_changes_the_page(client, page, clock, moderator):
    edition = Edition.objects.get()
    assert modified(client, page) == edition.live_from.replace(microsecond=0)
    reply = factories.pending_comment(edition)
    before = client.get(page)
    clock.tick(minutes=5)
    moderation.approve(comment=reply, by=moderator, version=1)
    assert not copy_stands(client, page, before)
    assert modified(client, page) == clock.now
    reply.refresh_from_db()
    before = client.get(page)
    clock.tick(minutes=5)
    moderation.remove(comment=reply, by=moderator, version=reply.version, reason="unsafe")
    assert not copy_stands(client, page, before)
    assert modified(client, page) == clock.now


def test_a_reply_that_nobody_saw_leaves_no_trace(client, page, clock, moderator):
    reply = factories.pending_comment(Edition.objects.get())
    before = client.get(page)
    clock.tick(minutes=5)
    moderation.reject(comment=reply, by=moderator, version=1, reason="off_topic")
    assert copy_stands(client, page, before)


def test_closing_the_replies_changes_the_page(client, page, clock, moderator, published):
    before = client.get(page)
    clock.tick(minutes=5)
    thread_verbs.set_state(
        article=published, by=moderator, state=ThreadState.CLOSED, seen=ThreadState.OPEN
    )
    assert not copy_stands(client, page, before)


def test_another_phone_number_changes_the_page(client, page, clock):
    before = client.get(page)
    clock.tick(minutes=5)
    profile = ClinicProfile.objects.get()
    profile.phone = "555-0199"
    profile.save()
    assert not copy_stands(client, page, before)


def test_the_notice_that_a_review_is_overdue_changes_the_page(client, page, clock):
    before = client.get(page)
    due = Edition.objects.get().next_review_due
    clock.now = clock.now.replace(year=due.year, month=due.month, day=due.day) + timedelta(days=1)
    assert not copy_stands(client, page, before)
    assert b"overdue" in client.get(page).content


def test_a_new_edition_changes_the_page(
    client, page, clock, published, author, reviewer, publisher
):
    before = client.get(page)
    clock.tick(hours=1)
    acts.edit(published, author, summary="Said better.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert not copy_stands(client, page, before)


def test_a_copy_gets_a_fresh_form_a_few_times_a_day(client, page, clock):
    before = client.get(page)
    clock.tick(hours=7)
    again = client.get(page, headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 200


def test_every_list_has_a_tag(client, published):
    for address in ("/", "/articles/", "/conditions/", "/treatments/", "/sitemap.xml", "/feed/"):
        answer = client.get(address)
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304, address


def test_a_second_page_of_a_list_is_the_same_twice(
    client, monkeypatch, published, author, reviewer, publisher
):
    monkeypatch.setattr("articles.views.pages.PAGE", 1)
    second = factories.guide(author, title="Another guide")
    acts.submit_approve_publish(second, author=author, reviewer=reviewer, publisher=publisher)
    answer = client.get("/articles/")
    assert b"after=" in answer.content
    assert answer["ETag"] == client.get("/articles/")["ETag"]


def test_a_withdrawn_page_changes_the_feed(client, clock, published, publisher):
    clock.tick(hours=1)
    before = client.get("/feed/")
    clock.tick(hours=1)
    acts.withdraw(published, publisher)
    assert not copy_stands(client, "/feed/", before)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("", None),
        ("br;q=0, gzip", "gzip"),
        ("zz", None),
    ],
)
def test_pages_go_out_compressed(client, page, accepted, coding):
    answer = client.get(page, headers={"Accept-Encoding": accepted})
    assert answer.get("Content-Encoding") == coding
    assert "Accept-Encoding" in answer["Vary"]
    plain = client.get(page).content
    assert coding is None or len(answer.content) < len(plain) / 3


def test_an_article_takes_four_queries(client, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(page)


def test_a_policy_that_comes_or_goes_changes_the_page(
    client, page, clock, policy, author, reviewer, publisher
):
    before = client.get(page)
    clock.tick(hours=1)
    acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
    assert not copy_stands(client, page, before)
    assert policy.title in client.get(page).content.decode()
    before = client.get(page)
    clock.tick(hours=1)
    acts.withdraw(policy, publisher)
    assert not copy_stands(client, page, before)
    assert policy.title not in client.get(page).content.decode()


def test_no_date_calls_a_copy_good_that_is_not(
    client, clock, published, author, reviewer, publisher
):
    """On every reader's page, for those who ask by date alone."""
    clock.tick(hours=1)
    treatment, condition = published.treatments.get(), published.conditions.get()
    effect = treatment.side_effect_rows.first().side_effect
    pages = (
        "/", "/articles/", "/conditions/", "/treatments/", "/side-effects/", "/physicians/",
        f"/articles/{published.slug}/", f"/articles/{published.slug}/history/",
        f"/conditions/{condition.slug}/", f"/treatments/{treatment.slug}/",
        f"/side-effects/{effect.slug}/", f"/physicians/{author.physician.slug}/",
        "/disclaimers/general/v1/", "/search/?q=pain", "/sitemap.xml", "/feed/",
    )  # fmt: skip
    before = {page: client.get(page) for page in pages}
    clock.tick(days=1)  # the sitemap names days
    for record in (treatment, condition, effect, author.physician):
        record.name = f"{record.name} now"
        record.save()
    acts.edit(published, author, title="Another title", summary="Other words of safety.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    clock.tick(hours=1)
    for page, old in before.items():
        if old.headers.get("Last-Modified"):
            asked = {"If-Modified-Since": old["Last-Modified"]}
            assert client.get(page, headers=asked).status_code == 200, page
        assert client.get(page, headers={"If-None-Match": old["ETag"]}).status_code == 200, page
