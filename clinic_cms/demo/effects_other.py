"""Side effects of medicines by mouth, exercise and surgery, with the figures that studies published."""

from typing import Literal, TypedDict, Unpack

from clinic_cms.demo.shapes import SideEffectRowData

WhatToDo = Literal["self_care", "tell_clinic", "urgent", "emergency"]


class _Optional(TypedDict, total=False):
    """Facts that many rows lack."""

    population: str
    source: str | None
    onset: str
    duration: str
    reversible: bool | None
    at_risk: str


def _mild(
    treatment: str,
    side_effect: str,
    what_to_do: WhatToDo,
    advice: str,
    **facts: Unpack[_Optional],
) -> SideEffectRowData:
    """Return a row of an effect that is not serious and whose frequency is not known."""
    return {
        "treatment": treatment,
        "side_effect": side_effect,
        "population": facts.get("population", ""),
        "source": facts.get("source"),
        "band": "not_known",
        "severity": 1,
        "serious": False,
        "serious_reason": "",
        "onset": facts.get("onset", ""),
        "duration": facts.get("duration", ""),
        "reversible": facts.get("reversible", True),
        "at_risk": facts.get("at_risk", ""),
        "what_to_do": what_to_do,
        "advice": advice,
    }


def _counted(row: SideEffectRowData, affected: int, out_of: int) -> SideEffectRowData:
    """Return the row with its numbers; the band is then computed."""
    return {**row, "affected": affected, "out_of": out_of, "band": ""}


def _serious(
    row: SideEffectRowData,
    severity: Literal[2, 3, 4, 5],
    reason: Literal[
        "death", "life_threatening", "hospital_stay", "lasting_disability", "other_important"
    ],
) -> SideEffectRowData:
    """Return the row as a serious one."""
    return {**row, "severity": severity, "serious": True, "serious_reason": reason}


OTHER_ROWS: list[SideEffectRowData] = [
    _counted(
        _mild(
            "nsaids",
            "upset-stomach",
            "self_care",
            "Take it with food. Stop and call if pain stays or stools turn black.",
            population=(
                "Healthy adults who took 1,200 mg of ibuprofen a day for 10 days; with placebo it "
                "was 67 out of 413"
            ),
            source="doyle-1999",
            onset="Days",
            duration="Until you stop",
        ),
        161,
        833,
    ),
    _serious(
        _counted(
            _mild(
                "nsaids",
                "stomach-ulcer-or-bleeding",
                "emergency",
                "Call 911 if you vomit blood or pass black stools.",
                population=(
                    "People on prescription NSAIDs for 3 to 6 months; the label says about 1 out "
                    "of 100"
                ),
                source="ibuprofen-label",
                onset="At any time",
                duration="Days to weeks of treatment",
                at_risk="age over 60, earlier ulcer, blood thinner, steroid, alcohol",
            ),
            1,
            100,
        ),
        4,
        "hospital_stay",
    ),
    _serious(
        _mild(
            "nsaids",
            "heart-attack",
            "emergency",
            "Call 911 for chest pain, trouble breathing, weakness on one side or slurred speech.",
            population="People who take NSAIDs other than aspirin; it depends on dose and health",
            source="fda-nsaid-2015",
            onset="As early as the first weeks",
            reversible=None,
            at_risk="heart disease, high dose, long use",
        ),
        4,
        "life_threatening",
    ),
    _serious(
        _mild(
            "nsaids",
            "kidney-damage",
            "urgent",
            "Stop the NSAID and get help today if you pass little urine or your ankles swell.",
            source="ibuprofen-label",
            onset="Days to months",
            reversible=None,
            at_risk="kidney disease, heart failure, water pills, dehydration",
        ),
        3,
        "hospital_stay",
    ),
    _counted(
        _mild(
            "muscle-relaxants",
            "sleepiness",
            "self_care",
            "Do not drive. Ask about a lower dose or taking it at bedtime.",
            population=(
                "464 people who took 5 mg of cyclobenzaprine three times a day; the label gives "
                "29 out of 100, and 10 out of 100 with placebo"
            ),
            source="cyclobenzaprine-label",
            onset="First dose",
            duration="While you take it",
            at_risk="age over 65, alcohol, opioids",
        ),
        29,
        100,
    ),
    _counted(
        _mild(
            "muscle-relaxants",
            "dry-mouth",
            "self_care",
            "Sip water and chew sugar-free gum.",
            population=(
                "464 people who took 5 mg of cyclobenzaprine three times a day; the label gives "
                "21 out of 100, and 7 out of 100 with placebo"
            ),
            source="cyclobenzaprine-label",
            onset="First days",
            duration="While you take it",
        ),
        21,
        100,
    ),
    _serious(
        _mild(
            "muscle-relaxants",
            "serotonin-syndrome",
            "emergency",
            "Call 911 for fever with confusion, twitching or a racing heart.",
            source="cyclobenzaprine-label",
            onset="Hours to days",
            at_risk="antidepressants, tramadol, MAO inhibitors",
        ),
        4,
        "life_threatening",
    ),
    _serious(
        _mild(
            "opioids",
            "slowed-breathing",
            "emergency",
            "Call 911, give naloxone if you have it, and stay with the person.",
            population="People who take opioids; more often with sleeping pills or alcohol",
            source="fda-opioid-2016",
            onset="Minutes to hours, most in the first days or after a higher dose",
            reversible=None,
            at_risk="benzodiazepines, alcohol, sleep apnea, high dose",
        ),
        5,
        "death",
    ),
    _serious(
        _mild(
            "opioids",
            "opioid-addiction",
            "tell_clinic",
            "Tell us early. There is effective treatment, and you will not be judged.",
            source="cdc-2022",
            onset="Weeks to months",
            reversible=None,
            at_risk="long use, high dose, earlier drug or alcohol problem",
        ),
        3,
        "other_important",
    ),
    _counted(
        _mild(
            "opioids",
            "constipation",
            "self_care",
            "Drink, move, eat fiber and ask about a laxative from the first day.",
            population=(
                "Adults with new back or neck pain on oxycodone-naloxone for up to 6 weeks; with "
                "placebo it was 6 out of 173"
            ),
            source="jones-2023",
            onset="Days",
            duration="While you take it",
        ),
        13,
        174,
    ),
    _mild(
        "opioids",
        "sleepiness",
        "tell_clinic",
        "Do not drive. Call if you are hard to wake or confused.",
        onset="First doses",
        duration="Days",
    ),
    _serious(
        _mild(
            "neuroleptic-medicines",
            "higher-risk-of-death-in-dementia",
            "tell_clinic",
            "Older people with dementia should not take these medicines for pain.",
            population="Older people with dementia, in studies that the FDA looked at",
            source="kuehn-2008",
            reversible=False,
            at_risk="dementia, older age",
        ),
        5,
        "death",
    ),
    _serious(
        _mild(
            "neuroleptic-medicines",
            "neuroleptic-malignant-syndrome",
            "emergency",
            "Call 911 for high fever with stiff muscles or confusion.",
            onset="Often in the first two weeks",
            at_risk="high dose, fast dose changes, dehydration",
        ),
        4,
        "life_threatening",
    ),
    _serious(
        _mild(
            "neuroleptic-medicines",
            "movements-you-cannot-control",
            "urgent",
            "Call the same day. Some of these movements can stay if the medicine goes on.",
            population="11 small trials of these medicines for pain; most often reported",
            source="seidel-2013",
            onset="Days to years",
            reversible=None,
            at_risk="older age, long use, high dose",
        ),
        3,
        "lasting_disability",
    ),
    _mild(
        "neuroleptic-medicines",
        "sleepiness",
        "tell_clinic",
        "Do not drive until you know how it affects you.",
        population="11 small trials of these medicines for pain; most often reported",
        source="seidel-2013",
        onset="First days",
        duration="Weeks",
    ),
    _mild(
        "physical-therapy",
        "sore-muscles",
        "self_care",
        "Do a little less next time. Tell the therapist if it lasts more than 2 days.",
        source="hayden-2021",
        onset="A day later",
        duration="1 to 2 days",
    ),
    _mild(
        "exercise-at-home",
        "sore-muscles",
        "self_care",
        "Do a little less next time, and keep moving.",
        source="hayden-2021",
        onset="A day later",
        duration="1 to 2 days",
    ),
    {
        **_mild(
            "decompression-surgery",
            "dural-tear",
            "tell_clinic",
            "Call if you have a headache when sitting up, or clear fluid on the dressing.",
            population="Adults who had surgery for stenosis in a U.S. study: 9 out of 100",
            source="weinstein-2008",
            onset="During surgery",
            duration="Days",
        ),
        "band": "common",
        "severity": 2,
    },
    _serious(
        _mild(
            "decompression-surgery",
            "lasting-nerve-damage",
            "emergency",
            "Go to an emergency department for new weakness or loss of bladder control.",
            onset="During surgery or in the first days",
            reversible=None,
        ),
        3,
        "lasting_disability",
    ),
    _serious(
        _mild(
            "decompression-surgery",
            "blood-clot",
            "emergency",
            "Call 911 for chest pain or short breath. Get help today for a swollen leg.",
            onset="Days to weeks",
            reversible=None,
            at_risk="long bed rest, earlier clot, cancer, hormone pills",
        ),
        4,
        "life_threatening",
    ),
    _serious(
        _mild(
            "decompression-surgery",
            "infection-near-the-spine",
            "emergency",
            "Go to an emergency department for fever with worse back pain or a wet, red wound.",
            onset="Days to weeks",
            duration="Weeks of treatment",
            at_risk="diabetes, smoking, weak immune system",
        ),
        4,
        "hospital_stay",
    ),
]
