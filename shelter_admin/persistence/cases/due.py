"""What case work asks for in the whole house: each list in one statement, the people in this reader's sight alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.accounts import Role, Staff
from shelter_admin.domain.cases.assessments import Progress
from shelter_admin.domain.cases.due import DueKind, DueLine
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.cases.stages import Stage
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.cases import notes, stages
from shelter_admin.persistence.cases.tables import (
    AssessmentTable,
    CaseGoalTable,
    CaseNoteTable,
    CaseStepTable,
    InstrumentTable,
    StageMoveTable,
)
from shelter_admin.persistence.dialects import EMBEDDED, STAYS_NOW
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable

AFTER_DAYS: Final = 400
"""How long after aftercare began an assessment is still asked for."""
Filled = Mapping[str, Mapping[str, list[tuple[Occasion, date]]]]


@dataclass(frozen=True, slots=True)
class Underway:
    """Somebody with a stay that case work looks at."""

    person_id: str
    stay_id: str
    number: str
    name: str
    progress: Progress


def underway(session: Session, sight: Sight, today: date, person_id: str | None = None) -> tuple[Underway, ...]:
    """Everybody in the house, and who is in aftercare, with the stage they are in."""
    here = _stays().where(StayTable.leave_reason.is_(None)).with_hint(StayTable, STAYS_NOW, EMBEDDED)
    lately = StageMoveTable.from_day >= today - timedelta(days=AFTER_DAYS)
    cared_for = select(StageMoveTable.stay_id).where(StageMoveTable.stage == Stage.AFTERCARE.value, lately)
    gone = _stays().where(
        StayTable.id.in_(list(session.scalars(cared_for))),
        StageMoveTable.stage == Stage.AFTERCARE.value,
        StayTable.leave_reason.is_not(None),
    )
    found: list[Underway] = []
    for query in (here, gone):
        asked = query if person_id is None else query.where(StayTable.person_id == person_id)
        found += [_underway(row) for row in session.execute(in_sight(asked, sight))]
    return tuple(found)


def _stays() -> Select[*tuple[Any, ...]]:
    return (
        select(
            PersonTable.id.label("person_id"),
            StayTable.id.label("stay_id"),
            PersonTable.number,
            PersonTable.name,
            StayTable.admitted_on,
            StayTable.left_on,
            StayTable.leave_reason,
            StageMoveTable.stage,
            StageMoveTable.from_day,
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .outerjoin(StageMoveTable, stages.is_newest())
    )


def _underway(row: Any) -> Underway:
    stage = Stage(row.stage) if row.stage else Stage.REGISTRATION
    progress = Progress(row.admitted_on, row.left_on, row.leave_reason is not None, stage, row.from_day)
    return Underway(row.person_id, row.stay_id, row.number, row.name, progress)


def filled(session: Session, stay_ids: list[str]) -> Filled:
    """When which instrument was filled on which occasion last, by stay and code."""
    query = (
        select(
            AssessmentTable.stay_id, InstrumentTable.code, AssessmentTable.occasion, func.max(AssessmentTable.on_day)
        )
        .join(InstrumentTable, InstrumentTable.id == AssessmentTable.instrument_id)
        .where(AssessmentTable.stay_id.in_(stay_ids))
        .group_by(AssessmentTable.stay_id, InstrumentTable.code, AssessmentTable.occasion)
    )
    found: dict[str, dict[str, list[tuple[Occasion, date]]]] = defaultdict(lambda: defaultdict(list))
    for stay_id, code, occasion, on_day in session.execute(query):
        found[stay_id][code].append((Occasion(occasion), on_day))
    return found


def steps_due(session: Session, sight: Sight, until: date) -> list[DueLine]:
    """Steps of running plans that are not done and due by a day."""
    query = (
        select(
            CaseStepTable.id,
            CaseStepTable.step,
            CaseStepTable.who,
            CaseStepTable.account_id,
            CaseStepTable.due_on,
            PersonTable.id.label("person_id"),
            PersonTable.number,
            PersonTable.name,
        )
        .join(CaseGoalTable, CaseGoalTable.id == CaseStepTable.goal_id)
        .join(StayTable, StayTable.id == CaseGoalTable.stay_id)
        .join(PersonTable, PersonTable.id == CaseStepTable.person_id)
        .where(
            CaseStepTable.due_on <= until,
            CaseStepTable.done_on.is_(None),
            CaseGoalTable.closed_on.is_(None),
            StayTable.leave_reason.is_(None),
        )
    )
    names = names_of_accounts(session)
    return [
        DueLine(
            DueKind.STEP,
            row.id,
            row.person_id,
            row.number,
            row.name,
            row.step,
            row.due_on,
            None if row.account_id or row.who else Role.PEKERJA_SOSIAL,
            row.account_id,
            names.get(row.account_id or "", "") or row.who,
        )
        for row in session.execute(in_sight(query, sight))
    ]


def follow_ups_due(session: Session, sight: Sight, staff: Staff, until: date) -> list[DueLine]:
    """Follow-ups of notes this member of staff may read that are due by a day; each is its author's turn."""
    query = (
        select(
            CaseNoteTable.id,
            CaseNoteTable.words,
            CaseNoteTable.author_id,
            CaseNoteTable.follow_up_on,
            PersonTable.id.label("person_id"),
            PersonTable.number,
            PersonTable.name,
        )
        .join(PersonTable, PersonTable.id == CaseNoteTable.person_id)
        .where(
            CaseNoteTable.follow_up_on <= until,
            CaseNoteTable.followed_up_on.is_(None),
            notes.open_to(staff),
        )
    )
    names = names_of_accounts(session)
    return [
        DueLine(
            DueKind.FOLLOW_UP,
            row.id,
            row.person_id,
            row.number,
            row.name,
            row.words,
            row.follow_up_on,
            None,
            row.author_id,
            names.get(row.author_id, ""),
        )
        for row in session.execute(in_sight(query, sight))
    ]
