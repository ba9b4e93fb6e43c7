"""``move``, ``connection``, ``connect``, ``upgrade``: the store to a server and back, and other computers let in."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import _
from shelter_admin.operations.sharing import (
    ConnectionFile,
    Moved,
    bring_server_up_to_date,
    move_to_file,
    move_to_server,
    take_connection,
)
from shelter_admin.persistence.address import ServerAddress, read_place
from shelter_admin.persistence.durable import why_not
from shelter_admin.terminal.call import Call, pass_call, written_place

OWNER_PASSWORD = "SHELTER_OWNER_PASSWORD"  # noqa: S105 - the name of a variable


@click.command(help=_("Move the store to an empty database on a server, or from there into a new file; all compared."))
@click.option(
    "--to", "target", required=True, metavar="PATH", help=_("postgresql://owner@computer/database, or a file.")
)
@click.option(
    "--certificate", type=click.Path(path_type=Path), metavar="FILE", help=_("The certificate that the server has.")
)
@pass_call
def move(call: Call, target: str, certificate: Path | None) -> None:
    """Move the store; a failure leaves it where it was, and nothing half at the new place."""
    place = read_place(target)
    with call.writing(Right.MANAGE_ACCOUNTS) as desk:
        if isinstance(place, ServerAddress):
            moved = move_to_server(desk, _owned(call, place, certificate))
        else:
            moved = move_to_file(desk, place)
        moved.desk.close()
    _tell(call, moved)


def _owned(call: Call, address: ServerAddress, certificate: Path | None) -> ServerAddress:
    """The address with the owner's password, which stands in it, in the environment, or is asked for."""
    password = address.owner_password or os.environ.get(OWNER_PASSWORD)
    if password is None:
        password = call.keyboard.password(_("Password of the database's owner"))
    return replace(address, owner_password=password, authority=str(certificate or address.authority))


def _tell(call: Call, moved: Moved) -> None:
    place = written_place(moved.place)
    call.answer(
        {"place": place, "tables": moved.tables, "rows": moved.rows, "same": True},
        [
            _("Moved to {place}: {tables} tables, {rows} rows, all compared and the same.").format(
                place=place, tables=len(moved.tables), rows=moved.rows
            )
        ],
    )


@click.command(help=_("Make the file that another computer takes in: address, key file, certificate."))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), metavar="FILE", help=_("The new file."))
@click.option("--host", default="", metavar="NAME", help=_("The server's name, where the address says localhost."))
@click.option("--certificate", default="", metavar="FILE", help=_("The certificate, where none is kept here."))
@pass_call
def connection(call: Call, target: Path, host: str, certificate: str) -> None:
    """Write the connection file; an existing one is never replaced."""
    with call.writing(Right.MANAGE_ACCOUNTS) as desk:
        paper = desk.ask(ConnectionFile(host, certificate))
    try:
        with target.open("xb") as file:
            file.write(paper.content)
    except OSError as error:
        raise why_not(error, target) from error
    call.answer({"file": str(target)}, [_("Connection file made: {file}").format(file=target)])


@click.command(help=_("Take a connection file in on this computer; then sign in as usual."))
@click.argument("file", type=click.Path(path_type=Path))
@pass_call
def connect(call: Call, file: Path) -> None:
    """Put key file and certificate to their places; nothing is opened by it."""
    address = take_connection(file)
    call.answer({"store": str(address)}, [_("This computer now knows the store {store}.").format(store=address)])


@click.command(help=_("Bring the data on a server up to this version of the program, as the owner of the database."))
@click.argument("place", metavar="ADDRESS")
@click.option(
    "--certificate", type=click.Path(path_type=Path), metavar="FILE", help=_("The certificate that the server has.")
)
@pass_call
def upgrade(call: Call, place: str, certificate: Path | None) -> None:
    """Bring it up to date, all or nothing; every row is still there afterwards."""
    address = read_place(place)
    if not isinstance(address, ServerAddress):
        raise click.UsageError(_("Give an address like postgresql://owner@computer/database."))
    rows = bring_server_up_to_date(_owned(call, address, certificate))
    call.answer(
        {"place": written_place(address), "rows": rows},
        [
            _("The data at {place} is up to date: {rows} rows.").format(
                place=written_place(address), rows=sum(rows.values())
            )
        ],
    )
