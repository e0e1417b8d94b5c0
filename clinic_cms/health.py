"""For the machines that watch this one: is the process up, can it serve, does all of it run?"""

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clinic_cms import disk
from clinic_cms.clinic import worker


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
    machine away then. A worker that is gone, or a disk that fills up, is the same behind every machine:
    to take them all away would end what still works. That is 200 with the status "degraded".
    """
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            return _unavailable(database="ok", migrations=f"{len(waiting)} have not run")
        parts = {"worker": worker.complaint(), "disk": disk.complaint()}
    except (DatabaseError, InterfaceError):
        return _unavailable(database="does not answer")
    return JsonResponse(
        {
            "status": "degraded" if any(parts.values()) else "ok",
            "database": "ok",
            "migrations": "ok",
            **{name: wrong or "ok" for name, wrong in parts.items()},
        }
    )


def _unavailable(**parts: str) -> JsonResponse:
    return JsonResponse({"status": "unavailable", **parts}, status=503)
