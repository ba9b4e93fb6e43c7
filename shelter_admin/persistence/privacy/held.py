"""Which rows are about a person, which of them go with a destruction, and which stay with their words blanked.

What only counts (a pass, an application, a bed kept) stays without its words; what identifies, describes or treats
somebody goes. An occurrence is about several people: the part of one goes, the occurrence stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from shelter_admin.domain.privacy.retention import DESTROYED, Kind
from shelter_admin.persistence.base import Attribute, Row
from shelter_admin.persistence.beds.tables import BedBookingTable, PlacementTable
from shelter_admin.persistence.cases.conference_tables import ConferenceCaseTable, ConferenceFollowUpTable
from shelter_admin.persistence.cases.tables import (
    AssessmentTable,
    CaseGoalTable,
    CaseNoteTable,
    CaseStepTable,
    StageMoveTable,
)
from shelter_admin.persistence.departures.tables import (
    AftercareVisitTable,
    DepartureTable,
    HandoverTable,
    SavingTable,
)
from shelter_admin.persistence.duty.tables import (
    BelongingTable,
    MedicationTable,
    OccurrencePersonTable,
    StandingPermissionTable,
    VisitTable,
)
from shelter_admin.persistence.intake.tables import AdmissionTable, ApplicantRequirementTable, ApplicantTable
from shelter_admin.persistence.people.tables import (
    HealthTable,
    ImportedRowTable,
    PersonCategoryTable,
    PhotoTable,
    PossibleDoubleTable,
    StayTable,
)
from shelter_admin.persistence.presence.tables import (
    LeavePassTable,
    MissingStepTable,
    OutingTable,
    RollCallMarkTable,
)
from shelter_admin.persistence.privacy.tables import DataRequestTable, LimitationTable
from shelter_admin.persistence.readiness.tables import ReadinessCheckTable
from shelter_admin.persistence.residents.tables import (
    FindingTable,
    IdentityQualityTable,
    PaperChaseTable,
    PersonDocumentTable,
    PersonVerdictTable,
    RelativeTable,
    ResidentCardTable,
)
from shelter_admin.persistence.services.tables import ServiceTickTable
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchApplicantTable,
    ClassLeaveTable,
    CompetenceCheckTable,
    EnrolmentTable,
    FieldPracticeTable,
    GradeTable,
    PracticeDayTable,
    SelectionScoreTable,
    SubjectMarkTable,
)

Held = tuple[tuple[type[Row], Attribute], ...]

GOES: Final[Mapping[Kind, Held]] = {
    Kind.HEALTH: ((HealthTable, HealthTable.person_id), (MedicationTable, MedicationTable.person_id)),
    Kind.PHOTO: ((PhotoTable, PhotoTable.person_id),),
    Kind.CASE_FILE: (
        (HealthTable, HealthTable.person_id),
        (MedicationTable, MedicationTable.person_id),
        (PhotoTable, PhotoTable.person_id),
        (ImportedRowTable, ImportedRowTable.person_id),
        (PossibleDoubleTable, PossibleDoubleTable.first_id),
        (PossibleDoubleTable, PossibleDoubleTable.second_id),
        (PersonVerdictTable, PersonVerdictTable.first_id),
        (PersonVerdictTable, PersonVerdictTable.second_id),
        (IdentityQualityTable, IdentityQualityTable.person_id),
        (FindingTable, FindingTable.person_id),
        (RelativeTable, RelativeTable.person_id),
        (RelativeTable, RelativeTable.other_id),
        (ClassLeaveTable, ClassLeaveTable.person_id),
        (PersonDocumentTable, PersonDocumentTable.person_id),
        (PaperChaseTable, PaperChaseTable.person_id),
        (ResidentCardTable, ResidentCardTable.person_id),
        (BelongingTable, BelongingTable.person_id),
        (StandingPermissionTable, StandingPermissionTable.person_id),
        (VisitTable, VisitTable.person_id),
        (OccurrencePersonTable, OccurrencePersonTable.person_id),
        (AdmissionTable, AdmissionTable.person_id),
        (MissingStepTable, MissingStepTable.person_id),
        (AssessmentTable, AssessmentTable.person_id),
        (CaseStepTable, CaseStepTable.person_id),
        (CaseGoalTable, CaseGoalTable.person_id),
        (CaseNoteTable, CaseNoteTable.person_id),
        (StageMoveTable, StageMoveTable.person_id),
        (ConferenceFollowUpTable, ConferenceFollowUpTable.person_id),
        (ConferenceCaseTable, ConferenceCaseTable.person_id),
        (DepartureTable, DepartureTable.person_id),
    ),
}
"""The rows that a destruction of this kind takes away, in this order: what points at another goes before it."""

STAYS: Final[Held] = (
    (StayTable, StayTable.person_id),
    (PersonCategoryTable, PersonCategoryTable.person_id),
    (OutingTable, OutingTable.person_id),
    (PlacementTable, PlacementTable.person_id),
    (RollCallMarkTable, RollCallMarkTable.person_id),
    (DataRequestTable, DataRequestTable.person_id),
    (LimitationTable, LimitationTable.person_id),
    (LeavePassTable, LeavePassTable.person_id),
    (ApplicantTable, ApplicantTable.person_id),
    (BedBookingTable, BedBookingTable.person_id),
    (BatchApplicantTable, BatchApplicantTable.person_id),
    (FieldPracticeTable, FieldPracticeTable.person_id),
    (SubjectMarkTable, SubjectMarkTable.person_id),
    (CompetenceCheckTable, CompetenceCheckTable.person_id),
    (ServiceTickTable, ServiceTickTable.person_id),
    (HandoverTable, HandoverTable.person_id),
    (SavingTable, SavingTable.person_id),
    (AftercareVisitTable, AftercareVisitTable.person_id),
)
BY_PERSON: Final[Held] = (*STAYS, *GOES[Kind.CASE_FILE])
BY_STAY: Final[Held] = (
    (EnrolmentTable, EnrolmentTable.stay_id),
    (ReadinessCheckTable, ReadinessCheckTable.stay_id),
)
BY_ENROLMENT: Final[Held] = (
    (AttendanceMarkTable, AttendanceMarkTable.enrolment_id),
    (GradeTable, GradeTable.enrolment_id),
)
BY_APPLICATION: Final[Held] = ((ApplicantRequirementTable, ApplicantRequirementTable.applicant_id),)
"""What goes with somebody's application."""
NESTED: Final[tuple[tuple[type[Row], Attribute, type[Row]], ...]] = (
    (SelectionScoreTable, SelectionScoreTable.applicant_id, BatchApplicantTable),
    (PracticeDayTable, PracticeDayTable.practice_id, FieldPracticeTable),
)
"""What hangs on a row that names the person, and becomes nameless with it."""

_NO_APPLICATION: Final[Mapping[str, Any]] = {
    "name": DESTROYED,
    **dict.fromkeys(("alias", "birth_text", "origin_text", "nik_text", "source_text", "contact", "letter_number"), ""),
    **dict.fromkeys(("state_reason", "remark"), "-"),
    "needs": (),
    "priority_reasons": (),
    "category": None,
}
BLANK: Final[tuple[tuple[type[Row], Mapping[str, Any]], ...]] = (
    (StayTable, dict.fromkeys(("admitted_text", "source_text", "leave_note", "remark", "room_text"), "")),
    (OutingTable, {"destination": ""}),
    (PlacementTable, dict.fromkeys(("reason", "despite"), "")),
    (RollCallMarkTable, {"note": ""}),
    (LimitationTable, {"note": ""}),
    (
        LeavePassTable,
        dict.fromkeys(("destination", "purpose", "companion", "phone", "despite"), "") | {"decision": "-"},
    ),
    (ApplicantTable, _NO_APPLICATION),
    (BedBookingTable, {"note": ""}),
    (BatchApplicantTable, {"reason": "", "ranking": None}),
    (FieldPracticeTable, {"mentor": "", "outcome": ""}),
    (SubjectMarkTable, {"note": ""}),
    (CompetenceCheckTable, {"note": ""}),
    (ServiceTickTable, {"reason": "-", "assessment_id": None}),
    (HandoverTable, {"received_by": DESTROYED, "witness": "", "note": "", "void_reason": "-"}),
    (SavingTable, {"note": ""}),
    (AftercareVisitTable, {"visitor": "", "words": ""}),
)
"""What is put in place of the words of a row that stays."""
