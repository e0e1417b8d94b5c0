"""Reading leaves no trace: no cookie, nobody else asked, nothing inline, over the whole site map."""

import re
from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    "manifest-src 'self'",
}  # fmt: skip


def test_no_page_of_the_site_map_leaves_a_trace(visit: Callable[..., Visitor]) -> None:
    """What went wrong on the way (another origin, a broken policy) is said when the reader leaves."""
    reader = visit()
    sitemap = reader.context.request.get(f"{reader.clinic.url}/sitemap.xml").text()
    addresses = re.findall(r"<loc>([^<]+)</loc>", sitemap)
    assert len(addresses) > 60
    for address in addresses:
        assert address.startswith(f"{reader.clinic.url}/")
        answer = reader.page.goto(address)
        assert answer is not None
        headers = answer.all_headers()
        assert set(headers["content-security-policy"].split("; ")) == POLICY, address
        assert "set-cookie" not in headers, address
    kept = reader.page.evaluate("[localStorage.length, sessionStorage.length]")
    assert (reader.context.cookies(), kept) == ([], [0, 0])


@pytest.mark.parametrize("path", ["/feed/", "/robots.txt", "/no-such-page/", "/search/?q=back"])
def test_other_answers_set_no_cookie(visit: Callable[..., Visitor], path: str) -> None:
    reader = visit()
    answer = reader.context.request.get(reader.clinic.url + path)
    assert "set-cookie" not in answer.headers
    assert "unsafe" not in answer.headers["content-security-policy"]
