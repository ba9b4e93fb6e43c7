"""Collecting everything the store holds about one person, part by part.

Notes of staff may speak of others, so they come only where they are asked for. What a resident's file shows of other
people (who shares the room, who is alike) is theirs and is never given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.identity.dates import DateQuality
from shelter_admin.domain.leaving import LEAVING_WORDS, LeavingReason
from shelter_admin.domain.presence import MARK_NAMES, OUTING_NAMES, Mark, OutingKind
from shelter_admin.domain.privacy.everything import Fact, Part, PersonalData, Said
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES, IdentityStatus
from shelter_admin.domain.words import N_
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.people.tables import (
    HealthTable,
    ImportedRowTable,
    PersonCategoryTable,
    PersonTable,
    PhotoTable,
    StayTable,
)
from shelter_admin.persistence.presence.tables import OutingTable, RollCallMarkTable, RollCallTable
from shelter_admin.persistence.privacy.about_cases import case_parts
from shelter_admin.persistence.privacy.about_daily import daily_parts
from shelter_admin.persistence.privacy.about_training import training_parts
from shelter_admin.persistence.privacy.trail import protection_parts, trail_of

SEXES = {"L": N_("male"), "P": N_("female")}


def everything(session: Session, person_id: str, *, with_notes: bool) -> PersonalData:
    """Everything about a person; raises Refused ``person_unknown``."""
    person = the_person(session, person_id)
    parts = (
        _identity(session, person),
        _stays(session, person_id, with_notes=with_notes),
        _health(session, person_id),
        _beds(session, person_id),
        _outings(session, person_id),
        *daily_parts(session, person_id, with_notes=with_notes),
        *training_parts(session, person_id, with_notes=with_notes),
        *case_parts(session, person_id, with_notes=with_notes),
        _roll_calls(session, person_id, with_notes=with_notes),
        _register_row(session, person_id, with_notes=with_notes),
        *protection_parts(session, person_id),
    )
    held = tuple(part for part in parts if part.rows)
    return PersonalData(person.number, person.name, held, trail_of(session, person_id), with_notes)


def _identity(session: Session, person: PersonTable) -> Part:
    categories = session.scalars(
        select(PersonCategoryTable.category)
        .where(PersonCategoryTable.person_id == person.id)
        .order_by(PersonCategoryTable.main.desc(), PersonCategoryTable.id)
    )
    photos = session.scalar(select(func.count()).where(PhotoTable.person_id == person.id)) or 0
    status = IdentityStatus(person.identity_status) if person.identity_status else None
    rows: list[tuple[str, Fact]] = [
        (N_("Name"), person.name),
        (N_("Nickname"), person.alias),
        (N_("Own number"), person.number),
        (N_("Sex"), Said(SEXES[person.sex]) if person.sex else None),
        (N_("Born"), _born(person)),
        (N_("Place of birth"), person.birth_place),
        (N_("Origin"), person.origin_text or person.origin_code),
        (N_("NIK"), person.nik or person.nik_text),
        (N_("Identity papers"), Said(IDENTITY_STATUS_NAMES[status]) if status else None),
        (N_("Features"), person.features),
        *((N_("PPKS category"), Said(BY_CODE[code].name)) for code in categories),
        (N_("Photos kept"), photos or None),
    ]
    known = tuple((Said(words), fact) for words, fact in rows if fact)
    return Part(N_("Identity"), (N_("Field"), N_("What is held")), known, pairs=True)


def _born(person: PersonTable) -> str:
    known = [part for part in (person.birth_day, person.birth_month, person.birth_year) if part is not None]
    written = "-".join(f"{part:02}" for part in known)
    about = "±" if person.birth_quality == DateQuality.ABOUT.value and written else ""
    return f"{about}{written}" or person.birth_text


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    return session.execute(query).all()


def _stays(session: Session, person_id: str, *, with_notes: bool) -> Part:
    query = select(StayTable).where(StayTable.person_id == person_id).order_by(StayTable.admitted_on, StayTable.id)
    rows = tuple(
        (
            stay.admitted_on or stay.admitted_text,
            Said(SOURCE_WORDS[Source(stay.source)]) if stay.source else stay.source_text,
            stay.left_on,
            Said(LEAVING_WORDS[LeavingReason(stay.leave_reason)]) if stay.leave_reason else None,
            " ".join(filter(None, (stay.remark, stay.leave_note))) if with_notes else None,
        )
        for stay in session.scalars(query)
    )
    heads = (N_("Came in on"), N_("Came from"), N_("Left on"), N_("Why"), N_("Notes"))
    return Part(N_("Stays"), heads, rows)


def _health(session: Session, person_id: str) -> Part:
    row = session.scalars(select(HealthTable).where(HealthTable.person_id == person_id)).first()
    if row is None:
        return Part(N_("Health"), ())
    facts = (
        (Said(N_("Health alert")), row.alert),
        (Said(N_("Diet")), row.diet),
        (Said(N_("Health details")), row.details),
        (Said(N_("Needs attention")), Said(N_("yes")) if row.attention else Said(N_("no"))),
    )
    known = tuple((words, fact) for words, fact in facts if fact)
    return Part(N_("Health"), (N_("Field"), N_("What is held")), known, pairs=True)


def _beds(session: Session, person_id: str) -> Part:
    query = (
        select(WismaTable.name, RoomTable.name, BedTable.label, PlacementTable.from_night, PlacementTable.until_night)
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(PlacementTable.person_id == person_id)
        .order_by(PlacementTable.from_night, PlacementTable.id)
    )
    rows = tuple((f"{row[0]} {row[1]}/{row[2]}", row[3], row[4]) for row in _read(session, query))
    return Part(N_("Beds"), (N_("Bed"), N_("From the night of"), N_("Until the night of")), rows)


def _outings(session: Session, person_id: str) -> Part:
    query = select(OutingTable).where(OutingTable.person_id == person_id).order_by(OutingTable.out_at, OutingTable.id)
    rows = tuple(
        (row.out_at, row.in_at, Said(OUTING_NAMES[OutingKind(row.kind)]), row.destination)
        for row in session.scalars(query)
    )
    return Part(N_("Outings"), (N_("Out at"), N_("Back at"), N_("Kind"), N_("Destination")), rows)


def _roll_calls(session: Session, person_id: str, *, with_notes: bool) -> Part:
    query = (
        select(RollCallTable.night, RollCallTable.kind, RollCallMarkTable.mark, RollCallMarkTable.note)
        .join(RollCallTable, RollCallTable.id == RollCallMarkTable.roll_call_id)
        .where(RollCallMarkTable.person_id == person_id)
        .order_by(RollCallTable.night, RollCallTable.kind)
    )
    kinds = {"malam": Said(N_("night roll-call")), "pagi": Said(N_("morning roll-call"))}
    rows = tuple(
        (night, kinds[kind], Said(MARK_NAMES[Mark(mark)]), note if with_notes else None)
        for night, kind, mark, note in _read(session, query)
    )
    return Part(N_("Roll-calls"), (N_("Night"), N_("Roll-call"), N_("Noted as"), N_("Notes")), rows)


def _register_row(session: Session, person_id: str, *, with_notes: bool) -> Part:
    if not with_notes:
        return Part(N_("Row of the register moved in"), ())
    query = select(ImportedRowTable.cells).where(ImportedRowTable.person_id == person_id).order_by(ImportedRowTable.id)
    rows = tuple(
        (heading, str(cell))
        for cells in session.scalars(query)
        for heading, cell in (cells.items() if isinstance(cells, dict) else ())
        if str(cell or "").strip()
    )
    return Part(N_("Row of the register moved in"), (N_("Column"), N_("What is held")), rows, pairs=True)
