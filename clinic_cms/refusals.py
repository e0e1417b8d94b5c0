"""What is answered to who may not open a page, or asks for one that is not there.

Under the admin's address, staff stay in the admin. Everybody else gets the readers' page.
"""

from http import HTTPStatus

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.cache import never_cache

from articles.views import searching
from clinic_cms.clinic import staff_pages


def may_not_open(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if not _from_the_staffs_pages(request):
        return defaults.permission_denied(request, exception)
    return _staffs_page(request, HTTPStatus.FORBIDDEN, _("You may not open this page"))


def no_such_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    if not _from_the_staffs_pages(request):
        return searching.no_such_page(request, exception)
    return _staffs_page(request, HTTPStatus.NOT_FOUND, _("This page does not exist"))


def _from_the_staffs_pages(request: HttpRequest) -> bool:
    # The address first: an answer to a reader must not depend on a session, or it could not be kept.
    return staff_pages.is_one(request.path) and admin.site.has_permission(request)


@never_cache  # it names who is signed in, and another role opens the page
def _staffs_page(request: HttpRequest, status: HTTPStatus, title: str) -> HttpResponse:
    # Nothing of the exception or the address: what exists and what does not must look alike.
    context = {
        **admin.site.each_context(request),
        "title": title,
        "missing": status == HTTPStatus.NOT_FOUND,
    }
    return render(request, "admin/refused.html", context, status=status)
