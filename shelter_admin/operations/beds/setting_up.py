"""Setting up wisma, rooms and beds; blocking, cleaning, closing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import AgeGroup, BlockKind, room_names
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.beds import rooms
from shelter_admin.persistence.beds.tables import BedTable

CHANGED = Changes.of(Area.BEDS)
LABELS = {"sex": N_("Meant for"), "age_group": N_("Ages")}
SEX_NAMES = {None: N_("men and women"), "L": N_("men"), "P": N_("women")}
MOST_BEDS = 300

WORDS: dict[str, str] = {
    "rooms_unclear": N_("Write the rooms like 1-8 or 1, 2, 5, each once."),
    "room_taken": N_("That wisma already has a room of this name."),
    "room_unknown": N_("There is no such room. Choose one from the list."),
    "wisma_missing": N_("Say which wisma."),
    "wisma_taken": N_("There is already a wisma of this name."),
    "bed_count_unclear": N_("Beds per room: a number from {least} to {most}."),
    "bed_label_taken": N_("That room already has a bed of this name."),
    "bed_in_use": N_("Somebody sleeps in that bed then. Move them first."),
    "bed_kept_then": N_("That bed is kept for somebody then. No longer keep it first."),
    "block_dates_unclear": N_("The end must come after the beginning."),
    "rooms_in_use": N_("These rooms are in use by now; they stay."),
    "day_unclear": N_("Write the day like 21-11-2026."),
}


@dataclass(frozen=True)
class PlannedRoom:
    """One room of the preview before many are made."""

    wisma: str
    room: str
    beds: tuple[str, ...]


@dataclass(frozen=True)
class AddRooms(Command[int]):
    """Make rooms ``1-8`` of a wisma with so many beds each, all at once; tells how many beds were made.

    Without an opening day the rooms count as having stood there before the records began.
    """

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("new rooms")

    wisma: str
    rooms: str
    beds_each: int
    sex: str | None = None
    age_group: AgeGroup | None = None
    opened_on: date | None = None

    def plan(self) -> tuple[PlannedRoom, ...]:
        """What would be made; raises Refused beside the field that is unclear."""
        if not self.wisma.strip():
            raise Refused("wisma_missing", field="wisma")
        names = room_names(self.rooms)
        if not 0 <= self.beds_each <= MOST_BEDS:
            raise Refused("bed_count_unclear", field="beds_each", least=0, most=MOST_BEDS)
        labels = tuple(str(number + 1) for number in range(self.beds_each))
        return tuple(PlannedRoom(self.wisma.strip(), name, labels) for name in names)

    @override
    def run(self, work: Work) -> Done[int]:
        room_ids: list[str] = []
        bed_ids: list[str] = []
        for planned in self.plan():
            wisma_id = rooms.wisma_named(work.session, planned.wisma)
            room = rooms.add_room(work.session, wisma_id, planned.room, self.sex, self.age_group)
            room_ids.append(room.id)
            beds = rooms.add_beds(work.session, room.id, len(planned.beds), self.opened_on)
            bed_ids += [bed.id for bed in beds]
        return Done(CHANGED, result=len(bed_ids), undo=TakeBackRooms(tuple(room_ids), tuple(bed_ids)))


@dataclass(frozen=True)
class TakeBackRooms(Command[None]):
    """Undo of making rooms or beds; refused once somebody was given a bed there."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("take back the new rooms")

    room_ids: tuple[str, ...]
    bed_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        rooms.take_back(work.session, self.room_ids, self.bed_ids)
        return Done(CHANGED)


@dataclass(frozen=True)
class AddBeds(Command[tuple[str, ...]]):
    """Put more beds into a room from a day on (today where none is said)."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("new beds")

    room_id: str
    count: int
    opened_on: date | None = None

    @override
    def run(self, work: Work) -> Done[tuple[str, ...]]:
        if not 1 <= self.count <= MOST_BEDS:
            raise Refused("bed_count_unclear", field="count", least=1, most=MOST_BEDS)
        room = rooms.the_room(work.session, self.room_id)
        beds = rooms.add_beds(work.session, room.id, self.count, self.opened_on or work.today)
        undo = TakeBackRooms((), tuple(bed.id for bed in beds))
        return Done(CHANGED, result=tuple(bed.label for bed in beds), undo=undo)


@dataclass(frozen=True)
class ChangeRoom(Edit[None]):
    """Say whom a room is meant for."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("room rules")

    room_id: str
    sex: str | None
    age_group: AgeGroup | None

    @override
    def run(self, work: Work) -> Done[None]:
        room = rooms.the_room(work.session, self.room_id)

        def words(name: str, value: Any) -> str:
            if name == "sex":
                return _(SEX_NAMES[value])
            return plainly(work, value) if value else _("any age")

        before: dict[str, Any] = {"sex": room.sex, "age_group": AgeGroup(room.age_group) if room.age_group else None}
        mine = {"sex": self.sex, "age_group": self.age_group}
        agreed = self.agree(work, Fields(named(LABELS), of_row(work.session, room), words), mine, before)
        room.sex, room.age_group = agreed["sex"], agreed["age_group"]
        return Done(CHANGED, undo=ChangeRoom(room.id, **before, seen=Seen(agreed)))


@dataclass(frozen=True)
class BlockBeds(Command[None]):
    """Take beds out of use from a day (today) until a day, or until further notice; ``kind`` says why."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("bed out of use")

    bed_ids: tuple[str, ...]
    why: str = field(repr=False)
    from_day: date | None = None
    until_day: date | None = None
    kind: BlockKind = BlockKind.BLOCKED

    @override
    def run(self, work: Work) -> Done[None]:
        start = self.from_day or work.today
        if self.until_day is not None and self.until_day <= start:
            raise Refused("block_dates_unclear", field="until_day")
        if not self.why.strip():
            raise Refused("reason_missing", field="why")
        why = rooms.Why(self.why.strip(), self.kind)
        blocks = rooms.block(work.session, self.bed_ids, start, self.until_day, why)
        made = tuple(rooms.BlockEnd(block_id, start, self.until_day) for block_id in blocks)
        return Done(CHANGED, undo=RestoreBlocks(made))


@dataclass(frozen=True)
class UnblockBeds(Command[None]):
    """Take beds into use again from a day, today where none is said."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("bed in use again")

    bed_ids: tuple[str, ...]
    from_day: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        ended: list[rooms.BlockEnd] = []
        for bed_id in self.bed_ids:
            ended += rooms.unblock(work.session, bed_id, self.from_day or work.today)
        return Done(CHANGED, undo=RestoreBlocks(tuple(ended)))


@dataclass(frozen=True)
class RestoreBlocks(Command[None]):
    """Undo of blocking (the block ends the day it began) and of taking into use again (it has its end back)."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("blocks as they were")

    blocks: tuple[rooms.BlockEnd, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        for block in self.blocks:
            rooms.put_block_back(work.session, block)
        return Done(CHANGED)


@dataclass(frozen=True)
class CloseBed(Command[None]):
    """Take a bed away for good from a day on; earlier nights keep it in their capacity."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("take the bed away")

    bed_id: str
    from_day: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        day = self.from_day or work.today
        before = rooms.a_bed(work.session, self.bed_id).closed_on
        rooms.close_bed(work.session, self.bed_id, day)
        return Done(CHANGED, undo=OpenBedAgain(self.bed_id, day, before))


@dataclass(frozen=True)
class OpenBedAgain(Command[None]):
    """Undo of taking a bed away; refused when somebody changed that meanwhile."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("put the bed back")

    bed_id: str
    closed_on: date
    before: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        bed = work.session.get_one(BedTable, self.bed_id)
        if bed.closed_on != self.closed_on:
            raise Refused("changed_meanwhile")
        bed.closed_on = self.before
        return Done(CHANGED)


@dataclass(frozen=True)
class MarkClean(Command[None]):
    """Say that beds were cleaned."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("bed cleaned")

    bed_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        changed = rooms.set_cleaning(work.session, self.bed_ids, None)
        return Done(CHANGED, undo=MarkToClean(tuple(changed)))


@dataclass(frozen=True)
class MarkToClean(Command[None]):
    """Say that beds need cleaning."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("bed to be cleaned")

    bed_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        changed = rooms.set_cleaning(work.session, self.bed_ids, work.now)
        return Done(CHANGED, undo=MarkClean(tuple(changed)))
