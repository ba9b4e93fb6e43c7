"""What the running day asks of whoever is signed in, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedBoard, BedState
from shelter_admin.domain.presence import MISSING, GateBoard, RollCallKind, RollCallSheet
from shelter_admin.domain.residents import ResidentFilter
from shelter_admin.domain.today import BedsToday, InAndOut, RollCallToday, Task, TaskKind, Today
from shelter_admin.operations.departures.today import tasks_of_visits
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.duty.today import tasks_of_duty
from shelter_admin.operations.intake.today import tasks_of_the_waiting_list
from shelter_admin.operations.presence.roll_call import sheet_of
from shelter_admin.operations.presence.today import tasks_of_permission
from shelter_admin.operations.privacy.today import tasks_of_data_protection
from shelter_admin.operations.residents import PossibleDoubles, ResidentList
from shelter_admin.operations.residents.papers_asked import tasks_of_papers
from shelter_admin.operations.today_training import (
    candidates_of,
    classes_of,
    leaving_of,
    tasks_of_classes,
    tasks_of_the_file,
    tasks_of_the_head,
    tasks_of_the_month,
)
from shelter_admin.persistence.beds.census import census
from shelter_admin.persistence.people.expected import exits_expected
from shelter_admin.persistence.presence.outings import gate_board
from shelter_admin.persistence.presence.roll_calls import counted_before
from shelter_admin.persistence.residents.bed_board import bed_board

NIGHTS: Final = 90
MOST_NAMES: Final = 5


@dataclass(frozen=True)
class TodayNow(Query[Today]):
    """The page of the day for this member of staff: figures they may see and tasks that are theirs.

    A trainer has the own classes and nothing else; the head's begins with what waits for a decision.
    """

    needs: ClassVar[Right] = Right.WORK_HERE

    @override
    def run(self, work: Work) -> Today:
        may = {right for right in Right if work.staff.may(right, work.today)}
        classes = classes_of(work)
        if work.sight.only_class_of is not None and Right.RUN_CLASS in may:
            own = tuple(tasks_of_classes(work, classes or ()))
            return Today(work.today, work.night, None, None, None, own, classes)
        board = bed_board(work.session, work.sight, work.night) if Right.SEE_BEDS in may else None
        gate = gate_board(work.session, work.sight, work.now) if Right.SEE_PRESENCE in may else None
        tonight = sheet_of(work, work.night, RollCallKind.MALAM) if gate is not None else None
        before = sheet_of(work, work.night - timedelta(days=1), RollCallKind.MALAM) if gate is not None else None
        candidates = candidates_of(work, may)
        return Today(
            work.today,
            work.night,
            _beds(work, board) if board is not None else None,
            InAndOut(gate.inside, len(gate.out), sum(line.late_minutes > 0 for line in gate.out)) if gate else None,
            _roll_call(work, tonight, before) if tonight is not None and before is not None else None,
            (
                *(tasks_of_the_head(candidates) if Right.DECIDE_EXIT in may else ()),
                *_tasks(work, may, board, gate, (tonight, before)),
                *tasks_of_duty(work, may),
                *tasks_of_permission(work, may),
                *tasks_of_the_file(work, may, candidates),
                *tasks_of_visits(work, may),
                *tasks_of_papers(work, may),
                *tasks_of_the_waiting_list(work, may),
                *(tasks_of_classes(work, classes) if classes is not None and Right.RUN_CLASS in may else ()),
                *(tasks_of_the_month(work) if Right.SEND_RETURN in may else ()),
                *tasks_of_data_protection(work, may),
            ),
            classes,
            leaving_of(candidates) if Right.SEE_READINESS in may else None,
        )


def _beds(work: Work, board: BedBoard) -> BedsToday:
    return BedsToday(
        board.occupied,
        board.capacity,
        board.mattresses,
        len(board.unplaced),
        _to_clean(board),
        census(work.session, work.night, NIGHTS),
    )


def _to_clean(board: BedBoard) -> tuple[str, ...]:
    return tuple(bed.address for room in board.rooms for bed in room.beds if bed.state is BedState.TO_CLEAN)


def _roll_call(work: Work, tonight: RollCallSheet, before: RollCallSheet) -> RollCallToday:
    due = work.panti.during_night(tonight.night, work.panti.settings.roll_call_at)
    known = before.roll_call_id is not None
    return RollCallToday(
        tonight.night,
        due,
        tonight.counts,
        tonight.closed_by,
        before.counts if known else None,
        before.closed_at is not None,
    )


def _tasks(
    work: Work,
    may: set[Right],
    board: BedBoard | None,
    gate: GateBoard | None,
    sheets: tuple[RollCallSheet | None, RollCallSheet | None],
) -> list[Task]:
    tasks: list[Task] = []
    if work.store is not None and work.store.tail_lost and Right.CHECK_STORE in may:
        tasks.append(Task(TaskKind.TAIL_LOST))
    if gate is not None and Right.MARK_GATE in may:
        late = [line for line in gate.out if line.late_minutes]
        tasks += [
            Task(TaskKind.LATE, line.name, line.person_id, line.until, line.destination) for line in late[:MOST_NAMES]
        ]
        if len(late) > MOST_NAMES:
            tasks.append(Task(TaskKind.LATE, count=len(late) - MOST_NAMES))
    if Right.TAKE_ROLL_CALL in may:
        tasks += _of_roll_calls(work, *sheets)
    if board is not None and Right.ASSIGN_BEDS in may:
        tasks += _of_beds(board)
    if Right.INTAKE in may:
        tasks += _of_the_office(work)
    return tasks


def _was_due(work: Work, sheet: RollCallSheet) -> bool:
    """Say whether a night's roll-call is owed: begun and left open, or forgotten in a house that counts its nights."""
    return sheet.roll_call_id is not None or counted_before(work.session, sheet.night)


def _of_roll_calls(work: Work, tonight: RollCallSheet | None, before: RollCallSheet | None) -> list[Task]:
    tasks = _missing(tonight, before)
    if before is not None and before.lines and before.closed_at is None and _was_due(work, before):
        tasks.append(Task(TaskKind.ROLL_CALL_OPEN, count=before.counts.unmarked, night=before.night))
    if tonight is not None and tonight.lines and tonight.closed_at is None:
        due = work.panti.during_night(tonight.night, work.panti.settings.roll_call_at)
        if work.now >= due:
            tasks.append(Task(TaskKind.ROLL_CALL_DUE, count=tonight.counts.unmarked, since=due, night=tonight.night))
    return tasks


def _missing(tonight: RollCallSheet | None, before: RollCallSheet | None) -> list[Task]:
    """Who was missing at the last two roll-calls and still is: on the books, and not counted since."""
    tasks: list[Task] = []
    still = (
        {line.person_id for line in tonight.lines if line.mark is None or line.mark in MISSING} if tonight else set()
    )
    for sheet in (tonight, before):
        if sheet is not None:
            missing = [line for line in sheet.lines if line.mark in MISSING and line.person_id in still]
            still -= {line.person_id for line in missing}
            tasks += [
                Task(TaskKind.MISSING, line.name, line.person_id, place=line.bed, night=sheet.night)
                for line in missing[:MOST_NAMES]
            ]
    return tasks


def _of_beds(board: BedBoard) -> list[Task]:
    tasks: list[Task] = []
    if not board.rooms:
        tasks.append(Task(TaskKind.EMPTY_HOUSE))
    elif board.unplaced:
        names = ", ".join(line.name for line in board.unplaced[:3])
        tasks.append(Task(TaskKind.UNPLACED, place=names, count=len(board.unplaced)))
    beds = _to_clean(board)
    if beds:
        tasks.append(Task(TaskKind.TO_CLEAN, place=" · ".join(beds[:4]), count=len(beds)))
    return tasks


def _of_the_office(work: Work) -> list[Task]:
    tasks: list[Task] = []
    waiting = ResidentList(ResidentFilter(to_complete=True)).run(work)
    tasks += [Task(TaskKind.COMPLETE_INTAKE, line.name, line.person_id) for line in waiting[:MOST_NAMES]]
    if len(waiting) > MOST_NAMES:
        tasks.append(Task(TaskKind.COMPLETE_INTAKE, count=len(waiting) - MOST_NAMES))
    tasks += [
        Task(TaskKind.EXIT_EXPECTED, name, person_id, night=day)
        for person_id, name, day in exits_expected(work.session, work.sight, work.today + timedelta(days=3))[
            :MOST_NAMES
        ]
    ]
    pairs = PossibleDoubles().run(work)
    if pairs:
        tasks.append(Task(TaskKind.DOUBLES, count=len(pairs)))
    return tasks
