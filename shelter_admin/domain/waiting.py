"""What was written at the gate while the server did not answer, until it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from shelter_admin.domain.presence import (
    GateBoard,
    GateMove,
    GatePerson,
    OutingKind,
    OutingLine,
    late_first,
    minutes_late,
)


class Move(StrEnum):
    """What happened at the gate."""

    OUT = "out"
    IN = "in"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class WaitingMove:
    """One entry of the gate: who wrote it, when it happened, about whom.

    ``id`` becomes the outing's id of who goes out; for a changed return ``outing_id`` says which. ``unsure`` ones may
    have been saved already when the server went away. ``refused`` holds the code of the rule that said no when it was
    sent, or of the fault that stopped it; such an entry is kept until somebody puts it away with a reason.
    """

    id: str
    account_id: str
    at: datetime
    move: Move
    person_id: str
    number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    outing_id: str = ""
    kind: OutingKind = OutingKind.PERMISSION
    destination: str = field(default="", repr=False)
    until: datetime | None = None
    unsure: bool = False
    refused: str = ""


def still_waiting(moves: Iterable[WaitingMove]) -> tuple[WaitingMove, ...]:
    """Those that no rule has refused yet, in order."""
    return tuple(move for move in moves if not move.refused)


def board_with(board: GateBoard, moves: Iterable[WaitingMove], house: Iterable[GatePerson], now: datetime) -> GateBoard:
    """The gate board as it is once these moves are counted in, each marked as waiting."""
    people = {person.person_id: person for person in house}
    out = {line.person_id: line for line in board.out}
    inside, recent = board.inside, list(board.recent)
    for move in still_waiting(moves):
        line = out.get(move.person_id)
        if move.move is Move.OUT and line is None:
            out[move.person_id] = _line(move, people.get(move.person_id), now)
            inside -= 1
        elif move.move is Move.IN and line is not None:
            del out[move.person_id]
            inside += 1
        elif move.move is Move.RETURN and line is not None and line.outing_id == move.outing_id:
            late = minutes_late(move.until, now)
            out[move.person_id] = replace(line, until=move.until, late_minutes=late, waiting=True)
        if move.move is not Move.RETURN:
            recent.insert(0, GateMove(move.at, move.name, move.move is Move.OUT, waiting=True))
    return GateBoard(inside, tuple(late_first(list(out.values()))), tuple(recent))


def _line(move: WaitingMove, person: GatePerson | None, now: datetime) -> OutingLine:
    return OutingLine(
        move.id,
        move.person_id,
        person.stay_id if person else "",
        move.number,
        move.name,
        person.alias if person else "",
        person.bed if person else "",
        move.kind,
        move.destination,
        move.at,
        move.until,
        minutes_late(move.until, now),
        person.photo_id if person else None,
        waiting=True,
    )


def people_like(typed: str, house: Iterable[GatePerson], board: GateBoard, most: int) -> tuple[GatePerson, ...]:
    """Who of the house is meant: an exact number alone, else beginnings of names, as the store itself would answer.

    Who is kept from this reader has no name here and is found by the own number alone.
    """
    out = {line.person_id: line for line in board.out}
    number = typed.strip().casefold()
    parts = number.split()
    found = [person for person in house if person.number.casefold() == number]
    if not found and parts:
        found = [person for person in house if not person.kept and _named(person, parts)]
        found.sort(key=lambda person: (not person.name.casefold().startswith(parts[0]), person.name))
    return tuple(_as_now(person, out.get(person.person_id)) for person in found[:most])


def inside_of(board: GateBoard, house: Iterable[GatePerson]) -> tuple[GatePerson, ...]:
    """Everybody of the house whom the board does not have outside, by name; who has none here comes last."""
    out = {line.person_id for line in board.out}
    inside = [person for person in house if person.person_id not in out]
    return tuple(sorted(inside, key=lambda person: (person.kept, person.name.casefold(), person.number)))


def _named(person: GatePerson, parts: list[str]) -> bool:
    names = f"{person.name} {person.alias}".casefold().replace("-", " ").replace("'", " ").split()
    return all(any(name.startswith(part) for name in names) for part in parts)


def _as_now(person: GatePerson, line: OutingLine | None) -> GatePerson:
    if line is None:
        return replace(person, out=False, destination="", until=None)
    return replace(person, out=True, destination=line.destination, until=line.until)
