"""Classes: the list, today's, and the sheet of one over some days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training import BatchLine, ClassSheet, ClassToday, MarkCorrection
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.training.marks import CorrectSession
from shelter_admin.operations.training.whose import reader_of, require_seen
from shelter_admin.persistence.training import classes, sessions, setting_up
from shelter_admin.persistence.training.sheet import sheet

MOST_DAYS: Final = 366


@dataclass(frozen=True)
class Classes(Query[tuple[BatchLine, ...]]):
    """The classes, the reader's own ones first; a trainer sees no others."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[BatchLine, ...]:
        return classes.batch_lines(work.session, reader_of(work))


@dataclass(frozen=True)
class TodaysClasses(Query[tuple[ClassToday, ...]]):
    """The classes due today and those opened today, by their hour, the reader's own ones first."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[ClassToday, ...]:
        return classes.todays_classes(work.session, reader_of(work))


@dataclass(frozen=True)
class ClassSheetOf(Query[ClassSheet]):
    """The sheet of a class from a day to a day, the month of today where none is said."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str
    first: date | None = None
    last: date | None = None

    @override
    def run(self, work: Work) -> ClassSheet:
        first, last = days_of_sheet(self.first, self.last, work.today)
        return sheet(work.session, reader_of(work), self.batch_id, first, last, work.panti.settings.absent_streak)


def days_of_sheet(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """The days of a sheet: the month of the day that is given, else of today; at most a year."""
    month = first or last or today
    first = first or month.replace(day=1)
    last = last or month.replace(day=monthrange(month.year, month.month)[1])
    if not 0 <= (last - first).days < MOST_DAYS:
        raise Refused("days_unclear", field="last")
    return first, last


@dataclass(frozen=True)
class PrintSignInSheet(Query[Document]):
    """The sign-in sheet of a class, of the month of today where no days are said; printing names is audited."""

    needs: ClassVar[Right] = Right.SEE_CLASS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the sign-in sheet")

    batch_id: str
    first: date | None = None
    last: date | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import sign_in_sheet

        shown = ClassSheetOf(self.batch_id, self.first, self.last).run(work)
        work.shown.extend(dict.fromkeys(row.person_id for row in shown.rows))
        return sign_in_sheet(work, shown)


@dataclass(frozen=True)
class SessionCorrections(Query[tuple[MarkCorrection, ...]]):
    """What was corrected in a closed session, the newest first."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str
    day: date

    @override
    def run(self, work: Work) -> tuple[MarkCorrection, ...]:
        require_seen(work, setting_up.the_batch(work.session, self.batch_id).program_id)
        row = sessions.session_on(work.session, self.batch_id, self.day)
        return () if row is None else sessions.corrections(work.session, work.sight, row.id, CorrectSession.__name__)
