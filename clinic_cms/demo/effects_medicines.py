"""Side effects of the medicines by mouth, with the figures that studies and labels give."""

from clinic_cms.demo.effect_rows import counted, mild, serious
from clinic_cms.demo.shapes import SideEffectRowData

MEDICINE_ROWS: list[SideEffectRowData] = [
    counted(
        mild(
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
    serious(
        counted(
            mild(
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
    serious(
        mild(
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
    serious(
        mild(
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
    counted(
        mild(
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
    counted(
        mild(
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
    serious(
        mild(
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
    serious(
        mild(
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
    serious(
        mild(
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
    counted(
        mild(
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
    mild(
        "opioids",
        "sleepiness",
        "tell_clinic",
        "Do not drive. Call if you are hard to wake or confused.",
        onset="First doses",
        duration="Days",
    ),
    serious(
        mild(
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
    serious(
        mild(
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
    serious(
        mild(
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
    mild(
        "neuroleptic-medicines",
        "sleepiness",
        "tell_clinic",
        "Do not drive until you know how it affects you.",
        population="11 small trials of these medicines for pain; most often reported",
        source="seidel-2013",
        onset="First days",
        duration="Weeks",
    ),
]
