"""A house for tests about services: people of each kind, and what they were given, counted by hand."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.services.ticks import PersonServices, ServiceYear
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents import SetCategories
from shelter_admin.operations.services.asking import ServicesOfYear
from shelter_admin.operations.services.ticking import GiveService
from tests.operations.residents_house import House

FIRST = date(2026, 1, 10)
CHILD, OLD, BEGGAR, OTHER = "ANAK_TELANTAR", "LANSIA_TELANTAR", "PENGEMIS", "FAKIR_MISKIN"


def of_kind(house: House, name: str, category: str = "", *, admitted_on: date = FIRST, bed: str = "") -> str:
    """Take somebody in who belongs to a kind of service."""
    admitted = house.admit(name, admitted_on=admitted_on, **({"bed_id": house.beds[bed]} if bed else {}))
    if category:
        house.head.do(SetCategories(admitted.person_id, (category,)))
    return admitted.person_id


def line(desk: Desk, person_id: str, year: int | None = None) -> PersonServices:
    found = desk.ask(ServicesOfYear(year))
    return next(one for one in found.people if one.person_id == person_id)


def lacking(desk: Desk, person_id: str) -> list[str]:
    year: ServiceYear = desk.ask(ServicesOfYear())
    return [item.code for item in year.lacking(line(desk, person_id))]


def give_all(house: House, person_id: str, kind: str, on_day: date | None = None) -> None:
    """Give somebody everything that a kind of service owes."""
    for item in house.head.ask(ServicesOfYear()).matrix.owed(kind):
        house.head.do(GiveService((person_id,), item.code, on_day))
