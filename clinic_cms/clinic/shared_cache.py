"""Redis for what is counted between processes, and the database while Redis does not answer.

Attempts to sign in are counted in the cache. Without it nobody could sign in, and without counting anybody
could guess: so the count goes on in the table that counts where there is no Redis. It begins anew there,
which gives a guesser one window more.
"""

import logging
import time
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from typing_extensions import override

logger = logging.getLogger(__name__)

TABLE = "table"  # the cache in the database, in settings.CACHES
REST = 5.0  # seconds for which a Redis that did not answer is not asked again


class RedisOrDatabase(RedisCache):
    """A Redis cache that does not fail while there is a database."""

    # For the whole process: Django makes an instance for each thread.
    _asked_again_at = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # Once more at once, for a connection that it has closed. Not in settings.py: the package takes as
        # long to import as half of Django, and without a Redis nobody needs it.
        options = {"retry": Retry(NoBackoff(), 1), **params.get("OPTIONS", {})}
        super().__init__(server, params | {"OPTIONS": options})

    @override
    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("add", args, kwargs))

    @override
    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get", args, kwargs)

    @override
    def set(self, *args: Any, **kwargs: Any) -> None:
        self._ask("set", args, kwargs)

    @override
    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("touch", args, kwargs))

    @override
    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("delete", args, kwargs))

    @override
    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return dict(self._ask("get_many", args, kwargs))

    @override
    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("has_key", args, kwargs))

    @override
    def incr(self, *args: Any, **kwargs: Any) -> int:
        return int(self._ask("incr", args, kwargs))

    @override
    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        return list(self._ask("set_many", args, kwargs))

    @override
    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._ask("delete_many", args, kwargs)

    def answers(self) -> bool:
        """Ask Redis itself whether it is there."""
        try:
            return bool(self._cache.get_client().ping())
        except RedisError:
            return False

    def _ask(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if time.monotonic() >= RedisOrDatabase._asked_again_at:
            try:
                return getattr(super(), name)(*args, **kwargs)
            except RedisError as error:
                RedisOrDatabase._asked_again_at = time.monotonic() + REST
                logger.warning("Redis: %s. The database counts.", type(error).__name__)
        return getattr(caches[TABLE], name)(*args, **kwargs)
