"""What a mark in a subject is of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.words import N_


class Part(StrEnum):
    """What a mark in a subject is of."""

    THEORY = "theory"
    PRACTICE = "practice"
    ATTITUDE = "attitude"


PART_NAMES: Final[Mapping[Part, str]] = MappingProxyType(
    {Part.THEORY: N_("Theory"), Part.PRACTICE: N_("Practice"), Part.ATTITUDE: N_("Attitude")}
)
