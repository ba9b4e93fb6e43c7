"""One row about a person in every table of training, case work and leaving."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from shelter_admin.persistence.accounts import AccountTable
from shelter_admin.persistence.base import Row
from shelter_admin.persistence.cases.conference_tables import (
    CaseConferenceTable,
    ConferenceCaseTable,
    ConferenceFollowUpTable,
)
from shelter_admin.persistence.cases.tables import (
    AssessmentTable,
    CaseGoalTable,
    CaseNoteTable,
    CaseStepTable,
    InstrumentTable,
    StageMoveTable,
)
from shelter_admin.persistence.departures.tables import (
    AftercareVisitTable,
    DepartureTable,
    HandoverTable,
    SavingTable,
)
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from shelter_admin.persistence.services.tables import ServiceTickTable
from shelter_admin.persistence.training.tables import (
    BatchApplicantTable,
    BatchTable,
    ClassLeaveTable,
    CompetenceCheckTable,
    CompetenceTable,
    EnrolmentTable,
    FieldPracticeTable,
    PracticeDayTable,
    PracticePlaceTable,
    ProgramTable,
    SelectionCriterionTable,
    SelectionScoreTable,
    SubjectMarkTable,
    SubjectTable,
)


def rows_of_cases(
    session: Session, person_id: str, stay_id: str, document: PersonDocumentTable, now: datetime
) -> list[Row]:
    """The rows, with what they need written first."""
    staying: dict[str, Any] = {"person_id": person_id, "stay_id": stay_id}
    return [
        *_rows_of_training(session, staying, document, now.date()),
        *_rows_of_case_work(session, staying, now),
        *_rows_of_leaving(session, staying, now.date()),
    ]


def _rows_of_training(session: Session, staying: dict[str, Any], document: PersonDocumentTable, day: date) -> list[Row]:
    program, place = ProgramTable(name="Rahasia Las"), PracticePlaceTable(name="Bengkel Uji")
    _put(session, program, place)
    subject = SubjectTable(program_id=program.id, position=1, name="Dasar")
    competence = CompetenceTable(program_id=program.id, position=1, name="Mengelas")
    batch = BatchTable(program_id=program.id, name="Uji")
    _put(session, subject, competence, batch)
    enrolment = EnrolmentTable(stay_id=staying["stay_id"], program_id=program.id, batch_id=batch.id)
    criterion = SelectionCriterionTable(batch_id=batch.id, position=1, name="Minat")
    applied = BatchApplicantTable(**staying, batch_id=batch.id, applied_on=day)
    _put(session, enrolment, criterion, applied)
    training: dict[str, Any] = {"person_id": staying["person_id"], "enrolment_id": enrolment.id}
    practice = FieldPracticeTable(**training, place_id=place.id, from_day=day, until_day=day)
    _put(session, practice)
    return [
        applied,
        practice,
        SelectionScoreTable(applicant_id=applied.id, criterion_id=criterion.id, score=50),
        PracticeDayTable(practice_id=practice.id, day=day, mark="H"),
        ClassLeaveTable(**training, from_day=day, until_day=day, mark="S", document_id=document.id),
        SubjectMarkTable(**training, subject_id=subject.id, part="theory", mark=80, given_on=day),
        CompetenceCheckTable(**training, competence_id=competence.id, competent=True, seen_on=day),
    ]


def _rows_of_case_work(session: Session, staying: dict[str, Any], now: datetime) -> list[Row]:
    day, about = now.date(), {"person_id": staying["person_id"]}
    author = session.query(AccountTable).first()
    assert author is not None
    instrument = InstrumentTable(code="UJI", edition=1, name="Uji", content={})
    conference = CaseConferenceTable(day=day)
    _put(session, instrument, conference)
    assessment = AssessmentTable(
        **staying, instrument_id=instrument.id, occasion="entry", on_day=day, filled_by="kepala", answers={}
    )
    goal = CaseGoalTable(**staying, position=1, field="work", goal="-", set_on=day)
    case = ConferenceCaseTable(**staying, conference_id=conference.id, position=1, purpose="exit")
    _put(session, assessment, goal, case)
    tick: dict[str, Any] = {"item": "UJI", "year": day.year, "state": "not_needed", "on_day": day, "reason": "-"}
    return [
        assessment,
        goal,
        case,
        CaseStepTable(**about, goal_id=goal.id, position=1, step="-"),
        CaseNoteTable(**staying, author_id=author.id, at=now, kind="other", words="-"),
        StageMoveTable(**staying, stage="planning", from_day=day, found={}),
        ConferenceFollowUpTable(**about, case_id=case.id, what="-"),
        ServiceTickTable(**staying, **tick, assessment_id=assessment.id),
    ]


def _rows_of_leaving(session: Session, staying: dict[str, Any], day: date) -> list[Row]:
    handed = HandoverTable(**staying, kind="tools", on_day=day, given_by="kepala", received_by="-")
    _put(session, handed)
    return [
        handed,
        DepartureTable(**staying),
        SavingTable(**staying, on_day=day, amount=5000, handover_id=handed.id),
        AftercareVisitTable(**staying, planned_on=day),
    ]


def _put(session: Session, *rows: Row) -> None:
    """Write rows that others need."""
    session.add_all(rows)
    session.flush()
