"""What the clinic's profile gives to the look of the pages: its colour as a style sheet, its logo."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from clinic_cms.clinic.models import ClinicProfile

FOR_GOOD = "public, max-age=31536000, immutable"  # its address changes when it does


@require_safe
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """Serve the clinic's colours. A page from before a change gets the new ones."""
    profile = ClinicProfile.current()
    if not profile.theme:
        raise Http404
    response = HttpResponse(profile.theme, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_GOOD if version == profile.theme_version else "no-cache"
    return response


@require_safe
def logo(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve the clinic's logo of today."""
    stored = str(ClinicProfile.current().logo.name or "")
    if stored != f"logo/{name}" or not default_storage.exists(stored):
        raise Http404
    response = FileResponse(default_storage.open(stored))
    response["Cache-Control"] = FOR_GOOD
    return response
