"""The stage of rehabilitation: what is missing for the next one, moving on, moving despite what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.assessments import AssessmentLine
from shelter_admin.domain.cases.instruments import Instrument, Need, Occasion
from shelter_admin.domain.cases.stages import Requirement, Stage, StageFile, missing_for
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.shipped_instruments import shipped
from shelter_admin.persistence.cases import assessments, instruments, stages
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.for_stages import brought_by_readiness
from shelter_admin.persistence.residents.stays import last_stay

CHANGED: Final = Changes.of(Area.CASES)

WORDS: dict[str, str] = {
    "stage_same": N_("The stay is in this stage already."),
    "stage_in_future": N_("The day {day} has not come yet."),
    "stage_before": N_("The last stage began on {day}; the next one cannot begin earlier."),
    "stage_moved_since": N_("The stage was changed since, so this cannot be taken back."),
}


@dataclass(frozen=True)
class MoveStage(Command[tuple[Requirement, ...]]):
    """Say which stage a stay has reached. Where something is missing a reason is asked for, and kept with what it was.

    The outcome is what was missing.
    """

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("stage of rehabilitation")

    person_id: str
    stage: Stage
    from_day: date | None = None

    @override
    def run(self, work: Work) -> Done[tuple[Requirement, ...]]:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = last_stay(work.session, self.person_id)
        now = stage_of(work, stay)
        day = self.from_day or work.today
        if now.stage is self.stage:
            raise Refused("stage_same", field="stage")
        if day > work.today:
            raise Refused("stage_in_future", field="from_day", day=day)
        if now.moves and day < now.moves[0].from_day:
            raise Refused("stage_before", field="from_day", day=now.moves[0].from_day)
        missing = missing_for(self.stage, now.met)
        despite = work.require_reason() if missing else work.reason.strip()
        found = {"met": sorted(one.value for one in now.met), "missing": [one.value for one in missing]}
        move_id = stages.add(work.session, stay, self.stage, day, despite, found)
        undo = TakeBackStage(move_id)
        return Done(CHANGED, missing, undo, (self.person_id,), {"move_id": move_id, "missing": found["missing"]})


@dataclass(frozen=True)
class TakeBackStage(Command[None]):
    """Take the newest stage of a stay back."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("take a stage back")

    move_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = stages.remove(work.session, self.move_id)
        require_in_sight(work.session, work.sight, row.person_id)
        return Done(CHANGED, about=(row.person_id,))


def stage_of(work: Work, stay: StayTable, lines: tuple[AssessmentLine, ...] | None = None) -> StageFile:
    """The stage of a stay with what is there for the stages to come. ``lines`` are its person's, open to anybody."""
    if lines is None:
        lines = assessments.lines_of(work.session, stay.person_id, open_to=frozenset(Need))
    moves = stages.moves_of(work.session, stay.id)
    asked = [one.instrument for one in instruments.current(work.session, shipped()) if not one.retired]
    here = [line for line in lines if line.stay_id == stay.id]
    met = stages.written(work.session, stay) | brought_by_readiness(work.session, stay.id) | _assessed(asked, here)
    stage = moves[0].stage if moves else Stage.REGISTRATION
    since = moves[0].from_day if moves else stay.admitted_on
    return StageFile(stage, since, moves, met)


def _assessed(asked: list[Instrument], here: list[AssessmentLine]) -> frozenset[Requirement]:
    """Which requirements the assessments of a stay meet: each instrument asked for, filled whole.

    One that is not asked for at entry counts before leaving only where somebody has filled it at all.
    """
    whole = {(line.code, line.occasion) for line in here if line.complete}
    filled = {line.code for line in here}
    at_entry = [one.code for one in asked if Occasion.ENTRY in one.due_at]
    before = [one.code for one in asked if Occasion.BEFORE_LEAVING in one.due_at]
    met = set()
    if all(any(code == known for known, _occasion in whole) for code in at_entry):
        met.add(Requirement.ENTRY_ASSESSMENTS)
    if all((code, Occasion.BEFORE_LEAVING) in whole for code in before if code in at_entry or code in filled):
        met.add(Requirement.EXIT_ASSESSMENTS)
    return frozenset(met)
