"""Red flags: sentences that must trigger, and plain ones that should not."""

import pytest

from comments.screening import apply, red_flags

pytestmark = pytest.mark.once

POSITIVE = {
    "cauda_equina": [
        "I can't feel when I need to pee since yesterday",
        "I can’t feel when I need to pee",
        "my groin is numb",
        "Numbness between my legs after the operation",
        "There is no feeling in my private parts",
        "I have trouble starting to urinate",
        "having difficulty passing water since the shot",
        "unable to empty my bladder",
        "I keep leaking urine when I stand up",
        "My bowels leak at night",
        "Lost control of my bladder twice",
        "I lost bladder control",
        "since the injection I am incontinent",
        "I wet myself in the car",
        "He soiled himself",
        "loss of sexual feeling",
        "I have no feeling during sex any more",
        "pins and needles in my buttocks",
        "tingling around my anus",
        "saddle area is numb",
        "could it be cauda equina?",
        "I dont feel it when I'm wiping",
        "Both legs are weak and I fall",
        "I CANNOT PEE",
        "cant  pee\nsince monday",
    ],
    "nerve_or_stroke": [
        "I lost my vision in one eye an hour after the injection",
        "Sudden loss of sight on the left",
        "everything is blurry, my vision went dark",
        "I have blurred vision since the shot",
        "I can't see on my right side",
        "he went blind for ten minutes",
        "My face is drooping",
        "one side of my mouth droops: drooping mouth",
        "her speech is slurred",
        "My left arm suddenly went numb",
        "I can't move my legs",
        "my leg won't move",
        "I woke up paralyzed",
        "paralysed from the waist",
        "am I having a stroke",
        "the worst headache of my life",
        "I cannot lift my foot",
    ],
    "chest_pain": [
        "I have chest pain",
        "My chest hurts when I lie down",
        "tightness in my chest",
        "there is pressure on my chest",
        "it feels like a heart attack",
        "pain down my left arm",
    ],
    "breathing": [
        "I can't breathe properly",
        "trouble breathing after the tablets",
        "short of breath on the stairs",
        "shortness of breath",
        "hard to breath",
        "I was gasping for air",
        "can't catch my breath",
        "he started wheezing",
        "her breathing is shallow",
    ],
    "anaphylaxis": [
        "my throat is closing",
        "my lips are swollen",
        "swelling of the tongue",
        "I broke out in hives",
        "an anaphylactic reaction",
        "Should I use my EpiPen?",
        "I can't swallow",
        "face swelled up like a balloon",
    ],
    "bleeding": [
        "I vomited blood this morning",
        "my stools are black since Tuesday",
        "black tarry stools since the naproxen",
        "there is blood in my stool",
        "the wound won't stop bleeding",
        "coughing up blood",
    ],
    "too_much_medicine": [
        "I took too many of the pills",
        "my toddler swallowed one of my tablets",
        "I took a double dose by accident",
        "I can't wake him after the patch",
    ],
    "fever_with_back_pain": [
        "I have a fever and my back hurts more each day",
        "Back pain with chills since the injection",
        "temperature of 39 and back ache",
        "101 F after my spinal injection",
        "night sweats and worse back pain",
    ],
    "self_harm": [
        "I want to die",
        "Sometimes I think about killing myself",
        "I don't want to live like this",
        "I feel suicidal",
        "there is no reason to live",
        "everyone would be better off without me",
        "I just want to end it all",
        "I can't go on",
        "thinking of taking all my pills at once",
        "I wish I was dead",
        "I have been cutting myself",
        "I can't take it anymore",
    ],
}
NEGATIVE = [
    "Thank you, this is the first page that I understand.",
    "It helped me for three months.",
    "My face was bright red for two days and then it went away.",
    "The injection hurt less than I feared.",
    "Can I drive home afterwards?",
    "Can't see why this should cost so much.",
    "I see the doctor again in June.",
    "How often can it be repeated?",
    "My pain came back after a week.",
    "The nurse was kind and explained each step.",
    "Does insurance pay for it?",
    "The page about exercise is very good.",
    "I was nervous, but it took only ten minutes.",
    "Would swimming be better than walking?",
    "My hip is stiff in the morning.",
    "Where can I park?",
    "I had a fever as a child.",
    "My blood sugar was a bit high for two days.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, s) for rule, sentences in POSITIVE.items() for s in sentences]
)
def test_a_red_flag_is_found_with_its_place(rule, sentence):
    found = [finding for finding in apply("red_flags", sentence) if finding.type == rule]

    assert found, f"{rule} missed"
    for finding in found:
        assert 0 <= finding.start < finding.end <= len(sentence)
        assert finding.reason.startswith(red_flags.LABELS[rule])


@pytest.mark.parametrize("sentence", NEGATIVE)
def test_plain_sentences_pass(sentence):
    assert apply("red_flags", sentence) == []


def test_a_negation_is_noted_and_decides_nothing():
    (denied,) = apply("red_flags", "I have no chest pain")
    assert (denied.type, denied.reason) == ("chest_pain", "Chest pain (perhaps denied)")
    (said,) = apply("red_flags", "I have chest pain")
    assert said.reason == "Chest pain"


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("I cant breth", "breathing"),
        ("my gorin is nubm", "cauda_equina"),
        ("my cheast hurts", "chest_pain"),
        ("sucidal thoughts", "self_harm"),
        ("su1c1de", "self_harm"),
        ("I caaaan't breeeathe", "breathing"),
        ("anaphalaxis", "anaphylaxis"),
        ("I am incontinant", "cauda_equina"),
        ("\uff43\uff48\uff45\uff53\uff54 \uff50\uff41\uff49\uff4e", "chest_pain"),
        ("che\u200bst pa\u00adin", "chest_pain"),
        ("I want to d\u0456e", "self_harm"),  # a Cyrillic letter
    ],
)
def test_slips_and_disguises(sentence, type_):
    (found,) = apply("red_flags", sentence)
    assert found.type == type_
    assert 0 <= found.start < found.end <= len(sentence)


@pytest.mark.parametrize(
    "sentence", ["The infection was treated.", "That is no threat to anybody.", "Spelling mistake."]
)
def test_words_that_are_near_one_that_matters_stay_what_they_are(sentence):
    assert apply("red_flags", sentence) == []


def test_every_rule_has_sentences():
    assert set(POSITIVE) == {rule.name for rule in red_flags.RULES}
