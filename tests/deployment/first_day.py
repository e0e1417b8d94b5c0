"""`make first-day`: deploy/README.md, "On a server of your own", walked in a fresh Debian under systemd.

What the page says is what is typed, in its order: packages, commands, units, nginx, with the code of the
last commit. Then the server has to do what the page promises: everything runs, a reply's mail is delivered,
the daily run makes a backup, a reload refuses nobody, what is killed comes back, a reboot brings all of it
back, a backup is restored. Needs root, debootstrap, systemd-nspawn and, once all is there, three minutes.
"""

import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.deployment import programs
from tests.deployment.debian import Debian, made
from tests.deployment.post_office import PostOffice
from tests.deployment.road import MAIL, ROAD, TLS, UNITS, packages, said, settle
from tests.deployment.visitor import LOST, Visitor
from tests.deployment.waiting import until


@dataclass
class Walk:
    """The server, and what a reader and the mail server see of it."""

    server: Debian
    post: PostOffice
    page: str = "/articles/"

    def visitor(self) -> Visitor:
        return Visitor(443, self.server.root / TLS / "fullchain.pem")

    def status(self, path: str) -> int:
        """Return what a new reader gets, 0 for no answer."""
        visitor = self.visitor()
        try:
            return visitor.get(path).status
        except LOST:
            return 0
        finally:
            visitor.close()

    def is_ready(self) -> bool:
        return self.status("/readyz") == 200


def all_runs(walk: Walk) -> str:
    """Each unit runs, the site is ready, and doctor finds nothing broken."""
    walk.server.run(f"systemctl is-active {' '.join(UNITS)} nginx")
    until(walk.is_ready, 60, "/readyz is not ready")
    findings = json.loads(walk.server.run("clinic-manage doctor --json || true"))
    broken = [finding for finding in findings if finding["level"] == "broken"]
    assert not broken, broken
    warned = ", ".join(f["part"] for f in findings if f["level"] == "warning")
    return f"doctor has {len(findings)} findings, none broken; warnings: {warned or 'none'}"


def reply_with_mail(walk: Walk) -> str:
    """A reply is taken, and the worker hands its mail to the mail server."""
    found = re.search(r'href="(/articles/[a-z0-9-]+/)"', walk.visitor().get("/articles/").text)
    assert found, "the list of guides is empty"
    walk.page = found[1]
    answer = walk.visitor().reply(walk.page, "Before the backup.", "reader@patients.example")
    assert answer.status == 303, answer.text
    until(lambda: walk.post.to("reader@patients.example"), 60, "no mail came")
    return f"{walk.page}, {len(walk.post.received)} mails came"


def daily_run(walk: Walk) -> str:
    """Both timers' services end well; the first leaves a backup and the list of erasures."""
    walk.server.run("systemctl start clinic-daily clinic-clock")
    walk.server.run("test -e /var/lib/clinic/erasures.jsonl")
    return walk.server.run("cd /var/lib/clinic-backups && ls -sh | tail -n +2").strip()


def reload(walk: Walk) -> str:
    """While new workers take over, everybody is answered."""
    seen: Counter[int] = Counter()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen[walk.status(f"{walk.page}?{seen.total()}")] += 1

    reader = threading.Thread(target=read)
    before = set(_workers(walk))
    reader.start()
    try:
        walk.server.run(said("systemctl reload clinic-web"))
        until(
            lambda: len(now := _workers(walk)) == 2 and not before & set(now),
            60, "the workers are those of before",
        )  # fmt: skip
    finally:
        done.set()
        reader.join()
    assert set(seen) == {200}, seen
    return f"{seen.total()} answers, all 200"


def _workers(walk: Walk) -> list[str]:
    return walk.server.run("pgrep -f '^clinic-web worker' || true").split()


def killed(walk: Walk) -> str:
    """What is killed is started again."""
    for unit in ("clinic-web", "clinic-worker"):
        walk.server.run(f"systemctl kill --signal=KILL {unit}")
        until(lambda unit=unit: _restarts(walk, unit) >= 1, 30, f"{unit} was not started again")
    return all_runs(walk)


def _restarts(walk: Walk, unit: str) -> int:
    return int(walk.server.run(f"systemctl show --value --property=NRestarts {unit}"))


def reboot(walk: Walk) -> str:
    """After a reboot everything is there by itself, and so is what was written."""
    walk.post.close()
    walk.server.reboot()
    walk.server.enter_network()
    walk.post.open()
    return all_runs(walk)


def restored(walk: Walk) -> str:
    """The backup comes back as the page says; what came after it is gone, the chain holds."""
    server = walk.server
    assert walk.visitor().reply(walk.page, "After it.", "late@patients.example").status == 303
    [backup] = server.run("ls /var/lib/clinic-backups/*").split()[-1:]
    server.run(f"systemctl stop {' '.join(UNITS)}")
    server.run(
        f"clinic-manage restore {backup} --erasures /var/lib/clinic/erasures.jsonl --replace"
    )
    server.run("clinic-manage sync_roles")
    server.run(f"systemctl start {' '.join(UNITS)}")
    texts = server.run(
        'runuser -u postgres -- psql -At clinic -c "select text from comments_comment"'
    )
    assert "Before the backup." in texts, texts
    assert "After it." not in texts, texts
    return f"{server.run('clinic-manage verify_editions').strip()} {all_runs(walk)}"


def confined(walk: Walk) -> str:
    """systemd rates the units no worse than the page says."""
    [promised] = re.findall(r"each of them (\d\.\d), of 10", ROAD)
    rates = {}
    for unit in ("clinic-web", "clinic-worker", "clinic-clock", "clinic-daily"):
        words = walk.server.run(f"systemd-analyze security --no-pager {unit}.service")
        [rates[unit]] = re.findall(r"exposure level for \S+: (\S+)", words)
    assert max(map(float, rates.values())) <= float(promised), rates
    return f"{', '.join(sorted(set(rates.values())))} of 10 for anything"


def quiet(walk: Walk) -> str:
    """No unit has failed, and none has written of an error."""
    failed = walk.server.run("systemctl list-units --failed --plain --no-legend 'clinic-*' nginx*")
    assert not failed, failed
    lines = walk.server.run("journalctl --no-pager --output=cat --unit='clinic-*'").splitlines()
    bad = [line for line in lines if re.search(r"Traceback|ERROR|CRITICAL", line)]
    assert not bad, bad
    return f"{len(lines)} lines in the journals of the units, none of an error"


STEPS: tuple[tuple[str, Callable[[Walk], str]], ...] = (
    ("everything runs", all_runs),
    ("a reply and its mail", reply_with_mail),
    ("the daily run and the clock", daily_run),
    ("a reload", reload),
    ("granian and worker killed", killed),
    ("a reboot", reboot),
    ("a backup restored", restored),
    ("what the units may do", confined),
    ("journals", quiet),
)


def main() -> int:
    if os.geteuid() != 0:
        sys.exit("Only root can make and boot a Debian.")
    programs.need("debootstrap", "systemd-nspawn", "openssl")
    base = made(programs.HERE / ".build/debian", packages())
    with tempfile.TemporaryDirectory(prefix="clinic-first-day-", dir="/var/tmp") as name:
        folder = Path(name)
        wheels = folder / "wheels"
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:",
             "--python-version=3.11", "--require-hashes", f"--dest={wheels}",
             f"--requirement={programs.HERE}/requirements.txt"],
            check=True,
        )  # fmt: skip
        subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(folder / "root")], check=True)
        server = Debian(folder / "root", folder / "console.log")
        try:
            server.boot()
            server.enter_network()
            walk = Walk(server, PostOffice(MAIL).open())
            settle(server, wheels)
            server.run(f"clinic-manage seed_demo --password {secrets.token_hex(12)}")
            for title, step in STEPS:
                print(f"{title}: {step(walk)}", flush=True)
        finally:
            server.stop()
    print("The first day went as deploy/README.md says.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
