"""Progress notes (catatan perkembangan), written in one line of keys.

``k bicara dengan ibunya, mau menerima > 3 hari`` is a note of counselling with a follow-up in three days. The letter
of the kind comes first, the follow-up after the last ``>``, and a ``!`` before everything keeps the note for its
author and the head alone. Without a letter it is a note of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role, Staff
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.words import N_

LONGEST: Final = 4000
FARTHEST_DAYS: Final = 730
CONFIDENTIAL: Final = "!"
FOLLOW_UP: Final = ">"


class NoteKind(StrEnum):
    """What a note is about."""

    COUNSELLING = "counselling"
    OBSERVATION = "observation"
    FAMILY = "family"
    HEALTH = "health"
    TRAINING = "training"
    REFERRAL = "referral"
    OTHER = "other"


NOTE_KIND_NAMES: Final[Mapping[NoteKind, str]] = MappingProxyType(
    {
        NoteKind.COUNSELLING: N_("counselling"),
        NoteKind.OBSERVATION: N_("observation"),
        NoteKind.FAMILY: N_("family matter"),
        NoteKind.HEALTH: N_("health matter"),
        NoteKind.TRAINING: N_("training matter"),
        NoteKind.REFERRAL: N_("referral"),
        NoteKind.OTHER: N_("something else"),
    }
)
LETTERS: Final[Mapping[str, NoteKind]] = MappingProxyType(
    {
        "k": NoteKind.COUNSELLING,
        "a": NoteKind.OBSERVATION,
        "f": NoteKind.FAMILY,
        "s": NoteKind.HEALTH,
        "p": NoteKind.TRAINING,
        "r": NoteKind.REFERRAL,
        "l": NoteKind.OTHER,
    }
)
"""Konseling, Amatan, Family, Sehat, Pelatihan, Rujukan, Lain; the same in both languages, as fingers learn them."""

_SOON: Final[Mapping[str, int]] = MappingProxyType(
    {"besok": 1, "bsk": 1, "tomorrow": 1, "lusa": 2, "hari ini": 0, "today": 0, "minggu depan": 7, "next week": 7}
)
_SPANS: Final[Mapping[str, int]] = MappingProxyType(
    {"h": 1, "hr": 1, "hari": 1, "d": 1, "day": 1, "days": 1, "m": 7, "mg": 7, "minggu": 7, "w": 7, "week": 7,
     "weeks": 7, "bln": 30, "bulan": 30, "month": 30, "months": 30}
)  # fmt: skip
_SPAN: Final = re.compile(r"(\d{1,3})\s*([a-z]+)(?: lagi)?")
_SHORT: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})")


@dataclass(frozen=True, slots=True)
class TypedNote:
    """A note as read from its line."""

    kind: NoteKind
    words: str = field(repr=False)
    follow_up_on: date | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """What a note said until somebody changed it then."""

    words: str = field(repr=False)
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a file."""

    note_id: str
    stay_id: str
    kind: NoteKind
    words: str = field(repr=False)
    at: datetime
    author_id: str
    author: str
    follow_up_on: date | None
    followed_up_on: date | None
    confidential: bool
    earlier: tuple[EarlierWords, ...] = field(default=(), repr=False)

    @property
    def waits(self) -> bool:
        """Say whether its follow-up is still to come."""
        return self.follow_up_on is not None and self.followed_up_on is None


def read_note(typed: str, today: date) -> TypedNote:
    """Read a line as typed; raises Refused beside the line where nothing is told or the day cannot be read."""
    line = typed.strip()
    confidential = line.startswith(CONFIDENTIAL)
    line = line.removeprefix(CONFIDENTIAL).strip()
    first, _gap, rest = line.partition(" ")
    kind = LETTERS.get(first.casefold()) if rest.strip() else None
    told = rest if kind is not None else line
    words, mark, day = told.rpartition(FOLLOW_UP)
    if not mark:
        words, day = told, ""
    follow_up = read_follow_up(day, today) if mark else None
    return TypedNote(kind or NoteKind.OTHER, sound_words(words), follow_up, confidential)


def sound_words(words: str) -> str:
    """Words of a note as they are kept; refused where there are none or too many."""
    kept = words.strip()
    if not kept:
        raise Refused("note_empty", field="line")
    if len(kept) > LONGEST:
        raise Refused("text_too_long", field="line", most=LONGEST)
    return kept


def read_follow_up(typed: str, today: date) -> date:
    """The day of a follow-up as typed: ``besok``, ``3 hari``, ``2 minggu``, ``21-11`` (the next one), ``21-11-2026``.

    Raises Refused ``follow_up_unclear``, or ``follow_up_past`` for a day gone by.
    """
    text = " ".join(typed.casefold().split())
    day = _soon(text, today) or _next_such(text, today)
    if day is None and text:
        day = read_date(text, About.EVENT, today).when.as_day
    if day is None or (day - today).days > FARTHEST_DAYS:
        raise Refused("follow_up_unclear", field="line")
    return require_follow_up(day, today)


def require_follow_up(day: date, today: date) -> date:
    """Refuse a follow-up on a day gone by."""
    if day < today:
        raise Refused("follow_up_past", field="line", day=day)
    return day


def _soon(text: str, today: date) -> date | None:
    if text in _SOON:
        return today + timedelta(days=_SOON[text])
    found = _SPAN.fullmatch(text)
    if found is None or found[2] not in _SPANS:
        return None
    return today + timedelta(days=int(found[1]) * _SPANS[found[2]])


def _next_such(text: str, today: date) -> date | None:
    """Day and month without a year: the next such day, today included."""
    found = _SHORT.fullmatch(text)
    if found is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def sees_confidential(staff: Staff, author_id: str) -> bool:
    """Say whether a confidential note of this author is for this member of staff: the author and the head alone.

    The head is who holds that role; no right that was passed on opens such notes.
    """
    return staff.account_id == author_id or Role.KEPALA in staff.roles
