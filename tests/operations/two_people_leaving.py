"""Two people at one leaving: what is arranged, the visit afterwards, the tools of a programme."""

from __future__ import annotations

from datetime import timedelta

from shelter_admin.domain.departures.arranging import Arrangement, Reception
from shelter_admin.domain.departures.handing import Item
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.departures.arranging import ArrangeDeparture, seen_of
from shelter_admin.operations.departures.asking import Kits, VisitsNow
from shelter_admin.operations.departures.kits import SetKit
from shelter_admin.operations.departures.visiting import EditVisit
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import RecordLeaving
from tests.operations.departures_house import a_leaver, the_file
from tests.operations.residents_house import TODAY, House
from tests.operations.training_house import a_sewing_class
from tests.operations.two_people_cases import Case, Prepared


def arrangement(house: House) -> Case:
    person = a_leaver(house)
    stay_id = the_file(house.head, person).line.stay_id
    family = Arrangement(reception=Reception.FAMILY, receiver="Rohana")
    own = Arrangement(reception=Reception.OWN, plan="kerja")
    opened = seen_of(Arrangement())
    return Case(
        ArrangeDeparture(person_id=person, stay_id=stay_id, arrangement=family, seen=opened),
        ArrangeDeparture(person_id=person, stay_id=stay_id, arrangement=own, seen=opened),
        [("Goes", "—", "to the family", "to a place of their own")],
        lambda: the_file(house.head, person).line.arrangement.reception,
        (Reception.FAMILY, Reception.OWN),
    )


def visit(house: House) -> Case:
    house.head.do(RecordLeaving(a_leaver(house), LeavingReason.FAMILY, TODAY))
    (one,) = house.head.ask(VisitsNow())
    shown = Seen({"planned_on": one.planned_on, "visitor": "", "visited_on": None, "words": ""})
    later = one.planned_on + timedelta(days=7)
    return Case(
        EditVisit(visit_id=one.visit_id, planned_on=one.planned_on, visitor="Maria", seen=shown),
        EditVisit(visit_id=one.visit_id, planned_on=later, visitor="Rina", seen=shown),
        [("Who visits", "—", "Maria", "Rina")],
        lambda: house.head.ask(VisitsNow())[0].visitor,
        ("Maria", "Rina"),
    )


def kit(house: House) -> Case:
    a_sewing_class(house, "Budi")
    (one,) = house.head.ask(Kits())
    shown = Seen({"items": ()})
    scissors, machine = (Item("Gunting"),), (Item("Mesin jahit"),)
    return Case(
        SetKit(one.program_id, scissors, seen=shown),
        SetKit(one.program_id, machine, seen=shown),
        [("Tools", "—", "Gunting", "Mesin jahit")],
        lambda: house.head.ask(Kits())[0].items,
        (scissors, machine),
    )


CASES: tuple[Prepared, ...] = (arrangement, visit, kit)
