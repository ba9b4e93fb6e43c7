"""One row about a person in every table of training, case work and leaving."""

from __future__ import annotations

from datetime import datetime
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
    day = now.date()
    staying: dict[str, Any] = {"person_id": person_id, "stay_id": stay_id}
    author = session.query(AccountTable).first()
    assert author is not None
    program = ProgramTable(name="Rahasia Las")
    instrument = InstrumentTable(code="UJI", edition=1, name="Uji", content={})
    conference = CaseConferenceTable(day=day)
    place = PracticePlaceTable(name="Bengkel Uji")
    session.add_all([program, instrument, conference, place])
    session.flush()
    subject = SubjectTable(program_id=program.id, position=1, name="Dasar")
    competence = CompetenceTable(program_id=program.id, position=1, name="Mengelas")
    batch = BatchTable(program_id=program.id, name="Uji")
    session.add_all([subject, competence, batch])
    session.flush()
    enrolment = EnrolmentTable(stay_id=stay_id, program_id=program.id, batch_id=batch.id)
    criterion = SelectionCriterionTable(batch_id=batch.id, position=1, name="Minat")
    assessment = AssessmentTable(
        **staying, instrument_id=instrument.id, occasion="entry", on_day=day, filled_by="kepala", answers={}
    )
    goal = CaseGoalTable(**staying, position=1, field="work", goal="-", set_on=day)
    case = ConferenceCaseTable(**staying, conference_id=conference.id, position=1, purpose="exit")
    handed = HandoverTable(**staying, kind="tools", on_day=day, given_by="kepala", received_by="-")
    session.add_all([enrolment, criterion, assessment, goal, case, handed])
    session.flush()
    applied = BatchApplicantTable(**staying, batch_id=batch.id, applied_on=day)
    training: dict[str, Any] = {"person_id": person_id, "enrolment_id": enrolment.id}
    practice = FieldPracticeTable(**training, place_id=place.id, from_day=day, until_day=day)
    session.add_all([applied, practice])
    session.flush()
    return [
        assessment,
        goal,
        case,
        handed,
        applied,
        practice,
        SelectionScoreTable(applicant_id=applied.id, criterion_id=criterion.id, score=50),
        PracticeDayTable(practice_id=practice.id, day=day, mark="H"),
        ClassLeaveTable(**training, from_day=day, until_day=day, mark="S", document_id=document.id),
        SubjectMarkTable(**training, subject_id=subject.id, part="theory", mark=80, given_on=day),
        CompetenceCheckTable(**training, competence_id=competence.id, competent=True, seen_on=day),
        CaseStepTable(person_id=person_id, goal_id=goal.id, position=1, step="-"),
        CaseNoteTable(**staying, author_id=author.id, at=now, kind="other", words="-"),
        StageMoveTable(**staying, stage="planning", from_day=day, found={}),
        ConferenceFollowUpTable(person_id=person_id, case_id=case.id, what="-"),
        ServiceTickTable(
            **staying,
            item="UJI",
            year=day.year,
            state="not_needed",
            on_day=day,
            reason="-",
            assessment_id=assessment.id,
        ),
        DepartureTable(**staying),
        SavingTable(**staying, on_day=day, amount=5000, handover_id=handed.id),
        AftercareVisitTable(**staying, planned_on=day),
    ]
