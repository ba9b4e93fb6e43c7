"""What the further criteria of readiness ask for, written straight into a store; and policies of a rule or two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.readiness import HOUSE, Criterion, Rule, Scope, ScopeKind
from shelter_admin.operations.readiness import EditReadinessPolicy
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.tables import AssessmentTable, InstrumentTable
from shelter_admin.persistence.departures.tables import DepartureTable
from shelter_admin.persistence.duty.tables import OccurrencePersonTable, OccurrenceTable
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from shelter_admin.persistence.training.programs import program_named
from shelter_admin.persistence.training.tables import FieldPracticeTable, PracticeDayTable, PracticePlaceTable
from tests.operations.readiness_house import the_candidate
from tests.operations.residents_house import TODAY

HEAD = Rule(Criterion.HEAD)
TOMORROW = TODAY + timedelta(days=1)
BRAVE = Rule(Criterion.OWN, key="a", words="Percaya diri", role=Role.INSTRUKTUR)


def only(*rules, pass_percent=None, scope=HOUSE, valid_from=None):
    return EditReadinessPolicy((*rules, HEAD), valid_from, scope, pass_percent)


def of_program(house, name):
    with house.writing() as session:
        return Scope(ScopeKind.PROGRAM, program_named(session, name))


def state(house, trainee, criterion, desk=None):
    check = the_candidate(desk or house.head, trainee).check(criterion)
    assert check is not None
    return check


def a_paper(house, trainee, kind="surat_rujukan", expires_on=None):
    with house.writing() as session:
        row = PersonDocumentTable(
            id=new_id(), person_id=trainee.person_id, kind=kind, title="Surat kakak", media_type="image/png", size=1,
            sha256="0" * 64, content=b"x", expires_on=expires_on,
        )  # fmt: skip
        session.add(row)
        return row.id


def a_practice(house, trainee, days, until=TODAY):
    with house.writing() as session:
        place = PracticePlaceTable(id=new_id(), name="Bengkel Jaya")
        session.add(place)
        session.flush()
        row = FieldPracticeTable(
            id=new_id(), enrolment_id=trainee.enrolment_id, person_id=trainee.person_id, place_id=place.id,
            from_day=TODAY - timedelta(days=9), until_day=until,
        )  # fmt: skip
        session.add(row)
        session.flush()
        for back, mark in enumerate(days):
            day = TODAY - timedelta(days=back)
            session.add(PracticeDayTable(id=new_id(), practice_id=row.id, day=day, mark=mark))


def an_assessment(house, trainee, score, on_day, code="adl"):
    with house.writing() as session:
        row = session.scalars(select(InstrumentTable).where(InstrumentTable.code == code)).first()
        if row is None:
            row = InstrumentTable(id=new_id(), code=code, edition=1, name="ADL", content={})
            session.add(row)
            session.flush()
        session.add(
            AssessmentTable(
                id=new_id(), stay_id=trainee.stay_id, person_id=trainee.person_id, instrument_id=row.id,
                occasion="review", on_day=on_day, filled_by="x", answers={}, score=score,
            )
        )  # fmt: skip


def an_occurrence(house, trainee, kind, days_ago):
    with house.writing() as session:
        at = datetime(TODAY.year, TODAY.month, TODAY.day, 4, 0, tzinfo=UTC) - timedelta(days=days_ago)
        row = OccurrenceTable(id=new_id(), at=at, kind=kind.value, what="Ribut")
        session.add(row)
        session.flush()
        session.add(OccurrencePersonTable(id=new_id(), occurrence_id=row.id, person_id=trainee.person_id))


def a_departure(house, trainee, **arranged):
    with house.writing() as session:
        row = session.scalars(select(DepartureTable).where(DepartureTable.stay_id == trainee.stay_id)).first()
        if row is None:
            row = DepartureTable(id=new_id(), stay_id=trainee.stay_id, person_id=trainee.person_id)
            session.add(row)
        for name, value in arranged.items():
            setattr(row, name, value)
