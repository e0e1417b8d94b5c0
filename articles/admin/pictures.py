"""Pictures: the list, a form for a new one, and the address that the editor uploads to."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from typing_extensions import override

from articles import pictures
from articles.admin.base import StaffAdmin
from articles.forms import PictureForm
from articles.models import Picture
from clinic_cms.clinic.meanwhile import Meanwhile
from clinic_cms.clinic.pictures import Drawn, PictureRefused, draw
from clinic_cms.clinic.plain_text import PlainTextForm


@admin.register(Picture)
class PictureAdmin(Meanwhile, StaffAdmin):
    """Uploaded pictures. The file never changes; its alternative text may."""

    list_display = ("shown", "alt", "size", "uploaded_by", "created_at")
    list_display_links = ("shown", "alt")
    list_select_related = ("uploaded_by",)
    search_fields = ("alt", "file")
    search_help_text = "Alternative text"

    @admin.display(description=_("picture"))
    def shown(self, picture: Picture) -> SafeString:
        return format_html(
            '<img class="thumb" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            picture.file.url, picture.alt or "No alternative text", picture.width, picture.height,
        )  # fmt: skip

    @admin.display(description=_("pixels"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"  # noqa: RUF001 - the sign for "by"

    @override
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Draw a new picture before, and its copies after Django's transaction around the form.

        On SQLite nobody else can write while that is open, and drawing takes seconds.
        """
        drawn = None
        if object_id is None and request.method == "POST" and self.has_add_permission(request):
            drawn = _drawn(request.FILES.get("file"))
            request.drawn = drawn  # type: ignore[attr-defined]  # for the form
        answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        if isinstance(drawn, Drawn):
            for stored in Picture.objects.filter(sha256=drawn.sha256):
                pictures.store_copies(stored, drawn)
        return answer

    @override
    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        drawn = getattr(request, "drawn", None)
        new = type("PictureForm", (PictureForm,), {"drawn": drawn})
        kwargs["form"] = PlainTextForm if obj else new
        return super().get_form(request, obj, change, **kwargs)

    @override
    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("shown", "alt", "size", "uploaded_by") if obj else ("file", "alt")

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("shown", "size", "uploaded_by") if obj else ()

    @override
    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        if change:
            return super().save_form(request, form, change)
        form.save(commit=False)  # gives the form what the admin calls after it
        return pictures.store(form.drawn, by=request.user, alt=form.cleaned_data["alt"])  # type: ignore[arg-type]  # staff only

    @override
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:  # a new one is stored already, by the verb
            super().save_model(request, obj, form, change)

    @override
    def get_urls(self) -> list[URLPattern]:
        send = path("upload/", self.admin_site.admin_view(upload), name="articles_picture_upload")
        return [send, *super().get_urls()]


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Take a picture from the editor. Refusals come with status 200: the editor shows no others' words."""
    if not request.user.has_perm("articles.add_picture"):
        raise PermissionDenied
    sent = request.FILES.get("upload")
    if sent is None:
        return _refused("No file came with the request. Choose a picture.")
    try:
        picture = pictures.upload(by=request.user, file=sent, size=sent.size or 0)  # type: ignore[arg-type]  # staff only
    except PictureRefused as refused:
        return _refused(str(refused))
    name = str(picture.file.name).rsplit("/", 1)[-1]
    return JsonResponse({"uploaded": 1, "fileName": name, "url": picture.file.url})


def _drawn(sent: Any) -> Drawn | PictureRefused | None:
    try:
        return draw(sent, sent.size or 0) if sent else None
    except PictureRefused as refused:
        return refused


def _refused(why: str) -> JsonResponse:
    return JsonResponse({"uploaded": 0, "error": {"message": why}})
