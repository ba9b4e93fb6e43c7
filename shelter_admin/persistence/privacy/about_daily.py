"""What intake, family, papers and the running day hold about a person, one part per table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.documents import DOCUMENT_KIND_NAMES
from shelter_admin.domain.family import RELATION_NAMES
from shelter_admin.domain.leave_passes import PASS_STATE_NAMES
from shelter_admin.domain.papers_asked import OUTCOME_NAMES, PAPER_NAMES
from shelter_admin.domain.presence import OUTING_NAMES
from shelter_admin.domain.privacy.everything import Fact, Part, Said
from shelter_admin.domain.standing_permissions import STANDING_NAMES
from shelter_admin.domain.waiting_list import APPLICANT_STATE_NAMES
from shelter_admin.domain.words import N_
from shelter_admin.persistence.base import Attribute, Row
from shelter_admin.persistence.duty.tables import (
    BelongingTable,
    MedicationTable,
    OccurrencePersonTable,
    OccurrenceTable,
    StandingPermissionTable,
    VisitTable,
)
from shelter_admin.persistence.intake.tables import AdmissionTable, ApplicantTable
from shelter_admin.persistence.presence.tables import LeavePassTable, MissingStepTable
from shelter_admin.persistence.residents.tables import (
    FindingTable,
    PaperChaseTable,
    PersonDocumentTable,
    RelativeTable,
    ResidentCardTable,
)

Names = Mapping[Any, str] | None


@dataclass(frozen=True, slots=True)
class Told:
    """How one table is told: its title, whose rows, and each column with its heading and the names of its codes.

    A column under ``notes`` may speak of others, so it comes only where notes are asked for. ``joins`` are the tables
    that name what a row points at.
    """

    title: str
    of: Attribute
    columns: tuple[tuple[str, Any, Names], ...]
    notes: tuple[tuple[str, Any], ...] = ()
    joins: tuple[tuple[type[Row], Any], ...] = ()


TOLD: Final = (
    Told(
        N_("Applications for a place"),
        ApplicantTable.person_id,
        (
            (N_("Asked on"), ApplicantTable.asked_on, None),
            (N_("Came from"), ApplicantTable.source_text, None),
            (N_("Letter of referral"), ApplicantTable.letter_number, None),
            (N_("State"), ApplicantTable.state, APPLICANT_STATE_NAMES),
        ),
        ((N_("Why"), ApplicantTable.state_reason), (N_("Notes"), ApplicantTable.remark)),
    ),
    Told(
        N_("Papers of admission"),
        AdmissionTable.person_id,
        (
            (N_("Decree"), AdmissionTable.decree_number, None),
            (N_("Decree of"), AdmissionTable.decree_on, None),
            (N_("Contract from"), AdmissionTable.contract_from, None),
            (N_("Contract until"), AdmissionTable.contract_until, None),
            (N_("Handed over on"), AdmissionTable.handed_on, None),
            (N_("With which things"), AdmissionTable.things, None),
        ),
        ((N_("Notes"), AdmissionTable.remark),),
    ),
    Told(
        N_("Where found"),
        FindingTable.person_id,
        ((N_("Place"), FindingTable.place, None), (N_("Day"), FindingTable.found_on, None)),
    ),
    Told(
        N_("Relatives and whom to call"),
        RelativeTable.person_id,
        (
            (N_("Relation"), RelativeTable.relation, RELATION_NAMES),
            (N_("Name"), RelativeTable.name, None),
            (N_("Telephone"), RelativeTable.phone, None),
            (N_("Address"), RelativeTable.address, None),
        ),
        ((N_("Notes"), RelativeTable.note),),
    ),
    Told(
        N_("Scans of papers"),
        PersonDocumentTable.person_id,
        (
            (N_("Kind"), PersonDocumentTable.kind, DOCUMENT_KIND_NAMES),
            (N_("Number"), PersonDocumentTable.number, None),
            (N_("Of the day"), PersonDocumentTable.dated_on, None),
            (N_("Good until"), PersonDocumentTable.expires_on, None),
        ),
        ((N_("Notes"), PersonDocumentTable.note),),
    ),
    Told(
        N_("Papers asked of offices"),
        PaperChaseTable.person_id,
        (
            (N_("Which paper"), PaperChaseTable.paper, PAPER_NAMES),
            (N_("Asked on"), PaperChaseTable.asked_on, None),
            (N_("Outcome"), PaperChaseTable.outcome, OUTCOME_NAMES),
            (N_("Answered on"), PaperChaseTable.answered_on, None),
            (N_("Desil"), PaperChaseTable.desil, None),
        ),
        ((N_("Answer"), PaperChaseTable.answer),),
    ),
    Told(
        N_("Cards of residents"),
        ResidentCardTable.person_id,
        ((N_("Issued on"), ResidentCardTable.issued_on, None), (N_("Revoked on"), ResidentCardTable.revoked_at, None)),
    ),
    Told(
        N_("Leave passes given"),
        LeavePassTable.person_id,
        (
            (N_("From"), LeavePassTable.from_at, None),
            (N_("Until"), LeavePassTable.until_at, None),
            (N_("Kind"), LeavePassTable.kind, OUTING_NAMES),
            (N_("Destination"), LeavePassTable.destination, None),
            (N_("State"), LeavePassTable.state, PASS_STATE_NAMES),
        ),
        ((N_("Why"), LeavePassTable.decision),),
    ),
    Told(
        N_("Standing permissions"),
        StandingPermissionTable.person_id,
        (
            (N_("Kind"), StandingPermissionTable.kind, STANDING_NAMES),
            (N_("Place"), StandingPermissionTable.place, None),
            (N_("From"), StandingPermissionTable.from_day, None),
            (N_("Until"), StandingPermissionTable.until_day, None),
        ),
    ),
    Told(
        N_("Steps of searching"),
        MissingStepTable.person_id,
        ((N_("Missed since"), MissingStepTable.since, None), (N_("Done at"), MissingStepTable.done_at, None)),
        ((N_("Notes"), MissingStepTable.note),),
    ),
    Told(
        N_("Visits received"),
        VisitTable.person_id,
        ((N_("Came at"), VisitTable.came_at, None), (N_("Went at"), VisitTable.left_at, None)),
        ((N_("Who came"), VisitTable.visitor),),
    ),
    Told(
        N_("Medicines with their hours"),
        MedicationTable.person_id,
        (
            (N_("Name of the medicine"), MedicationTable.medicine, None),
            (N_("How much of it"), MedicationTable.dose, None),
            (N_("From"), MedicationTable.from_day, None),
            (N_("Until"), MedicationTable.until_day, None),
        ),
        ((N_("Notes"), MedicationTable.note),),
    ),
    Told(
        N_("Things in keeping"),
        BelongingTable.person_id,
        (
            (N_("What"), BelongingTable.what, None),
            (N_("How many"), BelongingTable.count, None),
            (N_("Received on"), BelongingTable.received_on, None),
            (N_("Given back on"), BelongingTable.returned_on, None),
        ),
        ((N_("Notes"), BelongingTable.note),),
    ),
)


def daily_parts(session: Session, person_id: str, *, with_notes: bool) -> tuple[Part, ...]:
    """Everything of these tables about a person, and what happened in the house in which they had part."""
    told = (part_of(session, one, person_id, with_notes=with_notes) for one in TOLD)
    return (*told, _occurrences(session, person_id, with_notes=with_notes))


def part_of(session: Session, told: Told, person_id: str, *, with_notes: bool) -> Part:
    """What one table holds about a person, in the order it was written."""
    columns = [*told.columns, *((head, column, None) for head, column in told.notes if with_notes)]
    query = select(*(column for _head, column, _names in columns)).select_from(told.of.class_)
    for table, condition in told.joins:
        query = query.outerjoin(table, condition)
    query = query.where(told.of == person_id).order_by(told.of.class_.id)
    names = [known for _head, _column, known in columns]
    rows = tuple(
        tuple(_fact(value, known) for value, known in zip(row, names, strict=True)) for row in session.execute(query)
    )
    return Part(told.title, tuple(head for head, _column, _names in columns), rows)


def _fact(value: Any, names: Names) -> Fact:
    """A code by its name, as the domain calls it; anything else as it stands."""
    if names is None or value is None:
        return value if value is None or not isinstance(value, bool) else str(value)
    known = {str(getattr(code, "value", code)): name for code, name in names.items()}
    return Said(known[value]) if value in known else str(value)


def _occurrences(session: Session, person_id: str, *, with_notes: bool) -> Part:
    """When something happened in which they had part; what is written of it may speak of others."""
    query = (
        select(OccurrenceTable.at, OccurrencePersonTable.part, OccurrenceTable.what)
        .join(OccurrencePersonTable, OccurrencePersonTable.occurrence_id == OccurrenceTable.id)
        .where(OccurrencePersonTable.person_id == person_id)
        .order_by(OccurrenceTable.at, OccurrenceTable.id)
    )
    rows = tuple((at, part, what if with_notes else None) for at, part, what in session.execute(query))
    return Part(N_("Occurrences"), (N_("When"), N_("Part in it"), N_("Notes")), rows)
