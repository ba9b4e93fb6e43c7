"""Accounts, their roles, and single rights passed to a deputy until a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Date, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session

from shelter_admin.domain.accounts import AccountLine, Right, Role, Staff
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import Instant, Row, new_id, reference, technical, umum
from shelter_admin.persistence.history import last_taken_away


class AccountTable(Row):
    """Somebody who signs in. The password lives only in the slot of the key file that ``slot_id`` names."""

    __tablename__ = "account"

    user: Mapped[str] = umum(Text, nullable=False, unique=True)
    full_name: Mapped[str] = umum(Text, nullable=False, default="")
    slot_id: Mapped[str] = technical(Text, nullable=False)
    disabled_at: Mapped[datetime | None] = technical(Instant)


class AccountRoleTable(Row):
    """A role an account holds."""

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role"),)

    account_id: Mapped[str] = reference("account.id", nullable=False)
    role: Mapped[str] = technical(Text, nullable=False)


class PassedRightTable(Row):
    """A single right the head passed to an account, good up to and including ``until``."""

    __tablename__ = "passed_right"
    __table_args__ = (UniqueConstraint("account_id", "right"),)

    account_id: Mapped[str] = reference("account.id", nullable=False)
    right: Mapped[str] = technical(Text, nullable=False)
    until: Mapped[date] = technical(Date, nullable=False)


def add_account(
    session: Session, user: str, full_name: str, roles: Iterable[Role], slot_id: str, account_id: str | None = None
) -> str:
    """Write a new account; raises Refused ``user_taken``."""
    if account_row(session, user) is not None:
        raise Refused("user_taken", field="user", user=user)
    account_id = account_id or new_id()
    session.add(AccountTable(id=account_id, user=user.casefold(), full_name=full_name, slot_id=slot_id))
    session.flush()
    set_roles(session, account_id, roles)
    return account_id


def account_row(session: Session, user: str) -> AccountTable | None:
    """Find an account by its user name, in any case."""
    return session.scalars(select(AccountTable).where(AccountTable.user == user.casefold())).first()


def the_account(session: Session, account_id: str) -> AccountTable:
    """Load an account; raises Refused ``account_unknown``."""
    row = session.get(AccountTable, account_id)
    if row is None:
        raise Refused("account_unknown")
    return row


def set_roles(session: Session, account_id: str, roles: Iterable[Role]) -> None:
    """Make the account hold exactly these roles."""
    wanted = {role.value for role in roles}
    for row in session.scalars(select(AccountRoleTable).where(AccountRoleTable.account_id == account_id)):
        if row.role in wanted:
            wanted.discard(row.role)
        else:
            session.delete(row)
    session.add_all(AccountRoleTable(id=new_id(), account_id=account_id, role=role) for role in sorted(wanted))


def roles_changed(session: Session, account_id: str) -> tuple[str, datetime] | None:
    """Who gave or took an account's roles last, and when."""
    given = session.scalars(select(AccountRoleTable).where(AccountRoleTable.account_id == account_id))
    return _newest(given, last_taken_away(session, AccountRoleTable, account_id=account_id))


def right_passed(session: Session, account_id: str, right: Right) -> tuple[str, datetime] | None:
    """Who passed a right to an account or took it back last, and when."""
    passed = session.scalars(
        select(PassedRightTable).where(PassedRightTable.account_id == account_id, PassedRightTable.right == right.value)
    )
    return _newest(passed, last_taken_away(session, PassedRightTable, account_id=account_id, right=right.value))


def _newest(rows: Iterable[Row], taken: tuple[str, datetime] | None) -> tuple[str, datetime] | None:
    changes = [(row.changed_by, row.changed_at) for row in rows]
    return max([*changes, *([taken] if taken else [])], key=lambda change: change[1], default=None)


def pass_right(session: Session, account_id: str, right: Right, until: date | None) -> None:
    """Let a deputy do one thing until a day; ``None`` takes it back."""
    query = select(PassedRightTable).where(
        PassedRightTable.account_id == account_id, PassedRightTable.right == right.value
    )
    row = session.scalars(query).first()
    if until is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(PassedRightTable(id=new_id(), account_id=account_id, right=right.value, until=until))
    else:
        row.until = until


def staff_of(session: Session, account_id: str) -> Staff:
    """Load who signed in, with roles and passed rights."""
    row = the_account(session, account_id)
    roles = session.scalars(select(AccountRoleTable.role).where(AccountRoleTable.account_id == account_id))
    passed = session.execute(
        select(PassedRightTable.right, PassedRightTable.until).where(PassedRightTable.account_id == account_id)
    )
    return Staff(
        row.id, row.user, row.full_name, frozenset(map(Role, roles)), {Right(right): until for right, until in passed}
    )


def as_of_now(session: Session, staff: Staff) -> Staff:
    """Who signed in, with what they may do by now; raises Refused ``account_disabled`` where the account was closed.

    One question, as every act on a server asks it.
    """
    query = (
        select(AccountTable.disabled_at, AccountRoleTable.role, PassedRightTable.right, PassedRightTable.until)
        .outerjoin(AccountRoleTable, AccountRoleTable.account_id == AccountTable.id)
        .outerjoin(PassedRightTable, PassedRightTable.account_id == AccountTable.id)
        .where(AccountTable.id == staff.account_id)
    )
    found = session.execute(query).all()
    if not found or found[0].disabled_at is not None:
        raise Refused("account_disabled")
    roles = frozenset(Role(row.role) for row in found if row.role is not None)
    passed = {Right(row.right): row.until for row in found if row.right is not None}
    return staff if (roles, passed) == (staff.roles, staff.passed) else replace(staff, roles=roles, passed=passed)


def account_lines(session: Session) -> list[AccountLine]:
    """List every account with its roles and passed rights, by user name."""
    roles: dict[str, list[Role]] = defaultdict(list)
    for account_id, role in session.execute(select(AccountRoleTable.account_id, AccountRoleTable.role)):
        roles[account_id].append(Role(role))
    passed: dict[str, list[tuple[Right, date]]] = defaultdict(list)
    for right in session.scalars(select(PassedRightTable)):
        passed[right.account_id].append((Right(right.right), right.until))
    order = list(Role)
    return [
        AccountLine(
            row.id,
            row.user,
            row.full_name,
            tuple(sorted(roles[row.id], key=order.index)),
            row.disabled_at is not None,
            tuple(sorted(passed[row.id])),
        )
        for row in session.scalars(select(AccountTable).order_by(AccountTable.user))
    ]


def valid_slots(session: Session) -> Mapping[str, str]:
    """The key slots that enabled accounts use, by user name; any other slot is a leftover."""
    rows = session.execute(select(AccountTable.user, AccountTable.slot_id).where(AccountTable.disabled_at.is_(None)))
    return {row.user: row.slot_id for row in rows}


def names_of_accounts(session: Session) -> Mapping[str, str]:
    """What to call each account in lists: full name, else user name."""
    rows = session.execute(select(AccountTable.id, AccountTable.full_name, AccountTable.user))
    return {account: name or user for account, name, user in rows}
