"""A panti with a class to be filled: thirty women who ask for a place, two subjects, half a year of sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import IdentityStatus
from shelter_admin.operations.accounts import ListAccounts, SetTrainer
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.programs import AddProgram, SetSubjects, SubjectGiven
from shelter_admin.persistence.address import Place
from tests.journeys.house import USERS, desk_at, staffed
from tests.people import FixedClock

PROGRAM: Final = "Tata Boga"
BATCH: Final = "Angkatan I 2027"
FIRST: Final = date(2026, 12, 1)
LAST: Final = date(2027, 5, 27)
PLACES: Final = 23
ASKING: Final = 30
BEFORE: Final = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FIRST_NAMES: Final = (
    "Aminah",
    "Bernadeta",
    "Cahyani",
    "Dahlia",
    "Endang",
    "Fatmawati",
    "Gustina",
    "Halimah",
    "Indriani",
    "Jumiati",
    "Kartini",
    "Lestari",
    "Maryam",
    "Nurjanah",
    "Oktavia",
    "Puspita",
    "Qoriah",
    "Rahmawati",
    "Sulastri",
    "Tumini",
    "Umiyati",
    "Veronika",
    "Wahyuni",
    "Yuliana",
    "Zubaidah",
    "Anggraini",
    "Bestari",
    "Cempaka",
    "Delima",
    "Eliana",
)


def a_class_to_fill(folder: Path) -> Place:
    """The store as it is before anybody asks for a place."""
    place = staffed(folder)
    desk = desk_at(place, clock=FixedClock(BEFORE))
    for at, name in enumerate(FIRST_NAMES):
        born = f"{1 + at % 28:02}-03-{1985 + at % 18}"
        issued = IdentityStatus.NIK_ISSUED
        who = f"{name} Karangan"
        admitted = BEFORE.date()
        desk.do(AdmitPerson(full_name=who, sex=Sex.FEMALE, birth=born, identity_status=issued, admitted_on=admitted))
    program = desk.do(AddProgram(PROGRAM, 240)).outcome
    subjects = (SubjectGiven("Pengolahan", 20, 100), SubjectGiven("Penyajian", 20, 100))
    desk.do(SetSubjects(program, subjects))
    desk.do(AddBatch(program, BATCH, FIRST, LAST, weekdays="24", places=PLACES))
    trainer = next(one for one in desk.ask(ListAccounts()) if one.user == USERS[Role.INSTRUKTUR])
    desk.do(SetTrainer(trainer.account_id, (program,)))
    desk.close()
    return place


def at(day: date, clock: time = time(9, 0)) -> datetime:
    """An instant of a day by the panti's clock (WITA)."""
    return datetime.combine(day, clock, UTC) - timedelta(hours=8)
