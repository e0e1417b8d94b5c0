"""The virtual environment in `.venv`: made once, and again only when the requirements change.

Standard library only: this runs on the machine's own Python, before anything is installed.
`python3 deploy/environment.py` makes what the demo needs; with `--dev`, what the tests need.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
RUN = ("requirements.txt",)
DEV = ("requirements.txt", "requirements-dev.txt")
OLDEST_PYTHON = (3, 11)


def python_problem(version: tuple[int, ...]) -> str | None:
    """Say what is wrong with this Python version tuple, or return None."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return None
    needed, found = (".".join(map(str, part[:2])) for part in (OLDEST_PYTHON, version))
    return (
        f"Python {needed} or newer is needed, and this is {found}. "
        "Name a newer one, for example: make demo PYTHON=python3.12"
    )


def ensure(files: tuple[str, ...] = RUN) -> Path:
    """Install these requirement files into `.venv` unless they are there; return its Python."""
    if not _works():
        _create()
    missing = [name for name in DEV if name in files and not _stamp(name).exists()]
    if missing:
        _install(files)
        for name in files:
            for old in VENV.glob(f"installed-{name}-*"):
                old.unlink()
            _stamp(name).touch()
    return PYTHON


def _stamp(name: str) -> Path:
    """Name the empty file that says: this very content of the requirement file is installed."""
    digest = hashlib.sha256((HERE / name).read_bytes()).hexdigest()[:16]
    return VENV / f"installed-{name}-{digest}"


def _works() -> bool:
    # A folder copied from elsewhere, or one whose Python was upgraded away, is made anew.
    if not PYTHON.exists():
        return False
    question = [str(PYTHON), "-c", "import sys; print(sys.prefix)"]
    asked = subprocess.run(question, capture_output=True, text=True, check=False)
    return asked.returncode == 0 and Path(asked.stdout.strip()).resolve() == VENV.resolve()


def _create() -> None:
    print("Making the virtual environment in .venv", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    # Debian ships `venv` without `ensurepip` unless python3-venv is installed;
    # the machine's own pip does as well.
    bare = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    command = [sys.executable, "-m", "venv", *bare, str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        reason = (made.stdout + made.stderr).strip()
        sys.exit(f"The virtual environment could not be made: {reason}")


def _pip() -> list[str]:
    if next(VENV.glob("lib/python*/site-packages/pip"), None):
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def _install(files: tuple[str, ...]) -> None:
    """Run pip with hashes required, showing one moving line, or pip's last words if it fails."""
    asked = [part for name in files for part in ("-r", name)]
    lines = "".join((HERE / name).read_text(encoding="utf-8") for name in files)
    total = len(set(re.findall(r"^([\w.-]+)==", lines, re.MULTILINE)))
    command = [*_pip(), "install", "--require-hashes", "--no-input", *asked]
    said: list[str] = []
    count = 0
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    pip = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=env,
        cwd=HERE,
        start_new_session=True,
    )
    try:
        for line in pip.stdout or ():
            said.append(line.rstrip())
            # "Processing" is a file on this machine, the others come from an index or are there.
            met = re.match(r"(?:Collecting|Requirement already satisfied:|Processing) (\S+)", line)
            if met:
                count += 1
                name = re.split("==|-[0-9]", met[1].rsplit("/", 1)[-1])[0]
                _progress(f"  package {min(count, total)} of {total}: {name}")
            elif line.startswith("Installing collected packages"):
                _progress(f"  unpacking {total} packages (about a minute)")
        pip.wait()
    finally:  # ctrl-C: pip is in its own session and would go on without us
        pip.terminate()
    _progress("")
    if pip.returncode:
        last_words = "\n".join(said[-15:])
        sys.exit(f"{last_words}\npip could not install the requirements; its last words are above.")
    print(f"  {total} packages are in .venv", flush=True)


def _progress(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    elif text:
        print(text, flush=True)


if __name__ == "__main__":
    problem = python_problem(sys.version_info[:3])
    if problem:
        sys.exit(problem)
    ensure(DEV if "--dev" in sys.argv[1:] else RUN)
