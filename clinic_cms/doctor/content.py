"""What the site holds: mails that wait, the chain of editions, the daily run, the last backup."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from articles.chain import broken_links
from articles.models import Article
from clinic_cms.backups.archive import ERASURES
from clinic_cms.backups.making import LAST
from clinic_cms.clinic.models import OutgoingMail
from clinic_cms.clinic.models.outbox import WAITING, MailState
from clinic_cms.doctor.finding import Finding, Say
from comments import erasure_list, retention

SAMPLE = 50  # articles, others each time
OVERDUE = timedelta(hours=1)
RECENT = timedelta(days=7)
BACKUP_LATE = timedelta(days=2)


def mails_leave(say: Say, full: bool) -> Iterator[Finding]:
    """Count the mails that should have left, and those that were given up."""
    now = timezone.now()
    late = OutgoingMail.objects.filter(state__in=WAITING, created_at__lt=now - OVERDUE).count()
    lost = OutgoingMail.objects.filter(
        state=MailState.GIVEN_UP, finished_at__gt=now - RECENT
    ).count()
    if late:
        yield say.warning(
            f"{late} have waited for more than an hour",
            "See *Mails* in the admin for the mail server's answers.",
        )
    if lost:
        yield say.warning(
            f"{lost} were given up within a week", "See *Mails* in the admin for the reasons."
        )
    if not late and not lost:
        yield say.ok("none is late")


def chain_holds(say: Say, full: bool) -> Iterator[Finding]:
    """Compute the seals of some articles' editions again, or of all."""
    sample = None if full else Article.objects.order_by("?").values_list("pk", flat=True)[:SAMPLE]
    checked, broken = broken_links(None if sample is None else list(sample))
    for link in broken:
        yield say.broken(
            str(link), "Restore this edition from a backup, and find out who changed the database."
        )
    if not broken:
        more = "" if full else ", drawn by lot; --full looks at all"
        yield say.ok(f"those of {checked} articles are as they were published{more}")


def daily_run(say: Say, full: bool) -> Iterator[Finding]:
    """Say when personal data past its time was last emptied."""
    last = retention.last_run()
    when = f"it last ran {timezone.localtime(last.ran_at):%Y-%m-%d %H:%M}" if last else ""
    if retention.is_late():
        yield say.warning(
            when or "it has never run",
            "Enable clinic-daily.timer, or start the service `daily`: personal data has its time.",
        )
    else:
        yield say.ok(when or "nothing is old enough for it yet")


def backup(say: Say, full: bool) -> Iterator[Finding]:
    """Read the list of erasures, and say when `manage.py backup` last succeeded here."""
    erasures = Path(settings.DATA_DIR) / ERASURES
    try:
        if erasures.exists():
            erasure_list.read(erasures)
    except (erasure_list.BadLine, OSError) as error:
        yield say.broken(
            f"{erasures} cannot be read, and no backup is made or restored: {error}",
            "Mend or take out what is named, or put your newest copy of the file in its place.",
        )
    note = Path(settings.DATA_DIR) / LAST
    do = "Run `manage.py backup FOLDER` every night, and copy its file to another machine."
    if not note.exists():
        yield say.warning("none was ever made here", do)
        return
    said = json.loads(note.read_text("utf-8"))
    at = datetime.fromisoformat(said["at"])
    what = f"the last one is of {timezone.localtime(at):%Y-%m-%d %H:%M}, {said['bytes']:,} bytes"
    late = timezone.now() - at > BACKUP_LATE
    yield say.warning(what, do) if late else say.ok(what)
