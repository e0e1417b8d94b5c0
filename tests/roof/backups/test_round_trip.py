"""A backup, a wiped installation, and the way back."""

import io
import os
import shutil
import signal
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from PIL import Image

from articles import pictures
from articles.models import Edition, Picture
from clinic_cms.backups import loading, making, restoring
from clinic_cms.clinic import triggers
from clinic_cms.clinic.models import User
from comments import moderation, privacy, replaying
from comments.models import Comment, Erasure, Status
from tests import acts, factories

pytestmark = pytest.mark.django_db(transaction=True)
# The list of erasures grows by a restore.
FROZEN_ROWS = [rule.model for rule in acts.FROZEN if rule.model is not Erasure]


def wipe(place: Path) -> None:
    """Lose everything but the machine."""
    connection.close()
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute(loading.EMPTY)
    shutil.rmtree(place / "media", ignore_errors=True)
    (place / "erasures.jsonl").unlink(missing_ok=True)


def frozen() -> dict[str, list[Any]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in FROZEN_ROWS}


def published_twice(article: Any, author: User, reviewer: User, publisher: User) -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(out, "PNG")
    picture = pictures.upload(by=author, file=io.BytesIO(out.getvalue()), size=out.tell(), alt="x")
    changed = acts.edit(
        article, author, body=f'{article.body}<p><img src="{picture.file.url}" alt="x"></p>'
    )
    acts.submit_approve_publish(changed, author=author, reviewer=reviewer, publisher=publisher)
    return picture


def test_backup_wipe_restore(place, published, author, reviewer, publisher, moderator, capsys):
    picture = published_twice(published, author, reviewer, publisher)
    edition = Edition.objects.order_by("-number").first()
    kept = factories.pending_comment(edition, text="It helped me.")
    gone = factories.pending_comment(edition, text="Heliotrope words.", email="pat@reader.example")
    back = factories.pending_comment(edition, text="Better unsaid.")
    for reply in (kept, gone, back):
        moderation.approve(comment=reply, by=moderator, version=reply.version)
    call_command("backup", str(place))
    [file] = place.glob("clinic-*.tar")
    assert file.stat().st_mode & 0o077 == 0
    # Erased and withdrawn after the backup: the list is all that remembers it.
    privacy.withdraw(back)
    privacy.erase_again(public_ids=[gone.public_id], address_hash="ab" * 32, at=edition.live_from)
    replaying.export(place.parent / "apart.jsonl")
    before, drawn = frozen(), (place / "media" / picture.file.name).read_bytes()
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(file))
    wipe(place)

    call_command("restore", str(file), erasures=place.parent / "apart.jsonl")

    assert "1 erased replies had come back" in (said := capsys.readouterr().out)
    assert "1 withdrawn replies had come back" in said
    assert "All editions of 1 articles are as they were published" in said
    assert frozen() == before
    assert len(before["Edition"]) == 2
    assert (place / "media" / picture.file.name).read_bytes() == drawn
    assert len(list((place / "media").rglob("*.avif"))) > 1
    assert Comment.objects.get(pk=kept.pk).text == "It helped me."
    assert Comment.objects.get(pk=back.pk).status == Status.WITHDRAWN
    again = Comment.objects.get(pk=gone.pk)
    assert (again.text, again.email, again.erased_at is not None) == ("", "", True)
    assert triggers.missing(acts.FROZEN) == []
    with pytest.raises(DatabaseError):
        Edition.objects.filter(pk=edition.pk)._raw_delete("default")  # type: ignore[attr-defined]
    connection.close()
    # And again over what is there now: what was erased here stays erased without any list.
    (place / "erasures.jsonl").unlink()
    call_command("restore", str(file), replace=True)
    assert Comment.objects.get(pk=gone.pk).text == ""
    assert Erasure.objects.count() == 1
    assert not [path for path in place.iterdir() if path.name.startswith((".", "clinic.sqlite3."))]


def test_a_picture_from_before_the_clock_was_set_back(
    place, published, author, reviewer, publisher
):
    picture = published_twice(published, author, reviewer, publisher)
    later = time.time() + 3600
    for file in (place / "media").rglob("*.*"):
        os.utime(file, (later, later))
    made = making.make(place / "b.tar")
    assert made.missing == []
    with tarfile.open(made.file) as tar:
        names = tar.getnames()
    assert f"media/{picture.file.name}" in names
    assert len([name for name in names if name.endswith((".avif", ".webp"))]) == 8


def test_a_restore_that_breaks_off_leaves_the_database(made, place, monkeypatch):
    def fail(*args: object) -> int:
        raise RuntimeError("power")

    monkeypatch.setattr(replaying, "replay", fail)
    User.objects.filter(username="author").update(first_name="Later")
    said = "as it was" if connection.vendor == "sqlite" else "replay_erasures"
    with pytest.raises(CommandError, match=said):
        call_command("restore", str(made), replace=True)
    stands = "Later" if connection.vendor == "sqlite" else "Ana"
    assert User.objects.get(username="author").first_name == stands


@pytest.mark.sqlite
def test_a_disk_that_is_full_at_the_very_end_leaves_the_database(made, place):
    """The log of the new file finds no room in it."""

    def full(execute: Any, sql: str, *more: Any) -> Any:
        if "wal_checkpoint" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, *more)

    User.objects.filter(username="author").update(first_name="Later")
    with connection.execute_wrapper(full), pytest.raises(CommandError, match=r"full.*as it was"):
        call_command("restore", str(made), replace=True)
    assert User.objects.get(username="author").first_name == "Later"
    assert not [path for path in place.iterdir() if "restor" in path.name]


def ended(*args: object) -> None:
    """Stand in for the end of the process, which would take the tests along."""
    raise SystemExit("ended by the signal")


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_restore_that_is_interrupted_says_what_stands(made, place, monkeypatch, told):
    """On PostgreSQL what was erased is there again, and nothing else would say so."""
    User.objects.filter(username="author").update(first_name="Later")
    sqlite = connection.vendor == "sqlite"
    # A worker that was started in this process before has left handlers of its own.
    handlers = {
        signal.SIGINT: signal.default_int_handler, signal.SIGTERM: ended, signal.SIGHUP: ended
    }  # fmt: skip
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        for where, name, said in (
            (restoring, "_place_media", "database is as it was before"),
            (replaying, "replay", "as it was before" if sqlite else "replay_erasures"),
        ):
            monkeypatch.setattr(where, name, lambda *args: os.kill(os.getpid(), told))
            with pytest.raises(CommandError, match=said):
                call_command("restore", str(made), replace=True)
            monkeypatch.undo()
            assert not list(place.glob(".*"))
        assert signal.getsignal(signal.SIGTERM) is ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert User.objects.get(username="author").first_name == ("Later" if sqlite else "Ana")
