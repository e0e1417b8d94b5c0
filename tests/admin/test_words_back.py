"""A form that is sent after the sign-in has ended: nothing typed is lost, nothing is given away."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, Condition
from articles.models.article import ArticleStatus
from clinic_cms.clinic.models import User
from tests import acts
from tests.admin.pages import change_url, form_data, verb_url
from tests.factories import PASSWORD

OURS = {"Origin": "http://testserver"}
LONG = "A page of\nwords <b>& more</b> “typed”"
AREA = re.compile(r'<textarea id="[^"]+"\s+name="([^"]+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')


def kept(page: Any) -> dict[str, str]:
    html = page.content.decode()
    return {name: unescape(value) for name, value in AREA.findall(html) + HIDDEN.findall(html)}


def words(page: Any) -> dict[str, str]:
    return {name: value for name, value in kept(page).items() if name != "csrfmiddlewaretoken"}


def test_a_reviewers_comment_comes_back_and_is_sent_again(in_review, reviewer) -> None:
    address = verb_url(in_review, "request-changes")
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")  # whose cookie was there before the sign-in ended
    token = client.cookies["csrftoken"].value
    sent = {"revision": in_review.revision, "comment": LONG, "csrfmiddlewaretoken": token}
    page = client.post(address, sent, headers=OURS)
    html = page.content.decode()
    assert page.status_code == 403
    assert "You were signed out. Nothing is lost." in html
    assert (kept(page)["comment"], kept(page)["revision"]) == (LONG, str(in_review.revision))
    assert "no-store" in page["Cache-Control"]
    assert "unsafe" not in page["Content-Security-Policy"]
    still_out = client.post(address, kept(page), headers=OURS)
    assert "You were signed out" in still_out.content.decode()
    signing = {"login": reviewer.username, "password": PASSWORD,
               "csrfmiddlewaretoken": client.cookies["csrftoken"].value}  # fmt: skip
    assert client.post("/accounts/login/", signing, headers=OURS).status_code == 302
    changed = client.post(address, kept(page), headers=OURS)  # the sign-in made a new token
    assert (changed.status_code, kept(changed)["comment"]) == (403, LONG)
    assert "Not saved yet. Nothing is lost." in changed.content.decode()
    assert client.post(address, kept(changed), headers=OURS).status_code == 302
    in_review.refresh_from_db()
    assert in_review.status == ArticleStatus.CHANGES_REQUESTED
    assert in_review.events.all()[0].note == LONG


def test_a_new_article_comes_back(author, db) -> None:
    sent = form_data(
        title="Ketamine", body="<p>An hour of <b>words</b></p>", summary="", author="1"
    )
    page = Client().post("/admin/articles/article/add/?_popup=1", sent, headers=OURS)
    assert page.status_code == 403
    assert words(page) == {name: str(value) for name, value in sent.items()}
    assert 'action="/admin/articles/article/add/?_popup=1"' in page.content.decode()
    assert re.search(r"<dd>\s*Ketamine\s*</dd>", page.content.decode())


def test_a_code_that_is_no_secret_is_kept(db) -> None:
    sent = {"name": "Sore neck", "icd10_code": "M54.2"}
    page = Client().post("/admin/articles/condition/add/", sent, headers=OURS)
    assert words(page) == sent


def test_no_password_and_no_token_is_shown(db) -> None:
    sent = {"username": "new", "password1": "kept-secret-1", "password2": "kept-secret-2",
            "csrfmiddlewaretoken": "not-to-be-shown", "code": "123456"}  # fmt: skip
    html = Client().post("/admin/clinic/user/add/", sent, headers=OURS).content.decode()
    assert 'value="new"' in html
    for secret in ("kept-secret", "not-to-be-shown", "123456"):
        assert secret not in html


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"},
                {"Referer": "https://elsewhere.example/admin/"}],
)  # fmt: skip
def test_what_another_site_sends_is_not_given_back(headers, in_review, reviewer) -> None:
    address = verb_url(in_review, "request-changes")
    out = Client().post(address, {"comment": LONG}, headers=headers)
    assert out.status_code == 302
    assert out["Location"].startswith("/admin/login/")
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(reviewer)
    refused = signed_in.post(address, {"comment": LONG}, headers=headers)
    assert refused.status_code == 403
    assert "page of" not in refused.content.decode()


def test_what_is_far_too_long_is_said_to_be_so(db) -> None:
    page = Client().post("/admin/articles/article/add/", {"body": "x " * 600_000}, headers=OURS)
    assert page.status_code == 403
    assert "Go back with your browser" in page.content.decode()
    assert len(page.content) < 20_000


def test_a_file_is_named_as_one_that_is_not_kept(db) -> None:
    sent = {"file": SimpleUploadedFile("<b>.png", b"x"), "alt": "A spine from behind"}
    page = Client().post("/admin/articles/picture/add/", sent, headers=OURS)
    assert words(page) == {"alt": "A spine from behind"}
    assert "&lt;b&gt;.png" in page.content.decode()
    assert 'enctype="multipart/form-data"' in page.content.decode()


def test_without_a_second_factor(author: User, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    client = Client()
    client.force_login(author)
    page = client.post("/admin/articles/condition/add/", {"name": "Sore neck"}, headers=OURS)
    assert (page.status_code, words(page)) == (403, {"name": "Sore neck"})
    assert "needs a second factor" in page.content.decode()
    assert not Condition.objects.exists()
    elsewhere = client.post("/admin/articles/condition/add/", {"name": "Sore neck"})
    assert elsewhere.status_code == 302


def test_pages_of_accounts_give_nothing_back(db) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post(
        "/accounts/login/", {"login": "somebody here", "password": "x"}, headers=OURS
    )
    assert page.status_code == 403
    assert "somebody here" not in page.content.decode()


HANDED_OVER = "You may not save this now. Nothing is lost."


def test_an_article_that_was_handed_over_meanwhile(
    guide, author, other_author, publisher, client_for
) -> None:
    Article.objects.filter(pk=guide.pk).update(created_by=publisher)
    sent = form_data(acts.fresh(guide), summary=LONG)
    acts.edit(guide, publisher, author=other_author.physician)
    desk = client_for(author)
    page = desk.post(change_url(guide), sent, headers=OURS)
    assert (page.status_code, kept(page)["summary"]) == (403, LONG)
    assert HANDED_OVER in page.content.decode()
    assert acts.fresh(guide).summary != LONG
    elsewhere = desk.post(change_url(guide), sent, headers={"Origin": "https://elsewhere.example"})
    assert (elsewhere.status_code, LONG in elsewhere.content.decode()) == (403, False)
    assert "page of" not in elsewhere.content.decode()


@pytest.mark.parametrize("lost", ["roles", "account"])
def test_rights_that_were_taken_meanwhile(lost, author, client_for) -> None:
    desk = client_for(author)
    if lost == "roles":
        author.groups.clear()
    else:
        author.is_staff = False
        author.save()
    sent = {"name": "Sore neck", "summary": LONG}
    page = desk.post("/admin/articles/condition/add/", sent, headers=OURS)
    assert (page.status_code, words(page)) == (403, sent)
    bare = desk.post("/admin/articles/condition/add/", {"name": "Neck"}, headers=OURS)
    assert HANDED_OVER not in bare.content.decode()  # nothing that took work to type


def test_a_form_that_is_not_accepted_leads_on(clinic) -> None:
    client = Client(enforce_csrf_checks=True)
    staffs = client.post("/accounts/login/", headers=OURS).content.decode()
    readers = client.post("/articles/", headers=OURS).content.decode()
    for page in (staffs, readers):
        assert "<h1>This form was not accepted</h1>" in page
        assert f'<a href="tel:{clinic.emergency_number}">' in page
        assert '<a href="/search/">' in page
    assert "Your sign-in changed" in staffs
    assert '<a class="button" href="/accounts/login/">' in staffs
    # Readers have no sign-in that could have changed.
    assert "sign" not in readers.lower().split("<main")[1].split("</main")[0]
