"""The beds over time on screen: the slider and its keys, nights ahead, free places, measures, wings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedKind, BlockKind
from shelter_admin.domain.capacity import Sleeper
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.measures import BedsOnRecord, BedTime, IdleBed, Measure, NightCount, Slept, measures_of
from shelter_admin.domain.papers import Document
from shelter_admin.domain.past_nights import PastNights
from shelter_admin.domain.places_ahead import (
    Holding,
    KeptPlace,
    LeaveAhead,
    Leaving,
    Place,
    PlacesAhead,
    PlacesOnRecord,
    Waiting,
    ahead,
)
from shelter_admin.domain.spans import span_of
from shelter_admin.operations.beds.capacity import CloseWing, OpenWing, SleepersOf
from shelter_admin.operations.beds.measures import (
    Behind,
    BehindMeasure,
    MeasuresWorkbook,
    OccupancyOver,
    OccupancyShown,
    OfWisma,
    PersonLine,
)
from shelter_admin.operations.beds.over_time import NightOn, NightsAround, NightShown, PlacesInDays, PrintPlacesAhead
from tests.ui.beds_on_screen import FIRST_NIGHT, LEFT, NIGHT, Pages, a_board
from ui.beds import future as future_view
from ui.beds.timeline import months_away
from ui.beds.wings import WingSheet

Key = Qt.Key


@pytest.fixture
def pages(qtbot) -> Iterator[Pages]:
    made = Pages(qtbot)
    yield made
    made.page.close()


def nights_asked(pages: Pages) -> list[date | None]:
    return [one.night for one in pages.desk.asked if isinstance(one, NightOn)]


class TestSlider:
    def test_that_arrows_go_by_the_night_and_page_keys_by_the_month(self, pages):
        page = pages.open()
        for key, night in (
            (Key.Key_Left, NIGHT - timedelta(days=1)),
            (Key.Key_Left, NIGHT - timedelta(days=2)),
            (Key.Key_Right, NIGHT - timedelta(days=1)),
            (Key.Key_PageUp, date(2026, 10, 20)),
            (Key.Key_PageUp, date(2026, 9, 20)),
            (Key.Key_PageDown, date(2026, 10, 20)),
            (Key.Key_End, NIGHT),
            (Key.Key_Home, FIRST_NIGHT),
        ):
            QTest.keyClick(page.night.slider, key)
            assert page.night.night == night
            assert nights_asked(pages)[-1] == night

    @pytest.mark.parametrize(
        ("night", "months", "there"),
        [
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2026, 1, 15), -1, date(2025, 12, 15)),
            (date(2026, 12, 31), 1, date(2027, 1, 31)),
        ],
    )
    def test_that_a_month_without_that_day_ends_on_its_last(self, night, months, there):
        assert months_away(night, months) == there

    def test_that_a_day_typed_is_gone_to_and_one_out_of_reach_is_said(self, pages):
        page = pages.open()
        page.night.field.setText("3-2-2019")
        QTest.keyClick(page.night.field, Key.Key_Return)
        assert page.night.night == date(2019, 2, 3)
        page.night.field.setText("3-2-2009")
        QTest.keyClick(page.night.field, Key.Key_Return)
        assert page.night.night == date(2019, 2, 3)
        assert page.night.field.toolTip() == "Write a day from 04-01-2016 to 22-11-2027."
        assert page.night.field.property("wrong") == "true"

    def test_that_nights_held_together_are_shown_without_a_question(self, pages):
        page = pages.open()
        held = PastNights(NIGHT - timedelta(days=90), NIGHT - timedelta(days=1), (), (), ())
        pages.desk.answers(NightsAround, held)
        QTest.keyClick(page.night.slider, Key.Key_Left)
        before = len(pages.desk.asked)
        for _turn in range(20):
            QTest.keyClick(page.night.slider, Key.Key_Left)
        assert page.board is not None
        assert page.board.night == page.night.night == NIGHT - timedelta(days=21)
        assert [type(one) for one in pages.desk.asked[before:]] == []

    def test_that_what_was_held_is_forgotten_once_something_changed(self, pages):
        page = pages.open()
        held = PastNights(NIGHT - timedelta(days=90), NIGHT - timedelta(days=1), (), (), ())
        pages.desk.answers(NightsAround, held)
        QTest.keyClick(page.night.slider, Key.Key_Left)
        asked = len([one for one in pages.desk.asked if isinstance(one, NightsAround)])
        page.reload()
        assert len([one for one in pages.desk.asked if isinstance(one, NightsAround)]) == asked + 1

    def test_that_a_night_ahead_lists_what_is_expected_and_can_not_be_changed(self, pages):
        page = pages.open()
        night = NIGHT + timedelta(days=12)
        holding = Holding("p-Slamet", "Melati 1/1", "Melati 1/1", NIGHT, None, night, "2026-0007", "Slamet Wibowo", "L")
        shown = NightShown(
            night,
            a_board(),
            (Leaving(holding, night, overdue=False),),
            (KeptPlace("b", "Melati 1/2", NIGHT, night + timedelta(days=3), note="rujukan"),),
            (LeaveAhead("p-Joko", "Joko Nugroho", "2026-0008", "Melati 2/1", night + timedelta(days=1)),),
        )
        pages.desk.answers(NightOn, lambda asked: shown if asked.night == night else NightShown(asked.night, a_board()))
        page.night.go_to(night)
        listed = [page.expected.list.item(at).text() for at in range(page.expected.list.count())]
        assert listed == [
            "Slamet Wibowo\nout on 03-12-2026",
            "rujukan\nMelati 1/2, until 06-12-2026",
            "Joko Nugroho\non leave, back 04-12-2026",
        ]
        assert page.expected.isVisible()
        assert not page.unplaced.isVisible()
        assert not page.map.movable
        assert not page.paper.isEnabled()
        page.expected.list.setCurrentRow(0)
        QTest.keyClick(page.expected.list, Key.Key_Return)
        assert pages.went == [("residents", "p-Slamet")]
        QTest.mouseClick(page.night.back, LEFT)
        assert page.unplaced.isVisible()


def places() -> PlacesAhead:
    """Three beds for men and one for women; one man leaves in 20 days, one stays; a woman waits."""
    beds = tuple(
        Place(BedTime(f"b{at}", "w", "Melati", f"Melati 1/{at}", BedKind.BED, None, None), "LLLP"[at], None)
        for at in range(4)
    )
    holdings = (
        Holding("p1", "b0", "Melati 1/0", NIGHT, None, NIGHT + timedelta(days=20), "1", "Slamet Wibowo", "L"),
        Holding("p2", "b1", "Melati 1/1", NIGHT, None, None, "2", "Joko Nugroho", "L"),
    )
    record = PlacesOnRecord(NIGHT, beds, holdings)
    columns = tuple(ahead(record, NIGHT + timedelta(days=days)) for days in (30, 60, 90))
    waits = (Waiting("a1", "Warsini", "P", NIGHT, None, ("ground_floor",), 1, offered=False),)
    return PlacesAhead(NIGHT, ahead(record, NIGHT), columns, a_board().unplaced, waits)


class TestFreePlaces:
    @pytest.fixture
    def view(self, pages):
        page = pages.open()
        pages.desk.answers(PlacesInDays, places())
        QTest.mouseClick(chip(page, "30 · 60 · 90"), LEFT)
        return page.views.future

    def figures(self, view, at: int) -> dict[str, QPushButton]:
        return {key.split("|", 1)[1]: made for key, made in _figures(view.cards[at]).items()}

    def test_that_three_columns_tell_free_places_by_sex(self, pages, view):
        assert view.words.text().startswith("Tonight 2 of 4 usable beds are free.")
        assert [card.heading.text() for card in view.cards] == [
            "In 30 days · 21 December 2026", "In 60 days · 20 January 2027", "In 90 days · 19 February 2027",
        ]  # fmt: skip
        told = {key: made.text() for key, made in self.figures(view, 0).items()}
        assert (told["free|"], told["free|L/"], told["free|P/"], told["leaving|"]) == ("3", "2", "1", "1")
        assert pages.page.subtitle.text() == ""
        assert not pages.page.new_rooms.isVisible()

    def test_that_the_people_and_beds_behind_a_figure_are_listed(self, pages, view):
        self.figures(view, 1)["leaving|"].click()
        assert [one.holding.name for one in view.behind.table.records] == ["Slamet Wibowo"]
        view.behind.take_focus()
        QTest.keyClick(view.behind.table, Key.Key_Return)
        assert pages.went == [("residents", "p1")]
        self.figures(view, 1)["free|P/"].click()
        assert [one.time.address for one in view.behind.table.records] == ["Melati 1/3"]
        self.figures(view, 1)["unplaced|"].click()
        assert [one.name for one in view.behind.table.records] == ["Budi Santoso", "Ani Lestari"]
        self.figures(view, 1)["waiting|"].click()
        assert [one.name for one in view.behind.table.records] == ["Warsini"]

    def test_that_a_free_bed_opens_that_night_on_the_map(self, pages, view):
        self.figures(view, 1)["free|"].click()
        view.behind.take_focus()
        QTest.keyClick(view.behind.table, Key.Key_Return)
        assert pages.page.views.shown == "map"
        assert pages.page.night.night == NIGHT + timedelta(days=60)
        assert pages.page.stack.currentIndex() == 0

    def test_that_it_is_shown_on_paper(self, pages, view, monkeypatch):
        shown: list[Document] = []
        monkeypatch.setattr(future_view, "show_paper", lambda _owner, document: shown.append(document))
        paper = Document("tempat-kosong.pdf", b"%PDF")
        pages.desk.answers(PrintPlacesAhead, paper)
        QTest.mouseClick(view.paper, LEFT)
        assert shown == [paper]


def chip(page, words: str) -> QPushButton:
    chips: list[QPushButton] = page.views.findChildren(QPushButton)
    return next(one for one in chips if one.text() == words)


def _figures(card) -> dict[str, QPushButton]:
    return {made.figure.key: made for made in card.buttons.values()}


def occupancy(asked: OccupancyOver) -> OccupancyShown:
    span = span_of(asked.span, NIGHT)
    beds = tuple(BedTime(f"b{at}", "w", "Melati", f"Melati 1/{at}", BedKind.BED, None, None) for at in range(2))
    slept = tuple(Slept(f"p{at}", f"b{at % 2}", FIRST_NIGHT, None) for at in range(3))
    record = BedsOnRecord(span, beds, slept)
    return OccupancyShown(
        (OfWisma(None, "", measures_of(record)), OfWisma("w", "Melati", measures_of(record, "w"))), FIRST_NIGHT
    )


class TestMeasures:
    @pytest.fixture
    def view(self, pages):
        page = pages.open()
        pages.desk.answers(OccupancyOver, occupancy)
        page.show_measures()
        return page.views.measures

    def test_that_figures_stand_as_they_are_and_turnover_over_full_is_a_dash(self, pages, view):
        told = {key: made.text() for key, made in _figures(view.card).items()}
        assert (told["occupancy|*"], told["turnover|*"], told["over|*"]) == ("150.0\u00a0%", "-", "21")
        assert told["bed_days|w"] == "63"
        assert view.words.text() == "November 2026 · so far"

    def test_that_months_quarters_and_years_are_gone_through(self, pages, view):
        QTest.mouseClick(view.before, LEFT)
        assert view.words.text() == "October 2026"
        for words, span in (("Quarter", "2026-Q4"), ("Year", "2026")):
            QTest.mouseClick(next(one for one in view.kinds.findChildren(QPushButton) if one.text() == words), LEFT)
            assert pages.desk.asked[-1] == OccupancyOver(span)
        QTest.mouseClick(view.before, LEFT)
        assert pages.desk.asked[-1] == OccupancyOver("2025")
        QTest.mouseClick(view.after, LEFT)
        assert pages.desk.asked[-1] == OccupancyOver("2026")
        assert not view.after.isEnabled()

    def test_that_a_figure_lists_its_nights_and_a_night_opens_on_the_map(self, pages, view):
        night = NIGHT - timedelta(days=4)
        pages.desk.answers(BehindMeasure, Behind(Measure.OVER, nights=(NightCount(night, 3, 2, 0),)))
        _figures(view.card)["over|w"].click()
        assert pages.desk.asked[-1] == BehindMeasure("2026-11", Measure.OVER, "w")
        assert view.formula.text().startswith("Nights over capacity (nights): nights with more people")
        view.behind.take_focus()
        QTest.keyClick(view.behind.table, Key.Key_Return)
        assert (pages.page.views.shown, pages.page.night.night) == ("map", night)

    def test_that_a_figure_lists_its_people_and_says_how_many_are_not_shown(self, pages, view):
        people = (PersonLine("p1", "2026-0007", "Slamet Wibowo", "L", 21, 2),)
        pages.desk.answers(BehindMeasure, Behind(Measure.BED_DAYS, people=people, unseen=2))
        _figures(view.card)["bed_days|*"].click()
        assert view.behind.count.text() == "1 person · 2 more are not shown here"
        view.behind.take_focus()
        QTest.keyClick(view.behind.table, Key.Key_Return)
        assert pages.went == [("residents", "p1")]

    def test_that_idle_beds_are_listed(self, pages, view):
        pages.desk.answers(BehindMeasure, Behind(Measure.IDLE, beds=(IdleBed("b", "Melati 1/1", 4, 21),)))
        _figures(view.card)["idle|*"].click()
        assert [one.address for one in view.behind.table.records] == ["Melati 1/1"]
        assert view.behind.count.text() == "1 bed"

    def test_that_the_workbook_is_kept_where_one_says(self, pages, view, monkeypatch, tmp_path):
        target = tmp_path / "hunian.xlsx"
        pages.desk.answers(MeasuresWorkbook, Document("occupancy-2026-11.xlsx", b"PK"))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
        QTest.mouseClick(view.workbook, LEFT)
        assert target.read_bytes() == b"PK"


class TestWings:
    def sheet(self, pages: Pages) -> WingSheet:
        pages.open()
        QTest.mouseClick(pages.page.wing, LEFT)
        sheet: WingSheet = pages.sheet(WingSheet)
        return sheet

    def test_that_a_whole_wisma_is_closed_with_its_days_and_why(self, pages):
        sheet = self.sheet(pages)
        for field, words in (("from_day", "1-12-2026"), ("until_day", "15-12-2026")):
            pages.say(sheet, field, words)
        sheet.field("kind").set_value(BlockKind.REPAIR.value)
        pages.say(sheet, "why", "atap")
        pages.yes(sheet)
        assert pages.desk.done == [
            CloseWing("Melati", (), date(2026, 12, 1), date(2026, 12, 15), BlockKind.REPAIR, "atap")
        ]
        assert not sheet.isVisible()

    def test_that_some_rooms_are_opened(self, pages):
        sheet = self.sheet(pages)
        sheet.field("what").set_value("open")
        pages.say(sheet, "rooms", "1-2")
        pages.yes(sheet)
        assert pages.desk.done == [OpenWing("Melati", ("Melati 1", "Melati 2"), None, None)]

    def test_that_a_room_the_wisma_has_not_is_said_beside_its_field(self, pages):
        sheet = self.sheet(pages)
        pages.say(sheet, "rooms", "7")
        pages.yes(sheet)
        assert sheet.field("rooms").error.text() == "There is no such room. Choose one from the list."
        assert pages.desk.done == []

    def test_that_who_still_sleeps_there_is_named_with_until_when(self, pages):
        sheet = self.sheet(pages)
        pages.desk.answers(CloseWing, Refused("wing_slept_in_open", field="from_day", count=2))
        sleepers = (
            Sleeper("p1", "1", "Slamet Wibowo", "Melati 1/1", NIGHT, NIGHT + timedelta(days=3), None),
            Sleeper("p2", "2", "Joko Nugroho", "Melati 2/1", NIGHT, None, None),
        )
        pages.desk.answers(SleepersOf, sleepers)
        pages.say(sheet, "why", "atap")
        pages.yes(sheet)
        assert sheet.isVisible()
        assert (
            sheet.sleepers.text()
            == "Slamet Wibowo, Melati 1/1, until 24-11-2026\nJoko Nugroho, Melati 2/1, without an end"
        )

    def test_that_only_who_sets_rooms_up_opens_or_closes_a_wing(self, pages):
        page = pages.open(Role.PENGASUH)
        assert not page.wing.isVisible()
        assert chip(page, "Measures").isVisible()
