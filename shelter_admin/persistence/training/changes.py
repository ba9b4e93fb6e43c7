"""Days on which a class does not meet although it is due, or meets although it is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import last_taken_away
from shelter_admin.persistence.training.own import CANCELLED, EXTRA
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, SessionChangeTable


@dataclass(frozen=True, slots=True)
class Changed:
    """The changed days of one class with their reasons."""

    cancelled: Mapping[date, str] = field(default_factory=dict)
    extra: Mapping[date, str] = field(default_factory=dict)

    def over(self, due: Iterable[date], off: Collection[date]) -> list[date]:
        """The days a class meets, given those of its plan: without the cancelled, with the extra; never a day off."""
        return sorted(({*due} | {day for day in self.extra if day not in off}) - self.cancelled.keys())


def changed_days(
    session: Session, first: date, last: date | None = None, *, batch_ids: Sequence[str] | None = None
) -> dict[str, Changed]:
    """The changed days of these classes, or of all, from a day on."""
    query = select(
        SessionChangeTable.batch_id, SessionChangeTable.day, SessionChangeTable.kind, SessionChangeTable.reason
    ).where(SessionChangeTable.day >= first)
    if last is not None:
        query = query.where(SessionChangeTable.day <= last)
    if batch_ids is not None:
        query = query.where(SessionChangeTable.batch_id.in_(batch_ids))
    found: dict[str, tuple[dict[date, str], dict[date, str]]] = {}
    for batch_id, day, kind, reason in session.execute(query):
        cancelled, extra = found.setdefault(batch_id, ({}, {}))
        (cancelled if kind == CANCELLED else extra)[day] = reason
    return {batch_id: Changed(*both) for batch_id, both in found.items()}


def change_on(session: Session, batch_id: str, day: date) -> SessionChangeTable | None:
    """What is written about a day of a class."""
    query = select(SessionChangeTable).where(SessionChangeTable.batch_id == batch_id, SessionChangeTable.day == day)
    return session.scalars(query).first()


def change_changed(session: Session, batch_id: str, day: date) -> tuple[str, datetime] | None:
    """Who wrote about a day of a class last or took it away, and when."""
    row = change_on(session, batch_id, day)
    if row is not None:
        return row.changed_by, row.changed_at
    return last_taken_away(session, SessionChangeTable, batch_id=batch_id, day=day.isoformat())


def has_marks(session: Session, batch_id: str, day: date) -> bool:
    """Say whether anybody was marked in the class of a day."""
    marked = (
        select(AttendanceMarkTable.id)
        .join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id)
        .where(ClassSessionTable.batch_id == batch_id, ClassSessionTable.day == day)
    )
    return bool(session.scalar(select(exists(marked))))


def put_change(session: Session, batch_id: str, day: date, kind: str, reason: str) -> None:
    """Write about a day of a class: it is cancelled, or held beside the plan."""
    row = change_on(session, batch_id, day)
    if row is None:
        session.add(SessionChangeTable(id=new_id(), batch_id=batch_id, day=day, kind=kind, reason=reason))
    else:
        row.kind, row.reason = kind, reason
    session.flush()


def drop_change(session: Session, batch_id: str, day: date) -> None:
    """The day goes by the plan again."""
    row = change_on(session, batch_id, day)
    if row is not None:
        session.delete(row)
        session.flush()


__all__ = [
    "CANCELLED",
    "EXTRA",
    "Changed",
    "change_changed",
    "change_on",
    "changed_days",
    "drop_change",
    "has_marks",
    "put_change",
]
