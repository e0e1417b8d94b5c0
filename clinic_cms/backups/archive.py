"""The file itself: a tar of parts, at its end a manifest with the SHA-256 of each.

The manifest comes last, and its own hash after it: a file that was cut short has none. Any tar opens it.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from typing_extensions import override

from clinic_cms.backups import BackupError

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
DATABASES = ("database.sqlite3.gz", "database.pgdump")
ERASURES, MEDIA = "erasures.jsonl", "media"
LONGEST_MANIFEST = 256 * 1024 * 1024  # bytes; some 200 for each picture
CHUNK = 1024 * 1024

Manifest = dict[str, Any]


class Writer:
    """Writes parts one after the other; ``finish`` adds the manifest."""

    def __init__(self, out: IO[bytes]) -> None:
        self._tar = tarfile.TarFile(
            fileobj=cast("IO[bytes]", _Counted(out)), mode="w", format=tarfile.PAX_FORMAT
        )
        self.parts: dict[str, dict[str, Any]] = {}

    def add(self, name: str, file: Path) -> None:
        """Add a file as a part. Raises OSError, also when the file shrinks meanwhile."""
        with file.open("rb") as source:
            hashed = _Hashed(source)
            size = file.stat().st_size
            self._tar.addfile(_entry(name, size), hashed)
        self.parts[name] = {"bytes": size, "sha256": hashed.sha256.hexdigest()}

    def finish(self, about: Manifest) -> None:
        """Write the manifest: what is known of the backup, and every part."""
        manifest = json.dumps({**about, "format": FORMAT, "parts": self.parts}, indent=1).encode()
        seal = hashlib.sha256(manifest).hexdigest().encode()
        for name, data in ((MANIFEST, manifest), (SEAL, seal)):
            self._tar.addfile(_entry(name, len(data)), io.BytesIO(data))
        self._tar.close()


class _Counted:
    """What may be a pipe, for the tar that asks where it stands."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._written = out, 0

    def write(self, data: bytes) -> int:
        self._written += len(data)
        return self._out.write(data)

    def tell(self) -> int:
        return self._written


class _Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.sha256 = source, hashlib.sha256()

    @override
    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.sha256.update(data)
        return data


def unpack(stream: IO[bytes], into: Path) -> Manifest:
    """Write every part under a folder; return the manifest. Raises BackupError naming the bad part.

    Nothing counts before this has returned: the hashes are compared at the end.
    """
    found: dict[str, str] = {}
    ends: dict[str, bytes] = {}
    last = "its beginning"
    with _readable(stream) as tar:
        while True:
            try:
                member = tar.next()
                if member is None:
                    break
                last = member.name
                if member.name in (MANIFEST, SEAL):
                    ends[member.name] = _small(tar, member)
                else:
                    found[member.name] = _extract(tar, member, into)
            except (tarfile.TarError, EOFError, ValueError) as error:
                raise BackupError(f"The backup is damaged at {last}: {error}.") from error
    if SEAL not in ends:
        raise BackupError(f"The backup is cut short or damaged after {last}: it has no manifest.")
    manifest = _manifest(ends)
    _compare(manifest["parts"], found)
    return manifest


def _manifest(ends: dict[str, bytes]) -> Manifest:
    data = ends.get(MANIFEST, b"")
    if hashlib.sha256(data).hexdigest().encode() != ends[SEAL]:
        raise BackupError(f"The backup is damaged: {MANIFEST} is not what was written.")
    try:
        manifest: Manifest = json.loads(data)
        if manifest["format"] != FORMAT:
            raise BackupError(
                f"The backup has the format {manifest['format']}; this version reads {FORMAT}. "
                "Restore it with the version of the site that made it."
            )
        # What is asked of it later, once it is too late to have changed nothing.
        _ = manifest["made_at"], manifest["database"]["engine"], manifest["migrations"].items()
        _ = [part["sha256"] for part in manifest["parts"].values()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(
            f"This is no backup of this site's: its {MANIFEST} is none that this version reads."
        ) from error
    return manifest


def _compare(parts: dict[str, dict[str, Any]], found: dict[str, str]) -> None:
    for name, part in parts.items():
        if name not in found:
            raise BackupError(f"The backup is damaged: the part {name} is missing.")
        if found[name] != part["sha256"]:
            raise BackupError(f"The backup is damaged: the part {name} is not what was written.")
    if more := sorted(found.keys() - parts.keys()):
        raise BackupError(f"The backup is damaged: the part {more[0]} does not belong to it.")


@contextmanager
def _readable(stream: IO[bytes]) -> Iterator[tarfile.TarFile]:
    try:
        tar = tarfile.open(fileobj=stream, mode="r|")  # noqa: SIM115 - closed below
    except tarfile.TarError as error:
        raise BackupError(f"This is no backup, or its beginning is damaged: {error}.") from error
    with tar:
        yield tar


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    """Write a part to its place and return its hash. A name that leads elsewhere is refused."""
    path = PurePosixPath(member.name)
    ours = member.name in (*DATABASES, ERASURES) or path.parts[:1] == (MEDIA,)
    if not ours or ".." in path.parts or path.is_absolute() or not member.isreg():
        raise BackupError(f"The backup holds {member.name!r}, which is no part of a backup.")
    target = into / path
    target.parent.mkdir(parents=True, exist_ok=True)
    source, sha256 = tar.extractfile(member), hashlib.sha256()
    with target.open("wb") as out:
        while source and (data := source.read(CHUNK)):
            sha256.update(data)
            out.write(data)
    return sha256.hexdigest()


def _small(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    source = tar.extractfile(member)
    return source.read(LONGEST_MANIFEST) if source else b""


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry
