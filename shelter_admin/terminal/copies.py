"""``backup`` and ``restore``: copies of the store."""

from __future__ import annotations

import time
from pathlib import Path

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import _
from shelter_admin.operations import copies
from shelter_admin.operations.copies import BackUp, BackUpBeside
from shelter_admin.terminal.call import Call, pass_call


@click.command(help=_("Make a verified, encrypted copy in a folder; works beside an open window."))
@click.option("--to", "folder", required=True, type=click.Path(), metavar="DIR", help=_("The folder for the copy."))
@pass_call
def backup(call: Call, folder: str) -> None:
    """Make a verified, encrypted copy in a folder."""
    with call.writing_if_free(Right.BACK_UP) as desk:
        made = desk.ask(BackUpBeside(folder)) if desk.read_only else desk.do(BackUp(folder)).outcome
    rows = sum(made.rows.values())
    call.answer(
        {"file": made.path, "bytes": made.bytes, "rows": rows, "tables": dict(made.rows)},
        [_("Copy made and read back: {file} ({rows} rows)").format(file=made.path, rows=rows)],
    )


@click.command(help=_("Put a copy back at a new place, with its key file; never over an existing file."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to", "target", required=True, type=click.Path(path_type=Path), metavar="PATH", help=_("The new place.")
)
@pass_call
def restore(call: Call, file: Path, target: Path) -> None:
    """Put a copy back at a new place, with its key file."""
    done = copies.restore(call.opener(), file, target, call.user_name, call.password(), wait=time.sleep)
    rows = sum(done.rows.values())
    call.answer(
        {"restored": done.path, "rows": rows, "tables": done.rows},
        [_("Restored to {file} ({rows} rows)").format(file=done.path, rows=rows)],
    )
