"""Programmes, their subjects and batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import read_clock
from shelter_admin.domain.training import (
    EVERY_WORKING_DAY,
    LONGEST_NAME,
    BatchLine,
    ProgramLine,
    SubjectLine,
    require_hours,
    require_period,
    require_weekdays,
)
from shelter_admin.domain.wording import DAYS
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.training.whose import CHANGED, reader_of, require_seen
from shelter_admin.persistence.training import classes, setting_up
from shelter_admin.persistence.training.setting_up import BatchValues
from shelter_admin.persistence.training.tables import BatchTable

PROGRAMS_CHANGED = CHANGED | Changes.of(Area.CERTIFICATES)
PROGRAM: Final = {"program_name": N_("Name of the programme"), "hours": N_("Lesson hours")}
BATCH: Final = {
    "batch_name": N_("Name of the class"),
    "starts_on": N_("First day of the class"),
    "ends_on": N_("Last day of the class"),
    "weekdays": N_("Meets on"),
    "starts_at": N_("Begins at"),
}


def clean_name(name: str, field_name: str) -> str:
    """A name without needless spaces, perhaps empty; refused where it is too long."""
    clean = " ".join(name.split())
    if len(clean) > LONGEST_NAME:
        raise Refused("text_too_long", field=field_name, most=LONGEST_NAME)
    return clean


def program_name_of(name: str) -> str:
    """The name of a programme, refused where there is none."""
    clean = clean_name(name, "program_name")
    if not clean:
        raise Refused("program_name_missing", field="program_name")
    return clean


def batch_name_of(name: str) -> str:
    """The name of a batch, refused where there is none."""
    clean = clean_name(name, "batch_name")
    if not clean:
        raise Refused("batch_name_missing", field="batch_name")
    return clean


@dataclass(frozen=True)
class Programs(Query[tuple[ProgramLine, ...]]):
    """The programmes by name; a trainer sees the own ones."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[ProgramLine, ...]:
        return classes.program_lines(work.session, reader_of(work))


@dataclass(frozen=True)
class ProgramNamed(Query[ProgramLine]):
    """The programme of this name in any case; raises Refused ``program_unknown``."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    program_name: str = field(repr=False)

    @override
    def run(self, work: Work) -> ProgramLine:
        row = setting_up.find_program(work.session, self.program_name)
        if row is None:
            raise Refused("program_unknown", field="program", program=self.program_name.strip()[:LONGEST_NAME])
        require_seen(work, row.id)
        return next(line for line in classes.program_lines(work.session, reader_of(work)) if line.program_id == row.id)


@dataclass(frozen=True)
class SubjectsOf(Query[tuple[SubjectLine, ...]]):
    """The subjects of a programme in their order."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    program_id: str

    @override
    def run(self, work: Work) -> tuple[SubjectLine, ...]:
        require_seen(work, self.program_id)
        return classes.subject_lines(work.session, self.program_id)


@dataclass(frozen=True)
class AddProgram(Command[str]):
    """Open a programme; tells its id. One known by this name, in any case, takes the hours if it had none."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("new programme")

    program_name: str = field(repr=False)
    hours: int | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        name = program_name_of(self.program_name)
        require_hours(self.hours)
        known = setting_up.find_program(work.session, name)
        if known is None:
            row = setting_up.add_program(work.session, name, self.hours)
            return Done(PROGRAMS_CHANGED, row.id, TakeBackProgram(row.id), what={"program_id": row.id})
        if known.hours is not None or self.hours is None:
            raise Refused("program_taken", field="program_name")
        known.hours = self.hours
        undo = ChangeProgram(known.id, known.name, None)
        return Done(PROGRAMS_CHANGED, known.id, undo, what={"program_id": known.id})


@dataclass(frozen=True)
class ChangeProgram(Edit[None]):
    """Change a programme's name and hours."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a programme")

    program_id: str
    program_name: str = field(repr=False)
    hours: int | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        name = program_name_of(self.program_name)
        require_hours(self.hours)
        row = setting_up.the_program(work.session, self.program_id)
        fields = Fields(named(PROGRAM), of_row(work.session, row, {"program_name": ("name",)}))
        before: dict[str, Any] = {"program_name": row.name, "hours": row.hours}
        agreed = self.agree(work, fields, {"program_name": name, "hours": self.hours}, before)
        same = setting_up.find_program(work.session, agreed["program_name"])
        if same is not None and same.id != row.id:
            raise Refused("program_taken", field="program_name")
        row.name, row.hours = agreed["program_name"], agreed["hours"]
        return Done(PROGRAMS_CHANGED, undo=ChangeProgram(row.id, **before, seen=Seen(agreed)))


@dataclass(frozen=True)
class TakeBackProgram(Command[None]):
    """Undo of a new programme; refused once somebody uses it."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("take back the programme")

    program_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        setting_up.drop_program(work.session, self.program_id)
        return Done(PROGRAMS_CHANGED)


@dataclass(frozen=True)
class SubjectGiven:
    """A subject as the head writes it; without an id it is a new one."""

    name: str = field(repr=False)
    theory_hours: int | None = None
    practice_hours: int | None = None
    subject_id: str | None = None


@dataclass(frozen=True)
class SetSubjects(Edit[None]):
    """Give a programme exactly these subjects, in this order; one that has marks cannot go.

    Each subject is a field of its own: one that somebody else added meanwhile stays, after those of the form.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of the subjects")

    program_id: str
    subjects: tuple[SubjectGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        setting_up.the_program(work.session, self.program_id)
        before = classes.subject_lines(work.session, self.program_id)
        wanted = self._agreed(work, [subject_line(given) for given in self.subjects], before)
        if len({line.name.casefold() for line in wanted}) < len(wanted):
            raise Refused("subject_twice", field="subjects")
        setting_up.put_subjects(work.session, self.program_id, wanted)
        kept = {line.subject_id for line in wanted}
        undo = tuple(
            SubjectGiven(
                line.name,
                line.theory_hours,
                line.practice_hours,
                line.subject_id if line.subject_id in kept else None,
            )
            for line in before
        )
        after = subject_parts(classes.subject_lines(work.session, self.program_id))
        return Done(PROGRAMS_CHANGED, undo=SetSubjects(self.program_id, undo, seen=Seen(after)))

    def _agreed(self, work: Work, typed: list[SubjectLine], before: tuple[SubjectLine, ...]) -> list[SubjectLine]:
        """The subjects as typed with what somebody else changed of others; without ``seen`` as typed."""
        if self.seen is None:
            return typed
        now, given = subject_parts(before), subject_parts(typed)
        ids = dict.fromkeys([*given, *now, *self.seen.values])
        opened = {one: self.seen.values.get(one) for one in ids}

        def label(subject_id: str) -> str:
            return str((now.get(subject_id) or opened[subject_id] or given[subject_id])[0])

        def words(_subject_id: str, parts: tuple[Any, ...] | None) -> str:
            if parts is None:
                return _("taken out")
            theory, practice = (plainly(work, hours) for hours in parts[1:])
            return _("{subject}: theory {theory}, practice {practice}").format(
                subject=parts[0], theory=theory, practice=practice
            )

        fields = Fields(label, lambda one: setting_up.subject_changed(work.session, one), words)
        mine = {one: given.get(one) for one in ids}
        agreed = self.agree(work, fields, mine, {one: now.get(one) for one in ids}, opened)
        lines = [(one.subject_id, agreed.pop(one.subject_id) if one.subject_id else _parts(one)) for one in typed]
        kept = [(one, parts) for one, parts in (*lines, *agreed.items()) if parts is not None]
        return [SubjectLine(one if one in now else "", *parts) for one, parts in kept]


def _parts(line: SubjectLine) -> tuple[str, int | None, int | None]:
    return line.name, line.theory_hours, line.practice_hours


def subject_parts(lines: Iterable[SubjectLine]) -> dict[str, tuple[str, int | None, int | None]]:
    """Name and hours of the subjects that are stored, by their ids."""
    return {line.subject_id: _parts(line) for line in lines if line.subject_id}


def subject_line(given: SubjectGiven) -> SubjectLine:
    """A subject with its name and hours looked over."""
    name = clean_name(given.name, "subjects")
    if not name:
        raise Refused("subject_name_missing", field="subjects")
    for hours in (given.theory_hours, given.practice_hours):
        require_hours(hours or None, "subjects")
    return SubjectLine(given.subject_id or "", name, given.theory_hours, given.practice_hours)


def batch_values(name: str, starts_on: date | None, ends_on: date | None, weekdays: str, starts_at: str) -> BatchValues:
    """What is written of a class, looked over; its hour as HH:MM or nothing."""
    require_period(starts_on, ends_on)
    if starts_at.strip():
        try:
            starts_at = read_clock(starts_at).strftime("%H:%M")
        except Refused as error:
            raise Refused("clock_unclear", field="starts_at") from error
    return BatchValues(name, starts_on, ends_on, require_weekdays(weekdays), starts_at.strip())


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

    @override
    def run(self, work: Work) -> Done[str]:
        setting_up.the_program(work.session, self.program_id)
        name = batch_name_of(self.batch_name)
        values = batch_values(name, self.starts_on, self.ends_on, self.weekdays, self.starts_at)
        if setting_up.find_batch(work.session, self.program_id, name) is not None:
            raise Refused("batch_taken", field="batch_name")
        batch_id = setting_up.add_batch(work.session, self.program_id, values)
        return Done(PROGRAMS_CHANGED, batch_id, TakeBackBatch(batch_id), what={"batch_id": batch_id})


@dataclass(frozen=True)
class ChangeBatch(Edit[None]):
    """Change a batch's name, dates, weekdays and hour; the standing class keeps its empty name."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a batch")

    batch_id: str
    batch_name: str = field(repr=False)
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: str = EVERY_WORKING_DAY
    starts_at: str = ""

    @override
    def run(self, work: Work) -> Done[None]:
        row = setting_up.the_batch(work.session, self.batch_id)
        values = self._agreed(work, row)
        same = setting_up.find_batch(work.session, row.program_id, values.name)
        if same is not None and same.id != row.id:
            raise Refused("batch_taken", field="batch_name")
        was = setting_up.change_batch(work.session, row, values)
        undo = ChangeBatch(row.id, **batch_parts(was), seen=Seen(batch_parts(values)))
        return Done(PROGRAMS_CHANGED, undo=undo)

    def _agreed(self, work: Work, row: BatchTable) -> BatchValues:
        """The class as typed, where somebody else did not write the same first."""
        typed = batch_values("", self.starts_on, self.ends_on, self.weekdays, self.starts_at)
        if row.name:
            typed = replace(typed, name=batch_name_of(self.batch_name))
        elif self.batch_name.strip():
            raise Refused("batch_name_stays", field="batch_name")
        now = BatchValues(row.name, row.starts_on, row.ends_on, row.weekdays, row.starts_at or "")

        def words(name: str, value: Any) -> str:
            return ", ".join(_(DAYS[int(day) - 1]) for day in value) if name == "weekdays" else plainly(work, value)

        fields = Fields(named(BATCH), of_row(work.session, row, {"batch_name": ("name",)}), words)
        agreed = self.agree(work, fields, batch_parts(typed), batch_parts(now))
        require_period(agreed["starts_on"], agreed["ends_on"])
        return BatchValues(agreed.pop("batch_name"), **agreed)


def batch_parts(values: BatchValues | BatchLine) -> dict[str, Any]:
    """A class field by field as its form has it."""
    return {
        "batch_name": values.name,
        "starts_on": values.starts_on,
        "ends_on": values.ends_on,
        "weekdays": values.weekdays,
        "starts_at": values.starts_at,
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
        return Done(PROGRAMS_CHANGED)
