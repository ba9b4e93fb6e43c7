"""From the cells of one row to a draft record: each cell read by its meaning, each doubt named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from shelter_admin.domain.arrivals import Source, read_source
from shelter_admin.domain.categories import read_categories
from shelter_admin.domain.doubts import Doubt
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.names import NameReading, read_name
from shelter_admin.domain.identity.nik import NO_NIK, NikReading, doubts_of_form, hints_of, read_nik
from shelter_admin.domain.identity.reading_dates import (
    About,
    DateReading,
    is_unknown,
    read_age,
    read_date,
    read_place_and_date,
)
from shelter_admin.domain.identity.sexes import Sex, read_sex, sex_of_group
from shelter_admin.domain.leaving import (
    Leaving,
    RemarkReading,
    read_leaving_columns,
    read_remark,
    speaks_of_health,
)
from shelter_admin.domain.places import joined_place, read_place, wisma_name
from shelter_admin.domain.regions import Found, Regions
from shelter_admin.domain.register import RegisterRow, RoomNamed, fingerprint_of, identity_parts
from shelter_admin.domain.whole_numbers import is_whole_number
from shelter_admin.spreadsheets.cells import at, is_blank, text_of
from shelter_admin.spreadsheets.headings import Meaning
from shelter_admin.spreadsheets.kinds_of_rows import TableRow
from shelter_admin.spreadsheets.tables import SheetGuess

_NO_DATE: Final = DateReading(PartialDate())
_TICKED_NOT: Final = frozenset({"", "-", "0", "False", "tidak"})


class _Who(NamedTuple):
    name: NameReading
    sex: Sex
    birthplace: str
    born: PartialDate
    origin: str | None
    origin_text: str
    nik: NikReading


class _Stay(NamedTuple):
    categories: tuple[tuple[str, ...], str]
    admitted: PartialDate
    source: tuple[Source | None, str]
    remark: str
    told: RemarkReading
    place: RoomNamed


class Interpreter:
    """Reads the rows of one table, as of one day."""

    def __init__(self, guess: SheetGuess, regions: Regions, today: date) -> None:
        self._regions = regions
        self._today = today
        self._columns = {column.meaning: column.index for column in reversed(guess.columns) if column.meaning}
        self._remarks = guess.columns_of(Meaning.REMARK)
        self._health = guess.columns_of(Meaning.HEALTH)
        self._headings = headings_of(guess)
        self._seen: dict[tuple[str, ...], int] = {}

    def _cell(self, row: Sequence[object], meaning: Meaning) -> object:
        return at(row, self._columns.get(meaning))

    def _text(self, row: Sequence[object], meaning: Meaning) -> str:
        index = self._columns.get(meaning)
        return "" if index is None or index >= len(row) else text_of(row[index])

    def original(self, row: Sequence[object]) -> dict[str, str]:
        """Every cell of a row as text, by heading; nothing is left out."""
        return {self._headings.get(index, f"#{index + 1}"): text_of(cell) for index, cell in enumerate(row)}

    def read(self, table_row: TableRow) -> RegisterRow:
        """Read one person."""
        doubts = list[Doubt]()
        who = self._who(table_row, doubts)
        stay = self._stay(table_row, who.born, doubts)
        return self._written_down(table_row, who, stay, tuple(doubts))

    def _who(self, table_row: TableRow, doubts: list[Doubt]) -> _Who:
        row = table_row.cells
        name = read_name(self._text(row, Meaning.NAME))
        if not any(char.isalpha() for char in name.name):
            doubts.append(Doubt(Meaning.NAME, "name_strange"))
        sex = self._sex(row, table_row.group, doubts)
        birthplace, born = self._birth(row, doubts)
        origin, origin_text = self._origin(row, doubts)
        nik = self._nik(row, doubts)
        doubts += hints_of(nik, born, sex, origin, self._regions)
        return _Who(name, sex, birthplace, born, origin, origin_text, nik)

    def _stay(self, table_row: TableRow, born: PartialDate, doubts: list[Doubt]) -> _Stay:
        row = table_row.cells
        categories = self._categories(row, table_row.group, doubts)
        admitted = self._admitted(row, born, doubts)
        source = self._source(row, doubts)
        remark = _joined(row, self._remarks)
        told = self._leaving(row, remark, admitted, doubts)
        return _Stay(categories, admitted, source, remark, told, self._place(row, table_row.group, doubts))

    def _written_down(self, table_row: TableRow, who: _Who, stay: _Stay, doubts: tuple[Doubt, ...]) -> RegisterRow:
        row, name = table_row.cells, who.name
        origin = who.origin or who.origin_text
        parts = identity_parts(name.written, who.nik, who.born, who.sex, origin, stay.admitted)
        self._seen[parts] = self._seen.get(parts, 0) + 1
        health_text = _joined(row, self._health)
        return RegisterRow(
            number=table_row.number,
            original=self.original(row),
            fingerprint=fingerprint_of(parts, self._seen[parts]),
            written_name=name.written,
            name=name.name,
            alias=name.alias or _known(self._text(row, Meaning.ALIAS)),
            sex=who.sex,
            nik=who.nik,
            born=who.born,
            birthplace=who.birthplace,
            origin=who.origin,
            origin_text=who.origin_text,
            address=self._text(row, Meaning.ADDRESS),
            categories=stay.categories[0],
            category_text=stay.categories[1],
            admitted=stay.admitted,
            source=stay.source[0],
            source_text=stay.source[1],
            place=stay.place,
            program=_known(self._text(row, Meaning.PROGRAM)),
            remark=stay.remark,
            health_remark=stay.told.health or bool(health_text) or speaks_of_health(stay.remark),
            health_text=health_text,
            leaving=stay.told.leaving,
            expected_exit=stay.told.expected,
            own_number=_known(self._text(row, Meaning.OWN_NUMBER)),
            doubts=doubts,
        )

    def _nik(self, row: Sequence[object], doubts: list[Doubt]) -> NikReading:
        if Meaning.NIK not in self._columns:
            return NO_NIK
        nik = read_nik(self._cell(row, Meaning.NIK))
        doubts += doubts_of_form(nik)
        return nik

    def _sex(self, row: Sequence[object], group: str, doubts: list[Doubt]) -> Sex:
        text = self._text(row, Meaning.SEX)
        sex = read_sex(text) if text else self._ticked(row)
        if sex is Sex.UNKNOWN and not text and (grouped := sex_of_group(group)) is not Sex.UNKNOWN:
            doubts.append(Doubt(Meaning.SEX, "sex_from_group"))
            return grouped
        if sex is Sex.UNKNOWN:
            doubts.append(Doubt(Meaning.SEX, "sex_missing" if is_unknown(text) else "sex_unclear"))
        return sex

    def _ticked(self, row: Sequence[object]) -> Sex:
        male = self._text(row, Meaning.MALE) not in _TICKED_NOT
        female = self._text(row, Meaning.FEMALE) not in _TICKED_NOT
        if male == female:
            return Sex.UNKNOWN
        return Sex.MALE if male else Sex.FEMALE

    def _ticked_age(self, row: Sequence[object]) -> str:
        """Some offices write the age where others tick: under L or under P."""
        if Meaning.MALE not in self._columns and Meaning.FEMALE not in self._columns:
            return ""
        ticks = (self._text(row, one) for one in (Meaning.MALE, Meaning.FEMALE) if one in self._columns)
        return next((tick for tick in ticks if is_whole_number(tick) and int(tick) > 1), "")

    def _birth(self, row: Sequence[object], doubts: list[Doubt]) -> tuple[str, PartialDate]:
        place, cell = self._text(row, Meaning.BIRTHPLACE), self._cell(row, Meaning.BIRTH)
        reading = _NO_DATE
        if isinstance(cell, str) and not is_blank(cell):
            named, reading = read_place_and_date(cell, self._today)
            place = place or named
        elif not is_blank(cell):
            reading = read_date(cell, About.BIRTH, self._today)
        if not reading.when.known and not reading.trouble and place and Meaning.BIRTH not in self._columns:
            place, reading = read_place_and_date(place, self._today)
        age = self._cell(row, Meaning.AGE) if Meaning.AGE in self._columns else self._ticked_age(row)
        if not reading.when.known and not is_blank(age):
            aged = read_age(age, self._today)
            reading = aged if aged.when.known else reading
        doubts += _birth_doubts(reading, self._today)
        return "" if is_unknown(place) else place, reading.when

    def _origin(self, row: Sequence[object], doubts: list[Doubt]) -> tuple[str | None, str]:
        text = self._text(row, Meaning.ORIGIN)
        if is_unknown(text):
            address = self._text(row, Meaning.ADDRESS)
            found = self._regions.find(address) if address else None
            return (found.code if found and found.how is Found.CERTAIN else None), text
        found = self._regions.find(text)
        if found.how is Found.GUESSED and found.code:
            facts = (("text", text), ("name", self._regions.name_of(found.code)))
            doubts.append(Doubt(Meaning.ORIGIN, "origin_guessed", facts))
        elif found.how is not Found.CERTAIN:
            doubts.append(Doubt(Meaning.ORIGIN, f"origin_{found.how}", (("text", text),)))
        return found.code, text

    def _categories(self, row: Sequence[object], group: str, doubts: list[Doubt]) -> tuple[tuple[str, ...], str]:
        text = self._text(row, Meaning.CATEGORY)
        if not text and Meaning.CATEGORY not in self._columns:
            return read_categories(group)[0], ""
        codes, unknown = read_categories(text)
        if unknown:
            doubts.append(Doubt(Meaning.CATEGORY, "category_unknown", (("text", ", ".join(unknown)),)))
        return codes, text

    def _admitted(self, row: Sequence[object], born: PartialDate, doubts: list[Doubt]) -> PartialDate:
        reading = read_date(self._cell(row, Meaning.ADMITTED), About.EVENT, self._today)
        when, first = reading.when, reading.when.earliest
        if reading.trouble is not None or when.quality in {DateQuality.YEAR, DateQuality.MONTH, DateQuality.ABOUT}:
            doubts.append(Doubt(Meaning.ADMITTED, "admitted_unclear"))
        elif first is None:
            doubts.append(Doubt(Meaning.ADMITTED, "admitted_missing"))
        elif first > self._today:
            doubts.append(Doubt(Meaning.ADMITTED, "admitted_future"))
        if when.latest and born.earliest and when.latest < born.earliest:
            doubts.append(Doubt(Meaning.ADMITTED, "admitted_before_birth"))
        return when

    def _source(self, row: Sequence[object], doubts: list[Doubt]) -> tuple[Source | None, str]:
        text = self._text(row, Meaning.SOURCE)
        if is_unknown(text):
            return None, text
        source = read_source(text)
        if source is None:
            doubts.append(Doubt(Meaning.SOURCE, "source_unknown", (("text", text),)))
        return source, text

    def _place(self, row: Sequence[object], group: str, doubts: list[Doubt]) -> RoomNamed:
        place = read_place(self._text(row, Meaning.PLACE))
        if not place.text:
            parts = (self._text(row, one) for one in (Meaning.WISMA, Meaning.ROOM, Meaning.BED))
            place = joined_place(*parts)
        if place.room and not place.wisma and sex_of_group(group) is Sex.UNKNOWN and "wisma" in group.lower():
            place = replace(place, wisma=wisma_name(group))
        if place.text and not (place.wisma and place.room):
            doubts.append(Doubt(Meaning.PLACE, "room_unclear", (("text", place.text),)))
        return place

    def _leaving(self, row: Sequence[object], remark: str, admitted: PartialDate, doubts: list[Doubt]) -> RemarkReading:
        told = read_leaving_columns(self._cell(row, Meaning.LEFT_ON), self._text(row, Meaning.LEFT_WHY), self._today)
        said = read_remark(remark, self._today)
        if told.leaving is None and told.expected is None:
            status = read_remark(self._text(row, Meaning.STATUS), self._today)
            told = said if said.leaving or said.expected or not status.leaving else status
        elif told.leaving and told.leaving.reason is None and said.leaving and said.leaving.reason:
            codes = tuple(code for code in told.doubts if code != "leaving_reason_unclear")
            told = replace(told, leaving=replace(told.leaving, reason=said.leaving.reason), doubts=codes)
        elif told.leaving and not told.leaving.on.known and said.leaving and said.leaving.on.known:
            told = replace(told, leaving=replace(told.leaving, on=said.leaving.on), doubts=said.doubts)
        told = _in_order(told, admitted)
        doubts += [Doubt(Meaning.REMARK, code) for code in told.doubts]
        return told


def _in_order(told: RemarkReading, admitted: PartialDate) -> RemarkReading:
    """A leaving before the admission cannot be; its day is set aside, its words are kept."""
    left = told.leaving
    if left is None or not left.on.latest or not admitted.earliest or left.on.latest >= admitted.earliest:
        return told
    set_aside = Leaving(left.reason, PartialDate.unknown(left.text), left.text)
    return replace(told, leaving=set_aside, doubts=(*told.doubts, "leaving_before_admission"))


def headings_of(guess: SheetGuess) -> dict[int, str]:
    """A heading of its own for every column, so that none hides another."""
    headings: dict[int, str] = {}
    for column in guess.columns:
        heading = column.heading or f"#{column.index + 1}"
        taken = set(headings.values())
        headings[column.index] = f"{heading} ({column.index + 1})" if heading in taken else heading
    return headings


def _birth_doubts(reading: DateReading, today: date) -> list[Doubt]:
    when = reading.when
    if reading.trouble is not None or (when.earliest is not None and when.earliest > today):
        return [Doubt(Meaning.BIRTH, "birth_unclear")]
    codes = {
        DateQuality.UNKNOWN: "birth_missing",
        DateQuality.YEAR: "birth_year_only",
        DateQuality.MONTH: "birth_month_only",
        DateQuality.ABOUT: "birth_from_age",
    }
    return [Doubt(Meaning.BIRTH, codes[when.quality])] if when.quality in codes else []


def _joined(row: Sequence[object], columns: list[int]) -> str:
    return "; ".join(text for index in columns if (text := text_of(at(row, index))) not in {"", "-"})


def _known(text: str) -> str:
    """A text, or nothing where it only says that nobody knows."""
    return "" if is_unknown(text) else text
