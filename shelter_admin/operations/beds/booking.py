"""Keeping a bed for somebody until a day, and letting it go again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import require_booking
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.beds import bookings
from shelter_admin.persistence.beds.bookings import BookingEnd
from shelter_admin.persistence.people.sight import require_in_sight

CHANGED = Changes.of(Area.BEDS)

WORDS: dict[str, str] = {
    "booking_for_nobody": N_("Say whom the bed is kept for: a resident, or a few words."),
    "booking_nights_unclear": N_("The bed must be kept for one night at least."),
    "booking_over": N_("Those nights are over. Choose a later end."),
    "booking_unknown": N_("That bed is no longer kept for anybody."),
    "bed_kept": N_(
        "That bed is kept for somebody else until {until}. Choose another, or say why it has to be this one."
    ),
}


@dataclass(frozen=True)
class BookBed(Command[str]):
    """Keep a bed for a resident, or for whom the note names, up to but not including a night; tonight on if not said.

    Where somebody else sleeps in those nights it is refused; so is a bed kept already or out of use.
    """

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("keep a bed")

    bed_id: str
    until_night: date
    person_id: str | None = None
    note: str = field(default="", repr=False)
    from_night: date | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        if self.person_id is not None:
            require_in_sight(work.session, work.sight, self.person_id)
        nights = (self.from_night or work.night, self.until_night)
        require_booking(nights, (self.person_id, None, self.note), work.night)
        made = bookings.book(work.session, self.bed_id, nights, person_id=self.person_id, note=self.note)
        about = (self.person_id,) if self.person_id else ()
        return Done(
            CHANGED,
            result=made.booking_id,
            undo=TakeBackBooking(made.booking_id, made.until_night),
            about=about,
            what={"booking_id": made.booking_id},
        )


@dataclass(frozen=True)
class TakeBackBooking(Command[None]):
    """Undo of keeping a bed; refused when somebody changed the booking meanwhile."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("no longer keep the bed")

    booking_id: str
    until_night: date

    @override
    def run(self, work: Work) -> Done[None]:
        bookings.require_still_until(work.session, self.booking_id, self.until_night)
        was = bookings.remove(work.session, self.booking_id)
        return Done(CHANGED, about=(was.person_id,) if was.person_id else ())


@dataclass(frozen=True)
class EndBooking(Command[None]):
    """Let a kept bed go from the running night on; a booking still to come is taken away."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("let the kept bed go")

    booking_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        was = bookings.end_booking(work.session, self.booking_id, work.night)
        undo = PutBackBooking(bookings.ended(was, work.night))
        return Done(CHANGED, undo=undo, about=(was.person_id,) if was.person_id else ())


@dataclass(frozen=True)
class PutBackBooking(Command[None]):
    """Undo of letting a kept bed go; refused where somebody was put there meanwhile."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("keep the bed again")

    booking: BookingEnd = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        bookings.put_back(work.session, self.booking)
        person_id = self.booking.was.person_id
        return Done(CHANGED, about=(person_id,) if person_id else ())
