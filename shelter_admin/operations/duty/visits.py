"""The visitors' log at the gate: who came, whom they visit, when they left; the log of a day on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.visits import VisitorLog, inside_first, require_sound_visit
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.duty import visits
from shelter_admin.persistence.duty.tables import VisitTable
from shelter_admin.persistence.people.lookup import open_stay

CHANGED = Changes.of(Area.DUTY)

WORDS: dict[str, str] = {
    "visit_unknown": N_("That visit is not in the log any more."),
    "visitor_unnamed": N_("Write who came."),
    "visitor_gone": N_("This visitor has left already."),
}


@dataclass(frozen=True)
class VisitorCame(Command[str]):
    """Write down a visitor, and whom of the house they came to see, if anybody."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("visitor came")
    although_clock_back: ClassVar[bool] = True

    visitor: str = field(repr=False)
    office: str = field(default="", repr=False)
    relation: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    person_id: str = ""
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_sound_visit(self.visitor, self.office, self.relation, self.phone, self.note)
        if self.person_id:
            open_stay(work.session, self.person_id)
        row = VisitTable(
            visitor=self.visitor.strip(),
            office=self.office.strip(),
            relation=self.relation.strip(),
            phone=self.phone.strip(),
            person_id=self.person_id or None,
            came_at=work.now,
            note=self.note.strip(),
        )
        work.session.add(row)
        work.session.flush()
        return Done(CHANGED, row.id, undo=TakeBackVisit(row.id), about=_about(row))


@dataclass(frozen=True)
class VisitorLeft(Command[None]):
    """Write down that a visitor left."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("visitor left")
    although_clock_back: ClassVar[bool] = True

    visit_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = visits.the_visit(work.session, self.visit_id)
        if row.left_at is not None:
            raise Refused("visitor_gone")
        row.left_at = max(work.now, row.came_at)
        return Done(CHANGED, undo=StillVisiting(row.id), about=_about(row))


@dataclass(frozen=True)
class TakeBackVisit(Command[None]):
    """Undo of writing down a visitor: the line goes, its values stay in the history."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("take back a visitor's line")
    although_clock_back: ClassVar[bool] = True

    visit_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = visits.the_visit(work.session, self.visit_id)
        if row.left_at is not None:
            raise Refused("changed_meanwhile")
        work.session.delete(row)
        return Done(CHANGED, about=_about(row))


@dataclass(frozen=True)
class StillVisiting(Command[None]):
    """Undo of a visitor's leaving."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("take back a visitor's leaving")
    although_clock_back: ClassVar[bool] = True

    visit_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = visits.the_visit(work.session, self.visit_id)
        row.left_at = None
        return Done(CHANGED, about=_about(row))


@dataclass(frozen=True)
class VisitorsOn(Query[VisitorLog]):
    """The log of a day; of today also who came before and is still inside."""

    needs: ClassVar[Right] = Right.MARK_GATE

    day: date | None = None

    @override
    def run(self, work: Work) -> VisitorLog:
        return log_of(work, self.day or work.today)


@dataclass(frozen=True)
class PrintVisitorLog(Query[Document]):
    """The log of a day on paper; printing it is audited."""

    needs: ClassVar[Right] = Right.MARK_GATE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the visitors' log")

    day: date | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import imprint
        from shelter_admin.reports.visitor_log import visitor_log

        log = log_of(work, self.day or work.today)
        work.shown.extend(visit.person_id for visit in log.visits if visit.person_id)
        return visitor_log(log, imprint(work))


def log_of(work: Work, day: date) -> VisitorLog:
    """The log of a day of the panti."""
    midnight = work.panti.instant(day, time())
    found = visits.visits(
        work.session, work.sight, midnight, midnight + timedelta(days=1), still_here=day == work.today
    )
    return VisitorLog(day, inside_first(found))


def _about(row: VisitTable) -> tuple[str, ...]:
    return (row.person_id,) if row.person_id else ()
