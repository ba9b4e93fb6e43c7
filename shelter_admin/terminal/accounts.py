"""``account``: who works here."""

from __future__ import annotations

import click

from shelter_admin.domain.accounts import ROLE_NAMES, AccountLine, Right, Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import _
from shelter_admin.operations.accounts import (
    AddAccount,
    ChangePassword,
    DisableAccount,
    ListAccounts,
    RenewStoreKey,
    SetPassword,
    SetRoles,
    WhoAmI,
)
from shelter_admin.operations.desk import Desk
from shelter_admin.terminal.call import Call, pass_call

_ROLES = click.Choice([role.value for role in Role])


@click.group(help=_("Accounts of the staff."))
def account() -> None:
    """Accounts of the staff."""


def _said(call: Call, line: AccountLine, told: str) -> None:
    plain = {"user": line.user, "roles": [role.value for role in line.roles], "closed": line.disabled}
    call.answer(plain, [told.format(user=line.user, roles=_roles(line))])


def _roles(line: AccountLine) -> str:
    return ", ".join(_(ROLE_NAMES[role]) for role in line.roles)


def line_of(desk: Desk, user: str) -> AccountLine:
    """The account of this user name."""
    for line in desk.ask(ListAccounts()):
        if line.user == user.strip().casefold():
            return line
    raise Refused("account_unknown", field="user")


@account.command("add", help=_("Open an account with one or more roles."))
@click.argument("user")
@click.option("--role", "roles", multiple=True, required=True, type=_ROLES, help=_("A role; may be given again."))
@click.option("--name", default="", metavar="TEXT", help=_("The full name."))
@pass_call
def add(call: Call, user: str, roles: tuple[str, ...], name: str) -> None:
    """Open an account with one or more roles."""
    with call.writing(Right.MANAGE_ACCOUNTS) as desk:
        wanted = tuple(dict.fromkeys(Role(role) for role in roles))
        desk.do(AddAccount(user, wanted, call.new_password(), name))
        _said(call, line_of(desk, user), _("Account {user} opened: {roles}"))


@account.command("password", help=_("Give an account a new password, one's own or another's."))
@click.argument("user")
@pass_call
def password(call: Call, user: str) -> None:
    """Give an account a new password, one's own or another's."""
    with call.writing() as desk:
        me = desk.ask(WhoAmI())
        if user.strip().casefold() == me.user:
            desk.do(ChangePassword(call.password(), call.new_password()))
            line = AccountLine(me.account_id, me.user, me.full_name, tuple(sorted(me.roles)), disabled=False)
        else:
            line = line_of(desk, user)
            desk.do(SetPassword(line.account_id, call.new_password()))
        _said(call, line, _("The password of {user} is changed."))


@account.command("roles", help=_("Make an account hold exactly these roles."))
@click.argument("user")
@click.option("--role", "roles", multiple=True, required=True, type=_ROLES, help=_("A role; may be given again."))
@pass_call
def set_roles(call: Call, user: str, roles: tuple[str, ...]) -> None:
    """Make an account hold exactly these roles."""
    with call.writing(Right.MANAGE_ACCOUNTS) as desk:
        desk.do(SetRoles(line_of(desk, user).account_id, tuple(dict.fromkeys(Role(role) for role in roles))))
        _said(call, line_of(desk, user), _("Account {user} now holds: {roles}"))


@account.command(
    "close", help=_("Close an account; with --new-key old copies of the key file no longer open the store.")
)
@click.argument("user")
@click.option("--new-key", is_flag=True, help=_("Encrypt the store with a new key at once."))
@pass_call
def close(call: Call, user: str, new_key: bool) -> None:
    """Close an account."""
    with call.writing(Right.MANAGE_ACCOUNTS) as desk:
        desk.do(DisableAccount(line_of(desk, user).account_id))
        if new_key:
            desk.do(RenewStoreKey())
        _said(call, line_of(desk, user), _("Account {user} is closed."))


@account.command("list", help=_("List the accounts."))
@pass_call
def listed(call: Call) -> None:
    """List the accounts."""
    with call.reading(Right.MANAGE_ACCOUNTS) as desk:
        lines = desk.ask(ListAccounts())
    accounts = [
        {
            "user": line.user,
            "roles": [role.value for role in line.roles],
            "name": line.full_name,
            "closed": line.disabled,
        }
        for line in lines
    ]
    call.answer({"accounts": accounts}, [f"{line.user:<20} {_roles(line)}" for line in lines])
