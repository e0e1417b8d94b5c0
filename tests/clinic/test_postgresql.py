"""Connections to PostgreSQL that are kept between requests: asked only where looking is not enough."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, connections

from clinic_cms.clinic.postgresql import base

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def kept() -> Iterator[base.DatabaseWrapper]:
    """A connection like those of the site, as its thread has it between two requests."""
    wrapper = base.DatabaseWrapper(connection.settings_dict, alias="kept")
    try:
        for _ in range(2):  # the second looks it over for the first time
            ask(wrapper, "SELECT 'opened'")
        yield wrapper
    finally:
        wrapper.close()


def ask(wrapper: base.DatabaseWrapper, words: str) -> None:
    """Do what a request does: look the connection over, ask, and look it over again."""
    wrapper.close_if_unusable_or_obsolete()
    with wrapper.cursor() as cursor:
        cursor.execute(words)
    wrapper.close_if_unusable_or_obsolete()


def process(wrapper: base.DatabaseWrapper) -> int:
    number: int = wrapper.connection.get_backend_pid()
    return number


def asked_last(number: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [number])
        return str(cursor.fetchone()[0])


def test_the_site_uses_it() -> None:
    assert settings.DATABASES["default"]["ENGINE"] == "clinic_cms.clinic.postgresql"
    assert isinstance(connections["default"], base.DatabaseWrapper)


def test_one_that_stands_is_kept_and_not_asked(kept: base.DatabaseWrapper) -> None:
    ask(kept, "SELECT 'the last words'")
    before = process(kept)
    kept.close_if_health_check_failed()
    assert kept.health_check_done
    assert process(kept) == before
    assert asked_last(before) == "SELECT 'the last words'"


def test_one_that_nobody_used_for_a_second_is_asked(kept: base.DatabaseWrapper) -> None:
    before = process(kept)
    kept._looked_at -= base.QUIET
    kept.close_if_unusable_or_obsolete()
    kept.close_if_health_check_failed()
    assert process(kept) == before
    assert asked_last(before) == "SELECT 1"


def test_one_that_the_server_has_ended_is_replaced(kept: base.DatabaseWrapper) -> None:
    before = process(kept)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
        assert cursor.fetchone() == (True,)
    ask(kept, "SELECT 'after'")
    assert process(kept) != before


def test_one_that_was_closed_without_a_word_is_replaced(kept: base.DatabaseWrapper) -> None:
    before = process(kept)
    kept.connection.close()
    ask(kept, "SELECT 'after'")
    assert process(kept) != before


def test_after_an_error_the_server_is_asked(kept: base.DatabaseWrapper) -> None:
    before = process(kept)
    with pytest.raises(ProgrammingError):
        ask(kept, "SELECT nonsense")
    kept.close_if_unusable_or_obsolete()
    assert process(kept) == before
    assert asked_last(before) == "SELECT 1"
