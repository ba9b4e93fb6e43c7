"""``readiness`` and ``decide``: who may leave, what blocks whom, and the head's word."""

from __future__ import annotations

from typing import Any

import click

from shelter_admin.domain.accounts import ROLE_NAMES, Right
from shelter_admin.domain.next_steps import next_step
from shelter_admin.domain.readiness import Candidate, Decision, name_of
from shelter_admin.domain.words import _
from shelter_admin.operations.readiness import Candidates, DecideExit
from shelter_admin.operations.residents.asking import ResidentNumbered
from shelter_admin.terminal.call import Call, pass_call

READY = "ready"
NOT_YET = "not_yet"


def _word(decision: Decision | None) -> str | None:
    if decision is None:
        return None
    return READY if decision.ready else NOT_YET


@click.command("readiness", help=_("Who is ready to leave, what blocks whom, and who must act; or one person alone."))
@click.argument("number", required=False)
@pass_call
def readiness(call: Call, number: str | None) -> None:
    """Who is ready to leave, what blocks whom, and who must act."""
    with call.reading(Right.SEE_READINESS) as desk:
        person_id = desk.ask(ResidentNumbered(number)).person_id if number else None
        found = desk.ask(Candidates())
    shown = [line for line in found.candidates if person_id in {None, line.person_id}]
    told = {"people": [_plain(line) for line in shown], "policy": found.policy.version}
    call.answer(told, [_line(line) for line in shown] or [_("Nobody who is in the house trains in a programme.")])


def _plain(line: Candidate) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": line.name,
        "program": line.program,
        "batch": line.batch,
        "met": line.met,
        "of": line.of,
        "blockers": [check.code for check in line.blocking],
        "turn": line.turn.value if line.turn is not None else None,
        "proposed": line.proposed,
        "no_receiver": line.no_receiver,
        "next": next_step(line),
        "policy": {"scope": line.policy.scope.kind.value, "version": line.policy.version},
        "decision": _word(line.decision),
    }


def _line(line: Candidate) -> str:
    missing = ", ".join(name_of(check) for check in line.blocking)
    turn = f" → {_(ROLE_NAMES[line.turn])}" if line.turn is not None else ""
    return f"{line.number:<12} {line.name:<32} {line.program:<16} {line.met}/{line.of}  {missing}{turn}"


@click.command("decide", help=_("Write down the head's decision: ready to leave, or not yet, with a reason."))
@click.argument("number")
@click.option("--ready/--not-yet", "ready", default=None, help=_("Ready to leave, or not yet."))
@click.option("--reason", required=True, metavar="TEXT", help=_("Why."))
@click.option("--names", default="", metavar="TEXT", help=_("Who was there; whoever signs in where not given."))
@pass_call
def decide(call: Call, *, number: str, ready: bool | None, reason: str, names: str) -> None:
    """Write down the head's decision."""
    if ready is None:
        raise click.UsageError(_("Say --ready or --not-yet."))
    with call.writing(Right.DECIDE_EXIT) as desk:
        line = desk.ask(ResidentNumbered(number))
        present = names.strip() or desk.staff.full_name or desk.staff.user
        decision = desk.do(DecideExit(line.person_id, ready=ready, names=present), reason=reason).outcome
    said = _("ready to leave") if decision.ready else _("not yet")
    call.answer(
        {"number": line.number, "decision": _word(decision)},
        [_("{number}: {status}").format(number=line.number, status=said)],
    )
