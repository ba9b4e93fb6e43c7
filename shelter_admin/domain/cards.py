"""Residents' cards, and the codes that a reader scans from card, pass and roll-call sheet.

A card's code is random: neither NIK nor number, it says nothing to whoever finds the card. It begins with the letter of
its kind and ends with a check symbol, as does the code of a number on a list, so that no typed word is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shelter_admin.domain.leave_passes import read_pass_code
from shelter_admin.domain.recovery_code import ALPHABET
from shelter_admin.domain.words import N_

RANDOM_SYMBOLS: Final = 11
_LONGEST_NUMBER: Final = 24


class CodeKind(StrEnum):
    """What was scanned; the value is what its code begins with."""

    CARD = "K"
    NUMBER = "N"
    PASS = "IZ"  # noqa: S105 - a leave pass, no password


class CardFormat(StrEnum):
    """The paper cards are printed on."""

    A4 = "a4"
    A7 = "a7"
    CR80 = "cr80"


class CardSymbol(StrEnum):
    """How a card carries its code."""

    CODE_128 = "code128"
    QR = "qr"


CARD_FORMAT_NAMES: Final = {
    CardFormat.A4: N_("A4, eight A7 cards to cut"),
    CardFormat.A7: N_("A7, one card a page"),
    CardFormat.CR80: N_("CR80, for a card printer"),
}
CARD_SYMBOL_NAMES: Final = {
    CardSymbol.CODE_128: N_("barcode (Code 128)"),
    CardSymbol.QR: N_("QR code"),
}


@dataclass(frozen=True, slots=True)
class Scanned:
    """A sound code: its kind and, in capitals, all of it; ``meant`` is the card's code, the number or the end of the
    pass's id.
    """

    kind: CodeKind
    code: str
    meant: str


def _checked(body: str) -> str:
    """The body with its check symbol; nearly every wrong symbol and every two changed round give another one."""
    values = [int(symbol, 36) if symbol.isalnum() else ord(symbol) for symbol in body]
    total = sum(at * value for at, value in enumerate(values, start=1))
    return body + ALPHABET[total % 31]


def new_card_code(choose: Callable[[str], str]) -> str:
    """Make a card's code; ``choose`` picks a symbol at random, as ``secrets.choice`` does."""
    return _checked(CodeKind.CARD.value + "".join(choose(ALPHABET) for _symbol in range(RANDOM_SYMBOLS)))


def number_code(number: str) -> str:
    """The code of a resident's own number, for a list of people without a card; empty where no reader could send it."""
    kept = number.strip().upper()
    if not kept.isascii() or not kept.isprintable() or " " in kept or not 0 < len(kept) <= _LONGEST_NUMBER:
        return ""
    return _checked(CodeKind.NUMBER.value + kept)


_SYMBOLS: Final = f"[{ALPHABET}]"
_SHAPES: Final = {
    CodeKind.CARD: re.compile(f"K({_SYMBOLS}{{{RANDOM_SYMBOLS}}}){_SYMBOLS}"),
    CodeKind.NUMBER: re.compile(rf"N([\x21-\x7e]{{1,{_LONGEST_NUMBER}}}){_SYMBOLS}"),
}


def read_code(text: str) -> Scanned | None:
    """Read what a reader sent, in any case, as Caps Lock turns it round; None where it is no code of ours."""
    code = text.strip().upper()
    for kind, shape in _SHAPES.items():
        found = shape.fullmatch(code)
        if found is not None and _checked(code[:-1]) == code:
            return Scanned(kind, code, code if kind is CodeKind.CARD else found[1])
    ending = read_pass_code(code)
    return Scanned(CodeKind.PASS, code, ending) if ending else None


_BEGINNINGS: Final = re.compile(
    rf"K{_SYMBOLS}{{0,{RANDOM_SYMBOLS + 1}}}|IZ?|IZ[0-9A-F]{{1,8}}|N[\x21-\x7e]{{0,{_LONGEST_NUMBER + 1}}}"
)


def may_become_code(text: str) -> bool:
    """Say whether these first symbols, in any case, may be the beginning of a code."""
    return _BEGINNINGS.fullmatch(text.upper()) is not None


@dataclass(frozen=True, slots=True)
class ResidentCard:
    """A card of somebody: good until it is revoked."""

    card_id: str
    person_id: str
    code: str = field(repr=False)
    issued_on: date
    printed_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_because: str = field(default="", repr=False)

    @property
    def good(self) -> bool:
        """Say whether it still opens anything."""
        return self.revoked_at is None


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Somebody of the house who has no good card."""

    person_id: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class CardFace:
    """What stands on a card."""

    code: str = field(repr=False)
    number: str
    name: str
    issued_on: date
    photo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CodeMeans:
    """Whom a scanned code means; ``name`` is as the reader sees it. ``here`` says whether they live here now."""

    kind: CodeKind
    person_id: str
    number: str
    name: str
    here: bool
