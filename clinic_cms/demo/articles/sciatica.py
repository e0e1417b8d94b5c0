"""Guide: sciatica."""

from clinic_cms.demo.articles.help_lines import EMERGENCY, NON_URGENT, URGENT
from clinic_cms.demo.shapes import ArticleData

SCIATICA: ArticleData = {
    "slug": "sciatica",
    "kind": "guide",
    "title": "Sciatica: pain that runs down the leg",
    "summary": "Why a nerve in the back can hurt in the leg, how it usually goes, and what helps.",
    "author": "elena-vasquez-moore",
    "reviewer": "tomas-lindqvist",
    "conditions": ["sciatica", "disc-herniation"],
    "treatments": [],
    "disclaimers": [],
    "references": ["medlineplus-sciatica", "nice-ng59", "oliveira-2020"],
    "help_emergency": EMERGENCY,
    "help_urgent": URGENT,
    "help_non_urgent": NON_URGENT,
    "questions": [
        "Which nerve do you think is irritated?",
        "Is my leg strength normal? How will we follow it?",
        "When would a scan or an injection make sense?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>What is sciatica?</h2>
<p>Sciatica is a symptom, not a disease. Something irritates a nerve where it leaves the low back.
You feel it along that nerve: in the buttock, the back of the leg or the foot [1]. It can burn,
tingle or shoot like electricity.</p>
<h2>What irritates the nerve?</h2>
<ul>
<li>Most often a disc that bulges or has slipped</li>
<li>A channel that has become narrow with age</li>
<li>Less often a swelling, an injury or pregnancy</li>
</ul>
<h2>How does it usually go?</h2>
<p>Many people get better within weeks to a few months without a procedure. A slipped disc can
shrink by itself. The leg often feels better before the back does.</p>
<blockquote><p>"Should I stay in bed until it stops?"</p></blockquote>
<p>No. Rest for a day if you must. Then move a little and often. Lying on your side with a pillow
between the knees can help at night.</p>
<h2>What can help?</h2>
<p>Movement and time help most. A guideline warns against some medicines for sciatica: gabapentin,
pregabalin and other seizure medicines, steroid tablets and benzodiazepines. They did not help, and
they can do harm [2].</p>
<p>An epidural injection is an option for sudden, strong pain [2]. On average its added effect is
small [3]. Surgery is an option when pain stays strong and a scan shows the cause.</p>
<h2>Signs that cannot wait</h2>
<p>Very rarely, all the nerves at the base of the spine are squeezed at once. You may feel numb
where you would sit on a saddle, or lose control of your bladder. Hours count. Use the help card on
this page.</p>
""",
    "state": "published",
    "published_days_ago": 280,
}
