"""The code of a certificate: a signed statement as one line of capital letters and digits.

It says number, name, programme, hours, mark and day, followed by an Ed25519 signature (RFC 8032) of the panti's key,
all in base 32 (RFC 4648), which a QR code holds in its dense alphanumeric mode. A letter of attendance states no mark.
Whoever has the public key checks it without the register. The short form, for where there is no scanner, is the
number and a fingerprint of the code.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shelter_admin.domain.recovery_code import ALPHABET

PREFIX: Final = "PSKT1-"
FINGERPRINT: Final = 12
_SIGNATURE: Final = 64
_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SHORTEST: Final = 110  # symbols of a signature and the shortest statement


@dataclass(frozen=True, slots=True)
class Statement:
    """What the panti states by signing; the mark has at most two decimals. Without one it is a letter of attendance."""

    number: str
    name: str = field(repr=False)
    program: str
    hours: int | None
    mark: float | None
    issued_on: date


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement as it was read, with the bytes that were signed and the signature."""

    statement: Statement
    payload: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def statement_of(
    number: str, name: str, program: str, hours: int | None, mark: float | None, issued_on: date
) -> Statement:
    """Make a statement in the one form that is signed: single spaces, two decimals."""
    rounded = None if mark is None else round(mark, 2)
    return Statement(number, _one_line(name), _one_line(program), hours, rounded, issued_on)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def mark_text(mark: float) -> str:
    """Write a mark shortly and without ambiguity: ``82.5``, ``90``."""
    return f"{mark:.2f}".rstrip("0").rstrip(".")


def encode(statement: Statement, secret: bytes) -> str:
    """Sign a statement with a secret Ed25519 key of 32 bytes and write it as a code."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    payload = _payload(statement)
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(_signed_text(payload))
    return PREFIX + _base32(payload + signature)


def decode(code: str) -> Signed | None:
    """Read a code in any case and spacing; None where it is none or any symbol of it cannot be.

    Of all texts that decode to the same bytes only one is accepted, so that no changed symbol passes.
    """
    bare = _bare(code)
    if not bare.startswith(PREFIX):
        return None
    symbols = bare.removeprefix(PREFIX)
    try:
        raw = base64.b32decode(symbols + "=" * (-len(symbols) % 8))
    except (binascii.Error, ValueError):
        return None
    if _base32(raw) != symbols or len(raw) <= _SIGNATURE:
        return None
    payload, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    statement = _read(payload)
    return Signed(statement, payload, signature) if statement is not None else None


def is_signed_by(signed: Signed, public_keys: Iterable[bytes]) -> bool:
    """Say whether any of these public keys verifies the signature."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    for key in public_keys:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signed.signature, _signed_text(signed.payload))
        except InvalidSignature:
            continue
        return True
    return False


def canonical(code: str) -> str:
    """Write a code as it was issued: capitals, no spaces."""
    return _bare(code)


def looks_like_a_code(text: str) -> bool:
    """Say whether a text is a code, if perhaps a spoilt one: by its beginning, or by length and mixture of symbols.

    Of a code's symbols about one in five is a digit; prose has hardly any.
    """
    bare = _bare(text)
    if bare.startswith(PREFIX[:-2]):
        return True
    digits, symbols = len(re.findall(r"[2-7]", bare)), len(re.findall(r"[A-Z2-7]", bare))
    return len(bare) >= _SHORTEST and symbols >= 0.9 * len(bare) and digits >= symbols / 16


def fingerprint(code: str) -> str:
    """The short form's twelve symbols in groups of four: Crockford's base 32 of the code's SHA-256."""
    number = int.from_bytes(hashlib.sha256(code.encode()).digest()[:8], "big") >> 4
    symbols = "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(FINGERPRINT)))
    return "-".join(symbols[at : at + _GROUP] for at in range(0, FINGERPRINT, _GROUP))


def read_short_form(text: str) -> tuple[str, str] | None:
    """Read ``number fingerprint`` in any case and spacing as (number without spaces, fingerprint); None if neither.

    In the fingerprint O reads as 0, I and L as 1, and strokes do not matter.
    """
    bare = _bare(text)
    symbols, at = "", len(bare)
    while at and len(symbols) < FINGERPRINT:
        at -= 1
        if bare[at].isascii() and bare[at].isalnum():
            symbols = bare[at] + symbols
        elif bare[at] not in "-–—.":
            return None
    number = bare[:at].rstrip("-–—·.,;:+#")
    symbols = symbols.translate(_READ_AS)
    if len(symbols) < FINGERPRINT or any(symbol not in ALPHABET for symbol in symbols) or not re.search(r"\d", number):
        return None
    return number, "-".join(symbols[at : at + _GROUP] for at in range(0, FINGERPRINT, _GROUP))


def _bare(text: str) -> str:
    return "".join(text.split()).upper()


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def _signed_text(payload: bytes) -> bytes:
    """What is signed names its purpose, so that no signature made for another one passes here."""
    return PREFIX.encode() + payload


def _payload(statement: Statement) -> bytes:
    parts = (
        statement.number,
        statement.name,
        statement.program,
        "" if statement.hours is None else str(statement.hours),
        "" if statement.mark is None else mark_text(statement.mark),
        statement.issued_on.strftime("%Y%m%d"),
    )
    return "\n".join(parts).encode()


def _read(payload: bytes) -> Statement | None:
    try:
        number, name, program, hours, mark, day = payload.decode().split("\n")
        issued_on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        return Statement(number, name, program, int(hours) if hours else None, float(mark) if mark else None, issued_on)
    except ValueError:
        return None
