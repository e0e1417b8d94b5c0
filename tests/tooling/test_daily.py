"""What is done once a day: a step that fails keeps no other from being done."""

import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
STEPS = [
    "purge_expired",
    "replay_erasures --export list of erasures",
    "clearsessions",
    "prune_db_task_results",
    "backup backups --keep-days 30",
    "verify_editions",
]


@pytest.mark.parametrize("broken", ["none", "purge_expired", "verify_editions"])
def test_a_step_that_fails_is_told_and_the_backup_is_made(tmp_path: Path, broken: str) -> None:
    python, said = tmp_path / "python", tmp_path / "said"
    python.write_text(f'#!/bin/sh\nshift\necho "$*" >> {said}\n[ "$1" != {broken} ]\n')
    python.chmod(0o755)
    ended = subprocess.run(
        ["/bin/sh", HERE / "deploy/daily.sh", python, "list of erasures", "backups"], check=False
    )
    assert said.read_text().splitlines() == STEPS
    assert ended.returncode == (broken != "none")
