"""Handing over with receipts, savings, and the tools of each programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.departures.handing import Handed, HandedKind, Item, Kit, items_from
from shelter_admin.domain.departures.savings import Saving
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.departures.tables import HandoverTable, SavingTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.grading_tables import KitItemTable
from shelter_admin.persistence.training.tables import EnrolmentTable, ProgramTable


def the_handover(session: Session, handover_id: str) -> HandoverTable:
    """Load a handing over; raises Refused ``handing_unknown``."""
    row = session.get(HandoverTable, handover_id)
    if row is None:
        raise Refused("handing_unknown", field="handover_id")
    return row


def add_handover(session: Session, stay: StayTable, values: Mapping[str, Any]) -> HandoverTable:
    """Write a handing over down."""
    row = HandoverTable(id=new_id(), stay_id=stay.id, person_id=stay.person_id, **values)
    session.add(row)
    session.flush()
    return row


def handed_of(session: Session, person_id: str, handover_id: str | None = None) -> tuple[Handed, ...]:
    """Everything that was handed over to somebody, or one of it, the newest first."""
    query = (
        select(HandoverTable, ProgramTable.name)
        .outerjoin(EnrolmentTable, EnrolmentTable.id == HandoverTable.enrolment_id)
        .outerjoin(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .where(HandoverTable.person_id == person_id)
        .order_by(HandoverTable.on_day.desc(), HandoverTable.id.desc())
    )
    if handover_id is not None:
        query = query.where(HandoverTable.id == handover_id)
    return tuple(handed_from(row, program or "") for row, program in session.execute(query))


def handed_from(row: HandoverTable, program: str = "") -> Handed:
    """A handing over as it is written."""
    return Handed(
        row.id,
        row.person_id,
        HandedKind(row.kind),
        row.on_day,
        row.given_by,
        row.received_by,
        row.witness,
        row.amount,
        items_from(row.items),
        row.note,
        program,
        row.enrolment_id,
        row.void_on,
        row.void_reason,
    )


def entries_of(session: Session, person_id: str) -> list[tuple[date, int]]:
    """Every entry of somebody's savings as day and rupiah."""
    query = select(SavingTable.on_day, SavingTable.amount).where(SavingTable.person_id == person_id)
    return [(row.on_day, row.amount) for row in session.execute(query)]


def savings_of(session: Session, person_id: str) -> tuple[Saving, ...]:
    """The book of somebody's savings by day, each entry with what is there after it."""
    query = select(SavingTable).where(SavingTable.person_id == person_id).order_by(SavingTable.on_day, SavingTable.id)
    names = names_of_accounts(session)
    made: list[Saving] = []
    there = 0
    for row in session.scalars(query):
        there += row.amount
        who = names.get(row.changed_by, "")
        made.append(Saving(row.id, row.on_day, row.amount, row.note, who, row.handover_id, there))
    return tuple(made)


def the_saving(session: Session, saving_id: str) -> SavingTable:
    """Load an entry of savings; raises Refused ``saving_unknown``."""
    row = session.get(SavingTable, saving_id)
    if row is None:
        raise Refused("saving_unknown", field="saving_id")
    return row


def add_saving(
    session: Session, stay: StayTable, on_day: date, amount: int, more: tuple[str, str | None] = ("", None)
) -> SavingTable:
    """Write an entry down; ``more`` is its note and the receipt it belongs to."""
    row = _saving(new_id(), stay, on_day, amount, more)
    session.add(row)
    session.flush()
    return row


def add_opposite(session: Session, stay: StayTable, entry: SavingTable, note: str) -> SavingTable:
    """Put an entry right by its opposite; raises Refused ``saving_reversed`` where that was done already.

    The opposite has the id that follows the entry's, so that there is never a second one, and it stands beside it.
    """
    key = str(UUID(int=UUID(entry.id).int + 1))
    if session.get(SavingTable, key) is not None:
        raise Refused("saving_reversed")
    row = _saving(key, stay, entry.on_day, -entry.amount, (note, None))
    session.add(row)
    session.flush()
    return row


def _saving(key: str, stay: StayTable, on_day: date, amount: int, more: tuple[str, str | None]) -> SavingTable:
    note, handover_id = more
    return SavingTable(
        id=key,
        stay_id=stay.id,
        person_id=stay.person_id,
        on_day=on_day,
        amount=amount,
        note=note,
        handover_id=handover_id,
    )


def kits(session: Session, program_id: str | None = None) -> tuple[Kit, ...]:
    """The tools of every programme that trains for a trade, or of one programme, by name."""
    query = (
        select(ProgramTable.id, ProgramTable.name, KitItemTable)
        .outerjoin(KitItemTable, KitItemTable.program_id == ProgramTable.id)
        .order_by(func.lower(ProgramTable.name), ProgramTable.id, KitItemTable.position)
    )
    if program_id is None:
        query = query.where(ProgramTable.kind == "vocational")
    else:
        query = query.where(ProgramTable.id == program_id)
    found: dict[str, tuple[str, list[Item]]] = {}
    for key, name, row in session.execute(query):
        items = found.setdefault(key, (name, []))[1]
        if row is not None:
            items.append(_item(row))
    return tuple(Kit(key, name, tuple(items)) for key, (name, items) in found.items())


def kits_of_stay(session: Session, stay_id: str) -> tuple[tuple[str, Kit], ...]:
    """Each enrolment of a stay with the tools of its programme; one without tools is not among them."""
    query = (
        select(EnrolmentTable.id, ProgramTable.id, ProgramTable.name, KitItemTable)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(KitItemTable, KitItemTable.program_id == ProgramTable.id)
        .where(EnrolmentTable.stay_id == stay_id)
        .order_by(EnrolmentTable.id, KitItemTable.position)
    )
    found: dict[str, tuple[str, str, list[Item]]] = {}
    for enrolment_id, program_id, name, row in session.execute(query):
        found.setdefault(enrolment_id, (program_id, name, []))[2].append(_item(row))
    return tuple((key, Kit(program_id, name, tuple(items))) for key, (program_id, name, items) in found.items())


def _item(row: KitItemTable) -> Item:
    return Item(row.name, row.quantity, row.unit, row.value)


def kit_changed(session: Session, program_id: str) -> tuple[str, datetime] | None:
    """Who wrote the tools of a programme last, and when; None where there are none."""
    query = (
        select(KitItemTable.changed_by, KitItemTable.changed_at)
        .where(KitItemTable.program_id == program_id)
        .order_by(KitItemTable.changed_at.desc())
    )
    row = session.execute(query).first()
    return None if row is None else (row.changed_by, row.changed_at)


def put_kit(session: Session, program_id: str, items: Sequence[Item]) -> None:
    """Give a programme exactly these tools in this order; those before go to the history."""
    known = list(
        session.scalars(
            select(KitItemTable).where(KitItemTable.program_id == program_id).order_by(KitItemTable.position)
        )
    )
    for row in known[len(items) :]:
        session.delete(row)
    for at, item in enumerate(items):
        row = known[at] if at < len(known) else KitItemTable(id=new_id(), program_id=program_id)
        row.position, row.name, row.quantity = at + 1, item.name, item.quantity
        row.unit, row.value = item.unit, item.value
        session.add(row)
    session.flush()
