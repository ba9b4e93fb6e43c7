"""``person``: taking in, finding, showing, leaving and coming back."""

from __future__ import annotations

import re
from datetime import date

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.arrivals import read_source
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import STATUS_NAMES, ResidentLine
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents.asking import FindResidents, ResidentDetailsOf, ResidentNumbered
from shelter_admin.operations.residents.intake import AdmitPerson, QuickIntake
from shelter_admin.operations.residents.leaving import RecordLeaving, ReturnPerson
from shelter_admin.terminal.call import Call, pass_call
from shelter_admin.terminal.plain import DAY, plain

_REGION = re.compile(r"\d{2}(?:\.\d{2}){0,3}")


@click.group(help=_("People: taking in, finding, showing, leaving, coming back."))
def person() -> None:
    """People: taking in, finding, showing, leaving, coming back."""


@person.command("add", help=_("Take somebody in; nothing but the name is needed."))
@click.option("--name", required=True, metavar="TEXT", help=_("The name, or Tanpa Nama."))
@click.option("--sex", type=click.Choice(["L", "P"]), help=_("L or P; unknown where not given."))
@click.option(
    "--born", default="", metavar="TEXT", help=_("The birth as far as it is known: 17-8-1960, 1960, ± 60 th.")
)
@click.option("--from", "origin", default="", metavar="64.72", help=_("The origin, as kode wilayah or in words."))
@click.option(
    "--category", "categories", multiple=True, metavar="CODE", help=_("A category; the first is the main one.")
)
@click.option("--source", default="", metavar="TEXT", help=_("Who brought them."))
@click.option("--on", type=DAY, metavar="DATE", help=_("The day of admission, else today."))
@pass_call
def add(  # noqa: PLR0913 - one argument per option
    call: Call,
    *,
    name: str,
    sex: str | None,
    born: str,
    origin: str,
    categories: tuple[str, ...],
    source: str,
    on: date | None,
) -> None:
    """Take somebody in."""
    with call.writing() as desk:
        more = bool(born or origin or categories or source) or on not in {None, desk.panti.night_of(desk.now)}
        if desk.may(Right.QUICK_INTAKE) and not desk.may(Right.INTAKE) and not more:
            number = desk.do(QuickIntake(full_name=name, sex=Sex(sex or ""))).outcome.number
        else:
            coded = _REGION.fullmatch(origin) is not None
            number = desk.do(
                AdmitPerson(
                    full_name=name,
                    sex=Sex(sex or ""),
                    birth=born or None,
                    origin_code=origin if coded else None,
                    origin=None if coded else origin or None,
                    categories=categories,
                    source=read_source(source) if source else None,
                    source_text=source,
                    admitted_on=on,
                )
            ).outcome.number
    call.answer({"number": number}, [_("Taken in under number {number}").format(number=number)])


@person.command("find", help=_("Find people by name, alias, number or origin."))
@click.argument("text")
@pass_call
def find(call: Call, text: str) -> None:
    """Find people by name, alias, number or origin."""
    with call.reading(Right.SEE_RESIDENTS) as desk:
        found = desk.ask(FindResidents(text))
    people = [_found(line) for line in found]
    lines = [f"{line.number:<12} {line.name:<32} {line.bed:<16} {_(STATUS_NAMES[line.status])}" for line in found]
    call.answer({"people": people}, lines or [_("Nobody found.")])


def _found(line: ResidentLine) -> dict[str, str]:
    return {
        "number": line.number,
        "name": line.name,
        "alias": line.alias,
        "bed": line.bed,
        "status": line.status.value,
    }


@person.command("show", help=_("Show everything about a person that this account may see; it is written to the log."))
@click.argument("number")
@pass_call
def show(call: Call, number: str) -> None:
    """Show everything about a person that this account may see."""
    with call.writing(Right.SEE_RESIDENTS) as desk:
        line = desk.ask(ResidentNumbered(number))
        details = plain(desk.ask(ResidentDetailsOf(line.person_id)), desk.panti)
        told = {**plain(details.pop("line"), desk.panti), **details}
    call.answer(told, [f"{name}: {value}" for name, value in told.items() if value not in ("", [], None)])


@person.command("leave", help=_("Write down that somebody left."))
@click.argument("number")
@click.option("--reason", required=True, type=click.Choice([one.value for one in LeavingReason]), help=_("Why."))
@click.option("--on", type=DAY, metavar="DATE", help=_("The day of leaving, else today."))
@click.option("--note", default="", metavar="TEXT", help=_("A note."))
@pass_call
def leave(call: Call, number: str, reason: str, on: date | None, note: str) -> None:
    """Write down that somebody left."""
    with call.writing(RecordLeaving.needs) as desk:
        person_id = desk.ask(ResidentNumbered(number)).person_id
        desk.do(RecordLeaving(person_id, LeavingReason(reason), on, note))
        _status(call, desk, number)


@person.command("return", help=_("Take somebody back in."))
@click.argument("number")
@click.option("--on", type=DAY, metavar="DATE", help=_("The day of coming back, else today."))
@pass_call
def come_back(call: Call, number: str, on: date | None) -> None:
    """Take somebody back in."""
    with call.writing(ReturnPerson.needs) as desk:
        desk.do(ReturnPerson(person_id=desk.ask(ResidentNumbered(number)).person_id, on=on))
        _status(call, desk, number)


def _status(call: Call, desk: Desk, number: str) -> None:
    line = desk.ask(ResidentNumbered(number))
    call.answer(
        {"number": line.number, "status": line.status.value},
        [_("{number}: {status}").format(number=line.number, status=_(STATUS_NAMES[line.status]))],
    )
