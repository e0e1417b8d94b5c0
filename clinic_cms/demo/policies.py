"""Policies of the demo clinic. They are written, reviewed and frozen as guides are."""

from clinic_cms.demo.shapes import ArticleData


def _policy(slug: str, title: str, summary: str, body: str) -> ArticleData:
    return {
        "slug": slug,
        "kind": "policy",
        "title": title,
        "summary": summary,
        "author": "miriam-okafor",
        "reviewer": "samuel-greenbaum",
        "conditions": [],
        "treatments": [],
        "disclaimers": [],
        "references": [],
        "help_emergency": [],
        "help_urgent": [],
        "help_non_urgent": [],
        "questions": [],
        "overview": None,
        "research_label": "",
        "research_url": "",
        "body": body,
        "state": "published",
        "published_days_ago": 360,
    }


POLICIES: list[ArticleData] = [
    _policy(
        "how-we-write-and-review",
        "How we write and review",
        "Who writes our pages, who checks them, and how often.",
        """
<h2>Two physicians for every page</h2>
<p>A physician of the clinic writes each page. A different physician reviews it. Both names stand on
the page, with their training and any conflict of interest. Nobody can approve their own text.</p>
<h2>What the reviewer checks</h2>
<ul>
<li>Facts and figures against their sources</li>
<li>Serious risks, what to do about them and when to get help</li>
<li>Other choices, doing nothing included</li>
<li>Plain words and a fair tone</li>
</ul>
<h2>Sources</h2>
<p>We use guidelines, systematic reviews, trials and notices of regulators. Each is listed with a
number. When nobody has good figures, we say "not known".</p>
<h2>How often</h2>
<p>A page is reviewed again within 36 months, or sooner when the evidence changes. "Last reviewed"
changes only after a review, not after a small edit.</p>
<h2>Every version is kept</h2>
<p>What a page said on any past day can be looked up under its history.</p>
""",
    ),
    _policy(
        "corrections",
        "Corrections",
        "What we do when a page was wrong, and how to tell us.",
        """
<h2>What we correct in the open</h2>
<p>If a page had an error that could matter to your health, we fix it and put a dated note on the
page. The note says what was wrong, what the page says now and who approved it.</p>
<h2>What we fix quietly</h2>
<p>Spelling, broken links and layout. The history keeps those versions too.</p>
<h2>When a page is withdrawn</h2>
<p>If a page can no longer be trusted, we take it down and say so at its address.</p>
<h2>Tell us</h2>
<p>Leave a reply under the page, or call the website help line at the bottom of every page.</p>
""",
    ),
    _policy(
        "privacy",
        "Privacy",
        "What this website knows about you, for how long, and how to have it erased.",
        """
<h2>Reading leaves no trace in your browser</h2>
<p>Pages for readers set no cookie and load nothing from other companies. There is no tracking.</p>
<h2>If you leave a reply</h2>
<p>We store your text, the name you chose and your email. The email is used to tell you what
became of your reply. It is never shown and never sold.</p>
<h2>How long</h2>
<ul>
<li>Name and email of a published reply: 24 months</li>
<li>Text of a rejected reply: 90 days</li>
</ul>
<h2>Your copy, or erasure</h2>
<p>You can get a copy of your replies or have them erased, under <a href="/comments/mine/">Your
replies</a>. You confirm it by email. Where others answered, an empty place stays in the thread.</p>
<h2>Health information</h2>
<p>What you write about your health is published only with your separate consent.</p>
""",
    ),
    _policy(
        "accessibility",
        "Accessibility",
        "How we try to make this website work for everyone, and what to do if it does not.",
        """
<h2>Our goal</h2>
<p>We aim for level AA of the Web Content Accessibility Guidelines 2.2.</p>
<ul>
<li>You can use every page with a keyboard alone.</li>
<li>Pages work with screen readers, large text and small screens.</li>
<li>Color is never the only sign.</li>
<li>Every page can be printed and works without scripts.</li>
</ul>
<h2>Something does not work?</h2>
<p>Call the website help line at the bottom of every page. Tell us the page and what you tried to do.
We answer within 5 working days, and we can read a page to you or mail it to you on paper.</p>
""",
    ),
    _policy(
        "funding-and-conflicts",
        "Funding and conflicts of interest",
        "Who pays for this website, and why there are no adverts on it.",
        """
<h2>Who pays</h2>
<p>The clinic pays for this website from its own budget. Nobody else does.</p>
<h2>No adverts</h2>
<p>There are no adverts, no sponsored pages and no paid links. Makers of medicines or devices have
no say in what we write and do not see pages in advance.</p>
<h2>Conflicts of interest</h2>
<p>Each author and reviewer states money, shares and roles that could sway them. You find it beside
their name. "None" is said too. Who has a conflict about a topic does not write or review it.</p>
<h2>The clinic's own interest</h2>
<p>The clinic is paid for some of the treatments described here. That is one reason why each page
also covers other choices, and doing nothing.</p>
""",
    ),
]
