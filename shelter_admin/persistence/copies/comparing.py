"""What two stores hold, kind by kind, and what only one of them has."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.orm import Session

from shelter_admin.persistence import dialects
from shelter_admin.persistence.base import Base
from shelter_admin.persistence.store import Store

# The kinds that staff know by name, each the rows of one table; everything else is counted as other records.
KINDS: Final = {
    "people": "person",
    "stays": "stay",
    "placements": "placement",
    "outings": "outing",
    "roll_calls": "roll_call",
    "enrolments": "enrolment",
    "class_marks": "attendance_mark",
    "grades": "grade",
    "decisions": "exit_decision",
    "certificates": "certificate",
    "returns": "monthly_return",
    "accounts": "account",
}
_BESIDE_THE_POINT: Final = frozenset({"audit", "history", "copy_rehearsal", "counter", "draft"})
_UNSTAMPED: Final = "changed_at"


def held(store: Store) -> dict[str, int]:
    """How many of each kind a store holds."""
    with store.asking() as session:
        there = set(dialects.table_names(session.connection()))
        return {kind: _count(session, _table(name)) for kind, name in KINDS.items() if name in there}


def only_in(one: Store, other: Store) -> dict[str, int]:
    """How many rows of each kind only the first store has, and how many acts its log holds beyond the other's."""
    found = {kind: len(_ids(one, _table(name)) - _ids(other, _table(name))) for kind, name in KINDS.items()}
    found["others"] = sum(len(_ids(one, table) - _ids(other, table)) for table in _others())
    return found


def changed_since(store: Store, moment: datetime) -> int:
    """How many rows were written or changed after a moment."""
    with store.asking() as session:
        return sum(
            int(session.scalar(select(func.count()).where(table.c.changed_at > moment)) or 0)
            for table in [*map(_table, KINDS.values()), *_others()]
        )


def _others() -> list[Table]:
    known = set(KINDS.values()) | _BESIDE_THE_POINT
    return [
        table
        for name, table in Base.metadata.tables.items()
        if name not in known and {"id", _UNSTAMPED} <= set(table.c.keys())
    ]


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _count(session: Session, table: Table) -> int:
    return int(session.scalar(select(func.count()).select_from(table)) or 0)


def _ids(store: Store, table: Table) -> frozenset[str]:
    with store.asking() as session:
        connection: Connection = session.connection()
        return frozenset(connection.scalars(select(table.c.id)))
