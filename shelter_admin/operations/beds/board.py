"""The board of a night, the beds one may choose from, and the printed bed list."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.bed_suggestion import Asking, Suggestion, suggest
from shelter_admin.domain.bed_wall import WallNames, WallPaper
from shelter_admin.domain.beds import BedBoard
from shelter_admin.domain.family import connected
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.beds import placements
from shelter_admin.persistence.people.lookup import age_of, the_person
from shelter_admin.persistence.residents import family
from shelter_admin.persistence.residents.bed_board import bed_board


def the_board(work: Work, night: date | None = None) -> BedBoard:
    """The board of a night (the running one) as whoever asks may see it."""
    applicants = work.staff.may(Right.INTAKE, work.today)
    return bed_board(work.session, work.sight, night or work.night, applicants=applicants)


@dataclass(frozen=True)
class BedBoardOn(Query[BedBoard]):
    """The whole house on a night, the running one where none is said."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    night: date | None = None

    @override
    def run(self, work: Work) -> BedBoard:
        return the_board(work, self.night)


BedChoice = Suggestion
"""A bed that could be given, with what speaks for it and against it."""


@dataclass(frozen=True)
class BedsFor(Query[tuple[BedChoice, ...]]):
    """The beds somebody could have tonight, best first, each with its reasons; for a person, or for these facts.

    ``needs`` are tags asked for (ground floor, near the toilet); a bed kept for the applicant counts as theirs.
    """

    needs: ClassVar[Right] = Right.SEE_BEDS

    person_id: str | None = None
    sex: str | None = None
    night: date | None = None
    age: int | None = None
    tags: tuple[str, ...] = field(default=(), repr=False)
    applicant_id: str | None = None

    @override
    def run(self, work: Work) -> tuple[BedChoice, ...]:
        night = self.night or work.night
        return suggest(the_board(work, night).rooms, self._asking(work, night))

    def _asking(self, work: Work, night: date) -> Asking:
        asking = Asking(self.sex, self.age, frozenset(self.tags), applicant_id=self.applicant_id)
        if self.person_id is None:
            return asking
        person = the_person(work.session, self.person_id)
        near = connected(person.id, family.relations_in_house(work.session, work.sight))
        return replace(
            asking,
            sex=person.sex,
            age=age_of(person, night),
            family=frozenset(near) - {person.id},
            person_id=person.id,
        )


@dataclass(frozen=True)
class SuggestBeds(BedsFor):
    """The best few beds for somebody, with their reasons."""

    most: int = 5

    @override
    def run(self, work: Work) -> tuple[BedChoice, ...]:
        return super().run(work)[: self.most]


@dataclass(frozen=True)
class BedAt(Query[str]):
    """The bed of an address as people write it, ``Melati 3/2``; raises Refused ``bed_unknown``."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    address: str

    @override
    def run(self, work: Work) -> str:
        return placements.bed_at(work.session, self.address)


@dataclass(frozen=True)
class PrintBedList(Query[Document]):
    """The bed list of a night on paper; printing names is audited."""

    needs: ClassVar[Right] = Right.SEE_BEDS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the bed list")

    night: date | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import bed_list

        return bed_list(work, the_board(work, self.night))


@dataclass(frozen=True)
class PrintBedMap(Query[Document]):
    """The map of tonight's beds for the carers' wall, on A4 or A3; printing it is audited.

    Whoever is kept confidential stands on it under the own number, whatever the reader may see.
    """

    needs: ClassVar[Right] = Right.SEE_BEDS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the map of the beds")

    names: WallNames = WallNames.FIRST_NAMES
    paper: WallPaper = WallPaper.A4
    wisma_id: str | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import bed_map

        board = bed_board(work.session, replace(work.sight, restricted=False), work.night)
        rooms = tuple(room for room in board.rooms if self.wisma_id in {None, room.wisma_id})
        work.shown.extend(bed.person_id for room in rooms for bed in room.beds if bed.person_id is not None)
        return bed_map(work, replace(board, rooms=rooms), self.names, self.paper)
