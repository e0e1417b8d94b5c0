"""A database that takes nothing in is not told as too many attempts to sign in."""

import pytest
from django.core.cache import caches
from django.db import DatabaseError, InternalError, OperationalError, connection
from django.test import Client

from tests.factories import PASSWORD

READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "DECLARE", "EXECUTE")


def read_only(error: DatabaseError):
    """Return a context in which the database answers questions and takes nothing in."""

    def only_reads(execute, sql, *args):
        if not str(sql).lstrip().upper().startswith(READS):
            raise error
        return execute(sql, *args)

    return connection.execute_wrapper(only_reads)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("attempt to write a readonly database"),
        InternalError("cannot execute INSERT in a read-only transaction"),
    ],
)
def test_signing_in_says_what_is_the_case(author, error) -> None:
    client = Client(raise_request_exception=False)
    sent = {"login": author.username, "password": PASSWORD}
    with read_only(error):
        answer = client.post("/accounts/login/", sent)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Too many attempts" not in page
    assert "Our database is not working right now." in page
    assert PASSWORD not in page
    # Without the password there is nothing to send again: the page to sign in is what leads on.
    assert "<form" not in page
    assert '<a class="button" href="/accounts/login/">' in page
    assert client.post("/accounts/login/", sent).status_code == 302


def test_a_key_that_somebody_holds_is_no_fault(db) -> None:
    table = caches["table"]
    assert table.add("held", 1, 60)
    assert not table.add("held", 2, 60)
    with read_only(OperationalError("disk I/O error")):
        assert not table.add("held", 2, 60)
        with pytest.raises(OperationalError):
            table.add("free", 1, 60)


def test_a_key_let_go_between_two_looks_is_taken(db, monkeypatch) -> None:
    table = caches["table"]
    answers = iter([False, True])
    monkeypatch.setattr(
        "django.core.cache.backends.db.DatabaseCache.add", lambda *a, **k: next(answers)
    )
    assert table.add("lock", 1, 60)
