"""Score one screening rule on a file of labelled sentences, so that a change of it is measured."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from comments import screening
from comments.screening import personal_data, scoring
from comments.screening.reading import read

HELP = """
Score one screening rule on labelled sentences: a file of JSON lines.

  personal data:  {"text": "Write to pat@reader.example", "spans": [[9, 27, "EMAIL_ADDRESS"]]}
  other rules:    {"text": "My groin is numb", "label": 1}

Places are counted in characters. A labelled place counts as found when a finding of the same type
overlaps it. A text is innocent when nothing of the asked types is labelled in it; the false-alarm rate
is the share of innocent texts in which something was found.

The clinic's own lists (phrases, staff) are left out: what ships with the product is measured.
Exit status: 0 when the bounds hold, 1 when one does not or when a line of the file is bad.
"""


class Command(BaseCommand):
    help = HELP.strip()

    @override
    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="JSON lines, UTF-8")
        parser.add_argument("--rule", required=True, choices=sorted(screening.FINDERS))
        parser.add_argument(
            "--types", default="", help="only these types of personal data, with commas between"
        )
        parser.add_argument(
            "--min-recall", type=_share, help="the least recall of each type, between 0 and 1"
        )
        parser.add_argument(
            "--max-false-alarms", type=_share, help="the most false alarms, between 0 and 1"
        )
        parser.add_argument("--misses", action="store_true", help="print what was not found")
        parser.add_argument("--alarms", action="store_true", help="print the false alarms")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        rule = options["rule"]
        known = (
            frozenset(scoring.SAME.get(name, name) for name in personal_data.LABELS)
            if rule == personal_data.RULE
            else frozenset({scoring.WHOLE})
        )
        lines = _read(options["file"])
        figures = scoring.score(
            lines,
            # Not through ``apply``: here a rule that breaks must be seen to break.
            lambda text: [*screening.FINDERS[rule](read(text), screening.NOTHING_KNOWN)],
            known=known,
            types=_types(options["types"], known),
        )
        self._print(figures, len(lines), options)
        if broken := _broken(figures, options):
            raise CommandError("\n".join(broken))

    def _print(self, figures: scoring.Score, texts: int, options: dict[str, Any]) -> None:
        self.stdout.write(f"{options['rule']}: {texts} texts")
        for type_ in sorted(figures.there):
            self.stdout.write(
                f"recall {type_}: {figures.recall(type_):.3f} "
                f"({figures.found[type_]} of {figures.there[type_]})"
            )
        self.stdout.write(
            f"false alarms: {figures.false_alarm_rate:.3f} "
            f"({figures.alarmed} of {figures.innocent} texts without any)"
        )
        for wish, title in (("misses", "missed"), ("alarms", "false alarm")):
            for number, type_, words in getattr(figures, wish) if options[wish] else ():
                self.stdout.write(f"{title}, line {number}, {type_}: {words!r}")


def _broken(figures: scoring.Score, options: dict[str, Any]) -> list[str]:
    """Return a sentence for each bound that does not hold."""
    least, most = options["min_recall"], options["max_false_alarms"]
    broken = [
        f"Recall of {type_} is {figures.recall(type_):.3f}, below {least}."
        for type_ in sorted(figures.there)
        if least is not None and figures.recall(type_) < least
    ]
    if least is not None and not figures.there:
        broken.append("Nothing is labelled in this file, so there is no recall.")
    if most is not None and figures.false_alarm_rate > most:
        broken.append(f"The rate of false alarms is {figures.false_alarm_rate:.3f}, above {most}.")
    return broken


def _read(name: str) -> list[scoring.Line]:
    try:
        rows = [*scoring.parse(Path(name).read_text(encoding="utf-8").split("\n"))]
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{name} cannot be read: {error}") from error
    if bad := [row for row in rows if isinstance(row, str)]:
        raise CommandError("\n".join([f"{name} has {len(bad)} bad lines.", *bad[:50]]))
    return [row for row in rows if isinstance(row, scoring.Line)]


def _types(asked: str, known: frozenset[str]) -> frozenset[str]:
    names = frozenset(
        scoring.SAME.get(name.strip().upper(), name.strip().upper())
        for name in asked.split(",")
        if name.strip()
    )
    if unknown := names - known:
        raise CommandError(
            f"No such type: {', '.join(sorted(unknown))}. Known: {', '.join(sorted(known))}."
        )
    return names


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError
    return value
