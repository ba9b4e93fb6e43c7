"""Rooms as registers name them: "Anggrek 4", "Wisma Anggrek Kamar 4", "Anggrek IV/2"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from shelter_admin.domain.register import RoomNamed

_HOUSE = re.compile(r"^(?:(?:wisma|asrama|gedung|barak|paviliun|bangsal|blok|rumah|cottage|w\.)\s+)+", re.IGNORECASE)
_ROOM_FIRST = re.compile(
    (
        r"^(?:kamar|kmr|km|ruang(?:an)?|r)\b\.?\s*(?:no\.?\s*)?([\w]{1,4})[\s,/-]+((?:wisma|asrama"
        r"|gedung|barak|blok)\s+)(.+)$"
    ),
    re.IGNORECASE,
)
_WISMA_AND_ROOM = re.compile(
    (
        r"^(?P<wisma>[^\d/,;]*?[^\W\d_])[\s/,;.:\-–(#]*(?:\b(?:kamar|kmr|km|ruang(?:an)?|k|r|no"
        r"|nomor)\b[\s.:]*)*"
        r"(?P<room>\d{1,3}[a-z]?|(?<=[\s/.-])(?:[ivx]{1,4}|[a-h])(?![a-z]))\)?"
        r"(?:\s*(?:[/,.-]|bed|tt|tempat tidur|kasur|ranjang)\s*(?:bed|tt|no)?\.?\s*(?P<bed>\d{1,2}"
        r"|[a-h]))?$"
    ),
    re.IGNORECASE,
)
_ROOM_ONLY = re.compile(
    (r"^(?:kamar|kmr|km|ruang(?:an)?|no|k|r)?\b[\s.:]*(?:no\.?\s*)?(\d{1,3}[a-z]?|[ivx]{1,4}|[a-h])$"), re.IGNORECASE
)
_SHORT_HOUSE = re.compile(
    (
        r"^(?:wisma|asrama|gedung|barak|blok|w)\b[\s.]*(?:no\.?\s*)?(\w{1,3})[\s,/-]+(?:kamar|kmr|km"
        r"|ruang)\b[\s.]*(?:no\.?\s*)?(\d{1,3}[a-z]?)$"
    ),
    re.IGNORECASE,
)
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
                 "x": "10", "xi": "11", "xii": "12"}  # fmt: skip
NOTHING: Final = re.compile(r"[-–?. ]*|(?:belum|tidak|blm|tdk)\s+ada|n/?a", re.IGNORECASE)


def _number(text: str) -> str:
    return _ROMAN.get(text.lower(), text.lstrip("0").upper() or "0")


def wisma_name(text: str) -> str:
    """The name of a wisma without the word for it: "WISMA ANGGREK" is Anggrek."""
    bare = " ".join(text.split()).strip(" .,:;/-(")
    name = _HOUSE.sub("", bare) or bare
    return name.title() if name.isupper() and len(name) > 2 else name


@lru_cache(maxsize=16_384)
def read_place(text: str) -> RoomNamed:
    """Part a text into wisma, room and bed; what cannot be told stays empty."""
    bare = " ".join(text.split())
    if NOTHING.fullmatch(bare):
        return RoomNamed()
    if found := _ROOM_FIRST.match(bare):
        return RoomNamed(wisma_name(found[3]), _number(found[1]), "", text)
    if found := _SHORT_HOUSE.match(bare):
        return RoomNamed(found[1].upper(), _number(found[2]), "", text)
    if only := _ROOM_ONLY.match(bare):
        return RoomNamed("", _number(only[1]), "", text)
    stripped = _HOUSE.sub("", bare)
    if found := _WISMA_AND_ROOM.match(stripped):
        return RoomNamed(wisma_name(found["wisma"]), _number(found["room"]), found["bed"] or "", text)
    return RoomNamed(wisma_name(bare) if not any(char.isdigit() for char in bare) else "", "", "", text)


def joined_place(wisma: str, room: str, bed: str) -> RoomNamed:
    """The place of a row whose wisma, room and bed stand in columns of their own; either may hold both."""
    text = " / ".join(part for part in (wisma, room, bed) if part and not NOTHING.fullmatch(part))
    if not text:
        return RoomNamed()
    in_room = read_place(room)
    if room and not NOTHING.fullmatch(room):
        return RoomNamed(wisma_name(wisma) or in_room.wisma, in_room.room, bed or in_room.bed, text)
    in_wisma = read_place(wisma)
    if in_wisma.wisma and in_wisma.room:
        return RoomNamed(in_wisma.wisma, in_wisma.room, bed or in_wisma.bed, text)
    return RoomNamed(wisma_name(wisma), "", bed, text)
