"""Forms far over the limit, sent to the real server: the sender gets the answer, not a broken line."""

import http.client
from contextlib import closing
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]
MEGABYTE = 1024 * 1024


def answer(url: str, address: str, megabytes: int) -> tuple[int, str]:
    """Send a form of some megabytes; return the status and the page."""
    host = urlsplit(url).netloc
    with closing(http.client.HTTPConnection(host, timeout=60)) as line:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": url,
            "Cookie": f"csrftoken={'a' * 32}",  # staff forms are read only for who has one
        }
        line.request("POST", address, body="text=" + "z" * (megabytes * MEGABYTE), headers=headers)
        got = line.getresponse()
        return got.status, got.read().decode()


@pytest.mark.parametrize("megabytes", [2, 10, 50])
def test_a_reply_over_the_limit(clinic, megabytes) -> None:
    address = "/articles/when-to-get-a-back-injection/comments/"
    status, page = answer(clinic.url, address, megabytes)
    assert status == 413
    assert "far too long" in page


def test_a_staff_form_over_the_limit(clinic) -> None:
    status, page = answer(clinic.url, "/admin/articles/article/add/", 20)
    assert status == 413
    assert "12 megabytes" in page
