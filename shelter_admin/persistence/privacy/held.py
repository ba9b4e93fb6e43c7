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
from shelter_admin.persistence.training.tables import AttendanceMarkTable, EnrolmentTable, GradeTable

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
        (PersonDocumentTable, PersonDocumentTable.person_id),
        (PaperChaseTable, PaperChaseTable.person_id),
        (ResidentCardTable, ResidentCardTable.person_id),
        (BelongingTable, BelongingTable.person_id),
        (StandingPermissionTable, StandingPermissionTable.person_id),
        (VisitTable, VisitTable.person_id),
        (OccurrencePersonTable, OccurrencePersonTable.person_id),
        (AdmissionTable, AdmissionTable.person_id),
        (MissingStepTable, MissingStepTable.person_id),
    ),
}
"""The rows that a destruction of this kind takes away."""

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
)
"""What is put in place of the words of a row that stays."""
