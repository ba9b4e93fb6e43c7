"""Handovers: one note per shift and day, its signatures, the list of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.shifts import HandoverLine, Shift, ShiftTime, Signature, shift_of
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.duty.tables import ShiftHandoverTable

MOST: Final = 120
WAITED_FOR: Final = timedelta(days=14)


def row_of(session: Session, panti: Panti, time: ShiftTime) -> ShiftHandoverTable | None:
    """The note of a shift, None while nobody began it."""
    query = select(ShiftHandoverTable).where(
        ShiftHandoverTable.panti_id == panti.id,
        ShiftHandoverTable.day == time.day,
        ShiftHandoverTable.shift == time.shift.value,
    )
    return session.scalars(query).first()


def the_handover(session: Session, handover_id: str) -> ShiftHandoverTable:
    """Load a note; raises Refused ``handover_unknown``."""
    row = session.get(ShiftHandoverTable, handover_id)
    if row is None:
        raise Refused("handover_unknown")
    return row


def begin(session: Session, panti: Panti, time: ShiftTime) -> ShiftHandoverTable:
    """The note of a shift, begun if need be."""
    row = row_of(session, panti, time)
    if row is None:
        row = ShiftHandoverTable(id=new_id(), day=time.day, shift=time.shift.value, found={}, words="")
        session.add(row)
    return row


def line_of(row: ShiftHandoverTable | None, time: ShiftTime, names: Mapping[str, str]) -> HandoverLine:
    """How a note stands in the list; a shift without one is not handed over."""
    if row is None:
        return HandoverLine("", time, None, None)
    handed = _signature(row.handed_by, row.handed_at, names)
    return HandoverLine(row.id, time, handed, _signature(row.taken_by, row.taken_at, names))


def _signature(account_id: str | None, at: datetime | None, names: Mapping[str, str]) -> Signature | None:
    if account_id is None or at is None:
        return None
    return Signature(account_id, names.get(account_id, ""), at)


def handovers(session: Session, panti: Panti) -> list[HandoverLine]:
    """The notes begun, the newest first."""
    query = (
        select(ShiftHandoverTable)
        .options(defer(ShiftHandoverTable.found), defer(ShiftHandoverTable.words))
        .where(ShiftHandoverTable.panti_id == panti.id)
        .order_by(ShiftHandoverTable.day.desc())
        .limit(MOST)
    )
    names = names_of_accounts(session)
    lines = [line_of(row, shift_of(panti, row.day, Shift(row.shift)), names) for row in session.scalars(query)]
    return sorted(lines, key=lambda line: line.time.starts, reverse=True)


def waiting(session: Session, panti: Panti, today: date) -> list[HandoverLine]:
    """The notes handed over lately that nobody took over yet, the newest first; older ones stand in the list."""
    query = (
        select(ShiftHandoverTable)
        .options(defer(ShiftHandoverTable.found), defer(ShiftHandoverTable.words))
        .where(
            ShiftHandoverTable.panti_id == panti.id,
            ShiftHandoverTable.day >= today - WAITED_FOR,
            ShiftHandoverTable.handed_at.is_not(None),
            ShiftHandoverTable.taken_at.is_(None),
        )
    )
    names = names_of_accounts(session)
    lines = [line_of(row, shift_of(panti, row.day, Shift(row.shift)), names) for row in session.scalars(query)]
    return sorted(lines, key=lambda line: line.time.starts, reverse=True)


def handed_before(session: Session, moment: datetime) -> bool:
    """Say whether this house handed any shift over with the program before a moment."""
    query = select(ShiftHandoverTable.id).where(ShiftHandoverTable.handed_at < moment).limit(1)
    return session.scalars(query).first() is not None
