"""Writing services down: given on a day to one or many, not needed by the assessment, taken away again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from sqlalchemy import select
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.services.matrix import ServiceItem
from shelter_admin.domain.services.ticks import LONGEST_OFFICER, LONGEST_REASON, TickState
from shelter_admin.domain.settings import fund_sources
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.residents.linked import all_files
from shelter_admin.persistence.services import ticks
from shelter_admin.persistence.services.matrix import matrix_on
from shelter_admin.persistence.services.tables import ServiceTickTable

CHANGED: Final = Changes.of(Area.SERVICES, Area.RETURNS)
LABELS: Final = {"reason": N_("Why it is not needed")}

WORDS: dict[str, str] = {
    "item_unknown": N_("The matrix of services has no such item."),
    "day_not_come": N_("The day {day} has not come yet."),
    "not_here_that_day": N_("{number} was not in the house on {day}."),
    "nobody_picked": N_("Choose at least one person."),
    "fund_unknown": N_("“{fund}” is not among the sources of funds. Choose one, or add it in the settings."),
    "given_this_year": N_("This was given on {day}. Take that away first if it was written down by mistake."),
    "reason_not_needed": N_("Write why the assessment says that it is not needed."),
    "tick_gone": N_("That entry is no longer there. Look at the list again."),
}


@dataclass(frozen=True)
class Given:
    """What giving did: how many were written down anew, and how many stood there for that day already."""

    new: int
    already: int


@dataclass(frozen=True)
class GiveService(Command[Given]):
    """Write down that people were given an item on a day; today, and by who is signed in, where nothing is said.

    Who has it on that day already stays as it is. Who was said not to need it this year needed it after all: that
    goes, and comes back with the undo.
    """

    needs: ClassVar[Right] = Right.RECORD_SERVICES
    name: ClassVar[str] = N_("service given")

    person_ids: tuple[str, ...]
    item_code: str
    on_day: date | None = None
    fund: str = field(default="", repr=False)
    officer: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[Given]:
        day = self.on_day or work.today
        item = _item(work, self.item_code, day)
        people = _people(work, self.person_ids)
        values = {
            "item": item.code,
            "year": day.year,
            "state": TickState.GIVEN.value,
            "on_day": day,
            "officer": _officer(work, self.officer),
            "fund": _fund(work, self.fund),
        }
        stays = _stays(work, people, day)
        files = _files(work, people)
        standing = ticks.ticks_of_item(work.session, files, item.code, day.year)
        already = {files[one.person_id] for one in standing if one.state == "given" and one.on_day == day}
        fresh = {one: stay for one, stay in stays.items() if one not in already}
        needless = [one for one in standing if one.state == "not_needed" and files[one.person_id] in fresh]
        gone = ticks.take_away(work.session, needless)
        made = ticks.add_ticks(work.session, fresh, values)
        if not made:
            return Done(result=Given(0, len(already)))
        undo = RemoveTicks(tuple(made), gone)
        return Done(CHANGED, Given(len(made), len(already)), undo, tuple(fresh), {"item_code": item.code})


@dataclass(frozen=True)
class SayNotNeeded(Edit[None]):
    """Say for a fiscal year that the assessment finds an item not needed by somebody, with the reason.

    ``taking_back`` is the way back of saying it first: it goes only while its reason is still the same.
    """

    needs: ClassVar[Right] = Right.RECORD_SERVICES
    name: ClassVar[str] = N_("service not needed")

    person_id: str
    item_code: str
    reason: str = field(repr=False)
    on_day: date | None = None
    taking_back: bool = False

    @override
    def run(self, work: Work) -> Done[None]:
        day, reason = self.on_day or work.today, self.reason.strip()
        item = _item(work, self.item_code, day)
        _people(work, (self.person_id,))
        if not reason and not self.taking_back:
            raise Refused("reason_not_needed", field="reason")
        if len(reason) > LONGEST_REASON:
            raise Refused("text_too_long", field="reason", most=LONGEST_REASON)
        stays = _stays(work, (self.person_id,), day)
        standing = ticks.ticks_of_item(work.session, _files(work, (self.person_id,)), item.code, day.year)
        given = [one for one in standing if one.state == "given"]
        if given:
            raise Refused("given_this_year", field="item_code", day=max(one.on_day for one in given))
        row = standing[-1] if standing else None
        fields = Fields(named(LABELS), of_row(work.session, row))
        before = row.reason if row is not None else ""
        agreed = self.agree(work, fields, {"reason": reason}, {"reason": before})["reason"]
        since = row.on_day if row is not None else day
        self._write(work, standing, stays, (day, agreed))
        undo = SayNotNeeded(
            self.person_id,
            item.code,
            before,
            since,
            taking_back=not before,
            seen=Seen({"reason": agreed}),
        )
        return Done(CHANGED, undo=undo, about=(self.person_id,))

    def _write(
        self, work: Work, standing: list[ServiceTickTable], stays: dict[str, str], said: tuple[date, str]
    ) -> None:
        """Write it, write over the reason that stands there, or take it away where no reason is left."""
        day, reason = said
        if standing and not reason:
            ticks.take_away(work.session, standing)
        elif standing:
            standing[-1].reason = reason
            work.session.flush()
        elif reason:
            values = {"item": self.item_code, "year": day.year, "state": TickState.NOT_NEEDED.value, "on_day": day}
            ticks.add_ticks(work.session, stays, {**values, "officer": _officer(work, ""), "reason": reason})


@dataclass(frozen=True)
class RemoveTicks(Command[None]):
    """Take entries away that were written down by mistake; ``back`` are put in their place."""

    needs: ClassVar[Right] = Right.RECORD_SERVICES
    name: ClassVar[str] = N_("service taken away")

    tick_ids: tuple[str, ...]
    back: tuple[ticks.KeptTick, ...] = field(default=(), repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        rows = ticks.ticks_by_id(work.session, self.tick_ids)
        if not rows:
            raise Refused("tick_gone")
        about = _people(work, (row.person_id for row in rows))
        gone = ticks.take_away(work.session, rows)
        ticks.put_back(work.session, self.back)
        return Done(CHANGED, undo=PutBackTicks(gone, tuple(one.tick_id for one in self.back)), about=about)


@dataclass(frozen=True)
class PutBackTicks(Command[None]):
    """Put entries back as they were; ``away`` are taken away before."""

    needs: ClassVar[Right] = Right.RECORD_SERVICES
    name: ClassVar[str] = N_("service put back")

    kept: tuple[ticks.KeptTick, ...] = field(repr=False, metadata={"audited": False})
    away: tuple[str, ...] = ()

    @override
    def run(self, work: Work) -> Done[None]:
        about = _people(work, (one.person_id for one in self.kept))
        gone = ticks.take_away(work.session, ticks.ticks_by_id(work.session, self.away))
        ticks.put_back(work.session, self.kept)
        return Done(CHANGED, undo=RemoveTicks(tuple(one.tick_id for one in self.kept), gone), about=about)


def _item(work: Work, code: str, day: date) -> ServiceItem:
    """The item as the matrix of that day has it; refused where there is none, or the day is to come."""
    if day > work.today:
        raise Refused("day_not_come", field="on_day", day=day)
    item = matrix_on(work.session, day).item(code)
    if item is None:
        raise Refused("item_unknown", field="item_code")
    return item


def _people(work: Work, person_ids: Iterable[str]) -> tuple[str, ...]:
    """These people, each once; refused ``person_unknown`` where the reader does not see one of them."""
    wanted = tuple(dict.fromkeys(person_ids))
    if not wanted:
        raise Refused("nobody_picked", field="person_ids")
    query = in_sight(select(PersonTable.id).where(PersonTable.id.in_(wanted)), work.sight)
    if len(set(work.session.scalars(query))) < len(wanted):
        raise Refused("person_unknown")
    return wanted


def _files(work: Work, people: tuple[str, ...]) -> dict[str, str]:
    """Every file of these people that the reader sees, with whose it is: linked files are one person."""
    files = all_files(work.session, people)
    seen = set(work.session.scalars(in_sight(select(PersonTable.id).where(PersonTable.id.in_(files)), work.sight)))
    return {one: person for one, person in files.items() if one in seen}


def _stays(work: Work, people: tuple[str, ...], day: date) -> dict[str, str]:
    """The stay of each on that day; refused ``not_here_that_day`` with the number of the first who was not here."""
    stays = ticks.stays_on(work.session, people, day)
    absent = [one for one in people if one not in stays]
    if absent:
        number = ticks.numbers_of(work.session, absent[:1])[absent[0]]
        raise Refused("not_here_that_day", field="on_day", number=number, day=day)
    return stays


def _officer(work: Work, typed: str) -> str:
    officer = typed.strip() or work.staff.full_name or work.staff.user
    if len(officer) > LONGEST_OFFICER:
        raise Refused("text_too_long", field="officer", most=LONGEST_OFFICER)
    return officer


def _fund(work: Work, typed: str) -> str:
    fund = typed.strip()
    if fund and fund not in fund_sources(work.panti.settings.fund_sources):
        raise Refused("fund_unknown", field="fund", fund=fund[:60])
    return fund
