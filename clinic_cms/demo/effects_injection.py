"""Side effects of the injections, with the figures that studies published.

Neither injection has a trustworthy count for the harms in the FDA warning: they are "not known".
"""

from typing import Literal

from clinic_cms.demo.shapes import SideEffectRowData

_FDA = "People who had an epidural steroid injection: cases reported to the FDA, not counted"
_EMERGENCY_ADVICE = "Call 911 at once. Say that you had an injection in the spine, and when."


def _warned(
    treatment: str,
    side_effect: str,
    reason: Literal["life_threatening", "lasting_disability"],
    severity: Literal[3, 4],
) -> SideEffectRowData:
    """Return a harm that the FDA warned of in 2014."""
    return {
        "treatment": treatment,
        "side_effect": side_effect,
        "population": _FDA,
        "source": "fda-epidural-2014",
        "band": "not_known",
        "severity": severity,
        "serious": True,
        "serious_reason": reason,
        "onset": "Minutes to 48 hours after the injection",
        "duration": "Can be permanent",
        "reversible": False,
        "at_risk": "",
        "what_to_do": "emergency",
        "advice": _EMERGENCY_ADVICE,
    }


def _infection(treatment: str) -> SideEffectRowData:
    return {
        "treatment": treatment,
        "side_effect": "infection-near-the-spine",
        "population": "A review of reported harms after lumbar epidural injections, not a count",
        "source": "goodman-2008",
        "band": "not_known",
        "severity": 4,
        "serious": True,
        "serious_reason": "hospital_stay",
        "onset": "Days to weeks",
        "duration": "Weeks of treatment",
        "reversible": True,
        "at_risk": "diabetes, weak immune system, recent infection",
        "what_to_do": "emergency",
        "advice": "Go to an emergency department if you have fever with new or worse back pain.",
    }


def _blood_sugar(treatment: str) -> SideEffectRowData:
    return {
        "treatment": treatment,
        "side_effect": "higher-blood-sugar",
        "population": (
            "30 people with diabetes after an epidural steroid injection: average rise "
            "126 mg/dL; how many had a rise was not reported"
        ),
        "source": "even-2012",
        "band": "not_known",
        "severity": 2,
        "serious": False,
        "serious_reason": "",
        "onset": "Within a day",
        "duration": "About 2 days",
        "reversible": True,
        "at_risk": "diabetes",
        "what_to_do": "tell_clinic",
        "advice": "If you have diabetes, check more often and follow the plan you were given.",
    }


LUMBAR = "lumbar-spinal-injection"
AFTER_SURGERY = "corticosteroid-injection-after-surgery"

INJECTION_ROWS: list[SideEffectRowData] = [
    _warned(LUMBAR, "stroke", "life_threatening", 4),
    _warned(LUMBAR, "paralysis", "lasting_disability", 4),
    _warned(LUMBAR, "loss-of-vision", "lasting_disability", 3),
    _infection(LUMBAR),
    {
        "treatment": LUMBAR,
        "side_effect": "facial-flushing",
        "affected": 13,
        "out_of": 81,
        "population": (
            "Adults asked 2 days after a lumbar epidural injection of betamethasone at one U.S. "
            "spine center"
        ),
        "source": "everett-2004",
        "band": "",
        "severity": 1,
        "serious": False,
        "serious_reason": "",
        "onset": "Within 2 days",
        "duration": "Hours to a few days",
        "reversible": True,
        "at_risk": "",
        "what_to_do": "self_care",
        "advice": "Keep cool and drink water. Call the clinic if you also have hives or swelling.",
    },
    _blood_sugar(LUMBAR),
    {
        "treatment": LUMBAR,
        "side_effect": "spinal-headache",
        "population": (
            "Lumbar epidural injections between two vertebrae: the needle pierced the sac in "
            "0.8 of 100; not all of them led to a headache"
        ),
        "source": "manchikanti-2012",
        "band": "uncommon",
        "severity": 2,
        "serious": False,
        "serious_reason": "",
        "onset": "1 to 3 days",
        "duration": "A few days",
        "reversible": True,
        "at_risk": "",
        "what_to_do": "tell_clinic",
        "advice": "Lie flat, drink fluids and call the clinic the same day.",
    },
    {
        "treatment": LUMBAR,
        "side_effect": "temporary-leg-numbness",
        "population": "",
        "source": None,
        "band": "not_known",
        "severity": 1,
        "serious": False,
        "serious_reason": "",
        "onset": "Within an hour",
        "duration": "Hours; at most 1 to 2 days",
        "reversible": True,
        "at_risk": "",
        "what_to_do": "tell_clinic",
        "advice": "Do not walk alone or drive. Call at once if it spreads or gets worse.",
    },
    {
        "treatment": LUMBAR,
        "side_effect": "more-pain-for-a-few-days",
        "population": "",
        "source": "medlineplus-epidural",
        "band": "not_known",
        "severity": 1,
        "serious": False,
        "serious_reason": "",
        "onset": "Same day",
        "duration": "2 to 3 days",
        "reversible": True,
        "at_risk": "",
        "what_to_do": "self_care",
        "advice": "Use a cold pack with a cloth around it for 15 minutes at a time.",
    },
    _warned(AFTER_SURGERY, "stroke", "life_threatening", 4),
    _warned(AFTER_SURGERY, "paralysis", "lasting_disability", 4),
    _warned(AFTER_SURGERY, "loss-of-vision", "lasting_disability", 3),
    _infection(AFTER_SURGERY),
    {
        "treatment": AFTER_SURGERY,
        "side_effect": "facial-flushing",
        "affected": 4,
        "out_of": 80,
        "population": (
            "Adults asked before going home and after 48 hours; lumbar epidural injection of "
            "4 mg dexamethasone, not only after surgery"
        ),
        "source": "shermon-2023",
        "band": "",
        "severity": 1,
        "serious": False,
        "serious_reason": "",
        "onset": "Within 2 days",
        "duration": "Hours to a few days",
        "reversible": True,
        "at_risk": "",
        "what_to_do": "self_care",
        "advice": "Keep cool and drink water. Call the clinic if you also have hives or swelling.",
    },
    _blood_sugar(AFTER_SURGERY),
]
