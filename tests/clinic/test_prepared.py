"""Queries whose SQL is written once: they give what the query itself gives, for every value."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDay
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Edition
from clinic_cms.clinic import planned
from clinic_cms.clinic.models import Attempt, ClinicProfile
from clinic_cms.clinic.prepared import Prepared
from comments.models import WriterAddress


def by_number_and_name(number: int, name: str):
    found = ClinicProfile.objects.filter(review_cycle_months__gte=number, name=name)
    return found.values_list("name", "updated_at", "independent_review", "logo_width")


def live_at(at: datetime):
    return Edition.objects.live(at).values_list("pk", "live_from", "payload", "next_review_due")


def test_each_value_gets_its_own_rows(clinic):
    prepared = Prepared(by_number_and_name)
    for number, name in [(0, clinic.name), (999, clinic.name), (0, "Another"), (0, "100% sure")]:
        wanted = list(by_number_and_name(number, name))
        assert prepared.rows(number=number, name=name) == wanted
    clinic.name = "100% sure"
    clinic.save()
    assert len(prepared.rows(number=0, name="100% sure")) == 1


def test_moments_and_kinds_of_columns_come_as_from_the_query(published):
    prepared, now = Prepared(live_at), timezone.now()
    for at in (now, now - timedelta(days=4000)):
        assert prepared.rows(at=at) == list(live_at(at))
    assert len(prepared.rows(at=now)) == 1


def test_moments_come_as_from_the_query_and_so_does_their_absence(db):
    """Also those that are computed, which the connection does not read, and the clinic's days."""

    def confirmed(at: datetime):
        return (
            WriterAddress.objects.filter(created_at__lt=at)
            .annotate(day=TruncDay("confirmed_at"), later=Coalesce("asked_at", "confirmed_at"))
            .order_by("hash")
            .values_list("hash", "confirmed_at", "asked_at", "day", "later")
        )

    late = datetime(2030, 5, 2, 3, 30, tzinfo=UTC)  # the first of May in New York
    moments = [None, late, late, None, late, late + timedelta(microseconds=1)]
    for name, moment in zip("abcdef", moments, strict=True):
        WriterAddress.objects.create(hash=name * 64, confirmed_at=moment)
    at = timezone.now() + timedelta(hours=1)
    wanted = list(confirmed(at))
    rows = Prepared(confirmed).rows(at=at)
    assert rows == wanted
    assert [str(row) for row in rows] == [str(row) for row in wanted]  # of the same zones
    assert [row[1] for row in rows] == moments
    assert {row[2] for row in rows} == {None}


def test_the_sql_is_written_once(published):
    calls = []

    def build(at: datetime):
        calls.append(at)
        return live_at(at)

    prepared = Prepared(build)
    with CaptureQueriesContext(connection) as queries:
        prepared.rows(at=timezone.now())
        prepared.rows(at=timezone.now())
    assert (len(calls), len(queries)) == (1, 2)


def test_a_value_that_the_query_does_not_use_as_it_is_is_refused(db):
    def later(at: datetime):
        return live_at(at + timedelta(days=1))

    with pytest.raises(ValueError, match="at"):
        Prepared(later).rows(at=timezone.now())


def test_a_moment_that_is_no_value_is_refused(db):
    """It would stay the moment of the first question for as long as the process lives."""

    @Prepared
    def stuck(key: str):
        return Attempt.objects.filter(key=key, created_at__lt=timezone.now()).values_list("pk")

    with pytest.raises(ValueError, match="moment"):
        stuck.rows(key="one")


def test_annotations_say_what_the_values_are(db):
    @Prepared
    def since(key: str, moment: datetime):
        return Attempt.objects.filter(key=key, created_at__gt=moment).values_list("key")

    Attempt.objects.create(key="it's %s")
    for hours, wanted in ((1, ("it's %s",)), (-1, None)):
        moment = timezone.now() - timedelta(hours=hours)
        assert since.first(key="it's %s", moment=moment) == wanted


def test_what_never_changes_stands_in_the_sql(db):
    """On SQLite, which would plan the query anew each time for an index with a condition on the column."""

    @Prepared
    def kept(number: int):
        named = Attempt.objects.filter(key="it's 100% %s", pk__gt=number)
        return named.exclude(key__contains="%").values_list("pk") | named.values_list("pk")

    row = Attempt.objects.create(key="it's 100% %s")
    for number, wanted in ((0, [(row.pk,)]), (row.pk, [])):
        assert kept.rows(number=number) == wanted
    sql, parameters, *_ = kept._written[connection.vendor]
    if connection.vendor == "sqlite":
        assert set(parameters) == {31_001}
        assert "it''s 100%% %%s" in sql


def test_what_repeats_itself_is_converted_once_and_what_can_change_is_not_shared(published, clinic):
    @Prepared
    def twice(at: datetime):
        return (
            Edition.objects.live(at)
            .annotate(of=F("article__events__kind"))
            .values_list("of", "live_from", "payload", "next_review_due")
        )

    now = timezone.now()
    rows = twice.rows(at=now)
    assert len(rows) > 1
    assert rows == list(twice._build(now))
    assert rows[0][2] is not rows[1][2]
    if connection.vendor == "sqlite":  # the other's driver has converted them already
        assert rows[0][1] is rows[1][1]


def plans() -> int:
    """Return how many queries the server keeps for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return int(cursor.fetchone()[0])


@pytest.fixture
def unplanned(monkeypatch):
    """Let no query have a plan from another test."""
    monkeypatch.setattr(planned, "plan_of", cache(planned.Plan.of))


@pytest.mark.postgresql
def test_a_connection_has_it_planned_once(clinic, unplanned):
    prepared, there = Prepared(by_number_and_name), plans()
    with transaction.atomic():
        assert prepared.rows(number=0, name=clinic.name)
        transaction.set_rollback(True)
    for name in (clinic.name, "Another"):
        assert prepared.rows(number=0, name=name) == list(by_number_and_name(0, name))
    assert plans() == there + 1


@pytest.mark.postgresql
def test_another_connection_has_it_planned_as_well(db):
    prepared = Prepared(by_number_and_name)
    prepared.rows(number=0, name="Nobody's")

    def elsewhere():
        try:
            return prepared.rows(number=0, name="Nobody's"), plans()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(elsewhere).result() == ([], 1)


@pytest.mark.postgresql
def test_what_was_planned_once_is_planned_for_every_value(clinic, unplanned):
    """Left to itself the server plans the first five anew, and then those that it thinks are worth it."""
    prepared = Prepared(by_number_and_name)
    for number in range(7):
        prepared.rows(number=number, name=clinic.name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = %s",
            [planned.plan_of(prepared._written["postgresql"].sql).name],
        )
        assert cursor.fetchone() == (7, 0)


@pytest.mark.postgresql
def test_one_value_may_stand_beside_columns_of_several_types(clinic):
    def build(number: int):
        found = ClinicProfile.objects.filter(
            Q(pk=number) | Q(review_cycle_months=number) | Q(logo_width=number)
        )
        return found.values_list("name")

    assert Prepared(build).rows(number=clinic.review_cycle_months) == [(clinic.name,)]
