"""Rooms as they are set up, without the people in them: for whoever sets rooms up and sees no resident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import AgeGroup, BedKind, BedState
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.residents.bed_board import bed_board


@dataclass(frozen=True, slots=True)
class RoomSetUp:
    """One room: how many beds stand in it, how many of them are blocked, and whom it is meant for."""

    room_id: str
    wisma: str
    room: str
    sex: str | None
    age_group: AgeGroup | None
    beds: int
    blocked: int


@dataclass(frozen=True)
class RoomsSetUp(Query[tuple[RoomSetUp, ...]]):
    """Every room as it stands tonight; mattresses are not counted."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS

    @override
    def run(self, work: Work) -> tuple[RoomSetUp, ...]:
        lines = []
        for room in bed_board(work.session, work.sight, work.night).rooms:
            states = [bed.state for bed in room.beds if bed.kind is BedKind.BED]
            blocked = states.count(BedState.BLOCKED)
            lines.append(RoomSetUp(room.room_id, room.wisma, room.room, room.sex, room.age_group, len(states), blocked))
        return tuple(lines)
