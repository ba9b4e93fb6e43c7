"""What was issued, decided or sent stays as it was: the database itself refuses, whatever a program does."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.certificates.tables import (
    CertificatePaperTable,
    CertificateReprintTable,
    CertificateTable,
    SigningKeyTable,
)
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.returns.tables import MonthlyReturnTable
from shelter_admin.persistence.training.programs import program_named, standing_batch
from shelter_admin.persistence.training.tables import EnrolmentTable
from tests.people import a_desk

DAY = date(2026, 11, 21)


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


def acting(desk):
    return desk.store.acting(Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Test", "typing error"))


def a_certificate(enrolment_id, person_id, key_id, serial=1, **more):
    values = {
        "id": new_id(),
        "enrolment_id": enrolment_id,
        "person_id": person_id,
        "key_id": key_id,
        "year": 2026,
        "serial": serial,
        "number": f"400.9/{serial:03}/PSHM/XI/2026",
        "issued_on": DAY,
        "name": "Siti Aminah",
        "program": "Menjahit",
        "hours": 412,
        "mark": 84.5,
        "predikat": "Memuaskan",
        "code": "code",
        "fingerprint": "K7Q29FHDXM4T",
        "pdf_sha256": "00",
    }
    return CertificateTable(**{**values, **more})


def a_decision(desk, decision_id, stay_id, person_id):
    return ExitDecisionTable(
        id=decision_id,
        stay_id=stay_id,
        person_id=person_id,
        ready=True,
        reason="ready",
        decided_on=DAY,
        decided_by=desk.staff.account_id,
        snapshot={},
    )


def a_month(desk, return_id):
    by = desk.staff.account_id
    return MonthlyReturnTable(id=return_id, period="2026-10", version_no=1, figures={}, sent_on=DAY, sent_by=by)


@pytest.fixture
def issued(desk):
    """One issued certificate with paper and reprint, one decision, one month sent; the ids by table."""
    person, stay, enrolment, key, certificate = (new_id() for _row in range(5))
    with acting(desk) as session:
        session.add(PersonTable(id=person, number="2026-0001", name="Siti Aminah"))
        session.flush()
        session.add(StayTable(id=stay, person_id=person, admitted_on=DAY))
        program = program_named(session, "Menjahit")
        session.flush()
        batch = standing_batch(session, program)
        session.add(EnrolmentTable(id=enrolment, stay_id=stay, program_id=program, batch_id=batch))
        session.add(SigningKeyTable(id=key, public_key=b"p", secret_key=b"s", made_at=desk.now))
        session.flush()
        session.add(a_certificate(enrolment, person, key, id=certificate))
        session.flush()
        paper, reprint, decision, month = (new_id() for _row in range(4))
        session.add(CertificatePaperTable(id=paper, certificate_id=certificate, content=b"%PDF"))
        session.add(CertificateReprintTable(id=reprint, certificate_id=certificate, reason="wet"))
        session.add_all([a_decision(desk, decision, stay, person), a_month(desk, month)])
    return {
        "certificate": certificate,
        "certificate_paper": paper,
        "certificate_reprint": reprint,
        "exit_decision": decision,
        "monthly_return": month,
        "signing_key": key,
        "enrolment": enrolment,
        "person": person,
    }


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("certificate", "name = 'Siti Aminah Binti Umar'"),
        ("certificate", "mark = 95"),
        ("certificate", "number = '400.9/999/PSHM/XI/2026'"),
        ("certificate", "code = 'another'"),
        ("certificate_paper", "content = 'another'"),
        ("certificate_reprint", "reason = 'another'"),
        ("exit_decision", "ready = NOT ready"),
        ("monthly_return", "figures = '[]'"),
        ("signing_key", "secret_key = 'another'"),
    ],
)
def test_that_what_was_issued_decided_or_sent_is_never_edited(desk, issued, table, change):
    statement = f"UPDATE {table} SET {change} WHERE id = :id"
    with pytest.raises(Refused) as caught, acting(desk) as session:
        session.execute(text(statement), {"id": issued[table]})
    assert caught.value.code in {"append_only", "certificate_issued"}


@pytest.mark.parametrize(
    "table",
    ["certificate", "certificate_paper", "certificate_reprint", "exit_decision", "monthly_return", "signing_key"],
)
def test_that_what_was_issued_decided_or_sent_is_never_deleted(desk, issued, table):
    with pytest.raises(Refused), acting(desk) as session:
        session.execute(text(f"DELETE FROM {table} WHERE id = :id"), {"id": issued[table]})


@pytest.mark.embedded("only the file knows INSERT OR REPLACE; see test_on_server")
@pytest.mark.parametrize(
    "table",
    ["certificate", "certificate_paper", "certificate_reprint", "exit_decision", "monthly_return", "signing_key"],
)
def test_that_what_was_issued_decided_or_sent_is_not_written_over(desk, issued, table):
    over = text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = :id")
    with pytest.raises(Refused), acting(desk) as session:
        session.execute(over, {"id": issued[table]})


def test_that_a_certificate_is_revoked_once_and_stays_revoked(desk, issued):
    revoke = text(
        "UPDATE certificate SET revoked_on = '2026-11-22', revoked_by = 'x', revoke_reason = 'name' WHERE id = :id"
    )
    with acting(desk) as session:
        session.execute(revoke, {"id": issued["certificate"]})
    for change in ("revoked_on = NULL, revoked_by = NULL", "revoke_reason = 'another'"):
        with pytest.raises(Refused, match="certificate_issued"), acting(desk) as session:
            session.execute(text(f"UPDATE certificate SET {change} WHERE id = :id"), {"id": issued["certificate"]})


def test_that_nobody_is_revoked_without_a_reason(desk, issued):
    with pytest.raises(Refused, match="value_not_possible"), acting(desk) as session:
        session.execute(
            text("UPDATE certificate SET revoked_on = '2026-11-22', revoked_by = 'x' WHERE id = :id"),
            {"id": issued["certificate"]},
        )


def test_that_a_place_in_a_programme_has_one_valid_certificate_and_a_number_is_used_once(desk, issued):
    ids = (issued["enrolment"], issued["person"], issued["signing_key"])
    with pytest.raises(Refused, match="has_certificate"), acting(desk) as session:
        session.add(a_certificate(*ids, serial=2))
    with acting(desk) as session:
        session.execute(
            text("UPDATE certificate SET revoked_on = '2026-11-22', revoked_by = 'x', revoke_reason = 'name'")
        )
    with pytest.raises(Refused, match="number_just_taken"), acting(desk) as session:
        session.add(a_certificate(*ids, serial=1, number="other"))
    with acting(desk) as session:
        session.add(a_certificate(*ids, serial=2))
