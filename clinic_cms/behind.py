"""Work that nobody waits for, in threads of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Behind:
    """A thread begins with the first work for it, and so in the process that has it to do."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._threads = ThreadPoolExecutor(threads, name)

    def do(self, work: Callable[[], object]) -> Future[object]:
        """Have it done in its turn. An error in it is told in the log."""
        done = self._threads.submit(work)
        done.add_done_callback(Future.result)
        return done
