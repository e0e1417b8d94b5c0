"""Names that readers may not use: those of the clinic and its physicians, and titles of the profession.

The published reason: a name like a physician's would lend a reader's words the clinic's authority.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext_lazy

from articles.fields import as_seen
from comments import known
from comments.screening.reading import LOOK_ALIKES

# Reserved wherever they stand in a name: "Your doctor Bob", "Mr Dr House".
EVERYWHERE = frozenset(
    "dr doctor docteur doktor drs prof professor physician surgeon clinic moderator "
    "administrator doctora dottore dottoressa medico medica médico médica arzt ärztin".split()
)
# Reserved at either end, since they are surnames and plain words as well.
TITLES = EVERYWHERE | frozenset(
    "doc nurse pharmacist therapist consultant hospital admin webmaster staff support team official".split()
)
DEGREES = frozenset("md do mbbs phd dpm dds dnp np pa rn facs frcs pharmd dpt".split())
# "Dr.House", "DrHouse", "drhouse". No given name begins with these letters before a consonant but y.
GLUED_TITLE = re.compile(r"^(?i:dr)[.\-_]|^Dr[A-Z]|^(?i:dr)(?i:[b-df-hj-np-tv-xz])")
# Letters with a stroke and small capitals. Degrees are not read so: "Đỗ" is a surname, and no D.O.
STRUCK = str.maketrans("ĐÐƉƊđðɖɗᴅØøŁłʀɾ", "DDDDdddddOoLlrr")
WHY_NOT = gettext_lazy(
    "This looks like the name or title of a medical professional or of the clinic. "
    "Those are kept for the clinic's own answers. Please choose another name or a nickname."
)


def is_reserved(name: str, official: Iterable[str] | None = None) -> bool:
    """Say whether a reader's name could be taken for a physician's or the clinic's.

    ``official``: their names, where the caller has them.
    """
    plain = name.translate(STRUCK)
    degrees, words = _words(name), _words(plain)
    if not words:
        return False
    if words[0] in TITLES or EVERYWHERE & set(words) or GLUED_TITLE.match(as_seen(plain)):
        return True
    if words[:2] == ["d", "r"]:  # "D r House"
        return True
    if len(words) > 1 and (words[-1] in TITLES or degrees[-1] in DEGREES or _spelt_degree(degrees)):
        return True
    return any(
        # A name of one word may be a reader's as well, who adds another.
        "".join(own) == "".join(words) or (len(own) > 1 and set(own) <= set(words))
        for own in map(_own_words, known.official_names() if official is None else official)
        if own
    )


def _spelt_degree(words: list[str]) -> bool:
    """Say whether a name ends in single letters that make a degree: "Jane M D"."""
    return "".join(words[-2:]) in DEGREES


@lru_cache(maxsize=256)
def _own_words(name: str) -> list[str]:
    return _words(name)


def _words(name: str) -> list[str]:
    """Return the words of a name as seen, without case and full stops."""
    plain = as_seen(name).translate(LOOK_ALIKES).casefold()
    return re.findall(r"\w+", plain.replace(".", "").replace("_", " "))
