"""What the day asks about classes, leaving and the month's return, of whom it asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from shelter_admin.domain.accounts import Right, Role, Staff
from shelter_admin.domain.readiness import Candidate, Criterion, State
from shelter_admin.domain.today import LeavingToday, Task, TaskKind
from shelter_admin.domain.training import ClassToday
from shelter_admin.operations.desk import Work
from shelter_admin.operations.readiness.asking import Candidates
from shelter_admin.operations.training.whose import reader_of
from shelter_admin.persistence.today import left_open, month_is_owed
from shelter_admin.persistence.training.classes import todays_classes
from shelter_admin.persistence.training.streaks import absent_in_a_row

MOST_NAMES: Final = 5
MOST_WAITED_FOR: Final = 3


def classes_of(work: Work) -> tuple[ClassToday, ...] | None:
    """The day's classes; a trainer sees the own ones, who has nothing to do with classes None."""
    return todays_classes(work.session, reader_of(work)) if work.staff.may(Right.SEE_CLASS, work.today) else None


def candidates_of(work: Work, may: set[Right]) -> tuple[Candidate, ...]:
    """Who is on the way out, read once for whoever sees the whole house or is waited for by somebody on that way."""
    asked = Right.SEE_READINESS in may or writes_health(may) or writes_papers(work, may)
    return Candidates().run(work).candidates if asked else ()


def writes_health(may: set[Right]) -> bool:
    """Say whether health is this reader's to write down, in the file of somebody they see."""
    return {Right.SEE_RESIDENTS, Right.EDIT_HEALTH} <= may


def writes_papers(work: Work, may: set[Right]) -> bool:
    """Say whether papers are this reader's to write down.

    Who else may, and has the page of readiness, reads there whose turn it is.
    """
    turn = Role.TATA_USAHA in work.staff.roles or Right.SEE_READINESS not in may
    return turn and {Right.SEE_RESIDENTS, Right.EDIT_IDENTITY} <= may


def leaving_of(candidates: tuple[Candidate, ...]) -> LeavingToday:
    """People, each counted once, by what keeps them here."""
    return LeavingToday(
        len({line.person_id for line in candidates if line.waiting}),
        len({line.person_id for line in candidates if line.held_by_papers}),
        len({line.person_id for line in candidates if line.no_receiver}),
        len({line.person_id for line in candidates if line.decision is not None and line.decision.ready}),
    )


def tasks_of_the_head(candidates: tuple[Candidate, ...]) -> list[Task]:
    """Who waits for the head's decision."""
    waiting = {line.person_id: line.name for line in candidates if line.waiting}
    tasks = [Task(TaskKind.DECIDE, name, person_id) for person_id, name in list(waiting.items())[:MOST_NAMES]]
    if len(waiting) > MOST_NAMES:
        tasks.append(Task(TaskKind.DECIDE, count=len(waiting) - MOST_NAMES))
    return tasks


def tasks_of_the_file(work: Work, may: set[Right], candidates: tuple[Candidate, ...]) -> list[Task]:
    """Whose way out waits for what this reader writes into the file: the name, and nothing of how far they are."""
    tasks: list[Task] = []
    if writes_health(may):
        tasks += _waited_for(TaskKind.HEALTH_WAITED_FOR, Criterion.HEALTH, State.UNKNOWN, candidates)
    if writes_papers(work, may):
        tasks += _waited_for(TaskKind.PAPERS_WAITED_FOR, Criterion.IDENTITY, State.NOT_MET, candidates)
    return tasks


def _waited_for(kind: TaskKind, asked: Criterion, state: State, candidates: tuple[Candidate, ...]) -> list[Task]:
    """Those whose next criterion is this one, standing like this; each once, also in two programmes."""
    people: dict[str, str] = {}
    for line in candidates:
        check = line.check(asked)
        if line.blockers[:1] == (asked,) and check is not None and check.state is state:
            people[line.person_id] = line.name
    tasks = [Task(kind, name, person_id) for person_id, name in list(people.items())[:MOST_WAITED_FOR]]
    if len(people) > MOST_WAITED_FOR:
        tasks.append(Task(kind, count=len(people) - MOST_WAITED_FOR))
    return tasks


def tasks_of_classes(work: Work, classes: tuple[ClassToday, ...]) -> list[Task]:
    """The own classes that have begun and are not closed, and those of the last days that nobody closed.

    The head, who runs no class, is asked for the forgotten ones only.
    """
    clock = f"{work.panti.clock_of(work.now):%H:%M}"
    tasks = [
        Task(
            TaskKind.CLASS_UNMARKED,
            _called(one.program, one.batch),
            count=one.people - one.marked,
            night=work.today,
            batch_id=one.batch_id,
        )
        for one in classes
        if one.own
        and not (one.off or one.cancelled)
        and one.closed_by is None
        and one.people
        and (one.starts_at or "00:00") <= clock
    ]
    open_ones = left_open(work.session, work.today, None if _runs_all(work) else work.staff.account_id)
    tasks += [
        Task(TaskKind.CLASS_OPEN, _called(program, batch), night=day, batch_id=batch_id)
        for batch_id, program, batch, day in open_ones[:MOST_NAMES]
    ]
    if len(open_ones) > MOST_NAMES:
        tasks.append(Task(TaskKind.CLASS_OPEN, count=len(open_ones) - MOST_NAMES))
    return tasks + _tasks_of_streaks(work)


def _tasks_of_streaks(work: Work) -> list[Task]:
    """Whoever was absent without word as often in a row as the settings warn of; the class is opened."""
    trainer_id = None if _runs_all(work) else work.staff.account_id
    least = work.panti.settings.absent_streak
    found = absent_in_a_row(work.session, work.sight, work.today, least, trainer_id)
    found.sort(key=lambda one: -one.count)
    tasks = [
        Task(TaskKind.ABSENT_STREAK, one.name, count=one.count, place=one.batch, batch_id=one.batch_id)
        for one in found[:MOST_NAMES]
    ]
    if len(found) > MOST_NAMES:
        tasks.append(Task(TaskKind.ABSENT_STREAK, count=len(found) - MOST_NAMES))
    return tasks


def _called(program: str, batch: str) -> str:
    return f"{program} {batch}".strip()


def _runs_all(work: Work) -> bool:
    """Say whether this member of staff may run any class, not as the trainer of it."""
    staff = work.staff
    others = Staff(staff.account_id, staff.user, staff.full_name, staff.roles - {Role.INSTRUKTUR}, staff.passed)
    return others.may(Right.RUN_CLASS, work.today)


def tasks_of_the_month(work: Work) -> list[Task]:
    """The return of the month that is over, while nobody has sent it; ``night`` is the month's last day."""
    last = work.today.replace(day=1) - timedelta(days=1)
    period = f"{last:%Y-%m}"
    owed = month_is_owed(work.session, period, last)
    return [Task(TaskKind.RETURN_NOT_SENT, place=period, night=last)] if owed else []
