"""Looking afterwards: is every acknowledged act there, is none half there, is the store sound."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.desk import Desk
from shelter_admin.persistence.audit import AuditTable
from shelter_admin.persistence.base import Base
from shelter_admin.persistence.history import HistoryTable
from tests.chaos.acting import Fact

STAMPED = {name: table for name, table in Base.metadata.tables.items() if "changed_at" in table.columns}


@dataclass
class Ledger:
    """What the driver told, read line by line; what a later act changed no longer counts."""

    facts: dict[str, Fact] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    intents: dict[str, dict[str, Any]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    refused: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)
    answered: dict[str, str] = field(default_factory=dict)
    _running: dict[str, Any] | None = None

    def hear(self, line: bytes) -> None:
        """Take one line; a torn one, cut by the kill, says nothing."""
        try:
            told = json.loads(line)
        except ValueError:
            return
        if "at" in told:
            self._running = told
            self.intents[told["at"]] = told
        elif self._running is not None and "yes" in told:
            self.acknowledged.add(self._running["at"])
            for table, where, values in told["yes"]:
                name = json.dumps([table, where], sort_keys=True)
                before = self.facts.get(name, (table, where, None))[2]
                self.facts[name] = (table, where, None if values is None else {**(before or {}), **values})
                self.touched.add(name)
        elif self._running is not None and "no" in told:
            self.answered[self._running["at"]] = told["code"]
            told_by = self.refused if told["no"] == "Refused" else self.failed
            told_by[told["code"]] = told_by.get(told["code"], 0) + 1

    def begin_round(self) -> None:
        """Forget what was looked at already."""
        self.touched, self.intents, self._running = set(), {}, None

    @property
    def unsure(self) -> list[dict[str, Any]]:
        """Acts of this round that were begun and not acknowledged: saved whole or not at all."""
        return [told for at, told in self.intents.items() if at not in self.acknowledged]


def plain(value: Any) -> Any:
    """A value as the driver tells it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def fact_faults(session: Session, facts: dict[str, Fact], excused: set[str]) -> list[str]:
    """The facts that are not found as they were acknowledged.

    One that an unacknowledged act changed, which is there whole (its instant is ``excused``), is told no more.
    """
    faults = []
    for key in list(facts):
        fault, changed_at = _fault_of(session, *facts[key])
        if fault and (changed_at in excused or (changed_at is None and excused)):
            del facts[key]
        elif fault:
            faults.append(fault)
    return faults


def _fault_of(
    session: Session, name: str, where: dict[str, Any], values: dict[str, Any] | None
) -> tuple[str, str | None]:
    """What is wrong with one fact, and when its row was last changed; no instant where there is no row."""
    table = Base.metadata.tables[name]
    wanted = (table.c[column] == _typed(column, value) for column, value in where.items())
    found = session.execute(select(table).where(*wanted)).all()
    if values is None:
        return (f"{name} is there although its taking back was acknowledged" if found else ""), None
    if len(found) != 1:
        return f"{name}: {len(found)} rows where one was acknowledged", None
    row = found[0]._mapping
    lost = [column for column, value in values.items() if plain(row[column]) != value]
    return (f"{name}: {', '.join(lost)} not as acknowledged" if lost else ""), plain(row["changed_at"])


def _typed(column: str, value: Any) -> Any:
    return date.fromisoformat(value) if column == "day" else value


def written_at(session: Session, instant: str) -> tuple[int, dict[str, int]]:
    """How many audit entries and, by table, how many rows bear this instant."""
    at = datetime.fromisoformat(instant)
    entries = session.scalar(select(func.count()).select_from(AuditTable).where(AuditTable.at == at)) or 0
    rows = {
        name: count
        for name, table in STAMPED.items()
        if (count := session.scalar(select(func.count()).select_from(table).where(table.c.changed_at == at)))
    }
    kept = session.scalar(select(func.count()).select_from(HistoryTable).where(HistoryTable.at == at))
    return entries, rows | ({"history": kept} if kept else {})


UNSURE = "server_away_unsure"


def half_faults(
    session: Session, acts: Iterable[dict[str, Any]], answered: dict[str, str]
) -> tuple[list[str], set[str]]:
    """Unacknowledged acts that are there in part; and the instants of those that are there whole.

    Of an act that was refused, or told as not saved, nothing is there at all.
    """
    faults, whole = [], set()
    for told in acts:
        entries, rows = written_at(session, told["at"])
        if entries == 0 and rows:
            faults.append(f"half of '{told['kind']}': rows {rows} without an audit entry")
        short = {name: count for name, count in told["rows"].items() if rows.get(name, 0) < count}
        if entries and short:
            faults.append(f"half of '{told['kind']}': audit entry without its rows {sorted(short)}")
        code = answered.get(told["at"], UNSURE)
        if entries and code != UNSURE:
            faults.append(f"'{told['kind']}' is there although it was told as not saved ({code})")
        if entries > 1:
            faults.append(f"'{told['kind']}' is in the log {entries} times")
        if entries == 1 and not short:
            whole.add(told["at"])
    return faults, whole


def stray_faults(session: Session, since: datetime) -> list[str]:
    """Rows and old values written since an instant at which no act is in the log."""
    acts = set(session.scalars(select(AuditTable.at).where(AuditTable.at >= since)))
    faults = []
    for name, column in [(name, table.c.changed_at) for name, table in STAMPED.items()] + [
        ("history", HistoryTable.at)
    ]:
        strays = set(session.scalars(select(column).where(column >= since).distinct())) - acts
        if strays:
            faults.append(f"{name}: rows of {len(strays)} instants at which the log knows no act")
    return faults


def missing_entries(session: Session, acknowledged: Iterable[str], since: datetime) -> list[str]:
    """Acknowledged acts of which the log has not exactly one entry."""
    found: dict[datetime, int] = {}
    for at in session.scalars(select(AuditTable.at).where(AuditTable.at >= since)):
        found[at] = found.get(at, 0) + 1
    wrong = [one for one in acknowledged if (at := datetime.fromisoformat(one)) >= since and found.get(at, 0) != 1]
    return [f"{len(wrong)} acknowledged acts without exactly one audit entry"] if wrong else []


def look(desk: Desk, ledger: Ledger, since: datetime) -> tuple[list[str], int]:
    """Everything that is wrong after one round; and how many unacknowledged acts are there whole."""
    unsure = ledger.unsure
    with desk.store.asking() as session:
        faults, there = half_faults(session, unsure, ledger.answered)
        touched = {name: ledger.facts[name] for name in sorted(ledger.touched)}
        faults += fact_faults(session, touched, there)
        faults += stray_faults(session, since)
        faults += missing_entries(session, [at for at in ledger.intents if at in ledger.acknowledged], since)
    for name in ledger.touched - set(touched):
        del ledger.facts[name]
    ledger.excused |= there
    return faults, len(there)


def check_faults(desk: Desk) -> list[str]:
    """What the program's own check says."""
    try:
        report = desk.ask(CheckStore())
    except DBAPIError as error:
        return [f"check breaks: {type(error.orig).__name__}"]
    if report.sound:
        return []
    return [f"check: {words}" for words in (report.integrity, report.audit_chain, *report.problems) if words != "ok"]


def look_at_all(desk: Desk, ledger: Ledger, since: datetime) -> list[str]:
    """Everything acknowledged since the beginning, and the check."""
    with desk.store.asking() as session:
        faults = fact_faults(session, ledger.facts, ledger.excused)
        faults += stray_faults(session, since)
        faults += missing_entries(session, ledger.acknowledged, since)
    return faults + check_faults(desk)
