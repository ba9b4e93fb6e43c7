"""The roll-call: all present, then the exceptions; closed and signed; corrected with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import ExpectedElsewhere
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import (
    MARK_NAMES,
    MISSING,
    Correction,
    Mark,
    RollCallKind,
    RollCallLine,
    RollCallSheet,
    require_complete,
    require_night_has_begun,
)
from shelter_admin.domain.settings import Panti, Zone
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, LastChange
from shelter_admin.persistence.duty.standing import expected_elsewhere
from shelter_admin.persistence.panti import NIGHT_POLICY, night_policy, policy_on
from shelter_admin.persistence.presence import roll_calls
from shelter_admin.persistence.presence.tables import RollCallMarkTable, RollCallTable

CHANGED = Changes.of(Area.PRESENCE)
LONGEST_NOTE = 200

WORDS: dict[str, str] = {
    "mark_unknown": N_("There is no code {mark}. Use H, S, I, C, D, A, B or K."),
    "roll_call_unmarked": N_("{count} people are not marked yet. Mark them before you close the roll-call."),
    "roll_call_closed": N_("This roll-call is closed. Correct it with a reason."),
    "roll_call_open": N_("This roll-call is still open. Mark it instead of correcting it."),
    "roll_call_begun": N_("Somebody has just begun this roll-call. Open it again."),
    "not_on_roll_call": N_("Number {number} is not on the books of that night."),
    "night_not_begun": N_("The night of {night} has not begun yet."),
}


@dataclass(frozen=True)
class Marked:
    """A resident's mark as the officer gives it."""

    person_id: str
    mark: Mark
    note: str = field(default="", repr=False)


def moment_of(panti: Panti, night: date, kind: RollCallKind, now: datetime) -> datetime:
    """When a roll-call looks at who is out: now while its night runs, else the hour it was due.

    The morning roll-call of a date is held at the end of the shift that starts on it.
    """
    if night == panti.night_of(now):
        return now
    settings = panti.settings
    if kind is RollCallKind.PAGI:
        return panti.instant(night + timedelta(days=1), settings.morning_roll_call_at)
    return panti.during_night(night, settings.roll_call_at)


def sheet_of(work: Work, night: date, kind: RollCallKind) -> RollCallSheet:
    """The sheet of a date and kind as the reader may see it; who is expected elsewhere is pre-marked, with why."""
    zone = work.panti.zone
    when = roll_calls.When(night, kind, moment_of(work.panti, night, kind, work.now), zone)
    found = roll_calls.sheet(work.session, work.sight, when)
    expected = expected_elsewhere(work.session, work.sight, when.moment, zone)
    if not expected:
        return found
    lines = (_expected(line, expected.get(line.stay_id), zone) for line in found.lines)
    return replace(found, lines=tuple(lines))


def _expected(line: RollCallLine, elsewhere: ExpectedElsewhere | None, zone: Zone) -> RollCallLine:
    """The line with what lets somebody be away; who is late or ran away keeps that."""
    if elsewhere is None or line.proposed in MISSING:
        return line
    because = elsewhere.words(zone)
    if not line.out:
        because = _("{reason} – not written out at the gate").format(reason=because)
    return replace(line, proposed=Mark(elsewhere.kind.value), because=because)


@dataclass(frozen=True)
class RollCallOf(Query[RollCallSheet]):
    """The roll-call of a night, the running one where none is said."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    night: date | None = None
    kind: RollCallKind = RollCallKind.MALAM

    @override
    def run(self, work: Work) -> RollCallSheet:
        return sheet_of(work, self.night or work.night, self.kind)


@dataclass(frozen=True)
class TakeRollCall(Edit[RollCallSheet]):
    """Mark an open roll-call; with ``all_present`` whoever is left takes the pre-mark, else present; may close it.

    Each person's mark and note are fields of their own, (person, "mark") and (person, "note").

    Marks given win over ``all_present``. Closing signs it and is refused while anybody is unmarked.
    """

    needs: ClassVar[Right] = Right.TAKE_ROLL_CALL
    name: ClassVar[str] = N_("roll-call")
    although_clock_back: ClassVar[bool] = True

    night: date
    kind: RollCallKind = RollCallKind.MALAM
    marks: tuple[Marked, ...] = ()
    all_present: bool = False
    close: bool = False

    @override
    def run(self, work: Work) -> Done[RollCallSheet]:
        require_night_has_begun(self.night, work.night)
        policy = policy_on(work.session, NIGHT_POLICY, self.night) or night_policy(work.panti.settings)
        row = roll_calls.begin(work.session, self.night, self.kind, policy)
        if row.closed_at is not None:
            raise Refused("roll_call_closed")
        before = sheet_of(work, self.night, self.kind)
        wanted = agreed_marks(self, work, row, wanted_marks(before, self.marks))
        if self.all_present:
            for line in before.lines:
                if line.mark is None and line.stay_id not in wanted:
                    wanted[line.stay_id] = (line, line.proposed or Mark.PRESENT, "")
        changed = write_marks(work, row, wanted)
        after = with_marks(before, row, wanted)
        if self.close:
            require_complete(after.counts)
            row.closed_at, row.closed_by = work.now, work.staff.account_id
            after = replace(after, closed_at=work.now, closed_by=work.staff.full_name or work.staff.user)
        undo = None if self.close or not wanted else TakeBackMarks(row.id, changed)
        return Done(CHANGED, after, undo=undo, about=tuple(mark.person_id for mark in self.marks))


@dataclass(frozen=True)
class CorrectRollCall(Edit[RollCallSheet]):
    """Correct a closed roll-call, with a reason; the old marks stay in the history."""

    needs: ClassVar[Right] = Right.TAKE_ROLL_CALL
    name: ClassVar[str] = N_("correction of the roll-call")
    although_clock_back: ClassVar[bool] = True

    night: date
    marks: tuple[Marked, ...]
    kind: RollCallKind = RollCallKind.MALAM

    @override
    def run(self, work: Work) -> Done[RollCallSheet]:
        work.require_reason()
        row = roll_calls.roll_call_row(work.session, self.night, self.kind)
        if row is None or row.closed_at is None:
            raise Refused("roll_call_open")
        before = sheet_of(work, self.night, self.kind)
        wanted = agreed_marks(self, work, row, wanted_marks(before, self.marks))
        write_marks(work, row, wanted, correcting=True)
        return Done(CHANGED, with_marks(before, row, wanted), about=tuple(mark.person_id for mark in self.marks))


def wanted_marks(sheet: RollCallSheet, marks: tuple[Marked, ...]) -> dict[str, tuple[RollCallLine, Mark, str]]:
    """The marks given, by stay; refused for somebody who is not on the books of that night."""
    lines = {line.person_id: line for line in sheet.lines}
    wanted: dict[str, tuple[RollCallLine, Mark, str]] = {}
    for given in marks:
        line = lines.get(given.person_id)
        if line is None:
            raise Refused("not_on_roll_call", field="marks", number="")
        if len(given.note) > LONGEST_NOTE:
            raise Refused("text_too_long", field="note", most=LONGEST_NOTE)
        wanted[line.stay_id] = (line, given.mark, given.note.strip())
    return wanted


def agreed_marks(
    edit: Edit[RollCallSheet], work: Work, row: RollCallTable, wanted: dict[str, tuple[RollCallLine, Mark, str]]
) -> dict[str, tuple[RollCallLine, Mark, str]]:
    """The marks as given, where nobody else gave another first; raises Conflict."""
    if edit.seen is None:
        return wanted
    lines = {line.person_id: line for line, _mark, _note in wanted.values()}

    def last(key: tuple[str, str]) -> LastChange | None:
        return roll_calls.last_marked(work.session, row.id, lines[key[0]].stay_id, key[1])

    def words(key: tuple[str, str], value: Any) -> str:
        if key[1] == "note":
            return str(value)
        return _("not marked yet") if value is None else _(MARK_NAMES[value])

    def label(key: tuple[str, str]) -> str:
        return f"{lines[key[0]].name} · {_('Mark') if key[1] == 'mark' else _('Note')}"

    mine: dict[tuple[str, str], Any] = {}
    now: dict[tuple[str, str], Any] = {}
    for line, mark, note in wanted.values():
        mine |= {(line.person_id, "mark"): mark, (line.person_id, "note"): note}
        now |= {(line.person_id, "mark"): line.mark, (line.person_id, "note"): line.note}
    agreed = edit.agree(work, Fields(label, last, words), mine, now)
    given = {stay_id: (line, line.person_id) for stay_id, (line, _mark, _note) in wanted.items()}
    return {
        stay_id: (line, agreed[person_id, "mark"], agreed[person_id, "note"])
        for stay_id, (line, person_id) in given.items()
        if agreed[person_id, "mark"] is not None
    }


def _marked(line: RollCallLine, mark: Mark, note: str) -> RollCallLine:
    """The line with its mark; made plainly, as ``replace`` costs a house of 700 a tenth of its roll-call."""
    return RollCallLine(
        line.person_id,
        line.stay_id,
        line.number,
        line.name,
        line.alias,
        line.wisma,
        line.bed,
        mark,
        line.proposed,
        note,
        line.because,
        line.out,
    )


def with_marks(
    before: RollCallSheet, row: RollCallTable, wanted: dict[str, tuple[RollCallLine, Mark, str]]
) -> RollCallSheet:
    """The sheet as it stands once these marks are written."""
    lines = tuple(_marked(line, *wanted[line.stay_id][1:]) if line.stay_id in wanted else line for line in before.lines)
    return replace(before, roll_call_id=row.id, version=row.version, lines=lines)


State = tuple[str | None, str]
"""A mark and its note as they are written; no mark is None."""


@dataclass(frozen=True, slots=True)
class MarkChanged:
    """One mark of a roll-call, by the stay: what it was, and as the act left it."""

    stay_id: str
    was: State = field(repr=False)
    now: State = field(repr=False)


def write_marks(
    work: Work, row: RollCallTable, wanted: dict[str, tuple[RollCallLine, Mark, str]], *, correcting: bool = False
) -> tuple[MarkChanged, ...]:
    """Write new marks in one statement and change earlier ones; tells what each was and is."""
    written = roll_calls.marks_of(work.session, row.id) if any(line.mark for line, _m, _n in wanted.values()) else {}
    first = [item for stay_id, item in wanted.items() if stay_id not in written]
    roll_calls.add_marks(work.session, row.id, first, correcting=correcting)
    changed: list[MarkChanged] = []
    for stay_id, (_line, mark, note) in wanted.items():
        old = written.get(stay_id)
        changed.append(MarkChanged(stay_id, state_of(old), (mark.value, note)))
        if old is not None:
            old.mark, old.note = mark.value, note
    work.session.flush()
    return tuple(changed)


def state_of(row: RollCallMarkTable | None) -> State:
    """A mark and its note as they are written."""
    return (None, "") if row is None else (row.mark, row.note)


@dataclass(frozen=True)
class TakeBackMarks(Command[None]):
    """Undo of marking: each mark is again what it was before, while the roll-call is open.

    Refused once somebody gave one of these people another mark.
    """

    needs: ClassVar[Right] = Right.TAKE_ROLL_CALL
    name: ClassVar[str] = N_("take back the marks")
    although_clock_back: ClassVar[bool] = True

    roll_call_id: str
    changed: tuple[MarkChanged, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        if work.session.get_one(RollCallTable, self.roll_call_id).closed_at is not None:
            raise Refused("roll_call_closed")
        written: dict[str, RollCallMarkTable] = roll_calls.marks_of(work.session, self.roll_call_id)
        if any(state_of(written.get(one.stay_id)) != one.now for one in self.changed):
            raise Refused("changed_meanwhile")
        for one in self.changed:
            row, (mark, note) = written[one.stay_id], one.was
            if mark is None:
                work.session.delete(row)
            else:
                row.mark, row.note = mark, note
        return Done(CHANGED)


@dataclass(frozen=True)
class RollCallCorrections(Query[tuple[Correction, ...]]):
    """What was corrected in a closed roll-call, the newest first: old mark, who, when and why."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    night: date
    kind: RollCallKind = RollCallKind.MALAM

    @override
    def run(self, work: Work) -> tuple[Correction, ...]:
        row = roll_calls.roll_call_row(work.session, self.night, self.kind)
        if row is None or row.closed_at is None:
            return ()
        return roll_calls.corrections(work.session, work.sight, row.id, CorrectRollCall.__name__)


@dataclass(frozen=True)
class PrintRollCall(Query[Document]):
    """The roll-call sheet to carry along and type back; printing names is audited."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the roll-call sheet")

    night: date | None = None
    kind: RollCallKind = RollCallKind.MALAM

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import roll_call_sheet

        return roll_call_sheet(work, sheet_of(work, self.night or work.night, self.kind))
