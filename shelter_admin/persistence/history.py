"""Old values of every row, with who changed it, when, in which act and why. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Integer, Select, Text, event, select
from sqlalchemy.orm import Mapped, Session

from shelter_admin.persistence.base import (
    Base,
    Instant,
    Row,
    Stamp,
    all_values,
    insert_many,
    new_id,
    old_values,
    spesifik,
    stamp_of,
    technical,
)


class HistoryTable(Base):
    """One change of one row: the values it had before."""

    __tablename__ = "history"

    id: Mapped[str] = technical(Text, primary_key=True, default=new_id)
    panti_id: Mapped[str] = technical(Text, nullable=False)
    table_name: Mapped[str] = technical(Text, nullable=False)
    row_id: Mapped[str] = technical(Text, nullable=False, index=True)
    row_version: Mapped[int] = technical(Integer, nullable=False)
    gone: Mapped[bool] = technical(Boolean, nullable=False, default=False)
    old: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
    act: Mapped[str] = technical(Text, nullable=False)
    reason: Mapped[str] = spesifik(Text, nullable=False, default="")
    at: Mapped[datetime] = technical(Instant, nullable=False)
    by: Mapped[str] = technical(Text, nullable=False)

    @classmethod
    def of(cls, row: Row, old: dict[str, Any], stamp: Stamp, *, gone: bool) -> HistoryTable:
        """Keep what a row was before this act."""
        return cls(
            id=new_id(),
            panti_id=stamp.panti_id,
            table_name=row.__tablename__,
            row_id=row.id,
            row_version=row.version,
            gone=gone,
            old=old,
            act=stamp.act,
            reason=stamp.reason,
            at=stamp.at,
            by=stamp.account_id,
        )


def insert_with_none_before(
    session: Session, table: type[Row], rows: list[dict[str, Any]], nothing: dict[str, Any]
) -> None:
    """Insert stamped rows in one statement and keep of each that there was none before, written as ``nothing``."""
    insert_many(session, table, rows)
    stamp = stamp_of(session)
    session.add_all(
        HistoryTable(
            panti_id=stamp.panti_id,
            table_name=table.__tablename__,
            row_id=row["id"],
            row_version=0,
            old=nothing,
            act=stamp.act,
            reason=stamp.reason,
            at=stamp.at,
            by=stamp.account_id,
        )
        for row in rows
    )


def _stamp_new(row: Row, stamp: Stamp) -> None:
    row.panti_id = row.panti_id or stamp.panti_id
    row.version = 1
    row.changed_at, row.changed_by = stamp.at, stamp.account_id


@event.listens_for(Session, "before_flush")
def _keep_history(session: Session, _context: object, _instances: object) -> None:
    """Stamp every row written and keep the old values of what changes, in the same transaction."""
    for row in list(session.new):
        if isinstance(row, Row):
            _stamp_new(row, stamp_of(session))
    for row in list(session.dirty):
        if isinstance(row, Row) and session.is_modified(row, include_collections=False):
            old = old_values(row)
            if old:
                session.add(HistoryTable.of(row, old, stamp_of(session), gone=False))
            row.version += 1
            row.changed_at, row.changed_by = stamp_of(session).at, stamp_of(session).account_id
    for row in list(session.deleted):
        if isinstance(row, Row):
            session.add(HistoryTable.of(row, all_values(row), stamp_of(session), gone=True))


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One earlier state of a row, newest first in lists."""

    row_id: str
    old: dict[str, Any]
    act: str
    reason: str
    at: datetime
    by: str


def history_of(session: Session, row_ids: list[str] | Select[str]) -> list[HistoryLine]:
    """List the earlier states of these rows, the newest first."""
    query = (
        select(HistoryTable)
        .where(HistoryTable.row_id.in_(row_ids))
        .order_by(HistoryTable.at.desc(), HistoryTable.id.desc())
    )
    return [
        HistoryLine(line.row_id, line.old, line.act, line.reason, line.at, line.by) for line in session.scalars(query)
    ]


def last_change(session: Session, row: Row, columns: Collection[str]) -> tuple[str, datetime]:
    """Who changed any of these columns of a row last, and when: an account and an instant."""
    for line in history_of(session, [row.id]):
        if not line.old.keys().isdisjoint(columns):
            return line.by, line.at
    return row.changed_by, row.changed_at


def last_change_inside(session: Session, row: Row, column: str, name: str) -> tuple[str, datetime]:
    """Who last changed a value of this name inside a column that holds many, and when."""
    later = getattr(row, column)
    for line in history_of(session, [row.id]):
        earlier = line.old.get(column, later)
        if earlier.get(name) != later.get(name):
            return line.by, line.at
        later = earlier
    return row.changed_by, row.changed_at


def last_taken_away(session: Session, table: type[Row], **had: str) -> tuple[str, datetime] | None:
    """Who last took away a row of this table that had these values, and when."""
    query = (
        select(HistoryTable.by, HistoryTable.at)
        .where(
            HistoryTable.table_name == table.__tablename__,
            HistoryTable.gone,
            *(HistoryTable.old[column].as_string() == value for column, value in had.items()),
        )
        .order_by(HistoryTable.at.desc(), HistoryTable.id.desc())
        .limit(1)
    )
    line = session.execute(query).first()
    return None if line is None else (line.by, line.at)


def before_since(session: Session, row: Row, version: int) -> dict[str, Any]:
    """The columns of a row that changed since it had this version, with the plain values they had then."""
    query = (
        select(HistoryTable.old)
        .where(HistoryTable.row_id == row.id, HistoryTable.row_version >= version)
        .order_by(HistoryTable.row_version.desc())
    )
    then: dict[str, Any] = {}
    for old in session.scalars(query):
        then |= old
    return then
