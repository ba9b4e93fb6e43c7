"""The records behind a month, for the province: an act of its own, written down with how many people it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work


@dataclass(frozen=True, slots=True)
class Records:
    """The package: its file, the rows of each resource, how many people it tells of, whether it is sealed."""

    document: Document
    resources: Mapping[str, int]
    people: int
    sealed: bool


@dataclass(frozen=True)
class RecordsOf(Command[Records]):
    """Make the package of the records behind ``2026-10``; sealed where the province's key is set."""

    needs: ClassVar[Right] = Right.EXPORT_RECORDS
    name: ClassVar[str] = N_("hand out the records behind the month")

    period: str
    with_names: bool = True

    @override
    def run(self, work: Work) -> Done[Records]:
        raise NotImplementedError
