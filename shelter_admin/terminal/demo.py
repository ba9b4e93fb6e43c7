"""``demo``: a new store with an invented, believable panti."""

from __future__ import annotations

import json
from pathlib import Path

import click

from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.words import _
from shelter_admin.operations.demo.make import DemoAccount, make_demo
from shelter_admin.persistence.durable import replace_file
from shelter_admin.terminal.call import Call, pass_call, written_place


@click.command("demo", help=_("Make a new store with an invented panti to try the program with."))
@click.option("--residents", type=int, default=60, show_default=True, help=_("How many people live there."))
@click.option("--years", type=int, default=2, show_default=True, help=_("How many years of history."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("The same seed invents the same people."))
@click.option(
    "--out-accounts",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("Where to write the accounts with their passwords, one per role, as JSON."),
)
@pass_call
def demo(call: Call, *, residents: int, years: int, seed: int, out_accounts: Path | None) -> None:
    """Make a new store with an invented panti to try the program with."""
    made = make_demo(call.opener(), call.place, residents=residents, years=years, seed=seed)
    try:
        call.panti = made.desk.panti
        if out_accounts is not None:
            _write(out_accounts, made.accounts)
    finally:
        made.desk.close()
    call.answer(
        {
            "residents": made.residents,
            "stays": made.stays,
            "attendance": made.attendance,
            "accounts": len(made.accounts),
            "store": written_place(call.place),
        },
        [
            _("{count} invented people live in {panti}.").format(count=made.residents, panti=made.desk.panti.name),
            *(f"{account.user}  {account.password}  {account.role.value}" for account in made.accounts),
        ],
    )


def _write(path: Path, accounts: tuple[DemoAccount, ...]) -> None:
    told = [{"user": one.user, "password": one.password, "role": one.role.value} for one in accounts]
    try:
        replace_file(path, json.dumps(told, indent=1).encode())
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error
