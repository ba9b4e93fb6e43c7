"""``program``, ``enrol``, ``grade`` and ``attendance``: programmes, who is in them, marks and attendance."""

from __future__ import annotations

from datetime import date

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import AttendanceFigures, ProgramAttendance, ProgramLine, require_mark
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents.asking import ResidentNumbered
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.figures import AttendanceFiguresOf
from shelter_admin.operations.training.grades import FinalMark, SetFinalMarks
from shelter_admin.operations.training.program_days import CloseProgramDay, MarkProgramDay, PersonMark
from shelter_admin.operations.training.programs import AddProgram, ProgramNamed
from shelter_admin.terminal.call import Call, pass_call
from shelter_admin.terminal.plain import DAY


@click.group(help=_("Training programmes."))
def program() -> None:
    """Training programmes."""


@program.command("add", help=_("Open a programme; one from the register that has no hours yet takes them."))
@click.argument("name")
@click.option("--hours", type=int, metavar="N", help=_("Its lesson hours (JP)."))
@pass_call
def add(call: Call, name: str, hours: int | None) -> None:
    """Open a programme."""
    with call.writing(AddProgram.needs) as desk:
        desk.do(AddProgram(name, hours))
        line = desk.ask(ProgramNamed(name))
    told = _("{program}: {hours} lesson hours, {people} people")
    call.answer(
        {"program": line.name, "people": line.people, "hours": line.hours},
        [told.format(program=line.name, hours=line.hours if line.hours is not None else "–", people=line.people)],
    )


@click.command("enrol", help=_("Enrol people who are in the house, from today on."))
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")
@click.option("--program", "program_name", required=True, metavar="NAME", help=_("The programme, in any case."))
@click.option("--batch", default="", metavar="TEXT", help=_("Its batch, opened where needed; else its standing class."))
@click.option("--from", "joined_on", type=DAY, metavar="DATE", help=_("Since when, else today."))
@pass_call
def enrol(call: Call, numbers: tuple[str, ...], program_name: str, batch: str, joined_on: date | None) -> None:
    """Enrol people who are in the house."""
    with call.writing(Enrol.needs) as desk:
        line = desk.ask(ProgramNamed(program_name))
        people = tuple(desk.ask(ResidentNumbered(number)).person_id for number in numbers)
        enrolled = desk.do(Enrol(line.program_id, batch, people, joined_on)).outcome
    _people(call, line, enrolled.people)


@click.command("grade", help=_("Write final marks from 0 to 100."))
@click.argument("program_name", metavar="PROGRAM")
@click.argument("marks", nargs=-1, required=True, metavar="NUMBER=MARK…")
@pass_call
def grade(call: Call, program_name: str, marks: tuple[str, ...]) -> None:
    """Write final marks from 0 to 100."""
    with call.writing(SetFinalMarks.needs) as desk:
        line = desk.ask(ProgramNamed(program_name))
        given = tuple(FinalMark(_person(desk, number), _mark(mark)) for number, mark in map(_pair, marks))
        desk.do(SetFinalMarks(line.program_id, given))
    _people(call, line, len({one.person_id for one in given}))


def _people(call: Call, line: ProgramLine, people: int) -> None:
    told = n_("{program}: {count} person", "{program}: {count} people", people).format(program=line.name, count=people)
    call.answer({"program": line.name, "people": people}, [told])


def _pair(given: str) -> tuple[str, str]:
    number, sign, value = given.rpartition("=")
    if not sign or not number.strip():
        raise click.UsageError(_("Write each as NUMBER=VALUE, like 2026-0117=H."))
    return number, value


def _person(desk: Desk, number: str) -> str:
    return desk.ask(ResidentNumbered(number)).person_id


def _mark(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as error:
        raise Refused("grade_out_of_bounds", field="mark") from error


@click.group(help=_("Attendance of a programme's classes."))
def attendance() -> None:
    """Attendance of a programme's classes."""


@attendance.command("mark", help=_("Mark people on a day: H present, S sick, I excused, A absent without word."))
@click.argument("program_name", metavar="PROGRAM")
@click.argument("day", type=DAY, metavar="DATE")
@click.argument("marks", nargs=-1, required=True, metavar="NUMBER=CODE…")
@pass_call
def mark(call: Call, program_name: str, day: date, marks: tuple[str, ...]) -> None:
    """Mark people on a day."""
    with call.writing(MarkProgramDay.needs) as desk:
        line = desk.ask(ProgramNamed(program_name))
        given = tuple(PersonMark(_person(desk, number), require_mark(code)) for number, code in map(_pair, marks))
        desk.do(MarkProgramDay(line.program_id, day, given))
        _sheet(call, desk.ask(AttendanceFiguresOf(line.program_id)))


@attendance.command("close", help=_("Close the classes of a day; asks about whoever is unmarked."))
@click.argument("program_name", metavar="PROGRAM")
@click.argument("day", type=DAY, metavar="DATE")
@click.option("--leave-unmarked", is_flag=True, help=_("Close although somebody is unmarked; they stay so."))
@pass_call
def close(call: Call, program_name: str, day: date, *, leave_unmarked: bool) -> None:
    """Close the classes of a day."""
    with call.writing(CloseProgramDay.needs) as desk:
        line = desk.ask(ProgramNamed(program_name))
        desk.do(CloseProgramDay(line.program_id, day, leave_unmarked))
        _sheet(call, desk.ask(AttendanceFiguresOf(line.program_id)))


@attendance.command("sheet", help=_("Show everybody's attendance; over all days where none are named."))
@click.argument("program_name", metavar="PROGRAM")
@click.option("--from", "first", type=DAY, metavar="DATE", help=_("From this day on."))
@click.option("--to", "last", type=DAY, metavar="DATE", help=_("Up to this day."))
@pass_call
def sheet(call: Call, program_name: str, first: date | None, last: date | None) -> None:
    """Show everybody's attendance."""
    with call.reading(Right.SEE_CLASS) as desk:
        line = desk.ask(ProgramNamed(program_name))
        _sheet(call, desk.ask(AttendanceFiguresOf(line.program_id, first, last)))


def _sheet(call: Call, found: ProgramAttendance) -> None:
    people = [{"number": one.number, "name": one.name, **_plain(one.figures)} for one in found.people]
    told = _("{program}: {sessions} classes held").format(program=found.program, sessions=found.sessions)
    lines = [f"{one.number:<12} {one.name:<32} {_said(one.figures)}" for one in found.people]
    call.answer({"program": found.program, "sessions": found.sessions, "people": people}, [told, *lines])


def _plain(figures: AttendanceFigures) -> dict[str, int | float | None]:
    return {
        "present": figures.present,
        "excused": figures.excused,
        "sick": figures.sick,
        "absent": figures.absent,
        "unmarked": figures.unmarked,
        "rate": _rounded(figures.rate),
        "best_attainable": _rounded(figures.best_attainable),
        "may_miss": figures.may_miss,
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)


def _said(figures: AttendanceFigures) -> str:
    codes = f"H {figures.present}  I {figures.excused}  S {figures.sick}  A {figures.absent}"
    rate = "–" if figures.rate is None else f"{figures.rate:.0%}".replace("%", " %")
    unmarked = _("not marked {count}").format(count=figures.unmarked) if figures.unmarked else ""
    return f"{codes}  {rate:>6}  {unmarked}".rstrip()
