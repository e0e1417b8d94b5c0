"""Guide: exercise at home."""

from clinic_cms.demo.articles.help_lines import EMERGENCY, NON_URGENT, URGENT
from clinic_cms.demo.shapes import ArticleData

EXERCISE_AT_HOME: ArticleData = {
    "slug": "exercise-at-home-for-back-pain",
    "kind": "guide",
    "title": "Exercise at home for back pain",
    "summary": "A gentle start with walking and four simple exercises, and how to build up.",
    "author": "elena-vasquez-moore",
    "reviewer": "samuel-greenbaum",
    "conditions": ["back-pain", "acute-low-back-pain", "chronic-low-back-pain"],
    "treatments": ["exercise-at-home"],
    "disclaimers": [],
    "references": ["hayden-2021", "medlineplus-acute"],
    "help_emergency": EMERGENCY,
    "help_urgent": URGENT,
    "help_non_urgent": NON_URGENT,
    "questions": [
        "Is there any movement that I should leave out?",
        "How soon can I go back to my sport?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>Before you start</h2>
<p>Look at the help card on this page. If one of the signs fits you, get help first. If you had an
operation in the past 3 months, ask your surgeon.</p>
<h2>Walk first</h2>
<p>Walk for as long as you can without a big rise in pain. That may be 3 minutes. Do it several
times a day. Add a minute every other day.</p>
<h2>Four exercises</h2>
<ol>
<li><strong>Knee rolls.</strong> Lie on your back with knees bent. Let both knees sink slowly to one
side, then to the other. Repeat 10 times.</li>
<li><strong>Bridge.</strong> Same position. Lift your bottom until your body is straight. Hold for 3
seconds. Repeat 8 times.</li>
<li><strong>Bird dog.</strong> On hands and knees, stretch one arm and the opposite leg. Keep the
back still. Repeat 6 times on each side.</li>
<li><strong>Sit to stand.</strong> Get up from a chair without your hands. Repeat 8 times.</li>
</ol>
<h2>How to build up</h2>
<ul>
<li>Pain up to 3 out of 10 during exercise is fine if it settles by the next morning.</li>
<li>Add one or two repeats a week, not all at once.</li>
<li>On a bad day do less, but do something.</li>
</ul>
<h2>What to expect</h2>
<p>In studies of lasting back pain, exercise lowered pain by about 15 points out of 100 [1]. It
takes weeks. After a new strain, ease off heavy lifting and twisting for some weeks [2].</p>
""",
    "state": "published",
    "published_days_ago": 190,
}
