"""A null byte in a staff address is a bad address, on both databases."""

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "articles/article/?status__exact=%00",
        "articles/treatment/?kind__exact=%00",
        "articles/treatment/1/history/%00/",
        "autocomplete/?app_label=articles&model_name=article&field_name=treatments&term=%00",
    ],
)
def test_it_is_refused(client, superuser, address) -> None:
    client.force_login(superuser)
    assert client.get(f"/admin/{address}").status_code == 400


def test_the_same_address_without_it_is_answered(client, superuser) -> None:
    client.force_login(superuser)
    assert client.get("/admin/articles/article/?status__exact=draft").status_code == 200


def test_a_bad_request_is_answered_with_the_clinics_name(client, superuser, clinic) -> None:
    client.force_login(superuser)
    page = client.get("/admin/articles/article/?q=%00").content.decode()
    assert clinic.name in page
    assert "could not read that request" in page


def test_a_form_over_the_limit_is_told_so(client, superuser, clinic) -> None:
    client.force_login(superuser)
    sent = client.post("/admin/articles/article/add/", {"body": "x" * 13_000_000})
    assert sent.status_code == 413
    assert "12 megabytes" in sent.content.decode()


def test_a_readers_form_over_its_limit_hears_of_no_pictures(client, clinic) -> None:
    """It takes 64 kilobytes, and no file."""
    sent = client.post("/comments/mine/", {"email": "x" * 70_000})
    page = sent.content.decode()
    assert sent.status_code == 413
    assert "your browser still has what you wrote" in page
    assert "12 megabytes" not in page
    assert "pictures" not in page
