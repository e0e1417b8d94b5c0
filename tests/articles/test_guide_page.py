"""The frame of a guide's page is drawn once, and again for whatever it shows that is not as it was."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.template.loader import render_to_string
from django.utils import translation

from articles import guide_page, structured_pages
from articles.models import Edition
from articles.templatetags import holes
from clinic_cms.clinic.models import ClinicProfile
from tests import acts, factories

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture
def drawn(monkeypatch, client, published):
    """Return a function that asks for the page; ``drawn.frames`` counts the frames drawn so far."""
    guide_page.kept_frame.cache_clear()
    guide_page.kept_shell.cache_clear()
    draw = guide_page._frame

    def counted(*args: Any) -> bytes:
        page.frames += 1
        return draw(*args)

    def page(slug: str = published.slug) -> str:
        """Return the page as it came, which is as the template draws it when nothing is kept."""
        address = f"/articles/{slug}/"
        seen = client.get(address).content.decode()
        with monkeypatch.context() as anew:
            anew.setattr(guide_page, "kept_frame", lambda sources: [])
            anew.setattr(guide_page, "_frame", at_once)
            assert TOKEN.sub("", client.get(address).content.decode()) == TOKEN.sub("", seen)
        return seen

    page.frames = 0
    monkeypatch.setattr(guide_page, "_frame", counted)
    return page


def at_once(edition: Edition, around: dict[str, Any], sources: guide_page.Sources) -> bytes:
    """Draw a frame by its template, without a shell."""
    context = {
        "edition": edition, "page": edition.payload, "describes": structured_pages.guide(edition),
        "slug": edition.slug, "token": guide_page.TOKEN, "replies": guide_page.REPLIES,
    }  # fmt: skip
    return render_to_string(guide_page.TEMPLATE, around | context).encode()


def changed(field: models.Field, value: Any) -> Any:
    """Return another value than a field has."""
    if field.name == "accent_colour":
        return "#123456"
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.IntegerField):
        return (value or 0) + 7
    if isinstance(field, models.DateTimeField):
        return value + timedelta(seconds=1)
    return f"{value}1"


def test_a_frame_is_drawn_once_and_tokens_each_time(drawn) -> None:
    first, second = drawn(), drawn()
    assert drawn.frames == 1
    tokens = TOKEN.findall(first) + TOKEN.findall(second)
    assert len(tokens) == len(set(tokens)) == 4  # two forms
    for stand_in in (guide_page.TOKEN, guide_page.REPLIES, guide_page.SLUG, holes.MARK):
        assert stand_in not in first


@pytest.mark.parametrize("name", [f.name for f in ClinicProfile._meta.concrete_fields[1:]])
def test_a_change_of_any_fact_of_the_clinic_is_shown(drawn, clinic, name) -> None:
    """Made past ``save``, so that no date of a change gives it away."""
    ClinicProfile.objects.update(logo_width=20, logo_height=20)  # so that nobody measures the logo
    drawn()
    field = ClinicProfile._meta.get_field(name)
    value = field.value_from_object(clinic)
    ClinicProfile.objects.update(**{name: changed(field, value)})
    drawn()
    assert drawn.frames == 2


def test_a_new_edition_is_shown(drawn, published, author, reviewer, publisher) -> None:
    drawn()
    acts.edit(published, author, summary="In newer words.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert "In newer words." in drawn()


def test_policies_come_and_go(drawn, policy, author, reviewer, publisher) -> None:
    link = f'href="/policies/{policy.slug}/"'
    assert link not in drawn()
    acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
    assert link in drawn()
    acts.withdraw(acts.fresh(policy), by=publisher)
    assert link not in drawn()


def test_a_page_becomes_overdue_at_midnight(clock, drawn) -> None:
    due = Edition.objects.get().next_review_due
    assert "overdue" not in drawn()
    clock.tick(days=(due - clock.now.date()).days + 2)
    assert "overdue" in drawn()
    assert guide_page.kept_shell.cache_info().currsize == 2  # its foot says the year


def test_each_language_and_address_has_its_own(drawn, settings) -> None:
    drawn()
    with translation.override("de"):
        assert '<html lang="de">' in drawn()
    settings.SITE_URL = "https://elsewhere.example"
    assert "https://elsewhere.example/articles/" in drawn()
    assert drawn.frames == 3


def test_a_frame_reads_nothing_beside_its_sources(
    client, published, django_assert_num_queries
) -> None:
    """The edition, the clinic, the policies and the replies are read for each page."""
    guide_page.kept_frame.cache_clear()
    for _when in ("drawn", "kept"):
        with django_assert_num_queries(4):
            client.get(f"/articles/{published.slug}/")


def test_who_asks_is_not_known_where_the_frame_is_drawn(drawn, monkeypatch) -> None:
    """So it cannot show one reader's page to others, nor one guide's words in another."""
    given = {}

    def noted(draw: Any, name: str) -> Any:
        def noting(*args: Any) -> Any:
            given[name] = set(args[-1])
            return draw(*args)

        return noting

    for name in ("shell", "filled"):
        monkeypatch.setattr(guide_page, name, noted(getattr(guide_page, name), name))
    drawn()
    shared = {"clinic", "policies", "site_url", "slug", "token", "replies"}
    assert given == {"shell": shared, "filled": shared | {"edition", "page", "describes"}}


def test_guides_share_a_shell(drawn, published, author, reviewer, publisher) -> None:
    """Each of them is as the template draws it by itself."""
    other = factories.guide(author, title="Heat & <cold> for a stiff back")
    acts.submit_approve_publish(other, author=author, reviewer=reviewer, publisher=publisher)
    first, second = drawn(), drawn(other.slug)
    assert (drawn.frames, guide_page.kept_shell.cache_info().currsize) == (2, 1)
    assert published.title in first
    assert "Heat &amp; &lt;cold&gt; for a stiff back – " in second
    assert published.title not in second
    assert f'action="/articles/{other.slug}/useful/"' in second
