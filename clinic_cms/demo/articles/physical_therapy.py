"""Guide: physical therapy for back pain."""

from clinic_cms.demo.articles.help_lines import EMERGENCY, NON_URGENT, URGENT
from clinic_cms.demo.shapes import ArticleData

PHYSICAL_THERAPY: ArticleData = {
    "slug": "physical-therapy-for-back-pain",
    "kind": "guide",
    "title": "Physical therapy for back pain",
    "summary": "What happens in physical therapy, how much it can help, and how to make it work.",
    "author": "elena-vasquez-moore",
    "reviewer": "samuel-greenbaum",
    "conditions": ["back-pain", "chronic-low-back-pain"],
    "treatments": ["physical-therapy"],
    "disclaimers": [],
    "references": ["hayden-2021", "qaseem-2017"],
    "help_emergency": EMERGENCY,
    "help_urgent": URGENT,
    "help_non_urgent": NON_URGENT,
    "questions": [
        "What is our goal, in something I want to do again?",
        "Which two or three exercises matter most for me?",
        "How much soreness is fine, and when should I stop?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>Why move when it hurts?</h2>
<p>A back that hurts is rarely a back that breaks. Rest feels right, but it makes muscles weak and
stiff. A therapist helps you find movement that you can do now, and builds on it.</p>
<h2>How much does exercise help?</h2>
<p>A review put together 249 studies of back pain that had lasted over 12 weeks. Compared with no
treatment, usual care or placebo, exercise lowered pain by about 15 points on a scale from 0 to 100
[1]. That is an average. Some people gained more and some gained nothing.</p>
<h2>The first visit</h2>
<p>The therapist asks what you can and cannot do, and checks strength, feeling and movement. Then
you agree on a goal. "Carry my grandchild up the stairs" is better than "less pain".</p>
<h2>Which kind is best?</h2>
<p>No single kind is best for everyone. Strength training, stretching, yoga, tai chi and Pilates can
all help [2]. The best one is the one that you will still do in three months.</p>
<blockquote><p>"The exercises made me sore. Should I quit?"</p></blockquote>
<p>Mild soreness for a day or two is common. Do half as much next time. Tell the therapist about
pain that shoots down the leg or lasts for days.</p>
""",
    "state": "published",
    "published_days_ago": 220,
}
