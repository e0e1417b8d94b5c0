"""Lighthouse's scores, as it gives them for a telephone on a slow line.

One run says little: on the same page performance differs by four points and more, by what else the machine
does. A page that falls short is run twice more, and what its middle run says is held against the bounds, as
Lighthouse's own documentation advises.
"""

import json
import os
import statistics
import subprocess
from pathlib import Path
from typing import Any

from tests.browser.chromium import QUIET, chromium

# What Lighthouse says when it lost the page's trace, which says nothing about the page.
LOST_TRACE, MOST_RUNS = "Please run Lighthouse again", 3
AT_LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


def audit(tools: Path, site: str, pages: dict[str, str]) -> list[str]:
    """Score these pages. Return a line for each score under its bound, with the audits that cost it."""
    wrong = []
    print(f"\n{'Lighthouse':<12}" + "".join(f"{name:>16}" for name in AT_LEAST), flush=True)
    for name, path in pages.items():
        reports = [_run(tools, site + path)]
        if _short(reports):
            reports += [_run(tools, site + path) for _ in range(2)]
        scores = {key: f"{_middle(reports, key)}" for key in AT_LEAST}
        if len(reports) > 1:
            runs = {
                key: ", ".join(f"{_score(report, key)}" for report in reports) for key in AT_LEAST
            }
            scores = {key: f"{score} ({runs[key]})" for key, score in scores.items()}
        print(f"{name:<12}" + "".join(f"{scores[key]:>16}" for key in AT_LEAST), flush=True)
        wrong += [
            f"{path}: {key} {scores[key]}, wanted {AT_LEAST[key]}: {', '.join(_cost(reports, key))}"
            for key in _short(reports)
        ]
    return wrong


def _score(report: Any, category: str) -> int:
    return round(100 * report["categories"][category]["score"])


def _middle(reports: list[Any], category: str) -> int:
    return statistics.median_low(_score(report, category) for report in reports)


def _short(reports: list[Any]) -> list[str]:
    return [key for key, least in AT_LEAST.items() if _middle(reports, key) < least]


def _run(tools: Path, url: str) -> Any:
    """Return Lighthouse's report, as its JSON has it."""
    command = ["node", str(tools / "node_modules" / "lighthouse" / "cli" / "index.js"), url]
    command += ["--quiet", "--output=json", f"--only-categories={','.join(AT_LEAST)}"]
    command.append(f"--chrome-flags=--headless=new {' '.join(QUIET)}")
    env = {**os.environ, "CHROME_PATH": chromium() or ""}
    for run in range(1, MOST_RUNS + 1):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if not done.returncode:
            return json.loads(done.stdout)
        if LOST_TRACE not in done.stderr:
            break
        print(f"{url}: Lighthouse lost the trace of its run {run}", flush=True)
    raise RuntimeError(f"Lighthouse failed on {url}: {done.stderr[-600:]}")


def _cost(reports: list[Any], category: str) -> list[str]:
    """Name what is not full in any of the runs."""
    refs = [ref["id"] for ref in reports[0]["categories"][category]["auditRefs"] if ref["weight"]]
    return [ref for ref in refs if any((r["audits"][ref]["score"] or 0) < 1 for r in reports)]
