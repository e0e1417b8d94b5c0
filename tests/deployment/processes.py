"""A process as systemd keeps it: started, started again when it dies, ended with all that it started."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent


@dataclass
class Service:
    """One command. ``restart_after``: seconds after which it is started again, or None for never."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    restart_after: float | None = None
    restarts: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    wanted: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)

    def start(self) -> "Service":
        """Start it; where it has a time for that, start it again whenever it ends."""
        with self.lock:
            self.wanted = True
            self._launch()
        if self.restart_after is not None:
            threading.Thread(target=self._keep, args=(self.process,), daemon=True).start()
        return self

    def _launch(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.env, cwd=HERE, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True,
            )  # fmt: skip

    def _keep(self, process: "subprocess.Popen[bytes]") -> None:
        while True:
            process.wait()
            self._end_group(process)  # as systemd ends what its main process leaves behind
            time.sleep(self.restart_after or 0)
            with self.lock:
                if not self.wanted or self.process is not process:
                    return
                self.restarts += 1
                self._launch()
                process = self.process

    @property
    def pid(self) -> int:
        """Return the number of its main process."""
        if self.process is None:
            raise RuntimeError(f"{self.name} was not started.")
        return self.process.pid

    @property
    def pids(self) -> list[int]:
        """Return the numbers of its main process and of all that this one started."""
        found = [self.pid]
        for number in found:
            with contextlib.suppress(OSError):
                for task in Path(f"/proc/{number}/task").iterdir():
                    found += map(int, (task / "children").read_text().split())
        return found

    @property
    def memory(self) -> int:
        """Return its resident memory in bytes, that of its children included, shared parts once."""
        total = 0
        for number in self.pids:
            with contextlib.suppress(OSError):
                for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1]) * 1024
        return total

    def kill(self) -> None:
        """Take its main process's life without a word. It comes back, if it is one that does."""
        os.kill(self.pid, signal.SIGKILL)

    def stop(self, patience: float = 30) -> None:
        """End it in order; after so many seconds, without."""
        with self.lock:
            self.wanted = False
            process = self.process
        if process is None:
            return
        if process.poll() is None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)
        self._end_group(process)

    @staticmethod
    def _end_group(process: "subprocess.Popen[bytes]") -> None:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
