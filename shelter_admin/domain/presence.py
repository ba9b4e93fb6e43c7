"""In and out at the gate, and the roll-call.

``On the books`` (the stay is open) and ``in bed`` (counted present) are two facts; their difference is a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Zone
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import N_, _


class OutingKind(StrEnum):
    """Why somebody is outside; the value is the roll-call code it pre-marks while not late."""

    PERMISSION = "I"
    LEAVE = "C"
    DUTY = "D"
    MISSING = "K"


class RollCallKind(StrEnum):
    """Which roll-call of the date."""

    MALAM = "malam"
    PAGI = "pagi"


class Mark(StrEnum):
    """The codes of the roll-call (terminal interface, domain notes 2.7)."""

    PRESENT = "H"
    ILL_IN_BED = "S"
    PERMISSION = "I"
    LEAVE = "C"
    ELSEWHERE = "D"
    ABSENT = "A"
    NOT_BACK = "B"
    RAN_AWAY = "K"


PRESENT = frozenset({Mark.PRESENT, Mark.ILL_IN_BED})
AWAY = frozenset({Mark.PERMISSION, Mark.LEAVE, Mark.ELSEWHERE})
MISSING = frozenset({Mark.ABSENT, Mark.NOT_BACK, Mark.RAN_AWAY})

MARK_NAMES = {
    Mark.PRESENT: N_("present"),
    Mark.ILL_IN_BED: N_("ill, in bed"),
    Mark.PERMISSION: N_("out with permission"),
    Mark.LEAVE: N_("on leave"),
    Mark.ELSEWHERE: N_("hospital or other agency"),
    Mark.ABSENT: N_("absent without word"),
    Mark.NOT_BACK: N_("not back yet"),
    Mark.RAN_AWAY: N_("ran away"),
}

OUTING_NAMES = {
    OutingKind.PERMISSION: N_("out with permission"),
    OutingKind.LEAVE: N_("on leave"),
    OutingKind.DUTY: N_("hospital or other agency"),
    OutingKind.MISSING: N_("ran away"),
}


def read_mark(text: str) -> Mark:
    """Read a code as typed, in either case; raises Refused ``mark_unknown``."""
    try:
        return Mark(text.strip().upper())
    except ValueError as error:
        raise Refused("mark_unknown", field="mark", mark=text.strip()[:12]) from error


def minutes_late(expected: datetime | None, now: datetime) -> int:
    """Whole minutes past the expected return; 0 while on time or where none was named."""
    if expected is None or now <= expected:
        return 0
    return int((now - expected).total_seconds() // 60)


def premark(kind: OutingKind, expected: datetime | None, now: datetime) -> Mark:
    """How somebody outside comes pre-marked: the kind of outing, or not back when late."""
    if kind is OutingKind.MISSING:
        return Mark.RAN_AWAY
    return Mark.NOT_BACK if minutes_late(expected, now) else Mark(kind.value)


def why_outside(kind: OutingKind, destination: str, expected: datetime | None, now: datetime, zone: Zone) -> str:
    """Why somebody is pre-marked, in words: what lets them be outside and until when, or since when they are late."""
    parts = [_(OUTING_NAMES[kind])]
    if expected is not None:
        here = expected.astimezone(zone.offset)
        told = _("expected back {day} {clock}") if minutes_late(expected, now) else _("until {day} {clock}")
        parts.append(told.format(day=short_date(here.date())[:5], clock=clock(here)))
    return ", ".join(part for part in (*parts, destination) if part)


def expected_return(at: time, out_at: datetime) -> datetime:
    """The next moment the wall shows this clock; ``out_at`` is in the panti's zone, and so is the answer."""
    moment = out_at.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return moment if moment > out_at else moment + timedelta(days=1)


def read_clock(text: str) -> time:
    """Read ``20.00``, ``20:00``, ``2000`` or ``20``; raises Refused ``clock_unclear``."""
    digits = text.strip().replace(":", ".")
    hour, _point, minute = digits.partition(".")
    if not minute and len(hour) in (3, 4):
        hour, minute = hour[:-2], hour[-2:]
    try:
        if not (hour + minute).isascii() or not (hour + minute).isdigit():
            raise Refused("clock_unclear", field="until")
        return time(int(hour), int(minute or 0))
    except ValueError as error:
        raise Refused("clock_unclear", field="until") from error


_DAY: Final = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}))?")
_RETURN: Final = re.compile(r"(?:^|\s)((?:\d{1,2}[-/]\d{1,2}(?:[-/]\d{4})?\s+)?\d{1,2}[.:]\d{2})$")


def read_return(text: str, out_at: datetime) -> datetime:
    """Read when somebody is expected back: ``20.00``, ``24-11 20.00`` or ``24-11-2026 20.00``.

    A clock alone is the next moment the wall shows it; a day without its year is the next such day. ``out_at`` is in
    the panti's zone, and so is the answer. Raises Refused ``clock_unclear`` or ``return_in_the_past``.
    """
    day, _space, written = text.strip().rpartition(" ")
    at = read_clock(written)
    if not day.strip():
        return expected_return(at, out_at)
    found = _DAY.fullmatch(day.strip())
    if found is None:
        raise Refused("clock_unclear", field="until")
    year = int(found[3] or out_at.year)
    moment = _on_day(year, int(found[2]), int(found[1]), at, out_at)
    if not found[3] and moment.date() < out_at.date():
        moment = _on_day(year + 1, int(found[2]), int(found[1]), at, out_at)
    if moment <= out_at:
        raise Refused("return_in_the_past", field="until")
    return moment


def _on_day(year: int, month: int, day: int, at: time, out_at: datetime) -> datetime:
    try:
        return datetime.combine(date(year, month, day), at, out_at.tzinfo)
    except ValueError as error:
        raise Refused("clock_unclear", field="until") from error


@dataclass(frozen=True, slots=True)
class GateEntry:
    """What was typed at the gate: who, and for going out where to and until when (as written)."""

    who: str
    destination: str = ""
    until: str = ""

    @property
    def going_out(self) -> bool:
        """Say whether a destination or return was written along."""
        return bool(self.destination or self.until)


def read_gate_entry(typed: str) -> GateEntry:
    """Read one line of the gate: ``slamet``, ``2026-0131``, or with where to and until ``slam > pasar 20.00``."""
    who, _to, rest = typed.partition(">")
    rest = " ".join(rest.split())
    found = _RETURN.search(rest)
    if found is None:
        return GateEntry(" ".join(who.split()), rest)
    return GateEntry(" ".join(who.split()), rest[: found.start()].strip(), " ".join(found[1].split()))


def read_sheet_entry(typed: str) -> tuple[str, Mark | None]:
    """Read one line typed back from a sheet: ``17 I``, ``2026-0131 s``; without a code it only looks somebody up."""
    words = typed.split()
    if len(words) > 1 and len(words[-1]) == 1 and words[-1].isalpha():
        return " ".join(words[:-1]), read_mark(words[-1])
    return " ".join(words), None


@dataclass(frozen=True, slots=True)
class Counts:
    """One roll-call in numbers: ``on_books = present + away + missing`` once nobody is unmarked."""

    on_books: int
    present: int
    away: int
    missing: int
    unmarked: int


def count(on_books: int, marks: Iterable[Mark]) -> Counts:
    """Count a roll-call; who has no mark stays unmarked, nobody is filled in."""
    present = away = missing = 0
    for mark in marks:
        if mark in PRESENT:
            present += 1
        elif mark in AWAY:
            away += 1
        else:
            missing += 1
    return Counts(on_books, present, away, missing, on_books - present - away - missing)


def require_complete(counts: Counts) -> None:
    """Refuse to close a roll-call while somebody is unmarked."""
    if counts.unmarked:
        raise Refused("roll_call_unmarked", count=counts.unmarked)


def require_night_has_begun(night: date, running: date) -> None:
    """Refuse a roll-call of a night that has not begun."""
    if night > running:
        raise Refused("night_not_begun", field="night", night=night)


@dataclass(frozen=True, slots=True)
class OutingLine:
    """Somebody outside, as the gate board shows it; ``waiting`` says that the server does not know it yet."""

    outing_id: str
    person_id: str
    stay_id: str
    number: str
    name: str
    alias: str
    bed: str
    kind: OutingKind
    destination: str
    since: datetime
    until: datetime | None
    late_minutes: int
    photo_id: str | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class LetOut:
    """What lets somebody out now, so that the gate need not ask: a leave pass, or a standing permission.

    ``destination`` is empty where it is kept from this reader.
    """

    kind: OutingKind
    destination: str
    until: datetime
    pass_id: str = ""


@dataclass(frozen=True, slots=True)
class GatePerson:
    """Somebody the gate may let out or in; ``kept`` ones stand here without their name."""

    person_id: str
    stay_id: str
    number: str
    name: str
    alias: str
    bed: str
    out: bool
    destination: str = ""
    until: datetime | None = None
    photo_id: str | None = None
    alert: str = ""
    kept: bool = False
    let_out: LetOut | None = None


@dataclass(frozen=True, slots=True)
class GateMove:
    """One line of what just happened at the gate."""

    at: datetime
    name: str
    out: bool
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class GateBoard:
    """Who is out, late first, and how many are inside."""

    inside: int
    out: tuple[OutingLine, ...]
    recent: tuple[GateMove, ...] = ()


def late_first(lines: Sequence[OutingLine]) -> list[OutingLine]:
    """Sort the board: the latest first, then by expected return, then those without one."""
    return sorted(
        lines,
        key=lambda line: (-line.late_minutes, line.until is None, line.until or line.since, line.name.casefold()),
    )


@dataclass(frozen=True, slots=True)
class RollCallLine:
    """One resident on the roll-call. ``proposed`` is the pre-mark of who is expected elsewhere, ``because`` its reason.

    It counts only once written. ``out`` says that the gate has them outside.
    """

    person_id: str
    stay_id: str
    number: str
    name: str
    alias: str
    wisma: str
    bed: str
    mark: Mark | None
    proposed: Mark | None
    note: str = ""
    because: str = ""
    out: bool = False


@dataclass(frozen=True, slots=True)
class RollCallSheet:
    """One roll-call of one date and kind."""

    night: date
    kind: RollCallKind
    roll_call_id: str | None
    version: int
    lines: tuple[RollCallLine, ...]
    closed_by: str | None = None
    closed_at: datetime | None = None

    @property
    def counts(self) -> Counts:
        """The numbers as written so far."""
        return count(len(self.lines), (line.mark for line in self.lines if line.mark is not None))

    @property
    def difference(self) -> tuple[RollCallLine, ...]:
        """On the books but not in bed: who is away or missing, or still unmarked."""
        return tuple(line for line in self.lines if line.mark not in PRESENT)

    @property
    def in_bed_but_out(self) -> tuple[RollCallLine, ...]:
        """Marked present while the gate has them outside."""
        return tuple(line for line in self.lines if line.mark in PRESENT and line.out)

    @property
    def back_meanwhile(self) -> tuple[RollCallLine, ...]:
        """Marked not back yet while the gate has them inside."""
        return tuple(line for line in self.lines if line.mark is Mark.NOT_BACK and not line.out)

    @property
    def let_go_but_not_out(self) -> tuple[RollCallLine, ...]:
        """Expected elsewhere, and not marked otherwise, while the gate did not see them leave."""
        expected = (line for line in self.lines if line.proposed in AWAY and not line.out)
        return tuple(line for line in expected if line.mark in {None, line.proposed})

    @property
    def came_since(self) -> tuple[RollCallLine, ...]:
        """Of this night, but not marked on a roll-call that is closed: they came after it."""
        return tuple(line for line in self.lines if self.closed_at is not None and line.mark is None)

    def typed(self, who: str) -> tuple[RollCallLine, ...]:
        """Whom a word means: ``#17`` the line of the sheet, else their number or line, else beginnings of names."""
        word = who.strip().casefold()
        numbered = tuple(line for line in self.lines if line.number.casefold() == word)
        row = word.removeprefix("#")
        at = self.lines[int(row) - 1 : int(row)] if row.isascii() and row.isdigit() and int(row) > 0 else ()
        if word.startswith("#"):
            return at
        if numbered or at:
            return tuple({line.person_id: line for line in (*numbered, *at)}.values())
        parts = word.split()
        return tuple(line for line in self.lines if parts and _named(line, parts))


def _named(line: RollCallLine, parts: Sequence[str]) -> bool:
    names = f"{line.name} {line.alias}".casefold().split()
    return all(any(name.startswith(part) for name in names) for part in parts)


@dataclass(frozen=True, slots=True)
class Correction:
    """One mark of a closed roll-call that was changed: what it was, by whom, when and why."""

    person_id: str
    name: str
    mark: Mark | None
    note: str
    at: datetime
    by: str
    reason: str
