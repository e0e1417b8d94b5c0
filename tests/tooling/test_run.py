"""What `make test` reports: nothing that did not run may look like a success."""

import os
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests import postgres, run

pytestmark = pytest.mark.once

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="one"/>
<testcase classname="a" name="two"><failure message="no"/></testcase>
<testcase classname="a" name="three"><skipped type="pytest.skip" message="no fonts"/></testcase>
<testcase classname="a" name="four"><skipped type="pytest.xfail" message="known"/></testcase>
<testcase classname="a" name="five"><error message="fixture"/></testcase>
</testsuite></testsuites>"""


def row(**fields):
    return {
        "name": "SQLite",
        "code": 0,
        "seconds": 1,
        "passed": 3,
        "failed": 0,
        "skipped": [],
    } | fields


def test_a_report_is_counted(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    assert run.read(tmp_path / "report.xml") == {
        "passed": 2,
        "failed": 2,
        "skipped": ["a::three: no fonts"],
    }
    assert run.read(tmp_path / "none.xml") == {"passed": 0, "failed": 0, "skipped": []}


@pytest.mark.parametrize(
    ("rows", "not_run", "strict", "code", "last"),
    [
        ([row()], [], True, 0, "3 passed, 0 failed"),
        ([row(failed=2, code=1)], [], False, 1, "3 passed, 2 failed"),
        ([row(passed=0, code=4)], [], False, 1, "0 passed, 1 failed"),
        ([row()], ["PostgreSQL"], False, 0, "3 passed, 0 failed"),
        ([row()], ["PostgreSQL"], True, 1, "3 passed, 1 failed"),
        ([row(skipped=["a: no fonts"])], [], False, 0, "3 passed, 0 failed"),
        ([row(skipped=["a: no fonts"])], [], True, 1, "3 passed, 1 failed"),
        ([], [], False, 1, "0 passed, 0 failed"),
    ],
)
def test_the_closing_line_and_code(rows, not_run, strict, code, last, monkeypatch, capsys):
    monkeypatch.setattr(run, "STRICT", strict)
    assert run.summary(rows, not_run) == code
    said = capsys.readouterr().out
    assert said.rstrip().splitlines()[-1] == last
    assert ("NOT RUN" in said) == bool(not_run or any(row["skipped"] for row in rows))


def test_without_root_it_names_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    run.install(["PostgreSQL", "Chromium"])
    assert (
        "apt-get install postgresql chromium-headless-shell fonts-dejavu" in capsys.readouterr().out
    )


def test_a_server_is_there_only_while_it_is_needed():
    if postgres.binaries() is None:
        pytest.skip("no PostgreSQL server is installed")
    seen = []

    def interrupted():
        with postgres.throwaway_server() as url:
            seen.append(Path(unquote(url.split("@")[1].split("/")[0])))
            assert seen[0].stat().st_mode & 0o077 == 0
            assert seen[0].stat().st_uid != 0
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not seen[0].exists()
