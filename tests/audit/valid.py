"""HTML, SVG and CSS against the W3C's own checker."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from tests.audit.addresses import read

# Container queries are older than 2023 in every browser, and not yet in the checker.
UNKNOWN_TO_IT = ("“container-type”", "“@container”")
SHEETS = re.compile(r'<link[^>]+rel="stylesheet"[^>]*href="([^"]+)"')


def audit(tools: Path, site: str, pages: list[str]) -> list[str]:
    """Check every page and every sheet that one of them links. Return a line for each error."""
    with tempfile.TemporaryDirectory(prefix="clinic-audit-") as folder:
        names, sheets = {}, set()
        for number, path in enumerate(pages):
            text = read(site + path)
            sheets |= set(SHEETS.findall(text))
            names[f"page{number}.html"] = path
            (Path(folder) / f"page{number}.html").write_text(text)
        for number, path in enumerate(sorted(sheets)):
            names[f"sheet{number}.css"] = path
            (Path(folder) / f"sheet{number}.css").write_text(read(site + path))
        wrong = _check(tools, Path(folder), "html", names) + _check(
            tools, Path(folder), "css", names
        )
    print(f"W3C checker: {len(pages)} pages, {len(sheets)} sheets, {len(wrong)} errors", flush=True)
    return wrong


def _check(tools: Path, folder: Path, kind: str, names: dict[str, str]) -> list[str]:
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--errors-only"]
    command += ["--css"] if kind == "css" else []
    command += sorted(str(path) for path in folder.glob(f"*.{kind}"))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{names[Path(message['url']).name]}: {message['message']} near {message.get('extract', '')!r}"
        for message in json.loads(done.stderr)["messages"]
        if not any(word in message["message"] for word in UNKNOWN_TO_IT)
    ]
