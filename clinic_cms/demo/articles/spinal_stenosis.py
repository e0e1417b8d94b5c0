"""Guide: spinal stenosis, with decompression surgery."""

from clinic_cms.demo.articles.help_lines import EMERGENCY, NON_URGENT, URGENT
from clinic_cms.demo.shapes import ArticleData

SPINAL_STENOSIS: ArticleData = {
    "slug": "spinal-stenosis-in-the-lower-back",
    "kind": "guide",
    "title": "Spinal stenosis in the lower back",
    "summary": "Why walking hurts when the nerve channel is narrow, and what can be done about it.",
    "author": "miriam-okafor",
    "reviewer": "tomas-lindqvist",
    "conditions": ["spinal-stenosis"],
    "treatments": ["decompression-surgery"],
    "disclaimers": ["about-procedures"],
    "references": [
        "niams-stenosis",
        "weinstein-2008",
        "friedly-2014",
        "nice-ng59",
        "desai-2015",
    ],
    "help_emergency": EMERGENCY,
    "help_urgent": URGENT,
    "help_non_urgent": NON_URGENT,
    "questions": [
        "Does my scan fit the way my legs feel?",
        "What happens if I wait six months?",
        "What can surgery change for me, and what can it not?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>What is it?</h2>
<p>The nerves to the legs run through a channel in the spine. With age, discs bulge, joints thicken
and the channel gets narrow [1]. Many people over 50 have some narrowing and feel nothing.</p>
<h2>What does it feel like?</h2>
<p>Legs ache, tingle or feel heavy when you stand or walk. Sitting or bending forward helps. Many
people can push a shopping cart for longer than they can walk upright.</p>
<h2>What can I do myself?</h2>
<ul>
<li>Ride a bicycle or a stationary one: you bend forward, so it often hurts less.</li>
<li>Walk in short stretches with breaks.</li>
<li>Build strength in hips and legs.</li>
</ul>
<h2>Do injections help?</h2>
<p>In a trial of 400 people, a steroid with a numbing medicine did little or nothing more after 6
weeks than the numbing medicine alone [3]. A guideline advises against epidural injections for leg
pain that comes on with walking in stenosis [4].</p>
<h2>When is surgery worth a talk?</h2>
<p>Surgery makes the channel wider. It is an option when leg pain limits your life in spite of other
care. In a study of 654 people, those who had surgery had more pain relief over 2 years [2]. Many
people switched groups, so the size of the gain is uncertain.</p>
<p>In 9 out of 100 operations the sac around the nerves gets a small tear, and in 91 it does not [5]:
common. Over 4 years, people with a tear did as well as people without one.</p>
<blockquote><p>"Will I end up in a wheelchair if I say no?"</p></blockquote>
<p>That is very unlikely. Stenosis often stays the same for years. You can change your mind
later.</p>
""",
    "state": "published",
    "published_days_ago": 170,
}
