"""Earlier states of a working copy: the list, one of them as a page, and what differs from it now."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import comparing, editions, forms, revisions
from articles.admin import reading
from articles.admin.verbs import RESTORE
from articles.authorship import may_edit
from articles.models import Article, Revision
from articles.models.article import ArticleStatus

SHOWN = 5  # beside the form; the list has all


def states(article: Article) -> list[Revision]:
    """Return the states of an article that are kept, newest first, without what they say."""
    return list(article.revisions.select_related("created_by").defer("content", "written"))


@never_cache
@require_safe
def listed(
    request: HttpRequest, pk: int, model_admin: admin.ModelAdmin[Article]
) -> TemplateResponse:
    """List every state that is kept, with who saved it and when."""
    article = reading.readable(request, pk)
    return TemplateResponse(
        request,
        "admin/articles/article/earlier.html",
        reading.around(request, article, model_admin, "Earlier states")
        | {"states": states(article)},
    )


@never_cache
@require_safe
def shown(request: HttpRequest, pk: int, number: int) -> TemplateResponse:
    """Show an earlier state as the page that it would have made. Readers never see it."""
    article, state = _state(request, pk, number)
    return TemplateResponse(
        request,
        "articles/article_earlier.html",
        {
            "page": state.content,
            "html": reading.unsigned(article, state.content),
            "edition": state.content,
            "article": article,
            "state": state,
        },
    )


@never_cache
@require_safe
def compared(
    request: HttpRequest, pk: int, number: int, model_admin: admin.ModelAdmin[Article]
) -> TemplateResponse:
    """Show which words differ between an earlier state and the working copy, and bring it back."""
    article, state = _state(request, pk, number)
    user: Any = request.user
    # What stands there already cannot be brought back.
    mine = may_edit(article, user) and revisions.written(article) != state.written
    context = reading.around(request, article, model_admin, f"Since state {number}") | {
        "state": state,
        "changes": comparing.changes(state.content, editions.build_content(article)),
        "in_review": mine and article.status == ArticleStatus.IN_REVIEW,
        "verb": RESTORE if mine and article.status != ArticleStatus.IN_REVIEW else None,
        "form": forms.RestoreForm(initial={"revision": article.revision, "number": number}),
    }
    return TemplateResponse(request, "admin/articles/article/since.html", context)


def _state(request: HttpRequest, pk: int, number: int) -> tuple[Article, Revision]:
    article = reading.readable(request, pk)
    found = article.revisions.select_related("created_by")
    return article, get_object_or_404(found, number=number)
