"""Words of the packages that staff do not read: codes of mails, colons, "this object"."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import OutgoingMail, User
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MAILS = "/admin/clinic/outgoingmail/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_mail_is_named_by_what_stands_above_it(
    administrator: User, client_for: Callable[..., Client]
) -> None:
    for kind in ("confirm_address", "reply_decided", "moderator_urgent"):
        outbox.enqueue(kind, to="pat@reader.example", key=kind)
    OutgoingMail.objects.create(
        kind="of_an_earlier_release", recipient="pat@reader.example", dedupe_key="x"
    )
    client = client_for(administrator)
    page = text(client.get(MAILS))
    assert re.findall(r'class="field-about"><a [^>]*>([^<]+)', page) == [
        "of_an_earlier_release", "Urgent words are waiting", "A decision on your reply",
        "Please confirm your email address",
    ]  # fmt: skip
    page = text(client.get(f"{MAILS}?kind=reply_decided"))
    assert page.count('class="field-about"') == 1
    assert 'aria-current="true">A decision on your reply' in " ".join(page.split())


@pytest.mark.parametrize(("role", "may"), [("author", True), ("reviewer", False)])
def test_a_history_says_what_its_reader_may_do(
    role: str, may: bool, author: User, reviewer: User, client_for: Callable[..., Client]
) -> None:
    record = factories.ConditionFactory()
    person = {"author": author, "reviewer": reviewer}[role]
    address = reverse("admin:articles_condition_history", args=(record.pk,))
    page = text(client_for(person).get(address))
    assert "What was changed, when and by whom." in page
    assert "this object" not in page
    assert ("to bring that back" in page) is may


def test_labels_end_without_a_colon(administrator: User, client_for: Callable[..., Client]) -> None:
    page = text(client_for(administrator).get("/admin/clinic/user/add/"))
    assert re.findall(r"<label[^>]*>[^<]*:</label>", page) == []
    page = text(Client().get("/accounts/login/"))
    assert re.findall(r"<label[^>]*>([^<]*)</label>", page) == ["Username", "Password"]
