"""Requests for personal advice, doses, and complaints: what a public page cannot answer."""

import re
from collections.abc import Iterator

from comments.screening import lazily
from comments.screening.context import Context
from comments.screening.finding import Finding, joined
from comments.screening.reading import Reading

RULE = "advice"
LABELS = {
    "ADVICE": "Asks for personal advice",
    "DOSE": "Speaks of a dose",
    "COMPLAINT": "Complains about care: for the person who handles complaints",
}
_I = r"(?:i|we|he|she|my \w{1,20}|me)"
_PATTERNS = {
    "ADVICE": (
        rf"\b(?:should|shall|can|could|may|must|would|do|ought) {_I} (?!(?:thank|"
        rf"say|add|just say|not recommend|know how grateful|"
        rf"be more happy|please have|get a copy|print|park|"
        rf"share|link)\b)"
        r"[^.!?\n]{2,120}\?",
        rf"\b(?:is it|is that|is this|would it be|will it be|"
        rf"are these|are they) (?:ok|okay|safe|normal|all ?right|"
        rf"alright|bad|dangerous|fine|wise|too (?:late|soon|"
        rf"early|much)|serious|a good idea|possible)"
        rf"\b[^.!?\n]{{0,80}}\b(?:{_I}|my)\b",
        r"\b(?:what|which|how (?:much|many|long|soon|often)|"
        r"when) (?:\w{1,15} ){0,4}(?:should|shall|can|do|"
        r"must|could|would|ought) (?:i|we|he|she|my \w{1,20}) [^.!?\n]{1,100}",
        r"\bwhat (?:do|would|should|can) (?:you|u|doctors?|"
        r"anyone|i|we) (?:recommend|suggest|advise|think|"
        r"do|say)\b",
        r"\b(?:please|pls|plz|can (?:you|u|someone|anyone|"
        r"anybody)|could (?:you|someone|anyone)|would you) (?:\w{1,10} ){0,3}(?:advise|"
        r"advice|help|tell me|recommend|suggest|diagnose|"
        r"look at|interpret|explain my|review my)\b",
        r"\b(?:need|want|looking for|seeking|after|appreciate|"
        r"any|some) (?:\w{1,12} ){0,3}(?:advice|second opinion|"
        r"opinion|suggestions|recommendations?|guidance)\b",
        r"\bmy (?:mri|x-?ray|scan|ct|results?|report|blood ?work|"
        r"labs?|test) (?:\w{1,12} ){0,2}(?:says?|shows?|showed|"
        r"said|reads|came|found|reports?)\b",
        r"\b(?:do|would|did|does) (?:you|u|this|that|it) (?:\w{1,10} ){0,3}(?:think|"
        r"mean|sound|recommend|suggest)(?: \w{1,12}){0,4} (?:i|"
        r"my|me)\b",
        r"\b(?:am|are|is) (?:i|we|he|she|my \w{1,20}) (?:a candidate|"
        r"a good candidate|too (?:old|young|late)|eligible|"
        r"at risk|going to|able to|allowed|allergic|overreacting|"
        r"crazy)\b",
        r"\b(?:what|why|how come) (?:is|are|do|does|could|"
        r"might|would|can)(?: be)? (?:wrong with|happening to|"
        r"causing|my|i|the cause of my)\b[^.!?\n]{0,80}\?",
        r"\b(?:stop|stopping|quit|skip|come off|wean off|"
        r"switch|increase|lower|cut down|restart|combine|"
        r"mix|take|try|start) (?:taking )?(?:it|this|the|"
        r"my|both|them|\w{4,20})\b[^.!?\n]{0,60}\?",
        r"\bi(?: a|')m (?:\d{2}|a \d{2})\b[^!?\n]{0,160}\?",
        r"\b(?:will|would|could|can|might) (?:it|this|that|"
        r"they|the \w{1,20}) (?:\w{1,12} ){0,2}(?:help|work|"
        r"hurt|harm|affect|interact|fix|cure|make|interfere|"
        r"cause)(?: \w{1,12}){0,6} (?:me|my|i|him|her)\b",
        r"\bis (?:the|this|that|it|an?|my) (?:\w{1,15} ){0,2}(?:dangerous|safe|bad|risky|harmful|necessary|"
        r"ok|okay|normal|right|good) (?:for|to|with) (?:me|my|him|her)\b|"
        r"\b(?:what|which)(?: one)? would (?:you|u) \w{1,12}\b|"
        r"\bdo i (?:need|have|qualify|really need)\b|\bhow do i (?:know|"
        r"tell|get rid|stop|treat|deal)\b|\bwhat('?s| is) (?:the best|"
        r"a good) (?:\w{1,15} ){0,3}for (?:my|me)\b",
    ),
    "DOSE": (
        r"\b\d{1,5}(?:[.,]\d{1,3})? ?(?:mg|milligrams?|mcg|"
        r"\u00b5g|micrograms?|ug|ml|milliliters?|cc|iu|units?|"
        r"grams?)\b",
        r"\b(?:\d{1,2}|one|two|three|four|half a|a couple of|"
        r"several) (?:\w{1,15} )?(?:pills?|tablets?|tabs?|"
        r"capsules?|doses?)\b",
        r"\b(?:what|how (?:much|many|high|big)|right|safe|"
        r"maximum|max|highest|correct|usual|higher|lower|"
        r"double|increase|raise|up) (?:\w{1,12} ){0,3}(?:dose|"
        r"dosage|dosing|strength)\b",
    ),
    "COMPLAINT": (
        r"\b(?:complain\w*|lawsuit|sue|suing|lawyer|attorney|"
        r"malpractice|negligen\w*|ombudsman|medical board|"
        r"report (?:you|him|her|this (?:doctor|clinic)))\b",
        r"\b(?:rude|unprofessional|incompetent|ignored me|"
        r"dismiss\w*|did ?n'?t listen|would ?n'?t listen|"
        r"never called (?:me )?back|no ?body called|disgrace\w*|"
        r"worst (?:clinic|doctor|hospital|experience|service|"
        r"staff)|over ?charg\w*|billed? (?:me )?(?:twice|"
        r"wrong\w*)|refund|botched|butcher\w*|ruined my|appalling|"
        r"terrible (?:service|care|experience|staff|doctor)|"
        r"horrible (?:service|care|experience|staff|doctor)|"
        r"waited (?:\w{1,10} ){0,3}hours|treated (?:me )?(?:badly|"
        r"like))\b",
    ),
}
_COMPILED = {
    type_: [lazily.pattern(pattern, re.IGNORECASE) for pattern in patterns]
    for type_, patterns in _PATTERNS.items()
}


def find(reading: Reading, context: Context) -> Iterator[Finding]:
    """Yield requests for personal advice, doses and complaints."""
    for type_, patterns in _COMPILED.items():
        possible = lazily.possible(patterns, reading.text)
        spans = [m.span() for pattern in possible for m in pattern.finditer(reading.text)]
        for start, end in joined(spans):
            yield Finding(RULE, type_, *reading.span(start, end), LABELS[type_])
