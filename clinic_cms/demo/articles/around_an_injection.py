"""Guides: getting ready for a back injection, and steroid injections with diabetes."""

from clinic_cms.demo.articles.help_lines import EMERGENCY_AFTER_INJECTION, URGENT_AFTER_INJECTION
from clinic_cms.demo.shapes import ArticleData

GETTING_READY: ArticleData = {
    "slug": "getting-ready-for-a-back-injection",
    "kind": "guide",
    "title": "Getting ready for a back injection",
    "summary": "A checklist for the week before, the day itself and the days after.",
    "author": "miriam-okafor",
    "reviewer": "tomas-lindqvist",
    "conditions": ["sciatica", "facet-joint-pain"],
    "treatments": [],
    "disclaimers": ["about-procedures"],
    "references": ["medlineplus-epidural", "fda-epidural-2014"],
    "help_emergency": EMERGENCY_AFTER_INJECTION,
    "help_urgent": URGENT_AFTER_INJECTION,
    "help_non_urgent": [
        "you have a cold, a cough or a skin infection before the injection",
        "you do not know which medicines to take on the day",
    ],
    "questions": [
        "Which medicines do I pause, from when to when?",
        "May I eat and drink before?",
        "Whom do I call at night if something is wrong?",
    ],
    "overview": "when-should-i-get-a-back-injection",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>The week before</h2>
<ul>
<li>Make a list of all your medicines, with doses. Bring it.</li>
<li>Tell us about blood thinners, aspirin included. Never stop them on your own [1].</li>
<li>Tell us about allergies, diabetes and pregnancy.</li>
<li>Ask someone to take you home.</li>
<li>Read about the serious risks, and write down your questions [2].</li>
</ul>
<h2>The day itself</h2>
<ul>
<li>Call before you come if you have a fever or feel ill.</li>
<li>Take your usual medicines unless you were told not to.</li>
<li>Wear loose clothes.</li>
</ul>
<p>You will be asked for your name and the side of your pain more than once. That is a safety check.
You lie still for some minutes. Say so at once if a strong pain shoots down your leg.</p>
<h2>The days after</h2>
<p>Rest for the remainder of the day. The spot may be sore, and your usual pain may be worse for 2
to 3 days [1]. A cold pack helps. Do not sit in a bath or pool for a day.</p>
<blockquote><p>"My leg feels like rubber. Is that normal?"</p></blockquote>
<p>A numb or heavy leg can come from the numbing medicine. It should wear off within hours. Do not
walk alone until it has. If it spreads or gets worse, use the help card.</p>
""",
    "state": "published",
    "published_days_ago": 110,
}

STEROIDS_AND_DIABETES: ArticleData = {
    "slug": "steroid-injections-and-diabetes",
    "kind": "guide",
    "title": "Steroid injections when you have diabetes",
    "summary": "Why blood sugar rises after a steroid injection, for how long, and how to plan.",
    "author": "miriam-okafor",
    "reviewer": "samuel-greenbaum",
    "conditions": ["sciatica", "spinal-stenosis"],
    "treatments": ["lumbar-spinal-injection"],
    "disclaimers": ["about-procedures", "about-medicines"],
    "references": [
        "even-2012",
        "everett-2004",
        "fda-epidural-2014",
        "goodman-2008",
        "manchikanti-2012",
        "medlineplus-epidural",
        "arden-2005",
    ],
    "help_emergency": [
        *EMERGENCY_AFTER_INJECTION,
        "have high blood sugar and vomit, breathe fast or feel very sleepy",
    ],
    "help_urgent": URGENT_AFTER_INJECTION,
    "help_non_urgent": [
        "you have no written plan for your blood sugar yet",
        "your last A1c result is older than 3 months",
    ],
    "questions": [
        "How often should I check, and for how many days?",
        "Above which number do I call, and whom?",
        "Should my insulin or tablets change for some days?",
        "Is there a choice without a steroid?",
    ],
    "overview": "when-should-i-get-a-back-injection",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>What happens</h2>
<p>A steroid makes the liver give off sugar and makes insulin work less well. A part of the medicine
reaches the blood, even when it is put next to a nerve.</p>
<h2>How much and how long?</h2>
<p>30 people with diabetes measured their sugar before and after an epidural steroid [1]. The
average was 160 mg/dL before and 286 mg/dL after. It went halfway back in about one day. Most were
at their usual level within 2 days.</p>
<p>A good A1c did not protect them. People with good and with poor control had a similar rise.</p>
<h2>Make a plan</h2>
<ol>
<li>Talk to the person who treats your diabetes at least a week before.</li>
<li>Check more often from the day of the injection on, for as long as your plan says.</li>
<li>Know the number at which you call.</li>
<li>Keep test strips, water and your usual food at home.</li>
</ol>
<h2>Infection</h2>
<p>Diabetes makes infections more likely. Look at the spot each day for a week. Fever with new back
pain is an emergency.</p>
""",
    "state": "published",
    "published_days_ago": 45,
}
