"""The record of what members of staff did: each act has its line, and no line holds anybody's words."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client

from articles.models import Article
from clinic_cms.clinic.audit import Audited, record
from clinic_cms.clinic.models import Act, StaffAct, User
from comments import moderation, redaction
from comments.models import Comment
from tests import acts, factories
from tests.admin.pages import save

LOGIN = "/accounts/login/"
People = Callable[..., Client]


def on_record() -> list[tuple[object, ...]]:
    """Return act, actor, kind and note of each line, the first one first."""
    rows = StaffAct.objects.order_by("pk")
    return [(row.act, row.by and row.by.username, row.kind, row.note) for row in rows]


def sign_in(client: Client, name: str, password: str = factories.PASSWORD) -> None:
    client.post(LOGIN, {"login": name, "password": password})


def test_signing_in_and_out_is_put_on_record(author: User) -> None:
    client = Client()
    sign_in(client, author.username)
    client.post("/accounts/logout/")
    assert on_record() == [
        (Act.SIGNED_IN, "author", "clinic.user", ""),
        (Act.SIGNED_OUT, "author", "clinic.user", ""),
    ]


def test_a_refused_sign_in_names_the_account_and_not_what_was_typed(author: User) -> None:
    sign_in(Client(), author.username, "a wrong passphrase")
    sign_in(Client(), " AUTHOR", "a wrong passphrase")  # that leads to the same account
    sign_in(Client(), "my passphrase, in the wrong field")
    assert on_record() == [(Act.REFUSED, None, "clinic.user", "")] * 2
    assert {act.key for act in StaffAct.objects.all()} == {str(author.pk)}


def test_roles_given_and_taken_are_named(
    administrator: User, author: User, client_for: People
) -> None:
    client = client_for(administrator)
    before = StaffAct.objects.count()
    save(
        client,
        f"/admin/clinic/user/{author.pk}/change/",
        {
            "username": author.username, "email": author.email, "is_active": "on", "is_staff": "on",
            "first_name": author.first_name, "last_name": author.last_name,
            "groups": [Group.objects.get(name="Publisher").pk],
        },
    )  # fmt: skip
    said = on_record()[before:]
    assert (Act.ROLES, "administrator", "clinic.user", "+ Publisher, - Author") in said
    assert [line[0] for line in said] == [Act.ROLES, Act.CHANGED]


def test_what_a_form_changed_is_named_by_field(
    administrator: User, client_for: People, clinic: object
) -> None:
    client = client_for(administrator)
    page = client.get("/admin/clinic/clinicprofile/1/change/")
    sent = {k: v for k, v in page.context["adminform"].form.initial.items() if v is not None}
    client.post(
        "/admin/clinic/clinicprofile/1/change/", sent | {"logo": "", "tagline": "Secret words"}
    )
    assert on_record()[-1] == (Act.CHANGED, "administrator", "clinic.clinicprofile", "Tagline")


def test_each_move_of_an_article_is_put_on_record(
    guide: Article, author: User, reviewer: User, publisher: User
) -> None:
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    assert on_record() == [
        (Act.MOVED, "author", "articles.article", "submitted"),
        (Act.MOVED, "reviewer", "articles.article", "approved"),
        (Act.MOVED, "publisher", "articles.article", "published"),
    ]


def test_decisions_and_redactions_hold_no_words(published: Article, moderator: User) -> None:
    reply = factories.pending_comment(published.editions.get(), text="Call me, 555 0100, please.")
    before = StaffAct.objects.count()
    redaction.redact(
        comment=reply, by=moderator, version=1, spans=[(9, 17)], reason="personal_data", note="mine"
    )
    seen = Comment.objects.get(pk=reply.pk)
    moderation.reject(
        comment=seen, by=moderator, version=seen.version, reason="other", note="words of mine"
    )
    assert on_record()[before:] == [
        (Act.REDACTED, "moderator", "comments.comment", "personal_data, places: 1"),
        (Act.DECIDED, "moderator", "comments.comment", "pending > rejected, other"),
    ]


def test_the_list_says_codes_in_words(
    published: Article, moderator: User, administrator: User, client_for: People
) -> None:
    reply = factories.pending_comment(published.editions.get())
    moderation.reject(comment=reply, by=moderator, version=1, reason="off_topic", note="")
    page = client_for(administrator).get("/admin/clinic/staffact/").content.decode()
    assert "Held → Rejected, Not about this page" in page
    assert "off_topic" not in page


def test_an_act_that_is_refused_leaves_no_line(published: Article, moderator: User) -> None:
    reply = factories.pending_comment(published.editions.get())
    before = StaffAct.objects.count()
    with pytest.raises(moderation.ChangedMeanwhile):
        moderation.approve(comment=reply, by=moderator, version=7)
    assert StaffAct.objects.count() == before


def test_the_list_names_who_and_what(
    administrator: User, published: Article, client_for: People
) -> None:
    page = client_for(administrator).get("/admin/clinic/staffact/").content.decode()
    assert f">Article {published.pk}<" in page
    assert published.title not in page


def test_who_was_refused_can_be_looked_for(administrator: User, client_for: People) -> None:
    record(Act.REFUSED, administrator, by=None)
    client = client_for(administrator)
    page = client.get("/admin/clinic/staffact/").content.decode()
    [link] = re.findall(r'href="(\?by__isnull=True)"[^>]*>\s*somebody', page)
    found = client.get(f"/admin/clinic/staffact/{link}").content.decode()
    cells = re.findall(r'field-(who|act|what_of_it)">([^<]+)<', found)
    assert cells == [("who", "somebody"), ("act", "Sign-in refused"), ("what_of_it", "-")]


def test_every_screen_that_saves_puts_it_on_record() -> None:
    """A new screen derives from Audited, or can save nothing through Django's own form."""
    reads_only = {
        "comments.Comment", "clinic.OutgoingMail", "clinic.StaffAct",
        "django_tasks_database.DBTaskResult",
    }  # fmt: skip
    without = {
        model._meta.label
        for model, screen in admin.site._registry.items()
        if not isinstance(screen, Audited)
    }
    assert without == reads_only


def test_a_lost_second_factor_is_removed_by_a_superuser_and_its_secret_shown_to_nobody(
    superuser: User, author: User, client_for: People
) -> None:
    factor = Authenticator.objects.create(
        user=author, type=Authenticator.Type.TOTP, data={"secret": "not-to-be-shown"}
    )
    client, there = client_for(superuser), f"/admin/mfa/authenticator/{factor.pk}/"
    assert "not-to-be-shown" not in client.get(f"{there}change/").content.decode()
    client.post(f"{there}delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()
    assert on_record()[-1] == (Act.DELETED, "superuser", "mfa.authenticator", "")


def test_whose_second_factor_was_removed_is_on_record_in_words(
    superuser: User, author: User, client_for: People
) -> None:
    factor = Authenticator.objects.create(user=author, type=Authenticator.Type.TOTP, data={})
    desk = client_for(superuser)
    address = f"/admin/mfa/authenticator/{factor.pk}/delete/"
    assert desk.post(address, {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.exists()
    assert (Act.FACTOR_REMOVED, "superuser", "clinic.user", "totp") in on_record()
    assert StaffAct.objects.get(act=Act.FACTOR_REMOVED).key == str(author.pk)
    page = desk.get("/admin/clinic/staffact/").content.decode()
    assert "authenticator app" in page
    assert "totp" not in page
