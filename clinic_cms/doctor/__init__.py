"""`manage.py doctor`: what is wrong with this installation, and how to mend it.

Each part is examined by itself, with the real thing: a file is written, a mail server is greeted, the
worker is given a task. One that cannot be examined does not keep the others from it.
"""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, connection

from clinic_cms.doctor import content, machine, reached, setup
from clinic_cms.doctor.finding import Examine, Finding, Say

# The part's name, what examines it, whether that asks the database.
PARTS: tuple[tuple[str, Examine, bool], ...] = (
    ("settings", setup.settings_are_safe, False),
    ("addresses", setup.addresses_agree, False),
    ("disk", machine.disk_has_room, False),
    ("media", machine.media_can_be_written, False),
    ("static files", machine.static_files_are_collected, False),
    ("database", reached.database, False),
    ("restore", reached.restore, True),
    ("migrations", reached.migrations, True),
    ("triggers", reached.triggers, True),
    ("clock", machine.clock_is_right, True),
    ("cache", reached.cache_counts, False),
    ("mail server", reached.mail_server, False),
    ("worker", reached.worker_takes_tasks, True),
    ("mails", content.mails_leave, True),
    ("editions", content.chain_holds, True),
    ("daily run", content.daily_run, True),
    ("backup", content.backup, False),
    ("roles", setup.roles_are_in_step, True),
    ("people", setup.people_can_sign_in, True),
    ("clinic profile", setup.profile_is_complete, True),
)


def examine(*, full: bool = False) -> Iterator[Finding]:
    """Yield what is found, part by part."""
    answers = True
    for part, check, asks in PARTS:
        say = Say(part)
        if asks and not answers:
            yield say.unknown("not looked at, since the database does not answer")
            continue
        try:
            yield from check(say, full)
        except (DatabaseError, InterfaceError) as error:
            answers = _database_answers()
            yield say.broken(
                f"the database refuses: {_short(error)}",
                "Look at the database's own log. It may lack room, rights or `manage.py migrate`.",
            )
        except Exception as error:  # noqa: BLE001 - one part that breaks must not hide the others
            yield say.broken(
                f"could not be examined: {type(error).__name__}: {_short(error)}",
                "Mend that first, then ask again.",
            )
        if part == "database":
            answers = _database_answers()


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        connection.close()
        return False
    return True


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
