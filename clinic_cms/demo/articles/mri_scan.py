"""Guide: an MRI scan of the back. Its second edition corrects a figure."""

from clinic_cms.demo.articles.help_lines import EMERGENCY, URGENT
from clinic_cms.demo.shapes import ArticleData

_FIRST_SAID = "<td>37</td><td>84</td>"
_NOW_SAYS = "<td>37</td><td>96</td>"
_BODY = f"""
<h2>What is an MRI scan?</h2>
<p>An MRI scanner uses a strong magnet and radio waves to draw the inside of the body. It uses no
X-rays [1]. It shows discs, nerves and soft tissue well.</p>
<h2>Do I need one?</h2>
<p>Many people with back pain do not. A scan is useful when there is a red flag. It is also useful
before surgery or an injection, or when it would change the treatment in some other way [2].</p>
<blockquote><p>"How can you treat me if you have not looked inside?"</p></blockquote>
<p>Your story and an examination say more than you may think. A picture can even mislead. Changes
with age are normal, like gray hair.</p>
<table>
<caption>People without back pain who have these changes, out of 100 [3]</caption>
<thead><tr>
<th scope="col">Change on the scan</th>
<th scope="col">Age 20</th>
<th scope="col">Age 80</th>
</tr></thead>
<tbody>
<tr><td>Worn disc</td>{_FIRST_SAID}</tr>
<tr><td>Bulging disc</td><td>30</td><td>84</td></tr>
<tr><td>Disc that sticks out</td><td>29</td><td>43</td></tr>
</tbody>
</table>
<p>So at age 20, 30 out of 100 people without pain have a bulging disc, and 70 do not.</p>
<h2>On the day</h2>
<ol>
<li>Tell the staff about any metal or device in your body, such as a pacemaker or a pump.</li>
<li>Tell them if you are or may be pregnant, or if small spaces scare you.</li>
<li>Take off jewelry, watches and hearing aids.</li>
<li>You lie still in a tube for about 30 to 45 minutes. It is loud. You get ear protection.</li>
</ol>
<p>Some scans need contrast dye in a vein. Tell the staff if you have kidney disease or had a
reaction before.</p>
<h2>Reading the report</h2>
<p>Reports list every change, harmless ones too. Words such as "degeneration" sound worse than they
are. Ask which finding fits your symptoms, and what follows from it.</p>
"""

MRI_SCAN: ArticleData = {
    "slug": "mri-scan-of-your-lower-back",
    "kind": "guide",
    "title": "An MRI scan of your lower back",
    "summary": "When a scan helps, what it shows in people without pain, and what the day is like.",
    "author": "miriam-okafor",
    "reviewer": "samuel-greenbaum",
    "conditions": ["back-pain", "disc-herniation"],
    "treatments": [],
    "disclaimers": ["about-scans"],
    "references": ["radiologyinfo-mri", "nice-ng59", "brinjikji-2015"],
    "help_emergency": EMERGENCY,
    "help_urgent": URGENT,
    "help_non_urgent": [
        "you do not understand your report",
        "you have a device in your body and are not sure that you may be scanned",
    ],
    "questions": [
        "What do you expect the scan to show?",
        "What will we do differently, whatever it shows?",
        "Which of the findings fits my symptoms?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "",
    "research_url": "",
    "body": _BODY,
    "state": "published",
    "published_days_ago": 260,
    "second": {
        "published_days_ago": 90,
        "change_note": (
            "The table said that 84 out of 100 people aged 80 without back pain have worn discs. "
            "That is the figure for bulging discs. For worn discs it now says 96 out of 100."
        ),
        "body": _BODY.replace(_FIRST_SAID, _NOW_SAYS),
    },
}
