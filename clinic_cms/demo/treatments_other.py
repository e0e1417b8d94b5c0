"""Exercise and surgery in the demo catalogue."""

from clinic_cms.demo.shapes import TreatmentData

OTHERS: list[TreatmentData] = [
    {
        "name": "Physical therapy",
        "slug": "physical-therapy",
        "also_called": "PT, physiotherapy",
        "kind": "exercise",
        "conditions": [
            "acute-low-back-pain",
            "chronic-low-back-pain",
            "sciatica",
            "spinal-stenosis",
            "failed-back-surgery-syndrome",
        ],
        "summary": "A therapist finds out what limits you and plans movement that fits.",
        "how_it_works": "Graded movement builds strength, stamina and trust in your back.",
        "how_it_is_given": (
            "A first visit with questions and an examination.\n"
            "Then a plan with exercises, hands-on treatment for some people, and steps for home."
        ),
        "done_by": "A licensed physical therapist",
        "where_done": "A therapy clinic and your home",
        "takes": "30 to 60 minutes a visit, often 6 to 12 visits",
        "who_it_is_for": "Adults with back pain that limits work, sleep or walking\n"
        "Adults who recover from back surgery",
        "who_should_not": "People with a red flag that has not been checked: see the help card",
        "tell_first": "You have thin bones, cancer or an inflamed joint\n"
        "You had surgery in the past 3 months\nYou are pregnant\nYou feel faint or short of breath "
        "with effort",
        "benefits": (
            "For back pain that has lasted over 12 weeks, exercise lowers pain by about 15 points "
            "out of 100 compared with no treatment or usual care."
        ),
        "preparation": "Wear loose clothes. Note what you want to be able to do again.",
        "afterwards": "Some soreness for a day or two is common. Tell the therapist if it stays.",
        "onset": "2 to 6 weeks",
        "lasts": "As long as you keep moving",
        "alternatives": "Exercise on your own\nYoga, tai chi or Pilates in a class\n"
        "Medicines for a short time",
        "doing_nothing": "Pain may ease by itself. Long rest makes muscles weaker.",
        "licence_status": "not_needed",
        "licence_note": "",
    },
    {
        "name": "Exercise at home",
        "slug": "exercise-at-home",
        "also_called": "Home exercise program",
        "kind": "exercise",
        "conditions": ["back-pain", "acute-low-back-pain", "chronic-low-back-pain"],
        "summary": "Walking, strength and stretching that you do by yourself, most days.",
        "how_it_works": "Muscles and joints stay used to load. Sleep and mood often improve too.",
        "how_it_is_given": "Start with what you can do today. Add a little each week.",
        "done_by": "You",
        "where_done": "At home or outdoors",
        "takes": "10 to 30 minutes, most days of the week",
        "who_it_is_for": "Adults with new or long-lasting low back pain without red flags",
        "who_should_not": "People with a red flag that has not been checked: see the help card",
        "tell_first": "You have heart or lung disease\nYou have thin bones or fall often\n"
        "You had surgery in the past 3 months",
        "benefits": (
            "For back pain that has lasted over 12 weeks, exercise lowers pain by about 15 points "
            "out of 100 compared with no treatment or usual care."
        ),
        "preparation": "Pick a time, a place and one goal that matters to you.",
        "afterwards": "Mild soreness is common after a new exercise. Do a little less next time.",
        "onset": "2 to 6 weeks",
        "lasts": "As long as you keep moving",
        "alternatives": "Physical therapy\nA class, such as yoga or tai chi",
        "doing_nothing": "Pain may ease by itself. Long rest makes muscles weaker.",
        "licence_status": "not_needed",
        "licence_note": "",
    },
    {
        "name": "Decompression surgery",
        "slug": "decompression-surgery",
        "also_called": "Lumbar laminectomy",
        "kind": "surgery",
        "conditions": ["spinal-stenosis"],
        "summary": "A surgeon removes bone and thick tissue that press on nerves in the low back.",
        "how_it_works": "It gives the nerves more room. It treats leg pain better than back pain.",
        "how_it_is_given": (
            "You are asleep for the operation.\n"
            "The surgeon opens the skin over the spine and widens the channel.\n"
            "You get up the same day or the next."
        ),
        "done_by": "A spine surgeon",
        "where_done": "A hospital or surgery center",
        "takes": "1 to 3 hours; often 1 to 3 nights",
        "who_it_is_for": "Adults with leg pain from stenosis that limits walking\n"
        "Adults whose other treatments did not help enough over 3 months or more",
        "who_should_not": "People whose health makes the anesthetic too risky\n"
        "People whose scan does not fit their symptoms",
        "tell_first": "You take a blood thinner\nYou smoke\nYou have diabetes, or heart or lung "
        "disease\nYou have had trouble with an anesthetic",
        "benefits": (
            "In a study of 654 people, those who had surgery had more pain relief over 2 years "
            "than those who did not. Many people switched groups, so the size of the gain is not "
            "certain."
        ),
        "preparation": "Stop smoking if you can. Ask which medicines to pause. Plan help at home.",
        "afterwards": "Walk a little more each day. Do not lift heavy things for 6 weeks.",
        "onset": "Days to weeks for leg pain",
        "lasts": "Often years; some people need another operation",
        "alternatives": "Exercise, physical therapy\nPain medicines\nA spinal injection\nWaiting",
        "doing_nothing": "Stenosis often stays the same for years. Some people slowly get worse.",
        "licence_status": "not_needed",
        "licence_note": "",
    },
]
