"""`/metrics` for Prometheus: what waits, counted in the database, and what the workers have answered."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from articles.models import Edition
from clinic_cms import disk
from clinic_cms.clinic import worker
from clinic_cms.clinic.models import OutgoingMail
from comments.models import Comment, Status

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Metric


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer who knows METRICS_TOKEN. Without one in the settings there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse("", status=401, headers={"WWW-Authenticate": "Bearer"})
    # Inside: an optional extra, which settings.py has asked for where the token is set.
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    registry = CollectorRegistry()
    registry.register(Now())
    _add_workers(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Now:
    """Gauges that are read from the database when they are asked for. No person is counted by name."""

    def collect(self) -> Iterable["Metric"]:
        """Yield them; without a database, that it is away."""
        try:
            found = list(_gauges())
        except (DatabaseError, InterfaceError):
            found = []
        yield _gauge(
            "clinic_database_up", "Whether the database answers.", {"": float(bool(found))}
        )
        yield from found
        yield _gauge("clinic_disk_free_bytes", "Free in DATA_DIR.", _disk())


def _gauges() -> Iterator["Metric"]:
    waiting = Comment.objects.filter(status=Status.PENDING)
    by_status = Comment.objects.order_by().values_list("status").annotate(n=Count("pk"))
    mails = OutgoingMail.objects.order_by().values_list("state").annotate(n=Count("pk"))
    tasks = DBTaskResult.objects.order_by().values_list("status").annotate(n=Count("pk"))
    oldest = waiting.aggregate(at=Min("created_at"))["at"]
    yield _gauge("clinic_editions_live", "Pages for readers.", {"": Edition.objects.live().count()})
    yield _gauge("clinic_replies", "Replies, by status.", dict(by_status), "status")
    yield _gauge("clinic_replies_oldest_waiting_seconds", "Since it was sent.", {"": _age(oldest)})
    yield _gauge("clinic_mails", "Mails in the outbox, by state.", dict(mails), "state")
    yield _gauge("clinic_tasks", "Tasks of the worker, by status.", dict(tasks), "status")
    yield _gauge(
        "clinic_tasks_oldest_waiting_seconds", "Since the task or mail could be taken.",
        {"": _age(worker.waiting_since())},
    )  # fmt: skip


def _disk() -> dict[str, float]:
    """Return the room in DATA_DIR; nothing where it cannot be read, which /readyz puts in words."""
    try:
        return {"": disk.free()}
    except OSError:
        return {}


def _age(at: datetime | None) -> float:
    return max(0.0, (timezone.now() - at).total_seconds()) if at else 0.0


def _gauge(name: str, what: str, values: dict[str, float], label: str = "") -> "Metric":
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(name, what, labels=[label] if label else [])
    for key, value in sorted(values.items()):
        family.add_metric([str(key).lower()] if label else [], value)
    return family


def _add_workers(registry: "CollectorRegistry") -> None:
    """Add what the worker processes of this server have counted, if they do (clinic_cms.metering)."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder:
        return
    from prometheus_client import multiprocess

    for name in os.listdir(folder):
        pid = name.rpartition("_")[2].removesuffix(".db")
        if name.startswith("gauge_live") and not os.path.exists(f"/proc/{pid}"):
            # What it held in memory is gone with it.
            multiprocess.mark_process_dead(int(pid))  # type: ignore[no-untyped-call]
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
