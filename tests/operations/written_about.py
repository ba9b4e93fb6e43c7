"""One row about a person in every table that later parts of the house fill, each with the same secret words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from shelter_admin.persistence.base import Row
from shelter_admin.persistence.beds.tables import BedBookingTable
from shelter_admin.persistence.cases.conference_tables import ConferenceCaseTable
from shelter_admin.persistence.duty.tables import (
    BelongingTable,
    MedicationTable,
    OccurrencePersonTable,
    OccurrenceTable,
    StandingPermissionTable,
    VisitTable,
)
from shelter_admin.persistence.intake.tables import AdmissionTable, ApplicantRequirementTable, ApplicantTable
from shelter_admin.persistence.presence.tables import LeavePassTable, MissingStepTable
from shelter_admin.persistence.residents.tables import (
    FindingTable,
    IdentityQualityTable,
    PaperChaseTable,
    PersonDocumentTable,
    PersonVerdictTable,
    RelativeTable,
    ResidentCardTable,
)
from shelter_admin.persistence.training.tables import SubjectMarkTable
from tests.operations.written_about_cases import rows_of_cases

SECRET = "kata rahasia"
CODES = {(ConferenceCaseTable, "purpose"), (MissingStepTable, "step"), (SubjectMarkTable, "part")}
CHANGED = "diganti kemudian"


def write_about(session: Session, person_id: str, other_id: str, stay_id: str, bed_id: str, now: datetime) -> list[Row]:
    """Write the rows; to be changed by ``change_words`` in another act, so that the history holds the words too."""
    day = now.date()
    application = ApplicantTable(name=SECRET, asked_on=day, state_on=day, state="admitted", person_id=person_id)
    happened = OccurrenceTable(at=now, kind="fight", what="-")
    session.add_all([application, happened])
    session.flush()
    first, second = sorted((person_id, other_id))
    about: dict[str, Any] = {"person_id": person_id}
    staying: dict[str, Any] = {**about, "stay_id": stay_id}
    scan = PersonDocumentTable(
        **about, kind="KTP", media_type="image/png", size=1, sha256="00", content=b"kata rahasia"
    )
    session.add(scan)
    session.flush()
    rows: list[Row] = [
        application,
        ApplicantRequirementTable(applicant_id=application.id, requirement="ktp", state="there"),
        AdmissionTable(**staying),
        IdentityQualityTable(**about, field="name", quality="alias"),
        FindingTable(**about),
        PersonVerdictTable(first_id=first, second_id=second, verdict="different"),
        RelativeTable(**about, name=SECRET, relation="ibu"),
        RelativeTable(person_id=other_id, other_id=person_id, relation="anak"),
        scan,
        PaperChaseTable(**about, paper="KTP", asked_on=day, asked_by="kepala"),
        ResidentCardTable(**about, code=SECRET, issued_on=day),
        OccurrencePersonTable(**about, occurrence_id=happened.id),
        BedBookingTable(**about, bed_id=bed_id, from_night=day, until_night=day + timedelta(days=1)),
        *_rows_of_duty(person_id, stay_id, now),
        *rows_of_cases(session, person_id, stay_id, scan, now),
    ]
    for row in rows:
        _fill(row, SECRET)
    session.add_all(rows)
    session.flush()
    return rows


def _rows_of_duty(person_id: str, stay_id: str, now: datetime) -> list[Row]:
    """What the shifts write: things kept, medicine, visits, leave, who is missing."""
    day = now.date()
    about: dict[str, Any] = {"person_id": person_id}
    staying: dict[str, Any] = {**about, "stay_id": stay_id}
    return [
        BelongingTable(**about, what=SECRET, received_on=day),
        MedicationTable(**about, medicine=SECRET, from_day=day),
        StandingPermissionTable(
            **staying, kind="work", weekdays="12345", leaves_at="07:00", back_at="17:00", from_day=day
        ),
        VisitTable(**about, visitor=SECRET, came_at=now),
        MissingStepTable(**staying, since=day, step="searched", done_at=now, done_by="kepala"),
        LeavePassTable(
            **staying, kind="C", from_at=now, until_at=now + timedelta(days=1), asked_by="kepala", asked_at=now
        ),
    ]


def change_words(session: Session, rows: list[Row]) -> None:
    """Put other words in place of the secret ones, as a correction would."""
    for row in rows:
        _fill(session.get_one(type(row), row.id), CHANGED)


def _fill(row: Row, words: str) -> None:
    """Put words wherever a row takes any: what is free text or a list of texts."""
    for name in (
        "alias", "birth_text", "origin_text", "nik_text", "source_text", "contact", "letter_number", "state_reason",
        "remark", "note", "decree_number", "signed_by", "handed_by", "handed_office", "received_by", "things", "place",
        "found_text", "found_by", "name", "phone", "address", "title", "number", "office", "answer", "what",
        "kept_where", "returned_to", "medicine", "dose", "carer_note", "visitor", "part", "destination", "purpose",
        "companion", "decision", "despite", "reason", "mentor", "goal", "step", "words", "question",
        "receiver", "receiver_relation", "receiver_address", "receiver_phone", "surveyed_by", "survey_words", "plan",
        "witness", "band", "void_reason",
    ):  # fmt: skip
        if name in row.__mapper__.column_attrs and (type(row), name) not in CODES:
            setattr(row, name, words)
    for name in ("answers", "found", "snapshot", "ranking"):
        if name in row.__mapper__.column_attrs:
            setattr(row, name, {"kata": words})
    for name in ("needs", "priority_reasons"):
        if name in row.__mapper__.column_attrs:
            setattr(row, name, [words])


def tables_written(rows: list[Row]) -> set[str]:
    """The names of the tables that were written to."""
    return {row.__tablename__ for row in rows}
