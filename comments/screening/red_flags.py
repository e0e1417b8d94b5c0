"""Words that may mean an emergency, and words of self-harm.

The rules trigger too often by design: a card that was not needed costs a moment, a missed one may cost
a life. A negation ("no chest pain") is therefore not looked at. What is looked for follows the usual
red-flag lists for back pain: cauda equina syndrome, events soon after a spinal injection, infection.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comments.screening.finding import Finding

SELF_HARM = "self_harm"
NEAR = r"[^.!?\n]{0,40}?"  # within the same sentence, a few words apart
SHORT = r"[^.!?\n]{0,20}?"
CANNOT = (
    r"(?:can'?t|cannot|can not|can hardly|can barely|could ?n'?t|could not|unable to|not able to)"
)
TROUBLE = rf"(?:{CANNOT}|trouble|difficult\w*|hard(?:er)? to|hard time|struggl\w+|problems?)"
NO_FEELING = (
    r"(?:numb\w*|tingl\w+|pins and needles|no (?:feeling|sensation)|"
    r"lost (?:all )?(?:the )?(?:feeling|sensation))"
)
SADDLE = (
    r"(?:groin|between (?:my|the|both|his|her|their) (?:legs|thighs)|saddle|genital\w*|private parts?|"
    r"privates|crotch|perine\w+|buttocks?|inner thighs?|bottom|anus|penis|vagina\w*|testicles|down there)"
)
URINE = r"(?:pee(?:ing)?|wee(?:ing)?|urin\w+|pass(?:ing)? (?:water|urine)|bladder)"
BOWEL = r"(?:bowels?|stools?|poo(?:p\w*|ing)?|f(?:a)?eces)"
PASSING = rf"(?:{URINE}|{BOWEL}|go(?:ing)? to the (?:toilet|bathroom|loo))"
# "I can't see" and "I can't see on my right side", but not "I can't see why".
OBJECT = r"(?! (?:why|how|what|that|if|whether|him|her|them|you|my|the|a|an|any)\b)"
SIGHT = rf"(?:vision|(?:eye)?sight|see(?:ing)?\b{OBJECT})"
LIMB = r"(?:legs?|arms?|foot|feet|hands?|(?:left|right|one) side|body|toes|fingers|face)"
NOT_DO = r"(?:won'?t|will not|would ?n'?t|would not|does ?n'?t|do not|don'?t)"
LOST = r"\b(?:los(?:t|e|ing|s of)|no)"
ONESELF = r"(?:my ?self|him ?self|her ?self)"
SWELLING = r"(?:swell\w*|swollen|swole|puff\w*|clos(?:ing|ed) up|closing)"
AIRWAY = r"(?:throat|tongue|lips?|face|mouth|eyelids?)"


@dataclass(frozen=True)
class Rule:
    """A red flag: any of the patterns, and, where given, ``also`` somewhere in the text."""

    name: str
    label: str
    patterns: tuple[str, ...]
    also: str = ""


RULES = (
    Rule(
        "cauda_equina",
        "Possible cauda equina syndrome",
        (
            r"cauda equina",
            rf"{NO_FEELING}{NEAR}\b{SADDLE}",
            rf"\b{SADDLE}{NEAR}{NO_FEELING}",
            rf"{TROUBLE}{SHORT}\b{PASSING}",
            rf"(?:{CANNOT}|don'?t|do not|no longer|hardly|barely) (?:\w+ )?feel"
            rf"{NEAR}\b(?:{PASSING}|{SADDLE}|wip(?:e|ing)|legs)",
            rf"{LOST} (?:\w+ ){{0,3}}(?:control\w*|function) (?:\w+ ){{0,3}}{PASSING}",
            rf"{LOST} (?:\w+ ){{0,2}}(?:bladder|bowel)(?: \w+)? (?:control|function)",
            rf"leak\w*{SHORT}\b(?:{URINE}|{BOWEL})",
            rf"\b(?:{URINE}|{BOWEL}){SHORT}leak",
            r"incontinen",
            r"\b(?:wet(?:ting)?|soil(?:ed|ing)?|pooped|peed|poop(?:ing)?|peeing|messed) (?:on )?"
            rf"(?:{ONESELF}|my (?:pants|trousers|bed)|the bed)",
            r"(?:no|loss of|lost|less|numb\w*|without)(?: \w+){0,4} (?:during |in )?"
            r"(?:sexual\w*|sex|erections?)\b",
            rf"{CANNOT} (?:\w+ )?(?:erection|orgasm)",
            r"both (?:of )?(?:my |his |her )?legs (?:\w+ ){0,4}(?:weak|numb|giv\w+ way|gave way|heavy)",
            r"(?:weak\w*|numb\w*) (?:\w+ ){0,3}both (?:of )?(?:my |his |her )?legs",
        ),
    ),
    Rule(
        "nerve_or_stroke",
        "Loss of sight, signs of a stroke or paralysis, as after an injection",
        (
            r"\b(?:los[te]\w*|loss of|sudden\w*|no|blurr\w*|double|dim\w*|gone|went dark|dark) "
            rf"(?:\w+ ){{0,4}}{SIGHT}",
            rf"{CANNOT} (?:\w+ ){{0,2}}see\b{OBJECT}",
            r"\b(?:vision|(?:eye)?sight) (?:\w+ ){0,4}"
            r"(?:blurr\w*|gone|went|dark|black|lost|double|bad|fad\w+)",
            r"\b(?:go(?:ne|ing)?|went|became|half|nearly|almost) blind|\bblind(?:ness)? in\b",
            r"\bstroke\b",
            r"(?:face|mouth|eyelid|smile)(?: \w+){0,4} (?:droop\w*|dropped|hang\w*|lopsided|crooked)",
            r"(?:droop\w+)(?: \w+){0,3} (?:face|mouth|eyelid)",
            r"slur\w*|speech (?:\w+ ){0,3}(?:gone|strange|jumbled|unclear)",
            rf"{CANNOT} (?:speak|talk|find (?:the )?words)",
            r"\b(?:left|right|one) (?:side|arm|leg)(?: \w+){0,6} (?:weak\w*|numb\w*|dead|limp)",
            r"(?:weak\w*|numb\w*)(?: \w+){0,4} (?:left|right|one) side",
            r"paraly[sz]\w*",
            rf"{CANNOT} (?:\w+ ){{0,2}}(?:move|lift|raise|use) (?:\w+ ){{0,3}}\b{LIMB}",
            rf"\b{LIMB} (?:\w+ ){{0,2}}{NOT_DO} (?:move|work|respond|hold)",
            r"worst headache|thunderclap|sudden (?:\w+ ){0,2}headache",
        ),
    ),
    Rule(
        "chest_pain",
        "Chest pain",
        (
            r"\bchest(?:s)?\b[^.!?\n]{0,25}?(?:pain\w*|hurt\w*|tight\w*|pressure|heav\w+|crush\w*|ach(?:e|es|ing)|discomfort|squeez\w*|burn\w*)",
            r"(?:pain\w*|hurt\w*|tight\w*|pressure|heav\w+|crush\w*|ach(?:e|es|ing)|discomfort|squeez\w*|elephant)[^.!?\n]{0,25}?\bchest\b",
            r"heart attack",
            r"pain (?:\w+ ){0,4}(?:down|into) (?:my |the )?(?:left arm|jaw)",
        ),
    ),
    Rule(
        "breathing",
        "Trouble breathing",
        (
            rf"{TROUBLE}{SHORT}\bbre(?:a|e)th\w*",
            r"short(?:ness)? (?:of|on) breath|out of breath|breathless\w*|gasp(?:ing|ed)? (?:for|to)",
            r"bre(?:a|e)th\w*(?: \w+){0,3} (?:difficult\w*|hard\b|heavy|trouble|problems?|shallow)",
            rf"{CANNOT} (?:\w+ ){{0,3}}(?:get|catch) (?:\w+ ){{0,2}}(?:air|breath)",
            r"\bwheez\w*|\bsuffocat\w*|\bchok(?:e|ing)\b|turn(?:ed|ing)? blue|blue lips",
        ),
    ),
    Rule(
        "anaphylaxis",
        "Severe allergic reaction",
        (
            r"anaph[yi]la\w*",
            rf"\b{AIRWAY}\b[^.!?\n]{{0,25}}?{SWELLING}",
            rf"{SWELLING}[^.!?\n]{{0,15}}?\b{AIRWAY}\b",
            r"throat (?:\w+ ){0,3}(?:tight\w*|clos\w+)|tight\w*(?: \w+){0,3} throat",
            r"\bhives\b|epi-?pen|allergic (?:reaction|shock)",
            rf"{CANNOT} swallow",
        ),
    ),
    Rule(
        "fever_with_back_pain",
        "Fever together with back pain: possible infection",
        (
            r"\bfevers?\b|\bfeverish\b|\bchills\b|\bshiver\w*|night sweats|high temp\w*",
            r"\btemp(?:erature)? (?:\w+ ){0,3}(?:3[89]|4[01]|10[0-5])",
            r"\b(?:3[89]|4[01]|10[0-5])(?:[.,]\d)? ?(?:°|degrees|[cf]\b)",
        ),
        also=r"\bback ?(?:pain|ache)|\bbackache|\bback\b (?:\w+ ){0,3}(?:hurt|pain|ach|sore|worse|kill)|"
        r"\b(?:my|the|his|her|lower|upper|low) back\b|\bspin(?:e|al)\b|"
        r"\binjection|\bshot\b|\bneedle|\bsurgery",
    ),
    Rule(
        SELF_HARM,
        "Words of self-harm",
        (
            r"suicid\w*|\bunalive\b|\bkms\b",
            rf"\b(?:kill|hurt|harm|cut|hang|shoot|drown)(?:t?ing)? {ONESELF}",
            r"\b(?:end(?:ing)?|tak(?:e|ing)) (?:it all|my (?:own )?life|things for good|everything)",
            r"\b(?:want(?:ed|ing)?|wish|ready|rather|prefer|going|hope|hoping|like) (?:\w+ ){0,3}"
            r"(?:to )?(?:die|be dead|dead|was dead|were dead|not wake up|never wake up)\b",
            r"\b(?:do ?n'?t|do not|did ?n'?t|no longer) (?:\w+ ){0,2}want (?:\w+ ){0,2}"
            r"(?:live|be here|be alive|wake up|go on|exist)",
            r"no (?:reason|point|will|wish) (?:\w+ ){0,2}(?:liv\w+|going on|go on)",
            r"nothing (?:left )?to live for|not worth living",
            r"better off (?:dead|without me)",
            rf"{CANNOT} (?:go on|live (?:like|with) this)",
            rf"{CANNOT} (?:take|stand|bear|do) (?:it|this)(?: pain)? any ?more",
            r"\boverdos\w*",
            r"(?:tak(?:e|ing)|took|swallow\w*) all (?:\w+ ){0,3}(?:pills|tablets|medicine\w*)",
            r"self[- ]?harm\w*",
        ),
    ),
)
LABELS = {rule.name: rule.label for rule in RULES}
# One character for one, so that places in the text stay where they are.
_PLAINER = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'"})


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a space stands for any run of white space."""
    spaced = re.sub(r" (\??)", lambda space: r"\s*" if space[1] else r"\s+", pattern)
    return re.compile(spaced, re.IGNORECASE)


_COMPILED = [
    (rule, [_compile(p) for p in rule.patterns], _compile(rule.also) if rule.also else None)
    for rule in RULES
]


def find(text: str) -> list[Finding]:
    """Return the red flags in a text, each with its place."""
    return [*_find(text.translate(_PLAINER))]


def _find(text: str) -> Iterator[Finding]:
    for rule, patterns, also in _COMPILED:
        if also and not also.search(text):
            continue
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield Finding(rule.name, match.start(), match.end(), rule.label)
