"""Opening and closing a wing: the beds of a wisma or of some rooms, from a day on and until a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedKind, BlockKind
from shelter_admin.domain.capacity import Sleeper
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.beds.setting_up import RestoreBlocks
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.beds import capacity
from shelter_admin.persistence.beds.rooms import BlockEnd

CHANGED = Changes.of(Area.BEDS)

WORDS: dict[str, str] = {
    "wing_unknown": N_("No bed stands in what was chosen. Choose a wisma or rooms with beds."),
    "wing_slept_in": N_("{count} people have a bed there then, the last one until {until}. Move them first."),
    "wing_slept_in_open": N_("{count} people have a bed there then, without an end. Move them first."),
    "wing_booked": N_("{count} beds there are kept for somebody, the last one until {until}. Cancel that first."),
    "wing_open_already": N_("Every bed there can be used on these days already."),
    "wing_closed_already": N_("No bed stands there on these days; there is nothing to close."),
}


@dataclass(frozen=True)
class CloseWing(Command[int]):
    """Take all beds of a wisma, or of rooms, out of use from a day (today) until a day or further notice.

    Tells how many beds. Nights before keep their capacity. Refused while somebody has a bed there on those nights.
    """

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("close a wing")

    wisma_id: str | None = None
    room_ids: tuple[str, ...] = ()
    from_day: date | None = None
    until_day: date | None = None
    kind: BlockKind = BlockKind.CLOSED
    why: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[int]:
        first = _days(work, self.from_day, self.until_day)
        if not self.why.strip():
            raise Refused("reason_missing", field="why")
        beds = capacity.beds_of(work.session, self.wisma_id, self.room_ids)
        capacity.require_nobody(work.session, beds, first, self.until_day)
        blocks = capacity.close(work.session, beds, first, self.until_day, self.kind, self.why.strip())
        if not blocks:
            raise Refused("wing_closed_already", field="from_day")
        made = tuple(BlockEnd(block_id, first, self.until_day) for block_id in blocks)
        closed = sum(bed.kind == BedKind.BED for bed in beds)
        return Done(CHANGED, closed, undo=RestoreBlocks(made), what={"beds": closed, "from_day": first.isoformat()})


@dataclass(frozen=True)
class OpenWing(Command[int]):
    """Let all beds of a wisma, or of rooms, be used from a day (today) until a day or for good; tells how many beds.

    What kept them from use before that day, and after its end, stays as it was: past occupancy does not change.
    """

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("open a wing")

    wisma_id: str | None = None
    room_ids: tuple[str, ...] = ()
    from_day: date | None = None
    until_day: date | None = None

    @override
    def run(self, work: Work) -> Done[int]:
        first = _days(work, self.from_day, self.until_day)
        beds = capacity.beds_of(work.session, self.wisma_id, self.room_ids)
        opened = capacity.open_beds(work.session, beds, first, self.until_day)
        if not opened.changed:
            raise Refused("wing_open_already", field="from_day")
        count = sum(bed.kind == BedKind.BED for bed in beds)
        return Done(CHANGED, count, undo=CloseWingAgain(opened), what={"beds": count, "from_day": first.isoformat()})


@dataclass(frozen=True)
class CloseWingAgain(Command[None]):
    """Undo of opening a wing; refused once somebody was given a bed there."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("close the wing again")

    opened: capacity.Opened

    @override
    def run(self, work: Work) -> Done[None]:
        capacity.take_back(work.session, self.opened)
        return Done(CHANGED)


@dataclass(frozen=True)
class SleepersOf(Query[tuple[Sleeper, ...]]):
    """Who has a bed in a wing on the nights it is to be closed, and until when; who stays longest last."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    wisma_id: str | None = None
    room_ids: tuple[str, ...] = ()
    from_day: date | None = None
    until_day: date | None = None

    @override
    def run(self, work: Work) -> tuple[Sleeper, ...]:
        first = _days(work, self.from_day, self.until_day)
        beds = capacity.beds_of(work.session, self.wisma_id, self.room_ids)
        return capacity.sleepers(work.session, work.sight, beds, first, self.until_day)


def _days(work: Work, first: date | None, until: date | None) -> date:
    """The first day meant; refused ``block_dates_unclear`` where the end does not come after it."""
    start = first or work.today
    if until is not None and until <= start:
        raise Refused("block_dates_unclear", field="until_day")
    return start
