"""Replies under the guides about injections."""

from clinic_cms.demo.replies.build import answer, reply
from clinic_cms.demo.shapes import ReplyData

INJECTION = "when-should-i-get-a-back-injection"
READY = "getting-ready-for-a-back-injection"
DIABETES = "steroid-injections-and-diabetes"

ON_INJECTIONS: list[ReplyData] = [
    reply(
        INJECTION,
        "inj-thanks",
        "Harriet",
        "Thank you for giving real numbers. I went in knowing what could happen, good and bad.",
        days_ago=282,
    ),
    reply(
        INJECTION,
        "inj-flush",
        "Sunflower63",
        "My face was bright red the day after and I thought it was an allergy. I wish I had read "
        "this page first. It was gone on the third day.",
        days_ago=251,
    ),
    answer(
        INJECTION,
        "inj-flush-answer",
        "inj-flush",
        "Thank you for sharing this. Flushing is one of the more frequent effects of these "
        "steroids. Anyone who also has hives, swelling or trouble breathing should call 911. Side "
        "effects can be reported to FDA at 1-800-FDA-1088.",
        days_ago=250,
        by="miriam-okafor",
    ),
    reply(
        INJECTION,
        "inj-flush-back",
        "Sunflower63",
        "Good to know where to report it. I did that today. It took about ten minutes.",
        days_ago=248,
        parent="inj-flush-answer",
    ),
    reply(
        INJECTION,
        "inj-question-particles",
        "Curious in Queens",
        "The questions list says to ask about steroids with particles. Why does that matter?",
        days_ago=214,
    ),
    answer(
        INJECTION,
        "inj-question-particles-answer",
        "inj-question-particles",
        "Some steroids are a suspension of small particles, others are a clear solution. The worry "
        "is that particles could block a small artery if they get into it by accident. Experts "
        "discuss how much this adds to the risk. It is a fair question to ask before any "
        "injection.",
        days_ago=213,
        by="miriam-okafor",
    ),
    reply(
        INJECTION,
        "inj-no-relief",
        "Walt",
        "Two shots and nothing. Nobody says that loud enough: it may simply not work. Therapy did "
        "more for me than the needle.",
        days_ago=160,
    ),
    reply(
        INJECTION,
        "inj-no-relief-too",
        "Dee",
        "Same here, Walt. But my sister got five good months. Go figure.",
        days_ago=158,
        parent="inj-no-relief",
    ),
    reply(
        INJECTION,
        "inj-correction",
        "Nurse on nights",
        "The page said a few hours for blood sugar. In my experience it is days. Can you check?",
        days_ago=128,
    ),
    answer(
        INJECTION,
        "inj-correction-answer",
        "inj-correction",
        "You are right, and we thank you. The page now says about 2 days, and a note at the top "
        "tells readers what changed.",
        days_ago=119,
        by="miriam-okafor",
    ),
    reply(
        INJECTION,
        "inj-urgent-cauda",
        "Scared",
        "Had an injection on Monday. Since this morning I am numb between my legs and I cannot "
        "start to pee. Is this normal? How long should I wait?",
        days_ago=0,
        status="pending",
        urgent=True,
    ),
    reply(
        INJECTION,
        "inj-urgent-vision",
        "R. from the Bronx",
        "An hour after the shot the sight in my left eye went dark for a while and my arm felt "
        "weak. It is a bit better now. Should I mention it at my next visit?",
        days_ago=1,
        status="pending",
        urgent=True,
    ),
    reply(
        INJECTION,
        "inj-personal-data",
        "Frank",
        "Please call my mother about her injection. Her name is Louise Testperson, born "
        "02/30/1941, phone 212-555-0187. She never picks up before noon.",
        days_ago=2,
        status="pending",
    ),
    reply(
        INJECTION,
        "inj-pending-thanks",
        "Mabel",
        "I printed this page and took it to the appointment. The doctor liked the questions.",
        days_ago=1,
        status="pending",
    ),
    reply(
        INJECTION,
        "inj-spam",
        "Best Pills Online",
        "No prescription needed!!! Strongest back pain pills shipped overnight, visit "
        "cheap-pills.example now",
        days_ago=97,
        status="spam",
    ),
    reply(
        INJECTION,
        "inj-abuse",
        "angry",
        "You are all crooks and whoever believes this page is an idiot.",
        days_ago=88,
        status="rejected",
        reason="abuse",
    ),
    reply(
        INJECTION,
        "inj-advice",
        "Paul",
        "I am 71, on warfarin, L4-L5. Should I stop it on Friday for my injection on Monday?",
        days_ago=70,
        status="rejected",
        reason="medical_advice",
    ),
    reply(
        READY,
        "ready-bus",
        "No car",
        "The tip to plan the ride home is gold. I had to call three friends.",
        days_ago=92,
    ),
    reply(
        READY,
        "ready-rubber",
        "Tomasina",
        "The rubber leg was real! It lasted four hours. I was glad that someone walked with me.",
        days_ago=64,
    ),
    reply(
        READY,
        "ready-eat",
        "Hungry",
        "Is it the same for everyone whether you may eat before? The list only says to ask.",
        days_ago=33,
    ),
    answer(
        READY,
        "ready-eat-answer",
        "ready-eat",
        "It depends on whether a calming medicine is given, so the rule is not the same for "
        "everyone. The place that gives the injection tells each person what to do.",
        days_ago=32,
        by="miriam-okafor",
    ),
    reply(
        DIABETES,
        "dia-plan",
        "Type 2 since 2009",
        "Mine went up to 290 the next day. Having the plan on the fridge kept me calm.",
        days_ago=30,
    ),
    reply(
        DIABETES,
        "dia-side-effect",
        "Lorna",
        "My sugar stayed high for six days after the steroid, not two. Please tell people.",
        days_ago=3,
        status="pending",
    ),
]
