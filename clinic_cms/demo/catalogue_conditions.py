"""Conditions of the demo catalogue, wider ones first."""

from clinic_cms.demo.shapes import ConditionData

CONDITIONS: list[ConditionData] = [
    {
        "name": "Back pain",
        "slug": "back-pain",
        "also_called": "Low back pain, lumbar pain",
        "parent": None,
        "summary": (
            "Pain anywhere from the lowest ribs to the top of the legs. "
            "Most people have it at some time in life."
        ),
        "icd10_code": "M54.5",
    },
    {
        "name": "Acute low back pain",
        "slug": "acute-low-back-pain",
        "also_called": "Back strain, lumbago",
        "parent": "back-pain",
        "summary": "Low back pain that began less than four weeks ago. It often eases by itself.",
        "icd10_code": "M54.50",
    },
    {
        "name": "Chronic low back pain",
        "slug": "chronic-low-back-pain",
        "also_called": "Long-lasting back pain",
        "parent": "back-pain",
        "summary": "Low back pain that has lasted for more than 12 weeks.",
        "icd10_code": "M54.59",
    },
    {
        "name": "Failed back surgery syndrome",
        "slug": "failed-back-surgery-syndrome",
        "also_called": "Post-laminectomy syndrome, persistent spinal pain syndrome type 2",
        "parent": "back-pain",
        "summary": (
            "Back or leg pain that stays, or comes back, after spine surgery. "
            "The name does not mean that anyone did something wrong."
        ),
        "icd10_code": "M96.1",
    },
    {
        "name": "Sciatica",
        "slug": "sciatica",
        "also_called": "Lumbar radicular pain, nerve root pain",
        "parent": "back-pain",
        "summary": "Pain that runs from the low back or buttock down one leg, along a nerve.",
        "icd10_code": "M54.3",
    },
    {
        "name": "Disc herniation",
        "slug": "disc-herniation",
        "also_called": "Slipped disc, ruptured disc, herniated disk",
        "parent": "back-pain",
        "summary": "The soft center of a spinal disc pushes out and may press on a nerve.",
        "icd10_code": "M51.26",
    },
    {
        "name": "Spinal stenosis",
        "slug": "spinal-stenosis",
        "also_called": "Lumbar stenosis, narrowing of the spinal canal",
        "parent": "back-pain",
        "summary": (
            "The channel for the nerves in the low back becomes narrow. "
            "Walking and standing often bring on leg pain."
        ),
        "icd10_code": "M48.06",
    },
    {
        "name": "Facet joint pain",
        "slug": "facet-joint-pain",
        "also_called": "Facet arthritis, facet syndrome",
        "parent": "back-pain",
        "summary": "Pain from the small joints at the back of the spine.",
        "icd10_code": "M47.816",
    },
    {
        "name": "Cauda equina syndrome",
        "slug": "cauda-equina-syndrome",
        "also_called": "",
        "parent": "back-pain",
        "summary": (
            "Pressure on the bundle of nerves at the base of the spine. It is an emergency: "
            "without quick treatment, bladder, bowel and legs can be harmed for good."
        ),
        "icd10_code": "G83.4",
    },
]
