"""Reading an office's list of rooms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shelter_admin.domain.doubts import Doubt
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex, read_sex, sex_of_group
from shelter_admin.domain.places import joined_place, read_place, wisma_name
from shelter_admin.domain.register import RefusedRow, RoomNamed, RoomRow, RoomsReading
from shelter_admin.spreadsheets.cells import at, text_of
from shelter_admin.spreadsheets.headings import Meaning
from shelter_admin.spreadsheets.interpreting import headings_of
from shelter_admin.spreadsheets.kinds_of_rows import RowCounts, table_rows
from shelter_admin.spreadsheets.reference import regions
from shelter_admin.spreadsheets.sheets import Workbook, open_sheets
from shelter_admin.spreadsheets.tables import SheetGuess, guess_table

MOST_IN_A_ROOM: Final = 200
_BLOCKED = re.compile(
    (
        r"rusak|renovasi|perbaikan|bocor|tidak (?:dipakai|layak|digunakan)|tdk (?:dipakai|layak)"
        r"|ditutup|kosongkan|gudang"
    ),
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


def names_rooms(meanings: set[Meaning]) -> bool:
    """Say whether these columns can make a list of rooms: a room, and its wisma or how many it holds."""
    room = Meaning.ROOM in meanings or Meaning.PLACE in meanings
    return (room and bool(meanings & {Meaning.WISMA, Meaning.CAPACITY, Meaning.BED})) or {
        Meaning.WISMA,
        Meaning.CAPACITY,
    } <= meanings


def look_at_rooms(book: Workbook | Path) -> list[SheetGuess]:
    """Give every sheet's list of rooms, the likeliest first; sheets without one have score 0."""
    opened = open_sheets(book) if isinstance(book, Path) else book
    guesses = [guess_table(sheet, regions(), names_rooms) for sheet in opened.sheets]
    return sorted(guesses, key=lambda guess: -guess.score)


@dataclass(slots=True)
class _Running:
    """What carries on from row to row: the wisma where it is written once only, and the rooms already read."""

    wisma: str = ""
    group: str = ""


def read_rooms(book: Workbook | Path, guess: SheetGuess | None = None) -> RoomsReading:
    """Read every room; rows that name none, or one that was named before, are refused with the reason."""
    opened = open_sheets(book) if isinstance(book, Path) else book
    table = guess or look_at_rooms(opened)[0]
    if table.score <= 0:
        raise Refused("rooms_not_found")
    key = next(m for m in (Meaning.ROOM, Meaning.PLACE, Meaning.WISMA) if table.column_of(m) is not None)
    columns = {column.meaning: column.index for column in reversed(table.columns) if column.meaning}
    headings = headings_of(table)
    running, seen = _Running(), set[tuple[str, str]]()
    rows, refused = list[RoomRow](), list[RefusedRow]()
    for found in table_rows(opened.sheet(table.name).rows, table, RowCounts(), key):
        original = {headings.get(index, f"#{index + 1}"): text_of(cell) for index, cell in enumerate(found.cells)}
        room = _room(found.cells, columns, running, found.group, found.number)
        mark = (room.wisma.casefold(), room.room.casefold())
        code = "room_missing" if not (room.room and room.wisma) else "room_twice" if mark in seen else ""
        if code or room.capacity is None:
            refused.append(RefusedRow(found.number, original, code or "capacity_unclear"))
            continue
        seen.add(mark)
        rows.append(room)
    return RoomsReading(table.name, tuple(rows), tuple(refused))


def _room(row: Sequence[object], columns: dict[Meaning, int], running: _Running, group: str, number: int) -> RoomRow:
    def text(meaning: Meaning) -> str:
        return text_of(at(row, columns.get(meaning)))

    place = read_place(text(Meaning.PLACE)) if text(Meaning.PLACE) else _named(text(Meaning.WISMA), text(Meaning.ROOM))
    if group and group != running.group:
        running.group, running.wisma = group, wisma_name(re.sub(r"\(.*\)", "", group))
    running.wisma = place.wisma or running.wisma
    remark = text(Meaning.REMARK)
    sex = read_sex(text(Meaning.SEX))
    if sex is Sex.UNKNOWN:
        sex = sex_of_group(text(Meaning.SEX) or running.group) or sex_of_group(running.wisma)
    status = f"{remark} {text(Meaning.STATUS)} {text(Meaning.HEALTH)}"
    capacity = _capacity(text(Meaning.CAPACITY) or text(Meaning.BED))
    doubts = () if capacity is not None else (Doubt(Meaning.CAPACITY, "capacity_unclear"),)
    return RoomRow(running.wisma, place.room, capacity, sex, bool(_BLOCKED.search(status)), remark, number, doubts)


def _named(wisma: str, room: str) -> RoomNamed:
    """A room's own name may be a word ("Dahlia", "Isolasi"), not only a number."""
    place = joined_place(wisma, room, "")
    if place.room or not room.strip(" -"):
        return place
    return RoomNamed(wisma_name(wisma), " ".join(room.split()), "", place.text)


def _capacity(text: str) -> int | None:
    found = _NUMBER.search(text)
    return int(found[0]) if found and 0 < int(found[0]) <= MOST_IN_A_ROOM else None
