"""The published criteria: every reason of the queue stands on the page, in one wording."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from comments import addresses, moderation, rules, tokens
from comments.models import Comment, Reason
from comments.models.decision import told
from tests import factories
from tests.mailbox import Mailbox, later, work

RULES = "/comments/rules/"


def test_every_reason_of_the_queue_is_on_the_page(clinic):
    response = Client().get(RULES)
    page = response.content.decode()
    assert not response.cookies
    for reason in Reason:
        assert f'id="{reason.value}"' in page
        assert f">{reason.value}<" not in page  # a name of ours, which says nothing to readers
        assert told(reason) in page
    for criterion in rules.criteria():
        assert len(criterion.means) > 20
    assert set(rules.MEANS) == set(Reason)


def test_the_queue_offers_the_same_codes(held, client_for, moderator):
    page = client_for(moderator).get("/admin/comments/comment/").content.decode()
    for code, label in Reason.choices:
        assert f'value="{code}"' in page
        assert str(label) in page


@pytest.mark.once
def test_no_other_page_has_a_wording_of_its_own():
    """Templates and the demo's policy lead to the page; they do not say the criteria again."""
    others = [*Path(settings.BASE_DIR, "templates").rglob("*.html")]
    others.append(Path(settings.BASE_DIR, "clinic_cms/demo/policies.py"))
    for path in others:
        text = path.read_text()
        assert not any(reason.value in text for reason in Reason if "_" in reason.value), path


def test_forms_receipts_and_refusals_lead_there(edition, filled, send, moderator):
    link = f'href="{RULES}'
    assert link in Client().get(f"/articles/{edition.slug}/").content.decode()
    assert link in send(filled(name="")).content.decode()
    receipt = send(filled())["Location"]
    reply = Comment.objects.get()
    moderation.reject(comment=reply, by=moderator, version=1, reason="off_topic")
    page = Client().get(receipt).content.decode()
    assert f'{link}#off_topic"' in page
    other = factories.pending_comment(edition)
    assert other.status == "pending"


def test_no_writer_is_led_to_a_note_that_only_moderators_see(held, moderator, mailbox: Mailbox):
    confirmed = factories.pending_comment(held.edition, email="pat@reader.example")
    confirmed.writer = addresses.writer_of(confirmed.email)
    confirmed.save()
    addresses.confirm(confirmed.writer)
    moderation.reject(
        comment=confirmed, by=moderator, version=confirmed.version, reason="other", note="Law."
    )
    later()
    work()
    receipt = Client().get(f"/comments/sent/{tokens.make_receipt(confirmed.public_id)}/")
    rules = Client().get("/comments/rules/").content.decode()
    mail = mailbox.messages[-1].get_body(("plain",)).get_content()
    for said in (receipt.content.decode(), rules, mail):
        assert "see the note" not in said
        assert "Breaks a law or another rule" in said
