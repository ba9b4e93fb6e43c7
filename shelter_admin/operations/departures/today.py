"""What the day asks about those who left: the visits to be made."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.departures.visits import visits_waiting

MOST_NAMES: Final = 3


def tasks_of_visits(work: Work, may: set[Right]) -> list[Task]:
    """The visits after leaving that are due or late, the longest waited for first, for who works with people's cases.

    The office, which records a leaving too, reads them in the list of its page.
    """
    if not {Right.RECORD_LEAVING, Right.EDIT_CASES} <= may:
        return []
    due = visits_waiting(work.session, work.sight, work.today)
    tasks = [
        Task(TaskKind.VISIT_DUE, one.name, one.person_id, place=one.visitor, night=one.planned_on)
        for one in due[:MOST_NAMES]
    ]
    if len(due) > MOST_NAMES:
        tasks.append(Task(TaskKind.VISIT_DUE, count=len(due) - MOST_NAMES))
    return tasks
