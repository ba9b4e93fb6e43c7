"""A resident's file, as far as its reader may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import (
    EarlierState,
    Identity,
    LinkedFile,
    OriginalRow,
    PlacementLine,
    ResidentDetails,
    StayLine,
)
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.surroundings import Surroundings
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.history import history_of
from shelter_admin.persistence.people.limiting import limited
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.people.sight import FIELDS, Kept, masked, sees, shown
from shelter_admin.persistence.people.tables import HealthTable, ImportedFileTable, ImportedRowTable, StayTable
from shelter_admin.persistence.residents import health, linking, quality, writing
from shelter_admin.persistence.residents.records import Reading, lines_of
from shelter_admin.persistence.training.tables import EnrolmentTable, ProgramTable


def details_of(session: Session, reading: Reading, person_id: str) -> ResidentDetails:
    """Everything this reader may see of a person; the rest is None and named in ``hidden``."""
    sight = reading.sight
    person = the_person(session, person_id)
    identity = writing.identity_of(person)
    others = linking.files_of(session, sight, person_id)
    own = _stays(session, sight, person_id)
    stays = _in_order(
        [*own, *(stay for one in others.linked for stay in _stays(session, sight, one.person_id, one.number))]
    )
    return ResidentDetails(
        line=lines_of(session, reading, [person_id])[person_id],
        version=person.version,
        features=identity.features,
        origin_code=identity.origin_code,
        origin_text=identity.origin_text,
        programs=_programs(session, [stay.stay_id for stay in stays]),
        stays=stays,
        placements=_placements(session, person_id, others.linked),
        history=_history(session, sight, person_id, own, others.linked),
        has_original_row=_has_original_row(session, sight, person_id),
        hidden=frozenset(name for name in FIELDS if not shown(sight, name)),
        frozen=bool(session.scalar(select(limited(person.id)))),
        surroundings=_surroundings(session, sight, person_id),
        linked=others.linked,
        belongs_to=others.belongs_to,
        **_seen(session, sight, person_id, identity),
    )


def _seen(session: Session, sight: Sight, person_id: str, identity: Identity) -> dict[str, Any]:
    """The fields that not every reader may see; None for what this one may not."""
    notes = health.notes_of(session, person_id)
    return masked(
        sight,
        {
            "birth": identity.born,
            "birth_place": identity.birth_place,
            "nik": identity.nik.digits or "",
            "nik_text": identity.nik.text,
            "nik_quality": identity.nik.quality,
            "identity_status": identity.status,
            "categories": writing.categories_of(session, person_id),
            "alert": notes.alert,
            "diet": notes.diet,
            "health_details": notes.details,
            "attention": notes.attention,
        },
    )


def _stays(session: Session, sight: Sight, person_id: str, number: str = "") -> tuple[StayLine, ...]:
    query = (
        select(StayTable)
        .where(StayTable.person_id == person_id)
        .order_by(
            case((StayTable.leave_reason.is_(None), 0), else_=1),
            func.coalesce(StayTable.left_on, StayTable.admitted_on).desc(),
            StayTable.id.desc(),
        )
    )
    return tuple(_stay_line(row, sight, number) for row in session.scalars(query))


def _in_order(stays: list[StayLine]) -> tuple[StayLine, ...]:
    """The stays of all files of a person: the running one, then the newest first; each file's as they were."""

    def order(stay: StayLine) -> tuple[bool, date]:
        return (not stay.left, stay.left_on or stay.admitted_on or date.min)

    return tuple(sorted(stays, key=order, reverse=True)) if any(stay.number for stay in stays) else tuple(stays)


def _stay_line(row: StayTable, sight: Sight, number: str) -> StayLine:
    seen = masked(
        sight,
        {
            "source": Source(row.source) if row.source else None,
            "source_text": row.source_text,
            "leave_reason": LeavingReason(row.leave_reason) if row.leave_reason else None,
            "leave_note": row.leave_note,
            "remark": row.remark,
        },
    )
    return StayLine(
        stay_id=row.id,
        version=row.version,
        admitted_on=row.admitted_on,
        admitted_text=row.admitted_text,
        left_on=row.left_on,
        left=row.leave_reason is not None,
        expected_exit_on=row.expected_exit_on,
        room_text=row.room_text,
        to_complete=row.quick,
        number=number,
        **seen,
    )


def _programs(session: Session, stay_ids: list[str]) -> tuple[str, ...]:
    query = (
        select(ProgramTable.name)
        .join(EnrolmentTable, EnrolmentTable.program_id == ProgramTable.id)
        .where(EnrolmentTable.stay_id.in_(stay_ids))
        .order_by(ProgramTable.name)
        .distinct()
    )
    return tuple(session.scalars(query))


def _placements(session: Session, person_id: str, linked: tuple[LinkedFile, ...]) -> tuple[PlacementLine, ...]:
    numbers = {one.person_id: one.number for one in linked}
    query = (
        select(PlacementTable, WismaTable.name, RoomTable.name, BedTable.label)
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(PlacementTable.person_id.in_([person_id, *numbers]))
        .order_by(PlacementTable.from_night.desc(), PlacementTable.id.desc())
    )
    return tuple(
        PlacementLine(
            row.id,
            row.stay_id,
            f"{wisma} {room}/{bed}",
            row.from_night,
            row.until_night,
            row.reason or row.despite,
            numbers.get(row.person_id, ""),
        )
        for row, wisma, room, bed in session.execute(query)
    )


def _history(
    session: Session, sight: Sight, person_id: str, stays: tuple[StayLine, ...], linked: tuple[LinkedFile, ...]
) -> tuple[EarlierState, ...]:
    """What the file and those that belong to it said before each change, the newest first."""
    states = _history_of(session, sight, person_id, [stay.stay_id for stay in stays])
    for one in linked:
        their_stays = session.scalars(select(StayTable.id).where(StayTable.person_id == one.person_id))
        states += _history_of(session, sight, one.person_id, list(their_stays), one.number)
    return tuple(sorted(states, key=lambda state: state.at, reverse=True) if linked else states)


def _history_of(
    session: Session, sight: Sight, person_id: str, stay_ids: list[str], number: str = ""
) -> list[EarlierState]:
    health_ids = session.scalars(select(HealthTable.id).where(HealthTable.person_id == person_id))
    lines = [(line, line.old) for line in history_of(session, [person_id, *stay_ids, *health_ids])]
    lines += [(line, old) for line, name, old in quality.earlier(session, person_id) if shown(sight, name)]
    names = names_of_accounts(session)
    states = []
    for line, values in sorted(lines, key=lambda one: one[0].at, reverse=True):
        old = _seen_only(values, sight)
        if old:
            reason = line.reason if sees(sight, Kept.REMARKS) else ""
            states.append(EarlierState(line.at, names.get(line.by, ""), line.act, reason, old, number))
    return states


def _seen_only(old: Mapping[str, Any], sight: Sight) -> dict[str, Any]:
    """The old values the reader may see; what the file does not show today it does not show of yesterday either."""
    unshown = {"sound", "id", "panti_id", "person_id"}
    return {name: value for name, value in old.items() if shown(sight, name) and name not in unshown}


def _surroundings(session: Session, sight: Sight, person_id: str) -> Surroundings:
    """How sure the fields are that this reader sees, and where the person was found."""
    known = quality.surroundings_of(session, person_id)
    seen = {name: sure for name, sure in known.qualities.items() if shown(sight, name)}
    return Surroundings(seen, known.finding)


def _has_original_row(session: Session, sight: Sight, person_id: str) -> bool:
    if not sees(sight, Kept.ORIGINAL):
        return False
    return bool(session.scalar(select(exists().where(ImportedRowTable.person_id == person_id))))


def original_row(session: Session, person_id: str) -> OriginalRow | None:
    """The newest row of a register a person came in with, None for who was taken in by hand."""
    query = (
        select(ImportedFileTable.sheet, ImportedRowTable)
        .join(ImportedFileTable, ImportedFileTable.id == ImportedRowTable.file_id)
        .where(ImportedRowTable.person_id == person_id)
        .order_by(ImportedRowTable.id.desc())
    )
    found = session.execute(query).first()
    if found is None:
        return None
    sheet, row = found
    return OriginalRow(sheet, row.sheet_row, row.cells, tuple(row.doubts))
