"""What a web worker tells PostgreSQL of itself. How it waits: tests/deployment/test_silence.py."""

import pytest
from django.db import connection

from clinic_cms.clinic import patience

pytestmark = pytest.mark.postgresql


def test_the_server_looks_whether_we_are_still_there(db) -> None:
    """One that waits for a lock would not, and each wait in vain would leave it behind."""
    patience._let_it_look_for_us(connection=connection)
    with connection.cursor() as cursor:
        cursor.execute("SHOW client_connection_check_interval")
        assert cursor.fetchone() == ("5s",)
