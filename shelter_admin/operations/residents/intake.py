"""Taking people in: in full by day, by name and bed at night, completed in the morning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right, Staff
from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.beds import BedKind, require_fit
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.fitting import status_by_nik
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import Identity, require_admission
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.surroundings import Surroundings
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, joined
from shelter_admin.operations.residents.arrival import STAY_LABELS, stay_fields, stay_parts
from shelter_admin.operations.residents.asking import reading_of
from shelter_admin.operations.residents.identity import (
    LABELS,
    Change,
    TypedIdentity,
    category_fields,
    changed_fields,
    fields_of,
    identified,
    identity_from,
    parts_of,
    put,
    require_categories,
    take_back,
)
from shelter_admin.operations.residents.quality import (
    TypedSurroundings,
    surrounded,
    surroundings_fields,
    surroundings_from,
    surroundings_parts,
)
from shelter_admin.persistence.beds import placements, rooms
from shelter_admin.persistence.people.lookup import age_of, open_stay, the_person
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents import doubles, drafts, photos, quality, stays, writing

CHANGED: Final = Changes.of(Area.RESIDENTS)


@dataclass(frozen=True)
class Admitted:
    """Somebody just taken in."""

    person_id: str
    stay_id: str
    number: str
    placement_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class WithBed:
    """The bed or extra mattress given along; ``despite`` says why a room not meant for the person all the same."""

    bed_id: str | None = None
    mattress_room_id: str | None = None
    despite: str = field(default="", repr=False)

    @property
    def wants_bed(self) -> bool:
        """Say whether a bed or mattress is asked for."""
        return self.bed_id is not None or self.mattress_room_id is not None


def give_bed(work: Work, wanted: WithBed, person: PersonTable, stay_id: str, night: date) -> str | None:
    """Give the bed asked for from a night on; without one the person stays in the house unplaced."""
    if not wanted.wants_bed:
        return None
    bed_id = wanted.bed_id
    if bed_id is None and wanted.mattress_room_id is not None:
        room = rooms.the_room(work.session, wanted.mattress_room_id)
        bed_id = placements.free_mattress(work.session, room.id, night)
        bed_id = bed_id or rooms.add_beds(work.session, room.id, 1, None, BedKind.MATTRESS)[0].id
    bed = placements.the_bed(work.session, bed_id or "")
    require_fit(bed.room, person.sex, age_of(person, night), wanted.despite)
    placed = placements.place(
        work.session, stay_id=stay_id, bed_id=bed.bed_id, from_night=night, despite=wanted.despite.strip()
    )
    return placed.id


def changes_of(placement_id: str | None) -> Changes:
    """The areas an intake touches."""
    return CHANGED | Changes.of(Area.PRESENCE) | (Changes.of(Area.BEDS) if placement_id else Changes())


@dataclass(frozen=True, kw_only=True)
class AdmitPerson(TypedIdentity, WithBed, Command[Admitted]):
    """Take somebody in. Nothing is mandatory: without a name it is ``Tanpa Nama``.

    The day defaults to the date of the running night, as a night belongs to the date its shift starts (domain
    notes 2.5). The own number comes from the pattern of the settings. The bed is given from the day of admission.
    The ``draft`` of that form goes in the same transaction.
    """

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("intake")

    admitted_on: date | None = None
    categories: tuple[str, ...] = ()
    source: Source | None = None
    source_text: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    photo: bytes | None = field(default=None, repr=False)
    draft: str = ""

    @override
    def allowed(self, staff: Staff, today: date, panti: Panti, now: datetime) -> None:
        super().allowed(staff, today, panti, now)
        if self.wants_bed:
            staff.require(Right.ASSIGN_BEDS, today)

    @override
    def run(self, work: Work) -> Done[Admitted]:
        admitted_on = self.admitted_on or work.night
        require_admission(admitted_on, work.today)
        identity = identified(self, Identity(), work.today, admitted_on)
        codes = require_categories(self.categories)
        person = writing.add_person(work.session, work.panti, identity, admitted_on)
        stay = stays.add(
            work.session,
            person_id=person.id,
            admitted_on=admitted_on,
            source=self.source.value if self.source else None,
            source_text=self.source_text.strip(),
            remark=self.remark.strip(),
        )
        writing.set_categories(work.session, person.id, codes)
        pairs = settle(work, self, person, identity)
        if self.photo:
            photos.add(work.session, person.id, self.photo)
        placement_id = give_bed(work, self, person, stay.id, admitted_on)
        if self.draft:
            drafts.drop(work.session, work.staff.account_id, self.draft)
        done = _admitted(person, stay.id, placement_id, TakeBackIntake(person.id))
        return replace(done, what={**done.what, "pairs": pairs})


def settle(work: Work, typed: TypedSurroundings, person: PersonTable, identity: Identity) -> tuple[str, ...]:
    """Write what stands beside a new identity, and keep the pairs to look at for a human; gives those."""
    nothing = Surroundings()
    around = surroundings_from(work, surrounded(work, typed, nothing), identity)
    quality.put_surroundings(work.session, person.id, around)
    return doubles.keep_pairs(work.session, reading_of(work), person.id)


def _admitted(person: PersonTable, stay_id: str, placement_id: str | None, undo: Command[None]) -> Done[Admitted]:
    what = {"person_id": person.id, "stay_id": stay_id, "placement_id": placement_id}
    result = Admitted(person.id, stay_id, person.number, placement_id)
    return Done(changes_of(placement_id), result, undo, (person.id,), what)


def allow_at_night(staff: Staff, today: date, panti: Panti, now: datetime) -> None:
    """Who may take in at all may do so at any hour; the duty officer only while the night shift is on."""
    if staff.may(Right.INTAKE, today):
        return
    staff.require(Right.QUICK_INTAKE, today)
    if not panti.is_night(now):
        raise Refused("quick_intake_at_night_only", starts=panti.settings.night_starts, ends=panti.settings.night_ends)


@dataclass(frozen=True, kw_only=True)
class QuickIntake(TypedSurroundings, WithBed, Command[Admitted]):
    """Take somebody in at night by name and bed; the office completes it in the morning.

    Of somebody nobody knows: features, a photo, where they were found and by whom.
    """

    needs: ClassVar[Right] = Right.QUICK_INTAKE
    name: ClassVar[str] = N_("night intake")
    although_clock_back: ClassVar[bool] = True

    full_name: str = field(default="", repr=False)
    sex: Sex | None = None
    features: str = field(default="", repr=False)
    photo: bytes | None = field(default=None, repr=False)

    @override
    def allowed(self, staff: Staff, today: date, panti: Panti, now: datetime) -> None:
        allow_at_night(staff, today, panti, now)

    @override
    def run(self, work: Work) -> Done[Admitted]:
        typed = TypedIdentity(full_name=self.full_name, sex=self.sex, features=self.features)
        identity = identified(typed, Identity(), work.today, work.night)
        person = writing.add_person(work.session, work.panti, identity, work.night)
        stay = stays.add(work.session, person_id=person.id, admitted_on=work.night, quick=True)
        settle(work, self, person, identity)
        if self.photo:
            photos.add(work.session, person.id, self.photo)
        placement_id = give_bed(work, self, person, stay.id, work.night)
        return _admitted(person, stay.id, placement_id, TakeBackQuickIntake(person.id))


@dataclass(frozen=True)
class TakeBackIntake(Command[None]):
    """Undo of an intake: the person goes entirely; every value stays in the history.

    Refused once something was written about them that is not part of the intake.
    """

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("take back the intake")

    person_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        writing.remove_person(work.session, self.person_id)
        return Done(CHANGED | Changes.of(Area.BEDS, Area.PRESENCE), about=(self.person_id,))


@dataclass(frozen=True)
class TakeBackQuickIntake(TakeBackIntake):
    """Undo of an intake by night, by whoever may make one and only while nobody completed it."""

    needs: ClassVar[Right] = Right.QUICK_INTAKE

    @override
    def allowed(self, staff: Staff, today: date, panti: Panti, now: datetime) -> None:
        allow_at_night(staff, today, panti, now)

    @override
    def run(self, work: Work) -> Done[None]:
        if not open_stay(work.session, self.person_id).quick:
            raise Refused("intake_already_used")
        return super().run(work)


@dataclass(frozen=True, kw_only=True)
class CompleteIntake(TypedIdentity, Edit[int]):
    """Complete in the morning what was taken in at night; nothing known by night needs a reason to be put right.

    Of two who complete the same intake the second meets what the first wrote, if the form said what it showed.
    """

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("completing the intake")
    although_clock_back: ClassVar[bool] = True

    person_id: str
    version: int
    admitted_on: date | None = None
    categories: tuple[str, ...] = ()
    source: Source | None = None
    source_text: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[int]:
        person = the_person(work.session, self.person_id)
        stay = open_stay(work.session, self.person_id)
        if not stay.quick and self.seen is None:
            raise Refused("intake_complete")
        admitted_on = self.admitted_on or stay.admitted_on
        if admitted_on is not None:
            require_admission(admitted_on, work.today)
            stays.require_before_first_night(work.session, stay.id, admitted_on)
        before, beside = writing.identity_of(person), quality.surroundings_of(work.session, person.id)
        agreed = self._agreed(work, person, stay, admitted_on)
        after = identity_from(agreed)
        after = replace(after, status=status_by_nik(before, after))
        around = surroundings_from(work, agreed, after)
        source = agreed["source"].value if agreed["source"] else None
        arrival = {**{name: agreed[name] for name in STAY_LABELS}, "source": source}
        change = put(work, person, Change(before, after, beside, around))
        codes = writing.set_categories(work.session, person.id, agreed["categories"])
        old = stays.put(work.session, stay.id, **arrival, quick=False)
        made = PutBack(agreed["categories"], {name: getattr(stay, name) for name in old})
        undo = PutBackIntake(person.id, change, codes, stay.id, old, made)
        what = {"fields": changed_fields(before, after), "pairs": change.pairs}
        return Done(CHANGED, person.version, undo, (person.id,), what)

    def _agreed(self, work: Work, person: PersonTable, stay: StayTable, admitted_on: date | None) -> dict[str, Any]:
        """Identity, arrival and categories as typed, where somebody else did not write the same first."""
        opened = writing.identity_at(work.session, person, self.version)
        mine = {
            **parts_of(identified(self, opened, work.today, admitted_on)),
            **surrounded(work, self, quality.surroundings_of(work.session, person.id)),
            "admitted_on": admitted_on,
            "source": self.source,
            "source_text": self.source_text.strip(),
            "remark": self.remark.strip(),
            "categories": require_categories(self.categories),
        }
        now = {
            **parts_of(writing.identity_of(person)),
            **surroundings_parts(quality.surroundings_of(work.session, person.id)),
            **stay_parts(stay),
            "categories": writing.categories_of(work.session, person.id),
        }
        fields = {
            **dict.fromkeys(LABELS, fields_of(work, person)),
            **surroundings_fields(work, person.id),
            **dict.fromkeys(STAY_LABELS, stay_fields(work, stay)),
            "categories": category_fields(work, person.id),
        }
        return self.agree(work, joined(work, fields), mine, now, parts_of(opened))


@dataclass(frozen=True)
class PutBack:
    """What completing an intake wrote beside the identity, to see whether it still stands."""

    categories: tuple[str, ...]
    stay: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class PutBackIntake(Command[None]):
    """Undo of completing an intake: it is to be completed again."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("put the intake back")

    person_id: str
    change: Change = field(repr=False)
    categories: tuple[str, ...]
    stay_id: str
    old: Mapping[str, Any] = field(repr=False)
    made: PutBack = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        person = the_person(work.session, self.person_id)
        stays.require_still(stays.the_stay(work.session, self.stay_id), self.made.stay)
        if writing.categories_of(work.session, person.id) != self.made.categories:
            raise Refused("changed_meanwhile")
        take_back(work, person, self.change)
        writing.set_categories(work.session, person.id, self.categories)
        stays.put(work.session, self.stay_id, **self.old)
        return Done(CHANGED, about=(self.person_id,))
