"""Rows in the tables under a record, as they are sent."""

from collections.abc import Iterable

from django.http import QueryDict

MOST = 2000  # rows; Django takes no more


def gone_as_new(sent: QueryDict, prefix: str, stored: Iterable[int]) -> QueryDict:
    """Return a form in which rows that somebody deleted meanwhile stand among the new ones.

    Django would refuse such a row with a message on a field that nobody sees, however often it is sent.
    """
    there = {str(pk) for pk in stored}
    known = min(_number(sent.get(f"{prefix}-INITIAL_FORMS")), MOST)
    gone = [n for n in range(known) if sent.get(f"{prefix}-{n}-id", "") not in {"", *there}]
    if not gone:
        return sent
    total = min(_number(sent.get(f"{prefix}-TOTAL_FORMS")), MOST)
    kept = [n for n in range(known) if n not in gone]
    order = [*kept, *gone, *range(known, total)]
    to = {str(before): after for after, before in enumerate(order)}
    again = QueryDict(mutable=True)
    for name, values in sent.lists():
        row, _, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and field and row in to:
            was_there = field != "id" or int(row) not in gone
            again.setlist(f"{prefix}-{to[row]}-{field}", values if was_there else [""])
        else:
            again.setlist(name, values)
    again[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return again


def _number(sent: object) -> int:
    text = str(sent)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
