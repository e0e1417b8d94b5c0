"""The picture beside links on other sites: of live editions only, in the clinic's colour."""

import io

import pytest
from PIL import Image

from articles import card
from tests import acts

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LIGHT = "#0a5a5c"


def test_the_card_is_of_the_size_that_the_page_says(client, published):
    edition = published.editions.get()
    html = client.get(edition.get_absolute_url()).content.decode()
    address = f"/articles/{published.slug}/editions/1/card.png"
    assert f'content="http://testserver{address}"' in html
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert picture.size == (1200, 630)
    assert picture.getpixel((5, 5)) == (0x0A, 0x5A, 0x5C)
    assert len(answer.content) < 60_000


def test_only_live_editions_have_one(client, published, author, reviewer, publisher):
    address = f"/articles/{published.slug}/editions/{{}}/card.png"
    assert client.get(address.format(2)).status_code == 404
    acts.edit(published, author, summary="Said better.")
    acts.submit_approve_publish(published, author=author, reviewer=reviewer, publisher=publisher)
    assert client.get(address.format(1)).status_code == 404
    assert client.get(address.format(2)).status_code == 200
    acts.withdraw(published, publisher)
    assert client.get(address.format(2)).status_code == 404


@pytest.mark.parametrize(
    "title", ["Short", "word " * 32, "W" * 160, "😀" * 40, "ألم الظهر " * 10, "a\u202eb", ""]
)
def test_any_title_is_drawn(title):
    drawn = card.draw(title, "Clinic " * 17, LIGHT)
    assert Image.open(io.BytesIO(drawn)).size == card.SIZE


def test_it_is_drawn_once(client, published):
    card.draw.cache_clear()
    for _ in range(3):
        client.get(f"/articles/{published.slug}/editions/1/card.png")
    assert card.draw.cache_info().misses == 1
