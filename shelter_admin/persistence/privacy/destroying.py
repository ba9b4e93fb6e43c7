"""Destroying: what identifies and what was told goes, rows that only count stay, and a trace that never goes.

The order is the guards' own: first the person's row loses what names them, then the record and the people of it are
written, and only then does the database let old values, decisions and consents of these people be blanked. All are
one transaction. In the file the pages set free are encrypted like every other page and are written over in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from shelter_admin.domain.identity.dates import DateQuality
from shelter_admin.domain.privacy.retention import DESTROYED, Kind
from shelter_admin.persistence.base import Row, new_id, stamped
from shelter_admin.persistence.dialects.refusals import BLANKED
from shelter_admin.persistence.history import HistoryTable
from shelter_admin.persistence.intake.tables import ApplicantTable
from shelter_admin.persistence.people.tables import (
    PersonTable,
    StayTable,
)
from shelter_admin.persistence.privacy.held import BLANK, BY_APPLICATION, BY_ENROLMENT, BY_PERSON, BY_STAY, GOES, NESTED
from shelter_admin.persistence.privacy.tables import (
    ConsentTable,
    DataRequestTable,
    DestroyedPersonTable,
    DestroyedRowTable,
    DestructionTable,
)
from shelter_admin.persistence.readiness.tables import ExitDecisionTable, ReadinessCheckTable
from shelter_admin.persistence.training.tables import AttendanceMarkTable, EnrolmentTable


def counted(session: Session, kind: Kind, person_ids: list[str]) -> dict[str, int]:
    """How many rows of each kind a destruction will take away or blank, for its record."""
    taken = [*GOES[kind]]
    if kind is Kind.CASE_FILE:
        taken += [
            (ConsentTable, ConsentTable.person_id),
            (ExitDecisionTable, ExitDecisionTable.person_id),
            (DataRequestTable, DataRequestTable.person_id),
        ]
    counts = {"person": len(person_ids)} if kind is Kind.CASE_FILE else {}
    for table, column in taken:
        found = session.scalar(select(func.count()).select_from(table).where(column.in_(person_ids))) or 0
        counts[table.__tablename__] = counts.get(table.__tablename__, 0) + found
    rows = [row_id for person_id in person_ids for row_id in _rows_of(session, kind, person_id)]
    counts["history"] = session.scalar(select(func.count()).where(HistoryTable.row_id.in_(rows))) or 0
    return {name: count for name, count in counts.items() if count}


def destroy(session: Session, destruction: DestructionTable, person_ids: list[str]) -> None:
    """Destroy this kind of document of these people, with its record; see the module for the order."""
    kind = Kind(destruction.kind)
    rows = {person_id: _rows_of(session, kind, person_id) for person_id in person_ids}
    for person_id in person_ids:
        if kind is Kind.CASE_FILE:
            _blank_person(session, person_id)
        for table, column in GOES[kind]:
            session.execute(delete(table).where(column == person_id))
    session.add(destruction)
    session.flush()
    for person_id, row_ids in rows.items():
        gone = DestroyedPersonTable(
            id=new_id(), destruction_id=destruction.id, person_id=person_id, kind=destruction.kind
        )
        session.add(gone)
        session.flush()
        _note_rows(session, gone.id, row_ids)
        if kind is Kind.CASE_FILE:
            _blank_kept(session, person_id)
        _blank(session, HistoryTable, HistoryTable.row_id.in_(row_ids))


def _blank_person(session: Session, person_id: str) -> None:
    """Leave of a person what past figures count by: sex, month of birth, regency, own number."""
    person = session.get_one(PersonTable, person_id)
    leap = (person.birth_month, person.birth_day) == (2, 29)  # the one day on which a month alone counts otherwise
    exact = person.birth_quality == DateQuality.EXACT.value and not leap
    nameless: dict[str, Any] = {
        "name": DESTROYED,
        **dict.fromkeys(("alias", "sound", "birth_text", "birth_place", "origin_text", "nik_text", "features"), ""),
        **dict.fromkeys(("nik", "identity_status"), None),
        "nik_quality": "missing",
        "birth_day": person.birth_day if leap else None,
        "birth_quality": DateQuality.MONTH.value if exact else person.birth_quality,
    }
    session.expunge(person)
    session.execute(update(PersonTable).where(PersonTable.id == person_id).values(nameless))
    applications = select(ApplicantTable.id).where(ApplicantTable.person_id == person_id)
    for table, column in BY_APPLICATION:
        session.execute(delete(table).where(column.in_(applications)))
    for table, values in BLANK:
        person_column = table.__table__.c.person_id
        session.execute(update(table).where(person_column == person_id).values(dict(values)))
    stays = select(StayTable.id).where(StayTable.person_id == person_id)
    places = select(EnrolmentTable.id).where(EnrolmentTable.stay_id.in_(stays))
    checks = update(ReadinessCheckTable).where(ReadinessCheckTable.stay_id.in_(stays))
    session.execute(checks.values(note="", document_id=None))
    session.execute(update(AttendanceMarkTable).where(AttendanceMarkTable.enrolment_id.in_(places)).values(note=""))


def _blank_kept(session: Session, person_id: str) -> None:
    for table, column in (
        (ExitDecisionTable, ExitDecisionTable.person_id),
        (ConsentTable, ConsentTable.person_id),
        (DataRequestTable, DataRequestTable.person_id),
    ):
        _blank(session, table, column == person_id)


def _blank(session: Session, table: Any, which: Any) -> None:
    """Put in place what the database lets a destruction put there, and nothing else."""
    becomes = BLANKED[table.__tablename__].becomes
    values: dict[str, Any] = {name: {} if value == "{}" else value for name, value in becomes.items()}
    session.execute(update(table).where(which).values(values), execution_options={"synchronize_session": False})


def _note_rows(session: Session, destroyed_id: str, row_ids: list[str]) -> None:
    rows = [stamped(session, destroyed_id=destroyed_id, row_id=row_id) for row_id in row_ids]
    if rows:
        session.execute(DestroyedRowTable.__table__.insert(), rows)  # type: ignore[attr-defined]


def _rows_of(session: Session, kind: Kind, person_id: str) -> list[str]:
    """Every row about a person, there or gone, that the history holds old values of."""
    if kind is not Kind.CASE_FILE:
        there: set[str] = set()
        for table, column in GOES[kind]:
            there |= set(session.scalars(select(_id(table)).where(column == person_id)))
            there |= _gone(session, person_id, _Held(), table.__tablename__)
        return sorted(there)
    ids = {person_id}
    for table, column in BY_PERSON:
        ids |= set(session.scalars(select(_id(table)).where(column == person_id)))
    stays = list(session.scalars(select(StayTable.id).where(StayTable.person_id == person_id)))
    for table, column in BY_STAY:
        ids |= set(session.scalars(select(_id(table)).where(column.in_(stays))))
    places = list(session.scalars(select(EnrolmentTable.id).where(EnrolmentTable.stay_id.in_(stays))))
    applications = list(session.scalars(select(ApplicantTable.id).where(ApplicantTable.person_id == person_id)))
    for table, column in BY_APPLICATION:
        ids |= set(session.scalars(select(_id(table)).where(column.in_(applications))))
    for table, column in BY_ENROLMENT:
        ids |= set(session.scalars(select(_id(table)).where(column.in_(places))))
    for table, column, parent in NESTED:
        ids |= set(session.scalars(select(_id(table)).where(column.in_(_of_person(parent, person_id)))))
    ids |= _gone(session, person_id, _Held(stays, places, applications), None)
    known = select(HistoryTable.row_id).where(HistoryTable.row_id.in_(sorted(ids))).distinct()
    return sorted(session.scalars(known))


class _Held(NamedTuple):
    """What of a person other rows hang on."""

    stays: Sequence[str] = ()
    places: Sequence[str] = ()
    applications: Sequence[str] = ()


def _gone(session: Session, person_id: str, held: _Held, table: str | None) -> set[str]:
    """Rows taken away earlier that were about this person: their last values say so."""
    old = HistoryTable.old
    about = or_(
        old["person_id"].as_string() == person_id,
        old["stay_id"].as_string().in_(held.stays),
        old["enrolment_id"].as_string().in_(held.places),
        old["applicant_id"].as_string().in_(held.applications),
        old["first_id"].as_string() == person_id,
        old["second_id"].as_string() == person_id,
        old["other_id"].as_string() == person_id,
    )
    query = select(HistoryTable.row_id).where(HistoryTable.gone.is_(True), about)
    return set(session.scalars(query if table is None else query.where(HistoryTable.table_name == table)))


def _id(table: type[Row]) -> Any:
    return table.id


def _of_person(table: type[Row], person_id: str) -> Any:
    return select(table.id).where(table.__table__.c.person_id == person_id)
