"""``backup``, ``backup rehearse`` and ``restore``: copies of the store."""

from __future__ import annotations

import time
from pathlib import Path

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.copies import Outcome
from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.domain.words import _
from shelter_admin.operations import copies
from shelter_admin.operations.copies import BackUp, BackUpBeside, RehearseCopy, rehearse, told
from shelter_admin.operations.desk import Desk
from shelter_admin.persistence.address import ServerAddress, read_place
from shelter_admin.terminal.call import Call, pass_call

DAMAGED = 4


@click.group(
    invoke_without_command=True,
    help=_("Make a verified, encrypted copy in a folder; works beside an open window."),
)
@click.option("--to", "folder", type=click.Path(), metavar="DIR", help=_("The folder for the copy."))
@click.pass_context
def backup(context: click.Context, folder: str | None) -> None:
    """Make a verified, encrypted copy in a folder."""
    if context.invoked_subcommand is not None:
        if folder is not None:
            raise click.UsageError(_("Give either --to or a command, not both."))
        return
    if folder is None:
        raise click.UsageError(_("Say where the copy goes with --to."))
    call = context.find_object(Call)
    assert call is not None  # noqa: S101 - the program always brings one
    _back_up(call, folder)


def _here(typed: str) -> Path:
    """A place on this computer; an address with its password never becomes the name of a folder."""
    place = read_place(typed)
    if isinstance(place, ServerAddress):
        raise Unavailable("only_on_this_computer")
    return place


def _back_up(call: Call, folder: str) -> None:
    _here(folder)
    with call.writing_if_free(Right.BACK_UP) as desk:
        made = desk.ask(BackUpBeside(folder)) if desk.read_only else desk.do(BackUp(folder)).outcome
    rows = sum(made.rows.values())
    call.answer(
        {"file": made.path, "bytes": made.bytes, "rows": rows, "tables": dict(made.rows)},
        [_("Copy made and read back: {file} ({rows} rows)").format(file=made.path, rows=rows)],
    )


@backup.command(
    name="rehearse",
    help=_(
        "Try a copy: open it as a scratch store, count it, walk its log, check everything. Exit status 4 if damaged."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@pass_call
def rehearse_file(call: Call, file: Path) -> None:
    """Try a copy as a scratch store; the store itself and the copy stay as they are."""
    with call.writing_if_free(Right.BACK_UP) as desk:
        done = rehearse(desk, RehearseCopy(str(file), _key(call, desk, file)))
    same = done.outcome is Outcome.GOOD
    differences = [told(one) for one in done.differences]
    plain = {"same": same, "differences": differences, "outcome": done.outcome.value, "file": str(file)}
    counted = {"rows": done.rows, "audit_entries": done.entries, "certificates": done.certificates}
    good = _("The copy is good: {rows} rows, {entries} entries of the log, {certificates} certificates.")
    lines = [good.format(rows=done.rows, entries=done.entries, certificates=done.certificates)] if same else differences
    call.answer(plain | counted, lines)
    call.status = DAMAGED if done.outcome is Outcome.DAMAGED else 0


def _key(call: Call, desk: Desk, file: Path) -> bytes | None:
    """The key of a copy from before the store got a new one, where the same password gives it."""
    try:
        key = call.opener().key_of(file, call.user_name, call.password(), wait=time.sleep)
    except Failure:
        return None
    return None if key == desk.store.key else key


@click.command(help=_("Put a copy back at a new place, with its key file; never over an existing file."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, metavar="PATH", help=_("The new place."))
@pass_call
def restore(call: Call, file: Path, target: str) -> None:
    """Put a copy back at a new place, with its key file."""
    done = copies.restore(call.opener(), file, _here(target), call.user_name, call.password(), wait=time.sleep)
    rows = sum(done.rows.values())
    call.answer(
        {"restored": done.path, "rows": rows, "tables": done.rows},
        [_("Restored to {file} ({rows} rows)").format(file=done.path, rows=rows)],
    )
