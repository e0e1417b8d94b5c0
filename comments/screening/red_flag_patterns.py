"""The sentences that red flags are made of, as patterns: a space in one stands for any run of white space.

They follow the usual red-flag lists for back pain (cauda equina syndrome, events soon after a spinal
injection, infection), and those for the medicines that are given for it (bleeding, overdose).
"""

from dataclasses import dataclass

SELF_HARM = "self_harm"
NEAR = r"[^.!?\n]{0,45}?"  # within the same sentence, a few words apart
SHORT = r"[^.!?\n]{0,20}?"
CANNOT = (
    r"(?:can'?t|cannot|can not|can hardly|can barely|can no longer|could ?n'?t|could not|unable to|"
    r"not able to|have ?n'?t been able to|has ?n'?t been able to|never able to|cant|couldnt)"
)
TROUBLE = (
    rf"(?:{CANNOT}|trouble|difficult\w*|hard(?:er)? to|hard time|struggl\w+|problems?|issues?|"
    r"have ?n'?t|has ?n'?t|haven't|hardly|no control)"
)
NO_FEELING = (
    r"(?:numb\w*|tingl\w+|pins and needles|no (?:feeling|sensation)|an(?:a)?esthe[st]\w+|"
    r"los(?:t|s|ing)(?: of)? (?:all |any )?(?:the |my )?(?:feeling|sensation)|"
    r"less (?:feeling|sensation)|(?:feeling|sensation) (?:is |has )?(?:gone|lost|disappeared))"
)
SADDLE = (
    r"(?:groin|between (?:my|the|both|his|her|their) (?:legs|"
    r"thighs)|saddle|genital\w*|private (?:parts?|area)|"
    r"privates|crotch|perine\w+|buttocks?|inner thighs?|"
    r"bottom|backside|rear end|butt|bum|anus|rectum|penis|"
    r"vagina\w*|vulva|scrotum|testicles|down there|below the waist|"
    r"from the waist down|nether regions)"
)
URINE = r"(?:pee(?:ing)?|wee(?:ing)?|urin\w+|pass(?:ing)? (?:water|urine)|bladder)"
BOWEL = r"(?:bowels?|stools?|poo(?:p\w*|ing)?|f(?:a)?eces|defecat\w+)"
PASSING = (
    rf"(?:{URINE}|{BOWEL}|go(?:ing)? to the (?:toilet|bathroom|"
    rf"loo|restroom)|use the (?:toilet|bathroom))"
)
# "I can't see" and "I can't see on my right side", but not "I can't see why".
OBJECT = (
    r"(?! (?:why|how|what|that|if|whether|him|her|them|you|"
    r"my|the|a|an|any|where|who|much|it helping)\b)"
)
SIGHT = rf"(?:vision|(?:eye)?sight|see(?:ing)?\b{OBJECT})"
LIMB = r"(?:legs?|arms?|foot|feet|hands?|(?:left|right|one) side|body|toes|fingers|face)"
NOT_DO = r"(?:won'?t|will not|would ?n'?t|would not|does ?n'?t|do not|don'?t|did ?n'?t|stopped|not)"
LOST = r"\b(?:los(?:t|e|ing|s of)|no|without)"
ONESELF = r"(?:my ?self|him ?self|her ?self|me self)"
SWELLING = (
    r"(?:swell\w*|swollen|swole|puff(?:y|ed|ing)|clos(?:ing|ed) up|closing|blew up|ballooned)"
)
AIRWAY = r"(?:throat|tongue|lips?|face|mouth|eyelids?)"
PILLS = (
    r"(?:pills?|tablets?|tabs?|capsules?|patch(?:es)?|medicines?|"
    r"medication\w*|meds|doses?|drugs?|opioids?|oxy\w*|morphine|"
    r"ibuprofen|tylenol|paracetamol|acetaminophen|tramadol|"
    r"gabapentin|pregabalin)"
)  # fmt: skip


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
            rf"(?:feel|felt) (?:\w+ ){{0,2}}(?:nothing|numb){NEAR}\b(?:wip\w+|"
            rf"{PASSING})|\b(?:wip(?:e|ing)|{PASSING}){NEAR}(?:feel|"
            rf"felt) (?:\w+ ){{0,2}}(?:nothing|numb)",
            rf"{NO_FEELING}{NEAR}\b(?:{PASSING}|go to the (?:toilet|loo|bathroom))",
            rf"{NO_FEELING}{NEAR}\b{SADDLE}\b",
            rf"\b{SADDLE}\b{NEAR}{NO_FEELING}",
            rf"{TROUBLE}{SHORT}\b{PASSING}",
            rf"(?:{CANNOT}|don'?t|do not|no longer|hardly|barely|never) (?:\w+ )?(?:feel|tell|know)"
            rf"{NEAR}\b(?:{PASSING}|{SADDLE}|wip(?:e|ing)|legs|need to go|have to go)\b",
            rf"{LOST} (?:\w+ ){{0,3}}(?:control\w*|function) (?:\w+ ){{0,3}}{PASSING}",
            rf"{LOST} (?:\w+ ){{0,2}}(?:bladder|bowel)(?: \w+)? (?:control|function)",
            r"(?:bladder|bowels?)(?: \w+){0,3} (?:stopped|"
            r"not work\w*|does ?n'?t work|gone|weak|out of control|"
            r"won'?t)",
            rf"(?:leak\w*|dribbl\w*|accidents?|drip\w*){SHORT}\b(?:{URINE}|{BOWEL})",
            rf"\b(?:{URINE}|{BOWEL}){SHORT}(?:leak|dribbl|accident|"
            rf"retention|comes? out|coming out|runs? out)",
            rf"{CANNOT} (?:\w+ )?(?:hold|control|stop|start) (?:\w+ ){{0,3}}(?:{URINE}|"
            rf"{BOWEL}|it in)",
            r"\b(?:numb|weak)\w* (?:\w+ ){0,4}(?:bladder|bowel)",
            r"incontinen|urinary retention",
            r"no (?:urge|need) to (?:pee|urinate|go)",
            r"(?:not|n'?t) (?:peed|urinated|weed|passed (?:urine|water))",
            r"\b(?:wet(?:ting)?|soil(?:ed|ing)?|pooped|peed|"
            r"poop(?:ing)?|peeing|messed|pissed|pissing|shit) (?:on |"
            r"in )?"
            rf"(?:{ONESELF}|my (?:pants|trousers|bed|underwear)|the bed)",
            r"(?:no|loss of|lost|less|numb\w*|without|zero)(?: \w+){0,4} (?:during |in )?"
            r"(?:sexual\w*|sex|erections?)\b",
            rf"{CANNOT} (?:\w+ )?(?:\w+ )?(?:erection|orgasm)|\bimpoten\w+",
            r"both (?:of )?(?:my |his |her |the )?(?:legs|feet) (?:\w+ ){0,4}(?:weak\w*|"
            r"numb\w*|giv\w+ way|gave way|heavy|dead|tingl\w+)",
            r"(?:weak\w*|numb\w*|tingl\w+) (?:\w+ ){0,4}both (?:of )?(?:my |"
            r"his |her |the )?(?:legs|feet)",
        ),
    ),
    Rule(
        "nerve_or_stroke",
        "Loss of sight, signs of a stroke or paralysis, as after an injection",
        (
            r"\b(?:los[te]\w*|loss of|sudden\w*|no|blurr\w*|"
            r"double|dim\w*|gone|went dark|dark|tunnel) "
            rf"(?:\w+ ){{0,4}}{SIGHT}",
            rf"{CANNOT} (?:\w+ ){{0,2}}see\b{OBJECT}",
            r"\b(?:vision|(?:eye)?sight|eyes?) (?:\w+ ){0,4}"
            r"(?:blurr\w*|gone|went|dark|black|lost|double|fad\w+|blank)",
            r"everything (?:\w+ ){0,3}(?:blurr\w*|went (?:dark|"
            r"black)|double)|(?:see|seeing) (?:\w+ ){0,2}double",
            r"curtain (?:\w+ ){0,4}(?:eye|vision|sight)|stroke",
            r"\b(?:go(?:ne|ing)?|went|became|half|nearly|almost) blind|"
            r"\bblind(?:ness)? (?:in|on)\b",
            r"(?:face|mouth|eyelid|smile|cheek)(?: \w+){0,4} (?:droop\w*|"
            r"dropped|hang\w*|lopsided|crooked|numb|sagg\w+)",
            r"(?:droop\w+|sagg\w+|crooked|lopsided)(?: \w+){0,3} (?:face|mouth|eyelid|smile)",
            r"slur\w*|speech (?:\w+ ){0,3}(?:gone|strange|jumbled|"
            r"unclear|garbled|funny)|(?:words|speech)(?: \w+){0,4} (?:wrong|"
            r"garbled|jumbled)",
            rf"{CANNOT} (?:\w+ )?(?:speak|talk|find (?:the |my )?words|get (?:the |my )?words)",
            r"\b(?:left|right|one) (?:side|arm|leg|hand)(?: \w+){0,6} (?:weak\w*|"
            r"numb\w*|dead|limp|useless)",
            r"(?:weak\w*|numb\w*)(?: \w+){0,4} (?:left|right|one) (?:side|arm)",
            r"paraly[sz]\w*|paralysis|foot drop|drop foot|seizure|"
            r"convuls\w+|unconscious|unresponsive|passed out|"
            r"blacked out",
            rf"{CANNOT} (?:\w+ ){{0,2}}(?:move|lift|raise|feel|wiggle) (?:\w+ ){{0,3}}\b{LIMB}",
            rf"{CANNOT} (?:walk|stand(?: up)?) (?:any ?more|at all|since|now|after|suddenly)",
            rf"\b{LIMB} (?:\w+ ){{0,3}}{NOT_DO} (?:\w+ )?(?:move|"
            rf"moving|work|working|respond\w*|hold|obey)",
            r"legs? (?:\w+ ){0,3}(?:gave|giv(?:es|ing)|went) (?:out|way|dead|limp)",
            r"worst (?:head ?ache|pain in my head)|thunderclap|"
            r"sudden (?:\w+ ){0,2}head ?ache|head ?ache of my life",
            r"sudden(?:ly)? (?:\w+ ){0,2}confus\w+|confus\w+ and (?:\w+ ){0,2}(?:weak|"
            r"slur|dizzy)|stiff neck(?: \w+){0,4} (?:fever|"
            r"headache)",
        ),
    ),
    Rule(
        "chest_pain",
        "Chest pain",
        (
            r"\bchests?\b(?! of| freezer)[^.!?\n]{0,30}?(?:pain\w*|"
            r"hurt\w*|tight\w*|pressure|heav\w+|crush\w*|ach(?:e|"
            r"es|ing|y)\b|discomfort|squeez\w*|burn\w*|stabb\w+)",
            r"(?:pain\w*|hurt\w*|tight\w*|pressure|heav\w+|"
            r"crush\w*|ach(?:e|es|ing)|discomfort|squeez\w*|"
            r"elephant|weight|stabb\w+)[^.!?\n]{0,25}?\bchest\b",
            r"heart attack|cardiac arrest",
            r"pain (?:\w+ ){0,4}(?:down|into|in) (?:my |the )?(?:left arm|jaw)",
            r"heart (?:\w+ ){0,3}(?:stopp\w+|pain\w*|hurt\w*)",
        ),
    ),
    Rule(
        "breathing",
        "Trouble breathing",
        (
            rf"{TROUBLE}{SHORT}\bbreath\w*",
            r"short(?:ness)? (?:of|on) breath|out of breath|"
            r"breathless\w*|gasp(?:ing|ed)?\b|fight(?:ing)? for (?:air|"
            r"breath)",
            r"breath\w*(?: \w+){0,3} (?:difficult\w*|hard\b|"
            r"heavy|trouble|problems?|shallow|slow|stopp\w+)",
            r"(?:slow|shallow|stopped|laboured|labored|barely|noisy) breath\w*",
            rf"{CANNOT} (?:\w+ ){{0,3}}(?:get|catch) (?:\w+ ){{0,3}}(?:air|breath)",
            r"\bwheez\w*|\bsuffocat\w*|\bchok(?:e|ing)\b|turn(?:ed|"
            r"ing|s)? (?:\w+ )?blue|(?:blue|gr[ae]y) lips|lips (?:\w+ ){0,2}blue",
        ),
    ),
    Rule(
        "anaphylaxis",
        "Severe allergic reaction",
        (
            r"anaph[yi]la\w*",
            rf"\b{AIRWAY}\b[^.!?\n]{{0,25}}?{SWELLING}",
            rf"{SWELLING}[^.!?\n]{{0,20}}?\b{AIRWAY}\b",
            r"throat (?:\w+ ){0,3}(?:tight\w*|clos\w+)|tight\w*(?: \w+){0,3} throat",
            r"\bhives\b|epi[- ]?pen|allergic (?:reaction|shock)",
            rf"{CANNOT} swallow|(?:trouble|difficulty|hard time) swallowing",
        ),
    ),
    Rule(
        "bleeding",
        "Heavy or inner bleeding",
        (
            r"(?:cough\w*|vomit\w*|throw\w*|threw|spit\w*|puk\w+|"
            r"pass\w*|pee\w*|poop\w*)(?: \w+){0,3} blood",
            r"(?:stools?|poo\w*) (?:\w+ ){0,3}(?:black|tarry|bloody)|"
            r"black (?:and )?(?:\w+ )?(?:stools?|poo\w*|tarry)|"
            r"tarry|blood(?:y)? (?:\w+ ){0,2}(?:stools?|vomit|"
            r"poo\w*)|"
            r"blood in (?:my |the |his |her )?(?:stools?|vomit|poo\w*|urine|pee)|coffee grounds",
            rf"bleed\w*(?: \w+){{0,4}} (?:{NOT_DO} stop|non-?stop|"
            rf"heav\w+)|{CANNOT} stop (?:the )?bleeding|won'?t stop bleeding|"
            rf"bleed\w* heavily",
        ),
    ),
    Rule(
        "too_much_medicine",
        "Too much of a medicine",
        (
            rf"(?:took|taken|taking|had|swallowed) (?:\w+ ){{0,3}}too (?:many|"
            rf"much)|too many (?:\w+ ){{0,3}}{PILLS}",
            r"(?:double|triple|twice) (?:the |my |his |her )?(?:\w+ )?dose (?:\w+ "
            r"){0,5}(?:accident|mistake)|"
            r"(?:accident\w*|mistake\w*) (?:\w+ ){0,3}(?:took|"
            r"taken) (?:\w+ ){0,3}(?:double|twice|two|extra)",
            r"(?:child|kid|baby|toddler|son|daughter|dog|grandson|"
            r"granddaughter) (?:\w+ ){0,3}(?:ate|swallowed|"
            r"got into|took) (?:\w+ ){0,3}" + PILLS,
            r"poison control|can(?:'?t|not) wake (?:him|her|them)|won'?t wake up|hard to wake",
        ),
    ),
    Rule(
        "fever_with_back_pain",
        "Fever together with back pain: possible infection",
        (
            r"\bfevers?\b|\bfeverish\b|\bchills\b|\bshiver\w*|night sweats|high temp\w*",
            r"\btemp(?:erature)? (?:\w+ ){0,3}(?:3[89]|4[01]|10[0-5])",
            r"\b(?:3[89]|4[01]|10[0-5])(?:[.,]\d)? ?(?:°|degrees|[cf]\b|fever)",
            r"(?:pus|oozing|foul|weeping)\b(?: \w+){0,6} (?:wound|"
            r"incision|site|cut|scar|back)|(?:wound|incision|"
            r"injection site)(?: \w+){0,5} (?:pus|oozing|foul|"
            r"infected)",
        ),
        also=r"\bback ?(?:pain|ache)|\bbackache|\bback\b (?:\w+ ){0,3}(?:hurt|pain|ach|sore|worse|kill)|"
        r"\b(?:my|the|his|her|lower|upper|low) back\b|\bspin(?:e|al)\b|"
        r"\binjection|\bshot\b|\bneedle|\bsurgery|\boperation|"
        r"\bepidural|\bprocedure|\bincision|\bwound",
    ),
    Rule(
        SELF_HARM,
        "Words of self-harm",
        (
            r"suicid\w*|\bunaliv\w*|\bkms\b|\bsewer ?slide\b",
            rf"\b(?:kill|hang|shoot|drown|starv)(?:ing|ed)? {ONESELF}(?! laughing)",
            rf"\b(?:cut|hurt|harm)(?:t?ing)? {ONESELF}(?! (?:\w+ )?(?:lifting|"
            rf"shaving|at (?:work|the gym|home|school)|playing|"
            rf"falling|moving|doing|"
            r"while|when|working|running|gardening|skiing|in (?:a|"
            r"the)|on (?:a|the|my)|years|last|badly|again lifting|"
            r"by (?:lifting|falling)))",
            r"\b(?:end(?:ing|ed)?|tak(?:e|ing)) (?:it all|it now|"
            r"my (?:own )?life|her life|his life|things for good|"
            r"everything|my suffering|this life)\b",
            r"\b(?:want(?:ed|ing)?|wish|ready|rather|prefer|"
            r"going|hope|hoping|like|wanna|deserve|pray(?:ing)?|"
            r"plan(?:ning)?|might as well|could) (?:\w+ ){0,3}"
            r"(?:to )?(?:die|dying|be dead|dead|was dead|were dead|"
            r"not wake up|never wake up|disappear forever|not exist)\b(?! of (?:laugh|"
            r"embarrass|boredom|shame))",
            r"(?:wish|hope) (?:\w+ ){0,4}(?:never been born|"
            r"not wake|n'?t wake|never wake|not be here|would ?n'?t wake|"
            r"did ?n'?t wake|fall asleep and)",
            r"\b(?:do ?n'?t|do not|did ?n'?t|no longer|not) (?:\w+ ){0,2}(?:want|"
            r"wanna|wish|care) (?:\w+ ){0,2}"
            r"(?:live|living|be here|be alive|wake up|go on|exist|keep going|keep living)",
            r"no (?:reason|point|will|wish|desire) (?:\w+ ){0,3}(?:liv\w+|"
            r"going on|go on|be here|wak\w+ up|continu\w+|carry\w* on|"
            r"being alive)",
            r"(?:what'?s|what is|see) (?:the |any )?point (?:\w+ ){0,2}(?:liv\w+|"
            r"going on|go on|any ?more|carry\w+ on|being alive)",
            r"nothing (?:left )?to live for|(?:not|n'?t) worth (?:living|"
            r"it any ?more)|tired of (?:living|life|being alive)|"
            r"done with (?:life|living|it all)|sick of (?:living|"
            r"life)",
            r"better off (?:dead|without me|if i (?:was|were) (?:dead|"
            r"gone|not here))|better (?:if|when) i(?:'?m| was|"
            r" were| am)?(?: \w+){0,2} (?:dead|gone)",
            rf"{CANNOT} (?:go on|keep going|carry on|live|keep living) (?:like|"
            rf"with|living|any ?more|much longer)|{CANNOT} (?:go on|"
            rf"carry on)\b",
            rf"{CANNOT} (?:take|stand|bear|do|handle|cope with|"
            rf"live with) (?:it|this|the pain|life)(?: pain|"
            rf" life)?(?: like this)? any ?(?:more|longer)",
            r"\bover ?dos(?:e|ed|ing)\b",
            r"(?:tak(?:e|ing|en)|took|swallow\w*) (?:all|the whole bottle|"
            r"a bottle|a handful|every)(?: \w+){0,4} (?:pills|"
            r"tablets|medicine\w*|meds|painkillers|bottle)|"
            r"swallow(?:ed)? (?:the|a) (?:whole )?bottle|take the whole bottle",
            r"self[- ]?harm\w*|slit (?:my|her|his) wrists?|"
            r"jump(?:ing)? (?:off|in front of|from) (?:a |the )?(?:\w+ )?(?:bridge|"
            r"building|roof|train|cliff)|noose|gun to my head|"
            r"ending my (?:life|pain for good)",
            r"(?:this is|saying) (?:my )?goodbye|(?:final|last) goodbye|"
            r"life is over|give up on life|giving up on life|"
            r"hopeless(?: \w+){0,4} (?:alone|end|die|anymore)|"
            r"think(?:ing)? (?:about|of) (?:death|dying|ending|"
            r"hurting)",
        ),
    ),
)
# Words whose spelling slips are put right before the patterns look. Lower case.
WORDS = frozenset(
    "breath breathe breathing chest throat tongue swollen swelling swallow allergic reaction "
    "anaphylaxis anaphylactic numbness tingling feeling sensation buttocks genitals bladder "
    "bowels control incontinent incontinence urinate urinating urine bathroom toilet vision "
    "blurred blurry stroke slurred speech droop drooping paralysed paralyzed paralysis headache "
    "suicide suicidal overdose kill myself anymore fever feverish temperature shivering chills "
    "bleeding vomiting injection surgery numb groin unconscious seizure wheezing choking "
    "breathless shortness pressure tightness between private saddle trouble difficulty cannot "
    "can't cant couldn't couldnt unable living worthless goodbye pain dead die ".split()
)
