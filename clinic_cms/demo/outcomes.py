"""Outcomes with a treatment and without it, as published. What no paper counts is not here."""

from clinic_cms.demo.shapes import OutcomeData, StudyData

# The paper gives rates per 100 for two trials taken together.
_RELAXANT_TRIALS: StudyData = {
    "treatment": "muscle-relaxants",
    "compared_with": "a placebo tablet",
    "period": "After 7 days",
    "population": (
        "1,389 adults with new muscle spasm, two thirds in the low back, one third in the neck; "
        "5 mg of cyclobenzaprine three times a day or placebo"
    ),
    "source": "braschi-2015",
    "certainty": "not_stated",
    "may_be_chance": False,
}

OUTCOMES: list[OutcomeData] = [
    {
        "treatment": "lumbar-spinal-injection",
        "nature": "benefit",
        "name": "Much less trouble in daily life: a disability score at least 75 percent better",
        # 12.5 and 3.7 in 100 of the 228 people, by group.
        "with_affected": 15,
        "with_out_of": 120,
        "without_affected": 4,
        "without_out_of": 108,
        "compared_with": "a salt water injection",
        "period": "After 3 weeks; from 6 weeks to 1 year the study found no difference",
        "population": "228 adults with sciatica for 1 to 18 months, in pain clinics in England",
        "source": "arden-2005",
        "certainty": "not_stated",
        "may_be_chance": False,
    },
    {
        **_RELAXANT_TRIALS,
        "nature": "benefit",
        "name": "Clear relief of back or neck pain",
        "with_affected": 50,
        "with_out_of": 100,
        "without_affected": 38,
        "without_out_of": 100,
    },
    {
        **_RELAXANT_TRIALS,
        "nature": "harm",
        "name": "Sleepiness",
        "with_affected": 29,
        "with_out_of": 100,
        "without_affected": 10,
        "without_out_of": 100,
    },
    {
        "treatment": "nsaids",
        "nature": "harm",
        "name": "Heartburn, belly pain, nausea or other stomach and bowel trouble",
        "with_affected": 161,
        "with_out_of": 833,
        "without_affected": 67,
        "without_out_of": 413,
        "compared_with": "a placebo tablet",
        "period": "Over 10 days",
        "population": "Healthy adults; 1,200 mg of ibuprofen a day or placebo",
        "source": "doyle-1999",
        "certainty": "not_stated",
        "may_be_chance": True,
    },
    {
        "treatment": "opioids",
        "nature": "harm",
        "name": "Constipation",
        "with_affected": 13,
        "with_out_of": 174,
        "without_affected": 6,
        "without_out_of": 173,
        "compared_with": "a placebo tablet",
        "period": "Over up to 6 weeks; pain after 6 weeks was no better than with placebo",
        "population": "347 adults with new back or neck pain; oxycodone-naloxone or placebo",
        "source": "jones-2023",
        "certainty": "not_stated",
        "may_be_chance": False,
    },
]
