"""Phone numbers of any country, with extensions, in words, and broken up to hide them.

A candidate is a run of digits with what people put between them. Its shape decides; where the shape
leaves doubt, the numbering plans of ``phonenumbers`` and the words before it do.
"""

import re
from collections.abc import Iterator

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.digits import as_digits
from comments.screening.reading import Reading

SEP = r"[ .()\[\]/_*~\u00d7#|-]{0,4}"
SHORTEST, LONGEST = 7, 15  # digits; ITU-T E.164 for the longest
MOST_DOUBTS = 25  # numbers of a text that are looked up in the numbering plans
REGIONS = ("US", "CA", "GB", "IE", "AU", "NZ", "IN", "DE", "FR", "ES", "IT", "NL", "MX", "BR", "PL")
_EXTENSION = r"(?:\s?,?\s?(?:x|ext\.?|extn\.?|extension|#)\s?:?\s?\d{1,6})?"
_RUN = lazily.pattern(
    r"(?:(?<=tel)|(?<=ph)|(?<=phone)|(?<=cell)|(?<=fax)|(?<![A-Za-z\d]))(?:\+\s?|\()?\d"
    rf"(?:{SEP}\d){{5,23}}(?!\d){_EXTENSION}",
    re.IGNORECASE,
)
_INSIDE = lazily.pattern(  # a number of North America inside a longer run, such as a date before it
    r"(?<!\d)(?:\+?1[ .-]{0,3})?(?:\(\d{3}\)|\d{3})[ ./_-]{0,3}\d{3}[ ./_-]{0,3}\d{4}(?!\d)"
    r"|(?<![\d.])\d{3}-\d{4}(?!\d)"
)
_DOI = lazily.pattern(r"\b10\.\d{4,9}/\S{1,80}")
_UNMISTAKABLE = lazily.pattern(r"\+|\(|(?:\+?1[ .-]{1,3})?\d{3}[ .-]{1,3}\d{3}[ .-]{1,3}\d{4}")
_COMMAS = lazily.pattern(
    r"(?<!\d)\d{3}, ?\d{3}, ?\d{4}(?!\d)"
)  # a list of figures, unless it is called a phone
_AHEAD = lazily.pattern(  # at most a few words before the number
    r"(?:\b(?:tele?(?:phone)?|phones?|cell(?:phone|ular)?|"
    r"mobile|mob|handy|landline|fax|whats ?app|signal|"
    r"sms|call(?:ed|ing)?|text(?:ed|ing)?|dial|ring|reach|"
    r"contact|pager?|number|hotline|extension|ph)\b|"
    r"\u260e|\u260f|\U0001f4de|\U0001f4f1|\U0001f4f2)[^\d\n]{0,30}$",
    re.IGNORECASE,
)
_OTHER_AHEAD = lazily.pattern(  # a number of something else
    r"\b(?:ssn|social(?: security)?(?: number)?|pmid|pmcid|"
    r"doi|isbn|issn|nct|icd|case|order|ticket|mrn|record|"
    r"account|acct|invoice|policy|member|claim|version|"
    r"lot|serial)\b[^\w\n]{0,3}(?:\w{1,7}[^\w\n]{1,3}){0,2}$",
    re.IGNORECASE,
)
_DATE = (
    r"(?:(?:[0-3]?\d[ ./-]{1,2}){2}(?:19|20)?\d\d|(?:19|20)\d\d(?:[ ./-]{1,2}[0-3]?\d){2})(?!\d)"
)
_DATES = lazily.pattern(rf"{_DATE}(?:[ ./-]{{1,3}}{_DATE})*")
_DATE_FIRST = lazily.pattern(rf"{_DATE}[ ./-]")
_PRESSURES = lazily.pattern(r"(?:\d{2,3} ?/ ?\d{2,3}[ -]{0,3}){2,}")  # 120/80 130/85
_YEAR = lazily.pattern(r"(?:19|20)\d\d")


def places(reading: Reading, context: Context) -> Iterator[tuple[str, int, int]]:
    """Yield the phone numbers of a text, without those of the clinic itself."""
    view = as_digits(reading)
    doubts = 0
    sources = [match.span() for match in lazily.matches(_DOI, view.text)]
    for match in lazily.matches(_COMMAS, view.text):
        if _AHEAD.search(view.text[max(0, match.start() - 50) : match.start()]):
            yield "PHONE_NUMBER", *view.span(*match.span())
    for match in lazily.matches(_RUN, view.text):
        if any(start < match.end() and match.start() < end for start, end in sources):
            continue
        number = re.split(r"[^\d\s.()\[\]/_*~\u00d7|+-]|#", match[0])[0].rstrip(" .-(/[_*~|")
        groups = re.findall(r"\d+", number)
        digits = "".join(groups)
        before = view.text[max(0, match.start() - 50) : match.start()]
        if digits in context.own_numbers or _local(digits) in context.own_numbers:
            continue
        shape = _shape(number, groups, digits)
        if _OTHER_AHEAD.search(before) and not _UNMISTAKABLE.match(number):
            found = False
        elif shape is None and _AHEAD.search(before):
            found = True
        elif shape is None and doubts < MOST_DOUBTS:
            doubts += 1
            found = _in_a_plan(digits)
        else:
            found = bool(shape)
        inside = [*_INSIDE.finditer(view.text, match.start(), match.end())]
        if found and not (inside and _DATE_FIRST.match(number)):
            inside = [match]
        for place in inside:
            yield "PHONE_NUMBER", *view.span(*place.span())


def _shape(number: str, groups: list[str], digits: str) -> bool | None:
    """Say whether digits are grouped like a phone number. None: they may be."""
    sizes = [len(group) for group in groups]
    if not SHORTEST <= len(digits) <= LONGEST + 3 or _measured(number):
        return False
    if sizes == [3, 2, 4]:
        return False  # a social security number: a rule of its own
    if number.startswith("+"):
        return True
    if number.startswith("(") and len(digits) >= 7:
        return True
    if len(groups) == 1:
        if len(digits) >= 10:
            return len(digits) <= 13 or digits.startswith("00")
        return True if digits.startswith("0") and len(digits) >= 9 else None
    if digits.startswith(("00", "011")) and len(digits) >= 9:
        return True
    if all(_YEAR.fullmatch(group) for group in groups):
        return False
    if re.fullmatch(r"\d+\.\d+", number):  # a decimal, unless it is grouped as seven digits are
        return sizes == [3, 4]
    if sizes[-3:] == [3, 3, 4] or sizes == [3, 4] or sizes == [1, 3, 4]:
        return not (sizes == [3, 4] and " " in number and _YEAR.fullmatch(groups[-1]))
    if sizes.count(1) == len(sizes):
        return len(digits) >= SHORTEST and digits not in "01234567890123456789"
    if digits.startswith("0") and len(digits) >= 8:
        return True
    if len(digits) >= 8 and min(sizes[1:]) >= 2 and max(sizes) <= 8 and sizes[0] >= 2:
        gaps = set(re.findall(r"[^\d]+", number))
        return True if len(groups) >= 3 and len(gaps) <= 2 else None
    return None


def _measured(number: str) -> bool:
    """Say whether digits are dates or blood pressures and nothing else."""
    return bool(_DATES.fullmatch(number) or _PRESSURES.fullmatch(number))


def _in_a_plan(digits: str) -> bool:
    """Say whether a country's numbering plan has such a number."""
    import phonenumbers  # here: few texts need it, and a web server's first page does not

    for region in REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(digits, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _local(digits: str) -> str:
    """Return a number without the prefix of North America."""
    return digits.removeprefix("00").removeprefix("1")
