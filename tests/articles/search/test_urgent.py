"""Queries that get an urgent answer, and such that do not."""

import pytest

from articles.search.urgent import urgent

EMERGENCY = """
    chest pain | numb between my legs | can't pee | cant pee since the shot | cannot urinate
    lost bladder control | trouble breathing | short of breath | leaking urine | cauda equina
    can't move my legs | numbness in groin | stroke symptoms | sudden vision loss | face drooping
    worst headache of my life | fever after injection | throat swelling | both legs weak
    chest pian | chets pain | trouble brething | siezure | incontinance | heart atack | strokes
    I peed myself | tingling in the saddle area | coughing up blood | Can’t feel my legs
"""
CRISIS = """
    suicide | suicidal thoughts | kill myself | I want to die | end my life | self harm | overdose
    sucide | suiside | siucidal thoughts | ovredose | kill my self
    took too many pills | better off dead | I don't want to live anymore | hurting myself
"""
CALM = """
    back pain | injection | how to hold the steering wheel | needle | physical therapy | leg pain
    headache after injection | weak coffee | end of treatment | chest | does it hurt | life after surgery
    will I dress myself | cutting board | farming | breast pain | breadth of the disc | strike | night
    numb cream | bladder | diet | can I drive home | killer whales | privacy | side effects of naproxen
"""


def each(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", "|").split("|") if part.strip()]


@pytest.mark.parametrize("query", each(EMERGENCY))
def test_emergency(query: str) -> None:
    assert urgent(query) == "emergency"


@pytest.mark.parametrize("query", each(CRISIS))
def test_crisis(query: str) -> None:
    assert urgent(query) == "crisis"


@pytest.mark.parametrize("query", each(CALM))
def test_calm(query: str) -> None:
    assert urgent(query) == ""
