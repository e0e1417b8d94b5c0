"""Names that readers may not use: those of the clinic and its physicians, and titles of the profession.

The published reason: a name like a physician's would lend a reader's words the clinic's authority.
"""

import re
import unicodedata

from articles.models import Physician

TITLES = frozenset(
    "dr doctor doc docteur doktor drs prof professor nurse physician surgeon pharmacist therapist "
    "clinic hospital moderator administrator admin webmaster staff support team official".split()
)
DEGREES = frozenset("md do mbbs phd dpm dds dnp np pa rn facs frcs pharmd dpt".split())
GLUED_TITLE = re.compile(r"^(?i:dr)[.\-_]|^Dr[A-Z]")
WHY_NOT = (
    "This looks like the name or title of a medical professional or of the clinic. "
    "Those are kept for the clinic's own answers. Please choose another name or a nickname."
)


def is_reserved(name: str) -> bool:
    """Say whether a reader's name could be taken for a physician's or the clinic's."""
    words = _words(name)
    if not words:
        return False
    if words[0] in TITLES or GLUED_TITLE.match(name.strip()):
        return True
    if len(words) > 1 and (words[-1] in DEGREES or words[-1] in TITLES or _spelt_degree(words)):
        return True
    return any(
        own and own <= set(words)
        for own in (
            set(_words(known)) for known in Physician.objects.values_list("name", flat=True)
        )
    )


def _spelt_degree(words: list[str]) -> bool:
    """Say whether a name ends in single letters that make a degree: "Jane M D"."""
    return "".join(words[-2:]) in DEGREES


def _words(name: str) -> list[str]:
    """Return the words of a name without accents, case, full stops and invisible signs."""
    decomposed = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return re.findall(r"\w+", kept.casefold().replace(".", "").replace("_", " "))
