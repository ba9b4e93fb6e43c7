"""``roll-call``: the count of a date, by exception."""

from __future__ import annotations

from datetime import date

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import MARK_NAMES, RollCallKind, RollCallSheet, read_mark
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.presence.roll_call import CorrectRollCall, Marked, RollCallOf, TakeRollCall
from shelter_admin.terminal.call import Call, pass_call
from shelter_admin.terminal.plain import DAY, at


@click.command("roll-call", help=_("Take, close, correct or only read the roll-call of a date."))
@click.argument("night", type=DAY, metavar="DATE")
@click.option("--kind", type=click.Choice([kind.value for kind in RollCallKind]), default="malam", help=_("Which one."))
@click.option("--all-present", is_flag=True, help=_("Mark everybody not marked: present, or as the gate knows."))
@click.option("--except", "exceptions", multiple=True, metavar="NUMBER=CODE", help=_("H S I C D A B K for one person."))
@click.option("--close", is_flag=True, help=_("Close and sign it."))
@click.option("--correct", is_flag=True, help=_("Correct a closed one; needs --reason."))
@click.option("--reason", default="", metavar="TEXT", help=_("Why."))
@pass_call
def roll_call(  # noqa: PLR0913 - one argument per option
    call: Call,
    *,
    night: date,
    kind: str,
    all_present: bool,
    exceptions: tuple[str, ...],
    close: bool,
    correct: bool,
    reason: str,
) -> None:
    """Take, close, correct or only read the roll-call of a date."""
    which = RollCallKind(kind)
    if not (all_present or exceptions or close or correct):
        with call.reading(Right.SEE_PRESENCE) as desk:
            _told(call, desk, desk.ask(RollCallOf(night, which)))
        return
    if correct and (all_present or close):
        raise click.UsageError(_("A closed roll-call is corrected by --except only."))
    with call.writing(Right.TAKE_ROLL_CALL) as desk:
        marks = _marks(desk, night, which, exceptions)
        if correct:
            sheet = desk.do(CorrectRollCall(night, marks, which), reason=reason).outcome
        else:
            sheet = desk.do(TakeRollCall(night, which, marks, all_present, close), reason=reason).outcome
        _told(call, desk, sheet)


def _marks(desk: Desk, night: date, kind: RollCallKind, exceptions: tuple[str, ...]) -> tuple[Marked, ...]:
    """Read ``NUMBER=CODE``; somebody who is not on the books of that night is refused by number."""
    if not exceptions:
        return ()
    people = {line.number.casefold(): line.person_id for line in desk.ask(RollCallOf(night, kind)).lines}
    marks = []
    for given in exceptions:
        number, sign, code = given.rpartition("=")
        if not sign:
            raise click.UsageError(_("Write an exception like 2026-0117=I."))
        mark = read_mark(code)
        if number.strip().casefold() not in people:
            raise Refused("not_on_roll_call", field="marks", number=number.strip()[:40])
        marks.append(Marked(people[number.strip().casefold()], mark))
    return tuple(marks)


def _told(call: Call, desk: Desk, sheet: RollCallSheet) -> None:
    counts = sheet.counts
    plain = {
        "night": sheet.night.isoformat(),
        "kind": sheet.kind.value,
        "on_books": counts.on_books,
        "present": counts.present,
        "away": counts.away,
        "missing": counts.missing,
        "unmarked": counts.unmarked,
        "closed_by": sheet.closed_by,
        "closed_at": at(sheet.closed_at, desk.panti) if sheet.closed_at is not None else None,
        "difference": [
            {"number": line.number, "name": line.name, "mark": line.mark.value if line.mark else None}
            for line in sheet.difference
        ],
    }
    told = _("On the books {on_books}: present {present}, away {away}, missing {missing}, not marked {unmarked}")
    lines = [told.format(**{name: plain[name] for name in ("on_books", "present", "away", "missing", "unmarked")})]
    lines += [f"{line.number:<12} {line.name:<32} {_(MARK_NAMES[line.mark])}" for line in sheet.difference if line.mark]
    call.answer(plain, lines)
