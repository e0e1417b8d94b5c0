"""Pictures for readers: only those of pages that are live now, their past editions included."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from articles.models import Edition, EditionSubject, Picture
from articles.models.edition import SubjectKind


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve one stored picture: to readers while its page is live, at other times to staff only."""
    if "\0" in name:
        raise Http404  # PostgreSQL cannot even look for it
    public = EditionSubject.objects.filter(
        kind=SubjectKind.PICTURE,
        slug=default_storage.url(name),
        edition__in=Edition.objects.ever_live(),
        edition__article__in=Edition.objects.live().values("article"),
    ).exists()
    if not public and not request.user.has_perm("articles.view_picture"):
        raise Http404
    stored = Picture.objects.filter(file=name).first()
    if stored is None or not default_storage.exists(name):
        raise Http404
    response = FileResponse(stored.file.open("rb"))
    response.headers["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return response
