"""The network that another process sees: a Debian's or a container's own."""

import contextlib
import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import IO

NETWORK = 0x40000000  # CLONE_NEWNET of linux/sched.h


def enter(process: int) -> None:
    """Let this thread, and those that it starts from now on, use the network of a process."""
    with Path(f"/proc/{process}/ns/net").open() as network:
        _use(network)


@contextlib.contextmanager
def entered(process: int) -> Iterator[None]:
    """Use the network of a process, then that of before again. Threads that were started meanwhile stay."""
    with Path("/proc/thread-self/ns/net").open() as before:
        enter(process)
        try:
            yield
        finally:
            _use(before)


def _use(network: IO[str]) -> None:
    if ctypes.CDLL(None, use_errno=True).setns(network.fileno(), NETWORK):
        raise OSError(ctypes.get_errno(), f"{network.name} could not be entered")
