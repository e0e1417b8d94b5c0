"""Lines about growth: many replies on a page, many articles in a list, many replies in the queue."""

# ruff: noqa: S603 - the command is our own

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import our_site, search, servers, wrk
from bench.goals import Line
from bench.reading import cost, queries_of
from bench.rig import Rig, checked, packed

ROUNDS, DRAWN = 5, 3
REPLIES = (10, 50, 500, 5_000)
ARTICLES = (100, 1_000, 20_000)
LISTS = ("/articles/", "/", "/conditions/", "/articles/?condition=condition-7")
QUEUE = ("--rounds", "20")
HERE = Path(__file__).resolve().parent


def comments(rig: Rig) -> list[Line]:
    """Draw pages with more and more replies, anew each time, one reader at a time."""
    urls = {}
    for count in REPLIES:
        name = f"with-{count}-replies"
        our_site.copy(our_site.GUIDE, name)
        our_site.hang(name, count)
        urls[str(count)] = rig.url(f"/articles/{name}/?drawn=anew")
    _analyse()

    for url in urls.values():
        wrk.warm(url)

    def draw(url: str) -> Callable[[], wrk.Run]:
        return lambda: checked(wrk.run(url, 3, connections=1))

    found = wrk.interleaved({count: draw(url) for count, url in urls.items()}, ROUNDS)
    times = {count: wrk.median(runs, "p50") for count, runs in found.items()}
    sizes = {count: len(packed(url)) for count, url in urls.items()}
    for count in urls:
        print(f"  {count:>6} replies  {times[count]:.2f} ms  {sizes[count]:,} bytes gz")  # noqa: T201
    return [
        Line(
            "5,000 against 50 replies on a page, time", times["5000"] / times["50"], 1.3, True,
            how=f"{times['5000']:.2f} / {times['50']:.2f} ms",
        ),
        Line(
            "the same: bytes", sizes["5000"] / sizes["50"], 1.3, True,
            how=f"{sizes['5000']:,} / {sizes['50']:,} gz",
        ),
    ]  # fmt: skip


def lists(rig: Rig) -> list[Line]:
    """Draw lists of more and more articles, anew each time."""
    costs: dict[str, dict[int, float]] = {path: {} for path in LISTS}
    there = 0
    for count in ARTICLES:
        search.fill(count - there, first=there, searched=False)
        there = count
        _analyse()
        for path in LISTS:
            url = rig.url(f"{path}{'&' if '?' in path else '?'}drawn=anew")
            costs[path][count] = median(cost(rig.server.pid, url) for _ in range(DRAWN))
    for path, found in costs.items():
        figures = "  ".join(f"{count:,}: {ms:.2f} ms" for count, ms in found.items())
        print(f"  {path:<36}{queries_of(path)} queries  {figures}")  # noqa: T201
    few, many = (costs["/articles/"][count] for count in (ARTICLES[0], ARTICLES[-1]))
    how = f"{many:.2f} / {few:.2f} ms"
    return [Line("list at 20,000 against 100 articles, CPU", many / few, 1.5, True, how=how)]


def queue(rig: Rig) -> list[Line]:
    """Open the moderation queue with 1,000 and with 1,000,000 replies; it has a database of its own."""
    # Without what was set for the site here: it takes a folder and a key of its own.
    env = {name: value for name, value in os.environ.items() if name not in servers.SET_HERE}
    ended = subprocess.run(
        [sys.executable, HERE / "moderation_queue.py", *QUEUE],
        capture_output=True, text=True, check=False, env=env,
    )  # fmt: skip
    print("  " + ended.stdout.strip().replace("\n", "\n  ") + ended.stderr)  # noqa: T201
    lines = [line for line in ended.stdout.splitlines() if line.startswith("the whole screen")]
    if not lines:
        raise RuntimeError("The queue was not measured.")
    whole = lines[0]
    few, many, ratio = (float(word) for word in whole.split()[3:6])
    how = f"{many:.1f} / {few:.1f} ms"
    return [Line("queue at 1,000,000 against 1,000 replies, time", ratio, 1.3, True, how=how)]


def _analyse() -> None:
    """Do what a database does by itself within a minute of so many new rows (PostgreSQL's autovacuum)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
