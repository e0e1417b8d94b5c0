"""What every test has: a fixed cast, one finished guide, and a database that can be emptied.

What settings.py must find in the environment is set by ``tests.plugins.surroundings``.
"""

import functools
import gc
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.core.cache import cache
from django.db import connections
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from django.utils import timezone
from simple_history.manager import HistoryManager

from clinic_cms.clinic.models import ClinicProfile, User
from clinic_cms.clinic.roles import sync_roles
from tests import acts, factories, kept, migrated
from tests.mailbox import Mailbox

HERE = ("127.0.0.1", "::1", "localhost")


def pytest_configure() -> None:
    """Make tests fast, and keep them off the network."""
    gc.set_threshold(100_000, 20, 20)  # what a test leaves is little, and looking for it takes time
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    # Else each look at a record's history, and each save is one, makes a class with a hundred methods anew.
    HistoryManager.from_queryset = functools.cache(HistoryManager.from_queryset)
    if connections["default"].vendor == "sqlite":
        # pytest-django does not see that ours is SQLite, and would look for a file for each process.
        settings.DATABASES["default"]["TEST"]["NAME"] = ":memory:"
    if migrated.address():
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = migrated.NAME  # of PostgreSQL
        connection_created.connect(migrated.fill)
    _stay_off_the_network()
    _let_frozen_tables_be_emptied()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about another database, which the run on that one has; order the rest.

    Tests that begin with the same come one after the other, so that it is made once.
    """
    others = {"sqlite", "postgresql"} - {connections["default"].vendor}
    left_out = [item for item in items if others & {mark.name for mark in item.iter_markers()}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=kept.turn)


def _stay_off_the_network() -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in HERE:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]


def _let_frozen_tables_be_emptied() -> None:
    """Drop the triggers before a flush, which they would refuse; its post_migrate makes them again."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(self: TransactionTestCase) -> None:
        acts.drop_triggers()
        flush(self)
        cache.clear()  # its table belongs to no model, so the flush leaves it

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the roles once: a test's rollback leaves them, only a flush takes them away."""
    with django_db_blocker.unblock():
        sync_roles()
    yield
    with django_db_blocker.unblock():
        kept.end()


@pytest.fixture
def begin(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> None:
    """Open the transaction with what a test begins with, or end it."""
    with django_db_blocker.unblock():
        if steps := kept.wanted(request.node):
            kept.begin(steps)
        else:
            kept.end()


@pytest.fixture
def _django_db_helper(begin: None, _django_db_helper: None) -> None:
    """Let ``begin`` come before pytest-django's transaction around the test."""


# People. Each role's holder is one person; nobody holds two unless a test says so.


@pytest.fixture
def roles(db: None) -> None:
    """The role groups with their permissions."""
    if not Group.objects.exists():
        sync_roles()


@pytest.fixture
@kept.part
def author(roles: None) -> User:
    """A physician who writes: Ana Reyes."""
    return factories.person("author", "Author", physician="Ana Reyes")


@pytest.fixture
@kept.part
def other_author(roles: None) -> User:
    """A second writing physician, who has nothing to do with the guide."""
    return factories.person("other_author", "Author", physician="Otto Lind")


@pytest.fixture
@kept.part
def reviewer(roles: None) -> User:
    """A physician who reviews: Rosa Klein."""
    return factories.person("reviewer", "Reviewer", physician="Rosa Klein")


@pytest.fixture
def other_reviewer(roles: None) -> User:
    """A second reviewing physician."""
    return factories.person("other_reviewer", "Reviewer", physician="Remy Osei")


@pytest.fixture
@kept.part
def publisher(roles: None) -> User:
    return factories.person("publisher", "Publisher")


@pytest.fixture
@kept.part
def moderator(roles: None) -> User:
    return factories.person("moderator", "Moderator")


@pytest.fixture
@kept.part
def administrator(roles: None) -> User:
    return factories.person("administrator", "Administrator")


@pytest.fixture
@kept.part
def superuser(roles: None) -> User:
    """A superuser who is a physician too, so that only the laws stand in their way."""
    user = factories.person("superuser", physician="Sam Sole")
    user.is_staff = user.is_superuser = True
    user.save()
    return user


@pytest.fixture
@kept.part
def stranger(roles: None) -> User:
    """Signed in, without any role."""
    return factories.person("stranger")


@pytest.fixture
def client_for(roles: None) -> Callable[[User | None], Client]:
    """Return a function: a user, or None for a reader, to their browser."""

    def make(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return make


# Pages


@pytest.fixture
@kept.part
def clinic(db: None) -> ClinicProfile:
    """The stored clinic profile."""
    profile, _ = ClinicProfile.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Hill Street Clinic",
            "phone": "555-0100",
            "website_help_line": "555-0101",
            "copyright_holder": "Hill Street Clinic",
        },
    )
    return profile


@pytest.fixture
@kept.step
def guide(clinic: ClinicProfile, author: User) -> Any:
    """A draft that lacks nothing: treatment with figures, sources, disclaimer, help lines."""
    return factories.guide(author)


@pytest.fixture
def policy(clinic: ClinicProfile, author: User) -> Any:
    """A draft of a policy page."""
    return factories.policy(author)


@pytest.fixture
@kept.step
def in_review(guide: Any, author: User) -> Any:
    return acts.submit(guide, author)


@pytest.fixture
@kept.step
def approved(in_review: Any, reviewer: User) -> Any:
    return acts.approve(in_review, reviewer)


@pytest.fixture
@kept.step
def published(approved: Any, publisher: User) -> Any:
    """The guide, live by way of the real verbs. Its edition: ``published.editions.get()``."""
    return acts.publish(approved, publisher)


@pytest.fixture
@kept.step
def every_state(
    clinic: ClinicProfile, author: User, reviewer: User, publisher: User
) -> dict[str, Any]:
    """A guide in each state of ``acts.STATES``, brought there a minute ago; one is withdrawn now."""
    ago = timezone.now() - timedelta(minutes=1)
    made = {}
    with patch.object(timezone, "now", lambda: ago):
        for state in acts.STATES:
            guide = factories.guide(author, title=f"Guide {state}")
            made[state] = acts.bring(guide, state, author, reviewer, publisher)
    made["withdrawn"] = acts.withdraw(made["withdrawn"], publisher)
    return made


# Time and files


class Clock:
    """The time as the application sees it. It stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = kept.START

    def tick(self, **by: float) -> datetime:
        """Move on by a timedelta's arguments, one second by default; return the new time."""
        self.now += timedelta(**(by or {"seconds": 1}))
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    stamp = signing.TimestampSigner.timestamp

    def as_old_as_its_row(signer: signing.TimestampSigner) -> str:
        """Return the time at which a mail's link is made, which is held against that of its row."""
        ours = signer.salt.startswith("comments.mail.")
        return signing.b62_encode(int(clock.now.timestamp())) if ours else stamp(signer)

    monkeypatch.setattr(signing.TimestampSigner, "timestamp", as_old_as_its_row)
    return clock


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for uploaded files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A running mail server, to which mails go. ``tests.mailbox.work`` is the worker."""
    server = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()


@pytest.fixture
def without_triggers(db: None) -> Iterator[None]:
    """Take the triggers away, to break on purpose what they keep. The test's rollback restores them."""
    acts.drop_triggers()
    yield
    assert connections["default"].in_atomic_block, "use it without transaction=True"
