"""Encryption by the programs that are made for it: age or gpg, whichever the recipient is for."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from clinic_cms.backups import BackupError

AGE_BEGINS = b"age-encryption.org/"
TAR_MAGIC = slice(257, 262)
PACKAGES = {"age": "age", "gpg": "gnupg"}


def ending(recipient: str) -> str:
    """Return what the file's name ends in."""
    return f".{_program_for(recipient)}" if recipient else ""


@contextmanager
def encrypting(out: IO[bytes], recipient: str) -> Iterator[IO[bytes]]:
    """Yield where to write. Without a recipient nothing is encrypted. Raises BackupError."""
    if not recipient:
        yield out
        return
    program = _program_for(recipient)
    command = {
        "age": ["--encrypt", "--recipient", recipient],
        # Whoever names the key says that it is the right one: one that is here, not what a server sends.
        "gpg": ["--batch", "--no-auto-key-locate", "--trust-model", "always", "--encrypt",
                "--recipient", recipient],
    }[program]  # fmt: skip
    with (
        _running(program, command, stdin=subprocess.PIPE, stdout=out) as process,
        suppress(BrokenPipeError),  # it says itself why it stopped reading
    ):
        yield cast("IO[bytes]", process.stdin)


@contextmanager
def opened(file: Path, identity: str = "") -> Iterator[IO[bytes]]:
    """Yield a backup's tar, decrypted where needed. Raises BackupError, also for another key."""
    with file.open("rb") as plain:
        head = plain.read(512)
        plain.seek(0)
        if head[TAR_MAGIC] == b"ustar":
            yield plain
            return
        if head.startswith(AGE_BEGINS):
            if not identity:
                raise BackupError(
                    "The backup is encrypted with age: name the key file with --identity."
                )
            program, command = "age", ["--decrypt", "--identity", identity, str(file)]
        elif file.suffix == ".gpg" or head[:1] >= b"\x80":  # RFC 9580, 4.2: how a packet begins
            program, command = "gpg", ["--batch", "--decrypt", str(file)]
        else:
            raise BackupError(f"{file} is no backup: it is neither a tar nor encrypted.")
        with _running(
            program, command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        ) as process:
            pipe = cast("IO[bytes]", process.stdout)
            yield pipe
            # To its end, where the program checks that nothing was changed.
            while pipe.read(1024 * 1024):
                pass


def _program_for(recipient: str) -> str:
    return "age" if recipient.startswith(("age1", "ssh-")) else "gpg"


@contextmanager
def _running(
    program: str, arguments: list[str], stdin: int | IO[bytes], stdout: int | IO[bytes]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program; raise BackupError with its last words when it fails."""
    found = shutil.which(program)
    if not found:
        raise BackupError(
            f"{program} is needed, and is not installed. On Debian or Ubuntu, as root: "
            f"apt-get install {PACKAGES[program]}"
        )
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([found, *arguments], stdin=stdin, stdout=stdout, stderr=said)  # noqa: S603 - a fixed program, no shell
        wrong: BaseException | None = None
        try:
            yield process
        except BackupError as error:
            wrong = error  # its cause may be that the program stopped
        except BaseException:
            process.kill()
            raise
        finally:
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):
                    if pipe:
                        pipe.close()
            code = process.wait()
        # Ended by our closing its pipe, it has nothing to say; else its reason is the true one.
        if code > 0:
            said.seek(0)
            words = said.read().decode(errors="replace").strip().splitlines()
            raise BackupError(f"{program} failed: {' '.join(words[-3:]) or code}") from wrong
        if wrong:
            raise wrong
