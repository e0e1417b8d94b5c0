"""Guide: an overview of back pain. Other guides name it as their overview."""

from clinic_cms.demo.articles.help_lines import EMERGENCY, NON_URGENT, URGENT
from clinic_cms.demo.shapes import ArticleData

BACK_PAIN_OVERVIEW: ArticleData = {
    "slug": "back-pain-an-overview",
    "kind": "guide",
    "title": "Back pain: an overview",
    "summary": "What low back pain is, how it usually goes, what helps first and when to get help.",
    "author": "miriam-okafor",
    "reviewer": "tomas-lindqvist",
    "conditions": ["back-pain", "acute-low-back-pain", "chronic-low-back-pain"],
    "treatments": [],
    "disclaimers": [],
    "references": ["ninds-back-pain", "qaseem-2017", "nice-ng59", "brinjikji-2015"],
    "help_emergency": EMERGENCY,
    "help_urgent": URGENT,
    "help_non_urgent": NON_URGENT,
    "questions": [
        "What do you think causes my pain, and how sure are you?",
        "Do I need a scan now? What would it change?",
        "What can I do this week to get moving again?",
        "When should I come back if it does not get better?",
    ],
    "overview": None,
    "research_label": "",
    "research_url": "",
    "body": """
<h2>What is low back pain?</h2>
<p>Low back pain sits between the lowest ribs and the top of the legs. Most adults have it at some
time [1]. It can feel dull, sharp or stiff. Sometimes it spreads into a leg.</p>
<p>Doctors often sort it by time:</p>
<ul>
<li><strong>Acute:</strong> less than 4 weeks</li>
<li><strong>Subacute:</strong> 4 to 12 weeks</li>
<li><strong>Chronic:</strong> more than 12 weeks [2]</li>
</ul>
<h2>What causes it?</h2>
<p>In most people no single cause can be found. Muscles, joints, discs and nerves can all hurt.
Stress, poor sleep and low mood can turn the pain up.</p>
<p>In some people there is a clear cause:</p>
<ul>
<li>a disc that presses on a nerve, which brings pain down the leg (sciatica)</li>
<li>a narrow channel for the nerves (spinal stenosis)</li>
<li>worn small joints at the back of the spine</li>
<li>pain that stays or comes back after surgery</li>
</ul>
<p>A break, an infection, cancer or pressure on the nerves to the bladder is uncommon. These need
quick care. The help card on this page lists the signs.</p>
<h2>Will it get better?</h2>
<blockquote><p>"It hurts so much. Did I damage something for good?"</p></blockquote>
<p>Strong pain does not always mean serious damage. Most new back pain gets better over time,
whatever treatment people choose [2]. It may come back. A new spell is often short as well.</p>
<h2>Do I need a scan?</h2>
<p>Often not at first. Scans show changes in people who feel fine. In a review of people
<em>without</em> back pain, 37 out of 100 aged 20 had worn discs, and 63 did not. At age 80 it was
96 out of 100 [4]. A scan helps when a red flag is present, or when it would change the treatment
[3].</p>
<h2>What helps first?</h2>
<h3>Keep moving</h3>
<p>Stay as active as you can. Walk. Change position often. Long bed rest makes muscles weaker.</p>
<h3>Use heat and hands-on care</h3>
<p>Heat, massage and spinal manipulation are fair first choices for new back pain. For pain that
lasts, exercise, yoga, tai chi and mind-body methods are first choices [2].</p>
<h3>Medicines, if you need them</h3>
<p>If you want a medicine, an NSAID such as ibuprofen is often tried first [2]. It does not suit
everyone. Opioids are a last choice and for short times only.</p>
<h2>What if it lasts?</h2>
<p>A plan with exercise, help with coping and a clear goal works better than rest alone. Injections
help some people with leg pain. Surgery helps a small group with a clear cause. Guidelines advise
against spinal injections for low back pain alone [3].</p>
""",
    "state": "published",
    "published_days_ago": 350,
}
