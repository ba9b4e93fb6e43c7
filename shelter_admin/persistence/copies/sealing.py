"""A stream sealed to the store key in the age format: a byte changed or cut off anywhere is refused when it is read."""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import IO, Any, Final

from shelter_admin.domain.errors import Damaged

BEGINNING: Final = b"age-encryption.org/v1"
_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_NAME: Final = "age-secret-key-"


def is_sealed(path: Path) -> bool:
    """Say whether a file is sealed so: a copy of a store on a server."""
    with path.open("rb") as file:
        return file.read(len(BEGINNING)) == BEGINNING


def seal(source: IO[bytes], target: IO[bytes], key: bytes) -> None:
    """Write the source to the target, sealed to the store key."""
    import pyrage

    pyrage.encrypt_io(source, target, [_identity(key).to_public()])


def open_sealed(path: Path, size: int, target: IO[bytes], key: bytes) -> None:
    """Write what was sealed in the first ``size`` bytes of a file to the target; raises Damaged ``copy_damaged``."""
    import pyrage

    with path.open("rb") as file:
        try:
            pyrage.decrypt_io(_Beginning(file, size), target, [_identity(key)])
        except (pyrage.DecryptError, OSError, ValueError) as error:
            raise Damaged("copy_damaged") from error


class _Beginning:
    """The first bytes of a file, as a file of their own."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._left = file, size

    def read(self, size: int = -1) -> bytes:
        """Read on, never further than the end."""
        content = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(content)
        return content


def _identity(key: bytes) -> Any:
    import pyrage

    secret = hmac.digest(key, b"shelter_admin copy of a server 1", "sha256")
    return pyrage.x25519.Identity.from_str(_written(_NAME, secret).upper())


def _written(name: str, secret: bytes) -> str:
    """Bech32 (BIP 173), in which age writes its keys."""
    bits = "".join(f"{byte:08b}" for byte in secret)
    values = [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    spread = [ord(letter) >> 5 for letter in name] + [0] + [ord(letter) & 31 for letter in name]
    check = _checksum([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - at)) & 31 for at in range(6)]
    return f"{name}1" + "".join(_LETTERS[value] for value in values)


def _checksum(values: list[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATORS):
            sum_ ^= generator if (top >> at) & 1 else 0
    return sum_
