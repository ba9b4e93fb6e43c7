"""Seven weeks of classes in a shelter to look at: marks, final marks, what readiness asks for, decisions, certificates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from shelter_admin.operations.certificates import Entitled, IssueCertificates, RevokeCertificate
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.readiness import DecideExit
from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.people.tables import HealthTable, StayTable
from shelter_admin.persistence.readiness.tables import ReadinessCheckTable
from shelter_admin.persistence.training.programs import program_named, standing_batch
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    GradeTable,
    ProgramTable,
)
from tests.look.issuing import attest

FIRST: Final = date(2026, 10, 5)
LAST: Final = date(2026, 11, 20)
ENDS: Final = date(2026, 12, 18)
HABITS: Final = ("HHHHHHHHHH", "HHHHHSHHHH", "HHHHIHHHHA", "HHHHHHH.HH", "HAAHSHHAHI")
RECEPTION: Final = "Kakak kandung di Samboja menerima; rumah sudah dikunjungi bersama camat dan lurah pada 11 November."
NAMES: Final = "Rina Nurhayati (pekerja sosial), H. Maulana (kepala), Ibu Yuliana (instruktur)"


def enrol_all(session: Session, programs: tuple[str, ...]) -> None:
    """Let everybody train, in these programmes by turns."""
    batches = [(program, standing_batch(session, program)) for program in (program_named(session, n) for n in programs)]
    stays = session.scalars(select(StayTable.id).where(StayTable.leave_reason.is_(None)).order_by(StayTable.id)).all()
    rows = [
        stamped(
            session, stay_id=stay_id, program_id=batches[no % len(batches)][0], batch_id=batches[no % len(batches)][1]
        )
        for no, stay_id in enumerate(stays)
    ]
    session.execute(insert(EnrolmentTable), rows)


def some_learning(desk: Desk) -> None:
    """Let those who are enrolled have learnt since October; every third is ready but for the head."""
    stamp = Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Look")
    with desk.store.acting(stamp) as session:
        people = _enrolled(session)
        session.execute(update(ProgramTable).values(hours=412))
        session.execute(update(BatchTable).values(starts_on=FIRST, ends_on=ENDS, starts_at="08:00"))
        session.execute(update(EnrolmentTable).values(joined_on=None))
        _attend(session, people, closed_by=desk.staff.account_id)
        session.execute(insert(GradeTable), list(_grades(session, people)))
        session.execute(insert(HealthTable), list(_health(session, people)))
        session.execute(insert(ReadinessCheckTable), list(_checks(session, people)))
    _decide([person_id for _enrolment, _stay, person_id, _batch in people], desk)
    _issue(desk)


def _enrolled(session: Session) -> list[tuple[str, str, str, str]]:
    """Enrolment, stay, person and batch of everybody who lives here and trains."""
    rows = session.execute(
        select(EnrolmentTable.id, StayTable.id, StayTable.person_id, EnrolmentTable.batch_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(StayTable.leave_reason.is_(None))
        .order_by(StayTable.person_id, EnrolmentTable.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _attend(session: Session, people: list[tuple[str, str, str, str]], closed_by: str) -> None:
    days = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]
    days = [day for day in days if day.isoweekday() <= 5]
    batches = sorted({batch for _enrolment, _stay, _person, batch in people})
    now = people and stamped(session)["changed_at"]
    sessions = {
        (batch, day): stamped(
            session,
            batch_id=batch,
            day=day,
            closed_at=now if day < LAST else None,
            closed_by=closed_by if day < LAST else None,
        )
        for batch in batches
        for day in days
    }
    session.execute(insert(ClassSessionTable), list(sessions.values()))
    marks: list[dict[str, Any]] = []
    for no, (enrolment, _stay, _person, batch) in enumerate(people):
        habit = HABITS[no % len(HABITS)]
        for at, day in enumerate(days):
            mark = habit[(at + no) % len(habit)]
            if mark != ".":
                marks.append(
                    stamped(session, session_id=sessions[batch, day]["id"], enrolment_id=enrolment, mark=mark, note="")
                )
    session.execute(insert(AttendanceMarkTable), marks)


def _grades(session: Session, people: list[tuple[str, str, str, str]]) -> Iterator[dict[str, Any]]:
    for no, (enrolment, *_rest) in enumerate(people):
        if no % 7 != 6:
            yield stamped(session, enrolment_id=enrolment, subject_id=None, mark=float(94 - no * 5 % 31))


def _health(session: Session, people: list[tuple[str, str, str, str]]) -> Iterator[dict[str, Any]]:
    written = set(session.scalars(select(HealthTable.person_id)))
    for no, person_id in enumerate(sorted({person for _enrolment, _stay, person, _batch in people})):
        if person_id not in written and no % 8 != 7:
            yield stamped(session, person_id=person_id, alert="", diet="", details="", attention=no % 8 == 4)


def _checks(session: Session, people: list[tuple[str, str, str, str]]) -> Iterator[dict[str, Any]]:
    for no, stay_id in enumerate(sorted({stay for _enrolment, stay, _person, _batch in people})):
        if no % 4 != 3:
            state = "not_applicable" if no % 12 == 6 else "met"
            yield stamped(
                session, stay_id=stay_id, criterion="reception", state=state, on_day=date(2026, 11, 11), note=RECEPTION
            )
        if no % 3 != 1:
            yield stamped(
                session, stay_id=stay_id, criterion="case_conference", state="met", on_day=date(2026, 11, 18), note=""
            )


def _decide(people: list[str], desk: Desk) -> None:
    for no, person_id in enumerate(dict.fromkeys(people[:24])):
        if no % 2 == 0:
            ready = no % 6 != 4
            reason = (
                "Mampu bekerja sendiri dan keluarga siap menerima." if ready else "Belum ada tempat tinggal yang pasti."
            )
            desk.do(DecideExit(person_id, ready, NAMES), reason=reason)


def _issue(desk: Desk) -> None:
    entitled = [line.enrolment_id for line in desk.ask(Entitled()) if line.why is None]
    issued = desk.do(IssueCertificates(tuple(entitled[:4]))).result or ()
    if issued:
        desk.do(RevokeCertificate(issued[-1].certificate_id), reason="Nama salah tulis pada berkas.")
    attest(desk, issued)
