"""The empty form is kept but for its token, and is what its template draws."""

import re

import pytest
from django.template.loader import render_to_string

from clinic_cms.clinic.models import ClinicProfile
from comments import blank_form
from comments.forms import ReplyForm

pytestmark = pytest.mark.django_db
HOSTILE = "\"'><b>"


def form_on(page: str) -> str:
    return re.search(r'<form class="reply-form".*?</form>', page, re.DOTALL)[0]


def test_it_is_what_the_template_draws(edition) -> None:
    form = ReplyForm.blank(edition)
    context = {"form": form, "slug": edition.slug, "clinic": ClinicProfile.current()}
    wanted = render_to_string("comments/_form.html", context)
    token = form.initial["token"]
    number = ClinicProfile.current().emergency_number
    for _twice in range(2):
        assert blank_form.draw(token, slug=edition.slug, emergency_number=number) == wanted
    assert token in wanted
    assert HOSTILE not in blank_form.draw(HOSTILE, slug=edition.slug, emergency_number=HOSTILE)


def test_each_page_has_its_own_and_a_new_number_is_shown(client, edition) -> None:
    page = f"/articles/{edition.slug}/"
    first, second = (form_on(client.get(page).content.decode()) for _ in range(2))
    assert first != second  # in the token
    assert f'action="{page}comments/"' in first
    assert "In an emergency call 911." in first
    ClinicProfile.objects.update(emergency_number="112")
    assert "In an emergency call 112." in form_on(client.get(page).content.decode())
