"""An edition's facts in the words of schema.org, release 30.0. Pure functions.

``lastReviewed`` and ``reviewedBy`` exist on WebPage only, so a guide is a MedicalWebPage whose main entity
is an Article. A Drug has no outcome properties: its side effects stay on the page.
"""

from typing import Any

from articles.models import Edition
from articles.payload import OutcomeFacts, PhysicianFacts, ReferenceFacts, TreatmentFacts
from clinic_cms.clinic.models import ClinicProfile

Node = dict[str, Any]
DRUG = "medicine"


def article_graph(edition: Edition, *, site_url: str, clinic: ClinicProfile) -> Node:
    """Return the JSON-LD of a live edition of a guide."""
    page, byline = edition.payload, edition.byline
    url = f"{site_url}{edition.get_absolute_url()}"
    organization = clinic_node(site_url, clinic)
    web_page: Node = {
        "@type": "MedicalWebPage",
        "@id": f"{url}#page",
        "url": url,
        "name": page["title"],
        "inLanguage": "en",
        "lastReviewed": byline["last_reviewed"],
        "expires": byline["next_review_due"],
        "audience": {"@type": "Patient"},
        "publisher": {"@type": "MedicalClinic", "@id": organization["@id"]},
        "mainEntity": {"@type": "Article", "@id": f"{url}#article"},
        "about": [
            *({"@type": "MedicalCondition", "name": c["name"]} for c in page["conditions"]),
            *(
                {"@type": treatment_type(t), "@id": f"{site_url}/treatments/{t['slug']}/#treatment"}
                for t in page["treatments"]
            ),
        ],
    }
    if byline["reviewer"]:
        web_page["reviewedBy"] = person_node(byline["reviewer"], site_url)
    if page["disclaimers"]:
        first = page["disclaimers"][0]
        web_page["usageInfo"] = f"{site_url}/disclaimers/{first['slug']}/v{first['number']}/"
    article: Node = {
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": page["title"],
        "description": page["summary"],
        "author": person_node(page["author"], site_url),
        "datePublished": byline["first_published_on"],
        "dateModified": byline["published_on"],
        "version": str(byline["number"]),
        "timeRequired": f"PT{byline['reading_minutes']}M",
        "isAccessibleForFree": True,
        "archivedAt": f"{url}editions/{byline['number']}/",
        "citation": [
            {"@type": "CreativeWork", "name": r["title"], "url": r["href"]}
            for r in page["references"]
        ],
    }
    if edition.correction:
        article["correction"] = {
            "@type": "CorrectionComment",
            "text": edition.correction,
            "datePublished": byline["published_on"],
        }
    treatments = [treatment_node(t, site_url, page["references"]) for t in page["treatments"]]
    return {
        "@context": "https://schema.org",
        "@graph": [organization, web_page, article, *treatments],
    }


def clinic_node(site_url: str, clinic: ClinicProfile) -> Node:
    node: Node = {
        "@type": "MedicalClinic",
        "@id": f"{site_url}/#clinic",
        "name": clinic.name,
        "url": f"{site_url}/",
    }
    if clinic.phone:
        node["telephone"] = clinic.phone
    return node


def person_node(facts: PhysicianFacts, site_url: str) -> Node:
    url = f"{site_url}/physicians/{facts['slug']}/"
    return {
        "@type": ["Person", "IndividualPhysician"],
        "@id": f"{url}#person",
        "name": facts["name"],
        "honorificSuffix": facts["credentials"],
        "jobTitle": facts["specialty"],
        "url": url,
    }


def treatment_type(facts: TreatmentFacts) -> str:
    return "Drug" if facts["kind"] == DRUG else "MedicalTherapy"


def treatment_node(facts: TreatmentFacts, site_url: str, references: list[ReferenceFacts]) -> Node:
    node: Node = {
        "@type": treatment_type(facts),
        "@id": f"{site_url}/treatments/{facts['slug']}/#treatment",
        "name": facts["name"],
        "url": f"{site_url}/treatments/{facts['slug']}/",
    }
    if facts["also_called"]:
        node["alternateName"] = [name.strip() for name in facts["also_called"].split(",")]
    if facts["summary"]:
        node["description"] = facts["summary"]
    if outcomes := facts.get("outcomes"):
        sources = {r["number"]: r["href"] for r in references}
        node["study"] = [_study(row, sources) for row in outcomes]
    if facts["kind"] == DRUG:
        return node | _drug(facts)
    effects = facts["side_effects"]
    for name, rows in (
        ("seriousAdverseOutcome", [e for e in effects if e["serious"]]),
        ("adverseOutcome", [e for e in effects if not e["serious"]]),
    ):
        if rows:
            node[name] = [
                {"@type": "MedicalSymptom", "name": e["name"], "description": e["sentence"]}
                for e in rows
            ]
    if facts["who_should_not"]:
        node["contraindication"] = [
            {"@type": "MedicalContraindication", "name": line} for line in facts["who_should_not"]
        ]
    return node


def _study(row: OutcomeFacts, sources: dict[int, str]) -> Node:
    node: Node = {
        "@type": "MedicalStudy",
        "name": f"{row['name']}, {row['period']}",
        "description": row["sentence"],
    }
    if row["source"] in sources:
        node["url"] = sources[row["source"]]
    return node


def _drug(facts: TreatmentFacts) -> Node:
    node: Node = {}
    if facts["how_it_works"]:
        node["mechanismOfAction"] = facts["how_it_works"]
    if facts["example_medicines"]:
        node["nonProprietaryName"] = facts["example_medicines"]
    if facts["regulator_warnings"]:
        node["warning"] = [w["text"] for w in facts["regulator_warnings"]]
    return node
