"""The measures of occupancy at the desk: by wisma, who is behind, as a workbook, and what a reader may see."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.measures import Measure
from shelter_admin.operations.beds.measures import BehindMeasure, MeasuresWorkbook, OccupancyOver
from shelter_admin.operations.beds.setting_up import AddRooms
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.operations.returns.month import Month
from tests.operations.beds_house import admit, board, give
from tests.operations.residents_house import TODAY, House, a_house

BEGIN = TODAY.replace(day=1)


@pytest.fixture
def house(tmp_path):
    """Two in Melati since the 1st, one of them left on the 11th; one in Anggrek, opened on the 11th, out since."""
    made = a_house(tmp_path)
    made.head.do(AddRooms("Anggrek", "1", 3, opened_on=BEGIN + timedelta(days=10)))
    for room in board(made).rooms:
        made.beds |= {bed.address: bed.bed_id for bed in room.beds}
    people = [admit(made, name) for name in ("Budi Santoso", "Slamet Riyadi", "Joko Widodo")]
    give(made, people[0], "Melati 1/1", BEGIN)
    give(made, people[1], "Melati 1/2", BEGIN)
    give(made, people[2], "Anggrek 1/1", BEGIN + timedelta(days=10))
    made.head.do(RecordLeaving(people[1], LeavingReason.FAMILY, BEGIN + timedelta(days=10)))
    made.head.do(GoOut(people[2], "keluarga"))
    yield made
    made.head.close()


def behind(house: House, measure: Measure, wisma_id: str | None = None):
    return house.head.ask(BehindMeasure("2026-11", measure, wisma_id))


def test_that_the_house_and_each_wisma_are_measured(house):
    told = house.head.ask(OccupancyOver("2026-11"))
    nights = (TODAY - BEGIN).days + 1
    after = nights - 10
    by_name = {line.wisma: line.measures for line in told.lines}
    assert list(by_name) == ["", "Anggrek", "Melati"]
    assert by_name["Melati"].bed_days == nights + 10
    assert by_name["Melati"].capacity_days == 6 * nights
    assert (by_name["Anggrek"].bed_days, by_name["Anggrek"].capacity_days) == (after, 3 * after)
    assert (by_name["Melati"].left, by_name["Anggrek"].left) == (1, 0)
    assert told.house.bed_days == nights + 10 + after
    assert told.house.away == 1
    assert by_name["Anggrek"].turnover is None
    assert by_name["Melati"].turnover == round((6 * nights - nights - 10) / 1, 1)


def test_that_the_return_of_the_month_tells_the_same(house):
    told, sent = house.head.ask(OccupancyOver("2026-11")).house, house.head.ask(Month("2026-11")).figures
    assert (told.bed_days, told.capacity_days, told.occupancy) == (
        sent.bed_days,
        sent.capacity_days,
        sent.occupancy_percent,
    )
    assert (told.mean_stay, told.left) == (sent.mean_stay_days, sent.left.total)


def test_that_who_and_what_is_behind_adds_up_to_the_figure(house):
    told = house.head.ask(OccupancyOver("2026-11")).house
    assert sum(one.amount or 0 for one in behind(house, Measure.BED_DAYS).people) == told.bed_days
    assert sum(one.idle for one in behind(house, Measure.IDLE).beds) == told.idle
    assert sum(one.capacity for one in behind(house, Measure.CAPACITY_DAYS).nights) == told.capacity_days
    assert len(behind(house, Measure.OVER).nights) == told.over == 0
    (left,) = behind(house, Measure.MEAN_STAY).people
    assert (left.name, left.amount, left.left_on) == ("Slamet Riyadi", told.mean_stay, BEGIN + timedelta(days=10))
    assert behind(house, Measure.TURNOVER).people == behind(house, Measure.LEFT).people == (left,)


def test_that_a_list_of_people_is_written_down_and_a_list_of_beds_names_nobody(house):
    behind(house, Measure.BED_DAYS)
    entry = house.audit()[-1]
    assert entry.act == "BehindMeasure"
    assert len(entry.about) == 3


def test_that_the_workbook_has_the_figures_the_nights_and_the_people(house):
    document = house.head.ask(MeasuresWorkbook("2026-11"))
    assert document.filename.endswith("2026-11.xlsx")
    with zipfile.ZipFile(io.BytesIO(document.content)) as packed:
        words = packed.read("xl/sharedStrings.xml").decode()
    for said in ("Melati", "Anggrek 1/2", "Budi Santoso", "Turnover interval", "21-11-2026"):
        assert said in words
