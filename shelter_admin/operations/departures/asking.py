"""Who is about to leave and what is still open, one leaving with everything about it, the visits to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.departures.handing import Handed, HandedKind, Kit
from shelter_admin.domain.departures.steps import DepartureFile, DepartureLine, OpenStep, Visit
from shelter_admin.domain.family import RELATION_NAMES, Relative, phone_in_words
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.departures import handing, visits
from shelter_admin.persistence.leavers import leaver, leavers
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents import stays
from shelter_admin.persistence.residents.family import relatives_of


@dataclass(frozen=True)
class DeparturesNow(Query[tuple[DepartureLine, ...]]):
    """Who is about to leave, then who left lately with something still open; money only for who may see savings."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING

    @override
    def run(self, work: Work) -> tuple[DepartureLine, ...]:
        return leavers(work.session, work.sight, work.today, savings=sees_savings(work))


@dataclass(frozen=True)
class StillOpenOf(Query[tuple[OpenStep, ...]]):
    """What is still open for somebody in the house, to be looked at before the leaving is recorded."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING

    person_id: str

    @override
    def run(self, work: Work) -> tuple[OpenStep, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = open_stay(work.session, self.person_id)
        return leaver(work.session, stay.id, savings=sees_savings(work))[0].open_steps


@dataclass(frozen=True)
class DepartureFileOf(Query[DepartureFile]):
    """Everything about the leaving of somebody: of the running stay, else of the last one. Looking is audited."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at a leaving")

    person_id: str

    @override
    def run(self, work: Work) -> DepartureFile:
        return file_of(work, self.person_id)

    @override
    def about(self, answer: DepartureFile) -> tuple[str, ...]:
        return (answer.line.person_id,)


@dataclass(frozen=True)
class VisitsNow(Query[tuple[Visit, ...]]):
    """The visits that nobody made yet, the earliest first."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING

    @override
    def run(self, work: Work) -> tuple[Visit, ...]:
        return visits.visits_waiting(work.session, work.sight)


@dataclass(frozen=True)
class Kits(Query[tuple[Kit, ...]]):
    """The tools that each programme gives at its end."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING

    @override
    def run(self, work: Work) -> tuple[Kit, ...]:
        return handing.kits(work.session)


def sees_savings(work: Work) -> bool:
    """Say whether this reader may see what people saved."""
    return work.staff.may(Right.SEE_SAVINGS, work.today)


def handed_to(work: Work, person_id: str) -> tuple[Handed, ...]:
    """What was handed over to somebody; money only to who may see savings."""
    handed = handing.handed_of(work.session, person_id)
    if sees_savings(work):
        return handed
    return tuple(one for one in handed if one.kind is not HandedKind.SAVINGS)


def file_of(work: Work, person_id: str) -> DepartureFile:
    """One leaving as this reader may see it; refused with ``person_unknown`` for who is kept from them."""
    require_in_sight(work.session, work.sight, person_id)
    stay = stays.last_stay(work.session, person_id)
    savings = sees_savings(work)
    line, written, sex = leaver(work.session, stay.id, savings=savings)
    contacts = work.staff.may(Right.SEE_CONTACTS, work.today)
    kin = relatives_of(work.session, work.sight, person_id) if contacts else ()
    return DepartureFile(
        line,
        written,
        sex,
        handed_to(work, person_id),
        handing.savings_of(work.session, person_id) if savings else None,
        handing.kits_of_stay(work.session, stay.id),
        visits.visits_of(work.session, stay.id),
        tuple(_relative(one) for one in kin if not one.person_id),
    )


def _relative(one: Relative) -> tuple[str, str, str, str]:
    """Name, relation, telephone and address, to be taken over for who receives."""
    return one.name, _(RELATION_NAMES[one.relation]), phone_in_words(one.kin.phone), one.kin.address
