"""One address for each verb of publishing. Each calls one verb, by POST only, and reports."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from articles import errors, forms, publishing, restoring
from articles.admin import reading
from articles.models import Article


@dataclass(frozen=True)
class Verb:
    """A verb as the staff see it. ``form`` holds what it is told besides the article."""

    name: str
    label: str
    call: Callable[..., object]
    done: str
    form: type[forms.VerbForm] = forms.VerbForm
    on_review_page: bool = False
    primary: bool = False

    @property
    def asks(self) -> bool:
        """Say whether the form holds anything to fill in."""
        return any(not field.widget.is_hidden for field in self.form.base_fields.values())


VERBS = {
    verb.name: verb
    for verb in (
        Verb("submit", "Submit for review", publishing.submit, "Submitted for review.", primary=True),
        Verb("recall", "Take back", publishing.recall, "Taken back: it is a draft again."),
        Verb(
            "request-changes", "Request changes", publishing.request_changes,
            "Sent back to the author with your comment.", forms.ChangesForm, on_review_page=True,
        ),
        Verb(
            "approve", "Approve this text", publishing.approve,
            "Approved. A publisher can publish it now.", forms.ApproveForm,
            on_review_page=True, primary=True,
        ),
        Verb(
            "publish", "Publish now", publishing.publish, "Published: readers see it now.",
            primary=True,
        ),
        Verb("schedule", "Schedule", publishing.publish, "Scheduled.", forms.ScheduleForm),
        Verb(
            "unschedule", "Cancel schedule", publishing.unschedule,
            "The schedule is cancelled. Readers will not see that edition.",
        ),
        Verb(
            "withdraw", "Withdraw", publishing.withdraw,
            "Withdrawn: readers no longer see this page.", forms.WithdrawForm,
        ),
    )
}  # fmt: skip


# Pressed on an earlier state's page, not on the bar.
RESTORE = Verb(
    "restore", "Bring this state back", restoring.restore,
    "Brought back: the working copy says again what that state said.", forms.RestoreForm,
)  # fmt: skip
EVERY_VERB = (*VERBS.values(), RESTORE)


@require_http_methods(["GET", "HEAD", "POST"])
def act(
    request: HttpRequest, pk: int, verb: Verb, model_admin: admin.ModelAdmin[Article]
) -> HttpResponseBase:
    """Do one verb. A refusal gives the page again, with what was typed.

    A GET does nothing: the sign-in page leads here, and the buttons stand on the article's page.
    """
    if request.method != "POST":
        return redirect("admin:articles_article_change", pk)
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    form = verb.form(request.POST)
    if not form.is_valid():
        return _again(request, article, verb, form, "", 400, model_admin)
    try:
        verb.call(article=article, by=request.user, **form.cleaned_data)
    except errors.NotAllowed as refused:
        return _again(request, article, verb, form, str(refused), 403, model_admin)
    except errors.PublishingError as refused:
        return _again(request, article, verb, form, str(refused), 409, model_admin)
    messages.success(request, verb.done)
    return redirect("admin:articles_article_change", article.pk)


def _again(
    request: HttpRequest,
    article: Article,
    verb: Verb,
    form: forms.VerbForm,
    refusal: str,
    status: int,
    model_admin: admin.ModelAdmin[Article],
) -> TemplateResponse:
    """Draw the form again with its text and the revision on file, so that a second try is possible."""
    article.refresh_from_db()
    if verb.on_review_page:
        # The page shows the text as it is now: who approves must read that, not what they read before.
        return reading.review_page(
            request, article, model_admin, sent=form, refusal=refusal, status=status
        )
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["revision"] = article.revision
    again = verb.form(data)
    again.full_clean()
    context = reading.around(request, article, model_admin, verb.label) | {
        "verb": verb,
        "form": again,
        "refusal": refusal or "Something is missing. See below.",
        "may_retry": status != 403,
    }
    return TemplateResponse(
        request, "admin/articles/article/verb_refused.html", context, status=status
    )
