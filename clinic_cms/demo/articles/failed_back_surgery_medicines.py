"""Guide: medicines after failed back surgery, with five classes of medicine."""

from clinic_cms.demo.articles.help_lines import EMERGENCY_MEDICINES, URGENT_MEDICINES
from clinic_cms.demo.shapes import ArticleData

FAILED_BACK_SURGERY_MEDICINES: ArticleData = {
    "slug": "medicines-after-failed-back-surgery",
    "kind": "guide",
    "title": "Medicines after failed back surgery",
    "summary": (
        "Five kinds of medicine that may ease pain after back surgery, what is known about them, "
        "and what to watch for."
    ),
    "author": "miriam-okafor",
    "reviewer": "tomas-lindqvist",
    "conditions": ["failed-back-surgery-syndrome"],
    "treatments": [
        "nsaids",
        "muscle-relaxants",
        "corticosteroid-injection-after-surgery",
        "opioids",
        "neuroleptic-medicines",
    ],
    "disclaimers": ["about-medicines", "about-procedures"],
    "references": [
        "sebaaly-2018",
        "qaseem-2017",
        "doyle-1999",
        "ibuprofen-label",
        "fda-nsaid-2015",
        "cashin-2021",
        "cyclobenzaprine-label",
        "fda-epidural-2014",
        "shermon-2023",
        "cdc-2022",
        "jones-2023",
        "fda-opioid-2016",
        "seidel-2013",
        "kuehn-2008",
        "even-2012",
        "goodman-2008",
        "braschi-2015",
    ],
    "help_emergency": EMERGENCY_MEDICINES,
    "help_urgent": URGENT_MEDICINES,
    "help_non_urgent": [
        "a medicine does not help after the time you were told to wait",
        "a side effect bothers you",
        "you want to stop or lower a medicine that you have taken for weeks",
    ],
    "questions": [
        "What do you think causes my pain now?",
        "What should this medicine let me do that I cannot do today?",
        "How will we decide whether to go on or to stop?",
        "Does it go together with everything else I take?",
        "Should I have naloxone at home?",
    ],
    "overview": "back-pain-an-overview",
    "research_label": "Browse our research on pain after back surgery",
    "research_url": "https://harborspine.example/research/pain-after-surgery",
    "body": """
<p>Back or leg pain that stays or returns after spine surgery has a harsh name: failed back surgery
syndrome. Between 10 and 40 out of 100 people have it after one kind of back surgery, and 60 to 90
do not [1]. The figures come from old studies. The name does not mean that you failed.</p>
<h2>Before you start a medicine</h2>
<p>Your team first looks for a cause that can be treated. That can be a new disc problem, a nerve
that is still pressed, a loose screw, an infection or a joint nearby. Medicine is one part of a
plan. Movement, sleep and support are the others.</p>
<h2>NSAIDs</h2>
<p>NSAIDs lower swelling around nerve roots and joints. Ibuprofen, naproxen and aspirin are
examples. They help a little with back pain in general [2]. If the dose from the drugstore is not
enough, a prescriber may try a higher one for some weeks.</p>
<p>About 1 out of 100 people get a serious ulcer or bleeding on prescription doses over 3 to 6
months, and 99 do not [4]: common. NSAIDs other than aspirin also raise the chance of a heart attack
or stroke [5].</p>
<h2>Muscle relaxants</h2>
<p>Surgery moves and cuts muscles, and they may go into spasm. Muscle relaxants slow down the brain
and spinal cord, which loosens them. In studies of new back pain the gain was about 8 points out of
100 in two weeks, and the evidence is weak [6].</p>
<p>On one of them, 29 out of 100 people felt sleepy, and 71 did not [7]: very common. Do not mix
these medicines with alcohol.</p>
<h2>Steroid injections</h2>
<p>If tablets do not help, a steroid and a numbing medicine can be put into the spinal canal. Relief
may last weeks or months. Some people get none, and no test can tell in advance. Read the warning on
this page first: the FDA has not approved steroids for this use [8].</p>
<h2>Opioids</h2>
<p>Opioids can ease severe pain just before or after an operation. They can also slow breathing and
lead to addiction. So the dose is kept low and the time short [10].</p>
<p>In a trial of new back and neck pain, they worked no better than placebo after 6 weeks. 7 out of
100 people got constipation, and 93 did not [11]: common. With placebo it was 3 out of 100.</p>
<p>Never take an opioid together with a sleeping pill or alcohol unless your prescriber knows. The
mix has killed people [12].</p>
<h2>Neuroleptic medicines</h2>
<p>These daily tablets were made for other illnesses. They quiet overactive nerve cells. A review
found 11 small studies on pain, none of them on failed back surgery. The authors say that the
results may not hold [13]. Older people with dementia should not take them: more of them died
[14].</p>
<p>Some clinics use the same word for other nerve medicines, such as gabapentin. Ask for the exact
name of yours.</p>
<h2>How long will I take it?</h2>
<blockquote><p>"Do I have to take these pills forever?"</p></blockquote>
<p>Most of these medicines are meant for days to weeks. Set a date to look back together. If a
medicine does not help you do more, it is fair to stop it. Ask how to stop step by step.</p>
""",
    "state": "published",
    "published_days_ago": 240,
}
