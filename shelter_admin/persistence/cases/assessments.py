"""Assessments of a person: what was found when, by whom, with the instrument as it read then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.cases.assessments import Assessment, AssessmentLine
from shelter_admin.domain.cases.instruments import Answers, Instrument, Need, Occasion, Result, weigh
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases import instruments
from shelter_admin.persistence.cases.tables import AssessmentTable, InstrumentTable


def lines_of(session: Session, person_id: str, *, open_to: frozenset[Need]) -> tuple[AssessmentLine, ...]:
    """Every assessment of a person, the newest first; of those not open to the reader only that they are there."""
    query = (
        select(AssessmentTable, InstrumentTable.edition)
        .join(InstrumentTable, InstrumentTable.id == AssessmentTable.instrument_id)
        .where(AssessmentTable.person_id == person_id)
        .order_by(AssessmentTable.on_day.desc(), AssessmentTable.id.desc())
    )
    rows = session.execute(query).all()
    known = instruments.by_id(session, [row.instrument_id for row, _edition in rows])
    names = names_of_accounts(session)
    return tuple(
        _line(row, edition, known[row.instrument_id], names.get(row.filled_by, ""), open_to=open_to)
        for row, edition in rows
    )


def _line(
    row: AssessmentTable, edition: int, instrument: Instrument, by: str, *, open_to: frozenset[Need]
) -> AssessmentLine:
    seen: dict[str, Any] = {}
    if instrument.needs in open_to:
        result = weigh(instrument, row.answers)
        band = result.band
        seen = {
            "answered": result.answered,
            "asked": result.asked,
            "score": result.score,
            "band": band.words if band else "",
            "tone": band.tone.value if band else "",
            "share": None if result.score is None else instrument.share(result.score),
        }
    return AssessmentLine(
        row.id,
        row.stay_id,
        row.instrument_id,
        instrument.code,
        instrument.name,
        instrument.needs,
        Occasion(row.occasion),
        row.on_day,
        by,
        edition=edition,
        **seen,
    )


def the_assessment(session: Session, assessment_id: str) -> AssessmentTable:
    """Load one; raises Refused ``assessment_unknown``."""
    row = session.get(AssessmentTable, assessment_id)
    if row is None:
        raise Refused("assessment_unknown")
    return row


def assessment(session: Session, row: AssessmentTable) -> Assessment:
    """One assessment with its questions and answers, for who may see it."""
    kept = session.get_one(InstrumentTable, row.instrument_id)
    instrument = instruments.by_id(session, [row.instrument_id])[row.instrument_id]
    by = names_of_accounts(session).get(row.filled_by, "")
    line = _line(row, kept.edition, instrument, by, open_to=frozenset(Need))
    return Assessment(line, row.person_id, instrument, dict(row.answers), row.note)


def add(session: Session, of: Mapping[str, str], found: tuple[Occasion, date, Answers, str], result: Result) -> str:
    """Write an assessment down; ``of`` names stay, person, instrument and who filled it."""
    occasion, on_day, answers, note = found
    row = AssessmentTable(
        id=new_id(), **of, occasion=occasion.value, on_day=on_day, answers=dict(answers), note=note, **_found(result)
    )
    session.add(row)
    session.flush()
    return row.id


def put(session: Session, row: AssessmentTable, found: tuple[Occasion, date, Answers, str], result: Result) -> None:
    """Write over what stood there; the values before go to the history."""
    row.occasion, row.on_day, row.answers, row.note = found[0].value, found[1], dict(found[2]), found[3]
    for name, value in _found(result).items():
        setattr(row, name, value)
    session.flush()


def _found(result: Result) -> dict[str, Any]:
    return {"score": result.score, "band": result.band.words if result.band else ""}


def remove(session: Session, row: AssessmentTable) -> None:
    """Take an assessment away; what was written stays in the history."""
    session.delete(row)
    session.flush()
