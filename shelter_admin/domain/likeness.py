"""Who may be the same person twice. A pair is shown to a human, never merged.

Two entries are suggested by the NIK, or by two of three: a name sounding alike, the birth, the origin. What nobody
knows of one of them speaks neither for nor against; a whole name alone is enough only where the rest is unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import combinations
from typing import Final, NamedTuple

from shelter_admin.domain.identity.alike import COMMON, Alike, names_alike
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.names import bones_of, sound_key
from shelter_admin.domain.identity.sexes import Sex


class Reason(StrEnum):
    """Why two entries may be one person."""

    SAME_NIK = "same_nik"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    LIKE_NAME_AND_BIRTH = "like_name_and_birth"
    LIKE_NAME_AND_NIK = "like_name_and_nik"
    LIKE_NAME_AND_ORIGIN = "like_name_and_origin"
    SAME_BIRTH_AND_ORIGIN = "same_birth_and_origin"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"


_STRENGTH: Final = {
    Reason.SAME_NIK: 100,
    Reason.SAME_NAME_AND_BIRTH: 90,
    Reason.LIKE_NAME_AND_NIK: 85,
    Reason.LIKE_NAME_AND_BIRTH: 75,
    Reason.LIKE_NAME_AND_ORIGIN: 70,
    Reason.SAME_BIRTH_AND_ORIGIN: 65,
    Reason.SAME_NAME: 60,
    Reason.LIKE_NAME: 50,
}
_CROWD: Final = 400
_GAP_YEARS: Final = 10
_NAMELESS: Final = frozenset(
    map(sound_key, ("Tanpa Nama", "Tidak Diketahui", "Tidak Dikenal", "Mr X", "Mrs X", "Mr. X", "X", "NN"))
)
# Days that are written down where only the year is known.
_STAND_IN_DAYS: Final = frozenset({(1, 1), (12, 31), (7, 1)})
_KIND_OF_REGION: Final = re.compile(r"\b(?:kab(?:upaten)?|kota(?:madya)?|adm(?:inistrasi)?|prov(?:insi)?)\b\.?|[^a-z ]")


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a person; ``nik`` is 15 or 16 digits, or nothing."""

    id: str
    name: str = field(repr=False)
    alias: str = field(repr=False, default="")
    sex: Sex = Sex.UNKNOWN
    born: PartialDate = PartialDate()  # noqa: RUF009 - frozen
    nik: str | None = field(repr=False, default=None)
    region: str | None = None
    origin: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries that may be one person, and why; the strongest reason counts."""

    first: str
    second: str
    reason: Reason
    strength: int


class _Sounds(NamedTuple):
    """How somebody's name and alias sound, and the origin as it is compared; empty for what is no name."""

    name: str
    alias: str
    place: str


class _Agree(IntEnum):
    """What a birth or an origin says about two entries."""

    APART = -1
    UNKNOWN = 0
    VAGUELY = 1
    NEARLY = 2
    WHOLLY = 3


def _sound(name: str) -> str:
    """How a name sounds; who goes by no name is like nobody by it."""
    sound = sound_key(name)
    return "" if sound in _NAMELESS else sound


def _sounds(person: Known) -> _Sounds:
    return _Sounds(_sound(person.name), _sound(person.alias) if person.alias else "", _place(person))


def _place(person: Known) -> str:
    """The origin by the words for it, without the kind of region; a mere province tells too little."""
    if person.region and len(person.region) >= 5:
        return person.region[:5]
    return " ".join(_KIND_OF_REGION.sub(" ", person.origin.lower()).split())


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


def _births(one: Known, other: Known) -> _Agree:
    """Compare two births, also as a NIK tells one that was not written down."""
    if not (one.born.known and other.born.known):
        return _birth_by_nik(one, other)
    mine, theirs = one.born.as_day, other.born.as_day
    if mine and theirs:
        return _Agree.WHOLLY if mine == theirs else _days_nearly(one.born, other.born)
    if not one.born.may_be(other.born):
        return _Agree.APART
    guessed = DateQuality.ABOUT in {one.born.quality, other.born.quality}
    return _Agree.VAGUELY if guessed else _Agree.NEARLY


def _birth_by_nik(one: Known, other: Known) -> _Agree:
    for bare, told in ((one, other), (other, one)):
        birth = _born_in_nik(bare)
        if bare.born.known or birth is None or told.born.year is None or told.born.quality is DateQuality.ABOUT:
            continue
        if told.born.year % 100 != birth[2] or (told.born.month or birth[1]) != birth[1]:
            return _Agree.APART
        return _Agree.WHOLLY if told.born.day == birth[0] else _Agree.NEARLY
    return _Agree.UNKNOWN


def _days_nearly(one: PartialDate, other: PartialDate) -> _Agree:
    """Two days of which one part alone was written wrongly, or day and month changed places, or a day stands in."""
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return _Agree.NEARLY
    if one.year == other.year and _STAND_IN_DAYS & {(one.month, one.day), (other.month, other.day)}:
        return _Agree.NEARLY
    same = [one.year == other.year, one.month == other.month, one.day == other.day]
    far = abs((one.year or 0) - (other.year or 0))
    return _Agree.NEARLY if sum(same) == 2 and far <= _GAP_YEARS else _Agree.APART


def _origins(mine: str, theirs: str) -> _Agree:
    if not mine or not theirs or mine[:1].isdigit() is not theirs[:1].isdigit():
        return _Agree.UNKNOWN
    return _Agree.WHOLLY if mine == theirs else _Agree.APART


def _alike(mine: _Sounds, theirs: _Sounds) -> Alike:
    """How alike the names are, an alias counting as a name."""
    best = names_alike(mine.name, theirs.name)
    if best is Alike.WHOLLY or not (mine.alias or theirs.alias):
        return best
    crossed = ((mine.alias, theirs.name), (mine.name, theirs.alias), (mine.alias, theirs.alias))
    return max(best, *(names_alike(*pair) for pair in crossed))


def _reason(one: Known, other: Known, mine: _Sounds, theirs: _Sounds) -> Reason | None:
    if _same_nik(one.nik, other.nik):
        return Reason.SAME_NIK
    name, births = _alike(mine, theirs), _births(one, other)
    same = name is Alike.WHOLLY and births is _Agree.WHOLLY
    if one.sex and other.sex and one.sex != other.sex and not same:
        return None
    apart = _nik_apart(one.nik, other.nik)
    if apart is not None:
        if apart <= 2 and name >= Alike.CLOSELY:
            return Reason.LIKE_NAME_AND_NIK
        return Reason.SAME_NAME_AND_BIRTH if same else None
    return _two_of_three(name, births, _origins(mine.place, theirs.place), one, other)


def _two_of_three(name: Alike, births: _Agree, origins: _Agree, one: Known, other: Known) -> Reason | None:
    if births is _Agree.WHOLLY:
        if name:
            return Reason.SAME_NAME_AND_BIRTH if name is Alike.WHOLLY else Reason.LIKE_NAME_AND_BIRTH
        stands_in = (one.born.month, one.born.day) in _STAND_IN_DAYS
        return Reason.SAME_BIRTH_AND_ORIGIN if origins is _Agree.WHOLLY and not stands_in else None
    if name < Alike.CLOSELY:
        return None
    if _birth_speaks(name, births, origins):
        return Reason.LIKE_NAME_AND_BIRTH
    if origins is _Agree.WHOLLY:
        far = abs((one.born.year or 0) - (other.born.year or 0)) > _GAP_YEARS
        return None if births is _Agree.APART and (far or name is not Alike.WHOLLY) else Reason.LIKE_NAME_AND_ORIGIN
    unknown = births is origins is _Agree.UNKNOWN
    return Reason.SAME_NAME if unknown and name is Alike.WHOLLY and " " in one.name.strip() else None


def _birth_speaks(name: Alike, births: _Agree, origins: _Agree) -> bool:
    """Say whether a birth known in part is enough beside this name."""
    if births is _Agree.NEARLY:
        return name is Alike.WHOLLY or origins is not _Agree.APART
    return births is _Agree.VAGUELY and (
        origins is _Agree.WHOLLY or (name is Alike.WHOLLY and origins is not _Agree.APART)
    )


def _blocks(people: Sequence[Known], sounds: Sequence[_Sounds]) -> Iterable[list[int]]:
    """Groups in which alone a pair can be found: same NIK, same name as it sounds, same birth, same origin and word."""
    blocks: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index, (person, sound) in enumerate(zip(people, sounds, strict=True)):
        for key in set(_keys(person, sound)):
            blocks[key].append(index)
    return [block for block in blocks.values() if 1 < len(block) <= _CROWD]


def _keys(person: Known, sound: _Sounds) -> Iterator[tuple[str, object]]:
    if person.nik:
        yield "nik", person.nik[:15]
        yield "birth in nik", person.nik[:6] + person.nik[6:12]
    words = sorted(sound.name.split())
    if words:
        yield "name", " ".join(words)
        yield "name", "".join(sound.name.split())
    if sound.alias:
        yield "name", " ".join(sorted(sound.alias.split()))
    if day := person.born.as_day:
        yield "born", day
    if sound.place:
        yield from (("place", (sound.place, bones_of(word)[:2])) for word in words if word not in COMMON)
    if person.born.year is not None:
        yield from (("year", (person.born.year, bones_of(word)[:3])) for word in words if word not in COMMON)


def possible_doubles(people: Sequence[Known], among: frozenset[str] | None = None) -> list[Double]:
    """Find the pairs that may be one person, the strongest first; with ``among``, at least one of them of these ids."""
    sounds = [_sounds(person) for person in people]
    found: dict[tuple[int, int], Double] = {}
    for block in _blocks(people, sounds):
        for pair in combinations(block, 2):
            if pair in found:
                continue
            one, other = people[pair[0]], people[pair[1]]
            if among is not None and one.id not in among and other.id not in among:
                continue
            reason = _reason(one, other, sounds[pair[0]], sounds[pair[1]])
            if reason is not None:
                found[pair] = Double(one.id, other.id, reason, _STRENGTH[reason])
    return [double for _, double in sorted(found.items(), key=lambda item: (-item[1].strength, item[0]))]


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody known who may be meant while an intake is typed: why, and a score to 100."""

    person: Known
    score: int
    reason: Reason


def likely(asked: Known, people: Iterable[Known], limit: int = 5) -> list[Likely]:
    """The likeliest of these people for what has been typed so far, the likeliest first.

    As long as nothing but a name was typed, a name that sounds alike is enough.
    """
    mine = _sounds(asked)
    bare = not (asked.nik or asked.born.known or mine.place)
    found = []
    for person in people:
        theirs = _sounds(person)
        reason = _reason(person, asked, theirs, mine)
        alike = _alike(mine, theirs)
        if reason is None and bare and alike >= Alike.CLOSELY and not _sexes_apart(asked, person):
            reason = Reason.SAME_NAME if alike is Alike.WHOLLY else Reason.LIKE_NAME
        if reason is not None:
            found.append(Likely(person, min(100, _STRENGTH[reason] + 2 * alike), reason))
    return sorted(found, key=lambda one: (-one.score, one.person.name, one.person.id))[:limit]


def _sexes_apart(one: Known, other: Known) -> bool:
    return bool(one.sex and other.sex and one.sex != other.sex)


class Likenesses:
    """Everybody known, prepared so that one entry is compared within milliseconds."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._people = list(people)
        self._by_key: dict[tuple[str, object], list[int]] = defaultdict(list)
        for index, person in enumerate(self._people):
            for key in set(_near_keys(person, _sounds(person))):
                self._by_key[key].append(index)

    def like(self, name: str, *, sex: Sex = Sex.UNKNOWN, born: PartialDate | None = None, nik: str | None = None,
             region: str | None = None, limit: int = 5) -> list[Likely]:  # fmt: skip
        """Give the likeliest people for what has been typed so far."""
        asked = Known("", name, "", sex, born or PartialDate(), nik, region)
        keys = set(_near_keys(asked, _sounds(asked)))
        near = {index for key in keys for index in self._by_key.get(key, ())}
        return likely(asked, [self._people[index] for index in sorted(near)], limit)


def _near_keys(person: Known, sound: _Sounds) -> Iterator[tuple[str, object]]:
    """By what somebody is found who may be like: NIK, birth, and the beginnings of two words that are heard."""
    yield from _keys(person, sound)
    for name in (sound.name, sound.alias):
        begins = sorted({bones_of(word)[:3] for word in name.split()})
        yield from (("two", pair) for pair in combinations(begins, 2))
        yield from (("word", bones_of(word)) for word in name.split() if word not in COMMON)
