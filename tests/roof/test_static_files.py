"""Static files where no nginx stands in front."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from clinic_cms.static_files import StaticFilesMiddleware

pytestmark = pytest.mark.once


@pytest.fixture
def middleware(settings, tmp_path) -> StaticFilesMiddleware:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "site.css").write_text("p { color: red }")
    return StaticFilesMiddleware(lambda request: HttpResponse("a page", status=404))


def test_the_folder_is_read_when_a_file_is_asked_for(middleware) -> None:
    assert middleware(RequestFactory().get("/articles/")).status_code == 404
    assert not middleware.files
    found = middleware(RequestFactory().head("/static/site.css"))
    assert (found.status_code, found["Content-Length"]) == (200, "16")


def test_what_came_later_is_not_there_until_the_next_start(middleware, tmp_path) -> None:
    assert middleware(RequestFactory().get("/static/none.css")).status_code == 404
    (tmp_path / "none.css").write_text("")
    assert middleware(RequestFactory().get("/static/none.css")).status_code == 404
