"""A restore that ends without a word, as in a power cut: nothing that was taken back is shown after it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic_cms.backups import BackupError, loading, making, restoring
from clinic_cms.clinic import half_restored, outbox
from clinic_cms.clinic.models import User
from clinic_cms.clinic.outbox.queue_runner import AGAIN, QueueRunner
from clinic_cms.doctor import reached
from clinic_cms.doctor.finding import Level, Say
from comments import moderation, privacy, replaying
from comments.models import Comment
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Heliotrope words."


@pytest.fixture
def serving() -> Iterator[None]:
    """Let this process serve readers, as a web worker does: from the next connection on."""
    half_restored.keep_shut()
    connection.close()
    yield
    half_restored.let_in()
    connection.close()


@pytest.fixture
def erased(place: Path, published: Any, moderator: User) -> tuple[Path, Comment]:
    """A backup, and a reply in it that its writer had erased since."""
    edition = published.editions.get()
    reply = factories.pending_comment(edition, text=WORDS, email="pat@reader.example")
    moderation.approve(comment=reply, by=moderator, version=reply.version)
    file = making.make(place / "backup.tar").file
    privacy.erase_again(public_ids=[reply.public_id], address_hash="ab" * 32, at=edition.live_from)
    return file, reply


def killed(file: Path, where: Any, name: str) -> None:
    """Restore in another process, and kill that where it would call a function."""
    connection.close()
    if not (child := os.fork()):
        half_restored.let_in()
        setattr(where, name, lambda *args, **more: os.kill(os.getpid(), signal.SIGKILL))
        try:
            call_command("restore", str(file), replace=True)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def mended_by_restoring(file: Path) -> None:
    call_command("restore", str(file), replace=True)


def mended_by_replaying(file: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("replay_erasures")


@pytest.mark.parametrize("mend", [mended_by_restoring, mended_by_replaying])
def test_the_site_stays_shut_until_it_is_mended(erased, place, serving, mend):
    file, reply = erased
    killed(file, replaying, "replay")
    # On another machine nobody knows the list but the database.
    (place / "erasures.jsonl").unlink()
    address, client = f"/articles/{reply.article.slug}/", Client(raise_request_exception=False)
    page = client.get(address)
    assert WORDS not in page.content.decode()
    assert page.status_code == (503 if connection.vendor == "postgresql" else 200)

    half_restored.let_in()
    mend(file)

    half_restored.keep_shut()
    connection.close()
    page = client.get(address)
    assert page.status_code == 200
    assert WORDS not in page.content.decode()
    assert Comment.objects.get(pk=reply.pk).text == ""


@pytest.mark.postgresql
def test_all_that_watches_names_it_and_no_mail_leaves(erased, serving, clinic):
    outbox.enqueue("my_replies", to="pat@reader.example", key="k")
    file, _ = erased
    making.make(file.with_name("later.tar"))
    killed(file.with_name("later.tar"), replaying, "replay")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, half_restored.WHAT)
    with pytest.raises(half_restored.HalfRestored, match="replay_erasures"):
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    half_restored.keep_shut()
    assert QueueRunner(interval=1.0)._round() == AGAIN

    half_restored.let_in()
    [finding] = reached.restore(Say("restore"), full=False)
    assert (finding.level, finding.do) == (Level.BROKEN, half_restored.MEND)
    assert outbox.sending.free(timezone.now()).count() == 1
    mended_by_replaying(file)
    [finding] = reached.restore(Say("restore"), full=False)
    assert finding.level == Level.OK


@pytest.mark.postgresql
def test_before_it_loads_the_next_one_opens_again_what_was_shut(erased, serving):
    """The database is as it was: an error of the next run says so, and it is true."""
    file, reply = erased
    killed(file, loading, "_postgresql")
    half_restored.let_in()
    assert half_restored.stands()
    assert Comment.objects.get(pk=reply.pk).text == ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "run", _refused)
        with pytest.raises(CommandError, match=r"psql failed: no.*as it was"):
            call_command("restore", str(file), replace=True)
    assert not half_restored.stands()


def _refused(*args: object) -> None:
    raise BackupError("psql failed: no")


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), BackupError("psql failed: connection lost")]
)
def test_what_was_loaded_though_psql_did_not_say_so_stays_shut(erased, monkeypatch, error):
    file, reply = erased
    run = loading.run

    def loads(*args: str) -> None:
        run(*args)
        raise error

    monkeypatch.setattr(loading, "run", loads)
    with pytest.raises(CommandError, match=r"is loaded, and the site is shut\. Restore once more"):
        call_command("restore", str(file), replace=True)
    assert Comment.objects.get(pk=reply.pk).text == WORDS
    assert half_restored.stands()
    mended_by_replaying(file)
    assert Comment.objects.get(pk=reply.pk).text == ""
    assert not half_restored.stands()


@pytest.mark.postgresql
def test_a_backup_made_meanwhile_knows_what_is_left_to_be_taken_back(erased, place):
    file, reply = erased
    killed(file, replaying, "replay")
    (place / "erasures.jsonl").unlink()
    half = making.make(place / "half.tar").file
    mended_by_replaying(file)
    with connection.cursor() as cursor:
        cursor.execute(loading.EMPTY)
    connection.close()
    call_command("restore", str(half))
    assert Comment.objects.get(pk=reply.pk).text == ""
    assert not half_restored.stands()


@pytest.mark.postgresql
def test_an_earlier_version_s_half_restored_database_is_no_dead_end(erased, place):
    """Its migrations have not run, so it cannot be asked; the mark can."""
    file, reply = erased
    killed(file, restoring, "call_command")
    (place / "erasures.jsonl").unlink()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE comments_erasure RENAME COLUMN reports TO moved")
    call_command("restore", str(file), replace=True)
    assert Comment.objects.get(pk=reply.pk).text == ""
    assert not half_restored.stands()


@pytest.mark.postgresql
def test_a_database_that_takes_nothing_in_is_said(erased):
    file, _ = erased
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    with pytest.raises(CommandError, match=r"read-only.*as it was"):
        call_command("restore", str(file), replace=True)


@pytest.mark.postgresql
def test_a_web_worker_gets_no_connection(place):
    half_restored.mark([])
    asks = (
        "import clinic_cms.wsgi; from django.db import connection; connection.ensure_connection()"
    )
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    url = f"{server}/{connection.settings_dict['NAME']}"
    done = subprocess.run(
        [sys.executable, "-c", asks],
        env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "HalfRestored: A restore was cut off" in done.stderr
