"""Whether two names may be one person's: they are compared word by word as they sound, in any order."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Final

from shelter_admin.domain.identity.names import bones_of, sound_key


class Alike(IntEnum):
    """How much two names speak for one person."""

    NOT = 0
    PARTLY = 1
    CLOSELY = 2
    WHOLLY = 3


_COMMON: Final = "muhamat siti nur ahmat abdul sri dwi tri eko putri putra dewi maria adi rahman hidaiat saputra"
COMMON: Final = frozenset(_COMMON.split())
"""Words so many people are called by that sharing one says little."""
COMMON_BONES: Final = frozenset(map(bones_of, COMMON))
_VOWELS: Final = frozenset("aeiou")
_JAVANESE: Final = frozenset("ao")
_HEARD_THE_SAME: Final = (frozenset("si"), frozenset("ck"), frozenset("hk"), frozenset("bp"), frozenset("dt"))


_VOWELS_HEARD: Final = (frozenset("ao"), frozenset("ei"), frozenset("uo"))


@lru_cache(maxsize=65_536)
def words_alike(one: str, other: str) -> bool:
    """Say whether two sounding words may be one: equal, or one slip of the pen in a word of five letters or more.

    A last vowel tells a man from a woman (Suharto, Suharti), so it is no slip but for the Javanese o that is written a
    (Santoso, Santosa); the first letter is one only where both are heard the same.
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) - len(short) > 2:
        return len(short) == len(long) == 4 and _one_vowel_apart(one, other)
    if short[0] != long[0] and (len(short) < 6 or frozenset((short[0], long[0])) not in _HEARD_THE_SAME):
        return False
    ends = {short[-1], long[-1]}
    if len(ends) == 2 and ends <= _VOWELS and ends != _JAVANESE:
        return False
    from rapidfuzz.distance import OSA  # many modules that most days never need

    allowed = 2 if len(short) >= 8 and short[0] == long[0] and short[-2:] == long[-2:] else 1
    return int(OSA.distance(one, other, score_cutoff=allowed)) <= allowed


def _one_vowel_apart(one: str, other: str) -> bool:
    """Say whether two short words differ in one vowel within, of those that are heard for each other."""
    apart = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    return len(apart) == 1 and one[0] == other[0] and one[-1] == other[-1] and frozenset(apart[0]) in _VOWELS_HEARD


@lru_cache(maxsize=65_536)
def names_alike(one: str, other: str) -> Alike:
    """Compare two names given as they sound (``sound_key``)."""
    if not one or not other:
        return Alike.NOT
    mine, theirs = one.split(), other.split()
    if sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs):
        return Alike.WHOLLY
    short, long = sorted((mine, theirs), key=len)
    left = list(long)
    met = [word for word in short if _take(left, word)]
    initials = [word for word in short if len(word) == 1 and word not in met and _initial(left, word)]
    if len(met) + len(initials) == len(short):
        return _of_all(met, left)
    if len(mine) != len(theirs) and _joined_alike("".join(mine), "".join(theirs)):
        return Alike.CLOSELY
    rare = [word for word in met if word not in COMMON]
    return Alike.PARTLY if rare and len(met) + 1 == len(short) and len(short) == len(long) else Alike.NOT


def _of_all(met: list[str], left: list[str]) -> Alike:
    """All words of the shorter name are in the longer one; what is ``left`` of that one may have been left out."""
    rare = [word for word in met if word not in COMMON]
    if not rare:
        return Alike.CLOSELY if len(met) > 1 and not left else Alike.PARTLY
    unsaid = [word for word in left if word not in COMMON]
    return Alike.CLOSELY if len(met) > 1 or not unsaid else Alike.PARTLY


def _take(left: list[str], word: str) -> bool:
    """Take the word out of those left that is like this one; says whether there was one."""
    if word in left:
        left.remove(word)
        return True
    found = next((other for other in left if words_alike(word, other)), None)
    if found is None:
        return False
    left.remove(found)
    return True


def _initial(left: list[str], letter: str) -> bool:
    """Take a word that begins with this letter."""
    found = next((other for other in left if other.startswith(letter)), None)
    if found is not None:
        left.remove(found)
    return found is not None


def _joined_alike(one: str, other: str) -> bool:
    """Names written together in one office and apart in another, with a slip."""
    return abs(len(one) - len(other)) <= 2 and min(len(one), len(other)) >= 8 and words_alike(one, other)


def alike(one: str, other: str) -> Alike:
    """Compare two names as they are written."""
    return names_alike(sound_key(one), sound_key(other))
