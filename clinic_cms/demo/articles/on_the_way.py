"""Guides that are not live: a draft, one in review, one sent back, one approved, one scheduled,
and one that was withdrawn."""

from clinic_cms.demo.articles.help_lines import EMERGENCY, NON_URGENT, URGENT
from clinic_cms.demo.shapes import ArticleData, State


def _guide(
    slug: str,
    title: str,
    summary: str,
    *,
    author: str,
    reviewer: str,
    conditions: list[str],
    references: list[str],
    questions: list[str],
    state: State,
    body: str,
) -> ArticleData:
    return {
        "slug": slug,
        "kind": "guide",
        "title": title,
        "summary": summary,
        "author": author,
        "reviewer": reviewer,
        "conditions": conditions,
        "treatments": [],
        "disclaimers": [],
        "references": references,
        "help_emergency": EMERGENCY,
        "help_urgent": URGENT,
        "help_non_urgent": NON_URGENT,
        "questions": questions,
        "overview": "back-pain-an-overview",
        "research_label": "",
        "research_url": "",
        "body": body,
        "state": state,
    }


ON_THE_WAY: list[ArticleData] = [
    _guide(
        "herniated-disc",
        "A herniated disc in the lower back",
        "What happens when a disc slips, and why many heal without surgery.",
        author="miriam-okafor",
        reviewer="tomas-lindqvist",
        conditions=["disc-herniation"],
        references=["nice-ng59"],
        questions=["Does the disc on my scan explain my leg pain?"],
        state="draft",
        body="""
<h2>What is a disc?</h2>
<p>Discs are cushions between the bones of the spine. Each has a firm ring and a soft center.</p>
<h2>What is a herniation?</h2>
<p>The soft center pushes through the ring. It can press on a nerve and cause leg pain.</p>
""",
    ),
    _guide(
        "facet-joint-pain-explained",
        "Facet joint pain explained",
        "How the small joints of the spine can hurt, and how physicians test them.",
        author="miriam-okafor",
        reviewer="tomas-lindqvist",
        conditions=["facet-joint-pain"],
        references=["nice-ng59", "ninds-back-pain"],
        questions=["How sure can a test injection make us?", "What comes after the test?"],
        state="in_review",
        body="""
<h2>What are facet joints?</h2>
<p>Pairs of small joints link the bones at the back of the spine. They guide bending and
turning.</p>
<h2>How do they hurt?</h2>
<p>The pain sits beside the spine and is often worse when you lean back. It rarely goes below the
knee. Scans cannot prove that a joint is the source [2].</p>
<h2>How are they tested?</h2>
<p>A numbing medicine is put on the tiny nerve of the joint. If the pain goes for some hours, the
joint may be the source. A guideline allows a heat treatment of that nerve for some people whose
test was clear and whose other care did not work [1].</p>
""",
    ),
    {
        **_guide(
            "sleep-and-back-pain",
            "Sleeping with back pain",
            "Positions, habits and helps for better nights.",
            author="elena-vasquez-moore",
            reviewer="samuel-greenbaum",
            conditions=["back-pain", "chronic-low-back-pain"],
            references=["ninds-back-pain"],
            questions=["Could one of my medicines keep me awake?"],
            state="changes_requested",
            body="""
<h2>Pain and sleep</h2>
<p>Pain breaks sleep, and poor sleep makes pain stronger. Working on one helps the other.</p>
<h2>Positions to try</h2>
<ul>
<li>On your side with a pillow between the knees</li>
<li>On your back with a pillow under the knees</li>
</ul>
<h2>Which mattress?</h2>
<p>A medium-firm mattress is best for everyone.</p>
""",
        ),
        "review_comment": (
            "Thank you, this is clear. Two things before I can approve it:\n"
            "1. 'Best for everyone' is too strong, and there is no source. Please soften it.\n"
            "2. Please say when poor sleep needs a clinician, for example with sleep apnea."
        ),
    },
    _guide(
        "back-pain-at-work",
        "Back pain at work",
        "How to keep working, or go back to work, with a sore back.",
        author="elena-vasquez-moore",
        reviewer="samuel-greenbaum",
        conditions=["back-pain", "acute-low-back-pain"],
        references=["nice-ng59", "qaseem-2017"],
        questions=["Which tasks should change for now, and for how long?"],
        state="approved",
        body="""
<h2>Stay at work if you can</h2>
<p>Most people need not wait until the pain is gone. Going on with normal activity, work included,
is part of good care [1].</p>
<h2>Small changes help</h2>
<ul>
<li>Change position every half hour.</li>
<li>Split heavy loads, and keep them close to the body.</li>
<li>Ask for lighter tasks for a set time.</li>
</ul>
<h2>Talk early</h2>
<p>Tell your employer what you <em>can</em> do. A short note from your clinician may help.</p>
""",
    ),
    {
        **_guide(
            "driving-after-a-spinal-injection",
            "Driving after a spinal injection",
            "Why you should not drive home, and how to tell when you may drive again.",
            author="miriam-okafor",
            reviewer="tomas-lindqvist",
            conditions=["sciatica"],
            references=["medlineplus-epidural"],
            questions=["When may I drive, if my leg feels normal?"],
            state="scheduled",
            body="""
<h2>Not on the same day</h2>
<p>The numbing medicine can make a leg slow or weak for hours. A calming medicine can make you
sleepy. Ask someone to take you home [1].</p>
<h2>The next day</h2>
<p>You may drive when you can brake hard without pain or delay, and when you have taken nothing that
makes you sleepy. Test your legs before you start the car.</p>
""",
        ),
        "scheduled_in_days": 10,
    },
    {
        **_guide(
            "bed-rest-for-back-pain",
            "Bed rest for back pain",
            "What we used to say about staying in bed.",
            author="elena-vasquez-moore",
            reviewer="samuel-greenbaum",
            conditions=["acute-low-back-pain"],
            references=["medlineplus-acute"],
            questions=["How long may I rest?"],
            state="withdrawn",
            body="""
<h2>How long to rest</h2>
<p>Rest for a day or two if the pain is strong. Then start to move again, a little at a time
[1].</p>
""",
        ),
        "published_days_ago": 330,
        "withdrawn_days_ago": 60,
        "withdrawal_reason": (
            "The page could be read as advice to stay in bed. What is still right stands in "
            "'Back pain: an overview' and 'Exercise at home for back pain'."
        ),
    },
]
