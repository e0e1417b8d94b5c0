"""What a start imports: it is measured in `make bench`, and here is what it must not bring."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import checks
from django.urls import get_resolver, resolve
from django.utils.module_loading import import_string

from clinic_cms import logs
from clinic_cms.clinic import late, patience
from clinic_cms.clinic.late import Late

pytestmark = pytest.mark.once

# What draws a reader's page: the addresses, both ways, and every file of tags.
SCREENS = """
import sys
from concurrent.futures import ThreadPoolExecutor as Pool
from clinic_cms import wsgi
from django.template.loader import get_template
from django.urls import resolve, reverse
get_template("articles/article_detail.html")
resolve("/articles/asthma/"), resolve("/admin/login/"), reverse("account_login")
staff = {"articles.admin", "comments.admin", "clinic_cms.clinic.admin", "allauth.account.views",
    "allauth.mfa.base.views", "fido2.server", "PIL.Image"}
before = staff & set(sys.modules)
print(sorted(before), %s, "articles.admin" in sys.modules)
"""

# What a reader asks for, and what is answered in a page's place, here without tables.
READERS = """
import os, sys
os.environ |= {"SECOND_FACTOR": "true", "ALLOWED_HOSTS": "testserver"}
from clinic_cms import wsgi
from django.test import Client
from django.urls import reverse
reader = Client(raise_request_exception=False)
for path in ("/", "/nowhere/", "/articles/asthma/%00"):
    reader.get(path)
    reader.post(path, {"text": "Words"}, headers={"Origin": "http://testserver"})
print("articles.admin" in sys.modules, reader.get("/admin/").url, "articles.admin" in sys.modules)
"""

# One of two who ask at once is held up where an app has no screens, ahead of one that has some.
HELD_UP = """
from threading import Event, Thread
from clinic_cms import wsgi
from django.contrib import admin
from django.urls import reverse
from django.utils import module_loading
there, taken, importing = Event(), Event(), module_loading.import_module
def held_up(name):
    if name == "django_tasks.admin" and not there.is_set():
        there.set()
        taken.wait(0.5)
    return importing(name)
module_loading.import_module = held_up
def ask():
    reverse("admin:index")
first = Thread(target=ask)
first.start()
there.wait(20)
ask()
taken.set()
first.join()
print(sum(model._meta.app_label == "django_tasks_database" for model in admin.site._registry))
"""

WAITING = """
import os
os.environ["DATABASE_URL"] = %r
from clinic_cms import wsgi
from clinic_cms.clinic import patience
from psycopg2 import extensions
from django.db.backends.signals import connection_created
was_told = connection_created.disconnect(patience._let_it_look_for_us)
print(extensions.get_wait_callback() is patience._wait, was_told)
"""

AHEAD = """
import threading
from clinic_cms import wsgi
print(sorted((thread.name, thread.daemon) for thread in threading.enumerate())[1:])
"""


# Every address, and every mail, is looked up: a wrong name would show only when somebody asks for it.
LATE = """
import sys
from clinic_cms import wsgi
from clinic_cms.clinic.late import Late, load
from clinic_cms.clinic.outbox import kinds
from django.urls import get_resolver
from django.utils.module_loading import import_string
def views(patterns):
    for one in patterns:
        yield from views(one.url_patterns) if hasattr(one, "url_patterns") else [one.callback]
late = {"articles.views.lists", "articles.feeds", "articles.search.finding", "comments.views",
    "comments.letters", "comments.emergency", "comments.screening.spam", "clinic_cms.health", "nh3",
    "stdnum.luhn"}
before = late & set(sys.modules)
load()  # as in a worker that nobody has asked for anything yet
patterns = get_resolver().url_patterns
after = late - set(sys.modules)
never = "allauth.account.views" in sys.modules
named = [one for one in (*views(patterns), *map(kinds.known, kinds.all_kinds())) if isinstance(one, Late)]
print(before, after, never, len(named) > 40, all(callable(import_string(one._path)) for one in named))
"""


def started(tmp_path: Path, then: str) -> str:
    env = {**os.environ, "SECRET_KEY": "0123456789" * 5, "DATA_DIR": str(tmp_path), "TLS": "false"}
    done = subprocess.run(
        [sys.executable, "-c", then], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def callbacks(patterns: list[Any]) -> Iterator[Any]:
    for one in patterns:
        yield from callbacks(one.url_patterns) if hasattr(one, "url_patterns") else [one.callback]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("reverse('admin:articles_article_changelist')", "/admin/articles/article/"),
        ("resolve('/admin/comments/comment/').view_name", "admin:comments_comment_changelist"),
    ],
)
def test_the_screens_of_the_staff_come_with_the_first_that_is_asked_for(
    tmp_path, asked, found
) -> None:
    assert started(tmp_path, SCREENS % asked) == f"[] {found} True"


def test_the_screens_of_the_staff_come_with_no_reader(tmp_path) -> None:
    assert started(tmp_path, READERS) == "False /admin/login/?next=/admin/ True"


def test_two_who_ask_for_the_screens_at_once_both_get_them(tmp_path) -> None:
    asked = "list(Pool(8).map(reverse, ['admin:clinic_user_changelist'] * 8))"
    assert started(tmp_path, SCREENS % asked) == f"[] {['/admin/clinic/user/'] * 8} True"


def test_no_screen_is_lost_between_two_who_ask_at_once(tmp_path) -> None:
    assert started(tmp_path, HELD_UP) == "1"


def test_a_web_worker_waits_for_postgresql_no_longer_than_nginx_does_for_it(tmp_path) -> None:
    assert started(tmp_path, WAITING % "postgres://clinic@db.example/clinic") == "True True"
    conf = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    [nginx] = re.findall(r"proxy_read_timeout (\d+)s;", conf)
    assert 0 < patience.CONNECT + patience.ANSWER <= int(nginx) - 5


@pytest.mark.parametrize("token", ["", "0123456789" * 4])
def test_a_web_worker_draws_ahead(tmp_path, monkeypatch, token) -> None:
    monkeypatch.setenv("METRICS_TOKEN", token)
    assert started(tmp_path, AHEAD) == "[('ahead', True), ('late', True)]"


def test_what_is_imported_late_is_there_and_comes_in_a_moment(tmp_path) -> None:
    assert started(tmp_path, LATE) == "set() set() False True True"


def test_what_cannot_be_imported_is_logged_without_its_words_and_alone(monkeypatch, caplog) -> None:
    imported = []

    def broken(module: str) -> None:
        imported.append(module)
        if module == "comments.letters":
            raise ValueError("Key (email)=(pat@reader.example)")

    monkeypatch.setattr(late, "import_module", broken)
    late.load()
    assert {"comments.letters", "comments.screening.spam"} <= set(imported)
    [record] = caplog.records
    said = logs.Lines().format(record)
    assert "ERROR clinic_cms.clinic.late comments.letters was not imported" in said
    assert "builtins.ValueError" in said
    assert "pat@" not in said


@pytest.mark.parametrize("path", ["articles.feeds.no_such_view", "no_such_part.sitemap"])
def test_a_check_says_what_is_not_there_to_be_imported_late(monkeypatch, path) -> None:
    assert [found for found in checks.run_checks() if found.id == "clinic.E002"] == []
    monkeypatch.setattr(late, "_soon", {*late._soon, path})
    [found] = [found for found in checks.run_checks() if found.id == "clinic.E002"]
    assert path in found.msg


def test_a_view_that_is_imported_late_is_checked_for_forgery_as_it_says_itself() -> None:
    assert resolve("/articles/asthma/comments/").func.csrf_exempt
    assert not getattr(resolve("/accounts/login/").func, "csrf_exempt", False)


def test_a_view_that_is_imported_late_says_of_itself_what_the_view_does() -> None:
    told = {}
    for one in callbacks(get_resolver().url_patterns):
        # The accounts' are classes: what those have on top is asked for by nobody here.
        if isinstance(one, Late) and not one._path.startswith("allauth."):
            marks = vars(import_string(one._path)).items()
            said = {name: value for name, value in marks if name != "__wrapped__"}
            assert {name: getattr(one, name, None) for name in said} == said, one._path
            told[one._path] = said
    assert told["articles.views.lists.conditions"] == {"for_readers": True}
