"""From the waiting list into the house: the ordinary admission, with what is known and the bed that was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import DateQuality
from shelter_admin.domain.identity.reading_dates import About, read_written_date
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_list import ApplicantState, require_open
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.intake.offering import Ends, let_go
from shelter_admin.operations.residents.intake import AdmitPerson, Admitted, WithBed
from shelter_admin.operations.residents.leaving import ReturnPerson, TakeBackReturn
from shelter_admin.persistence.beds import bookings
from shelter_admin.persistence.intake import admissions, applicants
from shelter_admin.persistence.intake.tables import ApplicantTable
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.residents import stays

CHANGED: Final = Changes.of(Area.INTAKE, Area.BEDS)


@dataclass(frozen=True, kw_only=True)
class AdmitApplicant(WithBed, Command[Admitted]):
    """Take an applicant in: as a new person, or as the one they are known to be from before.

    The bed is the one kept for them unless another is chosen, or ``without_bed`` none. What was kept is let go of.
    """

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("admission of an applicant")

    applicant_id: str
    admitted_on: date | None = None
    without_bed: bool = False
    remark: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[Admitted]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        bed = self._bed(work, row)
        if bed is not None or self.mattress_room_id is not None:
            work.staff.require(Right.ASSIGN_BEDS, work.today)
        ends = let_go(work, row)
        inner = self._return(work, row, bed) if row.person_id else self._admit(work, row, bed)
        values = {
            "state": ApplicantState.ADMITTED.value,
            "state_on": work.today,
            "state_by": "",
            "state_reason": "",
            "person_id": inner.outcome.person_id,
        }
        old = applicants.put(work.session, row, values)
        new = {name: values[name] for name in old}
        begun = "" if inner.what.get("same_stay") else inner.outcome.stay_id
        undo = TakeBackAdmission(row.id, old, new, ends, inner.undo, begun)
        about = (inner.outcome.person_id,)
        return Done(inner.changes | CHANGED, inner.outcome, undo, about, {**inner.what, "applicant_id": row.id})

    def _bed(self, work: Work, row: ApplicantTable) -> str | None:
        if self.without_bed or self.wants_bed:
            return self.bed_id
        kept = bookings.bookings_of(work.session, applicant_id=row.id, from_night=self.admitted_on or work.night)
        return kept[-1].bed_id if kept else None

    def _admit(self, work: Work, row: ApplicantTable, bed_id: str | None) -> Done[Admitted]:
        return AdmitPerson(
            full_name=row.name,
            alias=row.alias,
            sex=Sex(row.sex or ""),
            birth=_birth(work, row),
            origin_code=row.origin_code,
            origin=row.origin_text,
            nik=row.nik_text,
            admitted_on=self.admitted_on,
            categories=(row.category,) if row.category else (),
            source=Source(row.source) if row.source else None,
            source_text=row.source_text,
            remark=self.remark,
            bed_id=bed_id,
            mattress_room_id=self.mattress_room_id,
            despite=self.despite,
        ).run(work)

    def _return(self, work: Work, row: ApplicantTable, bed_id: str | None) -> Done[Admitted]:
        """They were here before: the ordinary return, with the number they had."""
        work.staff.require(Right.RECORD_LEAVING, work.today)
        done = ReturnPerson(
            person_id=row.person_id or "",
            on=self.admitted_on,
            source=Source(row.source) if row.source else None,
            source_text=row.source_text,
            bed_id=bed_id,
            mattress_room_id=self.mattress_room_id,
            despite=self.despite,
        ).run(work)
        back, person = done.outcome, the_person(work.session, row.person_id or "")
        admitted = Admitted(person.id, back.stay_id, person.number, back.placement_id)
        return Done(done.changes, admitted, self._remarked(work, admitted.stay_id, done.undo), done.about, done.what)

    def _remarked(self, work: Work, stay_id: str, undo: Command[None] | None) -> Command[None] | None:
        """Add the remark to the stay, below what stands in one that goes on; gives the way back with it."""
        words = self.remark.strip()
        if not words:
            return undo
        before = stays.the_stay(work.session, stay_id).remark
        stays.put(work.session, stay_id, remark="\n".join(filter(None, (before, words))))
        return replace(undo, old={**undo.old, "remark": before}) if isinstance(undo, TakeBackReturn) else undo


def _birth(work: Work, row: ApplicantTable) -> str:
    """The birth as it was written; an age told in an earlier year means the year it meant then."""
    now = read_written_date(row.birth_text, About.BIRTH, work.today).when
    told_of = row.birth_year if now.quality is DateQuality.ABOUT else None
    return row.birth_text if told_of in {None, now.year} else f"~{told_of}"


@dataclass(frozen=True)
class TakeBackAdmission(Command[None]):
    """Undo of taking an applicant in: they wait as before, with the bed that was kept for them.

    Refused like any intake once more was written about them, papers of the admission too.
    """

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("take back the admission")

    applicant_id: str
    old: Mapping[str, Any] = field(repr=False)
    new: Mapping[str, Any] = field(repr=False)
    ends: Ends = field(repr=False)
    inner: Command[None] | None = field(repr=False)
    stay_id: str = ""

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        applicants.require_still(row, self.new)
        person_id = row.person_id or ""
        if self.stay_id and admissions.of_stay(work.session, self.stay_id) is not None:
            raise Refused("intake_already_used")
        applicants.put(work.session, row, self.old)
        changes = self.inner.run(work).changes if self.inner is not None else Changes()
        for end in self.ends:
            bookings.put_back(work.session, end)
        return Done(changes | CHANGED, about=(person_id,))
