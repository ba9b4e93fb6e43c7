"""Moving an office's register in: rehearsed or taken, all in one transaction, every row with its fate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedKind
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.likeness import Double, Known, possible_doubles
from shelter_admin.domain.moving_in import Unplaced
from shelter_admin.domain.register import RegisterReading, RegisterRow
from shelter_admin.domain.settings import number_from
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.moving_in import drafts
from shelter_admin.operations.moving_in.drafts import Taken
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable
from shelter_admin.persistence.panti import next_serials
from shelter_admin.persistence.people.sight import kept_of
from shelter_admin.persistence.people.tables import (
    HealthTable,
    ImportedFileTable,
    ImportedRowTable,
    PersonCategoryTable,
    PersonTable,
    StayTable,
)
from shelter_admin.persistence.residents import moving_in as bulk
from shelter_admin.persistence.training.programs import program_named, standing_batch
from shelter_admin.persistence.training.tables import EnrolmentTable

CHANGED = Changes.of(Area.RESIDENTS, Area.BEDS, Area.PRESENCE, Area.TRAINING)
ColumnChoice = tuple[tuple[int, str | None], ...]


@dataclass(frozen=True)
class RowTaken:
    """One taken row as the preview and the report show it."""

    row: RegisterRow
    number: str
    place: str
    doubts: tuple[Any, ...]


@dataclass(frozen=True)
class PairFound:
    """Two people who may be one; a row is None where that person did not come from a register."""

    first: tuple[int | None, str]
    second: tuple[int | None, str]
    because: str


@dataclass(frozen=True)
class MovedIn:
    """What became of a register. ``unplaced`` counts taken people without a bed, leavers among them."""

    reading: RegisterReading = field(repr=False)
    taken: tuple[RowTaken, ...] = field(repr=False)
    already: tuple[RegisterRow, ...] = field(repr=False)
    placed: int
    pairs: tuple[PairFound, ...] = field(repr=False)
    warnings: dict[str, int]
    rehearsal: bool

    @property
    def in_house(self) -> int:
        """Taken people who are still in the house."""
        return sum(item.row.in_house for item in self.taken)

    @property
    def left(self) -> int:
        """Taken people whose stay has ended."""
        return len(self.taken) - self.in_house

    @property
    def unplaced(self) -> int:
        """Taken people for whom no bed was found or could be told."""
        return len(self.taken) - self.placed


def read(work: Work, path: Path, sheet: str | None, columns: ColumnChoice) -> RegisterReading:
    """Read the file with the user's choice of columns."""
    from shelter_admin.spreadsheets.headings import Meaning
    from shelter_admin.spreadsheets.register import best_guess, read_register
    from shelter_admin.spreadsheets.sheets import open_sheets

    book = open_sheets(path)
    guess = best_guess(book, sheet=sheet)
    for index, meaning in columns:
        guess = guess.with_meaning(index, Meaning(meaning) if meaning else None)
    return read_register(book, guess, today=work.today, progress=work.progress)


@dataclass(frozen=True)
class _Plan:
    reading: RegisterReading
    taken: list[Taken]
    already: list[RegisterRow]
    doubles: list[Double]
    known: list[Known]


def _plan(work: Work, path: Path, sheet: str | None, columns: ColumnChoice) -> _Plan:
    reading = read(work, path, sheet, columns)
    known = bulk.known_fingerprints(work.session)
    new = [row for row in reading.rows if row.fingerprint not in known]
    already = [row for row in reading.rows if row.fingerprint in known]
    taken = drafts.take(new, bulk.the_house(work.session), work.night)
    people = bulk.known_people(work.session) if taken else []
    everybody = people + [item.known() for item in taken]
    doubles = possible_doubles(everybody, frozenset(item.person_id for item in taken))
    return _Plan(reading, taken, already, doubles, people)


def _outcome(work: Work, plan: _Plan, *, rehearsal: bool) -> MovedIn:
    placed = sum(not isinstance(item.place, Unplaced) for item in plan.taken)
    warnings = Counter(code for item in plan.taken for code in {doubt.code for doubt in item.doubts()})
    return MovedIn(
        plan.reading,
        tuple(
            RowTaken(
                item.row, item.number, "" if isinstance(item.place, Unplaced) else item.place.address, item.doubts()
            )
            for item in plan.taken
        ),
        tuple(plan.already),
        placed,
        tuple(_pairs(work, plan)),
        dict(sorted(warnings.items())),
        rehearsal,
    )


def _pairs(work: Work, plan: _Plan) -> list[PairFound]:
    """The pairs as the reader may see them: that one is like a confidential person is told to who sees that person."""
    new = {item.person_id: (item.row.number, item.row.written_name) for item in plan.taken}
    others = {end for double in plan.doubles for end in (double.first, double.second) if end not in new}
    rows = bulk.rows_of_people(work.session, others) if others else {}
    kept = kept_of(work.session, work.sight, others)
    names = {known.id: known.name for known in plan.known}

    def told(person_id: str) -> tuple[int | None, str]:
        return new.get(person_id) or (rows.get(person_id), names[person_id])

    return [
        PairFound(told(double.first), told(double.second), double.reason.value)
        for double in plan.doubles
        if not kept & {double.first, double.second}
    ]


@dataclass(frozen=True)
class RehearseRegister(Query[MovedIn]):
    """What taking this register would do; nothing is saved."""

    needs: ClassVar[Right] = Right.IMPORT

    path: Path = field(repr=False)
    sheet: str | None = field(default=None, repr=False)
    columns: ColumnChoice = ()

    @override
    def run(self, work: Work) -> MovedIn:
        return _outcome(work, _plan(work, self.path, self.sheet, self.columns), rehearsal=True)


@dataclass(frozen=True)
class MoveRegisterIn(Command[MovedIn]):
    """Take every new person of a register, all or nothing; rows moved in before add nothing."""

    needs: ClassVar[Right] = Right.IMPORT
    name: ClassVar[str] = N_("register moved in")

    path: Path = field(repr=False)
    sheet: str | None = field(default=None, repr=False)
    columns: ColumnChoice = ()

    @override
    def run(self, work: Work) -> Done[MovedIn]:
        plan = _plan(work, self.path, self.sheet, self.columns)
        what: dict[str, Any] = {"rows": len(plan.reading.rows), "taken": len(plan.taken)}
        if plan.taken:
            _number(work, plan.taken)
            what["file_id"] = _write(work, plan)
        moved = _outcome(work, plan, rehearsal=False)
        return Done(CHANGED, moved, what=what)


def _number(work: Work, taken: Sequence[Taken]) -> None:
    """Give everybody their own number: the register's where nobody has it, else the pattern's of the admission year."""
    used = bulk.taken_numbers(work.session, (item.row.own_number for item in taken))
    by_year: dict[int, list[Taken]] = defaultdict(list)
    for item in taken:
        own = item.row.own_number
        if own and own not in used:
            item.number = own
            used.add(own)
        else:
            by_year[item.year or work.today.year].append(item)
    for year, items in sorted(by_year.items()):
        _number_by_pattern(work, year, items, used)


def _number_by_pattern(work: Work, year: int, items: list[Taken], used: set[str]) -> None:
    waiting = list(items)
    while waiting:
        numbers = [
            number_from(work.panti.settings.number_pattern, year, serial)
            for serial in next_serials(work.session, "resident", year, len(waiting))
        ]
        held = bulk.taken_numbers(work.session, numbers) | (used & set(numbers))
        for number in numbers:
            if number not in held and waiting:
                waiting.pop(0).number = number
        work.session.flush()


def _write(work: Work, plan: _Plan) -> str:
    """Write everything in the order in which rows point at each other; gives the id the rows' own file has."""
    session, taken = work.session, plan.taken
    file_id = new_id()
    session.add(ImportedFileTable(id=file_id, sheet=plan.reading.sheet, rows=len(plan.reading.rows), taken=len(taken)))
    session.flush()
    steps: list[Callable[[], None]] = [
        lambda: bulk.add_rows(session, PersonTable, [drafts.person_of(item) for item in taken]),
        lambda: bulk.add_rows(session, StayTable, [drafts.stay_of(item) for item in taken]),
        lambda: bulk.add_rows(session, ImportedRowTable, [drafts.original_of(item, file_id) for item in taken]),
        lambda: bulk.add_rows(
            session, PersonCategoryTable, [row for item in taken for row in drafts.categories_of(item)]
        ),
        lambda: bulk.add_rows(session, HealthTable, [row for item in taken if (row := drafts.health_of(item))]),
        lambda: _write_places(work, taken),
        lambda: _enrol(work, taken),
        lambda: bulk.add_doubles(session, plan.doubles),
    ]
    for done, step in enumerate(steps):
        work.progress.step(done, len(steps))
        step()
    work.progress.step(len(steps), len(steps))
    return file_id


def _write_places(work: Work, taken: Sequence[Taken]) -> None:
    mattresses: list[dict[str, Any]] = []
    for item in taken:
        if not isinstance(item.place, Unplaced) and item.place.bed.bed_id is None:
            item.place.bed.bed_id = new_id()
            mattresses.append(
                {
                    "id": item.place.bed.bed_id,
                    "room_id": item.place.room.room_id,
                    "label": item.place.bed.label,
                    "kind": BedKind.MATTRESS.value,
                    "opened_on": None,
                    "closed_on": None,
                    "to_clean_since": None,
                }
            )
    bulk.add_rows(work.session, BedTable, mattresses)
    bulk.add_rows(work.session, PlacementTable, [row for item in taken if (row := drafts.placement_of(item))])


def _enrol(work: Work, taken: Sequence[Taken]) -> None:
    """Open each trade named as a programme and enrol from admission."""
    classes: dict[str, tuple[str, str]] = {}
    rows: list[dict[str, Any]] = []
    for item in taken:
        trade = " ".join(item.row.program.split())
        if trade:
            key = trade.casefold()
            if key not in classes:
                program_id = program_named(work.session, trade)
                classes[key] = (program_id, standing_batch(work.session, program_id))
            program_id, batch_id = classes[key]
            rows.append(
                {
                    "stay_id": item.stay_id,
                    "program_id": program_id,
                    "batch_id": batch_id,
                    "joined_on": item.row.admitted.as_day,
                }
            )
    bulk.add_rows(work.session, EnrolmentTable, rows)
