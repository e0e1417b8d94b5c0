"""What it means that the database did not do what was asked, and what to do about it."""

import re

from django.db import Error, InterfaceError, OperationalError

from clinic_cms.clinic.half_restored import HalfRestored

# What PostgreSQL and SQLite write. Not "database … does not exist", which names what DATABASE_URL asks for.
MISSING = re.compile(
    r"(relation|column) .* does not exist|no such (table|column)|has no column named"
)
WORDS = (
    (MISSING, "Its tables are not those of this version. Run `manage.py migrate`."),
    (re.compile("read-?only"), "See that DATABASE_URL names the server that writes, and has room."),
    (re.compile("is locked"), "Another program has been writing for long. Run this again when it is done."),
    (re.compile("full|[Nn]o space"), "Make room on its disk."),
)  # fmt: skip
ELSE = "Start it, or mend DATABASE_URL."


def first_line(error: BaseException) -> str:
    """Return what went wrong. Below it PostgreSQL repeats the query, or a row with what a reader typed."""
    return str(error).strip().partition("\n")[0]


def lacks_tables(error: Exception) -> bool:
    """Say whether tables or columns are missing that this version asks for."""
    return bool(MISSING.search(str(error)))


def for_a_command(error: Error) -> str:
    """Return what to write in place of a traceback: what happened, and what to do."""
    if isinstance(error, HalfRestored):
        return str(error)
    first = first_line(error).rstrip(".")
    away = ELSE if isinstance(error, OperationalError | InterfaceError) else ""
    do = next((do for words, do in WORDS if words.search(first)), away)
    return (
        f"The database does not do what is asked: {first}.{do and ' '}{do} `manage.py doctor` says more; "
        "with --traceback this command does."
    )
