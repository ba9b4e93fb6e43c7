"""Who is enrolled where: in, out, and what a resident's file tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import LONGEST_NAME, PersonTraining
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, of_row
from shelter_admin.operations.training.whose import CHANGED
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training import enrolments, programs, setting_up
from shelter_admin.persistence.training.enrolments import Moved, Place
from shelter_admin.persistence.training.tables import BatchTable, EnrolmentTable

ENROLMENTS_CHANGED = CHANGED | Changes.of(Area.RESIDENTS, Area.CERTIFICATES)


@dataclass(frozen=True)
class TrainingOf(Query[tuple[PersonTraining, ...]]):
    """The programmes of a resident with attendance and marks, the newest first; to a trainer only the own ones."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    person_id: str

    @override
    def run(self, work: Work) -> tuple[PersonTraining, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        found = enrolments.training_of(work.session, self.person_id, work.today)
        only = work.sight.only_class_of
        return tuple(one for one in found if only is None or setting_up.trains_in(work.session, only, one.program_id))


@dataclass(frozen=True)
class Enrolled:
    """How many people a request was about, and how many of them were not enrolled there before."""

    batch_id: str
    people: int
    new: int


@dataclass(frozen=True)
class Enrol(Command[Enrolled]):
    """Enrol people who are in the house, in a batch by its name or in the standing class; from today on.

    A batch of that name is opened where there is none. Who is enrolled already stays so; moves to the batch that is
    named while nothing of theirs is marked; and goes on where the enrolment had ended.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("enrolment")

    program_id: str
    batch_name: str = field(repr=False)
    person_ids: tuple[str, ...]
    joined_on: date | None = None

    @override
    def run(self, work: Work) -> Done[Enrolled]:
        setting_up.the_program(work.session, self.program_id)
        batch, opened = self._batch(work)
        people = tuple(dict.fromkeys(self.person_ids))
        stays = enrolments.open_stays(work.session, people)
        self._require_possible_day(work, stays)
        known = enrolments.enrolments_of(work.session, self.program_id, [stay.id for stay in stays.values()])
        added: list[Place] = []
        changed: list[Moved] = []
        for person_id in people:
            if person_id not in stays:
                raise Refused("not_in_house", field="person_ids")
            row = known.get(stays[person_id].id)
            if row is None:
                joined_on = self.joined_on or work.today
                added.append(enrolments.place_of(enrolments.add(work.session, stays[person_id].id, batch, joined_on)))
            else:
                was = enrolments.place_of(row)
                self._go_on(work, row, batch, person_id)
                moved = Moved(was, enrolments.place_of(row))
                changed += [moved] if moved.was != moved.now else []
        work.session.flush()
        undo = TakeBackEnrolment(tuple(added), tuple(changed), batch.id if opened else None)
        outcome = Enrolled(batch.id, len(people), len(added))
        any_change = bool(added or changed or opened)
        return Done(ENROLMENTS_CHANGED, outcome, undo if any_change else None, people, {"batch_id": batch.id})

    def _require_possible_day(self, work: Work, stays: Mapping[str, StayTable]) -> None:
        """Refuse a day of joining that is to come, or on which one of them did not live here yet."""
        if self.joined_on is None:
            return
        if self.joined_on > work.today:
            raise Refused("joined_in_future", field="joined_on", day=self.joined_on)
        for person_id, stay in stays.items():
            if stay.admitted_on is not None and self.joined_on < stay.admitted_on:
                number = enrolments.numbers_of_people(work.session, [person_id])[person_id]
                raise Refused("joined_before_admission", field="joined_on", number=number, admitted=stay.admitted_on)

    def _batch(self, work: Work) -> tuple[BatchTable, bool]:
        name = " ".join(self.batch_name.split())
        if len(name) > LONGEST_NAME:
            raise Refused("text_too_long", field="batch_name", most=LONGEST_NAME)
        known = setting_up.find_batch(work.session, self.program_id, name)
        if known is not None:
            return known, False
        batch_id = programs.batch_named(work.session, self.program_id, name)
        return setting_up.the_batch(work.session, batch_id), True

    def _go_on(self, work: Work, row: EnrolmentTable, batch: BatchTable, person_id: str) -> None:
        """Let an enrolment that is known go on, in the batch named."""
        row.ended_on = None
        if not self.batch_name.strip() or row.batch_id == batch.id:
            return
        if enrolments.is_used(work.session, row.id):
            number = enrolments.numbers_of_people(work.session, [person_id])[person_id]
            raise Refused("enrolled_elsewhere", field="person_ids", number=number)
        row.batch_id, row.joined_on = batch.id, self.joined_on or row.joined_on


@dataclass(frozen=True)
class TakeBackEnrolment(Command[None]):
    """Undo of enrolling: who came in is out again, who moved is back.

    Refused once something is marked, or where an enrolment is not any more as the act left it.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("take back the enrolment")

    added: tuple[Place, ...] = field(repr=False)
    changed: tuple[Moved, ...] = field(default=(), repr=False)
    batch_id: str | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        for place in self.added:
            enrolments.drop(work.session, place)
        for moved in self.changed:
            enrolments.put_back(work.session, moved)
        if self.batch_id is not None:
            setting_up.drop_batch(work.session, self.batch_id)
        return Done(ENROLMENTS_CHANGED)


@dataclass(frozen=True)
class EndEnrolment(Edit[None]):
    """Let somebody's time in a class end with a day, today where none is said; nothing is lost."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("end of an enrolment")

    enrolment_id: str
    ended_on: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row = enrolments.the_enrolment(work.session, self.enrolment_id)
        fields = Fields(lambda _key: _("Last day in the class"), of_row(work.session, row))
        mine, now = {"ended_on": self.ended_on or work.today}, {"ended_on": row.ended_on}
        ended_on = self.agree(work, fields, mine, now)["ended_on"]
        if row.joined_on is not None and ended_on is not None and ended_on < row.joined_on:
            raise Refused("enrolment_ends_before_start", field="ended_on", joined=row.joined_on)
        was = enrolments.place_of(row)
        row.ended_on = ended_on
        work.session.flush()
        undo = TakeBackEnrolment((), (Moved(was, enrolments.place_of(row)),))
        return Done(ENROLMENTS_CHANGED, undo=undo, about=enrolments.people_of_stays(work.session, [row.stay_id]))
