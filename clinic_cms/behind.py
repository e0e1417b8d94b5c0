"""Work that nobody waits for, one after the other in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Behind:
    """The thread begins with the first work, and so in the process that has it to do."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, name)

    def do(self, work: Callable[[], object]) -> Future[object]:
        """Have it done once all before it is. An error in it is told in the log."""
        done = self._thread.submit(work)
        done.add_done_callback(Future.result)
        return done
