"""Every staff page in a browser: nothing breaks the content policy, asks another origin or fails.

What went wrong on the way is said when the person leaves (``Visitor``). Readers' pages are walked in
``test_reader_privacy.py``.
"""

from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.browser.visitor import Visitor
from tests.meta.addresses import STAFF_PAGES, Row

pytestmark = [pytest.mark.browser, pytest.mark.once]

MAKE = """
from clinic_cms.clinic.models import User
User.objects.create_superuser("all", password=sys.argv[1])
"""
START = (
    "/admin/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/admin/comments/comment/answers/",
)
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
# What no link leads to: what a script asks for, and where Django's own ways end.
NO_PAGES = {
    "admin/autocomplete/", "admin/jsi18n/", "admin/password_change/done/",
}  # fmt: skip


def is_a_page(row: Row) -> bool:
    """Say whether a superuser who follows a link gets a page, at least in some state of the article."""
    answers = row.answers.values() if row.by else [row.answers]
    return any(isinstance(one, dict) and one["superuser"] == "2" for one in answers)


def test_every_staff_page_keeps_to_the_policy(visit: Callable[..., Visitor]) -> None:
    person = visit()
    person.clinic.do(MAKE, person.clinic.password)
    person.sign_in("all")
    waiting, seen = deque(person.clinic.url + path for path in START), set[str]()
    while waiting:
        address = waiting.popleft()
        try:
            route = resolve(urlsplit(address).path).route
        except Resolver404:
            continue
        if route in seen or not route.startswith(("admin/", "accounts/")):
            continue
        answer = person.page.goto(address)
        assert answer is not None
        if answer.status == 200:
            seen.add(route)
            assert "'none'" in answer.all_headers()["content-security-policy"], address
        waiting.extend(person.page.evaluate(LINKS))
    wanted = {row.route for row in STAFF_PAGES if is_a_page(row)} - NO_PAGES
    assert wanted - seen == set()
