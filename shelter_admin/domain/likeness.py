"""Who may be the same person twice. A pair is shown to a human, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import Final

from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.names import sound_key
from shelter_admin.domain.identity.sexes import Sex


class Reason(StrEnum):
    """Why two entries may be one person."""

    SAME_NIK = "same_nik"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    LIKE_NAME_AND_BIRTH = "like_name_and_birth"
    LIKE_NAME_AND_NIK = "like_name_and_nik"
    SAME_NAME = "same_name"


_STRENGTH: Final = {
    Reason.SAME_NIK: 100,
    Reason.SAME_NAME_AND_BIRTH: 90,
    Reason.LIKE_NAME_AND_NIK: 85,
    Reason.LIKE_NAME_AND_BIRTH: 75,
    Reason.SAME_NAME: 60,
}
_ALIKE: Final = 84
_CROWD: Final = 400
_NAMELESS: Final = frozenset(
    map(sound_key, ("Tanpa Nama", "Tidak Diketahui", "Tidak Dikenal", "Mr X", "Mrs X", "Mr. X", "X", "NN"))
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a person; ``nik`` is 15 or 16 digits, or nothing."""

    id: str
    name: str = field(repr=False)
    alias: str = field(repr=False, default="")
    sex: Sex = Sex.UNKNOWN
    born: PartialDate = PartialDate()  # noqa: RUF009 - frozen
    nik: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries that may be one person, and why; the strongest reason counts."""

    first: str
    second: str
    reason: Reason
    strength: int


def _sound(name: str) -> str:
    """How a name sounds; who goes by no name is like nobody by it."""
    sound = sound_key(name)
    return "" if sound in _NAMELESS else sound


def _nik_apart(one: str | None, other: str | None) -> int | None:
    """How many of the first 15 digits differ; None when one of the two is missing."""
    if not one or not other:
        return None
    return sum(a != b for a, b in zip(one[:15], other[:15], strict=False))


def _same_nik(one: str | None, other: str | None) -> bool:
    if not one or not other or one[:15] != other[:15]:
        return False
    return len(one) < 16 or len(other) < 16 or one == other


def _born_in_nik(person: Known) -> tuple[int, int, int] | None:
    if not person.nik:
        return None
    day = int(person.nik[6:8])
    return (day - 40 if day > 40 else day, int(person.nik[8:10]), int(person.nik[10:12]))


def _births_agree(one: Known, other: Known) -> bool:
    """Say whether the births may be the same, also as the NIK tells them."""
    if one.born.known and other.born.known:
        return one.born.may_be(other.born)
    for bare, told in ((one, other), (other, one)):
        birth = _born_in_nik(bare)
        if not bare.born.known and birth and told.born.year is not None:
            if told.born.quality is DateQuality.ABOUT:
                continue
            if told.born.year % 100 != birth[2] or (told.born.month or birth[1]) != birth[1]:
                return False
    return True


def _names_alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) > 1 and set(short) <= set(long):
        return True
    from rapidfuzz import fuzz  # 40 modules that most days never need

    return fuzz.token_sort_ratio(one, other) >= _ALIKE


def _reason(one: Known, other: Known, sounds: tuple[str, str]) -> Reason | None:
    if _same_nik(one.nik, other.nik):
        return Reason.SAME_NIK
    apart = _nik_apart(one.nik, other.nik)
    exact = one.born.as_day is not None and one.born.as_day == other.born.as_day
    same = bool(sounds[0]) and sorted(sounds[0].split()) == sorted(sounds[1].split())
    if one.sex and other.sex and one.sex != other.sex and not (same and exact):
        return None
    if apart is not None and apart <= 2 and _names_alike(*sounds):
        return Reason.LIKE_NAME_AND_NIK
    if exact:
        return _reason_of_birth(apart, same=same, sounds=sounds)
    several = len(sounds[0].split()) > 1
    if same and several and apart is None and _births_agree(one, other):
        return Reason.SAME_NAME
    return None


def _reason_of_birth(apart: int | None, *, same: bool, sounds: tuple[str, str]) -> Reason | None:
    """Born the same day: the same name is enough; a like name only while no two NIKs speak against it."""
    if same:
        return Reason.SAME_NAME_AND_BIRTH
    return Reason.LIKE_NAME_AND_BIRTH if apart is None and _names_alike(*sounds) else None


def _blocks(people: Sequence[Known], sounds: Sequence[str]) -> Iterable[list[int]]:
    """Groups in which alone a pair can be found: same NIK, same name as it sounds, same day of birth."""
    blocks: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        if person.nik:
            blocks["nik", person.nik[:15]].append(index)
            blocks["birth in nik", person.nik[:6] + person.nik[6:12]].append(index)
        if sounds[index]:
            blocks["name", " ".join(sorted(sounds[index].split()))].append(index)
        if day := person.born.as_day:
            blocks["born", day].append(index)
    return [block for block in blocks.values() if 1 < len(block) <= _CROWD]


def possible_doubles(people: Sequence[Known], among: frozenset[str] | None = None) -> list[Double]:
    """Find the pairs that may be one person, the strongest first; with ``among``, at least one of them of these ids."""
    sounds = [_sound(person.name) for person in people]
    found: dict[tuple[int, int], Double] = {}
    for block in _blocks(people, sounds):
        for pair in combinations(block, 2):
            if pair in found:
                continue
            one, other = people[pair[0]], people[pair[1]]
            if among is not None and one.id not in among and other.id not in among:
                continue
            reason = _reason(one, other, (sounds[pair[0]], sounds[pair[1]]))
            if reason is not None:
                found[pair] = Double(one.id, other.id, reason, _STRENGTH[reason])
    return [double for _, double in sorted(found.items(), key=lambda item: (-item[1].strength, item[0]))]


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody known who may be meant while a name is typed; the score goes to 100."""

    person: Known
    score: int


class Likenesses:
    """Everybody known, prepared so that one name is compared within milliseconds."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._people = list(people)
        self._sounds = [sound_key(person.name) for person in self._people]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_nik: dict[str, list[int]] = defaultdict(list)
        for index, person in enumerate(self._people):
            for word in set(self._sounds[index].split()) | set(sound_key(person.alias).split()):
                self._by_word[word].append(index)
            if person.nik:
                self._by_nik[person.nik[:15]].append(index)
        self._words = list(self._by_word)

    def like(self, name: str, *, sex: Sex = Sex.UNKNOWN, born: PartialDate | None = None, nik: str | None = None,
             limit: int = 5) -> list[Likely]:  # fmt: skip
        """Give the likeliest people for what has been typed so far."""
        asked = Known("", name, "", sex, born or PartialDate(), nik)
        sound = sound_key(name)
        scored = {}
        for index in self._candidates(sound, nik):
            score = self._score(index, asked, sound)
            if score >= 70:
                scored[index] = score
        best = sorted(scored, key=lambda index: (-scored[index], self._people[index].name))[:limit]
        return [Likely(self._people[index], scored[index]) for index in best]

    def _candidates(self, sound: str, nik: str | None) -> set[int]:
        from rapidfuzz import fuzz, process

        words = sound.split()
        near = []
        for word in words:
            if len(word) >= 2:
                found = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=78, limit=6)
                near.append({index for other, _, _ in found for index in self._by_word[other]})
        candidates: set[int] = set(self._by_nik.get(nik[:15], ())) if nik else set()
        if near:
            both = set.intersection(*near)
            candidates |= both or (min(near, key=len) if len(near) > 1 else set())
        return set(sorted(candidates)[:2000])

    def _score(self, index: int, asked: Known, sound: str) -> int:
        person = self._people[index]
        if _same_nik(person.nik, asked.nik):
            return 100
        if person.sex and asked.sex and person.sex != asked.sex:
            return 0
        if not _births_agree(person, asked):
            return 0
        from rapidfuzz import fuzz

        alike = fuzz.token_sort_ratio(sound, self._sounds[index])
        if person.alias:
            alike = max(alike, fuzz.token_sort_ratio(sound, sound_key(person.alias)))
        exact = person.born.as_day is not None and person.born.as_day == asked.born.as_day
        return int(min(99, alike * 0.9 + (10 if exact else 0)))
