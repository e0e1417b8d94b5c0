"""A staff form that arrives without a sign-in, or without the right, gives its words back.

To other sites' posts nothing is given back: a page with their words and our button would let them act
in the name of whoever presses it.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from clinic_cms.clinic import staff_pages
from clinic_cms.clinic.origin import is_ours
from clinic_cms.clinic.server_errors import typed

STAFFS = ("/admin/", "/accounts/")
TOKENS = ("token", "secret")  # in the names of fields that nobody typed


def has_words(request: HttpRequest) -> bool:
    """Say whether a request is a form of our own staff pages that holds anything."""
    if request.method != "POST" or not staff_pages.is_one(request.path):
        return False
    return is_ours(request) and any(not _is_token(name) for name in request.POST)


def has_prose(request: HttpRequest) -> bool:
    """Say whether a request is such a form with words in a row, and not only a button or a choice."""
    return has_words(request) and any(one.prose for one in typed(request))


@never_cache
def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form whose sender is signed in no more."""
    return _page(request, "signed_out")


@never_cache
def without_second_factor(request: HttpRequest) -> HttpResponse:
    """Answer a form whose sender has to set up a second factor first."""
    return _page(request, "second_factor")


@never_cache
def no_right(request: HttpRequest) -> HttpResponse:
    """Answer a form whose sender may not save it, or may not any more."""
    return _page(request, "no_right")


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form with a token from before the last sign-in, or with none."""
    if has_words(request):
        return _page(request, "changed" if request.user.is_authenticated else "signed_out")
    # Readers have nothing to sign in to: their forms need no cookie, and this page took none of them.
    context = {"staffs": request.path.startswith(STAFFS)}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)


def _page(request: HttpRequest, why: str) -> HttpResponse:
    fields = [one for one in typed(request) if not _is_token(one.name)]
    context = {
        "why": why,
        "fields": fields,
        "others": [field for field in fields if not field.prose and field.value.strip()],
        "to": request.get_full_path(),
        "multipart": request.content_type == "multipart/form-data",
        "files": [file.name for _, files in request.FILES.lists() for file in files],
    }
    return render(request, "admin/words_back.html", context, status=HTTPStatus.FORBIDDEN)


def _is_token(name: str) -> bool:
    return any(word in name.lower() for word in TOKENS)
