"""Beds of the invented panti: what they are known for, where they stand, some blocked, to be cleaned or kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.bed_layout import BedTag, Spot, all_spots
from shelter_admin.domain.beds import BedKind, BedLine, BedState, BlockKind
from shelter_admin.operations.beds.board import the_board
from shelter_admin.operations.beds.booking import BookBed
from shelter_admin.operations.beds.layout import LayOutRoom, TagBeds
from shelter_admin.operations.beds.setting_up import BlockBeds, MarkToClean
from shelter_admin.operations.desk import Work

BROKEN: Final = "Rangka patah, menunggu tukang"
GUEST: Final = "Rujukan RSUD, datang lusa"
OWN_WORD: Final = "dekat jendela"


def furnish(work: Work) -> None:
    """Mark the first wisma as on the ground floor, lay a room out, and leave empty beds as they are found in life.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.ASSIGN_BEDS, Right.EDIT_ROOMS):
        work.staff.require(right, work.today)
    board = the_board(work)
    if not board.rooms:
        return
    first = [room for room in board.rooms if room.wisma_id == board.rooms[0].wisma_id]
    low = tuple(bed.bed_id for room in first[:2] for bed in room.beds)
    TagBeds(low, (BedTag.GROUND_FLOOR,)).run(work)
    TagBeds(low[:3], (BedTag.NEAR_TOILET,)).run(work)
    TagBeds(low[-1:], (BedTag.SPECIAL_CARE, OWN_WORD)).run(work)
    room = max(first, key=lambda one: len(one.beds))
    spots = all_spots([(bed.bed_id, None) for bed in room.beds], 2)
    aisle = {bed: Spot(spot.row, 1 + (spot.column - 1) * 2) for bed, spot in spots.items()}
    LayOutRoom(room.room_id, tuple(sorted(aisle.items()))).run(work)
    _leave(work, [bed for one in board.rooms for bed in one.beds if bed.state is BedState.FREE])


def _leave(work: Work, free: list[BedLine]) -> None:
    """Of the free beds one is broken, one kept, one to be cleaned, as far as there are."""
    beds = [bed.bed_id for bed in free if bed.kind is BedKind.BED]
    if len(beds) > 1:
        BookBed(beds[-1], work.night + timedelta(days=4), note=GUEST).run(work)
    if len(beds) > 2:
        until = work.today + timedelta(days=10)
        BlockBeds((beds[-2],), BROKEN, until_day=until, kind=BlockKind.BROKEN).run(work)
    if len(beds) > 3:
        MarkToClean((beds[-3],)).run(work)
