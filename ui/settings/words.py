"""How accounts are called in the settings."""

from __future__ import annotations

from shelter_admin.domain.accounts import ROLE_NAMES, AccountLine
from shelter_admin.domain.words import _


def called(account: AccountLine) -> str:
    """The full name with the user name, or the user name alone."""
    return f"{account.full_name} ({account.user})" if account.full_name else account.user


def in_sentence(words: str) -> str:
    """A right as the first words of a cell."""
    return words[:1].upper() + words[1:]


def roles_of(account: AccountLine) -> str:
    """The roles by their names."""
    return ", ".join(_(ROLE_NAMES[role]) for role in account.roles)
