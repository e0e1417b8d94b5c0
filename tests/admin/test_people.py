"""Accounts, the clinic's profile, disclaimers, editions: what each role's screens let through."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from articles.models import Article, Disclaimer
from clinic_cms.clinic.models import ClinicProfile, User
from tests import factories
from tests.admin.pages import save


def user_data(user: User, **fields: Any) -> dict[str, Any]:
    return {
        "username": user.username, "first_name": user.first_name, "last_name": user.last_name,
        "email": user.email, "is_active": "on", "is_staff": "on",
        "groups": [group.pk for group in user.groups.all()], **fields,
    }  # fmt: skip


def test_an_administrator_makes_an_account(
    administrator: User, client_for: Callable[..., Client]
) -> None:
    role = Group.objects.get(name="Moderator")
    response = client_for(administrator).post(
        "/admin/clinic/user/add/",
        {
            "username": "new", "password1": factories.PASSWORD, "password2": factories.PASSWORD,
            "usable_password": "true", "groups": [role.pk],
        },
    )  # fmt: skip
    assert response.status_code == 302
    made = User.objects.get(username="new")
    assert made.is_staff
    assert not made.is_superuser
    assert list(made.groups.all()) == [role]


def test_an_administrator_cannot_become_a_superuser(
    administrator: User, superuser: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(administrator)
    save(
        client,
        f"/admin/clinic/user/{administrator.pk}/change/",
        user_data(administrator, is_superuser="on"),
    )
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    for address in ("change", "password"):
        response = client.post(
            f"/admin/clinic/user/{superuser.pk}/{address}/", user_data(superuser)
        )
        assert response.status_code == 403


def test_nobody_is_deleted(
    administrator: User, author: User, client_for: Callable[..., Client]
) -> None:
    assert (
        client_for(administrator).post(f"/admin/clinic/user/{author.pk}/delete/").status_code == 403
    )


def test_the_profile_is_one_row(administrator: User, client_for: Callable[..., Client]) -> None:
    client = client_for(administrator)
    address = "/admin/clinic/clinicprofile/"
    assert client.get(address).headers["Location"] == f"{address}add/"
    ClinicProfile.objects.create(name="Hill Street Clinic")
    assert client.get(address).headers["Location"] == f"{address}1/change/"
    assert client.get(f"{address}add/").status_code == 403


def test_a_disclaimer_gets_its_next_version(
    publisher: User, client_for: Callable[..., Client]
) -> None:
    disclaimer = factories.disclaimer_for_every_page(publisher)
    response = save(
        client_for(publisher),
        f"/admin/articles/disclaimer/{disclaimer.pk}/change/",
        {
            "title": disclaimer.title, "slug": disclaimer.slug, "kind": disclaimer.kind,
            "scope": disclaimer.scope, "versions-TOTAL_FORMS": 1, "versions-INITIAL_FORMS": 0,
            "versions-0-text": "A new wording.", "versions-0-in_force_from": "2030-01-01",
        },
    )  # fmt: skip
    assert response.status_code == 302, response.content.decode()
    newest = disclaimer.versions.order_by("-number")[0]
    assert (newest.number, newest.text, newest.created_by) == (2, "A new wording.", publisher)
    assert disclaimer.versions.get(number=1).text == "This page does not replace your doctor."


def test_an_edition_is_for_reading(
    published: Article, superuser: User, client_for: Callable[..., Client]
) -> None:
    edition = published.editions.get()
    client = client_for(superuser)
    address = f"/admin/articles/edition/{edition.pk}/change/"
    assert edition.sha256 in client.get(address).content.decode()
    assert client.post(address, {"title": "x"}).status_code == 403
    assert client.get("/admin/articles/edition/add/").status_code == 403


@pytest.mark.parametrize(
    "model", ["condition", "treatment", "sideeffect", "reference", "physician"]
)
def test_record_forms_open(
    model: str, published: Article, superuser: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(superuser)
    assert client.get(f"/admin/articles/{model}/add/").status_code == 200
    one = {
        "condition": published.conditions, "treatment": published.treatments,
        "reference": published.references,
    }.get(model)  # fmt: skip
    if one is not None:
        pk = one.get().pk
        assert client.get(f"/admin/articles/{model}/{pk}/change/").status_code == 200
        assert client.get(f"/admin/articles/{model}/{pk}/history/").status_code == 200
    assert not Disclaimer.objects.filter(title="").exists()


def test_the_screens_of_people_speak_plainly_and_show_nothing_of_a_password(
    administrator: User, author: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(administrator)
    pages = {
        name: client.get(f"/admin/clinic/user/{name}").content.decode()
        for name in ("", "add/", f"{author.pk}/change/")
    }
    assert "Add a person" in pages[""]
    assert "Last sign-in" in pages[""]
    assert author.email in pages[""]
    assert "May sign in" in pages[f"{author.pk}/change/"]
    assert "A password is set." in pages[f"{author.pk}/change/"]
    for part in author.password.split("$"):
        assert f">{part[:6]}" not in pages[f"{author.pk}/change/"]
    for page in pages.values():
        for word in ("Select user", "Change user", "Add user", "Designates", "pbkdf2", "salt"):
            assert f">{word}" not in page
            assert f" {word} " not in page
