"""Intakes of every year: two a year become the classes of a year, never one twice; places and ages are looked over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import Intake
from shelter_admin.domain.training.templates import BatchTemplate
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.classes import Classes
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.operations.training.templates import (
    AddBatchTemplate,
    BatchTemplates,
    ChangeBatchTemplate,
    OpenIntakes,
    RemoveBatchTemplate,
)
from tests.operations.residents_house import refused

INTAKE = Intake(50, 25, 25, 17, 22)


@pytest.fixture
def program_id(house):
    return house.head.do(AddProgram("Menjahit", 120)).outcome


@pytest.fixture
def two_a_year(house, program_id):
    first = BatchTemplate("", program_id, "Angkatan I", 1, 6, 6, "12345", "08.00", INTAKE)
    second = replace(first, name="Angkatan II", start_month=7, start_day=7)
    return tuple(house.head.do(AddBatchTemplate(one)).outcome for one in (first, second))


def batches(house):
    return {one.name: one for one in house.head.ask(Classes())}


def test_that_two_intakes_a_year_become_the_classes_of_the_year(house, two_a_year):
    done = house.head.do(OpenIntakes(2027))
    assert done.outcome.opened == ("Menjahit · Angkatan I 2027", "Menjahit · Angkatan II 2027")
    first, second = (batches(house)[name] for name in ("Angkatan I 2027", "Angkatan II 2027"))
    assert (first.starts_on, first.ends_on) == (date(2027, 1, 6), date(2027, 7, 5))
    assert (second.starts_on, second.ends_on) == (date(2027, 7, 7), date(2028, 1, 6))
    assert (first.starts_at, first.intake) == ("08:00", INTAKE)


def test_that_no_intake_is_opened_twice(house, program_id, two_a_year):
    house.head.do(AddBatch(program_id, "Gelombang awal", date(2027, 1, 6)))
    done = house.head.do(OpenIntakes(2027))
    assert done.outcome.known == ("Menjahit · Gelombang awal",)
    assert done.outcome.opened == ("Menjahit · Angkatan II 2027",)
    again = house.head.do(OpenIntakes(2027))
    assert (again.outcome.opened, again.undo) == ((), None)
    assert len(batches(house)) == 2


def test_that_a_class_of_the_name_that_begins_another_day_is_not_opened_twice(house, program_id, two_a_year):
    house.head.do(AddBatch(program_id, "ANGKATAN I 2027", date(2027, 1, 11)))
    done = house.head.do(OpenIntakes(2027))
    assert done.outcome.known == ("Menjahit · ANGKATAN I 2027",)
    assert len(batches(house)) == 2


def test_that_opening_is_taken_back_unless_somebody_is_in_a_class(house, program_id, two_a_year):
    house.head.do(OpenIntakes(2027))
    house.head.undo()
    assert batches(house) == {}
    done = house.head.do(OpenIntakes(2027))
    person_id = house.admit("Budi", admitted_on=date(2026, 10, 1)).person_id
    house.head.do(Enrol(program_id, "Angkatan I 2027", (person_id,)))
    refused(house.head, done.undo, "changed_meanwhile")
    assert len(batches(house)) == 2


def test_that_an_intake_is_changed_and_taken_out_while_its_classes_stay(house, two_a_year):
    house.head.do(OpenIntakes(2027))
    shown = house.head.ask(BatchTemplates())[0]
    house.head.do(ChangeBatchTemplate(shown.template_id, replace(shown, months=4)))
    assert house.head.ask(BatchTemplates())[0].months == 4
    house.head.undo()
    house.head.do(RemoveBatchTemplate(shown.template_id))
    assert [one.name for one in house.head.ask(BatchTemplates())] == ["Angkatan II"]
    house.head.undo()
    assert house.head.ask(BatchTemplates())[0] == shown
    assert len(batches(house)) == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "  "}, "template_name_missing"),
        ({"name": "angkatan I"}, "template_taken"),
        ({"start_day": 29}, "template_day_unclear"),
        ({"start_month": 13}, "template_day_unclear"),
        ({"months": 0}, "months_out_of_bounds"),
        ({"weekdays": ""}, "weekdays_unclear"),
        ({"starts_at": "pagi"}, "clock_unclear"),
        ({"intake": Intake(places=-1)}, "places_out_of_bounds"),
        ({"intake": Intake(10, 11)}, "places_more_than_all"),
        ({"intake": Intake(age_from=22, age_to=17)}, "ages_unclear"),
        ({"intake": Intake(age_from=121)}, "ages_out_of_bounds"),
    ],
)
def test_that_an_intake_which_cannot_be_is_refused(house, two_a_year, program_id, changed, code):
    template = BatchTemplate("", program_id, "Angkatan III", 3, 1, 3)
    with pytest.raises(Refused, match=code):
        house.head.do(AddBatchTemplate(replace(template, **changed)))


def test_that_a_year_far_off_or_without_any_intake_is_refused(house, program_id):
    refused(house.head, OpenIntakes(2027), "no_templates")
    refused(house.head, OpenIntakes(2040), "year_out_of_bounds", field="year")


def test_that_places_and_ages_of_a_class_are_looked_over(house, program_id):
    with pytest.raises(Refused, match="places_more_than_all"):
        house.head.do(AddBatch(program_id, "Angkatan I", places=10, places_male=12))
    with pytest.raises(Refused, match="ages_unclear"):
        house.head.do(AddBatch(program_id, "Angkatan I", age_from=20, age_to=19))


@pytest.mark.parametrize(
    ("start", "months", "ends"),
    [((1, 6), 6, (2027, 7, 5)), ((12, 1), 3, (2028, 2, 29)), ((2, 28), 12, (2028, 2, 27))],
)
def test_that_months_end_the_day_before(start, months, ends):
    template = BatchTemplate("", "p", "Angkatan", start[0], start[1], months)
    assert template.days_of(2027)[1] == date(*ends)
