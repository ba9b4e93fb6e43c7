"""``bed``: the board, and giving a bed."""

from __future__ import annotations

from datetime import date

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedLine, RoomLine
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedAt, BedBoardOn
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.residents.asking import ResidentNumbered
from shelter_admin.terminal.call import Call, pass_call
from shelter_admin.terminal.plain import DAY


@click.group(help=_("Beds: the board, and giving a bed."))
def bed() -> None:
    """Beds: the board, and giving a bed."""


@bed.command("board", help=_("Show every room and bed of a night."))
@click.option("--on", type=DAY, metavar="DATE", help=_("The night, else the running one."))
@pass_call
def board(call: Call, on: date | None) -> None:
    """Show every room and bed of a night."""
    with call.reading(Right.SEE_BEDS) as desk:
        seen = desk.ask(BedBoardOn(on))
    plain = {
        "night": seen.night.isoformat(),
        "capacity": seen.capacity,
        "occupied": seen.occupied,
        "over": seen.over,
        "rooms": [_room(room) for room in seen.rooms],
        "unplaced": [{"number": line.number, "name": line.name} for line in seen.unplaced],
    }
    told = _("{occupied} of {capacity} places, {over} over")
    lines = [told.format(occupied=seen.occupied, capacity=seen.capacity, over=seen.over)]
    lines += [f"{one.address:<20} {one.resident or '-'}" for room in seen.rooms for one in room.beds]
    call.answer(plain, lines)


def _room(room: RoomLine) -> dict[str, object]:
    return {"wisma": room.wisma, "room": room.room, "beds": [_bed(one) for one in room.beds]}


def _bed(one: BedLine) -> dict[str, str | None]:
    return {
        "label": one.label,
        "state": one.state.value,
        "resident": one.resident,
        "number": one.number,
        "bed": one.address,
        "kind": one.kind.value,
    }


@bed.command("assign", help=_("Give somebody a bed, or move them to another, which needs a reason."))
@click.argument("number")
@click.argument("address", metavar="BED")
@click.option("--from", "night", type=DAY, metavar="DATE", help=_("The first night, else the running one."))
@click.option("--reason", default="", metavar="TEXT", help=_("Why."))
@pass_call
def assign(call: Call, number: str, address: str, night: date | None, reason: str) -> None:
    """Give somebody a bed, or move them to another, which needs a reason."""
    with call.writing(AssignBed.needs) as desk:
        person = desk.ask(ResidentNumbered(number))
        given = desk.do(AssignBed(person.person_id, desk.ask(BedAt(address)), night, reason), reason=reason)
        seen = desk.ask(BedBoardOn(date.fromisoformat(given.what["from_night"])))
    kept = next((one.address for room in seen.rooms for one in room.beds if one.person_id == person.person_id), address)
    plain = {"number": person.number, "bed": kept, "from": given.what["from_night"]}
    told = _("{number} sleeps in {bed} from {night}")
    call.answer(plain, [told.format(number=person.number, bed=kept, night=plain["from"])])
