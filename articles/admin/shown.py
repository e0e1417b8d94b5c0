"""What readers saw: any edition as it is stored, and an article's editions, of one day where asked."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import shown
from articles.models import Article, Edition


class DayForm(forms.Form):
    """The day that is asked about."""

    day = forms.DateField(
        label=_("What did readers see on this day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@never_cache
@require_safe
def stored(request: HttpRequest, pk: int) -> TemplateResponse:
    """Draw an edition exactly as stored, whether readers see it, saw it, will see it or never did."""
    _may_read(request)
    edition = get_object_or_404(Edition.objects.select_related("article"), pk=pk)
    times = next(s for s in shown.periods(edition.article.editions.all()) if s.pk == edition.pk)
    return TemplateResponse(
        request,
        "articles/edition_stored.html",
        {"edition": edition, "page": edition.payload, "times": times},
    )


@never_cache
@require_safe
def editions(
    request: HttpRequest, pk: int, model_admin: admin.ModelAdmin[Article]
) -> TemplateResponse:
    """List an article's editions with the times at which readers saw them."""
    _may_read(request)
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    form = DayForm(request.GET, label_suffix="")
    day = form.cleaned_data["day"] if form.is_valid() else None
    found = shown.periods(article.editions.all())
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("What readers saw"),
        "article": article,
        "form": form,
        "day": day,
        "editions": shown.on_day(found, day) if day else found,
    }
    return TemplateResponse(request, "admin/articles/article/editions.html", context)


def _may_read(request: HttpRequest) -> None:
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
