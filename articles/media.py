"""Pictures for readers: only those of pages that are live now, their past editions included."""

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from articles.models import Edition, EditionSubject, Picture
from articles.models.edition import SubjectKind
from articles.picture_copies import COPY
from clinic_cms.clinic.models import ClinicProfile


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve one stored picture: to readers while its page is live, at other times to staff only."""
    if "\0" in name:
        raise Http404  # PostgreSQL cannot even look for it
    asked, name = name, _original(name)
    public = EditionSubject.objects.filter(
        Exists(Edition.objects.ever_live().filter(pk=OuterRef("edition_id"))),
        Exists(Edition.objects.live().filter(article=OuterRef("edition__article"))),
        kind=SubjectKind.PICTURE,
        slug=default_storage.url(name),
    ).exists()
    if not public and not request.user.has_perm("articles.view_picture"):
        raise Http404
    stored = Picture.objects.filter(file=name).first()
    if stored is None or not default_storage.exists(name):
        raise Http404
    # A picture from before there were smaller copies goes out as it is.
    response = FileResponse(default_storage.open(asked if default_storage.exists(asked) else name))
    response.headers["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return response


def _original(name: str) -> str:
    """Return the name of the picture that a smaller copy was made of; other names stay."""
    copy = COPY.match(name)
    if copy is None:
        return name
    found = Picture.objects.filter(file__startswith=f"{copy[1]}.").values_list("file", flat=True)
    return str(found.first() or name)


@require_safe
def card(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Serve the picture that other sites show beside a link to a live edition."""
    edition = Edition.objects.live().filter(slug=slug, number=number).only("title").first()
    if edition is None:
        raise Http404
    # Inside the view: Pillow took a thirtieth of a start, and no reader's page needs it.
    from articles import card as cards

    clinic = ClinicProfile.current()
    drawn = cards.draw(edition.title, clinic.name, clinic.accent.light)
    # Not for good: it goes with its edition.
    return HttpResponse(
        drawn, content_type="image/png", headers={"Cache-Control": "public, max-age=3600"}
    )
