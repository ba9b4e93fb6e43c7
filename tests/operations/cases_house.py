"""A small house with case work: who fills what, and answers that make an instrument whole."""

from __future__ import annotations

from typing import Any

from shelter_admin.domain.cases.instruments import Answer, Kind, Occasion
from shelter_admin.domain.cases.reading import read_instrument
from shelter_admin.operations.cases.assessing import WriteAssessment, WriteHealthAssessment
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.shipped_instruments import shipped

INSTRUMENTS = {str(plain["code"]): read_instrument(plain) for plain in shipped()}
OF_HEALTH = frozenset({"biologis", "psikologis", "disabilitas", "odgj"})


def answers(code: str, *, best: bool = True, without: tuple[str, ...] = ()) -> dict[str, Answer]:
    """Answers to every question that is asked for, with the most or the fewest points."""
    given: dict[str, Answer] = {}
    for one in INSTRUMENTS[code].questions:
        if one.code in without:
            continue
        if one.kind is Kind.CHOICE:
            ordered = sorted(one.choices, key=lambda choice: choice.points or 0.0)
            given[one.code] = (ordered[-1] if best else ordered[0]).code
        elif one.kind is Kind.YES_NO:
            given[one.code] = best
        elif one.kind is Kind.NUMBER:
            given[one.code] = one.most if best else one.least
    return given


def assess(desk: Desk, person_id: str, code: str, occasion: Occasion = Occasion.ENTRY, **told: Any) -> str:
    """Fill an instrument whole, by the act of its kind."""
    act = WriteHealthAssessment if code in OF_HEALTH else WriteAssessment
    given = told.pop("given", None) or answers(code, best=told.pop("best", True))
    return desk.do(act(person_id, code, occasion, given, **told)).outcome
