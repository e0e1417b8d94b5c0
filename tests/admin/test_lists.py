"""Lists and the dashboard: as many queries for three rows as for one."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Physician
from clinic_cms.clinic.models import ClinicProfile, User
from tests import acts, factories

LISTS = {
    "article": 12,
    "condition": 9,
    "treatment": 9,
    "sideeffect": 9,
    "reference": 10,  # the filter by year asks for the years
    "disclaimer": 9,
    "physician": 9,
    "edition": 9,
    "pagevote": 9,
    "errorreport": 9,
}


def _grow(model: str, author: User, reviewer: User, publisher: User) -> None:
    guide = factories.guide(author, slug=f"guide-{Physician.objects.count()}-{model}")
    edition = acts.submit_approve_publish(
        guide, author=author, reviewer=reviewer, publisher=publisher
    )
    factories.page_vote(edition)
    factories.error_report(edition)
    factories.PhysicianFactory()
    factories.DisclaimerFactory()


@pytest.mark.parametrize("model", LISTS)
def test_queries(
    model: str, clinic: ClinicProfile, author: User, reviewer: User, publisher: User,
    client_for: Callable[..., Client], django_assert_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    client = client_for(publisher)
    for rows in (1, 2):
        for _ in range(rows):
            _grow(model, author, reviewer, publisher)
        with django_assert_num_queries(LISTS[model]):  # type: ignore[attr-defined]
            assert client.get(f"/admin/articles/{model}/").status_code == 200


@pytest.mark.behaviour(63)
@pytest.mark.parametrize("readers", ["live", "scheduled", "overdue", "stale", "none", "nonsense"])
def test_filters(
    readers: str, clinic: ClinicProfile, author: User, reviewer: User, publisher: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    guide = factories.guide(author)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    page = client_for(publisher).get(f"/admin/articles/article/?readers={readers}").content.decode()
    assert (f"/article/{guide.pk}/change/" in page) is (readers in ("live", "nonsense"))


def change_treatment(guide: Article, author: User) -> None:
    guide.treatments.get().save()


def change_frequency(guide: Article, author: User) -> None:
    guide.treatments.get().side_effect_rows.first().save()


def drop_frequency(guide: Article, author: User) -> None:
    guide.treatments.get().side_effect_rows.last().delete()


def add_warning(guide: Article, author: User) -> None:
    factories.RegulatorWarningFactory(treatment=guide.treatments.get())


def change_disclaimer(guide: Article, author: User) -> None:
    general = factories.disclaimer_for_every_page(author)
    factories.disclaimer_version(general, author, text="Ask your doctor first.")


@pytest.mark.parametrize(
    "change", [change_treatment, change_frequency, drop_frequency, add_warning, change_disclaimer]
)
def test_a_changed_record_makes_the_page_stale(
    clinic: ClinicProfile, author: User, reviewer: User, publisher: User,
    client_for: Callable[..., Client], change: Callable[..., None],
) -> None:  # fmt: skip
    guide = factories.guide(author)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    client = client_for(publisher)
    assert guide.title not in client.get("/admin/articles/article/?readers=stale").content.decode()
    change(guide, author)
    assert guide.title in client.get("/admin/articles/article/?readers=stale").content.decode()
    today = client.get("/admin/").content.decode()
    assert guide.title in today
    name = "General" if change is change_disclaimer else guide.treatments.get().name
    assert f"edition 1: {name}" in today
    bar = client.get(f"/admin/articles/article/{guide.pk}/change/").content.decode()
    assert f"<strong>Changed since publication:</strong> {name}</span>" in bar


@pytest.mark.parametrize("query", ["?q=" + "x" * 500, "?p=9999", "?status__exact=x", "?mine=no"])
def test_odd_addresses(
    query: str, guide: object, author: User, client_for: Callable[..., Client]
) -> None:
    assert client_for(author).get(f"/admin/articles/article/{query}").status_code in (200, 302)


def test_the_list_says_what_readers_get_and_not_what_a_draft_is_called(
    guide: Article, author: User, reviewer: User, publisher: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    later = timezone.now() + timedelta(days=3)
    acts.submit_approve_publish(
        guide, author=author, reviewer=reviewer, publisher=publisher, live_from=later
    )
    list_, screen = "/admin/articles/article/", f"/admin/articles/article/{guide.pk}/change/"
    for address in (list_, screen):
        page = client_for(publisher).get(address).content.decode()
        assert '<span class="pill approved">Scheduled</span>' in page
        assert '<span class="pill published">' not in page
    acts.unschedule(guide, publisher)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    page = client_for(publisher).get(screen).content.decode()
    assert '<span class="pill published">Published</span>' in page
    assert re.search(r'<button[^>]*class="button quiet">Submit for review<', page)
    acts.withdraw(guide, publisher)
    page = client_for(publisher).get(list_).content.decode()
    assert '<td class="field-readers_see">Withdrawn</td>' in page


def test_the_dashboard_leads_to_each_reply(
    published: Article, moderator: User, client_for: Callable[..., Client]
) -> None:
    edition = published.editions.get()
    for reply in (factories.pending_comment(edition), factories.pending_comment(edition)):
        page = client_for(moderator).get("/admin/").content.decode()
        assert f'href="/admin/comments/comment/{reply.pk}/change/"' in page


@pytest.mark.behaviour(57)
def test_the_dashboard_shows_what_waits(
    in_review: object, author: User, reviewer: User, moderator: User, administrator: User,
    client_for: Callable[..., Client],
) -> None:  # fmt: skip
    assert "Injections for back pain" in client_for(reviewer).get("/admin/").content.decode()
    for user in (moderator, administrator):
        assert "Injections for back pain" not in client_for(user).get("/admin/").content.decode()
    acts.request_changes(in_review, reviewer, "Say how often it happens.")  # type: ignore[arg-type]
    assert "Say how often it happens." in client_for(author).get("/admin/").content.decode()


def test_a_signed_in_stranger_is_refused_not_sent_in_a_circle(
    stranger: User, client_for: Callable[..., Client]
) -> None:
    assert client_for(stranger).get("/admin/").status_code == 403


def test_a_room_of_the_dashboard_speaks_of_what_is_in_it(
    clinic: ClinicProfile, author: User, client_for: Callable[..., Client]
) -> None:
    """The header's "Catalogue" leads there. It said that the physician had no role yet."""
    page = client_for(author).get("/admin/articles/").content.decode()
    assert "no role" not in page
    assert re.search(r"<h1>Articles and catalogue</h1>", page)
    assert "<title>Articles and catalogue – " in page
    assert 'href="/admin/articles/treatment/add/"' in page


def test_a_filter_is_named_by_its_own_words(
    clinic: ClinicProfile, author: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(author).get("/admin/articles/article/").content.decode()
    names = re.findall(r"<summary>\s*(.*?)\s*</summary>", page)
    assert names == ["Status", "For readers", "Whose", "Kind"]


def test_an_empty_list_says_so_and_what_to_do(
    clinic: ClinicProfile, author: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(author)
    page = client.get("/admin/articles/picture/").content.decode()
    assert "Nothing is on file yet. The button above adds the first." in page
    assert "0 pictures" not in page
    page = client.get("/admin/articles/edition/").content.decode()  # nobody adds one here
    assert "Nothing is on file yet." in page
    assert "The button above" not in page
    page = client.get("/admin/articles/picture/?q=knee").content.decode()
    assert "Nothing on file fits this." in page


def test_show_all_is_offered_where_something_is_left_out(
    clinic: ClinicProfile, author: User, client_for: Callable[..., Client]
) -> None:
    factories.guide(author, title="On knees")
    client, path = client_for(author), "/admin/articles/article/"
    for query in ("", "?o=1"):
        page = client.get(path + query).content.decode()
        assert "On knees" in page
        assert "Show all" not in page
    for query in ("?q=knees", "?status__exact=draft"):
        page = client.get(path + query).content.decode()
        assert "On knees" in page
        assert "Show all" in page
