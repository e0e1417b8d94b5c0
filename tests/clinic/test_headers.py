"""Each answer has the content policy that django-csp would have written for it."""

from collections.abc import Callable
from typing import Any

import pytest
from csp.constants import HEADER, NONCE, NONE, SELF
from csp.decorators import csp, csp_exempt, csp_replace, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from clinic_cms.clinic.headers import ContentPolicyMiddleware, editor_policy, qr_policy

OURS = "clinic_cms.clinic.headers.ContentPolicyMiddleware"
pytestmark = pytest.mark.once

View = Callable[[HttpRequest], HttpResponse]


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


def with_its_own(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={HEADER: "default-src 'none'; sandbox"})


def with_a_nonce(request: Any) -> HttpResponse:
    return HttpResponse(str(request.csp_nonce))


def policies(middleware: type[CSPMiddleware], *views: View) -> list[str]:
    """Return the policy that each view's answer leaves one process with, empty for none."""
    kept = middleware(plain)
    found = []
    for view in views:
        request = RequestFactory().get("/")
        kept.process_request(request)
        found.append(kept.process_response(request, view(request)).headers.get(HEADER, ""))
    return found


@pytest.mark.parametrize(
    "view",
    [
        editor_policy(plain),
        qr_policy(plain),
        csp_update({"font-src": [SELF]})(plain),
        csp_replace({"img-src": [NONE]})(plain),
        csp({"default-src": [SELF]})(plain),
        csp_exempt()(plain),
        with_its_own,
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_a_policy_of_one_answer_is_no_other_s(view: View, first: bool) -> None:
    views = [view, plain, view, plain] if first else [plain, view, plain, plain]
    found = policies(ContentPolicyMiddleware, *views)
    assert found == policies(CSPMiddleware, *views)
    assert len(set(found)) == 2


def test_the_pages_of_the_site_have_it(
    client_for: Callable[..., Client], superuser: Any, settings: Any
) -> None:
    """Plain ones before and after one with the editor, and an answer that there is no such page."""
    editor = "/admin/articles/article/add/"
    addresses = ["/", "/articles/", editor, "/", editor, "/admin/", "/no-such-page/", "/feed/"]

    def found() -> list[str]:
        browser = client_for(superuser)
        return [browser.get(address).headers[HEADER] for address in addresses]

    ours = found()
    assert settings.MIDDLEWARE.count(OURS) == 1
    settings.MIDDLEWARE = [
        "csp.middleware.CSPMiddleware" if name == OURS else name for name in settings.MIDDLEWARE
    ]
    assert ours == found()
    assert {policy for policy in ours if "unsafe-inline" in policy} == {ours[2], ours[4]}


def test_a_nonce_is_told_once(settings: Any) -> None:
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": [SELF, NONCE]}}
    first, before, second, after = policies(
        ContentPolicyMiddleware, with_a_nonce, plain, with_a_nonce, plain
    )
    assert [before, after] == policies(CSPMiddleware, plain, plain)
    assert len({first, before, second}) == 3
    assert "'nonce-" in first
    assert "'nonce-" in second
    assert "nonce" not in before


def test_while_debugging_what_is_not_there_has_none(settings: Any) -> None:
    """Django's own page on it has its style in it."""
    settings.DEBUG = True
    found = policies(ContentPolicyMiddleware, plain, missing, plain)
    assert found == policies(CSPMiddleware, plain, missing, plain)
    assert found[1] == ""
    settings.DEBUG = False
    found = policies(ContentPolicyMiddleware, missing, plain, missing)
    assert found == policies(CSPMiddleware, missing, plain, missing)
    assert len(set(found)) == 1
    assert found[0]


def test_what_was_kept_ends_with_the_process_that_kept_it(settings: Any) -> None:
    told = []
    for source in (SELF, NONE):
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": [source]}}
        told += policies(ContentPolicyMiddleware, plain, plain)
    assert told == ["default-src 'self'"] * 2 + ["default-src 'none'"] * 2
