"""Programmes, their subjects and who trains in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import (
    LONGEST_NAME,
    PROGRAM_KIND_NAMES,
    ProgramKind,
    ProgramLine,
    SubjectLine,
    require_hours,
)
from shelter_admin.domain.training.timetable import TrainerLine
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.training.whose import CHANGED, reader_of, require_seen
from shelter_admin.persistence.accounts import the_account
from shelter_admin.persistence.training import classes, setting_up, timetable

PROGRAMS_CHANGED = CHANGED | Changes.of(Area.CERTIFICATES)
PROGRAM: Final = {
    "program_name": N_("Name of the programme"),
    "hours": N_("Lesson hours"),
    "kind": N_("Kind"),
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
    kind: ProgramKind = ProgramKind.VOCATIONAL

    @override
    def run(self, work: Work) -> Done[str]:
        name = program_name_of(self.program_name)
        require_hours(self.hours)
        known = setting_up.find_program(work.session, name)
        if known is None:
            row = setting_up.add_program(work.session, name, self.hours, self.kind)
            return Done(PROGRAMS_CHANGED, row.id, TakeBackProgram(row.id), what={"program_id": row.id})
        if known.hours is not None or self.hours is None:
            raise Refused("program_taken", field="program_name")
        known.hours = self.hours
        undo = ChangeProgram(known.id, known.name, None, ProgramKind(known.kind))
        return Done(PROGRAMS_CHANGED, known.id, undo, what={"program_id": known.id})


@dataclass(frozen=True)
class ChangeProgram(Edit[None]):
    """Change a programme's name, hours and kind."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a programme")

    program_id: str
    program_name: str = field(repr=False)
    hours: int | None = None
    kind: ProgramKind = ProgramKind.VOCATIONAL

    @override
    def run(self, work: Work) -> Done[None]:
        name = program_name_of(self.program_name)
        require_hours(self.hours)
        row = setting_up.the_program(work.session, self.program_id)

        def words(key: str, value: Any) -> str:
            return _(PROGRAM_KIND_NAMES[value]) if key == "kind" else plainly(work, value)

        fields = Fields(named(PROGRAM), of_row(work.session, row, {"program_name": ("name",)}), words)
        before: dict[str, Any] = {"program_name": row.name, "hours": row.hours, "kind": ProgramKind(row.kind)}
        mine = {"program_name": name, "hours": self.hours, "kind": self.kind}
        agreed = self.agree(work, fields, mine, before)
        same = setting_up.find_program(work.session, agreed["program_name"])
        if same is not None and same.id != row.id:
            raise Refused("program_taken", field="program_name")
        row.name, row.hours, row.kind = agreed["program_name"], agreed["hours"], agreed["kind"].value
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


@dataclass(frozen=True)
class SetTrainersOf(Edit[None]):
    """Let exactly these accounts train in a programme: whoever trains in it sees its people."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    name: ClassVar[str] = N_("change of the trainers")

    program_id: str
    account_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        setting_up.the_program(work.session, self.program_id)
        before = timetable.trainers_set(work.session, self.program_id)
        for account_id in {*self.account_ids} - {*before}:
            the_account(work.session, account_id)
        # Each account is a yes or no of its own, so that two who tick different ones never meet.
        known = {*before, *self.account_ids, *(self.seen.values if self.seen is not None else ())}
        mine, now = ({one: one in those for one in known} for those in (self.account_ids, before))
        opened = None if self.seen is None else dict.fromkeys(known, False)  # of others it says nothing
        agreed = self.agree(work, Fields(str, lambda _key: None), mine, now, opened)
        timetable.set_trainers_of(work.session, self.program_id, [one for one, trains in agreed.items() if trains])
        undo = SetTrainersOf(self.program_id, before, seen=Seen(agreed))
        return Done(PROGRAMS_CHANGED | Changes.of(Area.ACCOUNTS), undo=undo)


@dataclass(frozen=True)
class TrainersToChoose(Query[tuple[TrainerLine, ...]]):
    """Whom the head can let train in a programme, and who does."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS

    program_id: str

    @override
    def run(self, work: Work) -> tuple[TrainerLine, ...]:
        trains = timetable.trainers_set(work.session, self.program_id)
        offered = timetable.choices(work.session, self.program_id).trainers
        return tuple(TrainerLine(account_id, name, account_id in trains) for account_id, name in offered)
