"""`make attack`: Wapiti walks the demo and attacks what it finds, as a stranger. It has to find nothing.

On loopback there is no TLS, so what it says of cookies without "Secure" is left out; `make audit` looks
at the headers behind nginx with TLS. It lives in a virtual environment of its own in .build/, pinned with
hashes like everything else. Modules that need a server outside (SSRF, Log4Shell) or a list from the
network are left out.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.clinic import HERE, open_clinic

WAPITI = HERE / ".build" / "wapiti"
PINNED = Path(__file__).with_name("attack.txt")
MODULES = (
    "backup", "cookieflags", "crlf", "csp", "exec", "file", "htaccess", "http_headers", "methods",
    "permanentxss", "redirect", "sql", "timesql", "upload", "xss", "xxe",
)  # fmt: skip
WITHOUT_TLS = "Secure Flag cookie"
WALK, ATTACK = 180, 60  # seconds: the longest that it may walk, and that each module may attack


def main() -> int:
    program = _install()
    with (
        tempfile.TemporaryDirectory(prefix="clinic-attack-") as folder,
        # Every attack that is refused is a line there. An error of ours is an anomaly in the report.
        (Path(folder) / "server.log").open("wb") as log,
        open_clinic(
            "clinic_attack", Path(folder), settings="clinic_cms.settings", log=log
        ) as clinic,
    ):
        report = Path(folder) / "report.json"
        command = [
            program, "--url", f"{clinic.url}/", "--scope", "domain", "--module", ",".join(MODULES),
            "--max-scan-time", str(WALK), "--max-attack-time", str(ATTACK),
            "--max-files-per-dir", "6", "--format", "json", "--output", str(report),
            "--store-session", folder, "--flush-session", "--no-bugreport", "--verbose", "0",
        ]  # fmt: skip
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return _say(json.loads(report.read_text()))


def _install() -> str:
    """Return Wapiti's path, after putting it where it belongs."""
    program = WAPITI / "bin" / "wapiti"
    stamp = WAPITI / "installed.txt"
    if not program.exists() or not stamp.exists() or stamp.read_text() != PINNED.read_text():
        print("Installing Wapiti into .build/wapiti", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", WAPITI], check=True)
        pip = [WAPITI / "bin" / "pip", "install", "--quiet", "--require-hashes", "-r", PINNED]
        subprocess.run(pip, check=True)
        stamp.write_text(PINNED.read_text())
    return str(program)


def _say(report: Any) -> int:
    """Print how much was looked at and what was found. Return the exit code."""
    infos = report["infos"]
    print(f"Wapiti {infos['version']}: {infos['crawled_pages_nbr']} pages, {len(MODULES)} modules")
    found = [
        f"{kind}: {one['method']} {one['path']}: {one['info']}"
        for group in ("vulnerabilities", "anomalies")
        for kind, rows in report[group].items()
        if kind != WITHOUT_TLS
        for one in rows
    ]
    print("\n".join(found) or "It found nothing.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
