"""Rows written in one statement: with their defaults, once where they are to be there once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic_cms.clinic.models import Attempt, OutgoingMail
from clinic_cms.clinic.models.outbox import MailState
from clinic_cms.clinic.writing import add, execute

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
    assert execute(forget, timezone.now() - timedelta(days=1)) == 0
    assert execute(forget, timezone.now() + timedelta(days=1)) == 1
