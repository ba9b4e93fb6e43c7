"""The family of a resident: who is what to them, inside and outside the house, who decides, and whom to call.

One relation between two residents is written down once and read in both files. It is kept with the younger or cared
for as the one whose relative the other is, so that guardian and head of the family always mean the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.words import N_

REGION: Final = "ID"
LONGEST_TEXT: Final = 200
LONGEST_NOTE: Final = 2000


class Relation(StrEnum):
    """What somebody is to a resident."""

    FATHER = "father"
    MOTHER = "mother"
    PARENT = "parent"
    HUSBAND = "husband"
    WIFE = "wife"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    AUNT_UNCLE = "aunt_uncle"
    NIECE_NEPHEW = "niece_nephew"
    COUSIN = "cousin"
    IN_LAW = "in_law"
    GUARDIAN = "guardian"
    WARD = "ward"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


RELATION_NAMES: Final[Mapping[Relation, str]] = MappingProxyType(
    {
        Relation.MOTHER: N_("mother"),
        Relation.FATHER: N_("father"),
        Relation.PARENT: N_("parent"),
        Relation.HUSBAND: N_("husband"),
        Relation.WIFE: N_("wife"),
        Relation.CHILD: N_("child"),
        Relation.SIBLING: N_("brother or sister"),
        Relation.GRANDPARENT: N_("grandparent"),
        Relation.GRANDCHILD: N_("grandchild"),
        Relation.AUNT_UNCLE: N_("aunt or uncle"),
        Relation.NIECE_NEPHEW: N_("niece or nephew"),
        Relation.COUSIN: N_("cousin"),
        Relation.IN_LAW: N_("relative by marriage"),
        Relation.GUARDIAN: N_("guardian who is no relative"),
        Relation.WARD: N_("ward, foster child"),
        Relation.NEIGHBOUR: N_("neighbour or friend"),
        Relation.OTHER: N_("other relation"),
    }
)
YOUNGER: Final = frozenset({Relation.CHILD, Relation.GRANDCHILD, Relation.NIECE_NEPHEW, Relation.WARD})
"""Relations whose other side is the elder or the one who cares."""
NO_FAMILY: Final = frozenset({Relation.NEIGHBOUR, Relation.OTHER})
"""Relations that do not make two people one family."""

_INVERSE: Final[Mapping[Relation, Relation]] = {
    Relation.FATHER: Relation.CHILD,
    Relation.MOTHER: Relation.CHILD,
    Relation.PARENT: Relation.CHILD,
    Relation.CHILD: Relation.PARENT,
    Relation.HUSBAND: Relation.WIFE,
    Relation.WIFE: Relation.HUSBAND,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
    Relation.GRANDCHILD: Relation.GRANDPARENT,
    Relation.AUNT_UNCLE: Relation.NIECE_NEPHEW,
    Relation.NIECE_NEPHEW: Relation.AUNT_UNCLE,
    Relation.GUARDIAN: Relation.WARD,
    Relation.WARD: Relation.GUARDIAN,
}


def seen_from_the_other(relation: Relation, sex: Sex) -> Relation:
    """What a resident of this sex is to somebody who is this to them."""
    if relation is Relation.CHILD:
        return {Sex.MALE: Relation.FATHER, Sex.FEMALE: Relation.MOTHER}.get(sex, Relation.PARENT)
    return _INVERSE.get(relation, relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What is written down about somebody of the family; ``other_id`` where it is a resident."""

    relation: Relation
    other_id: str | None = None
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    region_code: str | None = None
    guardian: bool = False
    head_of_family: bool = False
    emergency: bool = False
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Somebody of the family as they stand in a file.

    ``relation`` is what they are to the person of the file. ``mirrored`` says that the relation is kept with them:
    ``kin`` then tells what the person of the file is to *them*, and guardian and head of the family mean that person.
    """

    relative_id: str
    kin: Kin
    relation: Relation
    name: str = field(repr=False)
    person_id: str = ""
    number: str = ""
    here: bool = False
    mirrored: bool = False

    @property
    def guardian(self) -> bool:
        """Say whether they are the guardian of the person of the file."""
        return self.kin.guardian and not self.mirrored

    @property
    def ward(self) -> bool:
        """Say whether the person of the file is their guardian."""
        return self.kin.guardian and self.mirrored


@dataclass(frozen=True, slots=True)
class Family:
    """The family of one resident. Who sees no identity gets the people to call in an emergency and nobody else."""

    members: tuple[Relative, ...]
    whole: bool

    @property
    def is_head(self) -> bool:
        """Say whether somebody has the person of the file as head of the family."""
        return any(one.mirrored and one.kin.head_of_family for one in self.members)


def require_kin(kin: Kin, person_id: str) -> None:
    """Refuse nobody, oneself, a text pasted by mistake, and somebody to call whom nobody can reach."""
    if kin.other_id is None and not kin.name.strip():
        raise Refused("relative_unnamed", field="full_name")
    if kin.other_id == person_id:
        raise Refused("relative_oneself", field="other_id")
    longest = {"full_name": LONGEST_TEXT, "address": LONGEST_TEXT, "note": LONGEST_NOTE}
    for (name, most), text in zip(longest.items(), (kin.name, kin.address, kin.note), strict=True):
        if len(text) > most:
            raise Refused("text_too_long", field=name, most=most)
    if kin.emergency and kin.other_id is None and not (kin.phone.strip() or kin.address.strip()):
        raise Refused("contact_unreachable", field="phone")


def read_phone(text: str) -> str:
    """A telephone number as it is kept (E.164, ``+62…``), read as Indonesian where no country is named.

    Raises Refused ``phone_unclear`` for what is no number of any country.
    """
    typed = text.strip()
    if not typed:
        return ""
    import phonenumbers  # loaded when somebody first writes a number

    digits = "".join(letter for letter in typed if letter.isdigit())
    if any(letter.isalpha() for letter in typed):
        raise Refused("phone_unclear", field="phone")
    # 62 812… without its plus: as people copy it from a telephone's own list.
    wanted = f"+{digits}" if digits.startswith("628") and not typed.startswith("+") else typed
    try:
        number = phonenumbers.parse(wanted, REGION)
    except phonenumbers.NumberParseException as error:
        raise Refused("phone_unclear", field="phone") from error
    if not phonenumbers.is_valid_number(number):
        raise Refused("phone_unclear", field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_in_words(kept: str) -> str:
    """A number as it is dialled here: ``0812-3456-7890``; of another country with its code."""
    if not kept:
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(kept, REGION)
    except phonenumbers.NumberParseException:
        return kept
    here = number.country_code == phonenumbers.country_code_for_region(REGION)
    way = phonenumbers.PhoneNumberFormat.NATIONAL if here else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, way)


def connected(person_id: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Everybody who is of one family with this person, the person first, through however many relations."""
    beside: dict[str, list[str]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    found = {person_id: None}
    waiting = [person_id]
    while waiting:
        for other in sorted(beside.get(waiting.pop(0), ())):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return tuple(found)
