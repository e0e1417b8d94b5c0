"""Replies under the other guides."""

from clinic_cms.demo.replies.build import answer, reply
from clinic_cms.demo.shapes import ReplyData

OVERVIEW = "back-pain-an-overview"
SCIATICA = "sciatica"
MRI = "mri-scan-of-your-lower-back"
MEDICINES = "medicines-after-failed-back-surgery"
THERAPY = "physical-therapy-for-back-pain"
HOME = "exercise-at-home-for-back-pain"
STENOSIS = "spinal-stenosis-in-the-lower-back"
STOMACH = "nsaids-and-your-stomach"
SURGERY = "life-after-back-surgery"
OPIOIDS = "opioids-short-courses-only"

ON_OTHER_GUIDES: list[ReplyData] = [
    reply(
        OVERVIEW,
        "over-short",
        "Ines",
        "Short and calm. Exactly what I needed at two in the morning.",
        days_ago=331,
    ),
    reply(
        OVERVIEW,
        "over-scan",
        "Old carpenter",
        "I was sure I needed a scan. Reading that so many people without pain have worn discs "
        "helped me to wait. Five weeks later I am back at work.",
        days_ago=290,
    ),
    reply(
        OVERVIEW,
        "over-off-topic",
        "Visitor",
        "Where can I park near the stadium on Sunday?",
        days_ago=205,
        status="rejected",
        reason="off_topic",
    ),
    reply(
        OVERVIEW,
        "over-fever",
        "Kim",
        "What if you have back pain and a fever of 102 with chills since last night?",
        days_ago=0,
        status="pending",
        urgent=True,
    ),
    reply(
        SCIATICA,
        "sci-night",
        "Night owl",
        "The pillow between the knees made the biggest difference for me.",
        days_ago=240,
    ),
    reply(
        SCIATICA,
        "sci-gabapentin",
        "Jo",
        "I was surprised to read that gabapentin is not advised. Why do so many of us get it?",
        days_ago=201,
    ),
    answer(
        SCIATICA,
        "sci-gabapentin-answer",
        "sci-gabapentin",
        "The guideline looked at the trials for sciatica and found no benefit and some harm. These "
        "medicines do have a place in other kinds of nerve pain. Nobody should stop one suddenly: "
        "please ask the person who prescribes it.",
        days_ago=199,
        by="elena-vasquez-moore",
    ),
    reply(
        SCIATICA,
        "sci-unsafe",
        "Backman",
        "Just hang upside down from the stairs until it cracks. Doctors will never tell you.",
        days_ago=150,
        status="removed",
        reason="unsafe",
    ),
    reply(
        MRI,
        "mri-table",
        "Data fan",
        "Isn't 84 the number for bulging discs? The paper says 96 for worn ones at age 80.",
        days_ago=95,
    ),
    answer(
        MRI,
        "mri-table-answer",
        "mri-table",
        "Yes. We mixed up two rows. The table is corrected, with a dated note. Thank you.",
        days_ago=89,
        by="miriam-okafor",
    ),
    reply(
        MRI,
        "mri-noise",
        "Claustro",
        "They let me listen to music and gave me a bell to squeeze. That helped a lot.",
        days_ago=56,
    ),
    reply(
        MEDICINES,
        "med-name",
        "Third time lucky",
        "Thank you for saying that the name does not mean that we failed.",
        days_ago=222,
    ),
    reply(
        MEDICINES,
        "med-sleepy",
        "Glen",
        "The muscle relaxant made me so drowsy that I fell in the kitchen. No break, luckily.",
        days_ago=181,
    ),
    answer(
        MEDICINES,
        "med-sleepy-answer",
        "med-sleepy",
        "Thank you for the warning to others. Sleepiness is very common with these medicines, and "
        "falls can follow. Call your doctor for medical advice about side effects. You may report "
        "side effects to FDA at 1-800-FDA-1088.",
        days_ago=180,
        by="miriam-okafor",
    ),
    reply(
        MEDICINES,
        "med-advert",
        "Wellness Ray",
        "My copper belt heals failed surgery in days. Order with code RAY20.",
        days_ago=143,
        status="rejected",
        reason="advertising",
    ),
    reply(
        MEDICINES,
        "med-named-doctor",
        "Upset",
        "Dr. Example Person on 5th Street ruined my back and everyone should know his name.",
        days_ago=101,
        status="removed",
        reason="personal_data",
    ),
    reply(
        MEDICINES,
        "med-pending-question",
        "Nadia",
        "Is there a page about nerve stimulators? My friend was offered one.",
        days_ago=4,
        status="pending",
    ),
    reply(
        THERAPY,
        "pt-goal",
        "Grandpa Lou",
        "We picked carrying the baby upstairs as my goal. Week seven, and I did it.",
        days_ago=171,
    ),
    reply(
        HOME,
        "home-three-minutes",
        "Slow starter",
        "Three minutes of walking felt silly. Now I do twenty-five. Start silly, people.",
        days_ago=133,
    ),
    reply(
        HOME,
        "home-twice",
        "Slow starter",
        "Three minutes of walking felt silly. Now I do twenty-five. Start silly, people.",
        days_ago=133,
        status="rejected",
        reason="duplicate",
    ),
    reply(
        STENOSIS,
        "sten-cart",
        "Shopper",
        "The shopping cart! I thought that was just me.",
        days_ago=121,
    ),
    reply(
        STENOSIS,
        "sten-cart-answer",
        "Bike convert",
        "Try an exercise bike. I can ride an hour and walk five minutes.",
        days_ago=118,
        parent="sten-cart",
    ),
    reply(
        STOMACH,
        "stom-cold",
        "Pharmacy tech",
        "Please shout it: cold remedies may already contain ibuprofen. I see this every week.",
        days_ago=109,
    ),
    reply(
        STOMACH,
        "stom-black",
        "Ed",
        "I have been on naproxen for a month and my stools are black since Tuesday. Iron?",
        days_ago=2,
        status="pending",
    ),
    reply(
        SURGERY,
        "surg-mood",
        "Quiet one",
        "The part about worry and mood is true. I asked for help after reading it.",
        days_ago=48,
    ),
    reply(
        OPIOIDS,
        "op-spam",
        "Dr Fast Relief",
        "Get oxy today, discreet shipping, write to sales@fast-relief.example",
        days_ago=12,
        status="spam",
    ),
    reply(
        OPIOIDS,
        "op-taper",
        "One day at a time",
        "It took me four months to come off them with my doctor, a little each week. It can be "
        "done.",
        days_ago=9,
    ),
]
