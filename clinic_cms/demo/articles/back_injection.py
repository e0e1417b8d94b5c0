"""Guide: back injections. Its second edition corrects what the first said of blood sugar."""

from clinic_cms.demo.articles.help_lines import EMERGENCY_AFTER_INJECTION, URGENT_AFTER_INJECTION
from clinic_cms.demo.shapes import ArticleData

_FIRST_SAID = "Blood sugar can go up for a few hours after a steroid injection."
_NOW_SAYS = (
    "Blood sugar can go up for about 2 days. In a study of 30 people with diabetes, the average "
    "rise was 126 mg/dL [4]."
)
_BODY = f"""
<p>Many people with back or leg pain are offered an injection. This page explains what it can do,
what it cannot do, and what can go wrong. The choice is yours to make with your physician.</p>
<h2>What people ask us</h2>
<blockquote><p>"Is a needle in the spine dangerous?"</p></blockquote>
<p>It can be. Most unwanted effects are mild and pass within days. Very serious harm has happened.
Nobody knows exactly how often. In 2014 the FDA warned of stroke, loss of sight, paralysis and death
after steroids were put into the epidural space [1].</p>
<blockquote><p>"If I have one, will I need them for the rest of my life?"</p></blockquote>
<p>No. An injection does not make your body depend on it. Some people have one and no more. If the
pain is back within days, more of the same is unlikely to help.</p>
<blockquote><p>"Does the steroid weaken my bones or discs?"</p></blockquote>
<p>Steroids can thin bones and weaken tissue when they are given often or in high doses. That is why
most physicians stay at 2 or 3 injections a year [6]. Keep a list of all your steroid injections,
those in a knee or shoulder too.</p>
<h2>When an injection may be worth a try</h2>
<p>Guidelines support it for sudden, strong sciatica [7]. They advise against it for low back pain
without leg pain [7]. Your physician may bring it up when:</p>
<ul>
<li>pain shoots down the leg and fits what the examination and the scan show</li>
<li>time, activity and medicines have not helped enough</li>
<li>pain keeps you from sleeping, walking or doing exercise therapy</li>
<li>the team needs to find out which nerve or joint hurts</li>
</ul>
<h2>Where the medicine goes</h2>
<table>
<caption>Three common targets in the low back</caption>
<thead><tr>
<th scope="col">Target</th>
<th scope="col">What it is</th>
<th scope="col">Why there</th>
</tr></thead>
<tbody>
<tr><td>Epidural space</td><td>The space around the sac that holds the nerves</td>
<td>To calm a swollen nerve root</td></tr>
<tr><td>Facet joint</td><td>A small joint at the back of the spine</td>
<td>To treat or test a painful joint</td></tr>
<tr><td>Medial branch</td><td>A tiny nerve that serves a facet joint</td>
<td>To test whether the joint is the source</td></tr>
</tbody>
</table>
<p>The FDA warning is about the epidural space. Ask which target is planned for you.</p>
<h2>How well does it work?</h2>
<p>For sciatica, a review of 25 studies compared steroid and placebo injections. The steroid was
slightly better for leg pain in the first months. The authors call the difference small [5]. For
spinal stenosis, a trial of 400 people found little or no added relief from the steroid after 6
weeks [8].</p>
<p>Some people feel better the same day. For others it takes several days. Relief may last a week or
several months, and some people get none.</p>
<h2>Side effects, in numbers</h2>
<h3>Flushing is not unusual</h3>
<p>Three groups of people were asked about a warm, red face after an epidural steroid:</p>
<ul>
<li>16 out of 100 had it after betamethasone, and 84 did not (13 of 81 people) [2]: very common</li>
<li>9 out of 100 had it after methylprednisolone, and 91 did not (14 of 159) [2]: common</li>
<li>5 out of 100 had it after a low dose of dexamethasone, and 95 did not (4 of 80) [3]: common</li>
</ul>
<h3>If you have diabetes</h3>
<p>{_FIRST_SAID} Ask for a plan before the day of the injection.</p>
<h3>Infection is an emergency</h3>
<p>Germs can get near the spine along the needle [9]. How often that happens is not known well. A
fever with new back pain in the days after an injection needs an emergency department.</p>
<h3>Headache</h3>
<p>In 8 out of 1,000 epidural injections between two vertebrae, the needle pierced the sac around the
nerves, and in 992 it did not [10]: uncommon. A headache that is worse sitting up can follow.</p>
<h2>Make the most of a better spell</h2>
<p>An injection can open a window. Use it:</p>
<ol>
<li>Walk a little more each day.</li>
<li>Start or restart exercise therapy.</li>
<li>Change what sets the pain off, such as long sitting or heavy lifting from the floor.</li>
</ol>
<h2>When to stop and think again</h2>
<p>If two injections did not help you do more, ask about other ways. That may be a different kind of
therapy, a second opinion or a talk with a surgeon. Doing nothing for now is a choice as well.</p>
"""

BACK_INJECTION: ArticleData = {
    "slug": "when-should-i-get-a-back-injection",
    "kind": "guide",
    "title": "When should I get a back injection?",
    "summary": (
        "Who may gain from a spinal injection, how well it works, and the risks in plain numbers."
    ),
    "author": "miriam-okafor",
    "reviewer": "tomas-lindqvist",
    "conditions": ["sciatica", "disc-herniation", "spinal-stenosis", "facet-joint-pain"],
    "treatments": ["lumbar-spinal-injection"],
    "disclaimers": ["about-procedures"],
    "references": [
        "fda-epidural-2014",
        "everett-2004",
        "shermon-2023",
        "even-2012",
        "oliveira-2020",
        "medlineplus-epidural",
        "nice-ng59",
        "friedly-2014",
        "goodman-2008",
        "manchikanti-2012",
        "arden-2005",
    ],
    "help_emergency": EMERGENCY_AFTER_INJECTION,
    "help_urgent": URGENT_AFTER_INJECTION,
    "help_non_urgent": [
        "your face is red and warm for more than 3 days",
        "the injection site is still sore after 3 days",
        "your pain came back and you want to talk about what is next",
    ],
    "questions": [
        "Which nerve or joint are you aiming for, and why?",
        "Which steroid will you use? Is it one with particles?",
        "How many of these do you do in a year, and with what guidance?",
        "What do you expect it to change for me, and for how long?",
        "What are my other choices, and what if I wait?",
        "Which of my medicines should I pause, and who decides that?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "Browse our research on spinal injections",
    "research_url": "https://harborspine.example/research/spinal-injections",
    "body": _BODY,
    "state": "published",
    "published_days_ago": 300,
    "second": {
        "published_days_ago": 120,
        "change_note": (
            "This page said that blood sugar can go up for a few hours after a steroid injection. "
            "That was too short. It now says about 2 days, with the study that measured it."
        ),
        "body": _BODY.replace(_FIRST_SAID, _NOW_SAYS),
    },
}
