"""Who is about to leave, and who left with something still open: one statement for each, weighed line by line."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.departures.arranging import LABELS
from shelter_admin.domain.departures.steps import DepartureLine, KnownOfLeaving, steps_of
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.cases.tables import AssessmentTable
from shelter_admin.persistence.departures.arranging import read
from shelter_admin.persistence.departures.tables import DepartureTable, HandoverTable, SavingTable
from shelter_admin.persistence.dialects import EMBEDDED, STAYS_NOW
from shelter_admin.persistence.duty.tables import BelongingTable
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.training.grading_tables import KitItemTable
from shelter_admin.persistence.training.tables import EnrolmentTable

LOOKED_BACK: Final = timedelta(days=90)
"""How long the list keeps who left with something still open."""
LOOKED_AHEAD: Final = timedelta(days=60)
"""How soon somebody is expected to leave to be about to."""
ONLY_THINGS: Final = frozenset({LeavingReason.DIED.value, LeavingReason.RAN_AWAY.value})


def _ready() -> Any:
    other = aliased(ExitDecisionTable)
    newest = select(func.max(other.id)).where(other.stay_id == StayTable.id).correlate(StayTable).scalar_subquery()
    return select(ExitDecisionTable.ready).where(ExitDecisionTable.id == newest).correlate(StayTable).scalar_subquery()


def _kit() -> Any:
    return exists(
        select(KitItemTable.id)
        .join(EnrolmentTable, EnrolmentTable.program_id == KitItemTable.program_id)
        .where(EnrolmentTable.stay_id == StayTable.id)
        .correlate(StayTable)
    )


def _there(table: Any, *more: Any) -> Any:
    return exists(select(table.id).where(table.stay_id == StayTable.id, *more).correlate(StayTable))


def _saved() -> Any:
    """What somebody saved, over all their stays."""
    whole = func.coalesce(func.sum(SavingTable.amount), literal(0))
    return select(whole).where(SavingTable.person_id == PersonTable.id).correlate(PersonTable).scalar_subquery()


def _kept() -> Any:
    """How many things of somebody the house still keeps."""
    here = (BelongingTable.person_id == PersonTable.id, BelongingTable.returned_on.is_(None))
    return select(func.count()).select_from(BelongingTable).where(*here).correlate(PersonTable).scalar_subquery()


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """The list's statement, made once."""
    tools = _there(HandoverTable, HandoverTable.kind == "tools", HandoverTable.void_on.is_(None))
    return (
        select(
            PersonTable.id.label("person_id"),
            StayTable.id.label("stay_id"),
            PersonTable.number,
            PersonTable.name,
            PersonTable.sex,
            StayTable.left_on,
            StayTable.leave_reason,
            StayTable.expected_exit_on,
            DepartureTable.id.label("departure_id"),
            *(getattr(DepartureTable, name) for name in LABELS),
            _ready().label("ready"),
            _there(EnrolmentTable).label("trains"),
            _there(AssessmentTable, AssessmentTable.occasion == "before_leaving").label("assessed"),
            _kit().label("kit"),
            tools.label("tools"),
            _saved().label("balance"),
            _kept().label("kept"),
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .outerjoin(DepartureTable, DepartureTable.stay_id == StayTable.id)
        .order_by(func.lower(PersonTable.name), PersonTable.number, StayTable.id)
    )


def leavers(session: Session, sight: Sight, today: date, *, savings: bool) -> tuple[DepartureLine, ...]:
    """Who is about to leave, then who left lately with something still open; people this reader sees only.

    About to leave is of whom something is arranged, a day soon is noted, or the head has said ready. Without
    ``savings`` nobody's money is weighed.
    """
    soon = or_(DepartureTable.id.is_not(None), StayTable.expected_exit_on <= today + LOOKED_AHEAD, _ready().is_(True))
    about = _statement().where(StayTable.leave_reason.is_(None), soon).with_hint(StayTable, STAYS_NOW, EMBEDDED)
    gone = _statement().where(StayTable.leave_reason.is_not(None), StayTable.left_on >= today - LOOKED_BACK)
    found = [_line(row, savings=savings) for one in (about, gone) for row in session.execute(in_sight(one, sight))]
    kept = [line for line in found if not line.gone or line.open_steps]
    return tuple(sorted(kept, key=lambda line: (line.gone, line.due_on or date.max, line.name.casefold())))


def leaver(session: Session, stay_id: str, *, savings: bool) -> tuple[DepartureLine, bool, str]:
    """One stay as a line of the list, whether anything is arranged, and the sex of whom it is."""
    row = session.execute(_statement().where(StayTable.id == stay_id)).one()
    return _line(row, savings=savings), row.departure_id is not None, row.sex or ""


def _line(row: Any, *, savings: bool) -> DepartureLine:
    values = {name: getattr(row, name) for name in LABELS}
    arrangement = read({name: _text(name, value) for name, value in values.items()})
    gone = row.leave_reason is not None
    known = KnownOfLeaving(
        decided=bool(row.ready),
        trains=bool(row.trains),
        assessed=bool(row.assessed),
        kit=bool(row.kit),
        tools=bool(row.tools),
        balance=int(row.balance) if savings else None,
        kept=row.kept,
        gone=gone,
        only_things=row.leave_reason in ONLY_THINGS,
    )
    return DepartureLine(
        row.person_id,
        row.stay_id,
        row.number,
        row.name,
        arrangement,
        steps_of(arrangement, known),
        row.left_on if gone else arrangement.planned_on or row.expected_exit_on,
        row.left_on,
        gone,
    )


_EMPTY: Final = frozenset(
    {"planned_on", "reception", "surveyed_on", "survey_willing", "pickup_papers", "dinsos_told_on", "termination_on"}
)
"""Fields whose emptiness is None; that of the others is an empty text, also where nothing is arranged."""


def _text(name: str, value: Any) -> Any:
    return "" if value is None and name not in _EMPTY else value
