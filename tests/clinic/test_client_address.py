"""Whose address a request is counted under, where fewer proxies stand in front than are trusted."""

from typing import Any

import pytest
from django.test import RequestFactory

from clinic_cms.clinic import throttle


@pytest.mark.parametrize(
    ("proxies", "forwarded", "told"),
    [
        (0, "", 0),
        (1, "203.0.113.5", 0),
        (1, "", 1),
        (2, "203.0.113.5", 1),
        (2, "203.0.113.5,", 1),
        (2, "203.0.113.5, 10.0.0.2", 0),
    ],
)
def test_it_is_told_once_and_without_an_address(
    settings: Any, caplog: pytest.LogCaptureFixture, proxies: int, forwarded: str, told: int
) -> None:
    settings.TRUSTED_PROXIES = proxies
    throttle._say_that_fewer_came.cache_clear()
    headers = {"X-Forwarded-For": forwarded}
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7", headers=headers)
    throttle.client_address(request)
    throttle.client_address(request)
    said = [line for line in caplog.messages if f"TRUSTED_PROXIES is {proxies}" in line]
    assert len(caplog.messages) == len(said) == told
    assert "203.0.113" not in caplog.text
    assert "192.0.2" not in caplog.text
