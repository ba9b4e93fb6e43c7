"""Marks on their way to the store: each is shown at once and saved by itself, so that a crash loses none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from shelter_admin.domain.errors import Conflict, Failure
from shelter_admin.domain.presence import Mark, RollCallKind, RollCallSheet
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.presence.roll_call import CorrectRollCall, Marked, RollCallOf, TakeRollCall
from ui.kit.frontdesk import FrontDesk
from ui.kit.unread import unread_words

Given = dict[str, tuple[Mark, str]]


class Marking(QObject):
    """One roll-call being marked. ``shown`` gives the sheet as it will be, ``refused`` a failure to be said.

    ``unread`` tells that another one is waited for, with a sentence where the server is away.
    """

    shown = Signal(object)
    refused = Signal(object)
    unread = Signal(str)

    def __init__(self, front: FrontDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.front = front
        self._which: tuple[date, RollCallKind] | None = None
        self._stored: RollCallSheet | None = None
        self._pending: list[Given] = []

    @property
    def sheet(self) -> RollCallSheet | None:
        """What is stored with what is still on its way there."""
        return None if self._stored is None else with_pending(self._stored, self._pending)

    def open(self, night: date, kind: RollCallKind) -> None:
        """Ask for a roll-call; an answer about another one that comes late is dropped."""
        if self._which != (night, kind):
            self._which, self._stored, self._pending = (night, kind), None, []
            self.unread.emit("")
        self.front.ask(RollCallOf(night, kind), self, self._take, self._not_read)

    def save(self, marks: Sequence[Marked], *, all_present: bool = False, close: bool = False) -> None:
        """Save marks of the open roll-call; they are shown at once. One that was not read yet is not written to."""
        if self._which is None or self._stored is None:
            return
        given: Given = {item.person_id: (item.mark, item.note) for item in marks}
        seen = self._seen(marks)
        self._pending.append(given)
        self._show()
        command = TakeRollCall(*self._which, tuple(marks), all_present, close, seen=seen)
        self.front.do(command, self, lambda done: self._saved(given, done), lambda error: self._not_saved(given, error))

    def all_present(self, wisma: str | None) -> None:
        """Whoever is left takes the proposal, else present: of one wisma, or of the whole house."""
        sheet = self.sheet
        if sheet is None or sheet.closed_at is not None:
            return
        left = [line for line in sheet.lines if line.mark is None and wisma in {None, line.wisma}]
        if wisma is None:
            self.save((), all_present=True)
        elif left:
            self.save([Marked(line.person_id, line.proposed or Mark.PRESENT, line.note) for line in left])

    def correct(self, given: Sequence[Marked], reason: str, done: Callable[[], None]) -> None:
        """Correct marks of the closed roll-call, or add who came after it."""
        if self._which is None:
            return

        def corrected(outcome: Done[RollCallSheet]) -> None:
            self._take(outcome.outcome)
            done()

        night, kind = self._which
        command = CorrectRollCall(night, tuple(given), kind, seen=self._seen(given))
        self.front.do(command, self, corrected, self._refuse, reason=reason)

    def _seen(self, marks: Sequence[Marked]) -> Seen | None:
        """The marks and notes as the sheet shows them, on which these are given."""
        if self.sheet is None:
            return None
        wanted = {item.person_id for item in marks}
        shown = [line for line in self.sheet.lines if line.person_id in wanted]
        marked = {(line.person_id, "mark"): line.mark for line in shown}
        return Seen({**marked, **{(line.person_id, "note"): line.note for line in shown}})

    def _take(self, sheet: RollCallSheet) -> None:
        if (sheet.night, sheet.kind) == self._which:
            self._stored = sheet
            self._show()

    def _not_read(self, failure: Failure) -> bool:
        if self._stored is None and self.front.is_away(failure):
            self.unread.emit(unread_words())
        return False

    def _saved(self, given: Given, done: Done[RollCallSheet]) -> None:
        self._pending = [item for item in self._pending if item is not given]
        self._take(done.outcome)

    def _not_saved(self, given: Given, failure: Failure) -> bool:
        self._pending = [item for item in self._pending if item is not given]
        self._show()
        return self._refuse(failure)

    def _refuse(self, failure: Failure) -> bool:
        if isinstance(failure, Conflict) and self._which is not None:
            self.open(*self._which)  # shows what somebody else marked
        self.refused.emit(failure)
        return True

    def _show(self) -> None:
        if self._stored is not None:
            self.shown.emit(self.sheet)


def with_pending(sheet: RollCallSheet, pending: Sequence[Given]) -> RollCallSheet:
    """The sheet with marks laid over it, later ones over earlier ones."""
    given = {person: mark for item in pending for person, mark in item.items()}
    if not given:
        return sheet
    lines = tuple(
        replace(line, mark=given[line.person_id][0], note=given[line.person_id][1]) if line.person_id in given else line
        for line in sheet.lines
    )
    return replace(sheet, lines=lines)
