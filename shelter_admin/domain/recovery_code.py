"""The recovery code as it is printed and typed: groups of five letters and digits that check themselves.

Crockford's base 32 (no I, L, O, U), four random symbols and one check symbol per group, so that a typing error is
named by its group. Any single wrong symbol and any two symbols exchanged within a group are found, and so is a
group in another group's place.
"""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.errors import Refused

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 6
IN_GROUP: Final = 5
SECRET_BYTES: Final = GROUPS * (IN_GROUP - 1) * 5 // 8
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_REDUCE: Final = 0b100101  # x^5 + x^2 + 1: symbols are elements of GF(32), where every weight can be undone


def written(secret: bytes) -> str:
    """Write fifteen secret bytes as the groups a person copies from paper."""
    if len(secret) != SECRET_BYTES:
        msg = "a recovery code holds fifteen bytes"
        raise ValueError(msg)
    number = int.from_bytes(secret, "big")
    symbols = [number >> (5 * place) & 31 for place in reversed(range(GROUPS * (IN_GROUP - 1)))]
    groups = [symbols[at : at + IN_GROUP - 1] for at in range(0, len(symbols), IN_GROUP - 1)]
    return "-".join(
        "".join(ALPHABET[symbol] for symbol in [*group, _check(group, at)]) for at, group in enumerate(groups, start=1)
    )


def read(typed: str) -> bytes:
    """Read a typed code; O and 0, I, L and 1 mean the same, spaces and strokes nothing.

    Refuses a code of another length, and names the groups that hold a typing error.
    """
    symbols = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_READ_AS)
    if len(symbols) != GROUPS * IN_GROUP:
        raise Refused("recovery_code_length", field="code", typed=len(symbols), expected=GROUPS * IN_GROUP)
    groups = [symbols[at : at + IN_GROUP] for at in range(0, len(symbols), IN_GROUP)]
    wrong = [str(at) for at, group in enumerate(groups, start=1) if not _holds(group, at)]
    if wrong:
        raise Refused("recovery_code_group", field="code", groups=", ".join(wrong))
    number = 0
    for symbol in "".join(group[:-1] for group in groups):
        number = number << 5 | ALPHABET.index(symbol)
    return number.to_bytes(SECRET_BYTES, "big")


def _holds(group: str, at: int) -> bool:
    if any(symbol not in ALPHABET for symbol in group):
        return False
    values = [ALPHABET.index(symbol) for symbol in group]
    return _check(values[:-1], at) == values[-1]


def _check(group: list[int], at: int) -> int:
    """Weigh each symbol by its own power of x and add the group's place."""
    total = 0
    for symbol in group:
        total = _times_x(total ^ symbol)
    return total ^ at


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _REDUCE if doubled & 32 else doubled
