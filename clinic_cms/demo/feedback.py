"""What readers said of pages. Invented; no person stands behind it."""

GUIDE = "when-should-i-get-a-back-injection"
# page, useful, words, days ago
VOTES = (
    (GUIDE, True, "The numbers helped me to decide.", 20),
    (GUIDE, True, "", 16),
    (GUIDE, False, "I looked for what it costs and did not find it.", 9),
    (GUIDE, True, "Read it with my mother. Clear.", 3),
    ("sciatica", True, "", 12),
    ("sciatica", False, "Too short on exercises.", 5),
)
# page, passage, what is wrong, days ago
REPORTS = (
    (
        GUIDE,
        "Rest for the remainder of the day and do not drive.",
        "The leaflet that I was given says two days without driving. Which of them is right?",
        4,
    ),
    ("sciatica", "Sciatica", "The link at the end leads to a page about another subject.", 2),
)
