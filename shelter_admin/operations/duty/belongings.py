"""Things kept for residents: taken in, given back with to whom, the receipt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.belongings import Belonging, require_belonging, require_return
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.duty import belongings
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.people.sight import require_in_sight

CHANGED: Final = Changes.of(Area.DUTY)

WORDS: dict[str, str] = {
    "belonging_unknown": N_("This thing is no longer in the list."),
    "belonging_unnamed": N_("Write what it is."),
    "belonging_count": N_("Write how many there are, from 1 to {most}."),
    "belonging_returned": N_("This was given back already."),
    "belonging_kept": N_("This is still in keeping."),
    "returned_to_nobody": N_("Write to whom it is given."),
    "returned_when": N_("It came on {received} and cannot be given back before, nor after {today}."),
}
LABELS: Final = {
    "what": N_("Thing"),
    "count": N_("How many"),
    "kept_where": N_("Where it is kept"),
    "note": N_("Note"),
}


@dataclass(frozen=True)
class BelongingsOf(Query[tuple[Belonging, ...]]):
    """What the house keeps for somebody, and what it gave back."""

    needs: ClassVar[Right] = Right.MARK_GATE

    person_id: str

    @override
    def run(self, work: Work) -> tuple[Belonging, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        return tuple(belongings.belongings(work.session, self.person_id))


@dataclass(frozen=True)
class KeepBelonging(Command[str]):
    """Take a thing into keeping; the outcome is its id."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("thing taken into keeping")

    person_id: str
    what: str = field(repr=False)
    count: int = 1
    kept_where: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        require_belonging(self.what, self.count, (self.kept_where, self.note))
        words = {name: getattr(self, name).strip() for name in ("what", "kept_where", "note")}
        row = belongings.add(work.session, self.person_id, work.today, {**words, "count": self.count})
        undo = RemoveBelonging(row.id)
        return Done(CHANGED, row.id, undo, (self.person_id,), {"belonging_id": row.id})


@dataclass(frozen=True)
class RemoveBelonging(Command[None]):
    """Take a thing out of the list that was written there by mistake."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("thing taken out of the list")

    belonging_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = belongings.the_belonging(work.session, self.belonging_id)
        require_in_sight(work.session, work.sight, row.person_id)
        if row.returned_on is not None:
            raise Refused("belonging_returned")
        work.session.delete(row)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class EditBelonging(Edit[None]):
    """Put right what is written of a thing in keeping."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("change of a thing in keeping")

    belonging_id: str
    what: str = field(repr=False)
    count: int = 1
    kept_where: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = belongings.the_belonging(work.session, self.belonging_id)
        require_in_sight(work.session, work.sight, row.person_id)
        if row.returned_on is not None:
            raise Refused("belonging_returned")
        before = {name: getattr(row, name) for name in LABELS}
        mine = {name: getattr(self, name).strip() for name in ("what", "kept_where", "note")} | {"count": self.count}
        agreed = self.agree(work, Fields(named(LABELS), of_row(work.session, row)), mine, before)
        require_belonging(agreed["what"], agreed["count"], (agreed["kept_where"], agreed["note"]))
        for name, value in agreed.items():
            setattr(row, name, value)
        undo = EditBelonging(row.id, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def as_shown(one: Belonging) -> dict[str, Any]:
    """A thing by the fields of its form."""
    return {name: getattr(one, name) for name in LABELS}


@dataclass(frozen=True)
class GiveBack(Command[None]):
    """Give things back, saying to whom."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("things given back")

    person_id: str
    belonging_ids: tuple[str, ...]
    returned_to: str = field(default="", repr=False)
    returned_on: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        day = self.returned_on or work.today
        for row in belongings.those_of(work.session, self.person_id, self.belonging_ids):
            if row.returned_on is not None:
                raise Refused("belonging_returned")
            require_return(self.returned_to, day, row.received_on, work.today)
            row.returned_on, row.returned_to = day, self.returned_to.strip()
        undo = KeepAgain(self.person_id, self.belonging_ids, (day, self.returned_to.strip()))
        return Done(CHANGED, undo=undo, about=(self.person_id,))


@dataclass(frozen=True)
class KeepAgain(Command[None]):
    """Strike out a giving back; with ``returned``, day and to whom, that one alone."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("giving back struck out")

    person_id: str
    belonging_ids: tuple[str, ...]
    returned: tuple[date, str] | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        for row in belongings.those_of(work.session, self.person_id, self.belonging_ids):
            if row.returned_on is None:
                raise Refused("belonging_kept")
            if self.returned is not None and (row.returned_on, row.returned_to) != self.returned:
                raise Refused("changed_meanwhile")
            row.returned_on, row.returned_to = None, ""
        return Done(CHANGED, about=(self.person_id,))


@dataclass(frozen=True)
class PrintBelongings(Query[Document]):
    """The receipt for everything in keeping, or for what was given back on a day."""

    needs: ClassVar[Right] = Right.MARK_GATE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the receipt of things kept")

    person_id: str
    returned_on: date | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.belongings_receipt import belongings_receipt

        require_in_sight(work.session, work.sight, self.person_id)
        person = the_person(work.session, self.person_id)
        things = [
            one for one in belongings.belongings(work.session, self.person_id) if one.returned_on == self.returned_on
        ]
        work.shown.append(self.person_id)
        with officially(work.panti):
            return belongings_receipt((person.name, person.number), things, self.returned_on, imprint(work))
