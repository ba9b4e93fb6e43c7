"""What the day asks of the shift: to hand over, to take over, to follow up, to give medicine."""

from __future__ import annotations

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.medication import SOON
from shelter_admin.domain.note_words import shift_in_words
from shelter_admin.domain.shifts import HandoverState, shift_at, shift_before
from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.duty import handovers, medications, occurrences


def tasks_of_duty(work: Work, may: set[Right]) -> list[Task]:
    """The tasks of duty that are this reader's."""
    tasks: list[Task] = []
    if Right.HAND_OVER_SHIFT in may:
        tasks += _handovers(work)
    if Right.SEE_HEALTH_ALERTS in may:
        due = medications.due(work.session, work.sight, work.panti, (work.now, work.now + SOON))
        tasks += [Task(TaskKind.MEDICINE_DUE, count=len(due), place=due[0].name)] if due else []
    if Right.RECORD_OCCURRENCE in may and (count := occurrences.follow_ups_due(work.session, work.today)):
        tasks.append(Task(TaskKind.FOLLOW_UP_DUE, count=count))
    return tasks


def _handovers(work: Work) -> list[Task]:
    """The shift that just ended without a note, in a house that writes them; notes that wait for another's name."""
    tasks: list[Task] = []
    time = shift_before(work.panti, shift_at(work.panti, work.now))
    before = handovers.line_of(handovers.row_of(work.session, work.panti, time), time, {})
    if before.state is HandoverState.OPEN and handovers.handed_before(work.session, time.starts):
        tasks.append(Task(TaskKind.HANDOVER_MISSING, shift_in_words(time)))
    tasks += [
        Task(TaskKind.HANDOVER_WAITING, shift_in_words(line.time), place=line.handed.name)
        for line in handovers.waiting(work.session, work.panti, work.today)
        if line.handed is not None and line.handed.account_id != work.staff.account_id
    ]
    return tasks
