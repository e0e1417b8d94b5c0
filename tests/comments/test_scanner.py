"""A mail scanner opens every link of every mail, and changes nothing."""

from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.test import Client

from clinic_cms.clinic.models import OutgoingMail
from clinic_cms.clinic.outbox import kinds
from comments import addresses, answering, appeals, digests, moderation
from comments.models import Comment
from tests.comments.test_digests import NINE
from tests.mailbox import Mailbox, later, links, work

pytestmark = pytest.mark.once  # the outbox itself is tried on every database

PAT = "pat@reader.example"
OURS = {"Origin": "http://testserver"}


def rows():
    """Return every row of every table."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
    }


def test_every_link_of_every_mail(
    filled, send, moderator, second_moderator, author, mailbox: Mailbox
):
    def post(n, **fields):
        text = fields.pop("text", f"Reply {n}")
        send(filled(text=text, **fields), REMOTE_ADDR=f"198.51.100.{n}")
        return Comment.objects.get(text=text)

    def deliver():
        later()
        work()

    first = post(1)
    deliver()
    addresses.confirm(first.writer)
    moderation.approve(comment=first, by=moderator, version=1)
    answer = answering.answer(parent=first, by=author, text="Thank you for telling us.")
    moderation.approve(comment=answer, by=moderator, version=1)
    refused = moderation.reject(comment=post(2), by=moderator, version=1, reason="unsafe")
    deliver()
    appeals.refuse(appeal=appeals.lodge(decision=refused, text="Why?"), by=second_moderator)
    post(3, text="I have chest pain", email="kim@reader.example")
    Client().post("/comments/mine/", {"email": PAT}, headers=OURS)
    digests.enqueue_due(NINE)
    deliver()
    sent = OutgoingMail.objects.filter(state="sent").values_list("kind", flat=True)
    # None is left out, but for the staff's new password, whose page keeps the link in the session.
    assert {*sent, "new_password"} == set(kinds.all_kinds())

    before = rows()
    found = {link for message in mailbox.messages for link in links(message)}
    assert len(found) > 15
    scanner = Client()
    pages = [urlsplit(link) for link in found]
    pages += [
        page._replace(path=f"{page.path}export.json") for page in pages if "/mine/" in page.path
    ]
    for page in pages:
        assert page.netloc == "testserver"
        for method in (scanner.get, scanner.head, scanner.get):
            assert method(page.path or "/").status_code in (200, 302), page.path
    assert not scanner.cookies
    assert rows() == before
