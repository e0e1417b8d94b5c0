"""The clinic's colour and logo."""

import io
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clinic_cms.clinic import accent
from clinic_cms.clinic.models import ClinicProfile
from tests.admin.pages import save

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PROFILE = "/admin/clinic/clinicprofile/1/change/"


def picture(kind="PNG", size=(900, 200)) -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", size, "#336699").save(data, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", data.getvalue())


def filled(profile, **more):
    """Return the profile's form as a browser sends it."""
    kept = (
        "name", "tagline", "phone", "website_help_line", "emergency_number", "crisis_number",
        "booking_url", "find_physician_url", "copyright_holder", "reporting_text",
        "review_cycle_months", "accent_colour", "address",
    )  # fmt: skip
    return {name: getattr(profile, name) for name in kept} | {"independent_review": "on"} | more


def readable(colours: accent.Accent) -> bool:
    light = (*accent.LIGHT_GROUNDS, colours.light_tint)
    dark = (*accent.DARK_GROUNDS, colours.dark_tint)
    worst = min(
        *(accent.contrast(colours.light, ground) for ground in light),
        *(accent.contrast(colours.dark, ground) for ground in dark),
    )
    return worst >= accent.LEAST_CONTRAST


def test_contrast_is_that_of_wcag():
    assert accent.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert accent.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_any_colour_can_be_read():
    draws = random.Random(7)
    colours = [f"#{draws.randrange(1 << 24):06x}" for _ in range(300)]
    for colour in (*colours, "#ffffff", "#000000", "#ffff00", "#0000ff", "#ff0000"):
        assert readable(accent.fit(colour)), colour


def test_the_products_own_colours_can_be_read():
    assert readable(accent.HOUSE)


def test_a_readable_colour_stays_as_chosen():
    assert accent.fit("#5b2a86").light == "#5b2a86"


def test_without_a_colour_no_file_is_asked_for(client, clinic):
    assert b"/theme-" not in client.get("/").content
    assert client.get("/theme-x.css").status_code == 404


def test_the_colour_comes_as_a_file_that_may_be_kept(client, clinic):
    clinic.accent_colour = "#ffcc00"
    clinic.save()
    address = f"/theme-{clinic.theme_version}.css"
    assert f'<link rel="stylesheet" href="{address}">' in client.get("/").content.decode()
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]
    assert accent.fit("#ffcc00").light in answer.content.decode()
    old = client.get("/theme-0123456789ab.css")
    assert old.content == answer.content
    assert old["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("wrong", ["red", "#fff", "#12345g", "#1234567", "#0a5a5c;}", "url(x)"])
def test_what_is_no_colour_is_refused(client_for, administrator, clinic, wrong):
    client = client_for(administrator)
    answer = save(client, PROFILE, filled(clinic, accent_colour=wrong))
    assert answer.status_code == 200
    assert ClinicProfile.objects.get().accent_colour == ""


def test_who_chooses_a_colour_is_told_what_became_of_it(client_for, administrator, clinic):
    client = client_for(administrator)
    answer = save(client, PROFILE, filled(clinic, accent_colour="#FFCC00"), follow=True)
    assert accent.fit("#ffcc00").light in answer.content.decode()


def test_a_logo_is_drawn_anew_and_shown(client_for, administrator, clinic, media):
    client = client_for(administrator)
    answer = save(client, PROFILE, filled(clinic, logo=picture()))
    assert answer.status_code == 302, answer.context["errors"]
    profile = ClinicProfile.objects.get()
    assert (profile.logo_width, profile.logo_height) == (640, 142)
    page = client_for(None).get("/").content.decode()
    assert f'src="{profile.logo.url}"' in page
    shown = client_for(None).get(profile.logo.url)
    assert Image.open(io.BytesIO(shown.getvalue())).size == (640, 142)
    assert "immutable" in shown["Cache-Control"]
    assert client_for(None).get("/media/logo/other.png").status_code == 404


def test_a_profile_that_is_saved_again_keeps_its_logo(client_for, administrator, clinic, media):
    client = client_for(administrator)
    save(client, PROFILE, filled(clinic, logo=picture()))
    name = ClinicProfile.objects.get().logo.name
    save(client, PROFILE, filled(clinic, tagline="New"))
    assert ClinicProfile.objects.get().logo.name == name
    save(client, PROFILE, filled(clinic, **{"logo-clear": "on"}))
    assert not ClinicProfile.objects.get().logo
    assert b"<img" not in client_for(None).get("/").content


@pytest.mark.parametrize(
    "sent",
    [
        SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n broken"),
    ],
)
def test_what_is_no_picture_is_refused(client_for, administrator, clinic, media, sent):
    answer = save(client_for(administrator), PROFILE, filled(clinic, logo=sent))
    assert answer.status_code == 200
    assert not ClinicProfile.objects.get().logo
