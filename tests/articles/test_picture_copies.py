"""Smaller copies: made at upload, named in the text, and not missed where there are none."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from articles import markup, pictures
from articles.picture_copies import ENDINGS, WIDTHS, copy_name
from tests import acts, factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def photograph(width=2_000, height=1_000) -> ContentFile:
    data = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(data, "JPEG")
    return ContentFile(data.getvalue(), name="photo.jpg")


@pytest.fixture
def shown(media, author, reviewer, publisher, clinic, client):
    """A picture in the text of a live page."""
    file = photograph()
    picture = pictures.upload(by=author, file=file, size=file.size, alt="A spine")
    body = (
        f'{factories.BODY}<p><img src="{picture.file.url}" alt="A spine" width="2000" '
        'height="1000"></p>'
    )
    guide = factories.guide(author, body=body)
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    return picture


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("width", WIDTHS)
def test_each_copy_is_as_wide_as_it_says_and_smaller(shown, client, width, ending):
    answer = client.get(copy_name(shown.file.url, width, ending))
    data = answer.getvalue()
    assert answer["Content-Type"] == f"image/{ending}"
    copy = Image.open(io.BytesIO(data))
    assert (copy.size, copy.format) == ((width, width // 2), ending.upper())
    assert len(data) < shown.file.size


def test_the_page_names_them_and_keeps_its_room(shown, client):
    html = client.get("/articles/injections-for-back-pain/").content.decode()
    assert f"{copy_name(shown.file.url, 480, 'avif')} 480w" in html
    assert html.index("image/avif") < html.index("image/webp") < html.index(shown.file.url + '"')
    assert 'width="2000" height="1000" loading="lazy"' in html


def test_a_picture_without_copies_is_sent_as_it_is(shown, client):
    name = copy_name(shown.file.name, 480, "avif")
    default_storage.delete(name)
    answer = client.get(f"/media/{name}")
    assert answer.status_code == 200
    assert len(answer.getvalue()) == shown.file.size


def test_a_small_picture_is_not_made_wider(media, author):
    file = photograph(300, 200)
    stored = pictures.upload(by=author, file=file, size=file.size)
    with default_storage.open(copy_name(stored.file.name, 1440, "webp")) as copy:
        assert Image.open(copy).size == (300, 200)


def test_copies_of_a_draft_are_hidden_as_it_is(media, author, client):
    file = photograph(300, 200)
    stored = pictures.upload(by=author, file=file, size=file.size)
    assert client.get(copy_name(stored.file.url, 480, "avif")).status_code == 404


def test_an_address_cannot_leave_its_attribute():
    html = markup.prepare('<img src="/media/pictures/a&quot;><script>.jpg" alt="">', 0).html
    assert "<script" not in html
