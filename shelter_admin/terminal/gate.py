"""``gate``: out, in, and who is out."""

from __future__ import annotations

from datetime import datetime

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.presence import expected_return, read_clock
from shelter_admin.domain.wording import clock
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.presence.gate import ComeIn, GateBoardNow, GoOut
from shelter_admin.operations.residents.asking import ResidentNumbered
from shelter_admin.terminal.call import Call, pass_call
from shelter_admin.terminal.plain import at


@click.group(help=_("The gate: out, in, and who is out."))
def gate() -> None:
    """The gate: out, in, and who is out."""


@gate.command("out", help=_("Write down that somebody goes out."))
@click.argument("number")
@click.option("--to", "destination", default="", metavar="TEXT", help=_("Where to."))
@click.option("--until", metavar="HH.MM", help=_("When they are expected back."))
@pass_call
def out(call: Call, number: str, destination: str, until: str | None) -> None:
    """Write down that somebody goes out."""
    with call.writing(GoOut.needs) as desk:
        person = desk.ask(ResidentNumbered(number))
        local = desk.now.astimezone(desk.panti.zone.offset)
        back = expected_return(read_clock(until), local) if until else None
        desk.do(GoOut(person.person_id, destination, back))
        _moved(call, desk, person.number, out=True)


@gate.command("in", help=_("Write down that somebody came back."))
@click.argument("number")
@pass_call
def come_in(call: Call, number: str) -> None:
    """Write down that somebody came back."""
    with call.writing(ComeIn.needs) as desk:
        person = desk.ask(ResidentNumbered(number))
        desk.do(ComeIn(person.person_id))
        _moved(call, desk, person.number, out=False)


def _moved(call: Call, desk: Desk, number: str, *, out: bool) -> None:
    told = _("{number} out at {clock}") if out else _("{number} in at {clock}")
    call.answer(
        {"done": True, "number": number, "at": at(desk.now, desk.panti), "out": out},
        [told.format(number=number, clock=clock(desk.now.astimezone(desk.panti.zone.offset)))],
    )


@gate.command("board", help=_("Show who is out, late first."))
@pass_call
def board(call: Call) -> None:
    """Show who is out, late first."""
    with call.reading(Right.SEE_PRESENCE) as desk:
        seen, panti = desk.ask(GateBoardNow()), desk.panti

    def told(instant: datetime | None) -> str | None:
        return at(instant, panti) if instant is not None else None

    people = [
        {
            "number": line.number,
            "name": line.name,
            "to": line.destination,
            "since": told(line.since),
            "until": told(line.until),
            "late_minutes": line.late_minutes,
        }
        for line in seen.out
    ]
    lines = [_("Inside: {count}").format(count=seen.inside)]
    late = _("{minutes} minutes late")
    lines += [
        f"{one.number:<12} {one.name:<32} {one.destination:<24} "
        f"{late.format(minutes=one.late_minutes) if one.late_minutes else ''}".rstrip()
        for one in seen.out
    ]
    call.answer({"inside": seen.inside, "out": people}, lines)
