"""Uploads: only pictures, checked before they are decoded, drawn anew."""

import io
import struct
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles import pictures
from articles.admin import pictures as screen
from articles.models import Picture
from articles.picture_copies import ENDINGS, WIDTHS
from clinic_cms.clinic.models import Attempt, User
from tests.admin.pages import save

UPLOAD = "/admin/articles/picture/upload/"
ADD = "/admin/articles/picture/add/"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def bomb() -> bytes:
    """Return a PNG of a few bytes that says it has 40,000 by 40,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def odd_exif(tag: int) -> bytes:
    """Return a JPEG that has a text under a tag of EXIF that is for numbers."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "A description", 6
    return picture("JPEG", exif=exif).replace(
        b"\x01\x0e\x00\x02", tag.to_bytes(2, "big") + b"\x00\x02"
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "SVG": ("a.svg", SVG, "not a picture"),
    "SVG named PNG": ("a.png", SVG, "not a picture"),
    "HTML named PNG": ("a.png", b"<html><script>alert(1)</script></html>", "not a picture"),
    "TIFF": ("a.tif", picture("TIFF"), "not a picture"),
    "bomb": ("a.png", bomb(), "million"),
    "too many pixels": ("a.png", picture(size=(8_000, 5_001)), "8000 by 5001"),
    "too high": ("a.jpg", picture("JPEG", (10, 16_384)), "10 by 16384"),
    "too wide": ("a.png", picture(size=(16_384, 10)), "at most 16383 on each side"),
    "EXIF": ("a.jpg", odd_exif(0x011B), "damaged"),
    "EXIF of tiles": ("a.jpg", odd_exif(0x0144), "damaged"),
    "50 MB": ("a.jpg", picture("JPEG") + b"\0" * 50 * 1024**2, "50 MB"),
    "cut short": ("a.jpg", picture("JPEG", (400, 400))[:600], "cut short"),
    "empty": ("a.png", b"", "empty"),
}


@pytest.fixture
def desk(author: User, client_for: Callable[..., Client], media: Path) -> Client:
    return client_for(author)


def send(client: Client, name: str, data: bytes) -> Any:
    return client.post(UPLOAD, {"upload": SimpleUploadedFile(name, data)})


def kept() -> bytes:
    """Return the bytes of the one stored picture."""
    with Picture.objects.get().file.open("rb") as file:
        data: bytes = file.read()
    return data


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, desk: Client, media: Path) -> None:
    name, data, why = REFUSED[case]
    answer = send(desk, name, data).json()
    assert answer["uploaded"] == 0
    assert why in answer["error"]["message"]
    assert not Picture.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "webp")]
)
def test_taken(kind: str, ending: str, desk: Client, media: Path) -> None:
    answer = send(desk, "../../holiday photo.html", picture(kind)).json()
    stored = Picture.objects.get()
    assert answer == {
        "uploaded": 1, "url": stored.file.url, "fileName": f"{stored.sha256[:16]}.{ending}",
    }  # fmt: skip
    assert answer["url"].startswith("/media/pictures/")
    assert (stored.width, stored.height) == (8, 6)
    names = {path.name for path in media.rglob("*") if path.is_file()}
    assert names == {
        f"{stored.sha256[:16]}{more}"
        for more in (f".{ending}", *(f"-{w}.{e}" for w in WIDTHS for e in ENDINGS))
    }


def test_as_long_as_a_side_may_be(desk: Client) -> None:
    assert send(desk, "a.png", picture(size=(10, 16_383))).json()["uploaded"] == 1


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let somebody else write whenever a picture is drawn; return what was drawn meanwhile."""
    drawn: list[str] = []

    def write() -> None:
        try:
            Attempt.objects.create(key="another reader", created_at=timezone.now())
        finally:
            connections.close_all()

    def meanwhile(what: Callable[..., Any]) -> Callable[..., Any]:
        def draw(*arguments: Any) -> Any:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(write).result(20)
            drawn.append(what.__name__)
            return what(*arguments)

        return draw

    for module, name in ((pictures, "draw"), (pictures, "smaller"), (screen, "draw")):
        monkeypatch.setattr(module, name, meanwhile(getattr(module, name)))
    return drawn


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", [UPLOAD, ADD])
def test_others_write_while_it_is_drawn(address: str, desk: Client, others: list[str]) -> None:
    """On SQLite nobody could while a transaction is open: replies and sign-ins waited for seconds."""
    sent = SimpleUploadedFile("a.png", picture())
    desk.post(address, {"upload" if address == UPLOAD else "file": sent, "alt": "A spine"})
    assert Picture.objects.count() == 1
    assert others == ["draw", *["smaller"] * len(WIDTHS) * len(ENDINGS)]
    assert Attempt.objects.count() == len(others)


def test_a_copy_that_is_missing_is_made_when_the_picture_comes_again(
    desk: Client, media: Path
) -> None:
    send(desk, "a.png", picture())
    copy = next(media.rglob("*-480.avif"))
    copy.unlink()
    desk.post(ADD, {"file": SimpleUploadedFile("a.png", picture()), "alt": "A spine"})
    assert copy.exists()


def test_metadata_goes_and_the_picture_stands_upright(desk: Client) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "Patient Jane Doe"
    send(desk, "a.jpg", picture("JPEG", (40, 20), exif=exif, comment=b"Jane Doe"))
    stored = Picture.objects.get()
    assert (stored.width, stored.height) == (20, 40)
    data = kept()
    assert b"Jane" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


def test_a_script_behind_the_picture_is_not_stored(desk: Client) -> None:
    send(desk, "a.png", picture() + b"<script>alert(1)</script>")
    assert b"script" not in kept()


def test_the_same_picture_twice_is_stored_once(desk: Client) -> None:
    first, second = (send(desk, name, picture()).json() for name in ("a.png", "b.png"))
    assert first == second
    assert Picture.objects.count() == 1


def test_without_a_file(desk: Client) -> None:
    assert desk.post(UPLOAD).json()["uploaded"] == 0


def test_get_is_refused(desk: Client) -> None:
    assert desk.get(UPLOAD).status_code == 405


def test_needs_the_csrf_token(author: User, media: Path) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    assert send(client, "a.png", picture()).status_code == 403
    assert not Picture.objects.exists()


@pytest.mark.parametrize("who", ["reviewer", "moderator", "stranger"])
def test_other_roles(
    who: str, request: pytest.FixtureRequest, client_for: Callable[..., Client], media: Path
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert send(client, "a.png", picture()).status_code == 403
    assert not Picture.objects.exists()


def test_the_form_asks_for_the_alternative_text(desk: Client) -> None:
    def sent() -> SimpleUploadedFile:
        return SimpleUploadedFile("a.png", picture())

    assert desk.post(ADD, {"file": sent(), "alt": " "}).status_code == 200
    assert not Picture.objects.exists()
    assert desk.post(ADD, {"file": sent(), "alt": "A spine"}).status_code == 302
    assert Picture.objects.get().alt == "A spine"


@pytest.mark.parametrize("case", ["SVG named PNG", "too high"])
def test_the_form_refuses_what_the_verb_refuses(case: str, desk: Client, media: Path) -> None:
    name, data, why = REFUSED[case]
    sent = SimpleUploadedFile(name, data)
    page = desk.post(ADD, {"file": sent, "alt": "A spine"}).content.decode()
    assert why in page
    assert 'value="A spine"' in page
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_publisher_who_corrects_a_page_sends_pictures_too(
    publisher: User, client_for: Callable[..., Client], media: Path
) -> None:
    assert send(client_for(publisher), "a.png", picture()).json()["uploaded"] == 1


def test_an_administrator_mends_the_words_of_a_picture(
    desk: Client, administrator: User, client_for: Callable[..., Client]
) -> None:
    desk.post(ADD, {"file": SimpleUploadedFile("a.png", picture()), "alt": "Left hpi"})
    stored = Picture.objects.get()
    address = f"/admin/articles/picture/{stored.pk}/change/"
    assert save(client_for(administrator), address, {"alt": "Left hip"}).status_code == 302
    assert Picture.objects.get().alt == "Left hip"


def test_other_words_for_a_picture_on_file_are_kept_in_the_form(desk: Client) -> None:
    def add(alt: str) -> Any:
        return desk.post(ADD, {"file": SimpleUploadedFile("a.png", picture()), "alt": alt})

    assert add("Right hip").status_code == 302
    answer = add("Left knee, from the side")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "on file already, with the alternative text “Right hip”" in page
    assert 'value="Left knee, from the side"' in page
    assert Picture.objects.get().alt == "Right hip"
    assert add("Right hip").status_code == 302
    assert Picture.objects.count() == 1
