"""Guides: life after back surgery, and short courses of opioids."""

from clinic_cms.demo.articles.help_lines import EMERGENCY_MEDICINES, URGENT_MEDICINES
from clinic_cms.demo.shapes import ArticleData

LIFE_AFTER_SURGERY: ArticleData = {
    "slug": "life-after-back-surgery",
    "kind": "guide",
    "title": "Life after back surgery",
    "summary": "The first weeks at home, what is normal, and what to do if pain stays.",
    "author": "miriam-okafor",
    "reviewer": "samuel-greenbaum",
    "conditions": ["failed-back-surgery-syndrome", "spinal-stenosis", "disc-herniation"],
    "treatments": [],
    "disclaimers": ["about-procedures"],
    "references": ["sebaaly-2018", "hayden-2021"],
    "help_emergency": [
        "are numb between your legs or around your bottom",
        "have new trouble starting or stopping urine, or leak urine or stool",
        "have weakness in your legs that is new or gets worse",
        "have chest pain or trouble breathing",
        "have a fever with worse back pain, or a stiff neck",
    ],
    "help_urgent": [
        "see redness, fluid or pus at the wound, or it opens",
        "have a strong headache when you sit up",
        "have a swollen, painful calf",
    ],
    "help_non_urgent": [
        "you are not sure what you may lift or when you may drive",
        "pain is not less after 6 weeks",
    ],
    "questions": [
        "What exactly was done, and at which level?",
        "When may I drive, work and lift?",
        "When does physical therapy start?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>The first two weeks</h2>
<ul>
<li>Walk several times a day. Begin with a few minutes.</li>
<li>Keep the wound clean and dry, as you were shown.</li>
<li>Roll onto your side to get out of bed.</li>
<li>Leave heavy lifting and twisting to others.</li>
</ul>
<p>Leg pain often eases early. Numbness can take months and may not go away fully.</p>
<h2>Weeks 2 to 12</h2>
<p>Add time on your feet. Your surgeon tells you when to start therapy. People who move early often
trust their back sooner. Exercise helps lasting back pain in general [2].</p>
<h2>If pain stays or comes back</h2>
<p>It happens to many: studies name figures between 10 and 40 out of 100 after one kind of surgery
[1]. Come back and tell us. A second look can find a cause that can be treated.</p>
<blockquote><p>"I feel that I failed. Everyone else got better."</p></blockquote>
<p>You did not fail. Pain after surgery has many causes, and most are not in your hands. Talk about
sleep, worry and mood too. They are part of pain, and help exists for them.</p>
""",
    "state": "published",
    "published_days_ago": 75,
}

OPIOIDS_SHORT_COURSES: ArticleData = {
    "slug": "opioids-short-courses-only",
    "kind": "guide",
    "title": "Opioids: short courses only",
    "summary": "When strong pain relievers have a place, and how to stay out of trouble with them.",
    "author": "elena-vasquez-moore",
    "reviewer": "tomas-lindqvist",
    "conditions": ["failed-back-surgery-syndrome", "acute-low-back-pain"],
    "treatments": ["opioids"],
    "disclaimers": ["about-medicines"],
    "references": ["cdc-2022", "jones-2023", "fda-opioid-2016", "qaseem-2017"],
    "help_emergency": EMERGENCY_MEDICINES,
    "help_urgent": URGENT_MEDICINES,
    "help_non_urgent": [
        "you need the tablets for longer than planned",
        "you are constipated, sick or sleepy",
        "you are worried about needing the medicine",
    ],
    "questions": [
        "What is our goal, and on which day do I stop?",
        "Can I try something else first?",
        "Should someone at home have naloxone and know how to use it?",
        "What do I do with the tablets that are left?",
    ],
    "overview": "medicines-after-failed-back-surgery",
    "research_label": "",
    "research_url": "",
    "body": """
<h2>When they have a place</h2>
<p>Opioids can help with severe pain around an operation or an injury. For most other back pain,
guidelines say to try other ways first [1, 4].</p>
<h2>Do they work for new back pain?</h2>
<p>In a trial, 347 people with new back or neck pain took an opioid or placebo for up to 6 weeks.
Pain was no better with the opioid [2]. 7 out of 100 people got constipation on it, and 93 did not.
With placebo, 3 out of 100 got it, and 97 did not.</p>
<h2>Keep it short</h2>
<p>For a new pain, a few days are often enough. Take the lowest dose that lets you move. The longer
you take them, the harder it gets to stop.</p>
<h2>Stay out of trouble</h2>
<ul>
<li>Never mix them with alcohol. Tell us about sleeping pills and anxiety medicines: the mix can
stop your breathing [3].</li>
<li>Lock them away. Do not share them.</li>
<li>Do not drive.</li>
<li>Take leftovers to a drug take-back site.</li>
</ul>
<blockquote><p>"I took them for two months. Now I feel awful when I skip one."</p></blockquote>
<p>Your body has got used to them. That can happen to anyone. Do not stop all at once. Call us, and
we will lower the dose step by step with you.</p>
""",
    "state": "published",
    "published_days_ago": 20,
}
