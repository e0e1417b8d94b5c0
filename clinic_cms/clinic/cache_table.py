"""Django's cache in a table, which says so where the database takes nothing in."""

import time
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError
from typing_extensions import override

QUICK = 1.0  # seconds; what took longer waited for the database, and is not tried again


class HonestDatabaseCache(DatabaseCache):
    """``add`` raises OperationalError for a key that nobody holds and that cannot be written.

    Django's own swallows the error of a full or read-only database and answers as if somebody held the key.
    Who counts attempts to sign in takes that for too many of them.
    """

    @override
    def add(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        began = time.monotonic()
        for _try in range(2):  # whoever held it may have let go of it just now
            if super().add(key, *args, **kwargs):
                return True
            if self.has_key(key, kwargs.get("version")):
                return False
            if time.monotonic() - began > QUICK:
                break
        raise OperationalError("The database takes nothing in.")
