"""`make test`: the whole suite on SQLite, then on PostgreSQL, the browser journeys in both.

Standard library only until it has made `.venv` and continued inside it. What the tests need of the
machine (a PostgreSQL server, Chromium) it installs when it may; else it says what to install, runs
the rest, and ends with a loud list of what did not run. With CI=true whatever did not run is a
failure. Further arguments go to pytest.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE / "deploy")]

import environment  # noqa: E402
from tests import postgres  # noqa: E402

STRICT = os.environ.get("CI", "").lower() in ("1", "true", "yes")
PACKAGES = {
    "PostgreSQL": ["postgresql"],
    "Chromium": ["chromium-headless-shell", "fonts-dejavu"],
    "age": ["age"],
    "gpg": ["gnupg"],
}
# What a developer may have exported for other work, and would make this another suite.
NOT_OURS = """
    DATABASE_URL DATA_DIR STATIC_ROOT DEBUG REDIS_URL EMAIL_URL SECRET_KEY SITE_URL ALLOWED_HOSTS
    CSRF_TRUSTED_ORIGINS TLS SECOND_FACTOR TRUSTED_PROXIES DJANGO_SETTINGS_MODULE
    PYTHONDONTWRITEBYTECODE
""".split()  # the last: without it, each of some hundred processes would compile everything anew


Row = dict[str, Any]  # name, passed, failed, skipped (reasons), seconds, code


def chromium() -> str | None:
    # First the same browser without windows: it takes a third less of the processor.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def missing() -> list[str]:
    present = {"PostgreSQL": postgres.binaries(), "Chromium": chromium()}
    present |= {name: shutil.which(name) for name in ("age", "gpg")}
    return [name for name, where in present.items() if not where]


def install(names: list[str]) -> None:
    """Install with apt where that is ours to do; otherwise say what a person should install."""
    if not names:
        return
    packages = [package for name in names for package in PACKAGES[name]]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"Not installed here: {', '.join(names)}.", end=" ")
        print(f"On Debian or Ubuntu, as root: apt-get install {' '.join(packages)}", flush=True)
        return
    print(f"Installing {' '.join(packages)}", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    for step in (["apt-get", "update", "-qq"], command):
        done = subprocess.run(
            step, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stdout[-1500:] + done.stderr[-1500:])
            print(f"{' '.join(step[:2])} failed; going on with what is here.", flush=True)


def migrate(databases: dict[str, str]) -> dict[str, str]:
    """Run the migrations once on each kind of database, at the same time; return where they were run.

    See `tests/migrated.py`. Where they fail, each test says so, as it would without this.
    """
    made = {
        name: f"{url.removesuffix('.sqlite3')}-migrated.sqlite3"
        if name == "SQLite"
        else f"{url.rpartition('/')[0]}/migrated"
        for name, url in databases.items()
    }
    running = {
        name: subprocess.Popen(
            [sys.executable, "-m", "tests.migrated"],
            cwd=HERE,
            env=surroundings(url) | {"DJANGO_SETTINGS_MODULE": "clinic_cms.settings"},
            stdin=subprocess.DEVNULL,
        )
        for name, url in made.items()
    }
    return {name: made[name] for name, process in running.items() if process.wait() == 0}


def surroundings(url: str) -> dict[str, str]:
    return {key: it for key, it in os.environ.items() if key not in NOT_OURS} | {
        "DATABASE_URL": url
    }


def suite(
    name: str, url: str, migrated: str, arguments: list[str], browser: str | None, *, first: bool
) -> Row:
    """Run pytest once on the database at `url`; return the row for the summary.

    Tests marked `once` look at what no database changes: the first run has them.
    """
    report = HERE / ".build" / f"tests-{name.lower()}.xml"
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "2",
        "-p",
        "tests.plugins.workers",
        "-rfEs",
        f"--junitxml={report}",
    ]
    left_out = ["browser"] * (not browser) + ["once"] * (not first)
    if left_out:
        command += ["-m", " and ".join(f"not {mark}" for mark in left_out)]
    env = surroundings(url) | {"TESTS_MIGRATED": migrated}
    if browser:
        env["CHROMIUM"] = browser
    print(f"\n=== {name} ===", flush=True)
    began = time.monotonic()
    command += arguments
    done = subprocess.run(command, cwd=HERE, env=env, stdin=subprocess.DEVNULL, check=False)
    row = {"name": name, "seconds": time.monotonic() - began, "code": done.returncode}
    return row | read(report)


def read(report: Path) -> Row:
    """Count a JUnit report: what passed, what failed, and why each skipped test was skipped."""
    counts: Row = {"passed": 0, "failed": 0, "skipped": []}
    if not report.exists():
        return counts
    for case in ElementTree.parse(report).iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            counts["failed"] += 1
        elif skipped is not None and skipped.get("type") == "pytest.skip":
            where = f"{case.get('classname')}::{case.get('name')}"
            counts["skipped"].append(f"{where}: {skipped.get('message')}")
        else:
            counts["passed"] += 1  # an expected failure is a pass: it did what it says
    return counts


def summary(rows: list[Row], not_run: list[str]) -> int:
    """Print the closing table and the loud list; return the exit code."""
    skipped = [f"{row['name']}: {reason}" for row in rows for reason in row["skipped"]]
    not_run = not_run + skipped
    print(f"\n{'suite':<12}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for row in rows:
        counts = f"{row['passed']:>8}{row['failed']:>8}{len(row['skipped']):>9}"
        ended = f"  pytest ended with {row['code']}" if row["code"] else ""
        print(f"{row['name']:<12}{counts}{row['seconds']:>9.0f}{ended}")
    if not_run:
        print("\n!!! NOT RUN" + (", which counts as failure with CI=true" if STRICT else "") + ":")
        print("\n".join(f"!!!   {line}" for line in not_run))
    passed = sum(row["passed"] for row in rows)
    # A run that broke before its first report has no failed test, and is no success either.
    failed = sum(row["failed"] or row["code"] != 0 for row in rows)
    failed += len(not_run) if STRICT else 0
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not rows else 0


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    rows: list[Row] = []
    install(missing())
    lacking = missing()
    not_run = []
    if "Chromium" in lacking:
        not_run.append("every journey in the browser (Chromium is not installed)")
    with contextlib.ExitStack() as gone_afterwards:
        folder = gone_afterwards.enter_context(tempfile.TemporaryDirectory(prefix="clinic-tests-"))
        databases = {"SQLite": f"sqlite:///{folder}/clinic.sqlite3"}
        if "PostgreSQL" in lacking:
            not_run.append("the whole suite on PostgreSQL (no server is installed)")
        else:
            databases["PostgreSQL"] = gone_afterwards.enter_context(postgres.throwaway_server())
        migrated = migrate(databases)
        for name, url in databases.items():
            begin = migrated.get(name, "")
            rows.append(suite(name, url, begin, arguments, chromium(), first=not rows))
    print(f"\nAll of it took {time.monotonic() - began:.0f} seconds.")
    return summary(rows, not_run)


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt  # so that SIGTERM, too, leaves no server behind


if __name__ == "__main__":
    problem = environment.python_problem(sys.version_info[:3])
    if problem:
        sys.exit(problem)
    if Path(sys.prefix).resolve() != environment.VENV.resolve():
        python = environment.ensure(environment.DEV)
        os.execv(python, [str(python), __file__, *sys.argv[1:]])  # noqa: S606
    signal.signal(signal.SIGTERM, _stop)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the throw-away server is gone.")
