"""wrk, the client of every rate: one thread, as it shares two cores with the servers."""

# ruff: noqa: S603 - the command is our own

import json
import shutil
import statistics
import subprocess
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).resolve().parent
CONNECTIONS = 16
WARM = 12
T = TypeVar("T")


@dataclass(frozen=True)
class Run:
    """One run. Times in ms, ``size`` in bytes an answer with its head, ``wrong``: errors and refusals.

    ``why``: how many of each kind, and the status and the words of one that post.lua had.
    """

    requests: int
    rate: float
    p50: float
    p99: float
    longest: float
    size: float
    wrong: int
    why: str = ""


def run(
    url: str,
    seconds: int,
    *,
    connections: int = CONNECTIONS,
    headers: Mapping[str, str] | None = None,
    post: tuple[Path, int] | None = None,
    pages: Path | None = None,
) -> Run:
    """Ask for an address as often as it answers.

    ``post``: the forms for post.lua and the first number. ``pages``: the addresses for pages.lua.
    """
    program = shutil.which("wrk")
    if program is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    command = [program, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s"]
    for name, value in ({"Accept-Encoding": "gzip"} | dict(headers or {})).items():
        command += ["-H", f"{name}: {value}"]
    script: str = "report.lua"
    told: tuple[str, ...] = ()
    if post:
        script, told = "post.lua", ("--", *map(str, post))
    elif pages:
        script, told = "pages.lua", ("--", str(pages))
    command += ["-s", str(HERE / script), url, *told]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        raise RuntimeError(f"wrk failed: {said.stdout[-500:]}{said.stderr[-500:]}")
    got = json.loads(said.stdout.strip().splitlines()[-1])
    if not got["requests"]:
        raise RuntimeError(f"Nothing answered at {url}")
    return Run(
        requests=got["requests"],
        rate=got["requests"] / got["microseconds"] * 1e6,
        p50=got["p50"] / 1e3,
        p99=got["p99"] / 1e3,
        longest=got["longest"] / 1e3,
        size=got["bytes"] / got["requests"],
        wrong=got["wrong"],
        why=got["why"],
    )


def warm(url: str) -> None:
    """Ask so often that every worker has answered, however long the first answers take."""
    for _ in range(WARM):
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - loopback
            answer.read()


def interleaved(sides: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """Do each in turn, so that a slow minute of the machine meets all of them."""
    found: dict[str, list[T]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, act in sides.items():
            found[name].append(act())
    return found


def median(runs: list[Run], of: str) -> float:
    """Return the median of one figure over runs."""
    return statistics.median(getattr(run, of) for run in runs)


def ratio(one: list[Run], other: list[Run]) -> tuple[float, str]:
    """Return the median of the rounds' ratios of rates, and both rates in words."""
    ratios = [a.rate / b.rate for a, b in zip(one, other, strict=True)]
    how = f"{median(one, 'rate'):,.0f} / {median(other, 'rate'):,.0f} a second"
    return statistics.median(ratios), how
