"""What two people can edit at once about class days, field practice and its places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shelter_admin.domain.training import Attendance
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.changes import CancelSession, HoldExtraSession
from shelter_admin.operations.training.places import AddPracticePlace, ChangePracticePlace, PracticePlaces
from shelter_admin.operations.training.practising import (
    ChangePractice,
    MarkPractice,
    PracticeMark,
    PracticesOf,
    SendToPractice,
)
from tests.operations.residents_house import House
from tests.operations.training_house import FRIDAY, THURSDAY, SewingClass, a_sewing_class
from tests.operations.two_people_cases import Case, Prepared

MONDAY = date(2026, 11, 16)
SATURDAY = date(2026, 11, 21)


def class_day(house: House) -> Case:
    sewing, seen = a_sewing_class(house, "Budi"), Seen({"change": None})
    return Case(
        CancelSession(sewing.batch_id, FRIDAY, "rapat", seen=seen),
        CancelSession(sewing.batch_id, FRIDAY, "listrik padam", seen=seen),
        [("Day of the class", "—", "cancelled: rapat", "cancelled: listrik padam")],
        lambda: next(one for one in sewing.sheet().days if one.day == FRIDAY).cancelled,
        ("rapat", "listrik padam"),
    )


def extra_day(house: House) -> Case:
    sewing, seen = a_sewing_class(house, "Budi"), Seen({"change": None})
    return Case(
        HoldExtraSession(sewing.batch_id, SATURDAY, "mengejar jam", seen=seen),
        HoldExtraSession(sewing.batch_id, SATURDAY, "pameran", seen=seen),
        [("Day of the class", "—", "held beside the plan: mengejar jam", "held beside the plan: pameran")],
        lambda: next(one for one in sewing.sheet().days if one.day == SATURDAY).extra,
        ("mengejar jam", "pameran"),
    )


def place(house: House) -> Case:
    place_id = house.head.do(AddPracticePlace(place_name="Konveksi Jaya", phone="0811")).outcome
    before = {"place_name": "Konveksi Jaya", "trade": "", "address": "", "contact": "", "phone": "0811"}
    as_it_is = ChangePracticePlace(
        place_id=place_id, place_name="Konveksi Jaya", phone="0811", seen=Seen({**before, "closed": False})
    )
    return Case(
        replace(as_it_is, phone="0812"),
        replace(as_it_is, phone="0813"),
        [("Telephone", "0811", "0812", "0813")],
        lambda: house.head.ask(PracticePlaces())[0].phone,
        ("0812", "0813"),
    )


def _at_practice(house: House) -> tuple[SewingClass, str, str]:
    sewing = a_sewing_class(house, "Budi")
    place_id = house.head.do(AddPracticePlace(place_name="Konveksi Jaya")).outcome
    who = (sewing.row("Budi").enrolment_id,)
    house.head.do(SendToPractice(sewing.batch_id, who, place_id, MONDAY, FRIDAY))
    return sewing, place_id, house.head.ask(PracticesOf(sewing.batch_id))[0].practice_id


def practice(house: House) -> Case:
    sewing, place_id, practice_id = _at_practice(house)
    seen = Seen({"place": place_id, "first": MONDAY, "last": FRIDAY, "mentor": "", "outcome": ""})
    return Case(
        ChangePractice(practice_id, place_id, MONDAY, THURSDAY, seen=seen),
        ChangePractice(practice_id, place_id, MONDAY, date(2026, 11, 18), seen=seen),
        [("To", "20-11-2026", "19-11-2026", "18-11-2026")],
        lambda: house.head.ask(PracticesOf(sewing.batch_id))[0].last,
        (THURSDAY, date(2026, 11, 18)),
    )


def practice_day(house: House) -> Case:
    sewing, _place_id, practice_id = _at_practice(house)
    seen = Seen({(practice_id, FRIDAY): None})
    return Case(
        MarkPractice((PracticeMark(practice_id, FRIDAY, Attendance.PRESENT),), seen=seen),
        MarkPractice((PracticeMark(practice_id, FRIDAY, Attendance.ABSENT),), seen=seen),
        [("Budi · 20-11-2026", "not marked", "present", "absent")],
        lambda: house.head.ask(PracticesOf(sewing.batch_id))[0].marks[FRIDAY],
        (Attendance.PRESENT, Attendance.ABSENT),
    )


CASES: tuple[Prepared, ...] = (class_day, extra_day, place, practice, practice_day)
