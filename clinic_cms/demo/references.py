"""The sources that the demo pages cite, by a key that only the demo uses. All of them are real."""

from clinic_cms.demo.references_agencies import AGENCIES
from clinic_cms.demo.references_studies import STUDIES
from clinic_cms.demo.shapes import ReferenceData

REFERENCES: dict[str, ReferenceData] = {**STUDIES, **AGENCIES}
