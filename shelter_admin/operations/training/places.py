"""Places of practice: workshops, shops and offices that take people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import LONGEST_NAME, LONGEST_NOTE, PracticePlace
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.training.whose import CHANGED
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.training import practising
from shelter_admin.persistence.training.tables import PracticePlaceTable

LABELS: Final = {
    "place_name": N_("Name of the place"),
    "trade": N_("Trade"),
    "address": N_("Address"),
    "contact": N_("Contact person"),
    "phone": N_("Telephone"),
    "closed": N_("Takes nobody any more"),
}
_COLUMNS: Final = {"place_name": ("name",), "closed": ("closed_on",)}


@dataclass(frozen=True)
class PracticePlaces(Query[tuple[PracticePlace, ...]]):
    """Every place of practice by name, the closed ones last."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[PracticePlace, ...]:
        return practising.places(work.session, work.today)


@dataclass(frozen=True, kw_only=True)
class _Typed:
    """What a form says of a place."""

    place_name: str
    trade: str = ""
    address: str = ""
    contact: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    def texts(self) -> dict[str, str]:
        """The fields as they are kept; refused where the name is missing or a text is too long."""
        found = {key: " ".join(getattr(self, key).split()) for key in LABELS if key != "closed"}
        if not found["place_name"]:
            raise Refused("place_name_missing", field="place_name")
        for key, text in found.items():
            most = LONGEST_NAME if key == "place_name" else LONGEST_NOTE
            if len(text) > most:
                raise Refused("text_too_long", field=key, most=most)
        return found


@dataclass(frozen=True, kw_only=True)
class AddPracticePlace(_Typed, Command[str]):
    """Write a place of practice; tells its id."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("place of practice")

    @override
    def run(self, work: Work) -> Done[str]:
        texts = self.texts()
        practising.require_free_name(work.session, texts["place_name"])
        row = PracticePlaceTable(id=new_id())
        _put(row, texts)
        work.session.add(row)
        work.session.flush()
        return Done(CHANGED, row.id, RemovePracticePlace(row.id))


@dataclass(frozen=True, kw_only=True)
class ChangePracticePlace(_Typed, Edit[None]):
    """Put right what is written about a place, or say that it takes nobody any more."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("change of a place of practice")

    place_id: str
    closed: bool = False

    @override
    def run(self, work: Work) -> Done[None]:
        row = practising.the_place(work.session, self.place_id)
        before, mine = parts_of(row), {**self.texts(), "closed": self.closed}
        fields = Fields(named(LABELS), of_row(work.session, row, _COLUMNS), lambda _name, value: plainly(work, value))
        wanted = self.agree(work, fields, mine, before)
        if wanted == before:
            return Done()
        practising.require_free_name(work.session, wanted["place_name"], row.id)
        _put(row, wanted)
        row.closed_on = (row.closed_on or work.today) if wanted["closed"] else None
        work.session.flush()
        return Done(CHANGED, undo=ChangePracticePlace(place_id=row.id, **before, seen=Seen(wanted)))


@dataclass(frozen=True)
class RemovePracticePlace(Command[None]):
    """Take away a place at which nobody ever practised; one that was used is closed instead."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("removal of a place of practice")

    place_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = practising.the_place(work.session, self.place_id)
        if practising.place_in_use(work.session, row.id):
            raise Refused("place_in_use", place=row.name)
        before = parts_of(row)
        del before["closed"]
        work.session.delete(row)
        work.session.flush()
        return Done(CHANGED, undo=AddPracticePlace(**before))


def parts_of(row: PracticePlaceTable) -> dict[str, Any]:
    """A place as its form has it."""
    return {
        "place_name": row.name,
        "trade": row.trade,
        "address": row.address,
        "contact": row.contact,
        "phone": row.phone,
        "closed": row.closed_on is not None,
    }


def _put(row: PracticePlaceTable, texts: dict[str, Any]) -> None:
    row.name, row.trade, row.address = texts["place_name"], texts["trade"], texts["address"]
    row.contact, row.phone = texts["contact"], texts["phone"]
