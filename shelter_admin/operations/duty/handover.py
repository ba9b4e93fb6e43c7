"""The shift handed over: the note of what happened, the officer's words, signed by who gives and by who takes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.shifts import (
    HandoverLine,
    HandoverNote,
    HandoverState,
    Shift,
    ShiftTime,
    found_from_plain,
    found_to_plain,
    require_begun,
    require_may_hand,
    require_may_take,
    require_words,
    shift_at,
    shift_before,
    shift_of,
    shift_to_show,
)
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.duty import handovers
from shelter_admin.persistence.duty.note_lines import lines_of
from shelter_admin.persistence.duty.shift_facts import collect
from shelter_admin.persistence.duty.tables import ShiftHandoverTable

CHANGED: Final = Changes.of(Area.DUTY)

WORDS: dict[str, str] = {
    "handover_unknown": N_("This handover is no longer there."),
    "shift_not_begun": N_("This shift begins on {starts}. It cannot be handed over before."),
    "handover_handed": N_("{by} handed this shift over already."),
    "handover_not_handed": N_("Nobody has handed this shift over yet."),
    "handover_same_officer": N_(
        "Who hands over and who takes over are two people. The next officer signs in with the own account."
    ),
    "handover_of_other": N_("Only {by}, who handed this shift over, can take it back."),
}


def _line(work: Work, time: ShiftTime) -> tuple[ShiftHandoverTable | None, HandoverLine]:
    row = handovers.row_of(work.session, work.panti, time)
    return row, handovers.line_of(row, time, names_of_accounts(work.session))


def _line_of_row(work: Work, row: ShiftHandoverTable) -> HandoverLine:
    time = shift_of(work.panti, row.day, Shift(row.shift))
    return handovers.line_of(row, time, names_of_accounts(work.session))


@dataclass(frozen=True)
class HandOver(Command[str]):
    """Sign a shift away: what the store knows of it is fixed now, with the officer's words. The outcome is its id."""

    needs: ClassVar[Right] = Right.HAND_OVER_SHIFT
    name: ClassVar[str] = N_("handing over of a shift")

    day: date
    shift: Shift
    words: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_words(self.words)
        time = shift_of(work.panti, self.day, self.shift)
        require_begun(time, work.now)
        _row, line = _line(work, time)
        require_may_hand(line)
        row = handovers.begin(work.session, work.panti, time)
        row.found = found_to_plain(collect(work.session, work.panti, time, work.now))
        row.words = self.words.strip()
        row.handed_by, row.handed_at = work.staff.account_id, work.now
        work.session.flush()
        return Done(CHANGED, row.id, TakeBackHandover(row.id), what={"handover_id": row.id})


@dataclass(frozen=True)
class TakeBackHandover(Command[None]):
    """Take one's own handing over back while nobody took the shift over; the words stay."""

    needs: ClassVar[Right] = Right.HAND_OVER_SHIFT
    name: ClassVar[str] = N_("take a handing over back")

    handover_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = handovers.the_handover(work.session, self.handover_id)
        line = _line_of_row(work, row)
        if line.handed is None:
            raise Refused("handover_not_handed")
        if line.taken is not None:
            raise Refused("handover_signed")
        if line.handed.account_id != work.staff.account_id:
            raise Refused("handover_of_other", by=line.handed.name)
        row.handed_by = row.handed_at = None
        return Done(CHANGED)


@dataclass(frozen=True)
class TakeOver(Command[None]):
    """Sign a shift over to oneself: the second name; from then on the note stays as it is."""

    needs: ClassVar[Right] = Right.HAND_OVER_SHIFT
    name: ClassVar[str] = N_("taking over of a shift")

    handover_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = handovers.the_handover(work.session, self.handover_id)
        require_may_take(_line_of_row(work, row), work.staff.account_id)
        row.taken_by, row.taken_at = work.staff.account_id, work.now
        return Done(CHANGED)


@dataclass(frozen=True)
class Handovers(Query[tuple[HandoverLine, ...]]):
    """The running shift, the one before, and every note begun before them; the newest first."""

    needs: ClassVar[Right] = Right.HAND_OVER_SHIFT

    @override
    def run(self, work: Work) -> tuple[HandoverLine, ...]:
        running = shift_at(work.panti, work.now)
        begun = {(line.time.day, line.time.shift): line for line in handovers.handovers(work.session, work.panti)}
        for time in (running, shift_before(work.panti, running)):
            begun.setdefault((time.day, time.shift), HandoverLine("", time, None, None))
        return tuple(sorted(begun.values(), key=lambda line: line.time.starts, reverse=True))


@dataclass(frozen=True)
class HandoverOf(Query[HandoverNote]):
    """The note of a shift, or of the one that is due: as it was signed, or as the store knows it now."""

    needs: ClassVar[Right] = Right.HAND_OVER_SHIFT

    day: date | None = None
    shift: Shift | None = None

    @override
    def run(self, work: Work) -> HandoverNote:
        return note_of(work, self._time(work))

    def _time(self, work: Work) -> ShiftTime:
        if self.day is not None and self.shift is not None:
            return shift_of(work.panti, self.day, self.shift)
        running = shift_at(work.panti, work.now)
        _row, before = _line(work, shift_before(work.panti, running))
        return shift_to_show(work.now, running, before, handovers.waiting(work.session, work.panti, work.today))


def note_of(work: Work, time: ShiftTime) -> HandoverNote:
    """The note of a shift as this reader sees it."""
    row, line = _line(work, time)
    if row is not None and line.state is not HandoverState.OPEN:
        found = found_from_plain(row.found)
    else:
        found = collect(work.session, work.panti, time, work.now)
    words = row.words if row is not None else ""
    return HandoverNote(line, found, lines_of(work.session, work.sight, found.entries), words)


@dataclass(frozen=True)
class PrintHandover(Query[Document]):
    """The note on paper, with room for both signatures; a note that is not signed says so."""

    needs: ClassVar[Right] = Right.HAND_OVER_SHIFT
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print a handover")

    day: date
    shift: Shift
    words: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.shift_handover import shift_handover

        with officially(work.panti):
            note = note_of(work, shift_of(work.panti, self.day, self.shift))
            if note.line.state is HandoverState.OPEN and self.words.strip():
                note = replace(note, words=self.words.strip())
            work.shown.extend(sorted({line.person_id for line in note.lines if line.person_id}))
            return shift_handover(note, imprint(work), work.panti)
