"""The family of residents: written down once, read in both files; whom to call; who decides for a child."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.family import (
    RELATION_NAMES,
    YOUNGER,
    Family,
    Kin,
    Relation,
    Relative,
    connected,
    phone_in_words,
    read_phone,
    require_kin,
    seen_from_the_other,
)
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents import family
from shelter_admin.persistence.residents.tables import RelativeTable
from shelter_admin.spreadsheets.reference import regions

CHANGED: Final = Changes.of(Area.RESIDENTS)
LABELS: Final = {
    "relation": N_("Relation"),
    "full_name": N_("Name of the relative"),
    "phone": N_("Telephone"),
    "address": N_("Address"),
    "region_code": N_("Regency or city"),
    "guardian": N_("Guardian"),
    "head_of_family": N_("Head of the family"),
    "emergency": N_("To be called in an emergency"),
    "note": N_("Note"),
}

WORDS: dict[str, str] = {
    "relative_unnamed": N_("Write the name of the relative, or choose a resident from the list."),
    "relative_oneself": N_("Nobody is a relative of themselves. Choose somebody else."),
    "relative_already": N_("These two stand in each other's family already. Change that entry instead."),
    "relative_unknown": N_("This relative is no longer written down here."),
    "head_already": N_("Somebody else is noted as the head of this family. Take that back first."),
    "contact_unreachable": N_("Whoever is to be called in an emergency needs a telephone number or an address."),
    "phone_unclear": N_("This is no telephone number. Write it like 0812-3456-7890, or +60 12-345 6789 from abroad."),
}


@dataclass(frozen=True)
class FamilyInHouse(Query[tuple[str, ...]]):
    """The ids of everybody of one family who is in the house now, the person asked for first.

    Neighbours and friends are no family. Without family in the house it is the person alone.
    """

    needs: ClassVar[Right] = Right.ASSIGN_BEDS

    person_id: str

    @override
    def run(self, work: Work) -> tuple[str, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        return connected(self.person_id, family.relations_in_house(work.session, work.sight))


@dataclass(frozen=True)
class FamilyOf(Query[Family]):
    """The family of a resident. Who does not see identity gets only whom to call in an emergency."""

    needs: ClassVar[Right] = Right.SEE_CONTACTS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at a resident's family")

    person_id: str

    @override
    def run(self, work: Work) -> Family:
        require_in_sight(work.session, work.sight, self.person_id)
        members = family.relatives_of(work.session, work.sight, self.person_id)
        if work.sight.identity:
            return Family(members, whole=True)
        calling = tuple(_to_call(one) for one in members if one.kin.emergency and not one.mirrored)
        return Family(calling, whole=False)

    @override
    def about(self, answer: Family) -> tuple[str, ...]:
        return (self.person_id,)


def _to_call(one: Relative) -> Relative:
    """Somebody to call, without what only the office needs."""
    return replace(one, kin=replace(one.kin, note="", guardian=False, head_of_family=False))


@dataclass(frozen=True)
class GuardiansOf(Query[tuple[str, ...]]):
    """Who of the family may consent for somebody, guardians first, each with what they are to the resident."""

    needs: ClassVar[Right] = Right.RECORD_CONSENT

    person_id: str

    @override
    def run(self, work: Work) -> tuple[str, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        found = family.relatives_of(work.session, work.sight, self.person_id)
        speaking = [one for one in found if not one.mirrored and one.relation not in YOUNGER]
        return tuple(f"{one.name} ({_(RELATION_NAMES[one.relation])})" for one in speaking)


@dataclass(frozen=True, kw_only=True)
class TypedKin:
    """A relative as typed; the telephone number is read by whoever keeps it."""

    relation: Relation = Relation.OTHER
    full_name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    region_code: str | None = None
    guardian: bool = False
    head_of_family: bool = False
    emergency: bool = False
    note: str = field(default="", repr=False)

    def kin(self, person_id: str, other_id: str | None) -> Kin:
        """As it is kept for this person; refused beside the field where it cannot be."""
        if self.region_code and not regions().knows(self.region_code):
            raise Refused("origin_unclear", field="region_code")
        made = Kin(
            relation=self.relation,
            other_id=other_id,
            name="" if other_id else " ".join(self.full_name.split()),
            phone=read_phone(self.phone),
            address=" ".join(self.address.split()),
            region_code=self.region_code or None,
            guardian=self.guardian,
            head_of_family=self.head_of_family,
            emergency=self.emergency,
            note=self.note.strip(),
        )
        require_kin(made, person_id)
        return made


@dataclass(frozen=True, kw_only=True)
class AddRelative(TypedKin, Command[str]):
    """Write somebody of the family down: a resident, who then has it in their file too, or somebody outside.

    Where the other resident is the child or ward it is kept with them: guardian and head of the family then mean the
    person whose file this is. The outcome is its id.
    """

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("somebody of the family")

    person_id: str
    other_id: str | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        kin, owner = self.kin(self.person_id, self.other_id), self.person_id
        if self.other_id is not None:
            require_in_sight(work.session, work.sight, self.other_id)
            if family.related(work.session, self.person_id, self.other_id):
                raise Refused("relative_already", field="other_id")
            if kin.relation in YOUNGER:
                turned = seen_from_the_other(kin.relation, family.sex_of(work.session, self.person_id))
                kin, owner = replace(kin, relation=turned, other_id=self.person_id), self.other_id
        _require_one_head(work, owner, kin, "")
        relative_id = family.add(work.session, owner, kin)
        what = {"relative_id": relative_id}
        return Done(CHANGED, relative_id, RemoveRelative(relative_id), _about(owner, kin), what)


@dataclass(frozen=True, kw_only=True)
class EditRelative(TypedKin, Edit[None]):
    """Change what is written about a relative, as it is kept: with the person whose relative the other is."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("change of a relative")

    relative_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.relative_id)
        before = family.kin_of(row)
        typed = self.kin(row.person_id, row.other_id)
        agreed = self.agree(work, _fields_of(work, row), parts_of(typed), parts_of(before))
        wanted = kin_from(agreed, row.other_id)
        require_kin(wanted, row.person_id)
        _require_one_head(work, row.person_id, wanted, row.id)
        if wanted == before:
            return Done()
        family.put(work.session, row, wanted)
        undo = EditRelative(relative_id=row.id, **parts_of(before), seen=Seen(parts_of(wanted)))
        return Done(CHANGED, undo=undo, about=_about(row.person_id, wanted))


@dataclass(frozen=True)
class RemoveRelative(Command[None]):
    """Take a relative out of the family; what was written stays in the history."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("take a relative out of the family")

    relative_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.relative_id)
        owner, kin = row.person_id, family.kin_of(row)
        family.remove(work.session, row)
        return Done(CHANGED, undo=PutRelativeBack(owner, kin), about=_about(owner, kin))


@dataclass(frozen=True)
class PutRelativeBack(Command[None]):
    """Undo of taking a relative out; refused where the two were written down again meanwhile."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("put a relative back")

    person_id: str
    kin: Kin = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        other = self.kin.other_id
        if other is not None and family.related(work.session, self.person_id, other):
            raise Refused("changed_meanwhile")
        _require_one_head(work, self.person_id, self.kin, "")
        family.add(work.session, self.person_id, self.kin)
        return Done(CHANGED, about=_about(self.person_id, self.kin))


def parts_of(kin: Kin) -> dict[str, Any]:
    """What a form shows of a relative, by the names of its fields."""
    return {name: getattr(kin, "name" if name == "full_name" else name) for name in LABELS}


def kin_from(parts: dict[str, Any], other_id: str | None) -> Kin:
    """The relative that these fields tell of."""
    own = {"name" if name == "full_name" else name: value for name, value in parts.items()}
    return Kin(other_id=other_id, **own)


def _fields_of(work: Work, row: RelativeTable) -> Fields:
    def words(name: str, value: Any) -> str:
        if name == "phone":
            return phone_in_words(value)
        return regions().name_of(value) if name == "region_code" and value else plainly(work, value)

    return Fields(named(LABELS), of_row(work.session, row, {"full_name": ("name",)}), words)


def _in_sight(work: Work, relative_id: str) -> RelativeTable:
    """A relation of two people this member of staff sees; raises Refused as for somebody who is not there."""
    row = family.the_relative(work.session, relative_id)
    require_in_sight(work.session, work.sight, row.person_id)
    if row.other_id is not None:
        require_in_sight(work.session, work.sight, row.other_id)
    return row


def _require_one_head(work: Work, owner: str, kin: Kin, besides: str) -> None:
    if kin.head_of_family and family.other_head(work.session, owner, besides):
        raise Refused("head_already", field="head_of_family")


def _about(owner: str, kin: Kin) -> tuple[str, ...]:
    return (owner, kin.other_id) if kin.other_id else (owner,)
