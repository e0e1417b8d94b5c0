"""Guide: NSAIDs and the stomach."""

from clinic_cms.demo.articles.help_lines import EMERGENCY_MEDICINES, URGENT_MEDICINES
from clinic_cms.demo.shapes import ArticleData

NSAIDS_AND_YOUR_STOMACH: ArticleData = {
    "slug": "nsaids-and-your-stomach",
    "kind": "guide",
    "title": "NSAIDs and your stomach",
    "summary": "How ibuprofen, naproxen and aspirin hurt the stomach, and what lowers the risk.",
    "author": "elena-vasquez-moore",
    "reviewer": "samuel-greenbaum",
    "conditions": ["acute-low-back-pain", "chronic-low-back-pain"],
    "treatments": ["nsaids"],
    "disclaimers": ["about-medicines"],
    "references": ["doyle-1999", "ibuprofen-label", "fda-nsaid-2015", "qaseem-2017"],
    "help_emergency": EMERGENCY_MEDICINES,
    "help_urgent": URGENT_MEDICINES,
    "help_non_urgent": [
        "you need an NSAID for more than 10 days",
        "you have heartburn or belly pain that does not go away",
    ],
    "questions": [
        "Is an NSAID a good choice with my other illnesses?",
        "Do I need a medicine that protects my stomach?",
        "Which pain reliever can I take with my blood thinner?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>Why the stomach?</h2>
<p>NSAIDs block substances that cause pain and swelling. The same substances keep the lining of the
stomach strong. With less of them, acid can make a sore.</p>
<h2>How often does it happen?</h2>
<h3>Short use at a drugstore dose</h3>
<p>In a study, healthy people took 1,200 mg of ibuprofen a day for 10 days. 19 out of 100 had some
upset stomach, and 81 did not [1]. With placebo, 16 out of 100 had it, and 84 did not. So only part
of it came from the tablets.</p>
<h3>Longer use at a prescription dose</h3>
<p>About 1 out of 100 people get a serious ulcer, bleeding or a hole over 3 to 6 months, and 99 do
not. Over a year it is 2 to 4 out of 100 [2].</p>
<h2>Who is at higher risk?</h2>
<ul>
<li>People over 60</li>
<li>People who had an ulcer or bleeding before</li>
<li>People who take a blood thinner, a steroid or some antidepressants</li>
<li>People who drink three or more alcoholic drinks a day</li>
</ul>
<h2>How to lower the risk</h2>
<ol>
<li>Take the lowest dose that helps, for the shortest time.</li>
<li>Take only one NSAID at a time. Cold remedies may contain one.</li>
<li>Take it with food.</li>
<li>Ask whether you need a medicine that lowers acid.</li>
</ol>
<h2>It is not only the stomach</h2>
<p>NSAIDs other than aspirin raise the chance of a heart attack or stroke, even in the first weeks
[3]. They can also harm the kidneys. Heat, movement and hands-on care have none of these risks and
are fair first choices for new back pain [4].</p>
""",
    "state": "published",
    "published_days_ago": 140,
}
