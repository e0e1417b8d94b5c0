"""What Mozilla's Observatory says of the headers, on the production set behind nginx and TLS."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.deployment.files import HOST
from tests.deployment.production import Production, production

SCRIPT = Path(__file__).with_suffix(".mjs")
PAGES = ("/", "/articles/", "/accounts/login/")


def audit(tools: Path) -> list[str]:
    """Score these pages. Return a line for each that lacks a mark."""
    shutil.copy(SCRIPT, tools / SCRIPT.name)  # beside its packages
    wrong = []
    with production() as clinic:
        for path in PAGES:
            found = _run(tools, clinic, path)
            print(f"Observatory {path}: {found['grade']}, {found['score']} of 100", flush=True)
            if found["failed"] or found["grade"] != "A+":
                wrong.append(f"{path}: {found['grade']}, {', '.join(found['failed'])}")
    return wrong


def _run(tools: Path, clinic: Production, path: str) -> Any:
    ports = (str(clinic.ports.http), str(clinic.ports.https))
    done = subprocess.run(
        ["node", SCRIPT.name, HOST, *ports, path],
        cwd=tools, env=os.environ | {"NODE_EXTRA_CA_CERTS": str(clinic.certificate)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The Observatory failed on {path}: {done.stderr[-600:]}")
    return json.loads(done.stdout.splitlines()[-1])
