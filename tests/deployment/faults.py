"""`make faults`: each part of the production set broken while readers read and writers write.

Prints a line for each: what was acknowledged and what became of it, who was left without a page, and what
`manage.py doctor` said meanwhile. Fails when something acknowledged is lost or doubled, when a reader of a
page that was read before is left without it, or when doctor does not name the fault.
"""

import argparse
import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.deployment import moved_clock
from tests.deployment.breaking import DOWN, FAULTS, Fault
from tests.deployment.crowd import Crowd, Writers, account
from tests.deployment.files import HOST
from tests.deployment.production import Production, production
from tests.deployment.visitor import plain

DISK = 600  # MiB, on which the database and DATA_DIR are


def rehearse(
    clinic: Production, fault: Fault, numbers: "itertools.count[int]", env: dict[str, str]
) -> bool:
    """Break one part, mend it, print what became of everything, and say whether all is well."""
    writers = Writers(clinic, numbers).start()
    crowd = Crowd(clinic).start()
    try:
        every_worker_reads(clinic, crowd.pages)
        time.sleep(3)
        said = [fault.breaks(clinic)]
        broken_at = time.monotonic()
        before = len(writers.acknowledged)
        doctor = _doctor(clinic, fault, env)
        time.sleep(max(0.0, DOWN - (time.monotonic() - broken_at)))
        meanwhile = len(writers.acknowledged) - before
        said.append(fault.mends(clinic))
        lasted = time.monotonic() - broken_at
        time.sleep(4)
    finally:
        writers.stop()
        crowd.stop()
    found = account(clinic, writers)
    print(f"{fault.name} (for {lasted:.0f} s, {meanwhile} replies taken meanwhile)")
    print(f"   {found}; sent again after: {dict(writers.troubles) or 'nothing'}")
    print(f"   readers: {crowd.read} pages, without one: {dict(crowd.without) or 0}")
    for words in filter(None, (*said, doctor)):
        print(f"   {words}", flush=True)
    named = not fault.part or doctor.startswith(f"doctor: {fault.part}: ")
    return found.holds and not crowd.without and named


def every_worker_reads(clinic: Production, pages: int) -> None:
    """Ask granian itself for the pages often enough that each of its workers has drawn them.

    A new connection goes to any of them.
    """
    for page in range(pages):
        for port in clinic.ports.webs:
            for _ in range(20):
                plain(port, f"/articles/page-{page}/", Host=HOST, X_Forwarded_Proto="https")


def _doctor(clinic: Production, fault: Fault, env: dict[str, str]) -> str:
    """Return what `manage.py doctor` says of the part that is broken."""
    if not fault.part:
        return ""
    done = clinic.manage("doctor", "--json", **env)
    try:
        findings = json.loads(done.stdout)
    except ValueError:
        return f"doctor said nothing that can be read: {done.stderr[-300:]}"
    bad = [f for f in findings if f["level"] in ("broken", "warning")]
    for finding in bad:
        if finding["part"] == fault.part:
            return f"doctor: {finding['part']}: {finding['what']}"
    return f"doctor does not name it; it names {', '.join(f['part'] for f in bad)}"


@contextlib.contextmanager
def small_disk() -> Iterator[Path | None]:
    """Yield a small disk of its own, or None where none can be mounted (only root may)."""
    folder = Path(tempfile.mkdtemp(prefix="clinic-disk-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m,mode=755", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=False)
        folder.rmdir()


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--only", default="", help="faults whose name holds this")
    only = options.parse_args().only
    well, numbers = True, itertools.count()
    with small_disk() as disk:
        chosen = [fault for fault in FAULTS if only in fault.name]
        if chosen:
            with production(pages=40, disk=disk) as clinic:
                for fault in chosen:
                    if fault.part == "disk" and disk is None:
                        print(f"{fault.name}: NOT REHEARSED, only root can mount a small disk")
                        well = False
                        continue
                    well = rehearse(clinic, fault, numbers, {}) and well
    with tempfile.TemporaryDirectory(prefix="clinic-clock-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        chosen = [fault for fault in moved_clock.faults(folder) if only in fault.name]
        if chosen:
            env = moved_clock.surroundings(folder)
            with production(pages=40, surroundings=env) as clinic:
                for fault in chosen:
                    well = rehearse(clinic, fault, numbers, env) and well
    print("Nothing was lost, nothing doubled." if well else "NOT all is well: see above.")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
