"""Texts that the demo's physicians may answer with. A publisher wrote them, the moderator approved them."""

ANSWER_TEMPLATES = (
    (
        "No personal advice here",
        "Thank you for asking. We cannot give personal advice on a public page, and we say of nobody "
        "whether they are a patient of the clinic. A doctor who has examined you can answer this. "
        "In an emergency call 911.",
    ),
    (
        "Where to report a side effect",
        "Thank you for telling others. Call your doctor for medical advice about side effects. "
        "You may report side effects to FDA at 1-800-FDA-1088.",
    ),
    (
        "The page was wrong",
        "You are right, and we thank you. The page is corrected, with a dated note that says what changed.",
    ),
)
