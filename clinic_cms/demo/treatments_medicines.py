"""Medicines by mouth of the demo catalogue, by class."""

from clinic_cms.demo.shapes import TreatmentData

_PRESCRIBER = "A physician or other prescriber"

MEDICINES: list[TreatmentData] = [
    {
        "name": "Anti-inflammatory pain relievers (NSAIDs)",
        "slug": "nsaids",
        "also_called": "Nonsteroidal anti-inflammatory drugs",
        "kind": "medicine",
        "conditions": [
            "acute-low-back-pain",
            "chronic-low-back-pain",
            "failed-back-surgery-syndrome",
        ],
        "summary": "Pain relievers that also lower swelling. Some are sold without a prescription.",
        "how_it_works": (
            "They block substances that the body makes where tissue is irritated. "
            "The same substances protect the stomach and the kidneys."
        ),
        "how_it_is_given": "Tablets or capsules, with food. Take only one NSAID at a time.",
        "done_by": "You, from the label, or a prescriber for higher doses",
        "where_done": "At home",
        "takes": "Days to a few weeks at the lowest dose that helps",
        "who_it_is_for": (
            "Adults with new or long-lasting back pain\nAdults with pain and swelling after surgery"
        ),
        "who_should_not": (
            "People who have or had a stomach ulcer or bleeding\n"
            "People with serious kidney, liver or heart disease\n"
            "People who had asthma or hives after aspirin or another NSAID\n"
            "People who are 20 weeks pregnant or more, unless their physician advises it"
        ),
        "tell_first": (
            "You take a blood thinner, a steroid, a water pill or an antidepressant\n"
            "You have high blood pressure\n"
            "You are over 60\n"
            "You take low-dose aspirin for your heart"
        ),
        "benefits": (
            "In trials, NSAIDs eased new and lasting low back pain a little more than placebo. "
            "They have not been well tested after failed back surgery."
        ),
        "preparation": "Ask a pharmacist to check all that you take, cold remedies included.",
        "afterwards": "Stop when you no longer need it. See your clinician if you need it for more "
        "than 10 days.",
        "onset": "Within 1 to 2 hours",
        "lasts": "4 to 12 hours a dose, depending on the medicine",
        "alternatives": "Heat, walking and gentle exercise\nMassage or physical therapy\n"
        "An NSAID gel on the skin, for some kinds of pain",
        "doing_nothing": "Most new low back pain eases over some weeks, with or without medicine.",
        "licence_status": "licensed",
        "licence_note": "Approved for pain. No NSAID is approved for failed back surgery syndrome "
        "by name.",
        "example_medicines": "ibuprofen, naproxen, aspirin",
        "atc_code": "M01A",
    },
    {
        "name": "Muscle relaxants",
        "slug": "muscle-relaxants",
        "also_called": "Skeletal muscle relaxants, antispasmodics",
        "kind": "medicine",
        "conditions": ["acute-low-back-pain", "failed-back-surgery-syndrome"],
        "summary": "Prescription medicines for short spells of painful muscle spasm.",
        "how_it_works": (
            "They slow down the brain and spinal cord. The muscles relax, and you get sleepy."
        ),
        "how_it_is_given": "Tablets or capsules, often at bedtime.",
        "done_by": _PRESCRIBER,
        "where_done": "At home",
        "takes": "Usually no more than 2 to 3 weeks",
        "who_it_is_for": (
            "Adults with muscle spasm in the first days of back pain\n"
            "Adults with spasm in the first days after back surgery"
        ),
        "who_should_not": (
            "People with heart rhythm problems, heart failure or a recent heart attack "
            "(cyclobenzaprine)\n"
            "People who took an MAO inhibitor in the past 14 days (cyclobenzaprine)\n"
            "People with serious liver disease (several of these medicines)"
        ),
        "tell_first": (
            "You take an opioid, a sleeping pill or an antidepressant\n"
            "You drink alcohol\n"
            "You have glaucoma or trouble passing urine\n"
            "You are over 65 or have fallen in the past year"
        ),
        "benefits": (
            "In trials of new back pain they lowered pain by about 8 points out of 100 in two "
            "weeks. The evidence is weak, and the gain may be too small to notice."
        ),
        "preparation": "Plan for the first dose when you need not drive or work.",
        "afterwards": "Do not drive or use machines while you feel sleepy.",
        "onset": "Within 1 to 2 hours",
        "lasts": "6 to 12 hours a dose, depending on the medicine",
        "alternatives": "Heat\nGentle movement\nAn NSAID, if it suits you",
        "doing_nothing": "Spasm usually settles over days to a few weeks.",
        "licence_status": "licensed",
        "licence_note": "Several are approved for short-term use, with rest and physical therapy, "
        "in painful muscle conditions.",
        "example_medicines": "cyclobenzaprine, methocarbamol, tizanidine",
        "atc_code": "M03B",
    },
    {
        "name": "Opioids",
        "slug": "opioids",
        "also_called": "Opiates, narcotic pain relievers",
        "kind": "medicine",
        "conditions": ["failed-back-surgery-syndrome"],
        "summary": (
            "Strong prescription pain relievers for short periods, most often around an operation."
        ),
        "how_it_works": (
            "They act on the brain and spinal cord and change how pain is felt. "
            "They also slow breathing and the bowel."
        ),
        "how_it_is_given": "Tablets or capsules, only when needed, for as few days as possible.",
        "done_by": _PRESCRIBER,
        "where_done": "At home or in the hospital",
        "takes": "Often a few days or less for a new pain",
        "who_it_is_for": (
            "Adults with severe pain just before or after back surgery\n"
            "Adults for whom other treatments failed, after a careful talk about risks"
        ),
        "who_should_not": (
            "People with serious breathing problems or a blocked bowel\n"
            "People with new low back pain that other treatments can manage"
        ),
        "tell_first": (
            "You take a sleeping pill, a benzodiazepine, a muscle relaxant or gabapentin\n"
            "You drink alcohol or use other drugs\n"
            "You or a close relative had a drug or alcohol problem\n"
            "You have sleep apnea, or lung, kidney or liver disease\n"
            "You are or may be pregnant"
        ),
        "benefits": (
            "They can ease severe pain for hours. In a trial of 347 people with new back or neck "
            "pain, an opioid worked no better than placebo after 6 weeks."
        ),
        "preparation": (
            "Agree on a goal, a stop date and a plan for lowering the dose.\n"
            "Ask whether you should have naloxone at home."
        ),
        "afterwards": (
            "Lock the tablets away and take leftovers to a drug take-back site.\n"
            "Do not drive. Do not stop suddenly after long use: ask how to lower the dose."
        ),
        "onset": "30 to 60 minutes for short-acting tablets",
        "lasts": "3 to 6 hours a dose for short-acting tablets",
        "alternatives": "NSAIDs or acetaminophen, if they suit you\nHeat and physical therapy\n"
        "Help with sleep, mood and coping",
        "doing_nothing": "Pain after an operation usually falls from day to day.",
        "licence_status": "licensed",
        "licence_note": "Approved for pain severe enough to need an opioid when other treatments "
        "are not enough.",
        "example_medicines": "oxycodone, hydrocodone, morphine",
        "atc_code": "N02A",
    },
    {
        "name": "Neuroleptic medicines",
        "slug": "neuroleptic-medicines",
        "also_called": "Antipsychotic medicines used for pain",
        "kind": "medicine",
        "conditions": ["failed-back-surgery-syndrome"],
        "summary": (
            "Daily tablets, made for other illnesses, that a specialist sometimes tries for nerve "
            "pain."
        ),
        "how_it_works": (
            "They change signals between nerve cells. How they might ease pain is not well known."
        ),
        "how_it_is_given": "Tablets by mouth every day. The dose starts low and changes slowly.",
        "done_by": "A specialist in pain or the nervous system",
        "where_done": "At home, with regular visits",
        "takes": "A trial of some weeks, then a decision to go on or stop",
        "who_it_is_for": (
            "Adults with nerve pain after surgery for whom better-tested choices did not help"
        ),
        "who_should_not": (
            "Older people with dementia\n"
            "People who had a serious reaction to such a medicine\n"
            "People with some heart rhythm problems"
        ),
        "tell_first": (
            "You or your family have heart rhythm problems\n"
            "You have diabetes, Parkinson disease or seizures\n"
            "You take an opioid, a sleeping pill or an antidepressant\n"
            "You are or may be pregnant"
        ),
        "benefits": (
            "A review of 11 small studies with 770 people found some relief in 5 of them. "
            "None was about failed back surgery, and the results may not hold."
        ),
        "preparation": "Ask about blood tests and a heart tracing before you start.",
        "afterwards": "Stand up slowly. Do not stop suddenly without asking.",
        "onset": "Not well known; days to weeks",
        "lasts": "As long as it is taken",
        "alternatives": "Better-tested medicines for nerve pain\nExercise and physical therapy\n"
        "Learning skills to live with pain",
        "doing_nothing": "Nerve pain after surgery may stay, ease or change over months.",
        "licence_status": "off_label",
        "licence_note": "The FDA has not approved these medicines for back pain or nerve pain.",
        "example_medicines": "haloperidol, fluphenazine, olanzapine",
        "atc_code": "N05A",
    },
]
