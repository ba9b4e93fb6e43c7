"""Who is missing, by the marks of the last roll-calls, and the steps done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.missing import (
    OF_AGE,
    MissingCase,
    MissingStep,
    NightMark,
    StepDone,
    missing_since,
    noticed,
    steps_of,
)
from shelter_admin.domain.presence import AWAY, MISSING, PRESENT, Mark, RollCallKind
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.people.lookup import age_of
from shelter_admin.persistence.people.sight import kept_of, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.outings import bed_address, with_bed
from shelter_admin.persistence.presence.tables import (
    MissingStepTable,
    OutingTable,
    RollCallMarkTable,
    RollCallTable,
)

WINDOW: Final = timedelta(days=120)
"""How far back marks are read; who is missing longer has been missing since then at least."""


LATELY: Final = timedelta(days=7)
LAST: Final = 6
"""Of so many roll-calls one, at least, has a mark of whoever is on the books: some may be begun and left open."""


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom and for when missing people are looked for."""

    sight: Sight
    panti: Panti
    night: date
    person_id: str = ""


def missing_people(session: Session, asked: Asked) -> list[MissingCase]:
    """Who is on the books, was missing at their last roll-call and has not come in since, the longest first."""
    rows = session.execute(_candidates(session, asked)).all()
    if not rows:
        return []
    lately = _marks_of(session, [row.stay_id for row in rows], asked.night - LATELY)
    rows = [row for row in rows if _last_of(lately[row.stay_id]) in MISSING]
    marks = _marks_of(session, [row.stay_id for row in rows], asked.night - WINDOW)
    came_in = _came_in(session, [row.stay_id for row in rows])
    kept = kept_of(session, asked.sight, [row.PersonTable.id for row in rows])
    done = _steps(session, [row.stay_id for row in rows], kept)
    found: list[MissingCase] = []
    for row in rows:
        first = missing_since(mark for mark, _at in marks[row.stay_id])
        last, written_at = max(marks[row.stay_id], key=lambda one: one[0].order)
        back = came_in.get(row.stay_id)
        if first is None or (back is not None and back >= _counted_at(asked.panti, last, written_at)):
            continue
        found.append(_case(row, asked.panti, (first, last), done[row.stay_id]))
    return sorted(found, key=lambda case: (case.since, case.name.casefold()))


def _case(row: Any, panti: Panti, marks: tuple[NightMark, NightMark], done: list[tuple[date, StepDone]]) -> MissingCase:
    first, last = marks
    noticed_at = noticed(panti, first)
    age = age_of(row.PersonTable, panti.day_of(noticed_at))
    child = age is not None and age < OF_AGE
    person: PersonTable = row.PersonTable
    own = [step for since, step in done if since == first.night]
    return MissingCase(
        person.id,
        row.stay_id,
        person.number,
        row.name,
        row.bed,
        first.night,
        noticed_at,
        last.mark,
        child,
        steps_of(noticed_at, own, child=child),
    )


def _counted_at(panti: Panti, mark: NightMark, written_at: datetime) -> datetime:
    """When somebody was counted missing: as it was written, or at the hour of the roll-call if that was before."""
    return min(written_at, noticed(panti, mark))


def _candidates(session: Session, asked: Asked) -> Any:
    """Open stays marked missing at one of the last roll-calls: everybody on the books is on each of them."""
    last = (
        select(RollCallTable.id)
        .where(RollCallTable.night >= asked.night - WINDOW)
        .order_by(RollCallTable.night.desc(), RollCallTable.id.desc())
        .limit(LAST)
    )
    # Step by step: joined into one statement, SQLite reads every mark there ever was.
    marked = select(RollCallMarkTable.stay_id).where(
        RollCallMarkTable.roll_call_id.in_(session.scalars(last).all()),
        RollCallMarkTable.mark.in_([one.value for one in MISSING]),
    )
    stay_ids = set(session.scalars(marked))
    query = with_bed(
        select(PersonTable, StayTable.id.label("stay_id"), name_for(asked.sight), bed_address().label("bed"))
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
    ).where(StayTable.leave_reason.is_(None), StayTable.id.in_(stay_ids))
    if asked.person_id:
        query = query.where(PersonTable.id == asked.person_id)
    return on_duty(query, asked.sight)


def _last_of(marks: list[tuple[NightMark, datetime]]) -> Mark:
    """The last mark; who has none lately is looked at closer."""
    return max(marks, key=lambda one: one[0].order)[0].mark if marks else Mark.ABSENT


def _marks_of(session: Session, stay_ids: list[str], since: date) -> dict[str, list[tuple[NightMark, datetime]]]:
    query = (
        select(
            RollCallMarkTable.stay_id,
            RollCallTable.night,
            RollCallTable.kind,
            RollCallMarkTable.mark,
            RollCallMarkTable.changed_at,
        )
        .join(RollCallTable, RollCallTable.id == RollCallMarkTable.roll_call_id)
        .where(RollCallMarkTable.stay_id.in_(stay_ids), RollCallTable.night >= since)
    )
    found: dict[str, list[tuple[NightMark, datetime]]] = defaultdict(list)
    for stay_id, on, kind, mark, at in session.execute(query):
        found[stay_id].append((NightMark(on, RollCallKind(kind), Mark(mark)), at))
    return found


def _came_in(session: Session, stay_ids: Iterable[str]) -> dict[str, datetime]:
    """When each of these last came in through the gate, of those who did and are not outside again."""
    outside = select(OutingTable.stay_id).where(OutingTable.in_at.is_(None))
    query = (
        select(OutingTable.stay_id, func.max(OutingTable.in_at).label("at"))
        .where(OutingTable.stay_id.in_(list(stay_ids)), OutingTable.stay_id.not_in(outside))
        .group_by(OutingTable.stay_id)
    )
    return {row.stay_id: row.at for row in session.execute(query) if row.at is not None}


def _steps(session: Session, stay_ids: Iterable[str], kept: frozenset[str]) -> dict[str, list[tuple[date, StepDone]]]:
    """The steps by stay; of who is kept from this reader without their words."""
    query = select(MissingStepTable).where(MissingStepTable.stay_id.in_(list(stay_ids)))
    names = names_of_accounts(session)
    found: dict[str, list[tuple[date, StepDone]]] = defaultdict(list)
    for row in session.scalars(query):
        by = names.get(row.done_by, row.done_by)
        note = "" if row.person_id in kept else row.note
        done = StepDone(row.id, MissingStep(row.step), row.done_at, by, note, row.known_where)
        found[row.stay_id].append((row.since, done))
    return found


def require_not_done(session: Session, stay_id: str, since: date, step: MissingStep) -> None:
    """Refuse a step that somebody else wrote down meanwhile."""
    query = select(MissingStepTable.id).where(
        MissingStepTable.stay_id == stay_id, MissingStepTable.since == since, MissingStepTable.step == step.value
    )
    if session.scalars(query).first() is not None:
        raise Refused("missing_step_done", field="step")


def the_step(session: Session, step_id: str) -> MissingStepTable:
    """A step by its id; raises Refused ``changed_meanwhile`` where it was taken back."""
    row = session.get(MissingStepTable, step_id)
    if row is None:
        raise Refused("changed_meanwhile")
    return row


def last_counted(session: Session, stay_id: str, since: date) -> NightMark | None:
    """The last roll-call at which somebody missing since a night was counted present or known to be away.

    Who was missing only in the morning was counted in the evening of that same night.
    """
    query = (
        select(RollCallTable.night, RollCallTable.kind, RollCallMarkTable.mark)
        .join(RollCallMarkTable, RollCallMarkTable.roll_call_id == RollCallTable.id)
        .where(
            RollCallMarkTable.stay_id == stay_id,
            RollCallTable.night <= since,
            RollCallMarkTable.mark.in_([one.value for one in PRESENT | AWAY]),
        )
        .order_by(RollCallTable.night.desc(), RollCallTable.kind.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return NightMark(row.night, RollCallKind(row.kind), Mark(row.mark)) if row is not None else None


def last_out(session: Session, stay_id: str) -> tuple[datetime, str] | None:
    """When somebody last went out, and where to."""
    query = select(OutingTable.out_at, OutingTable.destination).where(OutingTable.stay_id == stay_id)
    row = session.execute(query.order_by(OutingTable.out_at.desc()).limit(1)).first()
    return (row.out_at, row.destination) if row is not None else None
