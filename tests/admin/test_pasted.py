"""A text that is pasted into a form of the staff arrives whole, or comes back with how long it was."""

import re
from typing import Any

import pytest

from articles.models import RegulatorWarning, Treatment
from tests import acts, factories
from tests.admin.pages import opened

# Where text is typed: a word of the address of a search, or a file's name, is nobody's text.
BOX = re.compile(r'<(?:textarea|input type="(?:text|url)")[^>]*>')


def cut(page: Any) -> list[str]:
    """Return the boxes of the form that a browser would fill only in part, in silence."""
    form = page.content.decode().split("<main", 1)[-1]
    return [box for box in BOX.findall(form) if "maxlength" in box]


@pytest.mark.parametrize(
    "address",
    [
        "articles/article", "articles/treatment", "articles/sideeffect", "articles/condition",
        "articles/reference", "articles/disclaimer", "articles/physician", "articles/synonym",
        "articles/picture", "comments/answertemplate", "comments/phrase",
    ],
)  # fmt: skip
def test_no_browser_cuts_what_is_pasted(superuser, clinic, client_for, address) -> None:
    page = client_for(superuser).get(f"/admin/{address}/add/")
    assert page.status_code == 200
    assert cut(page) == []


def test_nor_in_the_clinics_profile(administrator, clinic, client_for) -> None:
    assert cut(client_for(administrator).get("/admin/clinic/clinicprofile/1/change/")) == []


def test_nor_where_a_page_is_reviewed_or_withdrawn(
    published, author, reviewer, publisher, client_for
) -> None:
    acts.edit(published, author, summary="Another sentence.")
    acts.submit(published, author)
    assert cut(client_for(reviewer).get(f"/admin/articles/article/{published.pk}/review/")) == []
    page = client_for(publisher).get(f"/admin/articles/article/{published.pk}/change/")
    assert b'name="reason"' in page.content
    assert cut(page) == []


def test_nor_where_a_reply_is_decided_on(published, moderator, client_for) -> None:
    words = "I had a headache after the injection."  # which a worksheet is for
    reply = factories.pending_comment(published.editions.get(), text=words)
    page = client_for(moderator).get(f"/admin/comments/comment/{reply.pk}/change/")
    assert b'name="note"' in page.content
    assert cut(page) == []


def test_a_regulators_warning_that_is_too_long_comes_back_whole(
    guide, publisher, client_for
) -> None:
    """Cut off after its thousandth letter, it might say the contrary."""
    treatment, desk = Treatment.objects.get(), client_for(publisher)
    address = f"/admin/articles/treatment/{treatment.pk}/change/"
    text = "Rare, serious harm. " * 55 + "Do not use it in the neck."
    row = {"regulator": "FDA", "issued_on": "2014-04-23", "text": text, "url": "", "id": ""}
    sent = opened(desk, address) | {"regulator_warnings-TOTAL_FORMS": "1"}
    sent |= {f"regulator_warnings-0-{name}": value for name, value in row.items()}
    page = desk.post(address, sent | {"regulator_warnings-0-treatment": treatment.pk})
    assert page.status_code == 200
    assert text in page.content.decode()
    assert f"at most 1000 characters (it has {len(text)})" in page.content.decode()
    assert not RegulatorWarning.objects.exists()
