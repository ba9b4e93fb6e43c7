"""Field practice: who goes where on which days, and each of these days marked like a class."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import (
    ATTENDANCE_NAMES,
    LONGEST_NAME,
    LONGEST_NOTE,
    Attendance,
    PracticeRow,
    require_practice,
    require_practice_day,
)
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.training.whose import CHANGED, batch_to_run, require_seen
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import last_change, last_taken_away
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.training import enrolments, practising, sessions, setting_up
from shelter_admin.persistence.training.tables import FieldPracticeTable, PracticeDayTable

LABELS: Final = {
    "place": N_("Place of practice"),
    "first": N_("From"),
    "last": N_("To"),
    "mentor": N_("Mentor"),
    "outcome": N_("Outcome"),
}
_COLUMNS: Final = {"place": ("place_id",), "first": ("from_day",), "last": ("until_day",)}


@dataclass(frozen=True)
class PracticesOf(Query[tuple[PracticeRow, ...]]):
    """The practices of a class, the newest first."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str

    @override
    def run(self, work: Work) -> tuple[PracticeRow, ...]:
        require_seen(work, setting_up.the_batch(work.session, self.batch_id).program_id)
        return practising.practice_rows(work.session, work.sight, self.batch_id, work.today)


@dataclass(frozen=True)
class SendToPractice(Command[int]):
    """Send people of a class to a place for some days.

    Tells how many marks of the class on these days do not count any more: the days of practice count instead.
    """

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("field practice")

    batch_id: str
    enrolment_ids: tuple[str, ...]
    place_id: str
    first: date
    last: date
    mentor: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[int]:
        batch_to_run(work, self.batch_id)
        require_practice(self.first, self.last)
        mentor = _text(self.mentor, "mentor", LONGEST_NAME)
        place = practising.the_place(work.session, self.place_id)
        if place.closed_on is not None and place.closed_on <= self.last:
            raise Refused("practice_place_closed", field="place_id", place=place.name, day=place.closed_on)
        people = practising.people_of(work.session, self.enrolment_ids)
        for one in self.enrolment_ids:
            if one not in people or practising.batch_of(work.session, one) != self.batch_id:
                raise Refused("enrolment_unknown", field="enrolment_ids")
        _require_free(work, self.enrolment_ids, (self.first, self.last))
        covered = practising.class_marks_between(work.session, self.enrolment_ids, self.first, self.last)
        made = tuple(
            practising.add_practice(work.session, (one, people[one]), place.id, (self.first, self.last), mentor).id
            for one in self.enrolment_ids
        )
        return Done(CHANGED, covered, RemovePractices(self.batch_id, made), tuple(people.values()))


@dataclass(frozen=True)
class ChangePractice(Edit[None]):
    """Put right where and when somebody practises, with whom, and what came of it: by who sees the person."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("change of a field practice")

    practice_id: str
    place: str
    first: date
    last: date
    mentor: str = field(default="", repr=False)
    outcome: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = _to_run(work, self.practice_id)
        require_in_sight(work.session, work.sight, row.person_id)
        before, mine = (
            practice_parts(row),
            {
                "place": self.place,
                "first": self.first,
                "last": self.last,
                "mentor": _text(self.mentor, "mentor", LONGEST_NAME),
                "outcome": _text(self.outcome, "outcome", LONGEST_NOTE),
            },
        )
        fields = Fields(
            named(LABELS),
            of_row(work.session, row, _COLUMNS),
            lambda key, value: (
                practising.the_place(work.session, value).name if key == "place" else plainly(work, value)
            ),
        )
        wanted = self.agree(work, fields, mine, before)
        if wanted == before:
            return Done()
        practising.the_place(work.session, wanted["place"])
        require_practice(wanted["first"], wanted["last"])
        _require_free(work, (row.enrolment_id,), (wanted["first"], wanted["last"]), row.id)
        outside = practising.marked_outside(work.session, row.id, wanted["first"], wanted["last"])
        if outside is not None:
            raise Refused("practice_marks_outside", field="last", day=outside)
        row.place_id, row.from_day, row.until_day = wanted["place"], wanted["first"], wanted["last"]
        row.mentor, row.outcome = wanted["mentor"], wanted["outcome"]
        work.session.flush()
        undo = ChangePractice(row.id, **before, seen=Seen(wanted))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class RemovePractices(Command[None]):
    """Take practices away of which no day is marked."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("removal of a field practice")

    batch_id: str
    practice_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        rows = [_to_run(work, one) for one in self.practice_ids]
        if any(practising.has_days(work.session, row.id) for row in rows):
            raise Refused("practice_has_marks")
        undo = PutPracticesBack(self.batch_id, tuple((row.enrolment_id, practice_parts(row)) for row in rows))
        about = tuple(row.person_id for row in rows)
        for row in rows:
            work.session.delete(row)
        work.session.flush()
        return Done(CHANGED, undo=undo, about=about)


@dataclass(frozen=True)
class PutPracticesBack(Command[None]):
    """Undo of taking practices away; refused where somebody practises on these days meanwhile."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("put a field practice back")

    batch_id: str
    practices: tuple[tuple[str, dict[str, Any]], ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        people = practising.people_of(work.session, (one for one, _parts in self.practices))
        for enrolment_id, parts in self.practices:
            batch_to_run(work, practising.batch_of(work.session, enrolment_id))
            days = (parts["first"], parts["last"])
            _require_free(work, (enrolment_id,), days)
            of = (enrolment_id, people[enrolment_id])
            row = practising.add_practice(work.session, of, parts["place"], days, parts["mentor"])
            row.outcome = parts["outcome"]
        work.session.flush()
        return Done(CHANGED, about=tuple(people.values()))


@dataclass(frozen=True)
class PracticeMark:
    """The mark of one day of a practice; None takes it away."""

    practice_id: str
    day: date
    mark: Attendance | None


@dataclass(frozen=True)
class MarkPractice(Edit[None]):
    """Mark days of practice, of one person or of many; each day of each practice is a field of its own."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("attendance at field practice")

    marks: tuple[PracticeMark, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        rows = {one.practice_id: _to_run(work, one.practice_id) for one in self.marks}
        for one in self.marks:
            row = rows[one.practice_id]
            require_practice_day(one.day, row.from_day, row.until_day, work.today)
        written = practising.day_rows(work.session, rows)
        mine = {(one.practice_id, one.day): one.mark for one in self.marks}
        before = {key: _mark_of(written.get(key)) for key in mine}
        wanted = self.agree(work, _fields(work, rows, written), mine, before)
        for key, mark in wanted.items():
            _write(work, key, mark, written.get(key))
        work.session.flush()
        if wanted == before:
            return Done()
        undo = MarkPractice(tuple(PracticeMark(*key, mark) for key, mark in before.items()), seen=Seen(wanted))
        return Done(CHANGED, undo=undo, about=tuple({row.person_id for row in rows.values()}))


def _fields(
    work: Work,
    rows: dict[str, FieldPracticeTable],
    written: dict[tuple[str, date], PracticeDayTable],
) -> Fields:
    def last(key: tuple[str, date]) -> Any:
        row = written.get(key)
        if row is not None:
            return last_change(work.session, row, ("mark",))
        return last_taken_away(work.session, PracticeDayTable, practice_id=key[0], day=key[1].isoformat())

    return Fields(
        lambda key: f"{enrolments.name_of(work.session, work.sight, rows[key[0]].enrolment_id)} · {short_date(key[1])}",
        last,
        lambda _key, mark: _("not marked") if mark is None else _(ATTENDANCE_NAMES[mark]),
    )


def _write(work: Work, key: tuple[str, date], mark: Attendance | None, row: PracticeDayTable | None) -> None:
    if row is None and mark is not None:
        work.session.add(PracticeDayTable(id=new_id(), practice_id=key[0], day=key[1], mark=mark.value))
    elif row is not None and mark is None:
        work.session.delete(row)
    elif row is not None and mark is not None:
        row.mark = mark.value


def _mark_of(row: PracticeDayTable | None) -> Attendance | None:
    return None if row is None else Attendance(row.mark)


def practice_parts(row: FieldPracticeTable) -> dict[str, Any]:
    """A practice as its form has it."""
    return {
        "place": row.place_id,
        "first": row.from_day,
        "last": row.until_day,
        "mentor": row.mentor,
        "outcome": row.outcome,
    }


def _to_run(work: Work, practice_id: str) -> FieldPracticeTable:
    row = practising.the_practice(work.session, practice_id)
    batch_to_run(work, practising.batch_of(work.session, row.enrolment_id))
    return row


def _require_free(work: Work, enrolment_ids: tuple[str, ...], days: tuple[date, date], but: str = "") -> None:
    busy = practising.overlapping(work.session, enrolment_ids, *days, but)
    if busy is not None:
        number = sessions.numbers_of(work.session, [busy]).get(busy, "")
        raise Refused("practice_overlaps", field="first", number=number)


def _text(text: str, field_name: str, most: int) -> str:
    told = " ".join(text.split())
    if len(told) > most:
        raise Refused("text_too_long", field=field_name, most=most)
    return told
