"""Progress notes in the store. The one place that decides whose a confidential note is to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from shelter_admin.domain.accounts import Role, Staff
from shelter_admin.domain.cases.notes import EarlierWords, Note, NoteKind, TypedNote, sees_confidential
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.tables import CaseNoteTable
from shelter_admin.persistence.history import HistoryLine, history_of


def open_to(staff: Staff) -> ColumnElement[bool]:
    """Say in SQL which notes this member of staff may read: a confidential one is for its author and the head alone."""
    if Role.KEPALA in staff.roles:
        return true()
    return or_(CaseNoteTable.confidential.is_(False), CaseNoteTable.author_id == staff.account_id)


def notes_of(session: Session, staff: Staff, person_id: str) -> tuple[Note, ...]:
    """The notes about a person that this member of staff may read, the newest first, with what each said before."""
    mine = (CaseNoteTable.person_id == person_id, open_to(staff))
    query = select(CaseNoteTable).where(*mine).order_by(CaseNoteTable.at.desc(), CaseNoteTable.id.desc())
    names = names_of_accounts(session)
    changes: dict[str, list[HistoryLine]] = {}
    for line in history_of(session, select(CaseNoteTable.id).where(*mine)):
        changes.setdefault(line.row_id, []).append(line)
    return tuple(
        replace(
            note_of(row, names.get(row.author_id, "")), earlier=_earlier(staff, row, changes.get(row.id, ()), names)
        )
        for row in session.scalars(query)
    )


def _earlier(
    staff: Staff, row: CaseNoteTable, changes: Sequence[HistoryLine], names: Mapping[str, str]
) -> tuple[EarlierWords, ...]:
    """What a note said before, the latest first; words kept confidential while they stood stay so."""
    found, confidential = [], row.confidential
    for line in changes:
        confidential = bool(line.old.get("confidential", confidential))
        if "words" in line.old and (not confidential or sees_confidential(staff, row.author_id)):
            found.append(EarlierWords(line.old["words"], line.at, names.get(line.by, "")))
    return tuple(found)


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
