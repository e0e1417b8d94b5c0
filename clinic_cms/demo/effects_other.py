"""Side effects of exercise and surgery."""

from clinic_cms.demo.effect_rows import mild, serious
from clinic_cms.demo.shapes import SideEffectRowData

OTHER_ROWS: list[SideEffectRowData] = [
    mild(
        "physical-therapy",
        "sore-muscles",
        "self_care",
        "Do a little less next time. Tell the therapist if it lasts more than 2 days.",
        source="hayden-2021",
        onset="A day later",
        duration="1 to 2 days",
    ),
    mild(
        "exercise-at-home",
        "sore-muscles",
        "self_care",
        "Do a little less next time, and keep moving.",
        source="hayden-2021",
        onset="A day later",
        duration="1 to 2 days",
    ),
    {
        **mild(
            "decompression-surgery",
            "dural-tear",
            "tell_clinic",
            "Call if you have a headache when sitting up, or clear fluid on the dressing.",
            population="Adults who had a first open laminectomy for stenosis at 13 U.S. clinics",
            source="desai-2015",
            onset="During surgery",
            duration="Days",
        ),
        "affected": 37,
        "out_of": 409,
        "band": "",
        "severity": 2,
    },
    serious(
        mild(
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
    serious(
        mild(
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
    serious(
        mild(
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
