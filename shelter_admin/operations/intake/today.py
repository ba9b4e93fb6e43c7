"""What the waiting list asks of the running day: offers that end, and who waits long."""

from __future__ import annotations

from datetime import timedelta

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.domain.waiting_list import LONG_WAIT
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.intake.applicants import waiting_since
from shelter_admin.persistence.residents.waiting_list import offers_ending


def tasks_of_the_waiting_list(work: Work, may: set[Right]) -> list[Task]:
    """A line for the offers that end today or ended unanswered, one for those who wait longer than two weeks."""
    if Right.INTAKE not in may:
        return []
    tasks: list[Task] = []
    if ending := offers_ending(work.session, work.night):
        tasks.append(Task(TaskKind.OFFERS_END, count=ending))
    if waiting := waiting_since(work.session, work.today - timedelta(days=LONG_WAIT + 1)):
        tasks.append(Task(TaskKind.WAITING_LONG, count=waiting))
    return tasks
