"""The panti this store belongs to, its letterhead, its dated policies and its counters."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, Integer, LargeBinary, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session

from shelter_admin.domain.settings import Letterhead, Panti, Settings, Zone, from_plain, to_plain
from shelter_admin.persistence.base import Row, new_id, technical


class PantiTable(Row):
    """One row: the house, its zone and its settings."""

    __tablename__ = "panti"

    code: Mapped[str] = technical(Text, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    regency: Mapped[str] = technical(Text, nullable=False)
    zone: Mapped[str] = technical(Text, nullable=False)
    settings: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
    letterhead: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
    logo: Mapped[bytes] = technical(LargeBinary, nullable=False, default=b"")


class PolicyTable(Row):
    """A rule of the house from a day on; decisions keep the snapshot they were made under."""

    __tablename__ = "policy"
    __table_args__ = (UniqueConstraint("kind", "valid_from"),)

    kind: Mapped[str] = technical(Text, nullable=False)
    valid_from: Mapped[date] = technical(Date, nullable=False)
    content: Mapped[dict[str, Any]] = technical(JSON, nullable=False)


class CounterTable(Row):
    """The last serial used of one register in one year; numbers are never used again."""

    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("register", "year"),)

    register: Mapped[str] = technical(Text, nullable=False)
    year: Mapped[int] = technical(Integer, nullable=False)
    last: Mapped[int] = technical(Integer, nullable=False)


NIGHT_POLICY = "night"


def night_policy(settings: Settings) -> dict[str, Any]:
    """What a roll-call keeps as its snapshot: the shift and the hours that were in force."""
    plain = to_plain(settings)
    names = ("night_starts", "night_ends", "roll_call_at", "morning_roll_call", "morning_roll_call_at")
    return {name: plain[name] for name in names}


def add_panti(session: Session, panti: Panti, valid_from: date) -> None:
    """Write the panti of a new store and its first night policy."""
    session.add(
        PantiTable(
            id=panti.id,
            panti_id=panti.id,
            code=panti.code,
            name=panti.name,
            regency=panti.regency,
            zone=panti.zone.value,
            settings=to_plain(panti.settings),
            letterhead=_plain_letterhead(panti.letterhead),
            logo=panti.letterhead.logo,
        )
    )
    keep_policy(session, NIGHT_POLICY, valid_from, night_policy(panti.settings))


def _plain_letterhead(letterhead: Letterhead) -> dict[str, Any]:
    names = ("government", "agency", "unit", "address", "contact", "town")
    return {name: getattr(letterhead, name) for name in names}


def panti_row(session: Session) -> PantiTable:
    """The row of the house."""
    return session.scalars(select(PantiTable)).one()


def the_panti(session: Session) -> Panti:
    """Load the panti of this store."""
    row = panti_row(session)
    return Panti(
        row.id,
        row.code,
        row.name,
        row.regency,
        Zone(row.zone),
        from_plain(row.settings),
        Letterhead(**row.letterhead, logo=row.logo),
    )


def change_panti(session: Session, panti: Panti, valid_from: date) -> None:
    """Keep changed settings, name or letterhead; a changed night is a new dated policy."""
    row = session.scalars(select(PantiTable)).one()
    row.name, row.code, row.regency, row.zone = panti.name, panti.code, panti.regency, panti.zone.value
    row.settings, row.letterhead = to_plain(panti.settings), _plain_letterhead(panti.letterhead)
    row.logo = panti.letterhead.logo
    keep_policy(session, NIGHT_POLICY, valid_from, night_policy(panti.settings))


def keep_policy(session: Session, kind: str, valid_from: date, content: dict[str, Any]) -> None:
    """Let a policy hold from a day on; the same content again adds nothing."""
    if policy_on(session, kind, valid_from) == content:
        return
    same_day = session.scalars(
        select(PolicyTable).where(PolicyTable.kind == kind, PolicyTable.valid_from == valid_from)
    ).first()
    if same_day is not None:
        same_day.content = content
    else:
        session.add(PolicyTable(id=new_id(), kind=kind, valid_from=valid_from, content=content))


def policy_on(session: Session, kind: str, day: date) -> dict[str, Any] | None:
    """The content of a policy in force on a day, None before the first."""
    query = (
        select(PolicyTable.content)
        .where(PolicyTable.kind == kind, PolicyTable.valid_from <= day)
        .order_by(PolicyTable.valid_from.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def last_serial(session: Session, register: str, year: int) -> int:
    """The last serial that a register used in a year; 0 where there is none."""
    query = select(CounterTable.last).where(CounterTable.register == register, CounterTable.year == year)
    return session.scalars(query).first() or 0


def next_serials(session: Session, register: str, year: int, count: int = 1) -> range:
    """Take the next serials of a register in a year, in this transaction; an undone act gives them back."""
    row = session.scalars(
        select(CounterTable).where(CounterTable.register == register, CounterTable.year == year)
    ).first()
    if row is None:
        row = CounterTable(id=new_id(), register=register, year=year, last=0)
        session.add(row)
    first = row.last + 1
    row.last += count
    return range(first, first + count)
