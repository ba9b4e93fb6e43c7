"""The classes of a programme: their days, hours and places; and their timetable, which moves along with the days."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import read_clock
from shelter_admin.domain.training import (
    EVERY_WORKING_DAY,
    NO_LIMITS,
    BatchLine,
    Intake,
    require_intake,
    require_period,
    require_weekdays,
)
from shelter_admin.domain.training.timetable import Apart, apart
from shelter_admin.domain.wording import DAYS
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.training.programs import PROGRAMS_CHANGED, clean_name
from shelter_admin.operations.training.timetable import move_with_class
from shelter_admin.persistence.training import setting_up, timetable
from shelter_admin.persistence.training.setting_up import BatchValues
from shelter_admin.persistence.training.tables import BatchTable

BATCHES_CHANGED: Final = PROGRAMS_CHANGED
BATCH: Final = {
    "batch_name": N_("Name of the class"),
    "starts_on": N_("First day of the class"),
    "ends_on": N_("Last day of the class"),
    "weekdays": N_("Meets on"),
    "starts_at": N_("Begins at"),
    "places": N_("Places"),
    "places_male": N_("of them men"),
    "places_female": N_("of them women"),
    "age_from": N_("Age from"),
    "age_to": N_("Age to"),
}


def batch_name_of(name: str) -> str:
    """The name of a batch, refused where there is none."""
    clean = clean_name(name, "batch_name")
    if not clean:
        raise Refused("batch_name_missing", field="batch_name")
    return clean


def batch_values(
    name: str,
    days: tuple[date | None, date | None],
    weekdays: str,
    starts_at: str,
    intake: Intake = NO_LIMITS,
) -> BatchValues:
    """What is written of a class, looked over; its hour as HH:MM or nothing."""
    starts_on, ends_on = days
    require_period(starts_on, ends_on)
    require_intake(intake)
    if starts_at.strip():
        try:
            starts_at = read_clock(starts_at).strftime("%H:%M")
        except Refused as error:
            raise Refused("clock_unclear", field="starts_at") from error
    return BatchValues(name, starts_on, ends_on, require_weekdays(weekdays), starts_at.strip(), intake)


@dataclass(frozen=True)
class AddBatch(Command[str]):
    """Open a batch of a programme; tells its id."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("new batch")

    program_id: str
    batch_name: str = field(repr=False)
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: str = EVERY_WORKING_DAY
    starts_at: str = ""
    places: int | None = None
    places_male: int | None = None
    places_female: int | None = None
    age_from: int | None = None
    age_to: int | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        setting_up.the_program(work.session, self.program_id)
        name = batch_name_of(self.batch_name)
        intake = Intake(self.places, self.places_male, self.places_female, self.age_from, self.age_to)
        values = batch_values(name, (self.starts_on, self.ends_on), self.weekdays, self.starts_at, intake)
        if setting_up.find_batch(work.session, self.program_id, name) is not None:
            raise Refused("batch_taken", field="batch_name")
        batch_id = setting_up.add_batch(work.session, self.program_id, values)
        return Done(BATCHES_CHANGED, batch_id, TakeBackBatch(batch_id), what={"batch_id": batch_id})


@dataclass(frozen=True)
class ChangeBatch(Edit[Apart]):
    """Change a batch's name, dates, weekdays, hour and places; the standing class keeps its empty name.

    Lessons that last as long as the class move along with its days, unless something would clash then. Tells where
    lessons and weekdays disagree afterwards.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a batch")

    batch_id: str
    batch_name: str = field(repr=False)
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: str = EVERY_WORKING_DAY
    starts_at: str = ""
    places: int | None = None
    places_male: int | None = None
    places_female: int | None = None
    age_from: int | None = None
    age_to: int | None = None

    @override
    def run(self, work: Work) -> Done[Apart]:
        row = setting_up.the_batch(work.session, self.batch_id)
        values = self._agreed(work, row)
        same = setting_up.find_batch(work.session, row.program_id, values.name)
        if same is not None and same.id != row.id:
            raise Refused("batch_taken", field="batch_name")
        was = setting_up.change_batch(work.session, row, values)
        move_with_class(work, row.id, (was.starts_on, was.ends_on), (values.starts_on, values.ends_on))
        undo = ChangeBatch(row.id, **batch_parts(was), seen=Seen(batch_parts(values)))
        return Done(BATCHES_CHANGED, apart(timetable.of_batch(work.session, row.id), values.weekdays, work.today), undo)

    def _agreed(self, work: Work, row: BatchTable) -> BatchValues:
        """The class as typed, where somebody else did not write the same first."""
        intake = Intake(self.places, self.places_male, self.places_female, self.age_from, self.age_to)
        typed = batch_values("", (self.starts_on, self.ends_on), self.weekdays, self.starts_at, intake)
        if row.name:
            typed = replace(typed, name=batch_name_of(self.batch_name))
        elif self.batch_name.strip():
            raise Refused("batch_name_stays", field="batch_name")
        now = setting_up.values_of(row)

        def words(name: str, value: Any) -> str:
            return ", ".join(_(DAYS[int(day) - 1]) for day in value) if name == "weekdays" else plainly(work, value)

        fields = Fields(named(BATCH), of_row(work.session, row, {"batch_name": ("name",)}), words)
        agreed = self.agree(work, fields, batch_parts(typed), batch_parts(now))
        require_period(agreed["starts_on"], agreed["ends_on"])
        intake = Intake(**{name: agreed.pop(name) for name in asdict(NO_LIMITS)})
        require_intake(intake)
        return BatchValues(agreed.pop("batch_name"), **agreed, intake=intake)


def batch_parts(values: BatchValues | BatchLine) -> dict[str, Any]:
    """A class field by field as its form has it."""
    return {
        "batch_name": values.name,
        "starts_on": values.starts_on,
        "ends_on": values.ends_on,
        "weekdays": values.weekdays,
        "starts_at": values.starts_at,
        **asdict(values.intake),
    }


@dataclass(frozen=True)
class TakeBackBatch(Command[None]):
    """Undo of a new batch; refused once somebody is enrolled in it or a class was held."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("take back the batch")

    batch_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        setting_up.drop_batch(work.session, self.batch_id)
        return Done(BATCHES_CHANGED)
