"""Articles and policies: written, reviewed and published by different people, over the past year."""

from datetime import timedelta

from articles import editions, publishing
from articles.models import (
    Article,
    ArticleReference,
    Condition,
    Disclaimer,
    Physician,
    Reference,
    Treatment,
)
from clinic_cms.clinic.models import User
from clinic_cms.demo.shapes import ArticleData
from clinic_cms.seeding.clock import Calendar, at

WRITING_DAYS = 9  # from the first word to publication
LINES = ("help_emergency", "help_urgent", "help_non_urgent", "questions")
PLAIN = ("slug", "kind", "title", "summary", "body", "research_label", "research_url")


def seed_page(row: ArticleData, references: dict[str, Reference], calendar: Calendar) -> Article:
    """Take one page as far as its ``state`` says."""
    published = row.get("published_days_ago", 2)
    with at(calendar.ago(published + WRITING_DAYS)):
        article = _write(row, references)
    if row["state"] == "draft":
        return article
    with at(calendar.ago(published + 3)):
        _submit(article)
    if row["state"] == "in_review":
        return article
    with at(calendar.ago(published + 1)):
        if row["state"] == "changes_requested":
            publishing.request_changes(
                article=article,
                by=_user(row["reviewer"]),
                revision=article.revision,
                comment=row["review_comment"],
            )
            return article
        _approve(article, row["reviewer"])
    if row["state"] != "approved":
        _publish(row, article, calendar)
    return article


def _write(row: ArticleData, references: dict[str, Reference]) -> Article:
    author = Physician.objects.get(slug=row["author"])
    by = _user(row["author"])
    article = Article(
        **{name: row[name] for name in PLAIN},  # type: ignore[literal-required]
        **{name: "\n".join(row[name]) for name in LINES},  # type: ignore[literal-required]
        author=author,
        overview=Article.objects.get(slug=row["overview"]) if row["overview"] else None,
        created_by=by,
        edited_by=by,
    )
    article.full_clean()
    article.save()
    article.conditions.set(Condition.objects.filter(slug__in=row["conditions"]))
    article.treatments.set(Treatment.objects.filter(slug__in=row["treatments"]))
    article.disclaimers.set(Disclaimer.objects.filter(slug__in=row["disclaimers"]))
    for position, key in enumerate(row["references"], start=1):
        ArticleReference.objects.create(
            article=article, reference=references[key], position=position
        )
    publishing.created(article=article, by=by)
    return article


def _submit(article: Article) -> None:
    by = article.author.user
    assert by is not None, "demo authors have accounts"  # noqa: S101 - demo data, checked by a test
    publishing.submit(article=article, by=by, revision=article.revision)
    article.refresh_from_db()


def _approve(article: Article, reviewer: str) -> None:
    by = _user(reviewer)
    publishing.approve(
        article=article,
        by=by,
        revision=article.revision,
        content_sha256=editions.content_hash(editions.build_content(article)),
        signature_sha256=editions.signature_hash(publishing.signature(article, by)),
    )
    article.refresh_from_db()


def _publish(row: ArticleData, article: Article, calendar: Calendar) -> None:
    by = User.objects.get(username="publisher")
    if row["state"] == "scheduled":
        live_from = calendar.start + timedelta(days=row["scheduled_in_days"])
        publishing.publish(article=article, by=by, revision=article.revision, live_from=live_from)
        return
    with at(calendar.ago(row["published_days_ago"])):
        publishing.publish(article=article, by=by, revision=article.revision)
    if second := row.get("second"):
        _second_edition(row, article, calendar, by, second["published_days_ago"])
    if row["state"] == "withdrawn":
        with at(calendar.ago(row["withdrawn_days_ago"])):
            article.refresh_from_db()
            publishing.withdraw(
                article=article, by=by, revision=article.revision, reason=row["withdrawal_reason"]
            )


def _second_edition(
    row: ArticleData, article: Article, calendar: Calendar, by: User, days_ago: int
) -> None:
    second = row["second"]
    author = _user(row["author"])
    article.refresh_from_db()
    with at(calendar.ago(days_ago + 3)):
        edit = publishing.begin_edit(article=article, by=author, revision=article.revision)
        article.body, article.change_note = second["body"], second["change_note"]
        article.save()
        publishing.finish_edit(edit, by=author)
        article.refresh_from_db()
        _submit(article)
    with at(calendar.ago(days_ago + 1)):
        _approve(article, row["reviewer"])
    with at(calendar.ago(days_ago)):
        publishing.publish(article=article, by=by, revision=article.revision)


def _user(physician: str) -> User:
    return User.objects.get(physician__slug=physician)
