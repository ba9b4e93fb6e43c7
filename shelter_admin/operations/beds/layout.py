"""Rooms as they are drawn, beds dragged to their spot, and the tags of beds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.bed_layout import Spot, read_tag, require_spots
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.beds import layout, rooms
from shelter_admin.persistence.beds.layout import Tagged

CHANGED = Changes.of(Area.BEDS)

WORDS: dict[str, str] = {
    "spot_outside": N_("That is too far away: a room has up to {most} rows and columns."),
    "spot_taken": N_("Two beds cannot stand on one spot."),
    "tag_unclear": N_("Write a word or two, up to {most} letters."),
}

BedSpots = tuple[tuple[str, Spot], ...]


@dataclass(frozen=True)
class LayOutRoom(Command[None]):
    """Say where the beds of a room stand; a bed not named has no spot, and none at all means in a row by number.

    ``before`` is how they stood when whoever drags them saw them; it is refused where somebody moved them since.
    """

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("where the beds stand")

    room_id: str
    spots: BedSpots
    before: BedSpots | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        room = rooms.the_room(work.session, self.room_id)
        require_spots(self.spots, layout.beds_in(work.session, room.id))
        known = layout.spots_in(work.session, room.id)
        if self.before is not None and dict(self.before) != known:
            raise Refused("changed_meanwhile")
        layout.put_spots(work.session, room.id, dict(self.spots))
        return Done(CHANGED, undo=LayOutRoom(room.id, tuple(sorted(known.items())), self.spots))


@dataclass(frozen=True)
class TagBeds(Command[None]):
    """Give beds tags and take others from them; what a bed has or lacks already stays as it is."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("what beds are known for")

    bed_ids: tuple[str, ...]
    give: tuple[str, ...] = field(default=(), repr=False)
    take: tuple[str, ...] = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        for bed_id in self.bed_ids:
            rooms.a_bed(work.session, bed_id)
        given = layout.tag(work.session, self.bed_ids, [read_tag(typed) for typed in self.give])
        taken = layout.untag(work.session, self.bed_ids, self.take)
        if not given and not taken:
            return Done()
        return Done(CHANGED, undo=PutTagsBack(taken, given))


@dataclass(frozen=True)
class PutTagsBack(Command[None]):
    """Undo of marking beds: each gets back what was taken from it and loses what it was given."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("beds known as before")

    give: tuple[Tagged, ...] = field(repr=False)
    take: tuple[Tagged, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        for bed_id, tag in self.give:
            layout.tag(work.session, (bed_id,), (tag,))
        for bed_id, tag in self.take:
            layout.untag(work.session, (bed_id,), (tag,))
        return Done(CHANGED)
