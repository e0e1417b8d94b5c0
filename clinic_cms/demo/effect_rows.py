"""How the rows of side effects are built that do not come from an injection."""

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


def mild(
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


def counted(row: SideEffectRowData, affected: int, out_of: int) -> SideEffectRowData:
    """Return the row with its numbers; the band is then computed."""
    return {**row, "affected": affected, "out_of": out_of, "band": ""}


def serious(
    row: SideEffectRowData,
    severity: Literal[2, 3, 4, 5],
    reason: Literal[
        "death", "life_threatening", "hospital_stay", "lasting_disability", "other_important"
    ],
) -> SideEffectRowData:
    """Return the row as a serious one."""
    return {**row, "severity": severity, "serious": True, "serious_reason": reason}
