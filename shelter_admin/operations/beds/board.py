"""The board of a night, the beds one may choose from, and the printed bed list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedBoard, BedLine, BedState, RoomRule, misfits
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.beds import placements
from shelter_admin.persistence.people.lookup import age_of, the_person
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


@dataclass(frozen=True)
class BedChoice:
    """A bed that could be given, with what speaks against it for this person (``sex``, ``age_group``)."""

    bed: BedLine
    against: tuple[str, ...]


@dataclass(frozen=True)
class BedsFor(Query[tuple[BedChoice, ...]]):
    """The beds nobody has tonight, fitting ones first; for a person, or for anybody of a sex."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    person_id: str | None = None
    sex: str | None = None
    night: date | None = None

    @override
    def run(self, work: Work) -> tuple[BedChoice, ...]:
        night = self.night or work.night
        person = the_person(work.session, self.person_id) if self.person_id else None
        sex = person.sex if person else self.sex
        age = age_of(person, night) if person else None
        choices = [
            BedChoice(bed, misfits(RoomRule(room.sex, room.age_group), sex, age))
            for room in the_board(work, night).rooms
            for bed in room.beds
            if bed.state in {BedState.FREE, BedState.TO_CLEAN}
        ]
        return tuple(sorted(choices, key=lambda choice: (len(choice.against), choice.bed.state is not BedState.FREE)))


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
