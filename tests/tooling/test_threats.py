"""The page of threats names a test for each line, and each of them is there."""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
LINES = (HERE.parent / "docs" / "threats.md").read_text(encoding="utf-8").splitlines()


def test_every_threat_names_tests_that_exist() -> None:
    rows = [line.split("|") for line in LINES if line.startswith("| ")][1:]
    assert len(rows) > 20
    without = [cells[2].strip() for cells in rows if not cells[4].strip()]
    named = {name for cells in rows for name in re.findall(r"`(\w+/\S+\.py)`", cells[4])}
    missing = sorted(name for name in named if not (HERE / name).exists())
    assert (without, missing) == ([], [])
