"""A clock for the demo, whose pages and replies were made over the past year."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at ``moment``. For seeding only: nothing else may do this."""
    with patch("django.utils.timezone.now", lambda: moment):
        yield


class Calendar:
    """Moments counted back from the start of seeding."""

    def __init__(self) -> None:
        self.start = timezone.now()

    def ago(self, days: float) -> datetime:
        """Return the moment so many days before the start."""
        return self.start - timedelta(days=days)
