"""What every table shares: identity, panti, version, who changed it and when; and each field's class of privacy.

Every row has a UUIDv7 as text, the panti it belongs to, a version that counts its changes, and the instant and
account of the last change. Old values go to the history table in the same transaction (``history``). Instants are
stored in UTC. Each column says whether it is ``umum`` or ``spesifik`` in the sense of UU 27/2022 article 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final, cast

import uuid_utils
from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, Session, mapped_column
from typing_extensions import override

from shelter_admin.persistence.bulk import insert_rows


class Privacy(StrEnum):
    """Class of a field under UU 27/2022 (PDP) article 4; ``TECHNICAL`` says nothing about a person."""

    UMUM = "umum"
    SPESIFIK = "spesifik"
    TECHNICAL = "technical"


def new_id() -> str:
    """Make a globally unique id that sorts by time of making (UUIDv7)."""
    return str(uuid_utils.uuid7())


def only_where(condition: str) -> dict[str, Any]:
    """Narrow an index to the rows of a condition, in every database that the program knows.

    A database that is not told would make the index over all rows, and refuse what is allowed.
    """
    return {f"{dialect}_where": text(condition) for dialect in ("sqlite", "postgresql")}


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; naive ones are a fault of the program."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def _field(privacy: Privacy, *args: Any, **kwargs: Any) -> Any:
    return mapped_column(*args, info={"privacy": privacy}, **kwargs)


def umum(*args: Any, **kwargs: Any) -> Any:
    """Declare a column with ordinary personal data."""
    return _field(Privacy.UMUM, *args, **kwargs)


def spesifik(*args: Any, **kwargs: Any) -> Any:
    """Declare a column with specific personal data: health, children, biometrics, crime."""
    return _field(Privacy.SPESIFIK, *args, **kwargs)


def technical(*args: Any, **kwargs: Any) -> Any:
    """Declare a column that says nothing about a person."""
    return _field(Privacy.TECHNICAL, *args, **kwargs)


def reference(target: str, **kwargs: Any) -> Any:
    """Declare a column that points at another row; what is pointed at cannot vanish."""
    return mapped_column(Text, ForeignKey(target, ondelete="RESTRICT"), info={"privacy": Privacy.TECHNICAL}, **kwargs)


NAMING: Final = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the store."""

    metadata = MetaData(naming_convention=NAMING)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who acts, when, for which panti, in which act and why; put on every row written in one transaction."""

    panti_id: str
    account_id: str
    at: datetime
    act: str
    reason: str = ""


class Row(Base):
    """A row that changes: stamped, versioned, with history."""

    __abstract__ = True

    id: Mapped[str] = technical(Text, primary_key=True, default=new_id, sort_order=-10)
    panti_id: Mapped[str] = technical(Text, nullable=False, index=False, sort_order=-9)
    version: Mapped[int] = technical(Integer, nullable=False, default=1, sort_order=90)
    changed_at: Mapped[datetime] = technical(Instant, nullable=False, sort_order=91)
    changed_by: Mapped[str] = technical(Text, nullable=False, sort_order=92)

    unhistoried: ClassVar[frozenset[str]] = frozenset({"version", "changed_at", "changed_by"})


def stamp_of(session: Session) -> Stamp:
    """Tell the stamp of the running transaction; without one nothing may be written."""
    stamp = session.info.get("stamp")
    if not isinstance(stamp, Stamp):
        raise TypeError("rows are written only inside an act of the Desk")
    return stamp


def stamped(session: Session, **values: Any) -> dict[str, Any]:
    """Complete the values of a new row for a bulk insert that goes past the unit of work."""
    stamp = stamp_of(session)
    return {
        "id": new_id(),
        "panti_id": stamp.panti_id,
        "version": 1,
        "changed_at": stamp.at,
        "changed_by": stamp.account_id,
        **values,
    }


def insert_many(session: Session, rows: type[Row], values: list[dict[str, Any]]) -> None:
    """Insert many stamped rows of one table in one statement, past the unit of work."""
    insert_rows(session.connection(), cast("Table", rows.__table__), values)


def old_values(row: Row) -> dict[str, Any]:
    """What changed in a row, as it was before: plain values by column name."""
    changed: dict[str, Any] = {}
    for attribute in row.__mapper__.column_attrs:
        if attribute.key in Row.unhistoried:
            continue
        history = row._sa_instance_state.attrs[attribute.key].history  # type: ignore[attr-defined] # noqa: SLF001
        if history.deleted and list(history.deleted) != list(history.added or ()):
            changed[attribute.key] = plain(history.deleted[0])
    return changed


def all_values(row: Row) -> dict[str, Any]:
    """Every value of a row that goes away."""
    return {item.key: plain(getattr(row, item.key)) for item in row.__mapper__.column_attrs}


def plain(value: Any) -> Any:
    """Write a value so that JSON keeps it: dates and instants as ISO, bytes by their length only."""
    if isinstance(value, bytes):
        return {"bytes": len(value)}
    return value.isoformat() if hasattr(value, "isoformat") else value


Attribute = InstrumentedAttribute[Any]
