"""A house where more ask for a place in a class than there are places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.training.selection import ApplicationState, CriterionKind, PanelWord, Ranked, Selection
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.choosing import SayPanelWord
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.operations.training.selection import (
    ApplyForClass,
    CriterionGiven,
    ScoreApplicants,
    ScoreGiven,
    SelectionOf,
    SetCriteria,
)
from tests.operations.residents_house import House

START = date(2027, 1, 4)
END = date(2027, 6, 30)
INTEREST = "Minat dan bakat"
PEOPLE = (("Ani", Sex.FEMALE, "2008-05-01"), ("Budi", Sex.MALE, "2007-02-03"), ("Citra", Sex.FEMALE, "2006"),
          ("Dedi", Sex.MALE, ""), ("Edi", Sex.MALE, "1980-01-01"))  # fmt: skip


@dataclass
class Asked:
    """The class of an intake, who asks for it, and the criterion everybody is scored by."""

    house: House
    program_id: str
    batch_id: str
    criterion_id: str = ""
    people: dict[str, str] = field(default_factory=dict)

    @property
    def head(self) -> Desk:
        return self.house.head

    def found(self, desk: Desk | None = None, reserves: int | None = 1) -> Selection:
        return (desk or self.head).ask(SelectionOf(self.batch_id, reserves))

    def line(self, name: str, reserves: int | None = 1) -> Ranked:
        return next(one for one in self.found(reserves=reserves).lines if one.applicant.name == name)

    def applicant_id(self, name: str) -> str:
        found = self.found()
        everybody = [*(one.applicant for one in found.lines), *found.withdrawn]
        return next(one.applicant_id for one in everybody if one.name == name)

    def score(self, **scores: float | None) -> None:
        given = tuple(ScoreGiven(self.applicant_id(name), self.criterion_id, score) for name, score in scores.items())
        self.head.do(ScoreApplicants(self.batch_id, given))

    def outcomes(self) -> dict[str, str]:
        return {one.applicant.name: one.outcome.value for one in self.found().lines}

    def states(self) -> dict[str, ApplicationState]:
        return {one.applicant.name: one.applicant.state for one in self.found().lines}


def an_intake(house: House, *people: Any, **limits: Any) -> Asked:
    program_id = house.head.do(AddProgram("Menjahit", 120)).outcome
    batch_id = house.head.do(AddBatch(program_id, "Angkatan I 2027", START, END, **limits)).outcome
    made = Asked(house, program_id, batch_id)
    for name, sex, birth in people or PEOPLE:
        born = "-".join(reversed(birth.split("-")))
        made.people[name] = house.admit(name, sex=sex, birth=born, admitted_on=date(2026, 10, 1)).person_id
    house.head.do(ApplyForClass(batch_id, tuple(made.people.values())))
    house.head.do(SetCriteria(batch_id, (CriterionGiven(INTEREST, CriterionKind.SCORED, 2),)))
    made.criterion_id = made.found().criteria[0].criterion_id
    return made


def secret_intake(house: House, person_id: str, name: str) -> str:
    """An intake that somebody asks for who is to be kept secret, scored and spoken about; tells the class."""
    program_id = house.head.do(AddProgram("Tata rias", 80)).outcome
    batch_id = str(house.head.do(AddBatch(program_id, "Angkatan rahasia", START, END, age_from=30)).outcome)
    house.head.do(ApplyForClass(batch_id, (person_id,)))
    house.head.do(SetCriteria(batch_id, (CriterionGiven(INTEREST),)))
    found = house.head.ask(SelectionOf(batch_id))
    line = found.lines[0]
    house.head.do(
        ScoreApplicants(batch_id, (ScoreGiven(line.applicant.applicant_id, found.criteria[0].criterion_id, 50.0),))
    )
    house.head.do(SayPanelWord(line.applicant.applicant_id, PanelWord.IN), reason=f"{name} dicari, kerahasiaan")
    return batch_id
