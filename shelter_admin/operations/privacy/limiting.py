"""Freezing somebody's details ("bekukan"): only who keeps them safe still sees them (UU 27/2022 articles 33 and 41)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.privacy.requests import Ground, require_short
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.privacy.requests import FROZEN
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.privacy import requests

WORDS: dict[str, str] = {
    "already_limited": N_("The details of this person are frozen already."),
    "not_limited": N_("The details of this person are not frozen."),
}


@dataclass(frozen=True)
class LimitData(Command[None]):
    """Freeze somebody's details: hidden by name from everybody who has no case of theirs, left out of named exports."""

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    name: ClassVar[str] = N_("freeze somebody's details")

    person_id: str
    ground: Ground = Ground.ASKED
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        require_short(note=self.note)
        requests.limit(work.session, self.person_id, self.ground, work.today, self.note.strip())
        return Done(FROZEN, undo=TakeBackLimit(self.person_id), about=(self.person_id,))


@dataclass(frozen=True)
class LiftLimitation(Command[None]):
    """End the freezing of somebody's details, with a reason; that there was one stays on record."""

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    name: ClassVar[str] = N_("lift the freezing of somebody's details")

    person_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        work.require_reason()
        the_person(work.session, self.person_id)
        row = requests.lift(work.session, self.person_id, work.today)
        undo = LimitData(self.person_id, Ground(row.ground), row.note)
        return Done(FROZEN, undo=undo, about=(self.person_id,))


@dataclass(frozen=True)
class TakeBackLimit(Command[None]):
    """Take out a freezing made by mistake."""

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    name: ClassVar[str] = N_("take a freezing back")

    person_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        requests.take_back_limit(work.session, self.person_id)
        return Done(FROZEN, about=(self.person_id,))
