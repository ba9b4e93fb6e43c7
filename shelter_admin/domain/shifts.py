"""The shifts of a day, and the note that one hands to the next: what the store knew, the officer's words, two names.

A shift lasts from its hour until the next one begins, so that no hour belongs to none; the night shift belongs to the
date on which it starts (domain notes 2.5). What a note found are ids; names are looked up when it is read, by who
reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Panti, Settings
from shelter_admin.domain.words import N_

LONGEST_WORDS: Final = 4000
NOTHING_WRITTEN_FOR: Final = timedelta(hours=3)  # so long the shift before may still be handed over by default


class Shift(StrEnum):
    """One of the three shifts of a day; the values are those of the store."""

    MORNING = "pagi"
    AFTERNOON = "siang"
    NIGHT = "malam"


SHIFT_NAMES: Final[Mapping[Shift, str]] = MappingProxyType(
    {
        Shift.MORNING: N_("Morning shift"),
        Shift.AFTERNOON: N_("Afternoon shift"),
        Shift.NIGHT: N_("Night shift"),
    }
)


@dataclass(frozen=True, slots=True)
class ShiftTime:
    """One shift of one day, from the instant it starts to the instant the next one does (UTC)."""

    day: date
    shift: Shift
    starts: datetime
    ends: datetime

    def holds(self, instant: datetime) -> bool:
        """Say whether an instant belongs to it."""
        return self.starts <= instant < self.ends


def _hours(settings: Settings) -> tuple[tuple[time, Shift], ...]:
    """The shifts by the hour they start; two at the same hour leave one of them empty."""
    hours = (
        (settings.morning_shift_at, Shift.MORNING),
        (settings.afternoon_shift_at, Shift.AFTERNOON),
        (settings.night_starts, Shift.NIGHT),
    )
    return tuple(sorted(hours))


def _from(panti: Panti, first: date, days: int) -> list[ShiftTime]:
    """The shifts that start on so many days from the first on, each ending where the next one starts."""
    starts = [
        (panti.instant(day, hour), day, shift)
        for day in (first + timedelta(days=number) for number in range(days + 1))
        for hour, shift in _hours(panti.settings)
    ]
    made = [ShiftTime(day, shift, at, starts[nth + 1][0]) for nth, (at, day, shift) in enumerate(starts[:-1])]
    return [one for one in made if one.day < first + timedelta(days=days)]


def shift_at(panti: Panti, instant: datetime) -> ShiftTime:
    """The shift an instant belongs to."""
    around = _from(panti, panti.day_of(instant) - timedelta(days=1), 2)
    return next(one for one in around if one.holds(instant))


def shift_of(panti: Panti, day: date, shift: Shift) -> ShiftTime:
    """The shift of a day."""
    return next(one for one in _from(panti, day, 1) if one.shift is shift)


def shift_before(panti: Panti, shift: ShiftTime) -> ShiftTime:
    """The shift that ended where this one starts."""
    return shift_at(panti, shift.starts - timedelta(microseconds=1))


class HandoverState(StrEnum):
    """How far a note has come."""

    OPEN = "open"
    WAITING = "waiting"
    SIGNED = "signed"


HANDOVER_STATE_NAMES: Final[Mapping[HandoverState, str]] = MappingProxyType(
    {
        HandoverState.OPEN: N_("not handed over"),
        HandoverState.WAITING: N_("waiting for who takes over"),
        HandoverState.SIGNED: N_("signed by both"),
    }
)


class NoteKind(StrEnum):
    """What a line of the note is about, in the order of the note."""

    MISSING = "missing"
    LATE = "late"
    OUTSIDE = "outside"
    ILL = "ill"
    MEDICINE = "medicine"
    OCCURRENCE = "occurrence"
    FOLLOW_UP = "follow_up"
    CAME = "came"
    LEFT = "left"
    LEAVE = "leave"
    LEAVE_ASKED = "leave_asked"
    VISITOR = "visitor"
    TO_CLEAN = "to_clean"
    BLOCKED = "blocked"


NOTE_NAMES: Final[Mapping[NoteKind, str]] = MappingProxyType(
    {
        NoteKind.MISSING: N_("Missing"),
        NoteKind.LATE: N_("Late"),
        NoteKind.OUTSIDE: N_("Outside now"),
        NoteKind.ILL: N_("Ill at the roll-call"),
        NoteKind.MEDICINE: N_("Medicine due next"),
        NoteKind.OCCURRENCE: N_("What happened"),
        NoteKind.FOLLOW_UP: N_("Follow-up due"),
        NoteKind.CAME: N_("Came to live here"),
        NoteKind.LEFT: N_("Left the house"),
        NoteKind.LEAVE: N_("Leave that begins next"),
        NoteKind.LEAVE_ASKED: N_("Leave to be decided"),
        NoteKind.VISITOR: N_("Visitors still inside"),
        NoteKind.TO_CLEAN: N_("Beds to clean"),
        NoteKind.BLOCKED: N_("Beds not to be used"),
    }
)
ABOUT_PEOPLE: Final = frozenset(
    {NoteKind.MISSING, NoteKind.LATE, NoteKind.OUTSIDE, NoteKind.ILL, NoteKind.CAME, NoteKind.LEFT}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing found: its kind, the id of what it is about, and from or until when where that matters."""

    kind: NoteKind
    id: str
    at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the store knew of a shift at a moment, without a single name."""

    made_at: datetime
    on_books: int
    inside: int
    went_out: int
    came_back: int
    papers: int
    entries: tuple[Entry, ...] = ()


def found_to_plain(found: Found) -> dict[str, Any]:
    """As it is kept: plain JSON values, instants as ISO."""
    numbers = {name: getattr(found, name) for name in ("on_books", "inside", "went_out", "came_back", "papers")}
    entries = [[one.kind.value, one.id, _plain(one.at), _plain(one.until)] for one in found.entries]
    return {"made_at": found.made_at.isoformat(), **numbers, "entries": entries}


def found_from_plain(plain: Mapping[str, Any]) -> Found:
    """Read back what was kept."""
    entries = tuple(
        Entry(NoteKind(kind), about, _instant(at), _instant(until)) for kind, about, at, until in plain["entries"]
    )
    figures = {name: int(plain[name]) for name in ("on_books", "inside", "went_out", "came_back", "papers")}
    return Found(made_at=datetime.fromisoformat(plain["made_at"]), entries=entries, **figures)


def _plain(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of the note as this reader sees it: who or what, what to add, and the hours."""

    kind: NoteKind
    who: str = field(repr=False)
    beside: str = field(default="", repr=False)
    at: datetime | None = None
    until: datetime | None = None
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, and when."""

    account_id: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One shift in the list of handovers."""

    handover_id: str
    time: ShiftTime
    handed: Signature | None
    taken: Signature | None

    @property
    def state(self) -> HandoverState:
        """How far it has come."""
        if self.handed is None:
            return HandoverState.OPEN
        return HandoverState.WAITING if self.taken is None else HandoverState.SIGNED


@dataclass(frozen=True, slots=True)
class HandoverNote:
    """The whole note: figures, lines in the order of their kinds, the officer's words."""

    line: HandoverLine
    found: Found
    lines: tuple[NoteLine, ...] = ()
    words: str = field(default="", repr=False)

    def of(self, kind: NoteKind) -> tuple[NoteLine, ...]:
        """The lines of one kind."""
        return tuple(one for one in self.lines if one.kind is kind)


def require_begun(time: ShiftTime, now: datetime) -> None:
    """Refuse to hand over a shift that has not begun."""
    if now < time.starts:
        raise Refused("shift_not_begun", starts=time.starts)


def require_words(words: str) -> None:
    """Refuse words longer than a note holds."""
    if len(words) > LONGEST_WORDS:
        raise Refused("text_too_long", field="words", most=LONGEST_WORDS)


def require_may_hand(line: HandoverLine) -> None:
    """Refuse a shift that was handed over already."""
    if line.taken is not None:
        raise Refused("handover_signed")
    if line.handed is not None:
        raise Refused("handover_handed", by=line.handed.name)


def require_may_take(line: HandoverLine, account_id: str) -> None:
    """Refuse to take over what nobody handed, what somebody took already, or from oneself."""
    if line.taken is not None:
        raise Refused("handover_signed")
    if line.handed is None:
        raise Refused("handover_not_handed")
    if line.handed.account_id == account_id:
        raise Refused("handover_same_officer")


def shift_to_show(
    now: datetime, running: ShiftTime, before: HandoverLine, waiting: Sequence[HandoverLine]
) -> ShiftTime:
    """Which note somebody opening the page is shown: one that waits for a signature, else the one to be written.

    The shift that just ended is still to be written for a while; then it is the running one's turn.
    """
    if waiting:
        return waiting[0].time
    if before.state is HandoverState.OPEN and now - running.starts < NOTHING_WRITTEN_FOR:
        return before.time
    return running
