"""Regulator warnings in the demo catalogue."""

from clinic_cms.demo.shapes import WarningData

_SAFETY = "https://www.fda.gov/drugs/drug-safety-and-availability/"
_EPIDURAL = (
    "Corticosteroids injected into the epidural space of the spine may cause rare but serious "
    "harm: loss of vision, stroke, paralysis and death. The FDA has not approved corticosteroids "
    "for this use, and says that their safety and effect for it have not been established."
)
_EPIDURAL_URL = (
    f"{_SAFETY}fda-drug-safety-communication-fda-requires-label-changes-warn-rare-serious-"
    "neurologic-problems-after"
)


def _epidural(treatment: str) -> WarningData:
    return {
        "treatment": treatment,
        "regulator": "FDA",
        "issued_on": "2014-04-23",
        "text": _EPIDURAL,
        "url": _EPIDURAL_URL,
    }


REGULATOR_WARNINGS: list[WarningData] = [
    _epidural("lumbar-spinal-injection"),
    _epidural("corticosteroid-injection-after-surgery"),
    {
        "treatment": "nsaids",
        "regulator": "FDA",
        "issued_on": "2015-07-09",
        "text": (
            "NSAIDs other than aspirin raise the chance of a heart attack or stroke. It can happen "
            "in the first weeks of use. The risk may be higher with longer use and higher doses."
        ),
        "url": (
            f"{_SAFETY}fda-drug-safety-communication-fda-strengthens-warning-non-aspirin-"
            "nonsteroidal-anti-inflammatory"
        ),
    },
    {
        "treatment": "opioids",
        "regulator": "FDA",
        "issued_on": "2016-08-31",
        "text": (
            "Opioids taken together with benzodiazepines or other medicines that slow the brain "
            "have caused extreme sleepiness, slowed or difficult breathing, coma and death."
        ),
        "url": (
            f"{_SAFETY}fda-drug-safety-communication-fda-warns-about-serious-risks-and-death-when-"
            "combining-opioid-pain-or"
        ),
    },
    {
        "treatment": "neuroleptic-medicines",
        "regulator": "FDA",
        "issued_on": "2008-06-16",
        "text": (
            "Older people with dementia who take these medicines have a higher risk of death. The "
            "FDA has not approved them for treating dementia-related psychosis."
        ),
        "url": "https://doi.org/10.1001/jama.300.4.379",
    },
]
