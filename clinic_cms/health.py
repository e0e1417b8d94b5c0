"""For the machines that watch this one: is the process up, can it serve, does all of it run?"""

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clinic_cms import database_words, disk
from clinic_cms.clinic import half_restored, migrated, worker

TABLES = "tables are missing: run migrate, or restore a backup"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer while the process runs."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say of each part what is wrong with it.

    503 only where this process cannot serve: no database, or not its tables. A load balancer takes the
    machine away then. A worker that is gone, a disk that fills up, or a database that takes nothing in, is
    the same behind every machine: to take them all away would end what still works. That is 200 with the
    status "degraded".
    """
    try:
        if waiting := migrated.waiting():
            return _unavailable(database="ok", migrations=f"{len(waiting)} have not run")
        parts = {
            "database": closed(),
            "migrations": "",
            "worker": worker.complaint(),
            "disk": disk.complaint(),
        }
    except half_restored.HalfRestored:
        return _unavailable(database=half_restored.WHAT)
    except (DatabaseError, InterfaceError) as error:
        lacks = database_words.lacks_tables(error)
        return _unavailable(database=TABLES if lacks else "does not answer")
    return JsonResponse(
        {
            "status": "degraded" if any(parts.values()) else "ok",
            **{name: wrong or "ok" for name, wrong in parts.items()},
        }
    )


def closed() -> str:
    """Return, in words, that PostgreSQL takes nothing in, or an empty text. It asks nothing.

    So is a standby, and a database that its provider has closed because its disk is full. From version 14
    on the server tells each connection of both by itself.
    """
    if connection.vendor != "postgresql":
        return ""
    connection.ensure_connection()
    told = connection.connection.info.parameter_status
    names = ("in_hot_standby", "default_transaction_read_only")
    return "takes nothing in: it is read-only" if "on" in map(told, names) else ""


def _unavailable(**parts: str) -> JsonResponse:
    return JsonResponse({"status": "unavailable", **parts}, status=503)
