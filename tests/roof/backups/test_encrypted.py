"""Encrypted backups, with the real programs."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.mark.parametrize("program", ["age", "gpg"])
def test_only_the_key_opens_it(made, place, tmp_path, monkeypatch, program):
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "gnupg"))
    (tmp_path / "gnupg").mkdir(mode=0o700)
    ours, theirs, recipient = keys(program, tmp_path)
    file = place / f"sealed.tar.{program}"
    call_command("backup", str(file), encrypt_to=recipient)
    assert b"picturepicture" not in file.read_bytes()
    with pytest.raises(CommandError, match=r"encrypt|No public key|recipient") as caught:
        call_command(
            "backup", str(place / "b.tar"), encrypt_to="age1nobody" if ours else "nobody@x.example"
        )
    assert "WKD" not in str(
        caught.value
    )  # gpg would fetch a key of that name from the network, and trust it
    with pytest.raises(CommandError, match="not empty"):  # it was opened, then refused
        call_command("restore", str(file), identity=ours)
    lose_the_key(program, tmp_path)
    with pytest.raises(CommandError, match=f"{program} failed"):
        call_command("restore", str(file), identity=theirs)
    assert not list(place.glob(".*")) + list(place.glob("b.tar"))


def keys(program: str, folder: Path) -> tuple[str, str, str]:
    """Make keys. Return the right key's file, another one's, and the recipient."""
    if program == "gpg":
        quick = [
            "--batch",
            "--passphrase",
            "",
            "--quick-gen-key",
            "a@clinic.example",
            "future-default",
        ]
        subprocess.run(["gpg", *quick], check=True, capture_output=True)
        return "", "", "a@clinic.example"
    made = []
    for name in ("ours", "theirs"):
        done = subprocess.run(
            ["age-keygen", "-o", folder / name], check=True, capture_output=True, text=True
        )
        made.append(done.stderr.strip().rpartition(" ")[2])
    return str(folder / "ours"), str(folder / "theirs"), made[0]


def lose_the_key(program: str, folder: Path) -> None:
    if program == "gpg":
        subprocess.run(["gpgconf", "--kill", "all"], check=True, capture_output=True)
        shutil.rmtree(folder / "gnupg")
        (folder / "gnupg").mkdir(mode=0o700)
