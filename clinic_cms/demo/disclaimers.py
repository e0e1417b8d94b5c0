"""Disclaimers with their versions. A page freezes the version in force on its day.

The imaging one changed a short while ago, so that the demo has a page to issue again.
"""

from clinic_cms.demo.shapes import DisclaimerData

DISCLAIMERS: list[DisclaimerData] = [
    {
        "title": "Medical disclaimer",
        "slug": "medical-disclaimer",
        "kind": "medical",
        "scope": "every_page",
        "versions": [
            {
                "text": (
                    "This page gives general information. It is not advice about your own health.\n"
                    "Talk to a clinician before you start, change or stop a treatment."
                ),
                "in_force_days_ago": 1100,
            },
            {
                "text": (
                    "This page gives general information for adults. It is not advice about your "
                    "own health, and reading it does not make you a patient of the clinic.\n"
                    "Talk to a clinician who knows you before you start, change or stop a "
                    "treatment. Do not put off getting help because of something you read here.\n"
                    "In an emergency, call 911."
                ),
                "in_force_days_ago": 520,
            },
        ],
    },
    {
        "title": "About procedures",
        "slug": "about-procedures",
        "kind": "procedure",
        "scope": "attached",
        "versions": [
            {
                "text": (
                    "Every procedure has risks, and no result can be promised. The figures on this "
                    "page come from groups of people; your own risk may be higher or lower.\n"
                    "The physician who would do the procedure goes through benefits, risks and "
                    "other choices with you. You decide, and you may change your mind."
                ),
                "in_force_days_ago": 760,
            }
        ],
    },
    {
        "title": "About medicines",
        "slug": "about-medicines",
        "kind": "medicine",
        "scope": "attached",
        "versions": [
            {
                "text": (
                    "This page does not list every use, dose, warning or mix of medicines. Read "
                    "the leaflet that comes with your medicine.\n"
                    "Ask a pharmacist or physician before you take a medicine with another one. "
                    "Do not stop a prescribed medicine suddenly without asking."
                ),
                "in_force_days_ago": 760,
            }
        ],
    },
    {
        "title": "About scans",
        "slug": "about-scans",
        "kind": "imaging",
        "scope": "attached",
        "versions": [
            {
                "text": (
                    "A scan is one part of finding out what is wrong. Its result means little "
                    "without your story and an examination."
                ),
                "in_force_days_ago": 760,
            },
            {
                "text": (
                    "A scan is one part of finding out what is wrong. Its result means little "
                    "without your story and an examination.\n"
                    "Tell the staff about any metal or device in your body, and if you are or may "
                    "be pregnant."
                ),
                "in_force_days_ago": 25,
            },
        ],
    },
]
