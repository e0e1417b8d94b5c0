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
