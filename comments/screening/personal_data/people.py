"""Names of people: the clinic's staff, and others where a title, a tie or the sentence gives them away."""

import re
from collections.abc import Iterator
from functools import lru_cache

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.reading import Reading, fold, read

_NAME = r"(?:[OD]'|Mc|Mac)?[A-Z][a-z]['a-z]{0,24}(?:-[A-Z][a-z]{1,24})?"
_NOT = (
    r"(?!(?:I|A|An|The|This|That|My|His|Her|God|Medicare|"
    r"Medicaid|Tylenol|Advil|Aleve|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|January|February|"
    r"March|April|June|July|August|September|October|November|"
    r"December|Said|Says|Told|And|But|Who|When|What|If|"
    r"Is|Was|Did|Has|Had|Please|Thank|Thanks|Sorry|Not|"
    r"From|"
    r"After|Today|Yesterday|English|Spanish|American|Happy|"
    r"Just|Also|So|We|You|He|She|They|It|In|On|At|To|For|"
    r"Would|Could|Should|Can|Will|Do|Does|Are|Am|Be|Been|Best|Kind|Dear|Practitioner|General)\b)"
)
_NAMES = rf"{_NOT}{_NAME}(?: (?:[A-Z]\. )?{_NOT}{_NAME}){{0,2}}"
_TWO = rf"{_NOT}{_NAME} (?:[A-Z]\. )?{_NOT}{_NAME}"
_TIE = (
    r"husband|wife|spouse|partner|mother|mom|mum|mommy|"
    r"father|dad|son|daughter|brother|sister|twin|friend|"
    r"neighbou?r|boss|boyfriend|girlfriend|fianc[e\u00e9]{1,2}|"
    r"cousin|uncle|aunt|auntie|nephew|niece|grandson|"
    r"granddaughter|grand(?:mother|father|ma|pa|mom|dad)|"
    r"nana|doctor|nurse|surgeon|therapist|physio|colleague|"
    r"co-?worker|roommate|patient|ex|child|kid|baby"
)
_PATTERNS = (
    lazily.pattern(
        rf"\b(?i:dr|doctor|prof|professor|nurse|mr|mrs|ms|miss|mx)\b\.? {{0,2}}(?P<place>{_NAMES})"
    ),
    lazily.pattern(
        rf"\b(?i:my|his|her|our|their|your) (?:[a-z-]{{1,12}} ){{0,2}}(?i:{_TIE})"
        rf",? (?:(?:is|was|called|named|name is)? ?)(?P<place>{_NAMES})"
    ),
    lazily.pattern(
        rf"\b(?i:names? is|name was|name's|name:|named|called|"
        rf"i am called|signed|regards,|sincerely,|yours,)"
        rf"\s{{1,2}}(?P<place>{_NAMES})"
    ),
    lazily.pattern(rf"\b(?i:i am|i'm|this is|it is|it's|here is) (?P<place>{_TWO})\b"),
    lazily.pattern(
        rf"(?:^|\n)\s{{0,3}}[-~*]{{0,2}} {{0,2}}(?P<place>{_TWO})[ .!]{{0,2}}$"
    ),  # a signature
)


def places(reading: Reading, context: Context) -> Iterator[tuple[str, int, int]]:
    """Yield names of people."""
    text = reading.text
    if context.staff:
        for match in _staff(context.staff).finditer(text):
            yield "STAFF", *reading.span(*match.span())
    for pattern in lazily.possible(_PATTERNS, text):
        for match in pattern.finditer(text):
            yield "PERSON", *reading.span(*match.span("place"))


@lru_cache(maxsize=8)
def _staff(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of full names in any case, and of surnames as names are written."""
    full, last = [], []
    for name in names:
        words = fold(name).split()
        if len(words) > 1:
            full.append(
                r"[\s.]{1,3}(?:\w{1,20}\.?[\s.]{1,3})?".join(map(re.escape, (words[0], words[-1])))
            )
        surname = read(name).text.split()[-1:]
        if surname and len(surname[0]) > 2:
            last.append(f"(?:{re.escape(surname[0])}|{re.escape(surname[0].upper())})")
            full.append(rf"(?:dr|doctor|mr|mrs|ms|prof|nurse)\.? {{0,2}}{re.escape(words[-1])}")
    pattern = [f"(?i:{'|'.join(full)})"] if full else []
    pattern += last
    return re.compile(rf"\b(?:{'|'.join(pattern) or '(?!)'})\b")
