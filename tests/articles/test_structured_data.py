"""The data block of a guide: true, closed against its text, and valid where the checker is at hand."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from articles import structured_data
from articles.models import Edition
from articles.templatetags.structured_data import article_json_ld
from clinic_cms.clinic.models import ClinicProfile

CHECKS = Path(__file__).resolve().parents[3] / "shared" / "checks"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
pytestmark = pytest.mark.django_db


def graph_of(html: str) -> list[dict]:
    return json.loads(BLOCK.search(html)[1])["@graph"]


def node(graph: list[dict], kind: str) -> dict:
    return next(n for n in graph if n["@type"] == kind)


def test_the_page_says_who_reviewed_it_and_when(client, published):
    edition = Edition.objects.live().get(article=published)
    graph = graph_of(client.get(edition.get_absolute_url()).content.decode())
    page = node(graph, "MedicalWebPage")
    assert page["lastReviewed"] == edition.byline["last_reviewed"]
    assert page["reviewedBy"]["name"] == edition.byline["reviewer"]["name"]
    assert node(graph, "Article")["version"] == str(edition.number)


def test_a_title_cannot_end_the_block(rf, published):
    edition = Edition.objects.live().get(article=published)
    edition.payload["title"] = "</script><script>alert(1)</script>"
    drawn = article_json_ld({"site_url": "https://c.test", "clinic": ClinicProfile()}, edition)
    assert drawn.count("<script") == drawn.count("</script") == 1
    assert node(graph_of(drawn), "Article")["headline"] == edition.payload["title"]


def test_without_independent_review_no_reviewer_is_named(published):
    edition = Edition.objects.live().get(article=published)
    edition.byline["reviewer"] = None
    graph = structured_data.article_graph(
        edition, site_url="https://c.test", clinic=ClinicProfile()
    )
    assert "reviewedBy" not in node(graph["@graph"], "MedicalWebPage")


def test_the_vocabulary_knows_every_word(published, tmp_path):
    edition = Edition.objects.live().get(article=published)
    graph = structured_data.article_graph(
        edition, site_url="https://c.test", clinic=ClinicProfile()
    )["@graph"]
    assert {"MedicalClinic", "MedicalWebPage", "Article"} <= {n["@type"] for n in graph}
    if not CHECKS.is_dir():
        return  # the vocabulary (1.5 MB) is not part of this repository
    document = tmp_path / "page.jsonld"
    document.write_text(json.dumps({"@graph": graph}), encoding="utf-8")
    command = [sys.executable, CHECKS / "schemaorg_check.py", CHECKS / "schemaorg-30.0.jsonld"]
    done = subprocess.run([*command, document], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "OK", done.stdout
