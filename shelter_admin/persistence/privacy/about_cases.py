"""What training in depth, case work, services and leaving hold about a person, one part per table."""

from __future__ import annotations

from typing import Final

from sqlalchemy import case
from sqlalchemy.orm import Session

from shelter_admin.domain.cases.instruments import OCCASION_NAMES
from shelter_admin.domain.cases.notes import NOTE_KIND_NAMES
from shelter_admin.domain.cases.plans import FIELD_NAMES
from shelter_admin.domain.cases.plans import OUTCOME_NAMES as GOAL_OUTCOME_NAMES
from shelter_admin.domain.cases.stages import STAGE_NAMES
from shelter_admin.domain.departures.arranging import RECEPTION_NAMES
from shelter_admin.domain.departures.handing import HANDED_NAMES
from shelter_admin.domain.privacy.everything import Part
from shelter_admin.domain.services.ticks import TICK_NAMES
from shelter_admin.domain.training import ATTENDANCE_NAMES
from shelter_admin.domain.training.mark_parts import PART_NAMES
from shelter_admin.domain.training.selection import STATE_NAMES
from shelter_admin.domain.words import N_
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
from shelter_admin.persistence.privacy.about_daily import Told, part_of
from shelter_admin.persistence.services.tables import ServiceTickTable
from shelter_admin.persistence.training.tables import (
    BatchApplicantTable,
    BatchTable,
    ClassLeaveTable,
    CompetenceCheckTable,
    CompetenceTable,
    FieldPracticeTable,
    PracticePlaceTable,
    SubjectMarkTable,
    SubjectTable,
)

# A confidential note is for its author and the head; whoever prints this is told that there is one, not its words.
_OPEN_WORDS: Final = case((CaseNoteTable.confidential, None), else_=CaseNoteTable.words)

TOLD: Final = (
    Told(
        N_("Assessments"),
        AssessmentTable.person_id,
        (
            (N_("Instrument"), InstrumentTable.name, None),
            (N_("Occasion"), AssessmentTable.occasion, OCCASION_NAMES),
            (N_("Day"), AssessmentTable.on_day, None),
            (N_("Score"), AssessmentTable.score, None),
            (N_("Outcome"), AssessmentTable.band, None),
        ),
        ((N_("Notes"), AssessmentTable.note),),
        ((InstrumentTable, InstrumentTable.id == AssessmentTable.instrument_id),),
    ),
    Told(
        N_("Goals of the plan"),
        CaseGoalTable.person_id,
        (
            (N_("Field of life"), CaseGoalTable.field, FIELD_NAMES),
            (N_("Goal"), CaseGoalTable.goal, None),
            (N_("Until"), CaseGoalTable.due_on, None),
            (N_("Outcome"), CaseGoalTable.outcome, GOAL_OUTCOME_NAMES),
        ),
    ),
    Told(
        N_("Steps of the plan"),
        CaseStepTable.person_id,
        (
            (N_("What"), CaseStepTable.step, None),
            (N_("Until"), CaseStepTable.due_on, None),
            (N_("Done on"), CaseStepTable.done_on, None),
        ),
    ),
    Told(
        N_("Notes of the case file"),
        CaseNoteTable.person_id,
        ((N_("When"), CaseNoteTable.at, None), (N_("Kind"), CaseNoteTable.kind, NOTE_KIND_NAMES)),
        ((N_("Notes"), _OPEN_WORDS),),
    ),
    Told(
        N_("Stages of rehabilitation"),
        StageMoveTable.person_id,
        ((N_("Stage"), StageMoveTable.stage, STAGE_NAMES), (N_("From"), StageMoveTable.from_day, None)),
        ((N_("Why"), StageMoveTable.despite),),
    ),
    Told(
        N_("Case conferences"),
        ConferenceCaseTable.person_id,
        ((N_("Day"), CaseConferenceTable.day, None),),
        ((N_("Question"), ConferenceCaseTable.question), (N_("Notes"), ConferenceCaseTable.words)),
        ((CaseConferenceTable, CaseConferenceTable.id == ConferenceCaseTable.conference_id),),
    ),
    Told(
        N_("Follow-ups of case conferences"),
        ConferenceFollowUpTable.person_id,
        (
            (N_("What"), ConferenceFollowUpTable.what, None),
            (N_("Until"), ConferenceFollowUpTable.due_on, None),
            (N_("Done on"), ConferenceFollowUpTable.done_on, None),
        ),
    ),
    Told(
        N_("Services given"),
        ServiceTickTable.person_id,
        (
            (N_("Service"), ServiceTickTable.item, None),
            (N_("State"), ServiceTickTable.state, TICK_NAMES),
            (N_("Day"), ServiceTickTable.on_day, None),
            (N_("Why"), ServiceTickTable.reason, None),
        ),
    ),
    Told(
        N_("Applications for a class"),
        BatchApplicantTable.person_id,
        (
            (N_("Class"), BatchTable.name, None),
            (N_("Asked on"), BatchApplicantTable.applied_on, None),
            (N_("State"), BatchApplicantTable.state, STATE_NAMES),
            (N_("Why"), BatchApplicantTable.reason, None),
        ),
        joins=((BatchTable, BatchTable.id == BatchApplicantTable.batch_id),),
    ),
    Told(
        N_("Leave from class"),
        ClassLeaveTable.person_id,
        (
            (N_("From"), ClassLeaveTable.from_day, None),
            (N_("Until"), ClassLeaveTable.until_day, None),
            (N_("Mark"), ClassLeaveTable.mark, ATTENDANCE_NAMES),
            (N_("Why"), ClassLeaveTable.reason, None),
        ),
    ),
    Told(
        N_("Field practice"),
        FieldPracticeTable.person_id,
        (
            (N_("Place"), PracticePlaceTable.name, None),
            (N_("From"), FieldPracticeTable.from_day, None),
            (N_("Until"), FieldPracticeTable.until_day, None),
            (N_("Mentor"), FieldPracticeTable.mentor, None),
            (N_("Outcome"), FieldPracticeTable.outcome, None),
        ),
        joins=((PracticePlaceTable, PracticePlaceTable.id == FieldPracticeTable.place_id),),
    ),
    Told(
        N_("Marks in parts"),
        SubjectMarkTable.person_id,
        (
            (N_("Subject"), SubjectTable.name, None),
            (N_("Part"), SubjectMarkTable.part, PART_NAMES),
            (N_("Attempt"), SubjectMarkTable.attempt, None),
            (N_("Mark"), SubjectMarkTable.mark, None),
            (N_("Day"), SubjectMarkTable.given_on, None),
        ),
        ((N_("Notes"), SubjectMarkTable.note),),
        ((SubjectTable, SubjectTable.id == SubjectMarkTable.subject_id),),
    ),
    Told(
        N_("Competences"),
        CompetenceCheckTable.person_id,
        (
            (N_("Competence"), CompetenceTable.name, None),
            (N_("Competent"), CompetenceCheckTable.competent, {True: N_("yes"), False: N_("not yet")}),
            (N_("Day"), CompetenceCheckTable.seen_on, None),
        ),
        ((N_("Notes"), CompetenceCheckTable.note),),
        ((CompetenceTable, CompetenceTable.id == CompetenceCheckTable.competence_id),),
    ),
    Told(
        N_("What is arranged for leaving"),
        DepartureTable.person_id,
        (
            (N_("Planned for"), DepartureTable.planned_on, None),
            (N_("Reception"), DepartureTable.reception, RECEPTION_NAMES),
            (N_("Office told on"), DepartureTable.dinsos_told_on, None),
            (N_("Plan"), DepartureTable.plan, None),
        ),
        ((N_("Who receives"), DepartureTable.receiver), (N_("Survey of the family"), DepartureTable.survey_words)),
    ),
    Told(
        N_("Handed over"),
        HandoverTable.person_id,
        (
            (N_("Kind"), HandoverTable.kind, HANDED_NAMES),
            (N_("Day"), HandoverTable.on_day, None),
            (N_("Amount (Rp)"), HandoverTable.amount, None),
            (N_("Received by"), HandoverTable.received_by, None),
        ),
        ((N_("Notes"), HandoverTable.note),),
    ),
    Told(
        N_("Savings"),
        SavingTable.person_id,
        ((N_("Day"), SavingTable.on_day, None), (N_("Amount (Rp)"), SavingTable.amount, None)),
        ((N_("Notes"), SavingTable.note),),
    ),
    Told(
        N_("Visits after leaving"),
        AftercareVisitTable.person_id,
        (
            (N_("Planned for"), AftercareVisitTable.planned_on, None),
            (N_("Visited on"), AftercareVisitTable.visited_on, None),
        ),
        ((N_("Notes"), AftercareVisitTable.words),),
    ),
)


def case_parts(session: Session, person_id: str, *, with_notes: bool) -> tuple[Part, ...]:
    """Everything of these tables about a person."""
    return tuple(part_of(session, one, person_id, with_notes=with_notes) for one in TOLD)
