"""What every journey has: Chromium, a clinic with content, and people who are watched."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.chromium import QUIET, chromium
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.visitor import Visitor


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, and let it ask nobody for news."""
    where = chromium()
    if where is None:
        pytest.skip("NO CHROMIUM: install it, or set CHROMIUM to where it is. No journey was made.")
    return {**browser_type_launch_args, "executable_path": where, "args": QUIET}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright, with no connection to a database left open before it or after it.

    Django keeps other connections while an event loop runs in this thread than without one. Those from
    before would stay open to the end of the run, those of the loop would outlive Playwright. A database
    that somebody is connected to cannot be restored or dropped.
    """
    connections.close_all()
    with sync_playwright() as started:
        yield started
        connections.close_all()


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Clinic]:
    """A clinic with the demo's content. Tests add to it and take nothing away that others need."""
    with open_clinic(f"clinic_browser_{worker_id}", tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture(scope="session")
def arrive(browser: Browser, clinic: Clinic) -> Callable[..., Visitor]:
    """Return a function that gives a person a fresh browser. A role's name signs them in, once for all."""
    sessions: dict[str, Any] = {}
    doors = itertools.count(1)

    def arrive(role: str = "", **options: Any) -> Visitor:
        known = {"storage_state": sessions[role]} if role in sessions else {}
        number = next(doors)  # each comes from an address of their own: five replies are too many
        came = {"X-Forwarded-For": f"10.0.{number // 256}.{number % 256}"}
        usual = {"reduced_motion": "reduce", "extra_http_headers": came}
        context = browser.new_context(**{**usual, **options, **known})
        person = Visitor(context, clinic)
        if role and not known:
            person.sign_in(role)
            sessions[role] = context.storage_state()
        return person

    return arrive


@pytest.fixture
def visit(arrive: Callable[..., Visitor]) -> Iterator[Callable[..., Visitor]]:
    """The same for one test, at whose end everybody leaves and complains."""
    people: list[Visitor] = []

    def come(role: str = "", **options: Any) -> Visitor:
        people.append(arrive(role, **options))
        return people[-1]

    yield come
    for person in people:
        person.leave()
