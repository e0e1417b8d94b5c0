"""The demo catalogue, put together from its parts."""

from clinic_cms.demo.catalogue_conditions import CONDITIONS
from clinic_cms.demo.effects_injection import INJECTION_ROWS
from clinic_cms.demo.effects_medicines import MEDICINE_ROWS
from clinic_cms.demo.effects_other import OTHER_ROWS
from clinic_cms.demo.outcomes import OUTCOMES
from clinic_cms.demo.regulator_warnings import REGULATOR_WARNINGS
from clinic_cms.demo.shapes import SideEffectRowData, TreatmentData
from clinic_cms.demo.side_effects import SIDE_EFFECTS
from clinic_cms.demo.treatments_injection import INJECTIONS
from clinic_cms.demo.treatments_medicines import MEDICINES
from clinic_cms.demo.treatments_other import OTHERS

__all__ = [
    "CONDITIONS",
    "OUTCOMES",
    "REGULATOR_WARNINGS",
    "SIDE_EFFECTS",
    "SIDE_EFFECT_ROWS",
    "TREATMENTS",
]

TREATMENTS: list[TreatmentData] = [*INJECTIONS, *MEDICINES, *OTHERS]
SIDE_EFFECT_ROWS: list[SideEffectRowData] = [*INJECTION_ROWS, *MEDICINE_ROWS, *OTHER_ROWS]
