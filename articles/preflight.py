"""What stands between a draft and publication: errors that stop it, and advice. Pure functions."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import date_format

from articles import markup, overstating, readability
from articles.payload import Content, TreatmentFacts

QUOTED = 90  # characters of a sentence that a finding shows
NEEDS_SERIOUS = {"injection", "medicine"}


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to consider.

    ``field`` names the part of the form it belongs to, ``words`` are the text's own that it is about.
    """

    level: Literal["error", "advice"]
    code: str
    what: str
    why: str
    field: str = ""
    words: str = ""


def examine(content: Content, raw_body: str) -> list[Finding]:
    """Return what is wrong with a page and what would help, errors first.

    ``raw_body`` is the text as stored, before ids and citation links.
    """
    prepared = markup.prepare(raw_body, [r["number"] for r in content["references"]])
    found = [*_text(content, prepared), *_sources(content, prepared)]
    if content["kind"] == "guide":
        found += _guide(content)
    for treatment in content["treatments"]:
        found += _treatment(treatment)
    found += [*_overstated(prepared.blocks), *readability_advice(prepared.blocks)]
    return sorted(found, key=lambda f: f.level != "error")


def errors(content: Content, raw_body: str) -> list[Finding]:
    """Return only what stops publication."""
    return [f for f in examine(content, raw_body) if f.level == "error"]


def review_too_old(due: date, on: date) -> list[Finding]:
    """Return an error where a page would be overdue for its next review on the day it begins."""
    if due >= on:
        return []
    return [
        Finding(
            "error",
            "review_too_old",
            "The review is too old.",
            f"The next one was due on {date_format(due)}. Take the article back and have it "
            "reviewed again: otherwise the page would be overdue from its first day.",
        )
    ]


def pictures_not_on_file(raw_body: str, missing: Collection[str]) -> list[Finding]:
    """Return an error for each picture at an address that the clinic holds nothing under."""
    if not missing:  # as nearly always: the text need not be read once more
        return []
    prepared = markup.prepare(raw_body, 0)
    shown = dict(zip(prepared.pictures, prepared.alts, strict=True))
    return [
        Finding(
            "error",
            "picture_not_on_file",
            f"{f'“{alt}”' if alt else 'A picture'} is not on file.",
            f"There is no picture at {address}: readers would see a gap. Take it out, or send it with "
            "the button above the text.",
            "body",
        )
        for address, alt in shown.items()
        if address in missing
    ]


def note_on_a_first_edition(content: Content) -> list[Finding]:
    """Return advice where a page that readers have never seen says what changed in it."""
    if not content.get("change_note"):
        return []
    return [
        Finding(
            "advice",
            "note_on_first_edition",
            "A first edition corrects nothing.",
            "Empty the field on what changed: readers would not be shown its words.",
            "change_note",
        )
    ]


def _text(content: Content, prepared: markup.Prepared) -> Iterator[Finding]:
    if not prepared.text and not content["treatments"]:
        yield Finding("error", "no_text", "The page has no text.", "Write it below.", "body")
    if not content["summary"].strip():
        yield Finding(
            "error", "no_summary", "No summary.", "Say in one sentence what it is about.", "summary"
        )
    if without := prepared.alts.count(""):
        yield Finding(
            "error",
            "picture_without_alt",
            f"{_pictures(without)} without alternative text.",
            "Say what the picture shows, for people who cannot see it.",
            "body",
        )
    if missing := [
        alt for alt, address in zip(prepared.alts, prepared.pictures, strict=True) if not address
    ]:
        named = ", ".join(f"“{alt}”" for alt in missing if alt)
        yield Finding(
            "error",
            "picture_from_elsewhere",
            f"{_pictures(len(missing))} without a file here{named and f': {named}'}.",
            "None from elsewhere is shown. Take it out, or send it with the button above the text.",
            "body",
        )
    if prepared.skipped_levels:
        yield Finding(
            "advice",
            "heading_skipped",
            "A heading skips a level.",
            "After a heading 2 comes a heading 3. Screen readers use the order.",
            "body",
        )


def _pictures(count: int) -> str:
    return "A picture" if count == 1 else f"{count} pictures"


def _sources(content: Content, prepared: markup.Prepared) -> Iterator[Finding]:
    if content["treatments"] and not content["references"]:
        yield Finding(
            "error",
            "no_reference",
            "No reference.",
            "A page about a treatment needs at least one source.",
            "citations",
        )
    for number in sorted(set(prepared.unknown_citations)):
        yield Finding(
            "error",
            "unknown_citation",
            f"[{number}] leads nowhere.",
            f"The text cites source {number}, but the list of references has no such number.",
            "body",
            f"[{number}]",
        )
    numbers = [r["number"] for r in content["references"]]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Finding(
            "advice",
            "gap_in_numbers",
            "A number is missing in the list of references.",
            f"It reads {', '.join(map(str, numbers))}. Number them anew here and in the text.",
            "citations",
        )
    for treatment in content["treatments"]:
        for effect in treatment["side_effects"]:
            if effect["affected"] is not None and effect["source"] is None:
                yield Finding(
                    "error",
                    "figure_without_source",
                    f"{effect['name']}: its source is not on this page.",
                    "Add the study that the figure comes from to the references.",
                    "citations",
                )
        for outcome in treatment.get("outcomes", []):
            if outcome["source"] is None:
                yield Finding(
                    "error",
                    "figure_without_source",
                    f"{outcome['name']}: its source is not on this page.",
                    "Add the study that the figure comes from to the references.",
                    "citations",
                )


def _guide(content: Content) -> Iterator[Finding]:
    if not content["disclaimers"]:
        yield Finding(
            "error",
            "no_disclaimer",
            "No disclaimer is in force.",
            "Attach one, or make one for every article.",
            "disclaimers",
        )
    if not content["author"]["credentials"]:
        yield Finding(
            "error",
            "author_without_credentials",
            "The author has no credentials on file.",
            "Add them to the physician's record.",
            "author",
        )
    if content["treatments"] and not content["help"]["emergency"]:
        yield Finding(
            "error",
            "no_emergency_card",
            "No word on when to get help at once.",
            "Say which signs need an emergency department.",
            "help_emergency",
        )
    if not content["questions"]:
        yield Finding(
            "advice",
            "no_questions",
            "No questions to ask.",
            "Two or three help patients to prepare for a visit.",
            "questions",
        )


def _treatment(treatment: TreatmentFacts) -> Iterator[Finding]:
    name = treatment["name"]
    if treatment["kind"] in NEEDS_SERIOUS and not any(
        e["serious"] for e in treatment["side_effects"]
    ):
        yield Finding(
            "advice",
            "no_serious_effect",
            f"{name}: no serious side effect on file.",
            "Nearly every injection and medicine has one. Check the label.",
            "treatments",
        )
    if treatment["benefits"] and not treatment.get("outcomes"):
        yield Finding(
            "advice",
            "no_benefit_in_numbers",
            f"{name}: no benefit in numbers.",
            "Where a study counted people with and without it, patients can weigh benefit and harm.",
            "treatments",
        )
    if not treatment["alternatives"] and not treatment["doing_nothing"]:
        yield Finding(
            "advice",
            "no_alternatives",
            f"{name}: no alternatives.",
            "Patients decide better when they know the other ways, doing nothing included.",
            "treatments",
        )


def _overstated(blocks: list[str]) -> Iterator[Finding]:
    if promised := overstating.promises(blocks):
        yield Finding(
            "advice",
            "promise",
            f"“{promised[0]}” promises a lot.",
            "No treatment is safe or best for everyone. Say for how many, and what can go wrong.",
            "body",
            promised[0],
        )
    if bare := overstating.bare_ratios(blocks):
        yield Finding(
            "advice",
            "ratio_without_numbers",
            "A ratio without its numbers.",
            f"Say out of how many people, with and without: “{_short(bare[0])}”",
            "body",
            bare[0],
        )


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= QUOTED else f"{sentence[:QUOTED].rstrip()}…"


def readability_advice(blocks: list[str]) -> Iterator[Finding]:
    """Yield advice on the reading grade and on long sentences. Never an error."""
    measured = readability.measure(blocks)
    if measured.grade > readability.TARGET_GRADE:
        yield Finding(
            "advice",
            "reading_grade",
            f"Reading grade {measured.grade}.",
            f"Aim for 6 to {readability.TARGET_GRADE}: shorter sentences, everyday words.",
            "body",
        )
    if long := measured.long_sentences:
        count = "1 sentence is" if len(long) == 1 else f"{len(long)} sentences are"
        yield Finding(
            "advice",
            "long_sentences",
            f"{count} longer than {readability.LONG} words.",
            f"The first: “{_short(long[0])}”",
            "body",
            long[0],
        )
