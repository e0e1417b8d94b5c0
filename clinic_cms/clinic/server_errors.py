"""What people get when the server fails: words without the database, and their own words back."""

import sys
from http import HTTPStatus
from typing import NamedTuple

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from clinic_cms.clinic import staff_pages
from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.clinic.origin import is_ours

WAIT = 30  # seconds after which it is worth to press the button again
LONGEST = 1_000_000  # characters that are given back; a browser keeps longer ones itself
READ_ONLY = "25006"  # PostgreSQL's code for what would write where nothing may be written
SECRETS_ONLY = ("account_", "mfa_")  # names of addresses whose forms are of no use without a secret


class Typed(NamedTuple):
    """A field as it was sent. ``prose``: words that their writer wants to see."""

    name: str
    value: str
    prose: bool

    @property
    def label(self) -> str:
        """Return its name for people."""
        return self.name.strip("_").replace("_", " ").replace("-", " ").capitalize()


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an exception that nobody caught. Django has written it to the log before.

    A database that does not answer is 503: the same form may be sent again in a while. The page is drawn
    without a request, since what adds the clinic's name to other pages asks the database: this one has
    name and numbers as they were read last.
    """
    waiting = _is_the_database(sys.exc_info()[1])
    status = HTTPStatus.SERVICE_UNAVAILABLE if waiting else HTTPStatus.INTERNAL_SERVER_ERROR
    context = {
        "clinic": ClinicProfile.last_read(),
        "waiting": waiting,
        "status": int(status),
        "typed": [] if _is_foreign(request) or _is_secrets(request) else typed(request),
        "sent": request.method == "POST",
        "to": request.get_full_path(),
        "with_files": request.content_type == "multipart/form-data",
    }
    response = HttpResponse(render_to_string("500.html", context), status=status)
    response["Cache-Control"] = "no-store"
    if waiting:
        response["Retry-After"] = str(WAIT)
    return response


def _is_the_database(error: BaseException | None) -> bool:
    """Say whether the database is away, full, or takes nothing in: all of that passes."""
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "pgcode", "") == READ_ONLY
    return isinstance(error, OperationalError | InterfaceError)


def _is_secrets(request: HttpRequest) -> bool:
    """Say whether a form is one of signing in: sent again without its secret, it is only refused."""
    found = request.resolver_match
    return bool(found and (found.url_name or "").startswith(SECRETS_ONLY))


def _is_foreign(request: HttpRequest) -> bool:
    """Say whether another site sends a form to the staff's pages: who presses our button would act for it.

    Readers' forms act in nobody's name; those behind a mail's link come with ``Origin: null``.
    """
    staffs = staff_pages.is_one(request.path)
    return staffs and "Origin" in request.headers and not is_ours(request)


def typed(request: HttpRequest) -> list[Typed]:
    """Return the fields of a form that was sent, but for secrets. Nothing if they cannot be read."""
    if request.method != "POST":
        return []
    try:
        sent = request.POST
    except (BadRequest, RequestDataTooBig, SuspiciousOperation, UnreadablePostError):
        return []
    found = [
        Typed(name, value, prose=bool(value.strip()) and any(c.isspace() for c in value.strip()))
        for name, values in sent.lists()
        if not _is_secret(name)
        for value in map(str, values)
    ]
    return found if sum(len(field.value) for field in found) <= LONGEST else []


def _is_secret(name: str) -> bool:
    # A second factor's field is "code" and nothing more: an ICD-10 code is no secret.
    return "password" in name.lower() or name.lower() == "code"
