"""`make audit`: HTML and CSS validity, axe, Lighthouse, headers, on a clinic with the demo's content.

Beside Chromium it needs Java (the W3C's checker), Node.js (Lighthouse, Mozilla's Observatory) and what the
production set is made of (nginx, Redis, PostgreSQL). The tools come from the npm registry, pinned in
package-lock.json. It is not part of `make test`: it takes some minutes.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.audit import accessible, addresses, lighthouse, observatory, valid
from tests.browser.chromium import QUIET, chromium
from tests.browser.clinic import HERE, open_clinic
from tests.deployment import programs

TOOLS = HERE / ".build" / "audit"
PRODUCTION = ("nginx", "redis-server", "openssl", "postgres")
NEEDED = {"node": "Node.js 18 or newer", "npm": "npm", "java": "Java 17 or newer"}


def missing() -> list[str]:
    """Return what has to be installed first."""
    found = [words for program, words in NEEDED.items() if not shutil.which(program)]
    found += [name for name in PRODUCTION if not programs.find(name)]
    return found + ([] if chromium() else ["Chromium"])


def fetch_tools() -> None:
    """Put the pinned tools into the build folder, unless they are there."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    here = Path(__file__).resolve().parent
    names = ("package.json", "package-lock.json")
    # npm writes this list last: an installation that was broken off has none.
    if (TOOLS / "node_modules" / ".package-lock.json").exists() and all(
        (TOOLS / name).exists() and (TOOLS / name).read_bytes() == (here / name).read_bytes()
        for name in names
    ):
        return
    shutil.rmtree(TOOLS / "node_modules", ignore_errors=True)  # before these files name others
    for name in names:
        shutil.copy(here / name, TOOLS / name)
    print("Installing the checkers from the npm registry", flush=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=TOOLS, check=True, stdin=subprocess.DEVNULL)


def main() -> int:
    if lacking := missing():
        print(f"Not installed here: {', '.join(lacking)}. Nothing was audited.")
        return 1
    fetch_tools()
    with (
        tempfile.TemporaryDirectory(prefix="clinic-audit-") as folder,
        open_clinic("clinic_audit", Path(folder), settings="clinic_cms.settings") as clinic,
    ):
        pages = addresses.all_of_them(clinic.url)
        wrong = valid.audit(TOOLS, clinic.url, pages)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
            wrong += accessible.audit(browser, clinic.url, addresses.of_every_kind(pages))
            browser.close()
        wrong += lighthouse.audit(TOOLS, clinic.url, addresses.FOR_LIGHTHOUSE)
    wrong += observatory.audit(TOOLS)
    print("\n" + ("\n".join(wrong) or "Nothing to complain about."))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
