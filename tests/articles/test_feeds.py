"""The feed by the rules of RFC 4287, the sitemap by those of its schema, and robots.txt."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests import acts, factories

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TEXT = {"title", "subtitle", "summary", "content", "rights"}
# How often an element may stand, by the RELAX NG of RFC 4287: at least, at most.
FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, 99), "link": (0, 99),
        "subtitle": (0, 1), "rights": (0, 1), "generator": (0, 1), "icon": (0, 1), "logo": (0, 1),
        "category": (0, 99), "contributor": (0, 99), "entry": (0, 999)}  # fmt: skip
ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "author": (0, 99),
         "link": (0, 99), "summary": (0, 1), "content": (0, 1), "rights": (0, 1), "source": (0, 1),
         "category": (0, 99), "contributor": (0, 99)}  # fmt: skip


@pytest.fixture
def odd(published, author, reviewer, publisher):
    """A second guide, with a title that XML has to escape."""
    guide = factories.guide(author, title="Pain < 3 & “calm” 😀", slug="odd")
    return acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)


def children(element, allowed):
    """Check which elements stand inside one, and how often; return them by name."""
    found: dict[str, list] = {}
    for child in element:
        assert child.tag.startswith(ATOM), child.tag
        found.setdefault(child.tag.removeprefix(ATOM), []).append(child)
    assert set(found) <= set(allowed), set(found) - set(allowed)
    for name, (least, most) in allowed.items():
        assert least <= len(found.get(name, [])) <= most, name
    for name, elements in found.items():
        for one in elements:
            if name in TEXT:
                assert one.get("type", "text") in ("text", "html", "xhtml")
                assert one.get("type") == "xhtml" or not len(one)
            elif name in ("updated", "published"):
                assert MOMENT.fullmatch(one.text), one.text
            elif name == "id":
                assert re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", one.text)
            elif name == "link":
                assert re.fullmatch(r"https?://\S+", one.get("href"))
                assert set(one.attrib) <= {"href", "rel", "type", "hreflang", "title", "length"}
            elif name == "author":
                names = [part.tag for part in one]
                assert names.count(f"{ATOM}name") == 1
                assert set(names) <= {f"{ATOM}{part}" for part in ("name", "uri", "email")}
    return found


def test_the_feed_is_valid(client, odd, settings):
    answer = client.get("/feed/", headers={"Host": "localhost"})
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    parts = children(feed, FEED)
    rels = [(link.get("rel"), link.get("href")) for link in parts["link"]]
    assert ("self", f"{settings.SITE_URL}/feed/") in rels
    assert len(parts["entry"]) == 2
    ids = []
    for entry in parts["entry"]:
        inside = children(entry, ENTRY)
        assert "author" in parts or "author" in inside
        alternates = [link for link in inside["link"] if link.get("rel") in (None, "alternate")]
        assert len(alternates) == 1
        assert "summary" in inside
        assert inside["updated"][0].text <= parts["updated"][0].text
        ids.append(inside["id"][0].text)
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Pain < 3 & “calm” 😀"


def test_a_page_keeps_its_id_over_editions(client, published, author, reviewer, publisher):
    def ids():
        return re.findall(r"<id>([^<]+)</id>", client.get("/feed/").content.decode())

    before = ids()
    acts.edit(published, author, summary="Said better.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert ids() == before


def test_a_feed_without_a_page_is_valid(client, clinic):
    parts = children(ElementTree.fromstring(client.get("/feed/").content), FEED)
    assert "entry" not in parts


def test_the_sitemap_is_valid(client, odd, policy, settings):
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"].startswith("application/xml")
    urlset = ElementTree.fromstring(answer.content)
    assert urlset.tag == f"{SITEMAP}urlset"
    assert 1 <= len(urlset) <= 50_000
    days = {}
    for url in urlset:
        assert url.tag == f"{SITEMAP}url"
        names = [part.tag.removeprefix(SITEMAP) for part in url]
        assert names in (["loc"], ["loc", "lastmod"])
        address = url.findtext(f"{SITEMAP}loc")
        assert address.startswith(f"{settings.SITE_URL}/")
        assert 12 <= len(address) <= 2_048
        days[address] = url.findtext(f"{SITEMAP}lastmod")
        assert days[address] is None or DAY.fullmatch(days[address])
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200
    assert len(days) == len(urlset)
    assert days[settings.SITE_URL + odd.get_absolute_url()] == str(
        timezone.localdate(odd.live_from)
    )
    assert not any("how-we-write" in address for address in days)  # a draft


def test_a_day_in_the_sitemap_is_the_clinics(
    guide, author, reviewer, publisher, clock, client
) -> None:
    """An evening in New York is the next day in UTC."""
    clock.now = datetime(2030, 5, 2, 1, 30, tzinfo=UTC)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    said = set(re.findall("<lastmod>(.*?)</lastmod>", client.get("/sitemap.xml").content.decode()))
    assert said == {"2030-05-01"}


def test_robots_leads_to_the_sitemap(client, clinic, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
