"""The pages around the guides in the words of schema.org, release 30.0. Pure functions.

Each returns a function of the site's address and the clinic, so that a view says what its page is about
and the template, which knows both, writes it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from articles import structured_data
from articles.models import Edition
from articles.payload import (
    ConditionFacts,
    DisclaimerFacts,
    PhysicianFacts,
    SideEffectFacts,
    TreatmentFacts,
)
from articles.structured_data import Node, clinic_node, person_node, treatment_node, treatment_type
from clinic_cms.clinic.models import ClinicProfile

Description = Callable[[str, ClinicProfile], Node]


def _page(
    kind: str, path: str, name: str, *nodes: Callable[[str], Node], **more: Any
) -> Description:
    """Return a page of the clinic. The first of ``nodes`` is what the page is about."""

    def describe(site_url: str, clinic: ClinicProfile) -> Node:
        organization = clinic_node(site_url, clinic)
        drawn = [node(site_url) for node in nodes]
        page: Node = {
            "@type": kind,
            "@id": f"{site_url}{path}#page",
            "url": f"{site_url}{path}",
            "name": name or clinic.name,
            "inLanguage": "en",
            "publisher": {"@type": "MedicalClinic", "@id": organization["@id"]},
            **more,
        }
        if drawn:
            page["mainEntity"] = {key: drawn[0][key] for key in ("@type", "@id")}
        return {"@context": "https://schema.org", "@graph": [organization, page, *drawn]}

    return describe


def guide(edition: Edition) -> Description:
    """Describe the live edition of a guide."""
    return lambda site_url, clinic: structured_data.article_graph(
        edition, site_url=site_url, clinic=clinic
    )


def home(path: str) -> Description:
    """Describe the first page: the website and where it is searched."""

    def website(site_url: str) -> Node:
        return {
            "@type": "WebSite",
            "@id": f"{site_url}/#website",
            "url": f"{site_url}/",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{site_url}/search/?q={{search_term_string}}",
                },
            },
        }

    return _page("WebPage", path, "", website)


def search(path: str) -> Description:
    """Describe the search, with or without results."""
    return _page("SearchResultsPage", path, _("Search"))


def comparison(path: str) -> Description:
    """Describe the page that sets treatments side by side."""
    return _page("MedicalWebPage", path, _("Compare treatments"))


def listing(path: str, name: str, items: Iterable[tuple[str, str]]) -> Description:
    """Describe a list. ``items``: the name and the path of each."""
    found = list(items)

    def listed(site_url: str) -> Node:
        return {
            "@type": "ItemList",
            "@id": f"{site_url}{path}#list",
            "numberOfItems": len(found),
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": text, "url": f"{site_url}{address}"}
                for n, (text, address) in enumerate(found, 1)
            ],
        }

    return _page("CollectionPage", path, name, listed)


def condition(path: str, facts: ConditionFacts, treatments: list[TreatmentFacts]) -> Description:
    """Describe a condition with what may be done about it."""

    def node(site_url: str) -> Node:
        found: Node = {
            "@type": "MedicalCondition",
            "@id": f"{site_url}{path}#condition",
            "name": facts["name"],
            "url": f"{site_url}{path}",
        }
        if facts["also_called"]:
            found["alternateName"] = _names(facts["also_called"])
        if facts["summary"]:
            found["description"] = facts["summary"]
        if treatments:
            found["possibleTreatment"] = [
                {
                    "@type": treatment_type(t),
                    "@id": f"{site_url}/treatments/{t['slug']}/#treatment",
                    "name": t["name"],
                }
                for t in treatments
            ]
        return found

    return _page("MedicalWebPage", path, facts["name"], node)


def treatment(path: str, facts: TreatmentFacts, edition: Edition) -> Description:
    """Describe a treatment as an edition has it."""
    return _page(
        "MedicalWebPage",
        path,
        facts["name"],
        lambda site_url: treatment_node(facts, site_url, edition.payload["references"]),
        lastReviewed=edition.last_reviewed.isoformat(),
    )


def side_effect(path: str, facts: SideEffectFacts, sentences: list[str]) -> Description:
    """Describe a side effect with how often it comes, one sentence a treatment."""

    def node(site_url: str) -> Node:
        found: Node = {
            "@type": "MedicalSymptom",
            "@id": f"{site_url}{path}#effect",
            "name": facts["name"],
            "url": f"{site_url}{path}",
            "description": " ".join(filter(None, [facts["description"], *sentences])),
        }
        if facts["clinical_name"]:
            found["alternateName"] = facts["clinical_name"]
        return found

    return _page("MedicalWebPage", path, facts["name"], node)


def physician(path: str, facts: PhysicianFacts) -> Description:
    """Describe a physician. A person here, since schema.org's Physician is an organization."""

    def node(site_url: str) -> Node:
        found = person_node(facts, site_url)
        if facts["bio"]:
            found["description"] = facts["bio"]
        return found

    return _page("ProfilePage", path, facts["display_name"], node)


def policy(edition: Edition) -> Description:
    """Describe the live edition of a policy, or of any page that is text alone."""
    path, byline = edition.get_absolute_url(), edition.byline

    def node(site_url: str) -> Node:
        found: Node = {
            "@type": "Article",
            "@id": f"{site_url}{path}#article",
            "headline": edition.title,
            "author": {"@type": "MedicalClinic", "@id": f"{site_url}/#clinic"},
            "datePublished": byline["first_published_on"],
            "dateModified": byline["published_on"],
            "version": str(edition.number),
        }
        if edition.summary:
            found["description"] = edition.summary
        return found

    return _page("WebPage", path, edition.title, node)


def past_edition(path: str, edition: Edition) -> Description:
    """Describe one edition by itself, as the archive of the page it belongs to."""

    def node(site_url: str) -> Node:
        return {
            "@type": "Article",
            "@id": f"{site_url}{path}#article",
            "headline": edition.title,
            "version": str(edition.number),
            "datePublished": edition.byline["published_on"],
            "isBasedOn": f"{site_url}{edition.get_absolute_url()}",
        }

    return _page("WebPage", path, edition.title, node)


def disclaimer(path: str, facts: DisclaimerFacts) -> Description:
    """Describe one version of a disclaimer."""

    def node(site_url: str) -> Node:
        return {
            "@type": "CreativeWork",
            "@id": f"{site_url}{path}#disclaimer",
            "name": facts["title"],
            "version": str(facts["number"]),
            "datePublished": facts["in_force_from"],
            "text": facts["text"],
        }

    return _page("WebPage", path, facts["title"], node)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]
