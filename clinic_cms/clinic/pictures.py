"""Pictures that somebody sent: checked before they are decoded, and drawn anew."""

import hashlib
import io
import struct
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
# Pixels: WebP has no room for more, and each picture has smaller copies as WebP.
LONGEST_SIDE = 16_383
# Pillow's names of the formats that we decode, and what each is stored as. No SVG: it can hold scripts.
STORED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP"}
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
QUALITY = 85
SMALL_QUALITY = {"avif": 60, "webp": 78}
SMALL_HOW: dict[str, dict[str, int]] = {"avif": {"speed": 8}, "webp": {"method": 4}}


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


def draw(file: IO[bytes], size: int, within: tuple[int, int] | None = None) -> Drawn:
    """Return a file's picture in our own encoding, turned upright. Raises PictureRefused.

    ``within``: the widest and highest that it may be, in pixels; a larger one is made smaller.
    """
    if size > MOST_BYTES:
        raise PictureRefused(
            _("The file has %(has).0f MB. Send one of at most %(most)d MB.")
            % {"has": size / 1024**2, "most": MOST_BYTES // 1024**2}
        )
    if not size:
        raise PictureRefused(_("The file is empty. Choose another."))
    try:
        # Opening reads the header only; the pixels are decoded after their number was checked.
        with Image.open(file, formats=("JPEG", "PNG", "GIF", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureRefused(_too_many(picture.width, picture.height))
            if within is None and max(picture.size) > LONGEST_SIDE:
                raise PictureRefused(
                    _(
                        "The picture has %(width)d by %(height)d pixels. Send one of at most %(most)d on "
                        "each side: make it smaller, or send it in parts."
                    )
                    % {"width": picture.width, "height": picture.height, "most": LONGEST_SIDE}
                )
            return _encode(picture, STORED_AS[picture.format or ""], within)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise PictureRefused(_too_many()) from bomb
    except UnidentifiedImageError as unknown:
        raise PictureRefused(
            _("This is not a picture that we can show. Send a JPEG, PNG, GIF or WebP file.")
        ) from unknown
    except (
        OSError,
        SyntaxError,
        ValueError,
        KeyError,
        EOFError,
        IndexError,
        OverflowError,
        TypeError,
        struct.error,
    ) as broken:
        # Pillow's decoders raise all of these on damaged files.
        raise PictureRefused(
            _("The file is damaged or cut short. Save the picture again and send that.")
        ) from broken


def smaller(data: bytes, width: int, ending: str) -> bytes:
    """Return a drawn picture at most ``width`` pixels wide, as ``avif`` or ``webp``."""
    with Image.open(io.BytesIO(data)) as picture:
        plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if plain.width > width:
        plain = plain.resize((width, max(1, round(plain.height * width / plain.width))))
    out = io.BytesIO()
    # Speed 8 of 10: a photograph takes half a second, and 3 % more bytes than at the default.
    plain.save(out, ending.upper(), quality=SMALL_QUALITY[ending], **SMALL_HOW[ending])
    return out.getvalue()


def _encode(picture: Image.Image, kind: str, within: tuple[int, int] | None = None) -> Drawn:
    upright = ImageOps.exif_transpose(picture)
    if within and (upright.width > within[0] or upright.height > within[1]):
        if upright.mode not in ("RGB", "RGBA", "L", "LA"):  # others do not scale smoothly
            upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        upright.thumbnail(within)
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
