"""Which addresses are the staff's."""

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from clinic_cms.clinic import staff_pages


@pytest.mark.parametrize("prefix", ["/", "/site/"])
def test_what_lies_below_the_admins_address(prefix) -> None:
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        assert staff_pages.is_one(reverse("admin:index"))
        assert staff_pages.is_one(reverse("admin:clinic_user_changelist"))
        for path in (
            prefix,
            f"{prefix}admin",
            f"{prefix}administration/",
            f"{prefix}articles/admin/",
        ):
            assert not staff_pages.is_one(path)
    finally:
        set_script_prefix(before)
