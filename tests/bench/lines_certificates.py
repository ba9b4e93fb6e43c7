"""Lines about certificates: one issued and shown, and a thousand in one file, each beside bare pages of reportlab."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pypdfium2
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from shelter_admin.operations.certificates import IssueCertificates
from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.training.programs import program_named, standing_batch
from shelter_admin.persistence.training.tables import EnrolmentTable, GradeTable, ProgramTable, SubjectTable
from shelter_admin.reports.certificate import certificates_pdf
from tests.bench.certificate_pages import DAY, HOURS, MANY, PROGRAM, SUBJECTS, a_paper, bare_pdf
from tests.bench.house import NOON, House, a_house, names
from tests.bench.measuring import Aim, Line, Sides, timed

DPI = 96


def show(content: bytes) -> None:
    """Draw the front as a preview does."""
    paper = pypdfium2.PdfDocument(content)
    paper[0].render(scale=DPI / 72)
    paper.close()


def entitled(house: House) -> list[str]:
    """Put everybody into one programme, with marks and the head's decision; gives the enrolments."""
    desk = house.desk
    with desk.store.acting(Stamp(desk.panti.id, desk.staff.account_id, NOON, "Bench")) as session:
        program_id = program_named(session, PROGRAM)
        session.get_one(ProgramTable, program_id).hours = HOURS
        batch_id = standing_batch(session, program_id)
        subjects = [
            stamped(session, program_id=program_id, position=at, name=name, theory_hours=a, practice_hours=b)
            for at, (name, a, b, _mark) in enumerate(SUBJECTS)
        ]
        stays = stays_of(session, house.people)
        enrolments = [
            stamped(session, stay_id=stay, program_id=program_id, batch_id=batch_id, joined_on=date(2026, 6, 1))
            for stay in stays.values()
        ]
        decided = {"ready": True, "reason": "layak", "names": "", "decided_on": DAY, "snapshot": {}}
        decisions = [
            stamped(session, stay_id=stay, person_id=person, decided_by=desk.staff.account_id, **decided)
            for person, stay in stays.items()
        ]
        marks: list[tuple[str | None, float]] = [(None, 86.5)]
        marks += [(row["id"], mark) for row, (_n, _a, _b, mark) in zip(subjects, SUBJECTS, strict=True)]
        grades = [
            stamped(session, enrolment_id=row["id"], subject_id=subject, mark=mark)
            for row in enrolments
            for subject, mark in marks
        ]
        rows = (
            (SubjectTable, subjects),
            (EnrolmentTable, enrolments),
            (ExitDecisionTable, decisions),
            (GradeTable, grades),
        )
        for table, values in rows:
            session.execute(insert(table), values)
    return [row["id"] for row in enrolments]


def stays_of(session: Session, people: Sequence[str]) -> dict[str, str]:
    """The stay of each of these people."""
    found = session.execute(select(StayTable.person_id, StayTable.id).where(StayTable.person_id.in_(people)))
    return {row.person_id: row.id for row in found}


@contextmanager
def one_issued(place: Path) -> Iterator[Sides]:
    """One person after the other: numbered, signed, drawn, saved, and its front on the screen."""
    with a_house(place, 60) as house:
        waiting = iter(entitled(house))
        paper = a_paper(17, "Suparman Adi Santoso")

        def program() -> float:
            act = IssueCertificates((next(waiting),))
            return timed(lambda: show(house.desk.do(act).outcome[0].document.content))

        yield Sides(program, lambda: timed(lambda: bare_pdf([paper])))


@contextmanager
def many_in_one_file(_place: Path) -> Iterator[Sides]:
    """A thousand different people, front and back."""
    naming = names()
    papers = [a_paper(number, next(naming)) for number in range(1, MANY + 1)]
    yield Sides(lambda: timed(lambda: certificates_pdf(papers)), lambda: timed(lambda: bare_pdf(papers)))


LINES = [
    Line(
        "one certificate issued and shown",
        "two bare pages, same texts and a segno QR",
        Aim(times=2),
        one_issued,
    ),
    Line(
        "1000 certificates, front and back, in one file",
        "2000 such bare pages",
        Aim(times=1.3),
        many_in_one_file,
        repeats=3,
    ),
]
