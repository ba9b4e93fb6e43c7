"""A bed offered until a day; the answer to it; applications that end without a place, and those opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import require_fit
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.waiting_list import (
    ApplicantState,
    DeclinedBy,
    require_offer,
    require_open,
    through,
)
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.beds import bookings, placements
from shelter_admin.persistence.intake import applicants
from shelter_admin.persistence.intake.tables import ApplicantTable

CHANGED: Final = Changes.of(Area.INTAKE, Area.BEDS)
Ends = tuple[bookings.BookingEnd, ...]


def age_on(row: ApplicantTable, day: date) -> int | None:
    """Years of an applicant, as far as the year of birth tells."""
    return None if row.birth_year is None else max(0, day.year - row.birth_year)


def about(row: ApplicantTable) -> tuple[str, ...]:
    """Whose file it touches: nobody's, as long as they are only an applicant."""
    return (row.person_id,) if row.person_id else ()


def let_go(work: Work, row: ApplicantTable) -> Ends:
    """Keep no bed for an applicant any more; tells what was kept, for the undo."""
    kept = bookings.bookings_of(work.session, applicant_id=row.id)
    first = date.min
    return tuple(
        bookings.ended(bookings.end_booking(work.session, booking.booking_id, first), first) for booking in kept
    )


@dataclass(frozen=True)
class OfferBed(Command[str]):
    """Keep a bed for an applicant through a day; it is free again by itself. A bed offered before is let go of.

    Refused where the bed is taken, kept for somebody else or out of use on any of these nights. ``instead_of`` is the
    booking that its sender saw, empty for none; where somebody else offered another meanwhile, theirs stands.
    """

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("offer of a bed")

    applicant_id: str
    bed_id: str
    until: date | None
    from_night: date | None = None
    despite: str = field(default="", repr=False)
    instead_of: str | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        work.staff.require(Right.ASSIGN_BEDS, work.today)
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        if self.until is None:
            raise Refused("offer_until_missing", field="until")
        night = self.from_night or work.night
        require_offer(night, self.until, work.night)
        if not self.bed_id:
            raise Refused("bed_not_chosen", field="bed_id")
        bed = placements.the_bed(work.session, self.bed_id)
        require_fit(bed.room, row.sex, age_on(row, night), self.despite)
        ends = let_go(work, row)
        self._require_seen(ends)
        made = bookings.book(
            work.session, self.bed_id, (night, through(self.until)), applicant_id=row.id, note=self.despite
        )
        accepted = row.state == ApplicantState.ACCEPTED.value
        state = ApplicantState.ACCEPTED if accepted else ApplicantState.OFFERED
        undo = _settle(work, row, state, ends, (made.booking_id, made.until_night))
        what = {"booking_id": made.booking_id, "until": self.until.isoformat()}
        return Done(CHANGED, made.booking_id, undo, about(row), what)

    def _require_seen(self, ends: Ends) -> None:
        kept = ends[-1].was if ends else None
        if self.instead_of is not None and self.instead_of != (kept.booking_id if kept else ""):
            raise Refused("offered_meanwhile", field="bed_id")


def _settle(
    work: Work,
    row: ApplicantTable,
    state: ApplicantState,
    ends: Ends = (),
    made: tuple[str, date] | None = None,
    **more: str,
) -> PutApplicationBack:
    """Write down where an application stands now; gives the way back."""
    values = {"state": state.value, "state_on": work.today, "state_by": "", "state_reason": "", **more}
    old = applicants.put(work.session, row, values)
    return PutApplicationBack(row.id, old, {name: values[name] for name in old}, ends, made)


@dataclass(frozen=True)
class PutApplicationBack(Command[None]):
    """Undo of what was done with an application: it stands as before, with the bed that was kept."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("put the application back")

    applicant_id: str
    old: Mapping[str, Any] = field(repr=False)
    new: Mapping[str, Any] = field(repr=False)
    ends: Ends = field(default=(), repr=False)
    made: tuple[str, date] | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        applicants.require_still(row, self.new)
        if self.made is not None:
            bookings.require_still_until(work.session, *self.made)
            bookings.remove(work.session, self.made[0])
        for end in self.ends:
            bookings.put_back(work.session, end)
        applicants.put(work.session, row, self.old)
        return Done(CHANGED, about=about(row))


@dataclass(frozen=True)
class AcceptOffer(Command[None]):
    """Write down that they take the bed; it stays kept for them through its day."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("offer accepted")

    applicant_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        if not bookings.bookings_of(work.session, applicant_id=row.id, from_night=work.night):
            raise Refused("no_offer", field="bed_id")
        return Done(CHANGED, undo=_settle(work, row, ApplicantState.ACCEPTED), about=about(row))


@dataclass(frozen=True)
class DeclineApplicant(Command[None]):
    """Close an application without a place, with whose word it was and why; a bed kept for them is free again."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("application declined")

    applicant_id: str
    by: DeclinedBy
    why: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        if not self.why.strip():
            raise Refused("why_declined_missing", field="why")
        ends = let_go(work, row)
        undo = _settle(work, row, ApplicantState.DECLINED, ends, state_by=self.by.value, state_reason=self.why.strip())
        return Done(CHANGED, undo=undo, about=about(row))


@dataclass(frozen=True)
class WithdrawApplicant(Command[None]):
    """Close an application that who asked took back, or that is no longer needed."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("application withdrawn")

    applicant_id: str
    why: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        ends = let_go(work, row)
        undo = _settle(work, row, ApplicantState.WITHDRAWN, ends, state_reason=self.why.strip())
        return Done(CHANGED, undo=undo, about=about(row))


@dataclass(frozen=True)
class ReopenApplicant(Command[None]):
    """Let somebody wait again whose application was declined or withdrawn; the days count from the first asking."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("application opened again")

    applicant_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        state = ApplicantState(row.state)
        if state is ApplicantState.ADMITTED:
            raise Refused("application_admitted")
        if state not in {ApplicantState.DECLINED, ApplicantState.WITHDRAWN}:
            raise Refused("application_open")
        return Done(CHANGED, undo=_settle(work, row, ApplicantState.WAITING), about=about(row))
