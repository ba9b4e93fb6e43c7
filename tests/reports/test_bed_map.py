"""The map for the carers' wall: beds where they stand, numbers and first names, nothing that harms on a wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.bed_layout import Spot
from shelter_admin.domain.bed_wall import WallNames, WallPaper, first_name
from shelter_admin.domain.beds import (
    BLOCK_NAMES,
    AgeGroup,
    BedBoard,
    BedKind,
    BedLine,
    BedState,
    Block,
    BlockKind,
    Kept,
    RoomLine,
)
from shelter_admin.domain.words import _
from shelter_admin.reports.bed_map import bed_map
from tests.reports.conftest import LONG_NAME, NIGHT

S = BedState

pytestmark = pytest.mark.usefixtures("indonesian")


def a_bed(label: str, state: BedState = S.FREE, **more) -> BedLine:
    return BedLine(f"b{label}", "Melati", "r1", "1", label, more.pop("kind", BedKind.BED), state, **more)


def sleeper(label: str, name: str | None, number: str = "2026-0007", **more) -> BedLine:
    return a_bed(label, more.pop("state", S.OCCUPIED), person_id=f"p{label}", resident=name, number=number, **more)


def a_house(*beds: BedLine, **more) -> BedBoard:
    return BedBoard(NIGHT, (RoomLine("r1", "w1", "Melati", "1", more.get("sex"), more.get("age"), beds),))


def text(read, imprint, board: BedBoard, names: WallNames = WallNames.FIRST_NAMES) -> str:
    return " ".join(read(bed_map(board, imprint, names, WallPaper.A4)))


def test_that_a_sleeper_is_shown_by_first_name_and_number_or_by_number_alone(read, imprint):
    house = a_house(sleeper("1", "Slamet Wibowo"))
    named, numbered = text(read, imprint, house), text(read, imprint, house, WallNames.NUMBERS)
    assert "Slamet" in named
    assert "2026-0007" in named
    assert "Wibowo" not in named
    assert "Slamet" not in numbered
    assert "2026-0007" in numbered


def test_that_who_is_confidential_stands_there_like_anybody_shown_by_number(read, imprint):
    house = a_house(sleeper("1", "2026-0007 · rahasia"))
    told = text(read, imprint, house)
    assert told.count("2026-0007") == 1
    assert "rahasia" not in told


def test_that_the_wall_tells_nothing_of_health_nor_for_whom_a_bed_is_kept(read, imprint):
    kept = Kept("k", NIGHT, date(2026, 11, 26), "Siti Menunggu", note="korban")
    house = a_house(a_bed("1", tags=("isolation", "special_care", "HIV")), a_bed("2", S.BOOKED, kept=kept))
    told = text(read, imprint, house)
    for word in ("isolasi", "perawatan", "HIV", "Siti", "Menunggu", "korban"):
        assert word not in told
    assert "dipesan s.d. 25-11-2026" in told


def test_that_every_state_is_said_in_words(read, imprint):
    block = Block(BlockKind.REPAIR, None, None, "rangka")
    house = a_house(
        a_bed("1"),
        a_bed("2", S.TO_CLEAN),
        a_bed("3", S.BLOCKED, block=block),
        sleeper("4", "Rina", kind=BedKind.MATTRESS, state=S.EXTRA, number=""),
        sex="P",
        age=AgeGroup.ELDERLY,
    )
    told = text(read, imprint, house)
    for word in ("bebas", "perlu dibersihkan", _(BLOCK_NAMES[BlockKind.REPAIR]), "Rina", "perempuan", "1 / 2"):
        assert word in told


def test_that_beds_stand_on_paper_where_they_stand_in_the_room(imprint):
    house = a_house(a_bed("11", spot=Spot(2, 3)), a_bed("22", spot=Spot(1, 1)))
    page = PdfReader(BytesIO(bed_map(house, imprint, WallNames.NUMBERS, WallPaper.A4).content)).pages[0]
    at: dict[str, tuple[float, float]] = {}

    def seen(words: str, _cm, place, _font, _size) -> None:
        if words.strip() in {"11", "22"}:
            at[words.strip()] = (place[4], place[5])

    page.extract_text(visitor_text=seen)
    assert at["22"][0] < at["11"][0]
    assert at["22"][1] > at["11"][1]


@pytest.mark.parametrize("paper", list(WallPaper))
def test_that_a_large_house_fits_its_pages_lying_on_their_side_each_wisma_on_its_own(board, imprint, read, paper):
    document = bed_map(board, imprint, WallNames.FIRST_NAMES, paper)
    pages = PdfReader(BytesIO(document.content)).pages
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    for told in read(document):
        assert sum(f"Wisma {wisma}" in told for wisma in ("Melati", "Anggrek", "Cendana")) == 1
    people = [bed for room in board.rooms for bed in room.beds if bed.person_id]
    whole = " ".join(read(document))
    assert all(bed.number in whole for bed in people)


def test_that_a_dormitory_wider_or_longer_than_the_page_is_drawn_smaller_and_whole(imprint, read):
    for spots in ([Spot(1, at) for at in range(1, 15)], [Spot(at, 1) for at in range(1, 18)]):
        beds = [sleeper(str(at), LONG_NAME, f"2026-{at:04}", spot=spot) for at, spot in enumerate(spots)]
        told = text(read, imprint, a_house(*beds))
        assert all(f"2026-{at:04}" in told for at in range(len(spots)))


def test_that_a_house_without_rooms_says_so_and_the_same_house_gives_the_same_bytes(imprint, read, board):
    assert "Belum ada kamar" in text(read, imprint, BedBoard(NIGHT, ()))
    twice = [bed_map(board, imprint, WallNames.NUMBERS, WallPaper.A3).content for _time in range(2)]
    assert twice[0] == twice[1]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Slamet Wibowo", "Slamet"),
        ("Moh. Yusuf Hidayat", "Moh. Yusuf"),
        ("H. Abdul Karim", "H. Abdul"),
        ("Sri Wahyuni", "Sri Wahyuni"),
        ("Muhammad Yusuf Hidayat", "Muhammad Yusuf"),
        ("Budi", "Budi"),
        ("", ""),
    ],
)
def test_that_a_first_name_is_a_name_one_can_call(name, called):
    assert first_name(name) == called


def test_that_the_map_is_named_after_its_night(board, imprint):
    night = board.night + timedelta(days=1)
    document = bed_map(replace(board, night=night), imprint, WallNames.NUMBERS, WallPaper.A4)
    assert document.filename == f"denah-tempat-tidur-{night:%d-%m-%Y}.pdf"
