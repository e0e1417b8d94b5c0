"""Write an edition, its subjects and its search document. Called by ``publishing.publish`` only."""

from datetime import date, datetime

from django.utils import timezone

from articles import editions
from articles.models import Article, Edition, EditionSubject, Review
from articles.models.edition import EditionQuerySet, SubjectKind
from articles.models.review import ReviewOutcome
from articles.payload import Byline, Content, PhysicianFacts
from articles.search import documents
from clinic_cms.clinic.models import ClinicProfile, User


def freeze(article: Article, content: Content, *, by: User, live_from: datetime) -> Edition:
    """Create the next edition of an article whose row the caller has locked."""
    review = approval(article)
    byline = make_byline(
        article,
        content,
        reviewer=review.signed_by,
        reviewed_on=timezone.localdate(review.created_at),
        live_from=live_from,
    )
    html = editions.render(content, byline)
    content_sha256 = editions.content_hash(content)
    last = _last(article.editions.all())
    previous = last.sha256 if last else ""
    edition = Edition.objects.create(
        article=article,
        number=byline["number"],
        kind=article.kind,
        slug=article.slug,
        title=article.title,
        summary=article.summary,
        payload=content,
        byline=byline,
        html=html,
        search_text=editions.search_text(content),
        last_reviewed=date.fromisoformat(byline["last_reviewed"]),
        next_review_due=date.fromisoformat(byline["next_review_due"]),
        content_sha256=content_sha256,
        previous_sha256=previous,
        sha256=editions.seal(
            article_uid=str(article.uid),
            number=byline["number"],
            content_sha256=content_sha256,
            byline=byline,
            html=html,
            live_from=live_from,
            previous_sha256=previous,
        ),
        review=review,
        published_by=by,
        live_from=live_from,
    )
    EditionSubject.objects.bulk_create(_subjects(edition, content, byline))
    documents.write([edition])
    return edition


def approval(article: Article) -> Review:
    """Return the sign-off that an approved article stands on."""
    found: Review = article.reviews.filter(
        outcome=ReviewOutcome.APPROVED, content_sha256=article.approved_sha256
    ).latest("pk")
    return found


def make_byline(
    article: Article,
    content: Content,
    *,
    reviewer: PhysicianFacts | None,
    reviewed_on: date,
    live_from: datetime,
) -> Byline:
    """Return what publication adds to the content. No reviewer means: not independently reviewed.

    An edition that was cancelled before its time has its number, and nothing else: no reader saw it.
    """
    last, before = _last(article.editions.all()), _last(article.editions.ever_live())
    published = timezone.localdate(live_from).isoformat()
    return {
        "number": last.number + 1 if last else 1,
        "reviewer": reviewer,
        "independent": reviewer is not None,
        "last_reviewed": reviewed_on.isoformat(),
        "next_review_due": next_review_due(reviewed_on).isoformat(),
        "published_on": published,
        "first_published_on": before.byline["first_published_on"] if before else published,
        "change_note": content.get("change_note", "") if before else "",
        "corrections": _corrections(before),
        "reading_minutes": editions.reading_minutes(content),
    }


def next_review_due(reviewed_on: date) -> date:
    """Return the last day on which a page that was reviewed on a day is not overdue."""
    return add_months(reviewed_on, ClinicProfile.current().review_cycle_months)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _last(among: EditionQuerySet) -> Edition | None:
    return among.order_by("-number").first()


def _corrections(before: Edition | None) -> list[dict[str, str]]:
    if before is None:
        return []
    earlier = list(before.byline["corrections"])
    if before.correction:
        # A note that was no part of the approved content was approved by nobody.
        approved = "change_note" in before.payload
        reviewer = before.byline["reviewer"] if approved else None
        earlier.insert(
            0,
            {
                "date": before.byline["published_on"],
                "text": before.correction,
                "approved_by": reviewer["display_name"] if reviewer else "",
            },
        )
    return earlier


def _subjects(edition: Edition, content: Content, byline: Byline) -> list[EditionSubject]:
    rows: dict[tuple[str, str], tuple[str, str]] = {}
    # Wider conditions first: breadcrumbs lead to their pages, and one may be covered itself as well.
    for parent in (link for c in content["conditions"] for link in c["parents"]):
        rows[SubjectKind.CONDITION, parent["slug"]] = (parent["name"], "")
    for condition in content["conditions"]:
        rows[SubjectKind.CONDITION, condition["slug"]] = (condition["name"], condition["summary"])
    for treatment in content["treatments"]:
        rows[SubjectKind.TREATMENT, treatment["slug"]] = (
            treatment["name"],
            treatment["kind_label"],
        )
        for effect in treatment["side_effects"]:
            rows[SubjectKind.SIDE_EFFECT, effect["slug"]] = (
                effect["name"],
                effect["clinical_name"],
            )
    for kind, person in (
        (SubjectKind.AUTHOR, content["author"]),
        (SubjectKind.REVIEWER, byline["reviewer"]),
    ):
        if person:
            rows[kind, person["slug"]] = (person["display_name"], person["specialty"])
    for disclaimer in content["disclaimers"]:
        key = f"{disclaimer['slug']}/v{disclaimer['number']}"
        rows[SubjectKind.DISCLAIMER, key] = (disclaimer["title"], "")
    photos = [
        p["photo"]["url"] for p in (content["author"], byline["reviewer"]) if p and p["photo"]
    ]
    for url in [*content["pictures"], *photos]:
        rows[SubjectKind.PICTURE, url] = (url, "")
    return [
        EditionSubject(edition=edition, kind=kind, slug=slug, name=name[:200], detail=detail[:300])
        for (kind, slug), (name, detail) in rows.items()
    ]
