"""Which bed suits somebody best, and why: the reasons are said, nothing is weighed in secret.

Beds are put in order by one question after the other; a later one decides only between beds the earlier ones hold
equal: is the room meant for them, do people of the other sex sleep there, is it kept for them, is their family there,
does it have what they need, does somebody else need it more, is it clean, is there room in the wisma, in the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from shelter_admin.domain.bed_layout import BedTag, tag_words
from shelter_admin.domain.beds import (
    AGE_NAMES,
    AgeGroup,
    BedLine,
    BedState,
    RoomLine,
    RoomRule,
    age_group_of,
    misfits,
    natural,
)
from shelter_admin.domain.words import N_, _

FOR_THE_ELDERLY: Final = (BedTag.GROUND_FLOOR, BedTag.NEAR_TOILET)
FOR_WHO_NEEDS_IT: Final = frozenset({BedTag.ISOLATION, BedTag.SPECIAL_CARE})
"""Beds to be had for whoever needs just that, so that nobody else is put there while there are others."""


class Because(StrEnum):
    """What speaks for a bed, or against it."""

    KEPT = "kept"
    FAMILY_ROOM = "family_room"
    FAMILY_WISMA = "family_wisma"
    SEX = "sex"
    AGE = "age"
    TAG = "tag"
    MOST_ROOM = "most_room"
    NOT_FOR_SEX = "not_for_sex"
    NOT_FOR_AGE = "not_for_age"
    OTHERS_SLEEP_THERE = "others_sleep_there"
    LACKS = "lacks"
    FOR_OTHERS = "for_others"
    TO_CLEAN = "to_clean"


AGAINST: Final = frozenset(
    {
        Because.NOT_FOR_SEX,
        Because.NOT_FOR_AGE,
        Because.OTHERS_SLEEP_THERE,
        Because.LACKS,
        Because.FOR_OTHERS,
        Because.TO_CLEAN,
    }
)

_WORDS: Final = {
    Because.KEPT: N_("kept for them"),
    Because.FAMILY_ROOM: N_("family in this room"),
    Because.FAMILY_WISMA: N_("family in this wisma"),
    Because.MOST_ROOM: N_("most room in this wisma"),
    Because.NOT_FOR_SEX: N_("room meant for the other sex"),
    Because.NOT_FOR_AGE: N_("room meant for another age"),
    Because.OTHERS_SLEEP_THERE: N_("the other sex sleeps in this room"),
    Because.TO_CLEAN: N_("to be cleaned first"),
}
_FOR_SEX: Final = {"L": N_("room for men"), "P": N_("room for women")}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a bed or against it; ``fact`` names the sex, the ages or the tag."""

    because: Because
    fact: str = ""

    @property
    def against(self) -> bool:
        """Say whether it speaks against the bed."""
        return self.because in AGAINST

    def words(self) -> str:
        """The reason as it is said."""
        match self.because:
            case Because.SEX:
                return _(_FOR_SEX[self.fact])
            case Because.AGE:
                return _("room for {ages}").format(ages=_(AGE_NAMES[AgeGroup(self.fact)]))
            case Because.TAG:
                return tag_words(self.fact)
            case Because.LACKS:
                return _("not: {tag}").format(tag=tag_words(self.fact))
            case Because.FOR_OTHERS:
                return _("kept free for: {tag}").format(tag=tag_words(self.fact))
        return _(_WORDS[self.because])


@dataclass(frozen=True, slots=True)
class Asking:
    """Who needs a bed: what is unknown speaks neither for a bed nor against it."""

    sex: str | None = None
    age: int | None = None
    needs: frozenset[str] = frozenset()
    family: frozenset[str] = field(default=frozenset())
    person_id: str | None = None
    applicant_id: str | None = None

    @property
    def tags(self) -> frozenset[str]:
        """What is asked of the bed: the needs said, and for the elderly a bed without stairs and long ways."""
        elderly = age_group_of(self.age) is AgeGroup.ELDERLY
        return self.needs | (frozenset(FOR_THE_ELDERLY) if elderly else frozenset())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A bed somebody could have, with all that speaks for it and against it."""

    bed: BedLine
    reasons: tuple[Reason, ...]

    @property
    def against(self) -> tuple[str, ...]:
        """Why the room is not meant for them: ``sex``, ``age_group``; giving it all the same needs a reason."""
        named = {Because.NOT_FOR_SEX: "sex", Because.NOT_FOR_AGE: "age_group"}
        return tuple(named[one.because] for one in self.reasons if one.because in named)

    def words(self) -> str:
        """All reasons in one line."""
        return " · ".join(reason.words() for reason in self.reasons)


def suggest(rooms: Sequence[RoomLine], asking: Asking) -> tuple[Suggestion, ...]:
    """The beds of a night that somebody could have, best first; what is taken, blocked or kept for others is none."""
    load = _load_of_wismas(rooms)
    least = min(load.values(), default=0.0)
    spread = len(load) > 1 and max(load.values()) > least
    found = []
    for room in rooms:
        about = _about_room(room, rooms, asking)
        if spread and load[room.wisma_id] == least:
            about = (*about, Reason(Because.MOST_ROOM))
        for bed in room.beds:
            if _can_be_had(bed, asking):
                made = Suggestion(bed, _ordered((*about, *_about_bed(bed, asking))))
                found.append((_rank(made, load[room.wisma_id], room), made))
    return tuple(made for _rank_of, made in sorted(found, key=lambda one: one[0]))


def _load_of_wismas(rooms: Iterable[RoomLine]) -> dict[str, float]:
    people: dict[str, int] = {}
    places: dict[str, int] = {}
    for room in rooms:
        people[room.wisma_id] = people.get(room.wisma_id, 0) + room.occupied
        places[room.wisma_id] = places.get(room.wisma_id, 0) + room.capacity
    return {wisma: people[wisma] / max(places[wisma], 1) for wisma in people}


def _can_be_had(bed: BedLine, asking: Asking) -> bool:
    if bed.state in {BedState.FREE, BedState.TO_CLEAN}:
        return True
    return bed.state is BedState.BOOKED and _kept_for(bed, asking)


def _kept_for(bed: BedLine, asking: Asking) -> bool:
    kept = bed.kept
    if kept is None:
        return False
    return (asking.person_id is not None and kept.person_id == asking.person_id) or (
        asking.applicant_id is not None and kept.applicant_id == asking.applicant_id
    )


def _about_room(room: RoomLine, rooms: Sequence[RoomLine], asking: Asking) -> tuple[Reason, ...]:
    said = []
    against = misfits(RoomRule(room.sex, room.age_group), asking.sex, asking.age)
    if "sex" in against:
        said.append(Reason(Because.NOT_FOR_SEX))
    elif room.sex and asking.sex:
        said.append(Reason(Because.SEX, room.sex))
    if "age_group" in against:
        said.append(Reason(Because.NOT_FOR_AGE))
    elif room.age_group and asking.age is not None:
        said.append(Reason(Because.AGE, room.age_group.value))
    sleepers = [bed for bed in room.beds if bed.person_id is not None]
    if any(bed.person_id in asking.family for bed in sleepers):
        said.append(Reason(Because.FAMILY_ROOM))
    elif any(bed.person_id in asking.family for one in rooms if one.wisma_id == room.wisma_id for bed in one.beds):
        said.append(Reason(Because.FAMILY_WISMA))
    strangers = [bed for bed in sleepers if bed.person_id not in asking.family]
    if asking.sex and not room.sex and any(bed.sex and bed.sex != asking.sex for bed in strangers):
        said.append(Reason(Because.OTHERS_SLEEP_THERE))
    return tuple(said)


def _about_bed(bed: BedLine, asking: Asking) -> tuple[Reason, ...]:
    said = [Reason(Because.KEPT)] if bed.state is BedState.BOOKED else []
    said += [Reason(Because.TAG, tag) for tag in bed.tags if tag in asking.tags]
    said += [Reason(Because.LACKS, tag) for tag in sorted(asking.tags - set(bed.tags))]
    said += [Reason(Because.FOR_OTHERS, tag) for tag in bed.tags if tag in FOR_WHO_NEEDS_IT - asking.tags]
    if bed.to_clean or bed.state is BedState.TO_CLEAN:
        said.append(Reason(Because.TO_CLEAN))
    return tuple(said)


def _ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """What speaks for the bed first, each in the order of the questions."""
    order = list(Because)
    return tuple(sorted(reasons, key=lambda one: (one.against, order.index(one.because))))


def _rank(made: Suggestion, load: float, room: RoomLine) -> tuple[object, ...]:
    said = [reason.because for reason in made.reasons]
    return (
        len(made.against),
        Because.OTHERS_SLEEP_THERE in said,
        Because.KEPT not in said,
        0 if Because.FAMILY_ROOM in said else 1 if Because.FAMILY_WISMA in said else 2,
        said.count(Because.LACKS),
        said.count(Because.FOR_OTHERS),
        Because.TO_CLEAN in said,
        -said.count(Because.SEX) - said.count(Because.AGE),
        load,
        room.occupied / max(room.capacity, 1),
        natural(room.wisma),
        natural(room.room),
        natural(made.bed.label),
    )
