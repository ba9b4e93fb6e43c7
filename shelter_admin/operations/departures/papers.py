"""The papers of a leaving, in Indonesian: letter of termination, record, letter to the Dinsos, statement, receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.departures.handing import HandedKind
from shelter_admin.domain.departures.paper import LeavingPaper
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.departures.asking import handed_to
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.departures import arranging, handing, visits
from shelter_admin.persistence.departures.programs import programs_of_stay
from shelter_admin.persistence.people.lookup import birth_of, the_person
from shelter_admin.persistence.people.sight import require_in_sight, shown
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.residents import stays


def paper_of(work: Work, person_id: str) -> LeavingPaper:
    """What the papers say of the running stay, else of the last one; identity only to who may see it."""
    require_in_sight(work.session, work.sight, person_id)
    person, stay = the_person(work.session, person_id), stays.last_stay(work.session, person_id)
    one = arranging.arrangement_of(arranging.of_stay(work.session, stay.id))
    identity = work.sight.identity
    planned = next((visit.planned_on for visit in visits.visits_of(work.session, stay.id)), None)
    leaves_on = stay.left_on or one.planned_on or stay.expected_exit_on
    if planned is None and leaves_on is not None and stay.leave_reason is None:
        planned = leaves_on + timedelta(days=work.panti.settings.aftercare_days)
    return LeavingPaper(
        number=person.number,
        name=person.name,
        sex=person.sex or "",
        birth=_birth(person.birth_place, birth_of(person)) if identity else "",
        nik=person.nik_text if identity else "",
        origin=person.origin_text,
        admitted_on=stay.admitted_on,
        leaves_on=leaves_on,
        arrangement=one,
        ground=_ground(work, stay),
        programs=programs_of_stay(work.session, stay.id),
        handed=tuple(item for item in handed_to(work, person_id) if item.stands),
        visit_on=planned,
    )


def _ground(work: Work, stay: StayTable) -> LeavingReason | None:
    if stay.leave_reason is None or not shown(work.sight, "leave_reason"):
        return None
    return LeavingReason(stay.leave_reason)


def _birth(place: str, born: PartialDate) -> str:
    day = long_date(born.as_day) if born.as_day is not None else born.text
    return ", ".join(part for part in (place, day) if part)


@dataclass(frozen=True)
class PrintTermination(Query[Document]):
    """The letter of termination, with lines for what is not written down."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the letter of termination")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.termination_letter import termination_letter

        with officially(work.panti):
            return termination_letter(paper_of(work, self.person_id), imprint(work), work.panti.settings)

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class PrintDeparture(Query[Document]):
    """The record of handing somebody over as they leave, to be signed by both."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the record of leaving")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.departure_record import departure_record

        with officially(work.panti):
            return departure_record(paper_of(work, self.person_id), imprint(work), work.panti.settings)

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class PrintDinsosLetter(Query[Document]):
    """The letter to the Dinas Sosial of where somebody goes."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the letter to the Dinas Sosial")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.dinsos_letter import dinsos_letter

        with officially(work.panti):
            return dinsos_letter(paper_of(work, self.person_id), imprint(work), work.panti.settings)

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class PrintPickupStatement(Query[Document]):
    """The statement of who picks somebody up, to be signed on a duty stamp."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the statement on picking up")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.pickup_statement import pickup_statement

        with officially(work.panti):
            return pickup_statement(paper_of(work, self.person_id), imprint(work), work.panti.settings)

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class PrintReceipt(Query[Document]):
    """The receipt of one handing over; of money only to who may see savings."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print a receipt")

    handover_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.receipt import receipt

        row = handing.the_handover(work.session, self.handover_id)
        require_in_sight(work.session, work.sight, row.person_id)
        if row.kind == HandedKind.SAVINGS.value:
            work.staff.require(Right.SEE_SAVINGS, work.today)
        person = the_person(work.session, row.person_id)
        (one,) = handing.handed_of(work.session, row.person_id, row.id)
        work.shown.append(row.person_id)
        with officially(work.panti):
            return receipt((person.name, person.number), one, imprint(work), work.panti.settings)


@dataclass(frozen=True)
class PrintSavings(Query[Document]):
    """The book of somebody's savings, for them to sign."""

    needs: ClassVar[Right] = Right.SEE_SAVINGS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the book of savings")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.receipt import savings_book

        require_in_sight(work.session, work.sight, self.person_id)
        person = the_person(work.session, self.person_id)
        entries = handing.savings_of(work.session, self.person_id)
        with officially(work.panti):
            return savings_book((person.name, person.number), entries, imprint(work))

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)
