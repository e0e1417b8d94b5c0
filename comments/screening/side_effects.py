"""Side effects that a reply tells of: those of the article by any of their names, and lay words for others.

A name from the article's own frozen facts counts wherever it stands. A lay word ("rash") counts only
beside words that tie it to a treatment ("after the shot", "since I take it") or call it a side effect.
"""

import re
from collections.abc import Iterator

from comments.screening import lazily, phrases
from comments.screening.context import Context
from comments.screening.finding import Finding, joined
from comments.screening.reading import Reading

RULE = "side_effects"
_REACTION = lazily.pattern(
    r"\b(?:rash\w*|hives|itch\w*|swell\w*|swollen|puffy|"
    r"flush\w*|(?:red|hot|warm|burning) face|face (?:\w{1,12} ){0,3}(?:red|"
    r"hot|flushed)|"
    r"nause\w*|sick to my stomach|vomit\w*|thr(?:ew|ow\w*) up|"
    r"puk\w+|queasy|upset stomach|stomach (?:ache|pain|"
    r"cramps?|bleed\w*|ulcer)|"
    r"diarrh?o?ea|constipat\w*|heartburn|bloat\w*|cramp\w*|"
    r"dizz\w*|light-?headed\w*|faint\w*|vertigo|woozy|"
    r"drows\w*|sleepy|groggy|foggy|brain fog|zombie|exhaust\w*|"
    r"fatigue\w*|tired\w*|insomnia|sleepless\w*|awake all night|"
    r"(?:can'?t|couldn'?t|could not|cannot|not) sleep|did ?n'?t sleep|"
    r"nightmares?|head ?aches?|migraines?|"
    r"numb\w*|tingl\w*|weak(?:ness)?|tremor\w*|shak(?:y|"
    r"ing|es)|jitter\w*|anxi\w*|mood swings?|irritab\w*|"
    r"depress\w*|agitat\w*|manic|"
    r"sweat\w*|hot flash\w*|chills|fever\w*|palpitations?|"
    r"heart (?:was |is |started )?(?:rac\w+|pound\w+|flutter\w*)|"
    r"blood pressure (?:\w{1,12} ){0,3}(?:up|high|rose|"
    r"spik\w+|shot|went|low|drop\w+)|"
    r"(?:blood )?sugars? (?:\w{1,12} ){0,4}(?:up|high\w*|"
    r"rose|spik\w+|shot|went|through the roof|crazy)|hiccup\w*|"
    r"bruis\w*|bleed\w*|"
    r"weight gain|gain\w* (?:\w{1,12} ){0,3}(?:weight|pounds|"
    r"lbs|kilos|kg)|put on (?:\w{1,12} ){0,2}(?:weight|"
    r"pounds)|appetite|moon face|hair loss|hair (?:\w{1,12} ){0,2}(?:fell|"
    r"falling) out|dry mouth|"
    r"blurr\w*|ringing|tinnitus|metallic taste|taste|period\w* (?:\w{1,12} ){0,3}(?:late|"
    r"early|irregular|stopped|heavier|missed)|spotting|"
    r"missed (?:my )?period|"
    r"pain (?:\w{1,12} ){0,3}(?:worse|flare\w*|increased|"
    r"doubled)|worse pain|more pain|flare\w*|soreness|sore|"
    r"withdrawal|addict\w*|"
    r"confus\w*|hallucinat\w*|memory|forgetful|collapsed|"
    r"infect\w*|abscess|peel\w*|blister\w*|skin (?:\w{1,12} ){0,3}(?:thin\w*|"
    r"pale|white|dent\w*)|dent|lump)\b",
    re.IGNORECASE,
)
_TREATMENT = (
    r"(?:shots?|jabs?|injections?|epidurals?|nerve blocks?|"
    r"blocks?|steroids?|cortisone|needles?|procedure|surgery|"
    r"operation|ablation|"
    r"pills?|tablets?|capsules?|patch(?:es)?|creams?|medicines?|"
    r"medications?|meds|drugs?|doses?|treatments?|"
    r"ibuprofen|advil|motrin|naproxen|aleve|aspirin|celebrex|"
    r"celecoxib|diclofenac|meloxicam|tylenol|paracetamol|"
    r"acetaminophen|gabapentin|"
    r"neurontin|pregabalin|lyrica|duloxetine|cymbalta|amitriptyline|"
    r"nortriptyline|flexeril|cyclobenzaprine|baclofen|tizanidine|"
    r"methocarbamol|tramadol|oxy\w*|hydrocodone|morphine|"
    r"fentanyl|codeine|opioids?|prednison\w*|medrol|dexamethasone|"
    r"triamcinolone|"
    r"kenalog|lidocaine|botox|statins?|antibiotics?|vaccine|"
    r"muscle relaxers?|muscle relaxants?|nsaids?|stimulator|"
    r"anesthe\w+|sedation)"
)
_TIED = lazily.pattern(
    rf"(?:\b(?:after|since|from|following|because of|due to|"
    rf"caused by|thanks to|with|on|by|taking|took|takes?|"
    rf"take|started|starting|"
    rf"stopped|had|having|got|getting|gave|each|every|blame|"
    rf"when)\b(?: [\w'-]{{1,20}}){{0,4}} {_TREATMENT}\b"
    rf"|\b{_TREATMENT}(?: [\w'-]{{1,20}}){{0,3}} (?:made|"
    rf"gave|caused|causes|causing|left|makes|gives|triggered|"
    rf"brought|turned|messed|put|raised|sent|set|has made|"
    rf"has given|kept|keeps|ruined)\b"
    rf"|\b(?:made|gave|makes|gives) me\b|\bside[- ]?effects?\b|"
    rf"\breact(?:ed|ion)\b|\badverse\b|\ballerg\w*"
    r"|\b(?:day|days|hours?|night|week|minutes) (?:after|"
    r"later|following)\b|\b(?:since|afterwards?|after (?:that|"
    r"it|this))\b)",
    re.IGNORECASE,
)
_CALLED = lazily.pattern(
    r"\b(?:side[- ]?effects?|adverse (?:event|reaction|"
    r"effect)s?|bad reaction|reacted badly|allergic reaction|"
    r"reaction to (?:the|my|a|this) \w{1,20})\b",
    re.IGNORECASE,
)
_TREATED = lazily.pattern(
    rf"\b(?:{_TREATMENT}|dyes?|contrast|withdrawal|jabbed|injected)\b", re.IGNORECASE
)
# What was there before: "pills for my headache", "the shot helped my numb leg". And what is said of all.
_NOT_CAUSED = lazily.pattern(
    r"\b(?:for|help(?:s|ed)?|treat(?:s|ed)?|against|no|not|never|without|eas(?:es|ed)|cured?|fix(?:es|ed)|"
    r"less|instead of|reduc\w{1,3}) (?:[\w']{1,12} ){0,2}$",
    re.IGNORECASE,
)
_OF_ALL = lazily.pattern(
    r"\b(?:common|rare|risk|chance|table|page|article|study|studies|\d+ (?:in|out of) \d+|patients|people|"
    r"(?:may|might|can) cause)\b",
    re.IGNORECASE,
)
_ASKED = lazily.pattern(
    r"^\s*(?:what|which|are there|is there|how (?:common|"
    r"often|likely|many)|does it|can it|do(?:es)? \w+ (?:have|"
    r"cause))\b",
    re.IGNORECASE,
)
_SENTENCES = lazily.pattern(r"[^.!?\n]{1,600}[.!?\n]{0,9}")


def find(reading: Reading, context: Context) -> Iterator[Finding]:
    """Yield side effects: of the article first, then those in lay words that are tied to a treatment."""
    for names in context.effects:
        spans = [
            place
            for name in names
            if name
            for place in phrases.places(reading, _line(name), slips=True)
        ]
        for start, end in joined(spans):
            yield Finding(
                RULE,
                "ON_THE_PAGE",
                *reading.span(start, end),
                f"Side effect of this page: {names[0]}",
            )
    if not any(lazily.possible((_REACTION, _CALLED), reading.text)):
        return
    sentences = [*_SENTENCES.finditer(reading.text)]
    for n, sentence in enumerate(sentences):
        said = sentence[0]
        if _OF_ALL.search(said) or (_ASKED.search(said) and said.rstrip().endswith("?")):
            continue
        around = " ".join(s[0] for s in sentences[max(0, n - 1) : n + 1])
        tied = _TREATED.search(said) or _TIED.search(around)
        for pattern in (_REACTION, _CALLED) if tied else (_CALLED,):
            for match in pattern.finditer(said):
                if pattern is _REACTION and _NOT_CAUSED.search(said[: match.start()][-40:]):
                    continue
                start, end = match.start() + sentence.start(), match.end() + sentence.start()
                yield Finding(
                    RULE, "IN_LAY_WORDS", *reading.span(start, end), "Possible side effect"
                )


def _line(name: str) -> str:
    """Return a name as a line of a list: "abscess, discitis or meningitis" is three."""
    return name.replace("+", " ").replace(" or ", ",").replace(" and ", ",")
