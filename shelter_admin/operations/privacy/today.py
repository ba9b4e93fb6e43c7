"""What data protection asks of the running day: requests to answer and incidents to tell, with the nearest term."""

from __future__ import annotations

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.privacy.requests import TERM
from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.privacy import incidents, requests


def tasks_of_data_protection(work: Work, may: set[Right]) -> list[Task]:
    """A line for the open requests, one for the incidents still to be told; for whoever answers and tells."""
    tasks: list[Task] = []
    if Right.HANDLE_DATA_REQUEST in may and (received := requests.waiting(work.session)):
        tasks.append(Task(TaskKind.DATA_REQUEST, since=received[0] + TERM, count=len(received)))
    if Right.RECORD_INCIDENT in may and (found := incidents.to_tell(work.session)):
        tasks.append(Task(TaskKind.INCIDENT_TO_TELL, since=found[0] + TERM, count=len(found)))
    return tasks
