"""What the running day asks of somebody, by what they may see. Parts a role never sees are None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shelter_admin.domain.presence import Counts
from shelter_admin.domain.training import ClassToday


@dataclass(frozen=True, slots=True)
class Census:
    """People holding a place and usable beds on one night."""

    night: date
    occupied: int
    capacity: int


@dataclass(frozen=True, slots=True)
class BedsToday:
    """Tonight's beds, and the nights before."""

    occupied: int
    capacity: int
    mattresses: int
    unplaced: int
    to_clean: tuple[str, ...]
    nights: tuple[Census, ...]

    @property
    def percent(self) -> float | None:
        """Occupancy; may pass 100; None without capacity."""
        return self.occupied * 100 / self.capacity if self.capacity else None


@dataclass(frozen=True, slots=True)
class InAndOut:
    """Who is inside and outside at this moment."""

    inside: int
    out: int
    late: int


@dataclass(frozen=True, slots=True)
class RollCallToday:
    """Tonight's roll-call and the one before."""

    night: date
    due: datetime
    counts: Counts
    closed_by: str | None
    before: Counts | None
    before_closed: bool


@dataclass(frozen=True, slots=True)
class LeavingToday:
    """People in the house by what keeps them: the head's word, papers, a place to go; ``decided`` may go."""

    waiting: int
    held_by_papers: int
    no_receiver: int
    decided: int


class TaskKind(StrEnum):
    """What somebody has to do; each has the button that does it."""

    DECIDE = "decide"
    LATE = "late"
    MISSING = "missing"
    COMPLETE_INTAKE = "complete_intake"
    ROLL_CALL_DUE = "roll_call_due"
    ROLL_CALL_OPEN = "roll_call_open"
    UNPLACED = "unplaced"
    TO_CLEAN = "to_clean"
    EXIT_EXPECTED = "exit_expected"
    VISIT_DUE = "visit_due"
    DOUBLES = "doubles"
    CLASS_UNMARKED = "class_unmarked"
    CLASS_OPEN = "class_open"
    ABSENT_STREAK = "absent_streak"
    RETURN_NOT_SENT = "return_not_sent"
    HEALTH_WAITED_FOR = "health_waited_for"
    PAPERS_WAITED_FOR = "papers_waited_for"
    PAPERS_LATE = "papers_late"
    DATA_REQUEST = "data_request"
    INCIDENT_TO_TELL = "incident_to_tell"
    HANDOVER_MISSING = "handover_missing"
    HANDOVER_WAITING = "handover_waiting"
    MEDICINE_DUE = "medicine_due"
    FOLLOW_UP_DUE = "follow_up_due"
    OFFERS_END = "offers_end"
    WAITING_LONG = "waiting_long"
    LEAVE_TO_DECIDE = "leave_to_decide"
    DAY_MEETS_NIGHT = "day_meets_night"
    NO_COPY = "no_copy"
    TAIL_LOST = "tail_lost"
    EMPTY_HOUSE = "empty_house"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of what has to be done. ``person_id`` where it is about one person; ``count`` where about many.

    Of requests and incidents with personal data ``since`` is the end of the nearest term.

    A class is named by ``who`` and ``batch_id``, its day is ``night``; a month stands in ``place`` as ``2026-10``.
    """

    kind: TaskKind
    who: str = ""
    person_id: str = ""
    since: datetime | None = None
    place: str = ""
    count: int = 0
    night: date | None = None
    batch_id: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The page of the day. Whoever only trains has classes and their tasks, and nothing else."""

    day: date
    night: date
    beds: BedsToday | None
    presence: InAndOut | None
    roll_call: RollCallToday | None
    tasks: tuple[Task, ...]
    classes: tuple[ClassToday, ...] | None = None
    leaving: LeavingToday | None = None
