"""The working copy's screens: the list, the form, the state bar and the verbs' addresses."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles import authorship, editions, markup, publishing
from articles.admin import earlier, findings, reading, shown, verbs
from articles.admin.article_lists import MineFilter, ReadersFilter
from articles.admin.base import StaffAdmin, StaffTabularInline
from articles.admin.history import history
from articles.admin.state_bar import pill, state_bar
from articles.forms import ArticleForm, CitationForm, CitationFormSet
from articles.models import Article, ArticleReference, Edition, Physician
from articles.models.article import ArticleStatus
from clinic_cms.clinic.headers import editor_policy
from clinic_cms.clinic.meanwhile import OneAtATime


class CitationInline(StaffTabularInline):
    """The numbered references of an article."""

    model = ArticleReference
    form = CitationForm
    formset = CitationFormSet
    fields = ("position", "reference")
    autocomplete_fields = ("reference",)
    template = "admin/articles/article/citations.html"
    extra = 1
    verbose_name_plural = _("References")


@admin.register(Article)
class ArticleAdmin(OneAtATime, StaffAdmin):
    """Articles: written here, moved by the verbs, read by readers as editions only."""

    form = ArticleForm
    inlines = (CitationInline,)
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ("title", "status_pill", "readers_see", "author", "updated")
    list_display_links = ("title",)
    list_filter = ("status", ReadersFilter, MineFilter, "kind")
    list_select_related = ("author",)
    search_fields = ("title", "summary", "slug", "author__name")
    search_help_text = "Title, summary, address or author"
    ordering = ("-updated_at", "-pk")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("author", "conditions", "treatments", "disclaimers", "overview")
    fieldsets = (
        (None, {"classes": ("plain",), "fields": ("title", "summary", "body")}),
        (_("About"), {"fields": ("conditions", "treatments", "disclaimers")}),
        (_("When to get help"), {"fields": ("help_emergency", "help_urgent", "help_non_urgent")}),
        (_("For the visit"), {"fields": ("questions",)}),
        (_("More to read"), {"fields": ("overview", ("research_label", "research_url"))}),
        (_("For the next edition"), {"fields": ("change_note",)}),
        (_("The page"), {"fields": (("author", "kind"), "slug")}),
    )

    # The list

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.visible_to(request.user)

    @override
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        shown = Edition.objects.for_lists()
        changelist.result_list = changelist.result_list.defer("body").prefetch_related(
            Prefetch("editions", shown.live(), to_attr="live_editions"),
            Prefetch("editions", shown.scheduled(), to_attr="scheduled_editions"),
            Prefetch("editions", shown.ever_live(), to_attr="seen_editions"),
        )
        return changelist

    @admin.display(description=_("status"), ordering="status")
    def status_pill(self, article: Article) -> SafeString:
        kind, label = pill(
            article,
            live=bool(getattr(article, "live_editions", [])),
            scheduled=bool(getattr(article, "scheduled_editions", [])),
        )
        return format_html('<span class="pill {}">{}</span>', kind, label)

    @admin.display(description=_("for readers"))
    def readers_see(self, article: Article) -> str:
        parts = [f"Edition {e.number}" for e in getattr(article, "live_editions", [])]
        for edition in getattr(article, "scheduled_editions", []):
            begins = date_format(timezone.localtime(edition.live_from), "j M, H:i")
            parts.append(f"edition {edition.number} from {begins}")
        if not parts and getattr(article, "seen_editions", []):
            return "Withdrawn"
        return ", then ".join(parts) or "-"

    @admin.display(description=_("updated"), ordering="updated_at")
    def updated(self, article: Article) -> str:
        return date_format(timezone.localtime(article.updated_at), "j M Y, H:i")

    # Who may change what

    @override
    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        if obj is None:
            return True
        if not authorship.may_edit(obj, request.user):  # type: ignore[arg-type]  # staff only
            return False
        # In review it is for reading only. A form that was opened before still arrives, and gets an
        # answer with its text in it (ArticleForm.clean).
        return obj.status != ArticleStatus.IN_REVIEW or request.method == "POST"

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        first = (None, {"classes": ("plain",), "fields": ("title", "summary", "written")})
        return (first, *self.fieldsets[1:])

    @admin.display(description=_("text"))
    def written(self, article: Article) -> SafeString:
        """Return the text as it reads, for people who may not change it."""
        return format_html(
            '<div class="written">{}</div>', markup.trusted(markup.clean(article.body))
        )

    @override
    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> tuple[str, ...]:
        fixed = ("slug", "kind") if obj and obj.editions.exists() else ()
        if obj and not authorship.may_hand_over(request.user):  # type: ignore[arg-type]  # staff only
            return (*fixed, "author")
        return fixed

    @override
    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ("title",)}

    @override
    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        own = Physician.objects.filter(user=request.user.pk).first()
        return {
            **({"author": own.pk} if own else {}),
            **super().get_changeform_initial_data(request),
        }

    # Saving

    @method_decorator(editor_policy)
    @override
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form, in one transaction."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    @override
    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        user: Any = request.user
        if not change:
            obj.created_by = obj.edited_by = user
            super().save_model(request, obj, form, change)
            return
        form.edit = publishing.begin_edit(
            article=obj, by=user, revision=form.cleaned_data["revision"]
        )
        super().save_model(request, obj, form, change)

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user: Any = request.user
        if change:
            publishing.finish_edit(form.edit, by=user)
        else:
            publishing.created(article=form.instance, by=user)

    @override
    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return super().response_add(_and_stay(request), obj, post_url_continue)

    @override
    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return super().response_change(_and_stay(request), obj)

    @override
    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        if article is not None:
            # The form may hold what was typed and refused; the bar and the checks are about what is saved.
            saved = Article.objects.select_related("author", "overview", "edited_by").get(
                pk=article.pk
            )
            content = editions.build_content(saved)
            bar = state_bar(saved, request.user)  # type: ignore[arg-type]  # staff only
            seen = bar.live is not None or bar.withdrawn_at is not None
            context |= findings.before_publication(saved, content, seen=seen) | {
                "article": saved,
                "bar": bar,
                "page": content,
                "events": history(saved),
                "asked": reading.asked_for(saved),
                "states": earlier.states(saved),
                "states_shown": earlier.SHOWN,
                "subtitle": None,
            }
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)

    # Addresses

    @override
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        pages: dict[str, Any] = {
            "preview": reading.preview,
            "compare": partial(reading.compare, model_admin=self),
            "review": partial(reading.review, model_admin=self),
            "states": partial(earlier.listed, model_admin=self),
            "editions": partial(shown.editions, model_admin=self),
        }
        of_state: dict[str, Any] = {
            "": earlier.shown,
            "compare/": partial(earlier.compared, model_admin=self),
        }
        own = [
            path(f"<int:pk>/{name}/", wrap(view), name=f"articles_article_{name}")
            for name, view in pages.items()
        ]
        own += [
            path(
                f"<int:pk>/states/<int:number>/{more}",
                wrap(view),
                name=f"articles_article_state{more and '_compare'}",
            )
            for more, view in of_state.items()
        ]
        own += [
            path(
                f"<int:pk>/{verb.name}/",
                wrap(partial(verbs.act, verb=verb, model_admin=self)),
                name=f"articles_article_{verb.name.replace('-', '_')}",
            )
            for verb in verbs.EVERY_VERB
        ]
        return own + super().get_urls()


def _and_stay(request: HttpRequest) -> HttpRequest:
    """Ask the admin to stay on the article: what comes next, its verbs and checks, stands there."""
    if "_popup" not in request.POST:
        data = request.POST.copy()
        data["_continue"] = "1"
        request.POST = data  # type: ignore[assignment]  # a QueryDict like the one before
    return request
