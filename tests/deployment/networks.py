"""The network that another process sees: a Debian's or a container's own."""

import contextlib
import ctypes
from collections.abc import Iterator
from pathlib import Path

NETWORK = 0x40000000  # CLONE_NEWNET of linux/sched.h


def enter(process: int) -> None:
    """Let this thread, and those that it starts from now on, use the network of a process."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path(f"/proc/{process}/ns/net").open() as network:
        if libc.setns(network.fileno(), NETWORK):
            raise OSError(ctypes.get_errno(), f"the network of {process} could not be entered")


@contextlib.contextmanager
def entered(process: int) -> Iterator[None]:
    """Use the network of a process, then that of before again. Threads that were started meanwhile stay."""
    with Path("/proc/thread-self/ns/net").open() as before:
        enter(process)
        try:
            yield
        finally:
            if ctypes.CDLL(None, use_errno=True).setns(before.fileno(), NETWORK):
                raise OSError(ctypes.get_errno(), "the way back to the own network is closed")
