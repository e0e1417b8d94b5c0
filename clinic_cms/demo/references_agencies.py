"""Regulators, guidelines and public health pages that the demo pages cite."""

from clinic_cms.demo.shapes import ReferenceData

_FDA_SAFETY = "https://www.fda.gov/drugs/drug-safety-and-availability/"
_FDA = "U.S. Food and Drug Administration"

AGENCIES: dict[str, ReferenceData] = {
    "fda-epidural-2014": {
        "authors": _FDA,
        "title": (
            "FDA Drug Safety Communication: FDA requires label changes to warn of rare but serious "
            "neurologic problems after epidural corticosteroid injections for pain"
        ),
        "publication": "FDA, April 23, 2014",
        "year": 2014,
        "url": (
            f"{_FDA_SAFETY}fda-drug-safety-communication-fda-requires-label-changes-warn-rare-"
            "serious-neurologic-problems-after"
        ),
        "accessed_on": "2025-11-04",
    },
    "nice-ng59": {
        "authors": "National Institute for Health and Care Excellence",
        "title": "Low back pain and sciatica in over 16s: assessment and management (NG59)",
        "publication": "NICE guideline, updated 2020",
        "year": 2016,
        "url": "https://www.nice.org.uk/guidance/ng59",
        "accessed_on": "2025-11-06",
    },
    "fda-nsaid-2015": {
        "authors": _FDA,
        "title": (
            "FDA Drug Safety Communication: FDA strengthens warning that non-aspirin nonsteroidal "
            "anti-inflammatory drugs (NSAIDs) can cause heart attacks or strokes"
        ),
        "publication": "FDA, July 9, 2015",
        "year": 2015,
        "url": (
            f"{_FDA_SAFETY}fda-drug-safety-communication-fda-strengthens-warning-non-aspirin-"
            "nonsteroidal-anti-inflammatory"
        ),
        "accessed_on": "2025-11-10",
    },
    "fda-opioid-2016": {
        "authors": _FDA,
        "title": (
            "FDA Drug Safety Communication: FDA warns about serious risks and death when combining "
            "opioid pain or cough medicines with benzodiazepines"
        ),
        "publication": "FDA, August 31, 2016",
        "year": 2016,
        "url": (
            f"{_FDA_SAFETY}fda-drug-safety-communication-fda-warns-about-serious-risks-and-death-"
            "when-combining-opioid-pain-or"
        ),
        "accessed_on": "2025-11-10",
    },
    "ibuprofen-label": {
        "authors": "Pfizer",
        "title": "Motrin (ibuprofen) tablets: prescribing information",
        "publication": "U.S. Food and Drug Administration, Drugs@FDA",
        "year": 2007,
        "url": "https://www.accessdata.fda.gov/drugsatfda_docs/label/2007/017463s105lbl.pdf",
        "accessed_on": "2025-11-10",
    },
    "cyclobenzaprine-label": {
        "authors": "U.S. National Library of Medicine",
        "title": "Cyclobenzaprine hydrochloride tablets: prescribing information",
        "publication": "DailyMed",
        "year": 2024,
        "url": (
            "https://dailymed.nlm.nih.gov/dailymed/search.cfm"
            "?query=cyclobenzaprine+hydrochloride+tablet"
        ),
        "accessed_on": "2025-11-10",
    },
    "medlineplus-epidural": {
        "authors": "U.S. National Library of Medicine",
        "title": "Epidural injections for back pain",
        "publication": "MedlinePlus Medical Encyclopedia",
        "year": 2024,
        "url": "https://medlineplus.gov/ency/article/007485.htm",
        "accessed_on": "2025-11-11",
    },
    "medlineplus-acute": {
        "authors": "U.S. National Library of Medicine",
        "title": "Low back pain - acute",
        "publication": "MedlinePlus Medical Encyclopedia",
        "year": 2024,
        "url": "https://medlineplus.gov/ency/article/007425.htm",
        "accessed_on": "2025-11-11",
    },
    "medlineplus-sciatica": {
        "authors": "U.S. National Library of Medicine",
        "title": "Sciatica",
        "publication": "MedlinePlus",
        "year": 2024,
        "url": "https://medlineplus.gov/sciatica.html",
        "accessed_on": "2025-11-11",
    },
    "niams-stenosis": {
        "authors": "National Institute of Arthritis and Musculoskeletal and Skin Diseases",
        "title": "Spinal Stenosis",
        "publication": "National Institutes of Health",
        "year": 2023,
        "url": "https://www.niams.nih.gov/health-topics/spinal-stenosis",
        "accessed_on": "2025-11-11",
    },
    "ninds-back-pain": {
        "authors": "National Institute of Neurological Disorders and Stroke",
        "title": "Back Pain",
        "publication": "National Institutes of Health",
        "year": 2024,
        "url": "https://www.ninds.nih.gov/health-information/disorders/back-pain",
        "accessed_on": "2025-11-11",
    },
    "radiologyinfo-mri": {
        "authors": "Radiological Society of North America, American College of Radiology",
        "title": "Spine MRI",
        "publication": "RadiologyInfo.org",
        "year": 2024,
        "url": "https://www.radiologyinfo.org/en/info/spinemr",
        "accessed_on": "2025-11-11",
    },
}
