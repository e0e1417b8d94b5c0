"""Queries that may mean an emergency. The answer stands above the results and costs nothing if wrong.

A query is a few words ("cant pee since shot"), not a sentence as in a reply, so the rules are sets
of words that come together. Words that look like no others may be misspelt by one letter. What is
looked for follows the usual red flags: cauda equina syndrome, heart, stroke, breathing, allergy,
infection after an injection, overdose, self-harm.
"""

from typing import Literal

from articles.words import one_edit_away, words

Urgent = Literal["", "emergency", "crisis"]

# Each line: words that must all be there; alternatives by "/", the beginning of a word by "*", a word
# in which one slip of the finger is forgiven by "~".
CRISIS = """
    ~suicid*
    kill/killing/hurt/hurting/harm/harming/cut/cutting myself
    self harm*/hurt*/injury/kill*
    ~selfharm*
    want/wanna/wish/ready/rather/going/better to/dead/die/off dead/die/dying
    wanna die
    end/ending my life
    end it all
    dont want live
    not want live
    no reason live
    ~overdose*
    took/taken/take/swallowed all/many/much pills/tablets/medicine/meds/tylenol/acetaminophen/oxycodone
    dont want wake/exist
"""
_CANNOT = "cant/cannot/not/trouble/unable/difficulty/hard/problem*/stopped/no"
_NUMB = "numb*/tingl*/feeling/sensation"
EMERGENCY = f"""
    ~chest pain*/pian/tight*/pressure/hurt*/heav*/ache*/crushing
    heart ~attack
    {_CANNOT} ~breath*
    ~breathless*
    short* ~breath*
    {_CANNOT} pee/peeing/~urinat*/~urine/wee
    {_CANNOT} pass water/urine
    {_CANNOT} ~bladder/bowel*
    {_CANNOT} hold/control pee/urine/bladder/bowel*/poop
    los* ~bladder/bowel* control
    leak* urine/pee/stool/poop
    ~incontinen*
    peed/wet/soiled/pooped myself
    {_NUMB} between legs/thighs
    {_NUMB} groin/saddle/genital*/crotch/perine*/buttock*/private*/anus/vagina*/penis
    ~cauda ~equina
    {_CANNOT} move/feel leg/legs/arm/arms
    both legs weak*/numb*
    ~paralys*/~paralyz*
    stroke/strokes
    face droop*/drooping
    slurred speech
    sudden*/lost/los* vision/sight/blind*
    went/going/gone blind
    worst ~headache
    thunderclap ~headache
    ~anaphyla*
    ~throat/~tongue/lips/face swell*/swollen/swelled/closing/tight*
    fever/chills/shivering injection/shot/surgery/~epidural/procedure
    back pain fever
    cough*/vomit*/throw*/black blood/stool*
    ~unconscious
    passed out
    ~seizure*
"""


def _rules(lines: str) -> list[list[tuple[str, ...]]]:
    return [
        [tuple(part.split("/")) for part in line.split()]
        for line in lines.splitlines()
        if line.strip()
    ]


_RULES: tuple[tuple[Urgent, list[list[tuple[str, ...]]]], ...] = (
    ("crisis", _rules(CRISIS)),
    ("emergency", _rules(EMERGENCY)),
)
_SLIPS = {
    want: one_edit_away(want.strip("~*"))
    for _, rules in _RULES
    for rule in rules
    for part in rule
    for want in part
    if want.startswith("~")
}


def urgent(query: str) -> Urgent:
    """Return which number somebody who types this may need now, if any. Self-harm comes first."""
    asked = words(query)
    for answer, rules in _RULES:
        if any(all(_said(part, asked) for part in rule) for rule in rules):
            return answer
    return ""


def _said(part: tuple[str, ...], asked: list[str]) -> bool:
    return any(_is(word, want) for want in part for word in asked)


def _is(word: str, want: str) -> bool:
    plain = want.strip("~*")
    slips = _SLIPS.get(want, ())
    if not want.endswith("*"):
        return word == plain or word in slips
    long = len(plain)
    # A letter was left out of the beginning, changed in it, or added to it.
    return word.startswith(plain) or any(word[:n] in slips for n in (long - 1, long, long + 1))
