"""112 people in 105 places read right everywhere: counted as they are, never clamped."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.beds.board import BedBoardOn, PrintBedList
from shelter_admin.operations.opening import Opener
from shelter_admin.operations.today import TodayNow
from shelter_admin.terminal.app import main
from tests.journeys import house
from tests.journeys.house import USERS, desk_at
from tests.people import FAST, PASSWORD

PEOPLE, PLACES, OVER = 112, 105, 7


@pytest.fixture(scope="module")
def overfull(tmp_path_factory):
    return house.overfull(tmp_path_factory.mktemp("overfull"))


@pytest.fixture
def desk(overfull):
    opened = desk_at(overfull)
    yield opened
    opened.close()


def test_that_the_board_counts_112_of_105(desk):
    board = desk.ask(BedBoardOn())
    assert (board.occupied, board.capacity, board.over, board.mattresses) == (PEOPLE, PLACES, OVER, OVER)
    assert board.percent == 106.7


def test_that_the_page_of_the_day_counts_112_of_105_tonight_and_none_before(desk):
    beds = desk.ask(TodayNow()).beds
    assert (beds.occupied, beds.capacity, beds.mattresses, beds.unplaced) == (PEOPLE, PLACES, OVER, 0)
    assert [(night.occupied, night.capacity) for night in beds.nights[-2:]] == [(0, PLACES), (PEOPLE, PLACES)]


def test_that_the_pages_say_112_105_and_107_percent(begin, overfull):
    sitting = begin(overfull)
    sitting.sign_in(USERS[Role.KEPALA])
    today = sitting.go("today")
    tile = sitting.told(today.beds).split("\n")
    assert {"112", "dari 105 tempat"} <= set(tile)
    assert any("106,7" in words or "107" in words for words in tile)
    page = sitting.go("beds")
    assert page.subtitle.text().startswith("112 orang · 105 tempat · ")
    assert page.over.text().startswith("▲ 7 ")
    assert page.over.isVisible()
    sitting.go("presence")
    assert "112" in sitting.page().subtitle.text()


def test_that_the_paper_lists_112_people_and_says_105_places(desk):
    reader = PdfReader(io.BytesIO(desk.ask(PrintBedList()).content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert sum(f"Penghuni Karangan {at + 1}" in text for at in range(PLACES)) == PLACES
    assert sum(f"Penghuni Kasur {at + 1}" in text for at in range(OVER)) == OVER
    assert "112" in text
    assert "105" in text


def test_that_the_terminal_counts_112_of_105(overfull, monkeypatch, capfd):
    assert Opener.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(Opener.__init__.__kwdefaults__, "profile", FAST)
    monkeypatch.setenv("SHELTER_PASSWORD", PASSWORD)
    monkeypatch.setenv("SHELTER_TEST_CLOCK", "1")
    common = ["--store", str(overfull), "--user", USERS[Role.KEPALA], "--json", "--today", "2026-11-21"]
    assert main([*common, "bed", "board"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["occupied"], told["capacity"], told["over"]) == (PEOPLE, PLACES, OVER)
    assert sum(bed["resident"] is not None for room in told["rooms"] for bed in room["beds"]) == PEOPLE
    assert main([*common, "roll-call", "2026-11-21"]) == 0
    assert json.loads(capfd.readouterr().out)["on_books"] == PEOPLE
