"""Rows written in one statement: with their defaults, once where they are to be there once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic_cms.clinic.models import Attempt, OutgoingMail
from clinic_cms.clinic.models.outbox import MailState
from clinic_cms.clinic.planned import Statement
from clinic_cms.clinic.writing import add, adding, execute, key_of

pytestmark = pytest.mark.django_db


def test_a_row_is_added_with_its_defaults_and_gets_its_key() -> None:
    before = timezone.now()
    row = Attempt(key="one")
    assert add(row)
    assert before <= Attempt.objects.get(pk=row.pk).created_at == row.created_at
    row.key = "changed"
    row.save()
    assert Attempt.objects.get().key == "changed"


def test_unless_there_is_one() -> None:
    def mail(to: str) -> OutgoingMail:
        return OutgoingMail(kind="x", recipient=to, dedupe_key="k", arguments={"writer": 7})

    first, second = mail("first@reader.example"), mail("second@reader.example")
    assert [add(row, unless="dedupe_key") for row in (first, second)] == [True, False]
    assert [bool(row.pk) for row in (first, second)] == [True, False]
    kept = OutgoingMail.objects.get()
    assert (kept.recipient, kept.arguments) == ("first@reader.example", {"writer": 7})


def test_what_the_database_refuses_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(OutgoingMail(kind="x", dedupe_key="k", state=MailState.QUEUED), unless="dedupe_key")
    assert not OutgoingMail.objects.exists()


def test_a_statement_says_how_many_rows_it_changed() -> None:
    add(Attempt(key="one"))
    forget = "DELETE FROM clinic_attempt WHERE created_at < %s"
    assert execute(Statement(forget, [timezone.now() - timedelta(days=1)])) == 0
    assert execute(Statement(forget, [timezone.now() + timedelta(days=1)])) == 1


def test_statements_in_a_row_are_done_in_one_trip() -> None:
    rows = [Attempt(key=key) for key in ("it's", "100%", "one; two")]
    last = Statement("DELETE FROM clinic_attempt WHERE key <> %s", ["it's"])
    with CaptureQueriesContext(connection) as queries:
        assert execute(*map(adding, rows), last) == 2
    assert len(queries) == (1 if connection.vendor == "postgresql" else 4)
    assert Attempt.objects.get().key == "it's"
    pk = key_of(*map(adding, rows))
    assert Attempt.objects.get(pk=pk).key == "one; two"
    assert execute() == 0


def test_where_one_of_them_is_refused_none_is_done() -> None:
    refused = adding(OutgoingMail(kind="x", dedupe_key="k", state=MailState.QUEUED))
    for row in ([refused, adding(Attempt(key="one"))], [adding(Attempt(key="one")), refused]):
        with pytest.raises(IntegrityError, match="mail_done_forgets"), transaction.atomic():
            execute(*row)
    assert not Attempt.objects.exists()
