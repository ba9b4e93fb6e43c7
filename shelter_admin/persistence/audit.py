"""The log of acts: only ever added to, chained by SHA-256, one entry per act.

An entry says who, when and what (field names, ids, dates and choices), never free text. Each hash covers the entry
and the hash before it; the newest hash is also kept outside the store (``witness``), so that a lost tail is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import JSON, Connection, Integer, Text, insert, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.orm import Mapped, Session

from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.persistence.base import Base, Instant, Stamp, technical, umum

BEGINNING: Final = "0" * 64
CLOCK_BACK: Final = "clock_was_at"
CLOCK_CONFIRMED: Final = "ConfirmClock"
CLOCK_SLACK: Final = timedelta(hours=1)
OPENINGS: Final = ("SignIn", "RegainAccess")
MOVED_AWAY: Final = ("MoveToServer", "MoveToFile")
ARRIVED: Final = "StoreArrived"


class AuditTable(Base):
    """One act. Triggers refuse every change of what is written."""

    __tablename__ = "audit"

    no: Mapped[int] = technical(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = technical(Instant, nullable=False, index=True)
    account_id: Mapped[str] = technical(Text, nullable=False)
    act: Mapped[str] = technical(Text, nullable=False)
    what: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
    about: Mapped[list[str]] = umum(JSON, nullable=False)
    before: Mapped[str] = technical(Text, nullable=False)
    hash: Mapped[str] = technical(Text, nullable=False)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as it is read: ``what`` holds field names with ids, dates and choices; ``about`` person ids."""

    no: int
    at: datetime
    account_id: str
    act: str
    what: dict[str, Any]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """The newest entry of the chain: its number and hash."""

    no: int
    hash: str


def digest(entry: dict[str, Any]) -> str:
    """The SHA-256 of an entry, the hash before it included, in a form that never varies."""
    plain = {**entry, "at": entry["at"].astimezone(UTC).isoformat()}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def newest(session: Session) -> Link:
    """The end of the chain; number 0 before the first entry."""
    row = _newest_entry(session)
    return Link(row.no, row.hash) if row else Link(0, BEGINNING)


def _newest_entry(store: Session | Connection) -> ResultRow[Any] | None:
    """All that the next entry must know of the one before it, in one statement; None before the first."""
    query = select(AuditTable.no, AuditTable.hash, AuditTable.act, AuditTable.at, AuditTable.what)
    return store.execute(query.order_by(AuditTable.no.desc()).limit(1)).first()


def write(
    session: Session, stamp: Stamp, what: dict[str, Any], about: Sequence[str], *, in_order: bool = False
) -> Link:
    """Add the entry of this act to the chain, in the act's own transaction.

    An entry made while the clock stands before what the log has seen is marked with that instant; with ``in_order``
    it is refused instead, with ``clock_set_back``.
    """
    last = _newest_entry(session)
    back = None if last is None else _seen_before(last, stamp)
    if back is not None:
        if in_order:
            raise Refused("clock_set_back", now=stamp.at, last=back)
        what = {**what, CLOCK_BACK: back.isoformat()}
    if last is not None and stamp.act != ARRIVED:
        _require_stayed(last)
    before = Link(last.no, last.hash) if last is not None else Link(0, BEGINNING)
    entry: dict[str, Any] = {
        "no": before.no + 1,
        "at": stamp.at,
        "account_id": stamp.account_id,
        "act": stamp.act,
        "what": what,
        "about": list(about),
        "before": before.hash,
    }
    entry["hash"] = digest(entry)
    session.execute(insert(AuditTable), [entry])
    return Link(entry["no"], entry["hash"])


def _seen_before(last: ResultRow[Any], stamp: Stamp) -> datetime | None:
    """The instant the log had reached already, where this entry stands well before it; the head may let it go on."""
    if stamp.act == CLOCK_CONFIRMED:
        return None
    reached: datetime = datetime.fromisoformat(last.what[CLOCK_BACK]) if CLOCK_BACK in last.what else last.at
    return reached if stamp.at < reached - CLOCK_SLACK else None


def require_not_moved(connection: Connection) -> None:
    """Refuse a store that now lives elsewhere: its log ends with the entry that says where and since when.

    Raises Unavailable ``store_moved``.
    """
    row = _newest_entry(connection)
    if row is not None:
        _require_stayed(row)


def _require_stayed(last: ResultRow[Any]) -> None:
    if last.act in MOVED_AWAY:
        raise Unavailable("store_moved", to=last.what.get("to", ""), since=last.at)


def entries(session: Session, since: datetime | None = None, person_id: str | None = None) -> list[AuditLine]:
    """List the acts since an instant, or about one person, oldest first."""
    query = select(AuditTable).order_by(AuditTable.no)
    if since is not None:
        query = query.where(AuditTable.at >= since)
    lines = [
        AuditLine(row.no, row.at, row.account_id, row.act, row.what, tuple(row.about))
        for row in session.scalars(query).yield_per(1000)
    ]
    return lines if person_id is None else [line for line in lines if person_id in line.about]


def names(session: Session, act: str, fact: str, value: str, since: datetime) -> bool:
    """Say whether an act of this kind with this fact was saved since an instant."""
    query = select(AuditTable.no).where(
        AuditTable.at >= since, AuditTable.act == act, AuditTable.what[fact].as_string() == value
    )
    return session.scalars(query.limit(1)).first() is not None


def lost_tails(session: Session) -> list[tuple[int, int]]:
    """The entries that noted a lost end of the log at opening, each with the number the log had once reached."""
    query = select(AuditTable.no, AuditTable.what).where(AuditTable.act.in_(OPENINGS)).order_by(AuditTable.no)
    return [(no, what["tail_lost"]) for no, what in session.execute(query) if "tail_lost" in what]


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where the chain breaks: ``altered`` entry, ``missing`` entry, or a ``tail`` that the witness saw and is gone."""

    kind: str
    no: int


def walk(session: Session, witness: tuple[int, bytes] | None) -> tuple[int, ChainFault | None]:
    """Walk the whole chain; give how many entries there are and the first fault, if any."""
    last = Link(0, BEGINNING)
    seen_by_witness = witness is None or witness[0] == 0
    for row in _rows(session):
        if row["no"] != last.no + 1:
            return last.no, ChainFault("missing", last.no + 1)
        kept = row.pop("hash")
        if row["before"] != last.hash or digest(row) != kept:
            return last.no, ChainFault("altered", row["no"])
        last = Link(row["no"], kept)
        if witness is not None and row["no"] == witness[0]:
            seen_by_witness = kept == witness[1].hex()
    if not seen_by_witness and witness is not None:
        return last.no, ChainFault("tail", witness[0])
    return last.no, None


def reckoned(session: Session, no: int) -> str | None:
    """The hash of an entry, reckoned from the first entry on and not taken from the row; None past the end."""
    before = BEGINNING
    for row in _rows(session):
        row.pop("hash")
        before = digest({**row, "before": before})
        if row["no"] == no:
            return before
    return None


def _rows(session: Session) -> Iterator[dict[str, Any]]:
    columns = [column for column in AuditTable.__table__.columns if column.name != "changed_at"]
    for row in session.execute(select(*columns).order_by(AuditTable.no)).yield_per(1000):
        yield dict(row._mapping)  # noqa: SLF001 - the public name of a row's mapping


def tail_is_whole(connection: Connection, witness: tuple[int, bytes] | None) -> bool:
    """Say quickly, at opening, whether the newest entry seen outside is in the chain."""
    if witness is None or witness[0] == 0:
        return True
    kept = connection.execute(select(AuditTable.hash).where(AuditTable.no == witness[0])).scalar()
    return kept == witness[1].hex()
