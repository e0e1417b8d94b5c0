"""Pages on which staff read a working copy: preview, comparison, review."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import comparing, editions, forms, freezing, markup, publishing
from articles.admin import findings, offers
from articles.admin.history import history
from articles.models import Article, ArticleEvent, Edition, Review
from articles.models.article import ArticleStatus
from articles.models.review import EventKind, ReviewOutcome
from articles.payload import Content
from clinic_cms.clinic.models import ClinicProfile


@never_cache
@require_safe
def preview(request: HttpRequest, pk: int) -> TemplateResponse:
    """Show the working copy as a published page, but for the days that only publication makes true."""
    article = readable(request, pk)
    content = editions.build_content(article)
    return TemplateResponse(
        request,
        "articles/article_preview.html",
        {"page": content, "html": drawn(article, content), "edition": content},
    )


@never_cache
@require_safe
def compare(
    request: HttpRequest, pk: int, model_admin: admin.ModelAdmin[Article]
) -> TemplateResponse:
    """Show which words differ between the working copy and what readers see."""
    article = readable(request, pk)
    live = article.editions.live().first()
    context = around(request, article, model_admin, "Compare with live") | {
        "live": live,
        "changes": _changes(live, editions.build_content(article)),
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


@never_cache
@require_safe
def review(
    request: HttpRequest, pk: int, model_admin: admin.ModelAdmin[Article]
) -> TemplateResponse:
    """Show a reviewer the page and the form for the decision."""
    if not request.user.has_perm("articles.review_article"):
        raise PermissionDenied
    return review_page(request, readable(request, pk), model_admin)


def review_page(
    request: HttpRequest,
    article: Article,
    model_admin: admin.ModelAdmin[Article],
    *,
    sent: forms.VerbForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> TemplateResponse:
    """Draw the review page. ``sent`` is a form that was refused: its comment is kept."""
    content = editions.build_content(article)
    live = article.editions.live().first()
    typed = sent.data.get("comment", "") if sent else ""
    signature = publishing.signature(article, request.user)  # type: ignore[arg-type]  # staff only
    seen = {
        "revision": article.revision,
        "content_sha256": editions.content_hash(content),
        "signature_sha256": editions.signature_hash(signature),
    }
    in_review = article.status == ArticleStatus.IN_REVIEW
    why_not = offers.why_not_review(article, request.user)  # type: ignore[arg-type]  # staff only
    ever_seen = live is not None or article.editions.ever_live().exists()
    panel = findings.before_publication(article, content, seen=ever_seen)
    open_to_decide = in_review and not why_not
    form = forms.ApproveForm(
        {**seen, "comment": typed} if sent and open_to_decide else None,
        initial=seen,
        auto_id="decision_%s",
    )
    if sent and form.is_valid() and "comment" in sent.errors:  # it was sent by the other button
        form.add_error("comment", sent.errors["comment"].as_data())
    context = around(request, article, model_admin, "Review") | panel | {
        "page": content,
        "html": markup.trusted(drawn(article, content)),
        "live": live,
        "changes": _changes(live, content),
        "in_review": in_review,
        "why_not": why_not,
        "typed": "" if open_to_decide else typed,  # else it stands in its form
        "signature": signature,
        "form": form,
        "refusal": refusal or (_wrong(sent, seen, beside=form) if sent else ""),
        "history": history(article),
    }  # fmt: skip
    return TemplateResponse(request, "admin/articles/article/review.html", context, status=status)


def drawn(article: Article, content: Content) -> str:
    """Return a working copy's text as publication would draw it now, but for what is not true yet."""
    approval = article.reviews.filter(outcome=ReviewOutcome.APPROVED).first()
    signed = approval is not None and approval.content_sha256 == article.approved_sha256
    return _draw(article, content, approval if signed else None)


def unsigned(article: Article, content: Content) -> str:
    """Return an earlier state's text, without a reviewer: what was signed are the editions."""
    return _draw(article, content, None)


def _draw(article: Article, content: Content, approval: Review | None) -> str:
    byline = freezing.make_byline(
        article,
        content,
        reviewer=approval.signed_by if approval else None,
        reviewed_on=timezone.localdate(approval.created_at if approval else None),
        live_from=timezone.now(),
    )
    # A draft that still waits for its reviewer must not say that nobody will review it.
    byline["independent"] |= ClinicProfile.current().independent_review
    if approval is None:
        byline["last_reviewed"] = ""  # nobody has read this text yet
    return editions.render(content, byline, draft=True)


def asked_for(article: Article) -> ArticleEvent | None:
    """Return the reviewer's request that an article was sent back with, while it stands."""
    if article.status != ArticleStatus.CHANGES_REQUESTED:
        return None
    asked = article.events.filter(kind=EventKind.CHANGES_REQUESTED).select_related("by")
    return asked.first()


def around(
    request: HttpRequest, article: Article, model_admin: admin.ModelAdmin[Article], title: str
) -> dict[str, Any]:
    """Return what every page of the admin about an article is drawn with."""
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": article.title,
        "article": article,
    }


def readable(request: HttpRequest, pk: int) -> Article:
    """Return a working copy for a person who may read it."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    found = Article.objects.visible_to(request.user).select_related("author", "overview")
    return get_object_or_404(found, pk=pk)


def _changes(live: Edition | None, content: Content) -> list[comparing.Change]:
    return comparing.since_edition(live.payload, content) if live else []


def _wrong(form: forms.VerbForm, seen: dict[str, Any], *, beside: forms.VerbForm) -> str:
    """Return what is wrong with a decision, and whether ``seen``, the text below it, is another now.

    What is wrong with a box stands ``beside`` it, in the form that is drawn.
    """
    said = [
        str(error)
        for name, errors in form.errors.items()
        for error in errors
        if name not in beside.errors
    ]
    if any(form.data.get(name, str(now)) != str(now) for name, now in seen.items()):
        said.append("What stands here changed after you opened the page: read it again.")
    return " ".join(said)
