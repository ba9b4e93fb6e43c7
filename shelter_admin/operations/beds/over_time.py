"""The house on any night: one that was, one to come, and free places in thirty, sixty and ninety days."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedBoard
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.past_nights import PastNights, window_around
from shelter_admin.domain.places_ahead import (
    DAYS_AHEAD,
    MOST_AHEAD,
    KeptPlace,
    LeaveAhead,
    Leaving,
    PlacesAhead,
    PlacesOnRecord,
    ahead,
    board_ahead,
)
from shelter_admin.domain.words import N_
from shelter_admin.operations.beds.board import the_board
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.beds import future, past
from shelter_admin.persistence.beds.over_time import first_night
from shelter_admin.persistence.presence import nights
from shelter_admin.persistence.residents.waiting_list import demand

WORDS: dict[str, str] = {
    "night_too_far": N_("Only nights up to {last} can be looked at."),
}


@dataclass(frozen=True)
class NightShown:
    """A night on the map. ``leaving``, ``kept`` and ``leaves`` are filled for nights to come only."""

    night: date
    board: BedBoard
    leaving: tuple[Leaving, ...] = field(default=(), repr=False)
    kept: tuple[KeptPlace, ...] = field(default=(), repr=False)
    leaves: tuple[LeaveAhead, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Stretch:
    """From the first night anybody had a bed here to the last one that can be looked ahead to."""

    first: date
    tonight: date
    last: date


@dataclass(frozen=True)
class NightsToLookAt(Query[Stretch]):
    """Which nights the day slider goes through."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    @override
    def run(self, work: Work) -> Stretch:
        first = first_night(work.session) or work.night
        return Stretch(min(first, work.night), work.night, work.night + timedelta(days=MOST_AHEAD))


@dataclass(frozen=True)
class NightOn(Query[NightShown]):
    """The house on a night: tonight as it is, an earlier one as it was, one to come as it is expected.

    Earlier nights tell who was out at the hour of roll-call; later ones who is expected to have left, which beds are
    kept and who is on approved leave. Refused ``night_too_far`` more than a year ahead.
    """

    needs: ClassVar[Right] = Right.SEE_BEDS

    night: date | None = None

    @override
    def run(self, work: Work) -> NightShown:
        night = self.night or work.night
        board = the_board(work, night)
        if night == work.night:
            return NightShown(night, board)
        if night < work.night:
            return NightShown(
                night, _as_it_was(board, nights.outside_at(work.session, night, nights.roll_call_of(work.panti, night)))
            )
        last = work.night + timedelta(days=MOST_AHEAD)
        if night > last:
            raise Refused("night_too_far", field="night", last=last)
        return _as_expected(work, board)


@dataclass(frozen=True)
class NightsAround(Query[PastNights]):
    """The nights about half a year before and after one that was, held together for going through them by the day."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    night: date

    @override
    def run(self, work: Work) -> PastNights:
        session, sight = work.session, work.sight
        first, last = window_around(self.night, first_night(session) or work.night, work.night)
        return PastNights(
            first,
            last,
            past.rooms_known(session),
            past.beds_known(
                session, sight, first, work.panti.zone.offset, applicants=work.staff.may(Right.INTAKE, work.today)
            ),
            past.sleeping(session, sight, first, last),
            past.inside(session, sight, first, last),
            nights.outside_at_roll_call(session, work.panti, first, last),
        )


def _as_it_was(board: BedBoard, outside: frozenset[str]) -> BedBoard:
    """Of whom the reader does not see by name, it is not told that they were out."""
    rooms = (
        replace(
            room,
            beds=tuple(replace(bed, away=bed.person_id in outside and bed.resident is not None) for bed in room.beds),
        )
        for room in board.rooms
    )
    return replace(board, rooms=tuple(rooms))


def _as_expected(work: Work, board: BedBoard) -> NightShown:
    night = board.night
    record = _on_record(work)
    told = ahead(record, night)
    leaves = nights.leaves_at(work.session, work.sight, work.panti, night, nights.roll_call_of(work.panti, night))
    gone = [line.holding.person_id for line in told.leaving]
    shown = board_ahead(board, gone, (leave.person_id for leave in leaves))
    seen = tuple(line for line in told.leaving if line.holding.name)
    return NightShown(night, shown, seen, told.kept, leaves)


def _on_record(work: Work) -> PlacesOnRecord:
    applicants = work.staff.may(Right.INTAKE, work.today)
    return PlacesOnRecord(
        work.night,
        future.places(work.session),
        future.holdings(work.session, work.sight, work.night),
        future.kept_places(work.session, work.sight, work.night, applicants=applicants),
        demand(work.session, work.night),
    )


@dataclass(frozen=True)
class PlacesInDays(Query[PlacesAhead]):
    """Free places tonight and in 30, 60 and 90 days, with the people behind; who waits only with the right to it."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    @override
    def run(self, work: Work) -> PlacesAhead:
        return _places_ahead(work)


def _places_ahead(work: Work) -> PlacesAhead:
    record = _on_record(work)
    columns = tuple(ahead(record, work.night + timedelta(days=days)) for days in DAYS_AHEAD)
    unplaced = the_board(work).unplaced
    waits = future.waiting(work.session, work.sight, work.night) if work.staff.may(Right.INTAKE, work.today) else None
    return PlacesAhead(work.night, ahead(record, work.night), columns, unplaced, waits)


@dataclass(frozen=True)
class PrintPlacesAhead(Query[Document]):
    """Free places in 30, 60 and 90 days on paper, with expected exits by name; printing names is audited."""

    needs: ClassVar[Right] = Right.SEE_BEDS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print free places ahead")

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import imprint
        from shelter_admin.reports.places_ahead import places_ahead

        told = _places_ahead(work)
        work.shown.extend(line.holding.person_id for column in told.columns for line in column.leaving)
        return places_ahead(told, imprint(work))
