"""Several people changing beds at once: who goes where, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shelter_admin.domain.errors import Refused

Moves = tuple[tuple[str, str], ...]
"""Each person with the bed they go to."""


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """Somebody on the way to a bed, as shown before it is done; ``against`` says what speaks against the room."""

    person_id: str
    name: str | None = field(repr=False)
    old: str
    bed_id: str | None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Who would go where, with the beds there are to choose from (id and address); a bed kept is named as such."""

    moves: tuple[PlannedMove, ...]
    beds: tuple[tuple[str, str], ...]
    kept: frozenset[str] = frozenset()

    @property
    def lacking(self) -> int:
        """How many find no bed."""
        return sum(one.bed_id is None for one in self.moves)


def in_order(people: Sequence[str], beds: Sequence[str], now: Mapping[str, str]) -> dict[str, str | None]:
    """A bed for each, in order; who has one of these already keeps it. None for whom no bed is left."""
    stay = {person: now[person] for person in people if now.get(person) in beds}
    rest = iter([bed for bed in beds if bed not in stay.values()])
    return {person: stay[person] if person in stay else next(rest, None) for person in people}


def require_all(moves: Moves, people: Iterable[str]) -> None:
    """Refuse to leave anybody behind, to take others along, and two in one bed."""
    going = [person for person, _bed in moves]
    if sorted(going) != sorted(people):
        raise Refused("not_everybody", field="moves")
    require_each_once(moves)


def require_each_once(moves: Moves) -> None:
    """Refuse the same person or the same bed twice."""
    if len({person for person, _bed in moves}) != len(moves):
        raise Refused("person_twice", field="moves")
    if len({bed for _person, bed in moves}) != len(moves):
        raise Refused("bed_twice", field="moves")


def require_beds(wanted: Mapping[str, str | None], places: int) -> Moves:
    """The moves as planned; refused ``room_too_small`` where somebody finds no bed."""
    moves = tuple((person, bed) for person, bed in wanted.items() if bed is not None)
    if len(moves) < len(wanted):
        raise Refused("room_too_small", field="to_room_id", people=len(wanted), places=places)
    return moves
