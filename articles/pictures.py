"""Uploaded pictures of pages: stored once each, with smaller copies for small screens."""

from collections.abc import Iterable
from typing import IO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Picture
from articles.picture_copies import ENDINGS, WIDTHS, copy_name
from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from clinic_cms.clinic.pictures import Drawn, PictureRefused, draw, smaller


def upload(*, by: User, file: IO[bytes], size: int, alt: str = "") -> Picture:
    """Check a file, draw it anew and store it. The same picture twice gives the stored one.

    Raises PermissionDenied, or PictureRefused with the reason.
    """
    drawn = draw(file, size)  # before the transaction: on SQLite nobody else could write meanwhile
    with transaction.atomic():
        picture = store(drawn, by=by, alt=alt)
        audit.record(Act.ADDED, picture, by=by)
    store_copies(picture, drawn)
    return picture


def store(drawn: Drawn, *, by: User, alt: str) -> Picture:
    """Keep a picture under the hash of its bytes. Raises PermissionDenied, or PictureRefused.

    Call ``store_copies`` once the transaction around has ended.
    """
    if not by.has_perm("articles.add_picture"):
        raise PermissionDenied
    alt = alt.strip()
    with transaction.atomic():
        known = refuse_other_words(drawn, alt)
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


def store_copies(picture: Picture, drawn: Drawn) -> None:
    """Make those smaller copies of a stored picture that are not there.

    It takes seconds, so no transaction may be open. Where it ends halfway, the picture is served as it is,
    and the next upload of it makes what is missing.
    """
    for width in WIDTHS:
        for ending in ENDINGS:
            copy = copy_name(str(picture.file.name), width, ending)
            if not default_storage.exists(copy):
                default_storage.save(copy, ContentFile(smaller(drawn.data, width, ending)))


def refuse_other_words(drawn: Drawn, alt: str) -> Picture | None:
    """Return the picture on file with these bytes. Raises PictureRefused where its words are others.

    A picture has one alternative text: neither words may go away without somebody's decision.
    """
    known = Picture.objects.filter(sha256=drawn.sha256).first()
    if known is not None and alt and known.alt not in ("", alt):
        raise PictureRefused(
            _(
                "This picture is on file already, with the alternative text “%(alt)s”. "
                "Use it as it is, or have an administrator change that text in the list of pictures."
            )
            % {"alt": known.alt}
        )
    return known


def not_on_file(addresses: Iterable[str]) -> set[str]:
    """Return those addresses under which readers would find no picture: no stored one has it as its own.

    A smaller copy has none either: it is served with the picture that it was made of.
    """
    asked = {address.removeprefix(settings.MEDIA_URL): address for address in addresses if address}
    if not asked:
        return set()
    known = set(Picture.objects.filter(file__in=asked).values_list("file", flat=True))
    return {address for name, address in asked.items() if name not in known}
