"""The clinic's own facts: one row."""

from xml.dom import minidom

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from clinic_cms.clinic.models import ClinicProfile
from clinic_cms.dashboard.people import accounts
from clinic_cms.doctor import setup
from clinic_cms.doctor.finding import Say


def test_without_a_row_the_defaults_stand_and_nothing_is_written(
    db, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        assert ClinicProfile.current().emergency_number == "911"
    assert not ClinicProfile.objects.exists()


def test_there_is_one_row(clinic) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ClinicProfile.objects.bulk_create([ClinicProfile(id=2, name="Second")])
    assert ClinicProfile.current() == clinic


def test_what_a_profile_lacks_is_said_alike_by_the_dashboard_and_the_doctor(clinic) -> None:
    assert clinic.missing() == []
    assert accounts().count == 0
    clinic.crisis_number = clinic.copyright_holder = ""
    clinic.save()
    assert clinic.missing() == ["crisis number", "copyright holder"]
    assert [line.note for line in accounts().lines] == ["without crisis number, copyright holder"]
    (found,) = setup.profile_is_complete(Say("clinic profile"), full=False)
    assert found.what == "it lacks: crisis number, copyright holder"


@pytest.mark.parametrize("months", [0, 61])
def test_a_review_cycle_is_one_month_to_five_years(clinic, months) -> None:
    clinic.review_cycle_months = months
    with pytest.raises(ValidationError):
        clinic.full_clean()
    with pytest.raises(IntegrityError, match="review_cycle"), transaction.atomic():
        clinic.save()


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("911", True), ("555-0142", True), ("+1 (555) 010-0142", True), ("1-800-FDA", False),
        ("9", False), ("+", False), ("911\n", False), ("javascript:1", False), ("９１１", False),
        ("5" * 31, False),
    ],
)  # fmt: skip
def test_a_phone_number_can_be_dialled(clinic, number, good) -> None:
    clinic.phone = number
    if good:
        clinic.full_clean()
        return
    with pytest.raises(ValidationError):
        clinic.full_clean()


def test_a_change_is_kept_in_the_history(clinic) -> None:
    clinic.emergency_number = "112"
    clinic.save()
    assert list(clinic.history.values_list("emergency_number", flat=True)) == ["112", "911"]


@pytest.mark.parametrize("odd", ["\x07", "\x85", "\ufffe", "\uffff"])
def test_what_no_feed_can_hold_is_left_out_of_the_clinics_facts(
    published, clinic, administrator, client_for, client, odd
) -> None:
    desk = client_for(administrator)
    address = "/admin/clinic/clinicprofile/1/change/"
    form = desk.get(address).context["adminform"].form
    data = {name: value for name in form.fields if (value := form[name].value())}
    sent = {**data, "name": f"Hill{odd} Street", "address": f"1 Hill Street{odd}\r\nSpringfield"}
    assert desk.post(address, sent).status_code == 302
    clinic.refresh_from_db()
    assert (clinic.name, clinic.address) == ("Hill Street", "1 Hill Street\nSpringfield")
    feed = minidom.parseString(client.get("/feed/").content)  # noqa: S318 - our own
    assert "Hill Street" in feed.getElementsByTagName("title")[0].toxml()
