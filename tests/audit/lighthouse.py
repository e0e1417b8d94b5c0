"""Lighthouse's scores, as it gives them for a telephone on a slow line."""

import json
import os
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
        report = _run(tools, site + path)
        scores = {key: round(100 * report["categories"][key]["score"]) for key in AT_LEAST}
        print(f"{name:<12}" + "".join(f"{scores[key]:>16}" for key in AT_LEAST), flush=True)
        wrong += [
            f"{path}: {key} {scores[key]} of {least}: {', '.join(_cost(report, key))}"
            for key, least in AT_LEAST.items()
            if scores[key] < least
        ]
    return wrong


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


def _cost(report: Any, category: str) -> list[str]:
    refs = [ref for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    return [ref["id"] for ref in refs if (report["audits"][ref["id"]]["score"] or 0) < 1]
