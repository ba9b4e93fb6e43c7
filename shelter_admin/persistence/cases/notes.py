"""Progress notes in the store. The one place that decides whose a confidential note is to read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from shelter_admin.domain.accounts import Role, Staff
from shelter_admin.domain.cases.notes import Note, NoteKind, TypedNote, sees_confidential
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.tables import CaseNoteTable


def open_to(staff: Staff) -> ColumnElement[bool]:
    """Say in SQL which notes this member of staff may read: a confidential one is for its author and the head alone."""
    if Role.KEPALA in staff.roles:
        return true()
    return or_(CaseNoteTable.confidential.is_(False), CaseNoteTable.author_id == staff.account_id)


def notes_of(session: Session, staff: Staff, person_id: str) -> tuple[Note, ...]:
    """The notes about a person that this member of staff may read, the newest first."""
    query = (
        select(CaseNoteTable)
        .where(CaseNoteTable.person_id == person_id, open_to(staff))
        .order_by(CaseNoteTable.at.desc(), CaseNoteTable.id.desc())
    )
    names = names_of_accounts(session)
    return tuple(note_of(row, names.get(row.author_id, "")) for row in session.scalars(query))


def note_of(row: CaseNoteTable, author: str) -> Note:
    """A note as it is written."""
    return Note(
        row.id,
        row.stay_id,
        NoteKind(row.kind),
        row.words,
        row.at,
        row.author_id,
        author,
        row.follow_up_on,
        row.followed_up_on,
        row.confidential,
    )


def the_note(session: Session, staff: Staff, note_id: str) -> CaseNoteTable:
    """Load a note this member of staff may read; raises Refused ``note_unknown`` for any other as for none."""
    row = session.get(CaseNoteTable, note_id)
    if row is None or (row.confidential and not sees_confidential(staff, row.author_id)):
        raise Refused("note_unknown")
    return row


def add(session: Session, of: dict[str, Any], typed: TypedNote) -> CaseNoteTable:
    """Write a note down; ``of`` names stay, person, author and the moment."""
    row = CaseNoteTable(
        id=new_id(),
        **of,
        kind=typed.kind.value,
        words=typed.words,
        follow_up_on=typed.follow_up_on,
        confidential=typed.confidential,
    )
    session.add(row)
    session.flush()
    return row


def remove(session: Session, row: CaseNoteTable) -> None:
    """Take a note away."""
    session.delete(row)
    session.flush()
