"""Catalogue records as the plain facts that an edition freezes. Reads only."""

from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from articles.fact_box import outcome_words
from articles.models import (
    Article,
    Condition,
    Disclaimer,
    DisclaimerVersion,
    Edition,
    Physician,
    Treatment,
    TreatmentOutcome,
    TreatmentSideEffect,
)
from articles.models.article import ArticleKind
from articles.models.disclaimer import DisclaimerScope
from articles.models.outcome import Certainty
from articles.models.treatment import LicenceStatus
from articles.payload import (
    ConditionFacts,
    DisclaimerFacts,
    Link,
    OutcomeFacts,
    PhysicianFacts,
    ReferenceFacts,
    SideEffectFacts,
    TreatmentFacts,
)
from articles.risk import Band, common_denominator, frequency_words


def lines(text: str) -> list[str]:
    """Return the lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def physician(person: Physician) -> PhysicianFacts:
    """Return a physician as bylines and pages show them."""
    photo = person.photo
    return {
        "slug": person.slug,
        "name": person.name,
        "display_name": person.display_name,
        "credentials": person.credentials,
        "specialty": person.specialty,
        "bio": person.bio,
        "conflicts": person.conflicts,
        "booking_url": person.booking_url,
        "photo": (
            {"url": photo.file.url, "width": photo.width, "height": photo.height, "alt": photo.alt}
            if photo
            else None
        ),
    }


def conditions(article: Article) -> list[ConditionFacts]:
    """Return the article's conditions with the wider ones above them."""
    return [
        {
            "slug": condition.slug,
            "name": condition.name,
            "also_called": condition.also_called,
            "summary": condition.summary,
            "parents": [_link(parent) for parent in condition.ancestors()],
        }
        for condition in article.conditions.order_by("name")
    ]


def overview(article: Article) -> Link | None:
    """Return the wider article, once readers can open it: a page never links to a draft."""
    live = Edition.objects.live().filter(article=article.overview_id).only("slug", "title").first()
    return {"slug": live.slug, "name": live.title} if live else None


@dataclass(frozen=True)
class References:
    """Numbered sources, and the number of each by its primary key."""

    rows: list[ReferenceFacts]
    numbers: dict[int, int]


def references(article: Article) -> References:
    """Return the article's sources in their order, with the numbers that the form shows.

    A number that was taken out leaves a gap: [3] in the text goes on meaning source 3.
    """
    cited = list(article.citations.select_related("reference"))
    rows: list[ReferenceFacts] = [
        {
            "number": citation.position,
            "authors": source.authors,
            "title": source.title,
            "publication": source.publication,
            "year": source.year,
            "href": source.href,
            "accessed_on": source.accessed_on.isoformat() if source.accessed_on else "",
        }
        for citation in cited
        for source in (citation.reference,)
    ]
    return References(rows, {c.reference_id: c.position for c in cited})


def shown_disclaimers(article: Article) -> QuerySet[Disclaimer]:
    """Return the disclaimers that a page carries: its own, and on a guide those for every page."""
    wanted = Q(articles=article)
    if article.kind == ArticleKind.GUIDE:
        wanted |= Q(scope=DisclaimerScope.EVERY_PAGE)
    return Disclaimer.objects.filter(wanted).distinct()


def disclaimers(article: Article, on: date) -> list[DisclaimerFacts]:
    """Return the versions in force on a day: those for every page first, then the attached."""
    found: list[DisclaimerFacts] = []
    for disclaimer in shown_disclaimers(article).order_by("-scope", "title"):
        version = (
            DisclaimerVersion.objects.filter(disclaimer=disclaimer, in_force_from__lte=on)
            .order_by("-number")
            .first()
        )
        if version:
            found.append(
                {
                    "slug": disclaimer.slug,
                    "title": disclaimer.title,
                    "kind": disclaimer.kind,
                    "number": version.number,
                    "text": version.text,
                    "in_force_from": version.in_force_from.isoformat(),
                }
            )
    return found


def treatments(article: Article, numbers: dict[int, int]) -> tuple[list[TreatmentFacts], int]:
    """Return the article's treatments and the one denominator for all their figures.

    ``numbers`` leads from a reference's primary key to its number on the page.
    """
    found = list(
        article.treatments.order_by("name").prefetch_related(
            "regulator_warnings", "conditions", "side_effect_rows__side_effect", "outcomes"
        )
    )
    shares = [row.share for t in found for row in t.side_effect_rows.all() if row.share is not None]
    outcomes = [row for t in found for row in t.outcomes.all()]
    shares += [share for row in outcomes for share in (row.with_share, row.without_share)]
    denominator = common_denominator(shares)
    return [_treatment(t, denominator, numbers) for t in found], denominator


def _treatment(record: Treatment, denominator: int, numbers: dict[int, int]) -> TreatmentFacts:
    rows = sorted(record.side_effect_rows.all(), key=_serious_first_then_frequent)
    found: TreatmentFacts = {
        "slug": record.slug,
        "name": record.name,
        "kind": record.kind,
        "kind_label": record.get_kind_display(),
        "also_called": record.also_called,
        "summary": record.summary,
        "how_it_works": record.how_it_works,
        "how_it_is_given": record.how_it_is_given,
        "guidance": record.guidance,
        "done_by": record.done_by,
        "where_done": record.where_done,
        "takes": record.takes,
        "who_it_is_for": lines(record.who_it_is_for),
        "who_should_not": lines(record.who_should_not),
        "tell_first": lines(record.tell_first),
        "benefits": record.benefits,
        "preparation": record.preparation,
        "afterwards": record.afterwards,
        "onset": record.onset,
        "lasts": record.lasts,
        "repeat_limit": record.repeat_limit,
        "alternatives": lines(record.alternatives),
        "doing_nothing": record.doing_nothing,
        "licence_status": record.licence_status,
        "licence_label": (
            ""
            if record.licence_status == LicenceStatus.NOT_STATED
            else record.get_licence_status_display()
        ),
        "licence_note": record.licence_note,
        "example_medicines": record.example_medicines,
        "atc_code": record.atc_code,
        "regulator_warnings": [
            {
                "regulator": w.regulator,
                "issued_on": w.issued_on.isoformat(),
                "text": w.text,
                "url": w.url,
            }
            for w in record.regulator_warnings.all()
        ],
        "conditions": [_link(c) for c in record.conditions.all()],
        "side_effects": [_side_effect(row, denominator, numbers) for row in rows],
    }
    if outcomes := [_outcome(row, denominator, numbers) for row in record.outcomes.all()]:
        found["outcomes"] = outcomes
    return found


def _outcome(row: TreatmentOutcome, denominator: int, numbers: dict[int, int]) -> OutcomeFacts:
    words = outcome_words(row.with_share, row.without_share, row.compared_with, denominator)
    return {
        "name": row.name,
        "nature": row.nature,
        "nature_label": row.get_nature_display(),
        "with_affected": row.with_affected,
        "with_out_of": row.with_out_of,
        "without_affected": row.without_affected,
        "without_out_of": row.without_out_of,
        "compared_with": row.compared_with,
        "period": row.period,
        "population": row.population,
        "source": numbers.get(row.source_id),
        "certainty": row.certainty,
        "certainty_label": (
            "" if row.certainty == Certainty.NOT_STATED else row.get_certainty_display()
        ),
        "may_be_chance": row.may_be_chance,
        **asdict(words),  # type: ignore[typeddict-item]  # its fields are the other keys
    }


def _serious_first_then_frequent(row: TreatmentSideEffect) -> tuple[bool, int, Fraction, str]:
    # By band before share: an effect known only as "common" comes before one of 3 in 1,000.
    share = row.share if row.share is not None else Fraction(-1)
    return not row.serious, Band.values.index(row.band), -share, row.side_effect.name


def _side_effect(
    row: TreatmentSideEffect, denominator: int, numbers: dict[int, int]
) -> SideEffectFacts:
    words = frequency_words(row.share, row.band, denominator)
    found: SideEffectFacts = {
        "slug": row.side_effect.slug,
        "name": row.side_effect.name,
        "clinical_name": row.side_effect.clinical_name,
        "description": row.side_effect.description,
        "affected": row.affected,
        "out_of": row.out_of,
        "population": row.population,
        "source": numbers.get(row.source_id) if row.source_id else None,
        "band": row.band,
        "band_label": str(row.get_band_display()),
        "severity": row.severity,
        "severity_label": str(row.get_severity_display()),
        "serious": row.serious,
        "serious_reason": row.get_serious_reason_display() if row.serious_reason else "",
        "onset": row.onset,
        "duration": row.duration,
        "reversible": row.reversible,
        "at_risk": row.at_risk,
        "what_to_do": row.what_to_do,
        "what_to_do_label": row.get_what_to_do_display(),
        "advice": row.advice,
        "per_page": words.per_page,
        "spared": words.spared,
        "headline": words.headline,
        "sentence": words.sentence,
        "icon_array": words.icon_array,
    }
    if row.side_effect.also_called:
        found["also_called"] = row.side_effect.also_called
    return found


def _link(record: Condition) -> Link:
    return {"slug": record.slug, "name": record.name}
