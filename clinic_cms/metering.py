"""Counts and times of what is answered, from memory and by Django: WSGI, around the page store.

Only there when METRICS_TOKEN is set. Each worker process counts in files of its own, in a folder of the
server that started it (prometheus_client's multiprocess mode); ``/metrics`` adds them up, whoever answers.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]

# One folder for each server: two of them on one machine are asked for by themselves.
FOLDER = Path(tempfile.gettempdir()) / f"clinic-metrics-{os.getppid()}"
FOLDER.mkdir(mode=0o700, exist_ok=True)
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(FOLDER))
# Only now: it looks at the environment when it is imported.
from prometheus_client import Gauge, Histogram  # noqa: E402

# Seconds. A page from memory takes 20 microseconds, one that is drawn some milliseconds.
STEPS = (0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
ANSWERS = Histogram(
    "clinic_request_seconds",
    "Time until an answer began, by its status and where it came from.",
    ["source", "status"],
    buckets=STEPS,
)
STORED = Gauge(
    "clinic_page_store_bytes",
    "Bytes of pages in memory, in all workers.",
    multiprocess_mode="livesum",
)


class Metered:
    """WSGI: the page store before Django, with every answer counted."""

    def __init__(self, django: App, store: Callable[[App], Any]) -> None:
        self._django = django
        self._store = store(self._drawn)
        self._now = threading.local()
        # Looked up once: finding a row by its labels takes longer than counting in it.
        self._answers = {
            (source, status): ANSWERS.labels(source, f"{status}xx")
            for source in ("memory", "django")
            for status in "2345"
        }

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self._now.source = "memory"
        began = time.perf_counter()

        def counted(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            self._answers[self._now.source, status[0]].observe(time.perf_counter() - began)
            return start(status, headers, *([exc_info] if exc_info else []))

        answer: Iterable[bytes] = self._store(environ, counted)
        if self._now.source == "django":
            STORED.set(self._store.size)
        return answer

    def _drawn(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self._now.source = "django"
        return self._django(environ, start)
