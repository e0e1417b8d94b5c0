"""What is imported after a start, or when it is first called: readers wait for the first page, a guide.

Named here are the views of other pages, what draws mails, and what only a form or a save needs. It is all
imported a moment after a start, before a new release may be laid over the running one. What most workers
never need is not: the pages of accounts would cost each of them 12 MiB.
"""

import logging
import threading
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

MOMENT = 5.0  # seconds
# What Django and the page store ask of a view before they call it.
MARKS = ("csrf_exempt", "for_readers")
_soon: set[str] = set()  # paths of functions

logger = logging.getLogger(__name__)


class Late:
    """A function by its path, imported when it is called.

    ``soon``: its module is imported a moment after a start as well.
    """

    def __init__(self, path: str, *, soon: bool = True) -> None:
        self._path = path
        if soon:
            _soon.add(path)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_string(self._path)(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        # Whatever else is asked for imports nothing: Django asks each view for its class at the start.
        if name not in MARKS:
            raise AttributeError(name)
        return getattr(import_string(self._path), name)


class Views:
    """The views of a module: ``Views("articles.feeds").feed`` is ``Late("articles.feeds.feed")``."""

    def __init__(self, module: str, *, soon: bool = True) -> None:
        self._module, self._are_soon = module, soon

    def __getattr__(self, view: str) -> Late:
        return Late(f"{self._module}.{view}", soon=self._are_soon)


def load() -> None:
    """Import what is to be imported soon. What breaks in one module keeps none of the others away."""
    # It names the views, and nothing but a request had it read until now.
    _import(settings.ROOT_URLCONF)
    # At once: a request that imports something now may add to them.
    for module in sorted({path.rpartition(".")[0] for path in tuple(_soon)}):
        _import(module)


def missing() -> Iterator[str]:
    """Yield what is to be imported soon and is not there, with the reason."""
    import_module(settings.ROOT_URLCONF)
    for path in sorted(_soon):
        try:
            import_string(path)
        except ImportError as error:
            yield f"{path}: {error}"


def load_in_a_moment() -> None:
    """Import it in a thread of this process."""
    timer = threading.Timer(MOMENT, load)
    timer.name, timer.daemon = "late", True
    timer.start()


def _import(module: str) -> None:
    try:
        import_module(module)
    except Exception:
        logger.exception("%s was not imported: what needs it will fail", module)
