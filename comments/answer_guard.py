"""What in a clinic's answer would confirm that the writer is a patient. Pure: a text in, findings out.

That somebody is a patient is itself protected, also where they told of it themselves: US practices paid
10,000, 23,000 and 50,000 dollars for answers in public (HHS OCR: Elite Dental 2019, New Vision Dental and
U. P. Igbinadolor 2022). So it stops too much rather than too little. General help passes: "your doctor",
"your symptoms", "an appointment".
"""

import re
from collections.abc import Iterator

from comments.screening import lazily
from comments.screening.finding import Finding, joined
from comments.screening.reading import read

RULE = "answer_guard"
LABELS = {
    "CARE": "Speaks of care that the writer had: write of people in general",
    "MEETING": "Says that you have met or spoken",
    "RECORD": "Speaks of the writer's record, result or booking",
    "PATIENT": "Calls the writer a patient of the clinic",
    "OUTCOME": "Speaks of how the writer's treatment went",
}
# Words that end "your …" before the thing: "your doctor about the injection" is general help.
_NOT_BETWEEN = (
    r"(?:doctor|physician|surgeon|nurse|pharmacist|clinic|team|provider|specialist|therapist|"
    r"midwife|"
    r"symptoms?|questions?|about|for|before|after|during|the|an?|and|or|if|in|on|to|of|with|"
    r"at|is|are|was|were|may|might|can|could|will|would|should|from|when|whether|that|this|which|"
    r"who|how|"
    r"what|as|but|not|has|have|had)\b"
)
_YOUR = rf"\byour (?:(?!{_NOT_BETWEEN})[\w'-]+ ){{0,3}}"
_CARE = (
    r"(?:injections?|shots?|jabs?|epidurals?|infusions?|blocks?|ablations?|implants?|"
    r"stimulators?|pumps?|"
    r"procedures?|surger(?:y|ies)|operations?|treatments?|therap(?:y|ies)|anesthesia|anaesthesia|"
    r"sedation|"
    r"recovery|rehab\w*|aftercare|care|medications?|steroids?|doses?|prescriptions?|refills?|"
    r"diagnos[ie]s|"
    r"hospital stay|stay|admission|discharge)\b"
)
_RECORD = (
    r"(?:visits?|appointments?|consultations?|consults?|check-?ups?|follow-?ups?|bookings?|"
    r"sessions?|slots?|"
    r"charts?|records?|files?|notes|history|case|referrals?|bills?|invoices?|claims?|paperwork|"
    r"forms?|"
    r"results?|reports?|mri|ct|scans?|x-?rays?|images|imaging|labs?|blood ?work|tests?|biopsy|"
    r"pathology|"
    r"numbers came back|account|portal)\b"
)
_WE = (
    r"\b(?:we|i|our (?:\w+ )?(?:team|staff|clinic|nurses?|doctors?|physicians?|office)|dr\.? \w+|"
    r"my colleagues?)"
)
_HAVE = r"(?:'ve|'d)?(?: (?:have|had|has|did|do|also|just|already|recently|last|first|then|both|never))*"
_PAST = (
    r"(?:saw|seen|see|met|meet|treated|treating|examined|operated on|injected|scanned|tested|"
    r"admitted|"
    r"discharged|referred|diagnosed|followed|called|phoned|emailed|reached|told|advised|warned|"
    r"asked|gave|"
    r"given|sent|scheduled|booked|rescheduled|looked after|cared for|took care of|spoke (?:to|"
    r"with)|"
    r"talked (?:to|with)|helped|remember|recall|know|prescribed|offered|showed|explained to|kept)"
)
_PATTERNS = {
    "CARE": (
        _YOUR + _CARE,
        r"\b(?:the|this|that|each|every|both|a|an|any|last|first|second) (?:\w+ ){0,2}"
        rf"{_CARE} (?:that )?you (?:had|got|received|underwent|were given|are (?:on|having|"
        rf"getting))\b",
        rf"\bthe (?:\w+ ){{0,2}}{_CARE} (?:that )?(?:we|i|dr\.? \w+) (?:\w+ )?(?:gave|did|used|"
        rf"chose|"
        r"prescribed|performed|ordered|recommended|placed|put|injected)\b",
        r"\byou (?:had|got|received|underwent|were given|came in for|were (?:sedated|admitted|"
        r"discharged|"
        r"treated|seen|operated|injected|prescribed|diagnosed|scanned|referred|told|advised))\b",
        r"\b(?:keep|continue|carry on|stay|stop) (?:taking|on|with) (?:your|the \w+ we)\b",
        r"\bwhen(?:ever)? you (?:had|got|came|were|visited|called|left|checked)\b",
    ),
    "MEETING": (
        rf"{_WE}{_HAVE} {_PAST} (?:with )?you\b",
        rf"{_WE}{_HAVE} (?:{_PAST} )?(?:you|it|this|that|these|them)? ?(?:in|at|during|"
        rf"after) (?:the|our|my) "
        r"(?:office|clinic|practice|consultation|visit|appointment|operating room|"
        r"procedure room)\b",
        rf"{_WE}{_HAVE} (?:discuss|discussed|talked|spoke|spoken|reviewed|went over|agreed|"
        rf"planned|decided|"
        r"explained|mentioned|said)\b(?! that)(?! how)(?! here)(?! on this page)(?! above)",
        r"\b(?:as|like|what) (?:we|i|you and i) (?:\w+ )?(?:discussed|talked|spoke|agreed|"
        r"planned|explained|"
        r"told|said|mentioned|promised)\b",
        r"\bas (?:discussed|agreed|planned|mentioned|explained|promised) (?:in|at|on|during|with|"
        r"when|last|"
        r"before|earlier|by phone|together)\b|\bas discussed\b",
        r"\b(?:great|good|nice|lovely|pleasure|wonderful|happy|glad|honou?r) (?:(?:to|of|"
        r"was) )?(?:see|seeing|meet|"
        r"meeting|have met|have seen|treat|treating|have treated|look after|looking after|help|"
        r"helping|"
        r"have helped|care for|caring for)(?:ing)? you\b",
        r"\b(?:see|seeing|meet|treating|having|saw|met) you (?:again|soon|back|next|last|on|at|"
        r"in|this|then|"
        r"tomorrow|here|monday|tuesday|wednesday|thursday|friday|as a patient)\b",
        r"\b(?:our|your) (?:\w+ )?(?:conversation|talk|chat|discussion|phone call|call|meeting|"
        r"e-?mails?)\b",
        r"\byou (?:came|come|visited|were|stopped|called|phoned|wrote|spoke|met|saw|told|asked|"
        r"mentioned|"
        r"attended|checked|signed|brought) (?:\w+ )?(?:(?:in|by|back) )?(?:to |with |at |"
        r"for )?(?:us|me|here|"
        r"in to|in for|in last|our (?:\w+ )?(?:clinic|office|team|practice|staff)|dr\.?\b)",
        r"\b(?:last|next) time (?:you|we|i)\b|\byour (?:time|day|experience|wait) (?:with us|"
        r"here|at (?:our|the) "
        r"(?:clinic|office|practice)|in (?:our|the) (?:clinic|office|waiting room|practice))\b",
        r"\bwelcome back\b|\bcome back (?:to|and see|in|for|on)\b|\bcoming (?:in|to us|to our|"
        r"to see)\b",
        r"\b(?:i|we) (?:remember|recall) (?:you|your|how you|that you)\b",
    ),
    "RECORD": (
        _YOUR + _RECORD,
        r"\b(?:our|the|my) (?:\w+ )?(?:records?|system|files?|notes|chart|schedule|calendar) "
        r"(?:show|shows|say|says|indicate|indicates|tell|tells|confirm|confirms|have|has|list|"
        r"lists)\b",
        r"\b(?:according to|looking at|checked|reviewed|pulled up|looked (?:at|into|up|through)) "
        r"(?:our|the|my) (?:\w+ )?(?:records?|system|files?|notes|chart|schedule)\b",
        r"\bwe have (?:you|your|no record|a record|it|everything) (?:\w+ )?(?:on file|in our|"
        r"of you|down for)\b"
        r"|\byou(?:'re| are| were) (?:\w+ )?(?:due|scheduled|booked|registered|enrolled|listed|"
        r"on (?:our|the) "
        r"(?:list|schedule|books|waiting list)|in our)\b",
        r"\bsince (?:your|you (?:had|saw|were|came|started|left))\b",
        r"\b(?:at|in|on|from|after|before|during|until|about) your (?:next|last|first|second|"
        r"upcoming|recent|"
        r"previous|annual|initial)\b",
    ),
    "PATIENT": (
        r"\byou(?:'re| are| were| have been|'ve been| became)? (?:\w+ )?(?:a|our|my|"
        r"one of (?:our|my)) "
        r"(?:\w+ )?(?:patients?|client)\b",
        r"\b(?:as|being) (?:a|our|my|one of (?:our|my)) (?:\w+ )?(?:patients?|clients?) (?:here|"
        r"with us|of (?:ours|"
        r"mine|the|our|this)|at our|at the|at this|you)\b|\b(?:dear|valued|loyal) (?:patient|"
        r"client)\b",
        r"\bas (?:our|my) patient\b|\b(?:our|my) patient,? you\b|\bpatients? like you(?:rself)?\b"
        r"|\bhaving you as\b|\b(?:patient|client) of (?:ours|mine)\b",
        r"\bas your (?:\w+ )?(?:doctor|physician|surgeon|nurse|specialist|clinic|care team|"
        r"provider|"
        r"anesthesiologist)\b|\b(?:i am|i'm|i was|we are|we're) your (?:\w+ )?(?:doctor|"
        r"physician|surgeon|"
        r"nurse|specialist|clinic|care team|provider)\b",
        r"\byour (?:doctor|physician|surgeon|nurse|specialist|provider)(?: here| at our| at this|"
        r" with us|"
        r",? dr\b)",
        r"\b(?:thank you|thanks|grateful to you|appreciate you) for (?:choosing|trusting|"
        r"visiting|coming|"
        r"seeing|letting us|allowing us|your (?:trust|confidence|loyalty|patience with us|"
        r"business|visit))\b",
        r"\b(?:choosing|trusting|chose|trusted) (?:us|our (?:clinic|practice|team)|me) (?:with|"
        r"for|as)\b",
    ),
    "OUTCOME": (
        r"\byour (?:knees?|back|neck|hips?|shoulders?|spine|legs?|f(?:oo|ee)t|arms?|hands?|wrists?|ankles?|"
        r"elbows?|discs?|wounds?|scar|incision|swelling) (?:looked|seemed|appeared|healed|responded)\b",
        r"\b(?:glad|happy|pleased|delighted|relieved|thrilled|great|good|wonderful|sorry|sad|"
        r"pity|regret|"
        r"apologi[sz]e)\b[^.!?\n]{0,40}?\b(?:it|this|that|they|treatment|injection|shot|surgery|"
        r"procedure|"
        r"medicine|we|everything|things|you)(?:'s|'re)? (?:\w+ ){0,3}?(?:help(?:ed|s|ing)?|"
        r"work(?:ed|s|ing)|"
        r"went|going|feel(?:ing)? better|felt|recover(?:ed|ing)|healed|healing|"
        r"doing (?:so )?(?:well|better)|"
        r"improv(?:ed|ing)|relieved|pain.free|let you down|kept you waiting|fail(?:ed)?|hurt you|"
        r"had (?:a|an|such|this|that|to))\b",
        r"\byou(?:'re| are| were|'ve been| have been) (?:\w+ )?(?:recovering|healing|improving|"
        r"doing (?:so |much )?(?:well|better))\b",
        r"\b(?:sorry|apologi[sz]e) (?:\w+ ){0,4}(?:experience|wait|delay|service|mistake|billing|"
        r"treatment you)\b",
        r"\b(?:worked|went|helped) (?:so |very |really )?(?:well|smoothly|great|better )?(?:for|"
        r"with) you\b",
    ),
}  # fmt: skip
_COMPILED = {
    type_: [
        lazily.pattern(pattern.replace(" ", r"(?:\s{1,3})"), re.IGNORECASE) for pattern in patterns
    ]
    for type_, patterns in _PATTERNS.items()
}


def find(text: str) -> list[Finding]:
    """Return the places that would confirm that the writer is a patient, in the order of the text."""
    return sorted(_found(text), key=lambda finding: (finding.start, finding.end))


def _found(text: str) -> Iterator[Finding]:
    reading = read(text)
    for type_, patterns in _COMPILED.items():
        spans = [m.span() for pattern in patterns for m in pattern.finditer(reading.text)]
        for start, end in joined(spans):
            yield Finding(RULE, type_, *reading.span(start, end), LABELS[type_])
