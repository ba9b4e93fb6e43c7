"""Accounts: who works here, with which roles and password, and which single rights are passed to whom.

A password lives in the key file only. Its slot is written first, then the row that names it; the slot that is no
longer named goes once the act is durable, and what a crash leaves over is cleared at the next opening.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import (
    RIGHT_NAMES,
    ROLE_NAMES,
    AccountLine,
    Right,
    Role,
    Staff,
    require_head_for,
    require_passable,
    require_password,
    require_roles,
    require_user,
)
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import RecoveryCode
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, of_row
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence import accounts
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.store import Store
from shelter_admin.persistence.training import programs as training

CHANGED = Changes.of(Area.ACCOUNTS)

WORDS: dict[str, str] = {
    "user_unclear": N_("A user name has small letters, digits, points and strokes, without spaces, at most 40."),
    "user_taken": N_("There already is an account of this name. Choose another user name."),
    "role_missing": N_("Choose at least one role."),
    "password_too_short": N_("The password needs at least {least} letters."),
    "old_password_wrong": N_("The present password is wrong."),
    "only_head": N_("Only the head of the shelter may do this with a head's account."),
    "own_roles": N_("Nobody changes their own roles. Ask another head or the administrator."),
    "own_account": N_("Nobody closes their own account. Ask another head or the administrator."),
    "last_head": N_("This is the only head's account. Make another head first."),
    "right_not_passable": N_("This right cannot be passed: {right}."),
    "health_for_social_workers": N_("Health details are opened by name to social workers only. Choose one."),
    "until_past": N_("That day has gone by; today is {today}."),
}


def _clear(keys: KeyFile, slot_id: str) -> None:
    """Take a slot away that no row names any more; if that fails, the next opening does it."""
    with suppress(Failure):
        keys.drop_slots([slot_id])


def _roles_of(work: Work, account_id: str) -> frozenset[Role]:
    return accounts.staff_of(work.session, account_id).roles


def _require_another_head(work: Work, account_id: str) -> None:
    heads = [line for line in accounts.account_lines(work.session) if Role.KEPALA in line.roles and not line.disabled]
    if [line.account_id for line in heads] == [account_id]:
        raise Refused("last_head")


def _new_password(work: Work, account_id: str, password: str) -> Done[None]:
    """Give an account a new password: the slot, then the row, then the old slot goes."""
    require_password(password)
    row = accounts.the_account(work.session, account_id)
    store = work.open_store
    keys = store.keys()
    old, row.slot_id = row.slot_id, keys.add_slot(store.key, row.user, password)
    return Done(CHANGED, what={"account_id": account_id}, afterwards=lambda: _clear(keys, old))


@dataclass(frozen=True)
class AddAccount(Command[str]):
    """Open an account with its roles and first password; gives its id."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("new account")

    user: str
    roles: tuple[Role, ...]
    password: str = field(repr=False)
    full_name: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        user = require_user(self.user)
        require_roles(frozenset(self.roles))
        require_head_for(frozenset(self.roles), work.staff)
        require_password(self.password)
        account_id = accounts.add_account(work.session, user, self.full_name.strip(), self.roles, "")
        store = work.open_store
        slot_id = store.keys().add_slot(store.key, user, self.password)
        accounts.the_account(work.session, account_id).slot_id = slot_id
        return Done(CHANGED, account_id, what={"account_id": account_id})


@dataclass(frozen=True)
class ChangePassword(Command[None]):
    """Change one's own password."""

    needs: ClassVar[Right] = Right.WORK_HERE
    name: ClassVar[str] = N_("change own password")

    old: str = field(repr=False)
    password: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_password(self.password)
        row = accounts.the_account(work.session, work.staff.account_id)
        try:
            work.open_store.keys().unlock(row.user, self.old)
        except Refused as error:
            raise Refused("old_password_wrong", field="old") from error
        return _new_password(work, row.id, self.password)


@dataclass(frozen=True)
class SetPassword(Command[None]):
    """Give somebody else a new password, because the old one is forgotten or known to others."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("set a password")

    account_id: str
    password: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_head_for(_roles_of(work, self.account_id), work.staff)
        if accounts.the_account(work.session, self.account_id).disabled_at is not None:
            raise Refused("account_disabled")
        return _new_password(work, self.account_id, self.password)


@dataclass(frozen=True)
class SetRoles(Edit[None]):
    """Make an account hold exactly these roles."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("change roles")

    account_id: str
    roles: tuple[Role, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        if self.account_id == work.staff.account_id:
            raise Refused("own_roles")
        mine, before = frozenset(self.roles), _roles_of(work, self.account_id)
        fields = Fields(
            lambda _key: _("Roles"),
            lambda _key: accounts.roles_changed(work.session, self.account_id),
            lambda _key, roles: ", ".join(_(ROLE_NAMES[role]) for role in Role if role in roles),
        )
        wanted = self.agree(work, fields, {"roles": mine}, {"roles": before})["roles"]
        require_roles(wanted)
        require_head_for(wanted | before, work.staff)
        if Role.KEPALA not in wanted:
            _require_another_head(work, self.account_id)
        accounts.set_roles(work.session, self.account_id, wanted)
        return Done(CHANGED, undo=SetRoles(self.account_id, tuple(sorted(before)), seen=Seen({"roles": wanted})))


@dataclass(frozen=True)
class RenameAccount(Edit[None]):
    """Write somebody's full name as it stands on papers and in lists."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("change a name")

    account_id: str
    full_name: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = accounts.the_account(work.session, self.account_id)
        fields = Fields(lambda _key: _("Full name"), of_row(work.session, row))
        before = {"full_name": row.full_name}
        agreed = self.agree(work, fields, {"full_name": self.full_name.strip()}, before)
        row.full_name = agreed["full_name"]
        return Done(CHANGED, undo=RenameAccount(self.account_id, **before, seen=Seen(agreed)))


@dataclass(frozen=True)
class DisableAccount(Command[None]):
    """Close an account: its password no longer opens the store. Older copies still open with it (``RenewStoreKey``)."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("close an account")

    account_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        if self.account_id == work.staff.account_id:
            raise Refused("own_account")
        require_head_for(_roles_of(work, self.account_id), work.staff)
        _require_another_head(work, self.account_id)
        row = accounts.the_account(work.session, self.account_id)
        row.disabled_at = row.disabled_at or work.now
        keys, slot_id = work.open_store.keys(), row.slot_id
        return Done(CHANGED, afterwards=lambda: _clear(keys, slot_id))


@dataclass(frozen=True)
class EnableAccount(Command[None]):
    """Open a closed account again, with a new password."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("open an account again")

    account_id: str
    password: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_head_for(_roles_of(work, self.account_id), work.staff)
        accounts.the_account(work.session, self.account_id).disabled_at = None
        return _new_password(work, self.account_id, self.password)


@dataclass(frozen=True)
class PassRight(Edit[None]):
    """Let a deputy do one thing up to and including a day; without a day it is taken back."""

    needs: ClassVar[Right] = Right.PASS_RIGHTS
    name: ClassVar[str] = N_("pass a right")

    account_id: str
    right: Right
    until: date | None

    @override
    def run(self, work: Work) -> Done[None]:
        deputy = accounts.staff_of(work.session, self.account_id)
        require_passable(self.right, self.until, work.today, deputy.roles)
        before = deputy.passed.get(self.right)
        still = before if before is not None and before >= work.today else None
        fields = Fields(
            lambda _key: _(RIGHT_NAMES[self.right]),
            lambda _key: accounts.right_passed(work.session, self.account_id, self.right),
        )
        until = self.agree(work, fields, {"until": self.until}, {"until": still})["until"]
        accounts.pass_right(work.session, self.account_id, self.right, until)
        return Done(CHANGED, undo=PassRight(self.account_id, self.right, still, seen=Seen({"until": until})))


@dataclass(frozen=True)
class SetTrainer(Edit[None]):
    """Make an account the trainer of exactly these programmes; a trainer sees their people only."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("change a trainer's programmes")

    account_id: str
    program_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        accounts.the_account(work.session, self.account_id)
        known = {program_id for program_id, _name in training.programs(work.session)}
        before = tuple(training.programs_of_trainer(work.session, self.account_id))
        # Each programme is a yes or no of its own, so that two who tick different ones never meet.
        mine, now = ({one: one in those for one in known} for those in (self.program_ids, before))
        fields = Fields(str, lambda _key: None)
        agreed = self.agree(work, fields, mine, now)
        training.set_trainers(work.session, self.account_id, [one for one, own in agreed.items() if own])
        undo = SetTrainer(self.account_id, before, seen=Seen(agreed))
        return Done(CHANGED | Changes.of(Area.TRAINING), undo=undo)


@dataclass(frozen=True)
class RenewStoreKey(Command[None]):
    """Encrypt the store anew, so that an old copy of the key file no longer opens it; nobody's password changes.

    A crash on the way leaves a key file that opens both keys. Copies made before keep the key they were made with.
    """

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("give the store a new key")

    @override
    def run(self, work: Work) -> Done[None]:
        store = work.open_store
        return Done(afterwards=lambda: renew(store))


def renew(store: Store) -> None:
    """Prepare the next key, encrypt the store with it, and keep only the one that the store now opens with.

    On a server, where the answer may get lost, both stay after a failure: the next opening finds out which one it is.
    """
    if store.server is None:
        _renew(store)
        return
    with store.alone() as session:  # of two computers that do it at once the second finds the key changed
        session.connection().detach()  # its pool goes with the former key
        _renew(store)
    store.send_others_away()


def _renew(store: Store) -> None:
    keys = store.keys()
    fresh = keys.prepare_new_key(store.key)
    try:
        store.change_key(fresh)
    except BaseException:
        if store.server is None:
            keys.settle(store.key)
        raise
    keys.settle(store.key)


@dataclass(frozen=True)
class NewRecoveryCode(Command[str]):
    """Make a new recovery code, to be printed at once; the code of the older sheet no longer opens the store."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("make a new recovery code")

    @override
    def run(self, work: Work) -> Done[str]:
        require_head_for(frozenset({Role.KEPALA}), work.staff)
        store = work.open_store
        return Done(afterwards=lambda: store.keys().new_recovery(store.key))


@dataclass(frozen=True)
class PrintRecoverySheet(Query[Document]):
    """The recovery sheet of a code just made; that it was printed is written down, the code is not."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the recovery sheet")

    code: str = field(repr=False)
    replaces_older: bool = False

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.recovery_sheet import recovery_sheet

        require_head_for(frozenset({Role.KEPALA}), work.staff)
        code = RecoveryCode(self.code, work.open_store.path.name, work.today, self.replaces_older)
        return recovery_sheet(code, imprint(work))


@dataclass(frozen=True)
class ListAccounts(Query[tuple[AccountLine, ...]]):
    """Every account with roles and passed rights, by user name."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS

    @override
    def run(self, work: Work) -> tuple[AccountLine, ...]:
        return tuple(accounts.account_lines(work.session))


@dataclass(frozen=True)
class TrainerPrograms(Query[tuple[tuple[str, str, bool], ...]]):
    """Every programme as (id, name, whether this account trains in it), by name."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS

    account_id: str

    @override
    def run(self, work: Work) -> tuple[tuple[str, str, bool], ...]:
        own = set(training.programs_of_trainer(work.session, self.account_id))
        return tuple((one, name, one in own) for one, name in training.programs(work.session))


@dataclass(frozen=True)
class WhoAmI(Query[Staff]):
    """Who is signed in, with roles and passed rights."""

    needs: ClassVar[Right] = Right.WORK_HERE

    @override
    def run(self, work: Work) -> Staff:
        return accounts.staff_of(work.session, work.staff.account_id)
