"""Finding the code in a certificate's file, also in one that another program has written anew."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from shelter_admin.reports.certificate_front import DRAFT

_CODE: Final = re.compile(rb"PSKT1-[A-Z2-7]{60,4000}")
_KEYWORDS: Final = re.compile(rb"/Keywords\s*\(\s*" + DRAFT.encode() + rb"\s*\)")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_MOST_STREAMS: Final = 400
_MOST_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file says of itself: the code in its keywords, or that it is a draft."""

    code: str | None = field(repr=False)
    draft: bool


def marks_in(content: bytes) -> Marks:
    """Look for a code or the mark of a draft, at first in the open, then in compressed parts. Never raises."""
    draft = False
    for part in _parts(content):
        if found := _CODE.search(part):
            return Marks(found[0].decode("ascii"), draft=False)
        draft = draft or _KEYWORDS.search(part) is not None
    return Marks(None, draft)


def _parts(content: bytes) -> Iterator[bytes]:
    """The file, its text strings as UTF-16 too, then what its streams unpack to, each to a bound."""
    yield content
    yield content.replace(b"\x00", b"")
    for at, found in enumerate(_STREAM.finditer(content)):
        if at >= _MOST_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(found[1], _MOST_BYTES)
        except zlib.error:
            continue
