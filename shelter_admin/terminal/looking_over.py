"""``check`` and ``audit``: is the store whole, and who did what."""

from __future__ import annotations

from datetime import date

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.check import PAPER, CheckStore, CompareWithPaper, PaperFinding
from shelter_admin.terminal.call import Call, pass_call
from shelter_admin.terminal.plain import DAY

UNSOUND = 4


@click.command(help=_("Look the store over: file, references, rules and the log. Exit status 4 if anything is wrong."))
@click.option(
    "--paper",
    nargs=2,
    type=(int, str),
    metavar="NO LETTERS",
    help=_("Compare the log with a paper: number of the entry and the first 16 letters behind it."),
)
@pass_call
def check(call: Call, paper: tuple[int, str] | None) -> None:
    """Look the store over: file, references, rules and the log. Exit status 4 if anything is wrong."""
    with call.reading(Right.CHECK_STORE) as desk:
        if paper is not None:
            _compared(call, desk.ask(CompareWithPaper(*paper)))
            return
        found = desk.ask(CheckStore())
    plain = {
        "integrity": found.integrity,
        "audit_entries": found.audit_entries,
        "audit_chain": found.audit_chain,
        "problems": list(found.problems),
    }
    lines = [
        _("File: {told}").format(told=found.integrity),
        _("Log: {told} ({count} entries)").format(told=found.audit_chain, count=found.audit_entries),
        *found.problems,
    ]
    call.answer(plain, lines)
    call.status = 0 if found.sound else UNSOUND


def _compared(call: Call, found: PaperFinding) -> None:
    call.answer({"paper": found.value}, [_(PAPER[found])])
    call.status = 0 if found is PaperFinding.SAME else UNSOUND


@click.command(help=_("List who did what and when."))
@click.option("--since", type=DAY, metavar="DATE", help=_("From this day on."))
@click.option("--person", default="", metavar="NUMBER", help=_("Only what was about this person."))
@pass_call
def audit(call: Call, since: date | None, person: str) -> None:
    """List who did what and when."""
    with call.reading(Right.READ_AUDIT) as desk:
        found = desk.ask(AuditLog(since, person_number=person))
    entries = [
        {
            "no": entry.no,
            "at": entry.at.isoformat(timespec="seconds"),
            "who": entry.who,
            "act": entry.act,
            "what": entry.what,
            "name": entry.act_name,
            "about": list(entry.about),
        }
        for entry in found
    ]
    lines = [f"{one.no:>6}  {date_and_clock(one.at)}  {one.who:<24}  {one.act_name}" for one in found]
    call.answer({"entries": entries}, lines)
