"""Sex as the state's papers write it: L, P, or not known yet."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Sex(StrEnum):
    """L (laki-laki), P (perempuan), or not known yet."""

    MALE = "L"
    FEMALE = "P"
    UNKNOWN = ""


_MALE = re.compile(r"(?:l|lk|laki|laki2|laki\s*-?\s*laki|lelaki|pria|putra|m|male|cowok|1)\.?", re.IGNORECASE)
_FEMALE = re.compile(r"(?:p|pr|prp|perempuan|perempuam|wanita|wnt|w|putri|f|female|cewek|2)\.?", re.IGNORECASE)
_MALE_GROUP = re.compile(r"\b(?:putra|laki\s*-?\s*laki|laki2|pria)\b", re.IGNORECASE)
_FEMALE_GROUP = re.compile(r"\b(?:putri|perempuan|wanita)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def read_sex(text: str) -> Sex:
    """Read a sex from its many spellings; unknown when it cannot be told."""
    bare = text.strip()
    if _MALE.fullmatch(bare):
        return Sex.MALE
    return Sex.FEMALE if _FEMALE.fullmatch(bare) else Sex.UNKNOWN


@lru_cache(maxsize=1024)
def sex_of_group(text: str) -> Sex:
    """Tell the sex of everybody under a heading such as "WISMA PUTRI"; unknown when it names both or none."""
    male, female = _MALE_GROUP.search(text), _FEMALE_GROUP.search(text)
    if bool(male) == bool(female):
        return Sex.UNKNOWN
    return Sex.MALE if male else Sex.FEMALE
