"""Injections of the demo catalogue."""

from clinic_cms.demo.shapes import TreatmentData

INJECTIONS: list[TreatmentData] = [
    {
        "name": "Lumbar spinal injection",
        "slug": "lumbar-spinal-injection",
        "also_called": "Back injection, epidural steroid injection, facet joint injection",
        "kind": "injection",
        "conditions": ["sciatica", "disc-herniation", "spinal-stenosis", "facet-joint-pain"],
        "summary": (
            "A physician puts medicine close to the nerve or joint in the low back that is thought "
            "to cause the pain."
        ),
        "how_it_works": (
            "The local anesthetic numbs the area for some hours.\n"
            "The corticosteroid lowers swelling around the nerve or joint. "
            "It does not remove the cause of the swelling."
        ),
        "how_it_is_given": (
            "You lie on your stomach and the skin is cleaned and numbed.\n"
            "The physician guides a thin needle with pictures on a screen.\n"
            "The medicine goes in slowly. You may feel pressure.\n"
            "Staff watch you for a short time before you go home."
        ),
        "guidance": "Live X-ray (C-arm fluoroscopy) or ultrasound",
        "done_by": "A pain medicine, spine or radiology physician",
        "where_done": "A procedure room; you go home the same day",
        "takes": "15 to 30 minutes, and a short rest afterward",
        "who_it_is_for": (
            "Adults with strong leg pain from an irritated nerve\n"
            "Adults whose pain has not eased enough with time, activity and medicines\n"
            "Adults whose physician needs to find out which nerve or joint hurts"
        ),
        "who_should_not": (
            "People with an infection in the skin or the blood\n"
            "People with a bleeding disorder that is not controlled\n"
            "People who are allergic to one of the medicines used"
        ),
        "tell_first": (
            "You have diabetes\n"
            "You take a blood thinner, aspirin included\n"
            "You are or may be pregnant\n"
            "You have had a reaction to contrast dye, an anesthetic or a steroid\n"
            "You feel ill or have a fever\n"
            "You had a steroid injection anywhere in the past 12 months, and when"
        ),
        "benefits": (
            "For leg pain, it works slightly better than a placebo injection in the first months. "
            "The average difference is small.\n"
            "For spinal stenosis, a trial of 400 people found little or no added relief from the "
            "steroid after 6 weeks."
        ),
        "preparation": (
            "Ask which medicines to pause. Never stop a blood thinner on your own.\n"
            "If you have diabetes, ask how to check and treat your blood sugar for a few days.\n"
            "Plan for someone to take you home."
        ),
        "afterwards": (
            "Rest for the remainder of the day and do not drive.\n"
            "The sore spot or your usual pain may be worse for 2 to 3 days.\n"
            "Keep a short diary of your pain and what you can do.\n"
            "Use a better spell to walk more and to build strength."
        ),
        "onset": "Same day to 2 days; for some people several days",
        "lasts": "A week to several months; some people get no relief",
        "repeat_min": 2,
        "repeat_max": 3,
        "repeat_months": 12,
        "alternatives": (
            "Staying active, with exercise or physical therapy\n"
            "Pain medicines by mouth\n"
            "Surgery, for some causes\n"
            "Waiting: many people with sciatica get better with time"
        ),
        "doing_nothing": (
            "Sciatica often eases over weeks to months without an injection. "
            "It can also stay or come back. Nobody can tell in advance which it will be for you."
        ),
        "licence_status": "not_approved",
        "licence_note": (
            "The FDA has not approved any corticosteroid for injection into the epidural space. "
            "Local anesthetics are approved for some injections near the spine."
        ),
        "example_medicines": (
            "dexamethasone, methylprednisolone, betamethasone, triamcinolone, lidocaine"
        ),
        "atc_code": "H02AB",
    },
    {
        "name": "Corticosteroid injection after back surgery",
        "slug": "corticosteroid-injection-after-surgery",
        "also_called": "Epidural steroid injection after surgery, caudal injection",
        "kind": "injection",
        "conditions": ["failed-back-surgery-syndrome"],
        "summary": (
            "A steroid and a local anesthetic are put into the spinal canal when pain stays or "
            "returns after back surgery."
        ),
        "how_it_works": (
            "The steroid lowers swelling around the nerves. The anesthetic numbs them for hours.\n"
            "Scar tissue from surgery can keep the medicine from reaching the nerve."
        ),
        "how_it_is_given": (
            "The needle often enters low, near the tailbone, away from the scar.\n"
            "Live X-ray shows where the medicine spreads.\n"
            "Staff watch you for a short time before you go home."
        ),
        "guidance": "Live X-ray (C-arm fluoroscopy)",
        "done_by": "A pain medicine or spine physician",
        "where_done": "A procedure room; you go home the same day",
        "takes": "About 30 minutes, and a short rest afterward",
        "who_it_is_for": (
            "Adults whose leg pain stays or returns after surgery\n"
            "Adults for whom NSAIDs did not help enough or are not suitable"
        ),
        "who_should_not": (
            "People with an infection, near the old wound included\n"
            "People with a bleeding disorder that is not controlled\n"
            "People who are allergic to one of the medicines used"
        ),
        "tell_first": (
            "You have diabetes\n"
            "You take a blood thinner\n"
            "You are or may be pregnant\n"
            "Your wound is red, wet or newly painful\n"
            "Screws, rods or a nerve stimulator are in your back"
        ),
        "benefits": (
            "Some people get relief for weeks to months, and some get none. "
            "No test can tell beforehand who will be helped."
        ),
        "preparation": (
            "Bring the report of your operation and your last scan.\n"
            "Ask which medicines to pause and who may drive you home."
        ),
        "afterwards": (
            "The spot may be tender for a day or two.\n"
            "Rest for the remainder of the day, then go back to gentle activity."
        ),
        "onset": "Hours to several days",
        "lasts": "Weeks to months; some people get no relief",
        "repeat_min": 2,
        "repeat_max": 3,
        "repeat_months": 12,
        "alternatives": (
            "Exercise and physical therapy\n"
            "Medicines by mouth\n"
            "Nerve stimulation, after a careful assessment\n"
            "Another operation, only if a clear cause is found"
        ),
        "doing_nothing": (
            "The pain may stay the same, ease slowly or get worse. "
            "Activity, sleep and mood have a part in how it goes."
        ),
        "licence_status": "not_approved",
        "licence_note": (
            "The FDA has not approved any corticosteroid for injection into the epidural space."
        ),
        "example_medicines": "dexamethasone, methylprednisolone, triamcinolone, lidocaine",
        "atc_code": "H02AB",
    },
]
