"""The web server ends when it is told to: while it starts, and when a worker of it does not."""

import os
import signal
from pathlib import Path

import pytest

from tests.deployment.files import unit, web_command
from tests.deployment.processes import Service
from tests.deployment.surroundings import free_ports
from tests.deployment.waiting import until

pytestmark = pytest.mark.once  # no database is asked

TERM = 1 << (signal.SIGTERM - 1)


@pytest.fixture
def web(tmp_path):
    env = {**os.environ, **unit("clinic-web.service").variables, "TLS": "false"}
    env |= {"SECRET_KEY": "0123456789" * 5, "DATA_DIR": str(tmp_path)}
    web = Service("web", web_command(*free_ports(1)), env, tmp_path / "log")
    yield web
    web.stop(0)


def workers(web: Service) -> list[int]:
    return [pid for pid in web.pids if b" worker-" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def hears(pid: int) -> bool:
    """Say whether a process has a way of its own to hear SIGTERM."""
    [caught] = [
        line.split()[1]
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("SigCgt:")
    ]
    return bool(int(caught, 16) & TERM)


def test_a_worker_that_is_still_being_imported(web):
    web.start()
    # Both: what one of them hears before that line, only the bound of the next test ends.
    until(
        lambda: len(workers(web)) == 2 and not any(map(hears, workers(web))),
        10,
        "The workers do not heed their end.",
    )
    web.process.terminate()
    assert web.process.wait(10) == 0


def test_a_worker_that_does_not_end(web):
    web.command[web.command.index("--workers-kill-timeout") + 1] = "1"
    web.start()
    until(lambda: len(workers(web)) == 2 and all(map(hears, workers(web))), 20, "not begun")
    os.kill(workers(web)[1], signal.SIGSTOP)
    web.process.terminate()
    assert web.process.wait(10) == 0
