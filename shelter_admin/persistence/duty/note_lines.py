"""The lines of a note in words: names are looked up as whoever reads it may see them, one statement per kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.occurrences import OCCURRENCE_NAMES, kind_of
from shelter_admin.domain.shifts import ABOUT_PEOPLE, NOTE_NAMES, Entry, NoteKind, NoteLine
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.words import _
from shelter_admin.persistence.beds.tables import BedTable, RoomTable, WismaTable
from shelter_admin.persistence.duty.tables import MedicationTable, OccurrenceTable, VisitTable
from shelter_admin.persistence.people.sight import Kept, name_for, on_duty, sees
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.outings import bed_address, with_bed
from shelter_admin.persistence.presence.tables import LeavePassTable


@dataclass(frozen=True, slots=True)
class _Said:
    """What one id is called, and what is added."""

    who: str
    beside: str = ""
    person_id: str = ""


_Look = Callable[[Session, Sight, Collection[str]], Mapping[str, _Said]]
ORDER: Final = {kind: at for at, kind in enumerate(NOTE_NAMES)}


def lines_of(session: Session, sight: Sight, entries: Collection[Entry]) -> tuple[NoteLine, ...]:
    """The lines in the order of their kinds; what is gone from the store meanwhile, or not for this reader, is out."""
    looks: dict[_Look, set[str]] = {}
    for entry in entries:
        if (look := _look_of(sight, entry.kind)) is not None:
            looks.setdefault(look, set()).add(entry.id)
    said = {look: look(session, sight, ids) for look, ids in looks.items()}
    lines = []
    for entry in sorted(entries, key=lambda one: ORDER[one.kind]):
        look = _look_of(sight, entry.kind)
        told = said[look].get(entry.id) if look is not None else None
        if told is not None:
            lines.append(NoteLine(entry.kind, told.who, told.beside, entry.at, entry.until, told.person_id))
    return tuple(lines)


def _look_of(sight: Sight, kind: NoteKind) -> _Look | None:
    if kind in ABOUT_PEOPLE:
        return _people
    if kind is NoteKind.MEDICINE:
        return _medicines if sees(sight, Kept.ALERTS) else None
    return _LOOKS[kind]


def _with_person(query: Any, person_id: Any) -> Any:
    """Join somebody with the bed they have now."""
    stay = (StayTable.person_id == person_id) & StayTable.leave_reason.is_(None)
    return with_bed(query.join(PersonTable, PersonTable.id == person_id).outerjoin(StayTable, stay))


def _people(session: Session, sight: Sight, ids: Collection[str]) -> Mapping[str, _Said]:
    stay = (StayTable.person_id == PersonTable.id) & StayTable.leave_reason.is_(None)
    query = with_bed(
        select(PersonTable.id, name_for(sight), bed_address().label("bed"))
        .select_from(PersonTable)
        .outerjoin(StayTable, stay)
    ).where(PersonTable.id.in_(ids))
    return {row.id: _Said(row.name, row.bed, row.id) for row in session.execute(on_duty(query, sight))}


def _medicines(session: Session, sight: Sight, ids: Collection[str]) -> Mapping[str, _Said]:
    wanted = (MedicationTable.id.label("of"), MedicationTable.person_id, MedicationTable.carer_note)
    query = _with_person(
        select(*wanted, name_for(sight), bed_address().label("bed")).select_from(MedicationTable),
        MedicationTable.person_id,
    ).where(MedicationTable.id.in_(ids))
    return {
        row.of: _Said(row.name, " · ".join(filter(None, (row.bed, row.carer_note))), row.person_id)
        for row in session.execute(on_duty(query, sight))
    }


def _leave(session: Session, sight: Sight, ids: Collection[str]) -> Mapping[str, _Said]:
    query = _with_person(
        select(
            LeavePassTable.id.label("of"), LeavePassTable.person_id, name_for(sight), bed_address().label("bed")
        ).select_from(LeavePassTable),
        LeavePassTable.person_id,
    ).where(LeavePassTable.id.in_(ids))
    rows = session.execute(on_duty(query, sight))
    return {row.of: _Said(row.name, row.bed, row.person_id) for row in rows}


def _visits(session: Session, sight: Sight, ids: Collection[str]) -> Mapping[str, _Said]:
    query = (
        select(VisitTable.id.label("of"), VisitTable.visitor, VisitTable.person_id, name_for(sight))
        .outerjoin(PersonTable, PersonTable.id == VisitTable.person_id)
        .where(VisitTable.id.in_(ids))
    )
    told = {}
    for row in session.execute(query):
        beside = _("visiting {name}").format(name=row.name) if row.person_id else ""
        told[row.of] = _Said(row.visitor, beside)
    return told


def _occurrences(session: Session, _sight: Sight, ids: Collection[str]) -> Mapping[str, _Said]:
    query = select(OccurrenceTable.id, OccurrenceTable.kind, OccurrenceTable.place, OccurrenceTable.closed_at).where(
        OccurrenceTable.id.in_(ids)
    )
    told = {}
    for row in session.execute(query):
        state = _("closed") if row.closed_at is not None else _("still open")
        told[row.id] = _Said(_(OCCURRENCE_NAMES[kind_of(row.kind)]), " · ".join(filter(None, (row.place, state))))
    return told


def _beds(session: Session, _sight: Sight, ids: Collection[str]) -> Mapping[str, _Said]:
    query = (
        select(BedTable.id, bed_address().label("bed"))
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(BedTable.id.in_(ids))
        .order_by(func.lower(WismaTable.name))
    )
    return {row.id: _Said(row.bed) for row in session.execute(query)}


_LOOKS: Final[Mapping[NoteKind, _Look]] = {
    NoteKind.OCCURRENCE: _occurrences,
    NoteKind.FOLLOW_UP: _occurrences,
    NoteKind.LEAVE: _leave,
    NoteKind.LEAVE_ASKED: _leave,
    NoteKind.VISITOR: _visits,
    NoteKind.TO_CLEAN: _beds,
    NoteKind.BLOCKED: _beds,
}
