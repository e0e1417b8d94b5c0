"""The people of the clinic, asked from outside their process (``tests.deployment.staff``)."""

import json
import subprocess
import sys
import threading
from typing import Any

from tests.deployment import programs


class Failed(Exception):
    """An act that was asked of the staff did not succeed."""


class Staff:
    """The people of the clinic (``tests.deployment.staff``), in a process of their own."""

    def __init__(self, env: dict[str, str]) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.deployment.staff"], env=env, cwd=programs.HERE,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def do(self, act: str, **arguments: Any) -> Any:
        """Ask for an act and return its answer. Raises Failed."""
        with self._lock:
            stdin, stdout = self._process.stdin, self._process.stdout
            if stdin is None or stdout is None:
                raise Failed("no pipes")
            stdin.write(json.dumps({"act": act, "with": arguments}) + "\n")
            stdin.flush()
            answer = json.loads(stdout.readline() or '{"error": "the staff have gone"}')
        if "error" in answer:
            raise Failed(f"{act}: {answer['error']}")
        return answer["answer"]

    def go_home(self) -> None:
        self._process.kill()
        self._process.communicate()
