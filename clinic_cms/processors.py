"""Each web worker has processors of its own, as nginx's have with ``worker_cpu_affinity auto``.

Without that the threads of both workers go from one processor to the other, and what they had at hand there
has to be fetched again: see docs/decisions/0025.
"""

import os
import re
from collections.abc import Sequence

import setproctitle

NUMBER = re.compile(r" worker-(\d+)$")  # what granian adds to its --process-name


def share(worker: int, workers: int, processors: Sequence[int]) -> set[int]:
    """Return the processors of one of ``workers``, counted from 1: as many for each, one at least."""
    there = len(processors)
    first = (worker - 1) * there // workers
    return set(processors[first : max(first + 1, worker * there // workers)])


def number_of_worker() -> int:
    """Return which worker of granian this process is, counted from 1; of another process, 0."""
    found = NUMBER.search(setproctitle.getproctitle())
    return int(found[1]) if found else 0


def take() -> None:
    """Keep this process, and the threads that it begins from now on, to its share.

    Only a worker of granian with a name does, where ``GRANIAN_WORKERS`` says how many there are.
    """
    number = number_of_worker()
    workers = int(os.environ.get("GRANIAN_WORKERS", "0"))
    if number and workers:
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, share(number, workers, allowed))
