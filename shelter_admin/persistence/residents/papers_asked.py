"""Papers asked of offices, their answers, and who in the house lacks a NIK that nobody asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.papers_asked import LONG_DAYS, Answer, Asked, Dtsen, Lacking, Outcome, Paper, order
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents.tables import PaperChaseTable

WAITING = Outcome.WAITING.value


def _lines() -> Any:
    here = exists().where(StayTable.person_id == PersonTable.id, StayTable.leave_reason.is_(None))
    return select(PaperChaseTable, PersonTable.number, PersonTable.name, here).join(
        PersonTable, PersonTable.id == PaperChaseTable.person_id
    )


def waiting(session: Session, sight: Sight, today: date) -> list[Asked]:
    """Everything that is waited for, by office, the longest first."""
    query = in_sight(_lines().where(PaperChaseTable.outcome == WAITING), sight)
    return order(_asked(row, today) for row in session.execute(query))


def of_person(session: Session, person_id: str, today: date) -> list[Asked]:
    """Everything ever asked for one person: what is waited for first, then the newest answers."""
    query = _lines().where(PaperChaseTable.person_id == person_id)
    found = [_asked(row, today) for row in session.execute(query)]
    return sorted(found, key=lambda line: (not line.waiting, -line.asked_on.toordinal(), line.paper.value))


def named(session: Session, sight: Sight, chase_ids: Sequence[str], today: date) -> list[Asked]:
    """These alone, of people this reader sees; raises Refused ``paper_unknown`` where one of them is not there."""
    query = in_sight(_lines().where(PaperChaseTable.id.in_(chase_ids)), sight)
    found = order(_asked(row, today) for row in session.execute(query))
    if len(found) != len(set(chase_ids)):
        raise Refused("paper_unknown", field="chase_ids")
    return found


def _asked(found: Any, today: date) -> Asked:
    row, number, name, here = found
    until = row.answered_on or today
    return Asked(
        chase_id=row.id,
        person_id=row.person_id,
        number=number,
        name=name,
        here=bool(here),
        paper=Paper(row.paper),
        office=row.office,
        asked_on=row.asked_on,
        asked_by=row.asked_by,
        letter_number=row.letter_number,
        days=max(0, (until - row.asked_on).days),
        answer=answer_of(row),
    )


def answer_of(row: PaperChaseTable) -> Answer | None:
    """What was answered, None while it is waited for."""
    if row.answered_on is None:
        return None
    return Answer(
        outcome=Outcome(row.outcome),
        answered_on=row.answered_on,
        answer=row.answer,
        dtsen=Dtsen(row.dtsen) if row.dtsen else None,
        desil=row.desil,
    )


def the_paper(session: Session, chase_id: str) -> PaperChaseTable:
    """One paper asked; raises Refused ``paper_unknown``."""
    row = session.get(PaperChaseTable, chase_id)
    if row is None:
        raise Refused("paper_unknown", field="chase_id")
    return row


def is_waited_for(session: Session, person_id: str, paper: Paper) -> bool:
    """Say whether this paper is being waited for already."""
    same = (PaperChaseTable.person_id == person_id, PaperChaseTable.paper == paper.value)
    return bool(session.scalar(select(exists().where(*same, PaperChaseTable.outcome == WAITING))))


def add(session: Session, person_id: str, paper: Paper, asked: Mapping[str, Any]) -> str:
    """Write down that a paper is asked for; tells its id."""
    row = PaperChaseTable(id=new_id(), person_id=person_id, paper=paper.value, **asked)
    session.add(row)
    session.flush()
    return row.id


def put(session: Session, row: PaperChaseTable, asked: Mapping[str, Any]) -> None:
    """Write over when, of whom and by which letter it was asked."""
    for name, value in asked.items():
        setattr(row, name, value)
    session.flush()


def put_answer(session: Session, row: PaperChaseTable, answer: Answer | None) -> None:
    """Write an answer down, or take it back."""
    row.outcome = answer.outcome.value if answer else WAITING
    row.answered_on = answer.answered_on if answer else None
    row.answer = answer.answer if answer else ""
    row.dtsen = answer.dtsen.value if answer and answer.dtsen else None
    row.desil = answer.desil if answer else None
    session.flush()


def remove(session: Session, row: PaperChaseTable) -> None:
    """Take out what was written by mistake."""
    session.delete(row)
    session.flush()


def waiting_long(session: Session, sight: Sight, today: date) -> int:
    """How many papers have been waited for longer than they should."""
    query = (
        select(func.count())
        .select_from(PaperChaseTable)
        .join(PersonTable, PersonTable.id == PaperChaseTable.person_id)
        .where(PaperChaseTable.outcome == WAITING, PaperChaseTable.asked_on < today - timedelta(days=LONG_DAYS))
    )
    return session.scalar(in_sight(query, sight)) or 0


def lacking(session: Session, sight: Sight, today: date) -> list[Lacking]:
    """Who is in the house without a NIK for whom neither NIK nor KTP is waited for; the longest stay first."""
    asked = exists().where(
        PaperChaseTable.person_id == PersonTable.id,
        PaperChaseTable.outcome == WAITING,
        PaperChaseTable.paper.in_([Paper.NIK.value, Paper.KTP.value]),
    )
    query = (
        select(PersonTable.id, PersonTable.number, PersonTable.name, StayTable.admitted_on)
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(StayTable.leave_reason.is_(None), PersonTable.nik.is_(None), ~asked)
    )
    found = [
        Lacking(person_id=one, number=number, name=name, admitted_on=day, days=(today - day).days if day else None)
        for one, number, name, day in session.execute(in_sight(query, sight))
    ]
    return sorted(found, key=lambda line: (-(line.days if line.days is not None else -1), line.name.casefold()))


def sex_of(person: PersonTable) -> Sex:
    """A person's sex, as far as it is known."""
    return Sex(person.sex or "")
