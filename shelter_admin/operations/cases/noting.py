"""Progress notes: written in one line of keys, put right by their author, followed up.

A confidential note is for its author and the head alone: to anybody else no list, count, audit entry or refusal tells
more than that such a note is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.notes import (
    NOTE_KIND_NAMES,
    Note,
    NoteKind,
    read_note,
    require_follow_up,
    sound_words,
)
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.cases import notes
from shelter_admin.persistence.cases.tables import CaseNoteTable
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents.stays import last_stay

CHANGED: Final = Changes.of(Area.CASES)
LABELS: Final = {
    "kind": N_("Kind of note"),
    "words": N_("What the note says"),
    "follow_up_on": N_("To be followed up on"),
    "confidential": N_("For its author and the head alone"),
}

WORDS: dict[str, str] = {
    "note_unknown": N_("This note is no longer there, or not for you to read."),
    "note_empty": N_("Write what there is to note."),
    "note_of_another": N_("Only who wrote a note changes it. Write another one."),
    "note_written_since": N_("This note was changed since, so it cannot be taken back."),
    "note_without_follow_up": N_("This note has no follow-up."),
    "follow_up_unclear": N_("After “>” comes a day: besok, lusa, 3 hari, 2 minggu, 24-11 or 24-11-2026."),
    "follow_up_past": N_("{day} has gone by. A follow-up is today or later."),
}


@dataclass(frozen=True)
class WriteNote(Command[str]):
    """Write a note from its line: letter of the kind, words, and after ``>`` the day of a follow-up."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("progress note")

    person_id: str
    line: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        typed = read_note(self.line, work.today)
        stay = last_stay(work.session, self.person_id)
        of = {"stay_id": stay.id, "person_id": self.person_id, "author_id": work.staff.account_id, "at": work.now}
        row = notes.add(work.session, of, typed)
        return Done(CHANGED, row.id, TakeBackNote(row.id), (self.person_id,), {"note_id": row.id})


@dataclass(frozen=True)
class TakeBackNote(Command[None]):
    """Take a note of one's own back that was not changed since."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("take a note back")

    note_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _own(work, self.note_id)
        if row.version != 1:
            raise Refused("note_written_since")
        person_id = row.person_id
        notes.remove(work.session, row)
        return Done(CHANGED, about=(person_id,))


@dataclass(frozen=True)
class EditNote(Edit[None]):
    """Put one's own note right; what it said before stays in the history.

    As an undo it knows for when the follow-up was meant before, and on which day it was done.
    """

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("change of a note")

    note_id: str
    kind: NoteKind = field(metadata={"audited": False})
    words: str = field(repr=False)
    follow_up_on: date | None = field(default=None, metadata={"audited": False})
    confidential: bool = field(default=False, metadata={"audited": False})
    waited: tuple[date | None, date | None] | None = field(default=None, repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        row = _own(work, self.note_id)
        before = as_shown(notes.note_of(row, ""))
        mine = {
            "kind": self.kind,
            "words": sound_words(self.words),
            "follow_up_on": self.follow_up_on,
            "confidential": self.confidential,
        }

        def words(key: str, value: Any) -> str:
            return _(NOTE_KIND_NAMES[value]) if key == "kind" else plainly(work, value)

        agreed = self.agree(work, Fields(named(LABELS), of_row(work.session, row), words), mine, before)
        if self.waited is None and agreed["follow_up_on"] not in (None, before["follow_up_on"]):
            require_follow_up(agreed["follow_up_on"], work.today)
        waited = (row.follow_up_on, row.followed_up_on)
        self._put(row, agreed)
        undo = EditNote(row.id, **before, waited=waited, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))

    def _put(self, row: CaseNoteTable, agreed: dict[str, Any]) -> None:
        """Write what was agreed; another day of the follow-up waits anew, one that comes back is as it was."""
        row.kind, row.words, row.confidential = agreed["kind"].value, agreed["words"], agreed["confidential"]
        day = agreed["follow_up_on"]
        if day != row.follow_up_on:
            came_back = self.waited is not None and self.waited[0] == day
            row.follow_up_on, row.followed_up_on = day, self.waited[1] if came_back and self.waited else None


@dataclass(frozen=True)
class FollowUpNote(Command[None]):
    """Say that a note was followed up today; or that it still waits."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("follow-up of a note")

    note_id: str
    done: bool = True
    on_day: date | None = field(default=None, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.note_id)
        if row.follow_up_on is None:
            raise Refused("note_without_follow_up")
        undo = FollowUpNote(row.id, row.followed_up_on is not None, row.followed_up_on)
        row.followed_up_on = (row.followed_up_on or self.on_day or work.today) if self.done else None
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def as_shown(note: Note) -> dict[str, Any]:
    """A note by the fields of its form."""
    return {name: getattr(note, name) for name in LABELS}


def _in_sight(work: Work, note_id: str) -> CaseNoteTable:
    row = notes.the_note(work.session, work.staff, note_id)
    require_in_sight(work.session, work.sight, row.person_id)
    return row


def _own(work: Work, note_id: str) -> CaseNoteTable:
    row = _in_sight(work, note_id)
    if row.author_id != work.staff.account_id:
        raise Refused("note_of_another")
    return row
