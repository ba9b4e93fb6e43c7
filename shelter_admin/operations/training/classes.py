"""Classes: the list, today's, and the sheet of one over some days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.training import BatchLine, ClassSheet, ClassToday, MarkCorrection
from shelter_admin.operations.desk import Query, Work


@dataclass(frozen=True)
class Classes(Query[tuple[BatchLine, ...]]):
    """The classes, the reader's own ones first; a trainer sees no others."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[BatchLine, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class TodaysClasses(Query[tuple[ClassToday, ...]]):
    """The classes due today and those opened today, by their hour, the reader's own ones first."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[ClassToday, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class ClassSheetOf(Query[ClassSheet]):
    """The sheet of a class from a day to a day, the month of today where none is said."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str
    first: date | None = None
    last: date | None = None

    @override
    def run(self, work: Work) -> ClassSheet:
        raise NotImplementedError


@dataclass(frozen=True)
class SessionCorrections(Query[tuple[MarkCorrection, ...]]):
    """What was corrected in a closed session, the newest first."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str
    day: date

    @override
    def run(self, work: Work) -> tuple[MarkCorrection, ...]:
        raise NotImplementedError
