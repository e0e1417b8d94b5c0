"""Static files for those without nginx: whitenoise, which reads its folder once it is asked for a file.

Its own way is to read the thousands of files at each start, of which behind nginx none is ever asked for.
"""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from typing_extensions import override
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # it ships no types
    """Answer for what lies below STATIC_URL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._unread: list[tuple[str, str | None]] = []
        self._lock = threading.Lock()
        super().__init__(get_response)

    @override
    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._unread and request.path_info.startswith(self.static_prefix):
            with self._lock:
                for root, prefix in self._unread:
                    super().add_files(root, prefix)
                self._unread = []
        answer: HttpResponseBase = super().__call__(request)
        return answer

    @override
    def add_files(self, root: str, prefix: str | None = None) -> None:
        self._unread.append((root, prefix))
