"""What `make demo` says before it starts anything: one clear line each."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import demo
import demo_checks
import environment

pytestmark = pytest.mark.once

HERE = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("text", "port"), [(None, 8000), ("", 8000), (" 8080 ", 8080), ("1", 1), ("65535", 65535)]
)
def test_a_good_port_is_read(text, port):
    assert demo_checks.port_of(text) == (port, None)


@pytest.mark.parametrize(
    "text",
    ["0", "65536", "-1", "8000.0", "http", "80 80", "٨٠٠٠", "1e3", "+8000", "9" * 500, "\n\x1b[2J"],
)
def test_a_bad_port_is_named_in_one_line(text):
    port, problem = demo_checks.port_of(text if text.strip() else "\x1b")
    assert port == 0
    assert "whole number from 1 to 65535" in problem
    assert problem.isprintable()
    assert len(problem) < 200


def test_a_taken_port_is_noticed_and_a_free_one_is_not():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is taken" in demo_checks.taken(port)
    assert demo_checks.taken(port) is None


def test_an_unwritable_folder_is_noticed_even_by_root(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert "cannot" in demo_checks.unwritable(tmp_path / "file")
    assert "cannot" in demo_checks.unwritable(tmp_path / "file" / "below")
    assert demo_checks.unwritable(tmp_path / "new") is None
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 8, 0), (2, 7, 18)])
def test_an_old_python_is_refused(version):
    problem = environment.python_problem(version)
    assert f"this is {version[0]}.{version[1]}" in problem
    assert "3.11" in problem


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (4, 0, 0)])
def test_a_new_python_is_welcome(version):
    assert environment.python_problem(version) is None


@pytest.mark.parametrize("password", ["short", "with\nnewline", " spaces around ", "null\x00byte1"])
def test_a_password_that_cannot_be_typed_is_refused(password):
    assert "DEMO_PASSWORD" in demo_checks.bad_password(password)


@pytest.mark.parametrize("password", [None, "", "correct horse", "größer & besser '\""])
def test_a_good_password_or_none_is_taken(password):
    assert demo_checks.bad_password(password) is None


def start(**variables):
    return subprocess.run(
        [sys.executable, HERE / "deploy" / "demo.py"],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def test_the_program_ends_with_one_line_and_code_2_for_a_bad_port():
    done = start(PORT="eighty")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_the_program_ends_with_one_line_and_code_1_for_a_taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = start(PORT=str(other.getsockname()[1]))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "is taken" in done.stderr


def test_secrets_are_made_once_and_are_private(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "DEMO", tmp_path)
    monkeypatch.setenv("DEMO_PASSWORD", 'of the "first" start')
    first = demo.keep_secrets()
    monkeypatch.setenv("DEMO_PASSWORD", "of the second start")
    assert demo.keep_secrets() == first
    assert first["DEMO_PASSWORD"] == 'of the "first" start'
    assert len(first["SECRET_KEY"]) >= 50
    [path] = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_demo_never_takes_somebodys_database_from_the_environment(monkeypatch):
    for name in demo.NOT_OURS:
        monkeypatch.setenv(name, "somebody else's")
    env = demo.settings(8000, "key")
    assert "somebody else's" not in env.values()
    assert env["DATA_DIR"].endswith(".demo")
