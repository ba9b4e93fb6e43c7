"""The terminal as a whole: common options, commands found by name, and one sentence for whatever goes wrong."""

from __future__ import annotations

import importlib
import io
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
from typing_extensions import override

from shelter_admin.domain.errors import Damaged, Failure, Refused
from shelter_admin.domain.words import INDONESIAN, _, speak
from shelter_admin.terminal.call import TEST_CLOCK, Call
from shelter_admin.terminal.clock import read_today

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
NOT_AVAILABLE: Final = 3
DAMAGED: Final = 4

COMMANDS: Final = {
    "init": ("starting", "init"),
    "account": ("accounts", "account"),
    "demo": ("demo", "demo"),
    "import": ("moving_in", "moving_in"),
    "person": ("people", "person"),
    "bed": ("beds", "bed"),
    "gate": ("gate", "gate"),
    "roll-call": ("roll_calls", "roll_call"),
    "program": ("training", "program"),
    "enrol": ("training", "enrol"),
    "grade": ("training", "grade"),
    "attendance": ("training", "attendance"),
    "readiness": ("readiness", "readiness"),
    "decide": ("readiness", "decide"),
    "certificate": ("certificates", "certificate"),
    "month": ("returns", "month"),
    "records": ("returns", "records"),
    "backup": ("copies", "backup"),
    "restore": ("copies", "restore"),
    "move": ("sharing", "move"),
    "connection": ("sharing", "connection"),
    "connect": ("sharing", "connect"),
    "upgrade": ("sharing", "upgrade"),
    "check": ("looking_over", "check"),
    "audit": ("looking_over", "audit"),
}


class Commands(click.Group):
    """The commands by name; the module of one is loaded when it is asked for."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        found = getattr(importlib.import_module(f"shelter_admin.terminal.{module}"), name)
        return found if isinstance(found, click.Command) else None


def main(arguments: Sequence[str]) -> int:
    """Carry out one call; gives the exit status. No traceback is ever shown."""
    call = Call(as_json="--json" in arguments)
    try:
        _speak()
        program().main(list(arguments), prog_name="python -m shelter_admin", standalone_mode=False, obj=call)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the last door: whatever it is, the user reads one sentence
        return _ended(call, error)
    return call.status


def _ended(call: Call, error: BaseException) -> int:
    """Turn whatever ended the call into its sentence and exit status."""
    match error:
        case click.exceptions.Exit():
            status = error.exit_code
        case click.ClickException():
            status = _wrong_usage(call, error)
        case click.Abort() | KeyboardInterrupt():
            click.echo(_("Stopped; nothing was saved."), err=True)
            status = REFUSED
        case BrokenPipeError():
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            status = DONE
        case Failure():
            status = _failed(call, error)
        case _:
            status = _fault(call, error)
    return status


def _speak() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from shelter_admin.operations.language import load_catalogue
    from shelter_admin.terminal.click_words import teach

    speak(INDONESIAN, load_catalogue(INDONESIAN))
    teach()


def program() -> click.Command:
    """The whole program with its common options, in the language in use."""
    options: list[click.Parameter] = [
        click.Option(["--store"], envvar="SHELTER_STORE", metavar="PATH", help=_("The store file.")),
        click.Option(["--user"], envvar="SHELTER_USER", metavar="NAME", help=_("Who signs in.")),
        click.Option(
            ["--password-file"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=_("A file whose first line is the password; else SHELTER_PASSWORD or a question."),
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Answer with one JSON object.")),
        click.Option(
            ["--today"],
            metavar="YYYY-MM-DD[THH:MM]",
            help=_("The shelter's clock for this call; only for tests, with SHELTER_TEST_CLOCK=1."),
        ),
    ]
    told = _("The administration of a social shelter from a terminal: the same acts, rights and log as on the screens.")
    return Commands(name="shelter_admin", params=options, callback=_common, help=told, context_settings=_SETTINGS)


_SETTINGS: Final[dict[str, Any]] = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.pass_obj
def _common(
    call: Call, store: str | None, user: str | None, password_file: Path | None, as_json: bool, today: str | None
) -> None:
    call.store, call.user, call.password_file, call.as_json = store, user, password_file, as_json
    if today is None:
        return
    if os.environ.get(TEST_CLOCK) != "1":
        raise click.UsageError(_("--today is for tests only; set SHELTER_TEST_CLOCK=1."))
    try:
        call.local = read_today(today)
    except ValueError as error:
        raise click.UsageError(_("Write --today like 2026-11-21 or 2026-11-21T16:00.")) from error


def _wrong_usage(call: Call, error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
    click.echo(error.format_message(), err=True)
    if call.as_json:
        click.echo(json.dumps({"usage": error.format_message()}, ensure_ascii=False))
    return WRONG_USAGE


def _failed(call: Call, failure: Failure) -> int:
    """Say what failed, with its code; the same as JSON where that was asked for."""
    from shelter_admin.operations.explain import explain
    from shelter_admin.terminal.sentences import TYPED

    sentence = explain(failure, call.panti, TYPED)
    kind, status = _kind(failure)
    click.echo(f"{sentence} [{failure.code}]", err=True)
    if call.as_json:
        click.echo(json.dumps({kind: failure.code, "sentence": sentence}, ensure_ascii=False))
    return status


def _kind(failure: Failure) -> tuple[str, int]:
    if isinstance(failure, Refused):
        return "refused", REFUSED
    return ("damaged", DAMAGED) if isinstance(failure, Damaged) else ("unavailable", NOT_AVAILABLE)


def _fault(call: Call, error: BaseException) -> int:
    """A fault of the program: say so and where, without anybody's details, which the error's words may hold."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
    sentence = _("The program itself made a mistake ({where}). Nothing was saved by this command.").format(where=where)
    click.echo(f"{sentence} [fault]", err=True)
    if call.as_json:
        click.echo(json.dumps({"damaged": "fault", "sentence": sentence}, ensure_ascii=False))
    return DAMAGED
