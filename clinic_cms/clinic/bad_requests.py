"""Requests that cannot be taken as they are: an answer in words, whatever was sent."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from clinic_cms.clinic import staff_pages

MOST_UNREAD = 64 * 1024 * 1024  # bytes; what sends more than that is no person's form
CHUNK = 256 * 1024


def posted(request: HttpRequest, most: int) -> QueryDict:
    """Return the fields of a form of at most so many bytes.

    Raises RequestDataTooBig for a longer one, and BadRequest when the connection broke off.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise RequestDataTooBig
    try:
        return request.POST
    except UnreadablePostError as error:
        raise BadRequest(_("The connection broke off.")) from error


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a bad request with a page that has the clinic's name and telephone on it."""
    if isinstance(exception, RequestDataTooBig):
        # Readers' forms take less, each as much as it is for, and no pictures.
        context = {"staffs": staff_pages.is_one(request.path)}
        return render(request, "413.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


class NullByteMiddleware:
    """Answer 400 where an address of the admin holds a null byte. Readers' pages clean their own.

    PostgreSQL cannot even look for one, and Django's admin asks it to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        """Raise BadRequest here, where Django turns it into the 400 page."""
        odd = "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")
        if odd and staff_pages.is_one(request.path):
            raise BadRequest(_("The address holds a character that cannot be looked up."))


class UnreadBodyMiddleware:
    """Take in the rest of a form that was answered early.

    A browser sends its whole form before it listens. Were the connection closed on it, the person
    would see a network error in place of the reason.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            _swallow(request)
        return response


def _swallow(request: HttpRequest) -> None:
    left = MOST_UNREAD
    try:
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)
    except UnreadablePostError:
        return  # the sender has left: nobody waits for the answer
