"""A Debian of its own under systemd: debootstrap makes it, systemd-nspawn boots it, root alone may.

It has a network of its own, in which there is nothing but loopback: what it installs besides Debian's
packages, it finds in a folder.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.deployment import networks
from tests.deployment.waiting import until

ASKS_FOR_REBOOT = 133  # systemd-nspawn ends so, and leaves it to its own caller
OURS = ("systemd", "systemd-sysv", "dbus", "openssl", "procps")


class Failed(Exception):
    """A command inside ended with another exit code than it should have."""


def made(base: Path, release: str, packages: Sequence[str]) -> Path:
    """Return a folder that holds this Debian with these packages. It is kept for the next time."""
    wanted, note = " ".join((*OURS, *packages)), base / "made-with"
    if not note.exists() or note.read_text() != wanted:
        shutil.rmtree(base, ignore_errors=True)
        base.parent.mkdir(exist_ok=True)
        include = wanted.replace(" ", ",")
        subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={include}", release, str(base)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        note.write_text(wanted)
    return base


def python_of(base: Path) -> str:
    """Return the version of a Debian's Python, such as 3.11."""
    [name] = [path.name for path in base.glob("usr/bin/python3.*") if path.suffix[1:].isdigit()]
    return name.removeprefix("python")


class Debian:
    """One that runs. ``root``: its files, as seen from here. ``log``: what its console shows."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self._log = root, log
        self._nspawn: subprocess.Popen[bytes] | None = None

    def boot(self) -> None:
        """Return once systemd has started everything that it starts by itself."""
        command = ["systemd-nspawn", "--quiet", "--boot", f"--directory={self.root}"]
        command += ["--register=no", "--keep-unit", "--private-network", "--console=pipe"]
        command += ["--machine=clinic-first-day", "--link-journal=no"]
        with self._log.open("ab") as log:
            # The systemd of Debian 13 starts with the newer control groups only.
            self._nspawn = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
            )  # fmt: skip
        until(self._is_up, 120, f"Debian did not start; its console is in {self._log}")

    def _is_up(self) -> bool:
        with contextlib.suppress(LookupError, Failed):
            return self.run("systemctl is-system-running || true").strip() in (
                "running",
                "degraded",
            )
        return False

    def _first_process(self) -> int:
        """Return the number that its process 1 has out here. Raises LookupError."""
        waiting = [self._nspawn.pid] if self._nspawn else []
        for number in waiting:
            with contextlib.suppress(OSError):
                status = Path(f"/proc/{number}/status").read_text()
                if status.partition("NSpid:")[2].split("\n")[0].split()[1:] == ["1"]:
                    return number
                for task in Path(f"/proc/{number}/task").iterdir():
                    waiting += map(int, (task / "children").read_text().split())
        raise LookupError("Debian does not run.")

    def command(self, *words: str) -> list[str]:
        """Return what runs these words inside, as root, with its own environment and nothing of ours."""
        enter = ["nsenter", "--target", str(self._first_process()), "--all", "--root", "--wd"]
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return [*enter, "env", "-i", path, "HOME=/root", "LANG=C.UTF-8", *words]

    def run(self, script: str, typed: str = "", **variables: str) -> str:
        """Run a script of the shell inside and return what it printed. ``typed`` is its input."""
        named = [f"{name}={value}" for name, value in variables.items()]
        done = subprocess.run(
            self.command(*named, "sh", "-e", "-c", script), input=typed, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Failed(f"{script}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def enter_network(self) -> None:
        """Let this thread, and those that it starts from now on, use the network inside."""
        networks.enter(self._first_process())

    def reboot(self) -> None:
        """Let it go down and start again. Threads have to enter its network anew."""
        if self._nspawn is None:
            raise Failed("Debian was not started.")
        self.run("systemctl reboot")
        if (code := self._nspawn.wait(120)) != ASKS_FOR_REBOOT:
            raise Failed(f"Debian did not go down in order: {code}")
        self.boot()

    def stop(self) -> None:
        if self._nspawn is None or self._nspawn.poll() is not None:
            return
        with contextlib.suppress(LookupError, Failed):
            self.run("systemctl poweroff")
        try:
            self._nspawn.wait(60)
        except subprocess.TimeoutExpired:
            self._nspawn.kill()
            self._nspawn.wait()
