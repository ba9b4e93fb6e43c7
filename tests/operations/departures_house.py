"""Somebody about to leave, with whatever is arranged, saved and kept for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shelter_admin.domain.departures.arranging import Arrangement, PickupPaper, Reception
from shelter_admin.domain.departures.handing import HandedKind, Item
from shelter_admin.domain.departures.steps import DepartureFile, DepartureLine, Stands
from shelter_admin.operations.departures.arranging import ArrangeDeparture, seen_of
from shelter_admin.operations.departures.asking import DepartureFileOf, DeparturesNow
from shelter_admin.operations.departures.handing import HandOverThings, PayOutSavings, RecordSaving
from shelter_admin.operations.desk import Desk
from tests.operations.residents_house import TODAY, House

CAME = TODAY - timedelta(days=180)
SCISSORS = Item("Gunting kain", 2, "buah", 35_000, "Kai")
MACHINE = Item("Mesin jahit", 1, "unit", 1_750_000, "Butterfly JH8190")
WILLING = Arrangement(
    planned_on=TODAY + timedelta(days=10),
    reception=Reception.FAMILY,
    receiver="Rohana Sulastri",
    receiver_relation="bibi",
    receiver_address="Jl. Gatot Subroto 12",
    receiver_phone="0812-3456-7890",
    region="Kota Bontang",
    surveyed_on=TODAY - timedelta(days=3),
    surveyed_by="Maria Lencau",
    survey_willing=True,
    survey_words="rumah layak, keluarga siap",
    pickup_papers=tuple(PickupPaper),
    dinsos="Dinas Sosial Kota Bontang",
    dinsos_told_on=TODAY - timedelta(days=1),
    dinsos_letter="400.9/12/2026",
    plan="bekerja di penjahit tetangga",
    termination_number="400.9/31/2026",
    termination_on=TODAY,
)
REFUSED = Arrangement(
    reception=Reception.FAMILY, surveyed_on=TODAY, survey_willing=False, survey_words="rumah penuh, tidak sanggup"
)


def a_leaver(house: House, name: str = "Slamet Riyadi", **typed: Any) -> str:
    """Somebody who came half a year ago."""
    return house.admit(name, **{"admitted_on": CAME, **typed}).person_id


def arrange(desk: Desk, person_id: str, one: Arrangement, *, unseen: bool = False) -> Any:
    """Write an arrangement down, as the form does."""
    file = the_file(desk, person_id)
    seen = None if unseen else seen_of(file.line.arrangement)
    act = ArrangeDeparture(person_id=person_id, stay_id=file.line.stay_id, arrangement=one, seen=seen)
    return desk.do(act)


def the_file(desk: Desk, person_id: str) -> DepartureFile:
    return desk.ask(DepartureFileOf(person_id))


def the_line(desk: Desk, person_id: str) -> DepartureLine | None:
    """The line of somebody in the list, None where they are not in it."""
    return next((line for line in desk.ask(DeparturesNow()) if line.person_id == person_id), None)


def stands(desk: Desk, person_id: str) -> dict[str, Stands]:
    """How each step of somebody stands."""
    return {step.step.value: step.stands for step in the_file(desk, person_id).line.steps}


def save(desk: Desk, person_id: str, *amounts: int) -> None:
    for amount in amounts:
        desk.do(RecordSaving(person_id, amount))


def pay_out(desk: Desk, person_id: str, amount: int, **more: Any) -> str:
    act = PayOutSavings(person_id=person_id, amount=amount, received_by="Slamet Riyadi", **more)
    return desk.do(act).outcome


def hand_tools(desk: Desk, person_id: str, *items: Item, **more: Any) -> str:
    """Hand tools over; the scissors where none is named."""
    act = HandOverThings(
        person_id=person_id,
        kind=HandedKind.TOOLS,
        items=items or (SCISSORS,),
        received_by="Slamet Riyadi",
        witness="Yusuf Arifin",
        **more,
    )
    return desk.do(act).outcome
