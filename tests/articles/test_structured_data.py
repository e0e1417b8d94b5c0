"""What pages say to machines: true, closed against its text, and valid where the checker is at hand."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from articles import structured_data
from articles.models import Edition
from articles.templatetags.structured_data import json_ld
from clinic_cms.clinic.models import ClinicProfile
from comments import moderation
from tests import acts, factories, rdfa

CHECKS = Path(__file__).resolve().parents[3] / "shared" / "checks"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Every kind of page, and what its page node and the thing it is about are called.
KINDS = {
    "/": ("WebPage", "WebSite"),
    "/articles/": ("CollectionPage", "ItemList"),
    "/articles/{slug}/": ("MedicalWebPage", "Article"),
    "/articles/{slug}/history/": ("CollectionPage", "ItemList"),
    "/articles/{slug}/editions/1/": ("WebPage", "Article"),
    "/policies/how-we-write/": ("WebPage", "Article"),
    "/conditions/": ("CollectionPage", "ItemList"),
    "/conditions/{condition}/": ("MedicalWebPage", "MedicalCondition"),
    "/treatments/": ("CollectionPage", "ItemList"),
    "/treatments/{treatment}/": ("MedicalWebPage", "MedicalTherapy"),
    "/side-effects/": ("CollectionPage", "ItemList"),
    "/side-effects/{effect}/": ("MedicalWebPage", "MedicalSymptom"),
    "/physicians/": ("CollectionPage", "ItemList"),
    "/physicians/{author}/": ("ProfilePage", ["Person", "IndividualPhysician"]),
    "/disclaimers/general/v1/": ("WebPage", "CreativeWork"),
    "/search/": ("SearchResultsPage", None),
    "/treatments/compare/": ("MedicalWebPage", None),
}


def graph_of(html: str) -> list[dict]:
    return json.loads(BLOCK.search(html)[1])["@graph"]


def node(graph: list[dict], kind: str) -> dict:
    return next(n for n in graph if n["@type"] == kind)


def live(published) -> Edition:
    return Edition.objects.live().get(article=published)


@pytest.fixture
def addresses(published, policy, author, reviewer, publisher) -> dict[str, str]:
    """Every kind of page, as KINDS names it, to the address of one."""
    acts.submit_approve_publish(policy, author=author, reviewer=reviewer, publisher=publisher)
    treatment = published.treatments.get()
    names = {
        "slug": published.slug,
        "condition": published.conditions.get().slug,
        "treatment": treatment.slug,
        "effect": treatment.side_effect_rows.all()[0].side_effect.slug,
        "author": published.author.slug,
    }
    return {kind: kind.format(**names) for kind in KINDS}


def test_the_page_says_who_reviewed_it_and_when(client, published):
    edition = live(published)
    graph = graph_of(client.get(edition.get_absolute_url()).content.decode())
    page = node(graph, "MedicalWebPage")
    assert page["lastReviewed"] == edition.byline["last_reviewed"]
    assert page["reviewedBy"]["name"] == edition.byline["reviewer"]["name"]
    assert node(graph, "Article")["version"] == str(edition.number)


def test_a_title_cannot_end_the_block(published):
    drawn = json_ld({"@graph": [{"name": "</script><script>alert(1)</script>"}]})
    assert drawn.count("<script") == drawn.count("</script") == 1
    assert graph_of(drawn)[0]["name"] == "</script><script>alert(1)</script>"


def test_without_independent_review_no_reviewer_is_named(published):
    edition = live(published)
    edition.byline["reviewer"] = None
    graph = structured_data.article_graph(
        edition, site_url="https://c.test", clinic=ClinicProfile()
    )
    assert "reviewedBy" not in node(graph["@graph"], "MedicalWebPage")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_says_what_it_is(client, addresses, kind, settings):
    html = client.get(addresses[kind]).content.decode()
    _, page, *about = graph_of(html)
    assert (page["@type"], about[0]["@type"] if about else None) == KINDS[kind]
    assert page["url"] == settings.SITE_URL + addresses[kind]
    assert f'<meta property="og:url" content="{page["url"]}">' in html
    assert 'property="og:title"' in html


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "/articles/{slug}/editions/1/"])
def test_every_kind_of_page_names_its_own_address(client, addresses, kind, settings):
    html = client.get(addresses[kind]).content.decode()
    canonical = re.findall(r'<link rel="canonical"\s+href="([^"]+)">', html)
    assert canonical == [settings.SITE_URL + addresses[kind]]


def test_a_past_edition_names_the_page_of_today(client, addresses, published, settings):
    html = client.get(addresses["/articles/{slug}/editions/1/"]).content.decode()
    address = settings.SITE_URL + live(published).get_absolute_url()
    assert re.search(rf'<link rel="canonical"\s+href="{address}">', html)


def test_pages_that_are_not_for_readers_say_nothing(client_for, published, author):
    html = client_for(author).get(f"/admin/articles/article/{published.pk}/preview/").content
    assert b"ld+json" not in html
    assert b"og:title" not in html


def test_the_vocabulary_knows_every_word(
    client, addresses, published, moderator, settings, tmp_path
):
    reply = None  # then an answer to it, and one that is drawn beside that
    for _ in range(3):
        reply = factories.pending_comment(live(published), parent=reply)
        moderation.approve(comment=reply, by=moderator, version=reply.version)
    if not CHECKS.is_dir():
        pytest.skip("the vocabulary (1.5 MB) is not part of this repository")
    graph = []
    for address in addresses.values():
        html = client.get(address).content.decode()
        graph += [n for block in BLOCK.findall(html) for n in json.loads(block)["@graph"]]
        graph += rdfa.items(html, settings.SITE_URL + address)
    (root,) = (n["comment"] for n in graph if "comment" in n)
    first, below = root["comment"]
    assert [n["@type"] for n in (root, first, below)] == ["Comment"] * 3
    assert "parentItem" in below
    document = tmp_path / "pages.jsonld"
    document.write_text(json.dumps({"@graph": graph}), encoding="utf-8")
    command = [sys.executable, CHECKS / "schemaorg_check.py", CHECKS / "schemaorg-30.0.jsonld"]
    done = subprocess.run([*command, document], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "OK", done.stdout
