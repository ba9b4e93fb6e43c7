"""Health as far as each may know it, and the picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents import health, photos

CHANGED: Final = Changes.of(Area.RESIDENTS, Area.PRESENCE)
LABELS: Final = {
    "alert": N_("Alert for gate and carers"),
    "diet": N_("Diet"),
    "details": N_("Details, for health officers only"),
    "attention": N_("Needs attention (the head sees no more than this)"),
}


@dataclass(frozen=True)
class SetHealth(Edit[None]):
    """Write down what the health officer knows: alert and diet for gate and carers, details for health alone.

    ``attention`` is all the head sees: that somebody needs attention.
    """

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("change of health notes")

    person_id: str
    alert: str = field(default="", repr=False)
    diet: str = field(default="", repr=False)
    details: str = field(default="", repr=False)
    attention: bool = field(default=False, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        row = health.row_of(work.session, self.person_id)
        now = health.notes_of(work.session, self.person_id)
        mine = health.Notes(self.alert.strip(), self.diet.strip(), self.details.strip(), self.attention)
        fields = Fields(named(LABELS), of_row(work.session, row))
        wanted = health.Notes(**self.agree(work, fields, mine.by_name(), now.by_name()))
        before = health.put(work.session, self.person_id, wanted)
        if before == wanted:
            return Done()
        undo = SetHealth(self.person_id, **before.by_name(), seen=Seen(wanted.by_name()))
        return Done(CHANGED, undo=undo, about=(self.person_id,))


@dataclass(frozen=True)
class AddPhoto(Command[str]):
    """Give a resident a new picture, scaled down to a small JPEG; the outcome is its id.

    Refused: what is no picture, what is over 20 MB, what would unfold to more than any camera takes.
    """

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("new photo")

    person_id: str
    photo: bytes = field(repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        photo_id = photos.add(work.session, self.person_id, self.photo)
        undo = RemovePhoto(self.person_id, photo_id)
        return Done(CHANGED, photo_id, undo, (self.person_id,), {"photo_id": photo_id})


@dataclass(frozen=True)
class RemovePhoto(Command[None]):
    """Take a picture away for good; an earlier one shows again."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("take the photo away")

    person_id: str
    photo_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        photos.remove(work.session, self.person_id, self.photo_id)
        return Done(CHANGED, about=(self.person_id,))
