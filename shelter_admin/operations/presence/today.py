"""What the day asks about permission: passes to decide on; in the morning, what day and night do not agree on."""

from __future__ import annotations

from contextlib import suppress
from datetime import time
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import LeavePass, PassStanding, require_may_approve
from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.operations.desk import Work
from shelter_admin.operations.presence.day_meets_night import morning_of
from shelter_admin.persistence.presence import passes

NOON: Final = time(12, 0)


def tasks_of_permission(work: Work, may: set[Right]) -> list[Task]:
    """The tasks of permission that are this reader's."""
    tasks: list[Task] = []
    if Right.APPROVE_LEAVE in may:
        waiting = [one for one in passes.passes(work.session, work.sight, work.now) if _mine_to_decide(work, one)]
        tasks += [Task(TaskKind.LEAVE_TO_DECIDE, count=len(waiting))] if waiting else []
    clock = work.panti.clock_of(work.now)
    if Right.MARK_GATE in may and work.panti.settings.night_ends <= clock < NOON:
        found = morning_of(work, work.today)
        open_lines = len(found.slept_absent) + len(found.not_back)
        tasks += [Task(TaskKind.DAY_MEETS_NIGHT, count=open_lines)] if open_lines else []
    return tasks


def _mine_to_decide(work: Work, leave: LeavePass) -> bool:
    """Say whether a pass waits for a decision that this reader may give."""
    if leave.standing(work.now) is not PassStanding.ASKED:
        return False
    with suppress(Refused):
        require_may_approve(leave, work.staff, work.today, work.panti)
        return True
    return False
