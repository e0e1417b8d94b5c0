"""What the log holds: when, how grave, what happened, where. Not what a person typed, nor who they are.

An exception's words may hold either ("Key (email)=(pat@...) already exists"), so its kind and the lines
of code that it came through are written, and its words are not. Paths lose what is secret in them.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import Resolver404, resolve
from typing_extensions import override

FORMATS = ("text", "json")
LONGEST = 500  # characters of a message
SECRET = {"token", "key", "uidb36"}  # parts of an address that are as good as a password
EMAIL = re.compile(r"[^\s@<>'\"/,;:()=]+@[^\s@<>'\"/,;:()=]+")
NETWORK = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}(?![\w:])"
)
# What signed texts and keys look like, where the address led nowhere: a colon, or long and with a digit.
SIGNED = re.compile(r"[^/\s]*:[^/\s]+|(?=[^/\s]*\d)[\w.~=%-]{20,}")


def configuration(style: str) -> dict[str, Any]:
    """Return Django's LOGGING. Raises ImproperlyConfigured for an unknown style."""
    if style not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT is one of: {', '.join(FORMATS)}.")
    kind = {"text": "clinic_cms.logs.Lines", "json": "clinic_cms.logs.Json"}[style]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"clean": {"()": kind}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "clean"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        # Without Django's own handlers: one of them mails whole requests to ADMINS.
        "loggers": {"django": {"handlers": [], "level": "INFO"}},
    }


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """Return what may be known of an event."""
    found: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _message(record),
    }
    request: Any = getattr(record, "request", None)
    if hasattr(request, "path_info"):
        found |= {"method": request.method, "path": path_of(request.path_info)}
    if status := getattr(record, "status_code", None):
        found["status"] = status
    if record.exc_info and record.exc_info[1]:
        found |= _error(record.exc_info[1])
    return found


def path_of(path: str) -> str:
    """Return the path of an address as it may be written down."""
    try:
        match = resolve(path)
    except Resolver404:
        return scrub(SIGNED.sub("...", path))
    return f"/{match.route}" if SECRET & match.kwargs.keys() else scrub(path)


def scrub(text: str) -> str:
    """Take addresses of people and of networks out of a text, and cut it."""
    short = NETWORK.sub("[address]", EMAIL.sub("[address]", text[: 4 * LONGEST]))
    return short if len(short) <= LONGEST else f"{short[:LONGEST]}..."


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith("django.security."):
        return f"Refused: {record.name.rpartition('.')[2]}"  # its words are what was sent to us
    request = getattr(record, "request", None)
    args = record.args if isinstance(record.args, tuple) else ()
    if args and request is not None:
        path = str(getattr(request, "path", ""))
        known = (path, _escaped(path))
        args = tuple(path_of(path) if arg in known else arg for arg in args)
    args = tuple(type(arg).__name__ if isinstance(arg, BaseException) else arg for arg in args)
    try:
        return scrub(str(record.msg) % args if args else record.getMessage())
    except (TypeError, ValueError):
        return scrub(str(record.msg))


def _escaped(text: str) -> str:
    """Write a text as django.utils.log.log_message writes what it is given."""
    return text.encode("unicode_escape").decode("ascii")


def _error(error: BaseException) -> dict[str, Any]:
    """Return an exception's kind, the codes that tell more, and where it went through our code."""
    kinds: list[str] = []
    codes: dict[str, Any] = {}
    link: BaseException | None = error
    frames = traceback.extract_tb(error.__traceback__)
    while link is not None and len(kinds) < 10:
        kinds.append(f"{type(link).__module__}.{type(link).__qualname__}")
        for name in ("pgcode", "sqlite_errorname", "smtp_code", "errno"):
            if code := getattr(link, name, None):
                codes[name] = code
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": kinds, **codes, "where": where}


class Json(logging.Formatter):
    """One JSON object a line."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts(record), ensure_ascii=False, default=str)


class Lines(logging.Formatter):
    """The same for people's eyes."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        found = facts(record)
        where = found.pop("where", [])
        head = " ".join(str(found.pop(key)) for key in ("time", "level", "logger", "message"))
        rest = [f"{key}={value}" for key, value in found.items()]
        return "\n    ".join([_on_one_line(" ".join([head, *rest])), *where])


def _on_one_line(text: str) -> str:
    """Write out what does not print: a line break in an address would begin a record of its own."""
    return "".join(c if c.isprintable() else _escaped(c) for c in text)
