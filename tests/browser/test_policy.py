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
# The screens of one record of each kind, which its list may not lead to.
RECORDS = """
import contextlib
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from articles.models import Edition
for model in admin.site._registry:
    record = model._default_manager.first()
    keys = {"change": [record and record.pk], "history": [record and record.pk]}
    if record and hasattr(model, "history") and record.history.exists():
        keys["simple_history"] = [record.pk, record.history.first().pk]
    if record and model._meta.model_name == "answertemplate":
        keys["approve"] = [record.pk]
    for page in keys if record else ():
        with contextlib.suppress(NoReverseMatch):  # of a screen of our own, which links lead to
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
            print(reverse(name, args=keys[page]))
live = Edition.objects.live().filter(number__gt=1).first().article_id
print(reverse("admin:articles_article_compare", args=[live]))
"""
START = (
    "/admin/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/admin/comments/comment/answers/",
)
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
EDITOR = "textarea[data-type=ckeditortype]"
# What a script asks for, and where Django's own ways end.
NO_PAGES = {"admin/autocomplete/", "admin/jsi18n/", "admin/password_change/done/"}
# The demo has no record of these. Their screens are Django's plain form.
NONE_THERE = ("admin/articles/picture/", "admin/comments/phrase/")


def plain(route: str) -> str:
    """Return a route without the marks that Django leaves out where it joins two."""
    return route.replace("/^", "/")


def is_a_page(row: Row) -> bool:
    """Say whether a superuser who follows a link gets a page, at least in some state of the article."""
    answers = row.answers.values() if row.by else [row.answers]
    return any(isinstance(one, dict) and one["superuser"] == "2" for one in answers)


def test_every_staff_page_keeps_to_the_policy(visit: Callable[..., Visitor]) -> None:
    person = visit()
    person.clinic.do(MAKE, person.clinic.password)
    person.sign_in("all")
    records = person.clinic.do(RECORDS).split()
    waiting = deque(person.clinic.url + path for path in (*START, *records))
    seen: set[str] = set()
    while waiting:
        address = waiting.popleft()
        try:
            route = plain(resolve(urlsplit(address).path).route)
        except Resolver404:
            continue
        if route in seen or not route.startswith(("admin/", "accounts/")):
            continue
        answer = person.page.goto(address)
        assert answer is not None
        if answer.status == 200:
            seen.add(route)
            assert "'none'" in answer.all_headers()["content-security-policy"], address
        if person.page.locator(EDITOR).count():
            person.page.locator(".cke_editable").wait_for()
        waiting.extend(person.page.evaluate(LINKS))
    wanted = {plain(row.route) for row in STAFF_PAGES if is_a_page(row)} - NO_PAGES
    assert [r for r in sorted(wanted - seen) if not r.startswith(NONE_THERE)] == []
