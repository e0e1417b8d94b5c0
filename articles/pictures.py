"""Uploaded pictures: checked before they are decoded, drawn anew, stored once."""

import hashlib
import io
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from articles.models import Picture
from clinic_cms.clinic.models import User

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
# Pillow's names of the formats that we decode, and what each is stored as. No SVG: it can hold scripts.
STORED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP"}
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
QUALITY = 85


class PictureRefused(Exception):
    """Why a file cannot be taken as a picture, in words for the person who sent it."""


@dataclass(frozen=True)
class Drawn:
    """Our own encoding of a picture, without metadata."""

    data: bytes
    ending: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def upload(*, by: User, file: IO[bytes], size: int, alt: str = "") -> Picture:
    """Check a file, draw it anew and store it. The same picture twice gives the stored one.

    Raises PermissionDenied, or PictureRefused with the reason.
    """
    return store(draw(file, size), by=by, alt=alt)


def draw(file: IO[bytes], size: int) -> Drawn:
    """Return a file's picture in our own encoding, turned upright. Raises PictureRefused."""
    if size > MOST_BYTES:
        raise PictureRefused(
            f"The file has {size / 1024**2:.0f} MB. Send one of at most {MOST_BYTES // 1024**2} MB."
        )
    if not size:
        raise PictureRefused("The file is empty. Choose another.")
    try:
        # Opening reads the header only; the pixels are decoded after their number was checked.
        with Image.open(file, formats=("JPEG", "PNG", "GIF", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureRefused(_too_many(picture.width, picture.height))
            return _encode(picture, STORED_AS[picture.format or ""])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise PictureRefused(_too_many()) from bomb
    except UnidentifiedImageError as unknown:
        raise PictureRefused(
            "This is not a picture that we can show. Send a JPEG, PNG, GIF or WebP file."
        ) from unknown
    except (
        OSError,
        SyntaxError,
        ValueError,
        KeyError,
        EOFError,
        IndexError,
        OverflowError,
    ) as broken:
        # Pillow's decoders raise all of these on damaged files.
        raise PictureRefused(
            "The file is damaged or cut short. Save the picture again and send that."
        ) from broken


def store(drawn: Drawn, *, by: User, alt: str) -> Picture:
    """Keep a picture under the hash of its bytes. Raises PermissionDenied."""
    if not by.has_perm("articles.add_picture"):
        raise PermissionDenied
    alt = alt.strip()
    with transaction.atomic():
        known = Picture.objects.filter(sha256=drawn.sha256).first()
        if known is None:
            name = f"{drawn.sha256[:16]}.{drawn.ending}"
            return Picture.objects.create(
                file=ContentFile(drawn.data, name=name),
                alt=alt,
                sha256=drawn.sha256,
                uploaded_by=by,
            )
        if alt and not known.alt:
            known.alt = alt
            known.save(update_fields=["alt"])
        return known


def _encode(picture: Image.Image, kind: str) -> Drawn:
    upright = ImageOps.exif_transpose(picture)
    if kind == "JPEG":
        upright = upright.convert("RGB")
    elif upright.mode not in ("RGB", "RGBA", "L", "LA", "P", "1") or kind == "WEBP":
        upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    # Encoders copy comments and profiles from here; only what makes pixels see-through stays.
    upright.info = {k: v for k, v in upright.info.items() if k == "transparency"}
    out = io.BytesIO()
    if kind == "PNG":
        upright.save(out, "PNG", optimize=True)
    else:
        upright.save(out, kind, quality=QUALITY)
    return Drawn(out.getvalue(), ENDINGS[kind])


def _too_many(width: int = 0, height: int = 0) -> str:
    measured = f"{width} by {height} pixels" if width else "too many pixels"
    return (
        f"The picture has {measured}. Send one of at most {MOST_PIXELS // 1_000_000} million: "
        "for example 7,000 by 5,000."
    )
