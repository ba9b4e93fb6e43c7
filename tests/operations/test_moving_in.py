"""Moving in: whatever the office's file holds, every row has its fate, once."""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import ResidentFilter, Status
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.setting_up import AddRooms, BlockBeds
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.look import LookAtFile, ReportOf
from shelter_admin.operations.moving_in.register import MovedIn, MoveRegisterIn, RehearseRegister
from shelter_admin.operations.moving_in.rooms import MoveRoomsIn
from shelter_admin.operations.residents import (
    EditIdentity,
    FindResidents,
    OriginalRowOf,
    ResidentDetailsOf,
    ResidentList,
)
from shelter_admin.persistence.address import Place
from tests.people import HEAD, PASSWORD, FixedClock, a_store, an_opener, as_role, copied

HEADINGS = (
    "No", "Nama", "NIK", "L/P", "Tempat, Tanggal Lahir", "Asal", "Kategori", "Tanggal Masuk", "Kamar", "Keterangan",
)  # fmt: skip
NAMES = (
    "Slamet",
    "SLAMET",
    "Slamet als. Mbah Met",
    "Siti Aminah",
    "Tn. X",
    "Mr X",
    "tanpa nama",
    "?",
    "12",
    "Nur'aini",
)
NIKS = (
    "",
    "tidak ada",
    "6472015708660001",
    "647201570866000",
    "6,4720157E+15",
    "64720I5708660001",
    "'6472015708660001",
    "0",
)
SEXES = ("L", "P", "Laki-laki", "pr", "", "?")
BIRTHS = (
    "",
    "Samarinda, 17-08-1966",
    "1966",
    "± 60 th",
    "31-02-1970",
    "tidak tahu",
    "17 Agustus 66",
    "99-99-9999",
    "24000",
)
ORIGINS = ("Samarinda", "Kutai", "Kab. Paser", "entah", "", "64.72", "Makassar")
CATEGORIES = ("Gelandangan/Pengemis", "WRSE", "ODGJ", "", "apa saja", "Lansia Terlantar, Pengemis")
DAYS = ("", "01-03-2026", "2 Maret 2026", "2026", "30/02/2026", "kemarin", "01-03-2030", "12.04.25")
ROOMS = ("", "Melati 1", "Melati 1/2", "Melati 2", "Wisma Melati kamar 1", "gudang", "9", "Melati")
REMARKS = (
    "", "kabur 01-05-2026", "meninggal", "pulang ke keluarga 2/4/2026", "dipulangkan tgl 01-01-2020", "sakit jiwa",
    "rencana pulang 24-12-2026", "melarikan diri", "kabur\nlalu kembali",
)  # fmt: skip
LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=24)


def a_cell(*likely: str) -> st.SearchStrategy[str]:
    return st.sampled_from(likely) | LETTERS


@st.composite
def a_row(draw) -> list[str]:
    """One row as an office types it; now and then it is cut off, and often the one before is there again."""
    cells = [str(draw(st.integers(0, 300)))]
    cells += [draw(a_cell(*pool)) for pool in (NAMES, NIKS, SEXES, BIRTHS, ORIGINS, CATEGORIES, DAYS, ROOMS, REMARKS)]
    return cells[: draw(st.integers(0, len(cells)) | st.just(len(cells)))]


registers = st.lists(a_row() | st.just([]), min_size=1, max_size=14).flatmap(
    lambda rows: st.lists(st.sampled_from(rows), max_size=4).map(lambda again: rows + again)
)


def write(path: Path, rows: list[list[str]], headings: tuple[str, ...] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["Daftar penghuni"], [], list(headings), *rows])
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Place:
    """A house of two rooms with two beds each, and nobody in it."""
    store = a_store(tmp_path_factory.mktemp("house"))
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AddRooms("Melati", "1-3", 2))
    broken = next(room for room in desk.ask(BedBoardOn()).rooms if room.room == "3")
    desk.do(BlockBeds(tuple(bed.bed_id for bed in broken.beds), "rusak", from_day=date(2026, 1, 1)))
    desk.close()
    return store.place


@pytest.fixture
def open_house(empty, tmp_path):
    """Open a fresh copy of the house; each is closed in the end."""
    opened: list[Desk] = []
    serial = count()

    def at() -> Desk:
        place = copied(empty, tmp_path / str(next(serial)))
        opened.append(an_opener(FixedClock()).unlock(place, HEAD, PASSWORD))
        return opened[-1]

    yield at
    for desk in opened:
        desk.close()


def someone(name: str, **cells: str) -> list[str]:
    """A row by the names of its columns."""
    given = {"Nama": name, "L/P": "L", "Tanggal Masuk": "01-03-2026", **cells}
    return [given.get(heading, "") for heading in HEADINGS]


def move(desk: Desk, path: Path) -> MovedIn:
    return desk.do(MoveRegisterIn(path)).outcome


def names(desk: Desk) -> list[str]:
    return [line.name for line in desk.ask(ResidentList(ResidentFilter(status=frozenset(Status))))]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=registers)
def test_that_every_row_of_any_register_has_its_fate_once(open_house, tmp_path, rows):
    desk, path = open_house(), write(tmp_path / "register.csv", rows)
    try:
        moved = move(desk, path)
    except Failure:
        assert names(desk) == []
        return
    assert len(moved.reading.rows) == len(moved.taken) + len(moved.already)
    told = [row.number for row in moved.reading.rows] + [row.number for row in moved.reading.refused]
    assert len(set(told)) == len(told)
    assert moved.already == ()
    assert len(names(desk)) == len(moved.taken)
    assert moved.in_house + moved.left == len(moved.taken)
    again = move(desk, path)
    assert (len(again.taken), len(again.already)) == (0, len(moved.taken))
    more = [someone(f"Pendatang Baru {word}") for word in ("Satu", "Dua", "Tiga")]
    longer = move(desk, write(path, [*rows, *more]))
    assert {item.row.name for item in longer.taken} == {row[1] for row in more}
    assert desk.ask(CheckStore()).problems == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), kind=st.sampled_from([".csv", ".xlsx", ".xls", ".ods", ".txt", ""]))
def test_that_a_file_that_is_no_register_is_a_sentence_and_never_a_fault(open_house, tmp_path, content, kind):
    desk, path = open_house(), tmp_path / f"apa-saja{kind}"
    path.write_bytes(content)
    with suppress(Failure):
        desk.ask(LookAtFile(path))
    with pytest.raises(Failure):
        desk.do(MoveRegisterIn(path))
    with pytest.raises(Failure):
        desk.do(MoveRoomsIn(path))
    assert desk.ask(BedBoardOn()).capacity == 4


def test_that_three_new_rows_among_known_ones_are_three_taken_wherever_they_stand(open_house, tmp_path):
    desk = open_house()
    known = [someone(name) for name in ("Slamet", "Siti Aminah", "Nur Hasanah")]
    move(desk, write(tmp_path / "a.csv", known))
    new = [someone(name) for name in ("Baru Satu", "Baru Dua", "Baru Tiga")]
    mixed = [new[0], known[2], new[1], known[0], new[2], known[1]]
    moved = move(desk, write(tmp_path / "b.csv", mixed))
    assert [item.row.name for item in moved.taken] == ["Baru Satu", "Baru Dua", "Baru Tiga"]
    assert len(moved.already) == 3


def test_that_a_remark_added_later_makes_no_new_person(open_house, tmp_path):
    desk = open_house()
    move(desk, write(tmp_path / "a.csv", [someone("Slamet")]))
    moved = move(desk, write(tmp_path / "b.csv", [someone("Slamet", Keterangan="kabur 01-05-2026")]))
    assert (len(moved.taken), len(moved.already)) == (0, 1)


@pytest.mark.parametrize("sign", ["-", ":", "--", "; als. Budi", "(; alias Met"])
def test_that_a_mere_sign_for_a_name_is_kept_as_written_and_marked(open_house, tmp_path, sign):
    desk = open_house()
    moved = move(desk, write(tmp_path / "a.csv", [someone("Siti Aminah"), someone(sign)]))
    assert [item.row.written_name for item in moved.taken] == ["Siti Aminah", sign.removeprefix("; ")]
    assert all(name.strip() for name in names(desk))


def test_that_two_alike_rows_are_two_people_and_a_pair_for_a_human(open_house, tmp_path):
    desk = open_house()
    moved = move(desk, write(tmp_path / "a.csv", [someone("Slamet Riyadi")] * 2))
    assert (len(moved.taken), len(moved.pairs)) == (2, 1)
    assert [line.number for line in desk.ask(ResidentList(ResidentFilter()))].count("2026-0001") == 1


def test_that_a_rehearsal_saves_nothing_and_says_what_taking_says(open_house, tmp_path):
    desk, path = open_house(), write(tmp_path / "a.csv", [someone("Slamet", Kamar="Melati 1"), someone("Siti")])
    rehearsed = desk.ask(RehearseRegister(path))
    assert (names(desk), rehearsed.rehearsal) == ([], True)
    moved = move(desk, path)
    assert [(item.row, item.place, item.doubts) for item in moved.taken] == [
        (item.row, item.place, item.doubts) for item in rehearsed.taken
    ]


def test_that_the_room_named_is_the_bed_from_admission_and_who_is_too_many_gets_a_mattress(open_house, tmp_path):
    desk = open_house()
    rows = [someone(name, Kamar="Melati 1") for name in ("Satu", "Dua", "Tiga")]
    rows += [someone("Empat", Kamar="gudang"), someone("Lima", Kamar="Melati 3"), someone("Enam")]
    moved = move(desk, write(tmp_path / "a.csv", rows))
    assert [item.place for item in moved.taken] == ["Melati 1/1", "Melati 1/2", "Melati 1/3", "", "", ""]
    doubts = [{doubt.code for doubt in item.doubts} for item in moved.taken]
    assert "room_full" in doubts[2]
    assert "room_not_there" in doubts[3]
    assert "room_blocked" in doubts[4]
    assert (moved.placed, moved.unplaced) == (3, 3)
    board = desk.ask(BedBoardOn(date(2026, 3, 1)))
    assert (board.occupied, board.mattresses, board.over) == (3, 1, 0)
    assert {line.room_text for line in board.unplaced} == {"gudang", "Melati 3", ""}
    assert desk.ask(BedBoardOn(date(2026, 2, 28))).occupied == 0


def test_that_a_leaver_is_an_ended_stay_whose_bed_was_theirs_until_then(open_house, tmp_path):
    desk = open_house()
    row = someone("Slamet", Kamar="Melati 1", Keterangan="kabur 01-05-2026")
    moved = move(desk, write(tmp_path / "a.csv", [row]))
    assert (moved.in_house, moved.left, moved.placed) == (0, 1, 1)
    (line,) = desk.ask(FindResidents("Slamet", include_left=True))
    stay = desk.ask(ResidentDetailsOf(line.person_id)).stay
    assert (line.status, stay.left_on, stay.leave_reason) == (Status.LEFT, date(2026, 5, 1), LeavingReason.RAN_AWAY)
    assert [desk.ask(BedBoardOn(night)).occupied for night in (date(2026, 4, 30), date(2026, 5, 1))] == [1, 0]


def test_that_a_leaving_still_to_come_is_an_expected_exit(open_house, tmp_path):
    desk = open_house()
    moved = move(desk, write(tmp_path / "a.csv", [someone("Slamet", Keterangan="rencana pulang 24-12-2026")]))
    assert moved.in_house == 1
    (line,) = desk.ask(FindResidents("Slamet"))
    assert desk.ask(ResidentDetailsOf(line.person_id)).stay.expected_exit_on == date(2026, 12, 24)


def test_that_a_nik_typed_as_a_number_keeps_15_digits_and_is_compared_with_its_letters_read(open_house, tmp_path):
    desk = open_house()
    rows = [someone("Slamet Riyadi", NIK="64720I5708660001"), someone("Riyadi S.", NIK="6472015708660001")]
    moved = move(desk, write(tmp_path / "a.csv", rows))
    assert [pair.because for pair in moved.pairs] == ["same_nik"]
    (line,) = desk.ask(FindResidents("Slamet Riyadi"))
    assert desk.ask(ResidentDetailsOf(line.person_id)).nik_text == "64720I5708660001"


def test_that_the_original_row_stays_with_the_person_whatever_is_corrected(open_house, tmp_path):
    desk = open_house()
    move(desk, write(tmp_path / "a.csv", [someone("SLAMET als. Met", Asal="entah")]))
    (line,) = desk.ask(FindResidents("Slamet"))
    version = desk.ask(ResidentDetailsOf(line.person_id)).version
    desk.do(EditIdentity(person_id=line.person_id, version=version, full_name="Slamet Riyadi"), reason="salah tulis")
    kept = desk.ask(OriginalRowOf(line.person_id))
    assert (kept.cells["Nama"], kept.cells["Asal"]) == ("SLAMET als. Met", "entah")


def test_that_columns_the_user_changed_are_read_as_the_user_said(open_house, tmp_path):
    desk = open_house()
    path = write(tmp_path / "a.csv", [someone("Slamet", Keterangan="Met")])
    (sheet, *_others) = desk.ask(LookAtFile(path))
    remark = next(column.index for column in sheet.columns if column.heading == "Keterangan")
    moved = desk.do(MoveRegisterIn(path, columns=((remark, "alias"),))).outcome
    assert moved.taken[0].row.alias == "Met"
    with pytest.raises(Refused) as refused:
        desk.ask(RehearseRegister(path, columns=((1, None),)))
    assert refused.value.code == "register_without_names"


def test_that_rooms_moved_in_twice_are_made_once(open_house, tmp_path):
    desk, path = open_house(), tmp_path / "kamar.csv"
    path.write_text("Wisma;Kamar;Kapasitas;Ket\nUlin;1;3;\nUlin;2;2;rusak\nUlin;;4;\n", encoding="utf-8")
    made = desk.do(MoveRoomsIn(path)).outcome
    assert (made.rooms, made.beds, made.refused, made.already) == (2, 5, 1, 0)
    again = desk.do(MoveRoomsIn(path)).outcome
    assert (again.rooms, again.beds, again.already) == (0, 0, 2)
    assert desk.ask(BedBoardOn()).capacity == 4 + 3


def test_that_the_report_tells_every_row_s_fate(open_house, tmp_path):
    desk = open_house()
    moved = move(desk, write(tmp_path / "a.csv", [someone("Slamet"), someone("")]))
    assert desk.ask(ReportOf(moved, "a.csv")).content.startswith(b"PK")


def test_that_who_may_not_move_a_register_in_is_refused_before_the_file_is_opened(open_house, tmp_path):
    desk = as_role(open_house(), Role.PIKET)
    nowhere = tmp_path / "tidak-ada.xlsx"
    for act in (
        lambda: desk.ask(LookAtFile(nowhere)),
        lambda: desk.ask(RehearseRegister(nowhere)),
        lambda: desk.do(MoveRegisterIn(nowhere)),
        lambda: desk.do(MoveRoomsIn(nowhere)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_allowed"
