"""Run a few child processes side by side until one ends or the person stops them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Command = Sequence["str | Path"]
Child = subprocess.Popen[bytes]  # never read from: they speak to the terminal


class Stopped(Exception):
    """Somebody pressed ctrl-C, closed the window, or asked this process to end."""


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _stop(number: int, frame: object) -> None:
    _hear(signal.SIG_IGN)  # an impatient second ctrl-C must not leave children behind
    raise Stopped


def _hear(handler: Callable[[int, object], None] | signal.Handlers) -> None:
    for number in SIGNALS:
        signal.signal(number, handler)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Turn ctrl-C, SIGTERM and a closed window into `Stopped`, once."""
    _hear(_stop)
    try:
        with _own_terminal_group():
            yield
    finally:
        _hear(signal.SIG_IGN)


@contextlib.contextmanager
def _own_terminal_group() -> Iterator[None]:
    """Let ctrl-C reach us and not `make`, which would report a failure where there is none."""
    terminal = sys.stdin.fileno() if sys.stdin and sys.stdin.isatty() else None
    before = os.getpgrp()
    if terminal is None or os.tcgetpgrp(terminal) != before or os.getpid() == before:
        yield
        return
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # or handing the terminal over would suspend us
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # ctrl-Z would leave `make` waiting for ever
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpgrp())
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # the terminal may be gone
            os.tcsetpgrp(terminal, before)


def run(command: Command, *, env: dict[str, str], cwd: Path) -> None:
    """Run one step to its end; a failure ends the program with the step's own exit code."""
    child = start(command, env=env, cwd=cwd)
    try:
        code = child.wait()
    except Stopped:
        end([child])
        raise
    if code:
        sys.exit(code)


def start(command: Command, *, env: dict[str, str], cwd: Path) -> Child:
    """Start a child that hears ctrl-C only from us, so that all end in order."""
    return subprocess.Popen(command, env=env, cwd=cwd, start_new_session=True)


def end(children: list[Child], patience: float = 10) -> None:
    """Ask every child to finish what it is doing; after `patience` seconds, make it."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + patience
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
