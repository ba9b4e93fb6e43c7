"""``init``: a new store with its panti and head."""

from __future__ import annotations

from pathlib import Path

import click

from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.settings import Zone, usual_zone
from shelter_admin.domain.words import _
from shelter_admin.operations.accounts import PrintRecoverySheet
from shelter_admin.operations.opening import Created, NewPanti
from shelter_admin.persistence.durable import why_not
from shelter_admin.persistence.schema import SCHEMA
from shelter_admin.terminal.call import Call, pass_call, written_place


@click.command("init", help=_("Make a new store: the shelter, its head, the key file and the recovery code."))
@click.option("--panti", required=True, metavar="TEXT", help=_("The name of the shelter."))
@click.option("--code", required=True, metavar="CODE", help=_("A short code, like PSHM; it stands in file names."))
@click.option("--regency", required=True, metavar="64.72", help=_("The regency or city as kode wilayah."))
@click.option("--head", required=True, metavar="USER", help=_("The user name of the head, the first account."))
@click.option("--head-name", default="", metavar="TEXT", help=_("The head's full name."))
@click.option("--zone", type=click.Choice([zone.value for zone in Zone]), help=_("The time zone, else the usual one."))
@click.option(
    "--recovery-sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.pdf",
    help=_("Where to print the recovery sheet; without it the code is shown once."),
)
@pass_call
def init(  # noqa: PLR0913 - one argument per option
    call: Call,
    *,
    panti: str,
    code: str,
    regency: str,
    head: str,
    head_name: str,
    zone: str | None,
    recovery_sheet: Path | None,
) -> None:
    """Make a new store: the shelter, its head, the key file and the recovery code."""
    if recovery_sheet is not None and recovery_sheet.exists():
        raise Unavailable("sheet_exists", file=recovery_sheet.name)
    password = call.given_password()
    if password is None:
        password = call.keyboard.new_password(_("Password of the head")) or call.password()
    new = NewPanti(panti, code, regency, Zone(zone) if zone else usual_zone(regency), head, head_name)
    created = call.opener().create(call.place, new, password)
    call.panti = created.desk.panti
    try:
        _hand_over(created, recovery_sheet)
    finally:
        created.desk.close()
    made = created.desk.panti
    call.answer(
        {"panti_id": made.id, "code": made.code, "schema": SCHEMA, "store": written_place(call.place)},
        [_("The store of {panti} is ready: {file}").format(panti=made.name, file=written_place(call.place))],
    )


def _hand_over(created: Created, file: Path | None) -> None:
    """Print the recovery sheet, or show the code once; a sheet that cannot be written shows it too."""
    if file is None:
        _show(created.recovery_code)
        return
    try:
        content = created.desk.ask(PrintRecoverySheet(created.recovery_code)).content
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as sheet:
            sheet.write(content)
    except BaseException as error:
        _show(created.recovery_code)
        if isinstance(error, OSError):
            raise why_not(error, file) from error
        raise


def _show(code: str) -> None:
    click.echo(_("Recovery code, shown this once; write it down and lock it away:"), err=True)
    click.echo(f"    {code}", err=True)
