"""What the store knows of a shift: collected as ids without a name, said in words for whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.medication import due_between, hours_from
from shelter_admin.domain.presence import MISSING, Mark, OutingKind
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.shifts import Entry, Found, NoteKind, ShiftTime
from shelter_admin.persistence.audit import AuditTable
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable
from shelter_admin.persistence.duty.tables import MedicationTable, OccurrenceTable, VisitTable
from shelter_admin.persistence.people.lookup import in_house_on
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.presence.tables import LeavePassTable, OutingTable, RollCallMarkTable, RollCallTable
from shelter_admin.persistence.residents.tables import PaperChaseTable

CAME_BY: Final = ("AdmitPerson", "QuickIntake", "ReturnPerson", "AdmitApplicant")
LEFT_BY: Final = ("RecordLeaving", "LeaveAgain")
NEXT_MEDICINES: Final = timedelta(hours=4)
NEXT_LEAVE: Final = timedelta(hours=24)
FOLLOW_UP_DAYS: Final = timedelta(days=1)


def collect(session: Session, panti: Panti, shift: ShiftTime, now: datetime) -> Found:
    """What happened in a shift and stands at its end, or now while it runs. Ids only; nobody is left out here."""
    moment = min(now, shift.ends)
    entries = (
        *_outside(session, moment),
        *_of_roll_call(session, moment),
        *_medicines(session, panti, moment),
        *_occurrences(session, panti, shift, moment),
        *_came_and_left(session, shift, moment),
        *_leave(session, moment),
        *_visitors(session, moment),
        *_beds(session, panti, moment),
    )
    on_books = _count(session, select(func.count()).where(in_house_on(panti.day_of(moment))))
    away = len({one.id for one in entries if one.kind in {NoteKind.OUTSIDE, NoteKind.LATE}})
    waiting = select(func.count()).where(PaperChaseTable.outcome == "waiting")
    return Found(
        made_at=moment,
        on_books=on_books,
        inside=max(0, on_books - away),
        went_out=_count(session, select(func.count()).where(_within(OutingTable.out_at, shift, moment))),
        came_back=_count(session, select(func.count()).where(_within(OutingTable.in_at, shift, moment))),
        papers=_count(session, waiting),
        entries=tuple(entries),
    )


def _count(session: Session, query: Any) -> int:
    return session.scalar(query) or 0


def _within(column: Any, shift: ShiftTime, moment: datetime) -> Any:
    return and_(column >= shift.starts, column <= moment, column < shift.ends)


def _outside(session: Session, moment: datetime) -> Iterator[Entry]:
    """Who is outside at that moment: late past the hour expected; who ran away counts as missing too."""
    query = (
        select(OutingTable.person_id, OutingTable.kind, OutingTable.out_at, OutingTable.expected_at)
        .join(StayTable, StayTable.id == OutingTable.stay_id)
        .where(OutingTable.out_at <= moment, or_(OutingTable.in_at.is_(None), OutingTable.in_at > moment))
        .where(StayTable.leave_reason.is_(None))
        .order_by(OutingTable.expected_at, OutingTable.person_id)
    )
    for person_id, kind, out_at, expected in session.execute(query):
        if kind == OutingKind.MISSING.value:
            yield Entry(NoteKind.MISSING, person_id, out_at)
        late = expected is not None and expected < moment
        yield Entry(NoteKind.LATE if late else NoteKind.OUTSIDE, person_id, out_at, expected)


def _of_roll_call(session: Session, moment: datetime) -> Iterator[Entry]:
    """Who was ill in bed at the last roll-call, and who was missing there and has not come in since."""
    last = session.scalars(
        select(RollCallTable)
        .where(RollCallTable.changed_at <= moment, RollCallTable.changed_at > moment - timedelta(days=1))
        .order_by(RollCallTable.night.desc(), RollCallTable.kind.desc())
        .limit(1)
    ).first()
    if last is None:
        return
    wanted = [mark.value for mark in (Mark.ILL_IN_BED, *MISSING)]
    back = and_(OutingTable.stay_id == RollCallMarkTable.stay_id, OutingTable.in_at >= RollCallMarkTable.changed_at)
    out = and_(OutingTable.stay_id == RollCallMarkTable.stay_id, OutingTable.in_at.is_(None))
    query = (
        select(RollCallMarkTable.person_id, RollCallMarkTable.mark)
        .join(StayTable, StayTable.id == RollCallMarkTable.stay_id)
        .where(RollCallMarkTable.roll_call_id == last.id, RollCallMarkTable.mark.in_(wanted))
        .where(StayTable.leave_reason.is_(None))
        .where(or_(RollCallMarkTable.mark == Mark.ILL_IN_BED.value, ~select(OutingTable.id).where(back).exists()))
        .where(~select(OutingTable.id).where(out, OutingTable.kind == OutingKind.MISSING.value).exists())
        .order_by(RollCallMarkTable.person_id)
    )
    for person_id, mark in session.execute(query):
        yield Entry(NoteKind.ILL if mark == Mark.ILL_IN_BED.value else NoteKind.MISSING, person_id)


def _medicines(session: Session, panti: Panti, moment: datetime) -> Iterator[Entry]:
    span = (moment, moment + NEXT_MEDICINES)
    last = panti.day_of(span[1])
    query = (
        select(MedicationTable)
        .join(StayTable, StayTable.person_id == MedicationTable.person_id)
        .where(StayTable.leave_reason.is_(None), MedicationTable.from_day <= last)
        .where(or_(MedicationTable.until_day.is_(None), MedicationTable.until_day >= panti.day_of(moment)))
    )
    due = [
        Entry(NoteKind.MEDICINE, row.id, at)
        for row in session.scalars(query)
        for at in due_between(hours_from(row.hours), (row.from_day, row.until_day), span, panti)
    ]
    yield from sorted(due, key=lambda one: (one.at or moment, one.id))


def _occurrences(session: Session, panti: Panti, shift: ShiftTime, moment: datetime) -> Iterator[Entry]:
    happened = and_(OccurrenceTable.at >= shift.starts, OccurrenceTable.at <= moment, OccurrenceTable.at < shift.ends)
    due = and_(
        OccurrenceTable.closed_at.is_(None), OccurrenceTable.follow_up_by <= panti.day_of(moment) + FOLLOW_UP_DAYS
    )
    query = select(OccurrenceTable.id, OccurrenceTable.at, happened).where(or_(happened, due))
    for occurrence_id, at, here in session.execute(query.order_by(OccurrenceTable.at)):
        yield Entry(NoteKind.OCCURRENCE if here else NoteKind.FOLLOW_UP, occurrence_id, at)


def _came_and_left(session: Session, shift: ShiftTime, moment: datetime) -> Iterator[Entry]:
    """Who was admitted or recorded as left in the shift, as the log of acts has it, and still is so."""
    query = (
        select(AuditTable.at, AuditTable.act, AuditTable.about)
        .where(AuditTable.at >= shift.starts, AuditTable.at <= moment, AuditTable.at < shift.ends)
        .where(AuditTable.act.in_((*CAME_BY, *LEFT_BY)))
        .order_by(AuditTable.no)
    )
    acts = [(at, act, person_id) for at, act, about in session.execute(query) for person_id in about]
    people = {person_id for _at, _act, person_id in acts}
    here = select(StayTable.person_id).where(StayTable.leave_reason.is_(None), StayTable.person_id.in_(people))
    inside = set(session.scalars(here)) if people else set()
    last = {person_id: (at, act) for at, act, person_id in acts}
    for person_id, (at, act) in last.items():
        if act in CAME_BY and person_id in inside:
            yield Entry(NoteKind.CAME, person_id, at)
        elif act in LEFT_BY and person_id not in inside:
            yield Entry(NoteKind.LEFT, person_id, at)


def _leave(session: Session, moment: datetime) -> Iterator[Entry]:
    query = (
        select(LeavePassTable)
        .join(StayTable, StayTable.id == LeavePassTable.stay_id)
        .where(LeavePassTable.until_at > moment, StayTable.leave_reason.is_(None))
        .where(
            or_(
                LeavePassTable.state == "asked",
                and_(
                    LeavePassTable.state == "approved",
                    LeavePassTable.outing_id.is_(None),
                    LeavePassTable.from_at < moment + NEXT_LEAVE,
                ),
            )
        )
        .order_by(LeavePassTable.from_at, LeavePassTable.id)
    )
    for row in session.scalars(query):
        kind = NoteKind.LEAVE if row.state == "approved" else NoteKind.LEAVE_ASKED
        yield Entry(kind, row.id, row.from_at, row.until_at)


def _visitors(session: Session, moment: datetime) -> Iterator[Entry]:
    query = select(VisitTable.id, VisitTable.came_at).where(
        VisitTable.came_at <= moment, or_(VisitTable.left_at.is_(None), VisitTable.left_at > moment)
    )
    for visit_id, came_at in session.execute(query.order_by(VisitTable.came_at)):
        yield Entry(NoteKind.VISITOR, visit_id, came_at)


def _beds(session: Session, panti: Panti, moment: datetime) -> Iterator[Entry]:
    day = panti.day_of(moment)
    stands = or_(BedTable.closed_on.is_(None), BedTable.closed_on > day)
    dirty = select(BedTable.id).where(BedTable.to_clean_since <= moment, stands).order_by(BedTable.id)
    for bed_id in session.scalars(dirty):
        yield Entry(NoteKind.TO_CLEAN, bed_id)
    runs = and_(
        or_(BedBlockTable.from_day.is_(None), BedBlockTable.from_day <= day),
        or_(BedBlockTable.until_day.is_(None), BedBlockTable.until_day > day),
    )
    blocked = select(BedBlockTable.bed_id).join(BedTable, BedTable.id == BedBlockTable.bed_id).where(runs, stands)
    for bed_id in sorted(set(session.scalars(blocked))):
        yield Entry(NoteKind.BLOCKED, bed_id)
