"""Assessments: filled, put right, opened. Those about health are for who sees and edits health details alone.

Who has case work but not health is told that an assessment about health is there, of which day and by whom, and
never what was found: neither answers nor score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from sqlalchemy import exists, select
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.assessments import Assessment, compare_questions
from shelter_admin.domain.cases.files import OpenedAssessment
from shelter_admin.domain.cases.instruments import (
    OCCASION_NAMES,
    Answer,
    Answers,
    Instrument,
    Kind,
    Need,
    Occasion,
    read_answers,
    weigh,
)
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, of_row, plainly
from shelter_admin.operations.shipped_instruments import shipped
from shelter_admin.persistence.cases import assessments, instruments
from shelter_admin.persistence.cases.tables import AssessmentTable
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents.stays import last_stay
from shelter_admin.persistence.services.tables import ServiceTickTable

CHANGED: Final = Changes.of(Area.CASES)
LONGEST_NOTE: Final = 2000
OWN: Final = ("occasion", "on_day", "note")
LABELS: Final = {"occasion": N_("Occasion"), "on_day": N_("Day of the assessment"), "note": N_("Note")}

WORDS: dict[str, str] = {
    "assessment_unknown": N_("This assessment is no longer there, or not for you to see."),
    "assessment_empty": N_("Answer at least one question."),
    "assessment_in_future": N_("The day {day} has not come yet."),
    "assessment_before_admission": N_("The resident came on {admitted}; an assessment cannot be earlier."),
    "assessment_written_since": N_("Somebody has gone on writing this assessment, so it cannot be taken back."),
    "assessment_used": N_("A service refers to this assessment, so it cannot be taken back."),
    "answer_unknown": N_("This question is not in the instrument any more. Open it again."),
    "answer_unfit": N_("This does not answer “{question}”. Choose one of its answers."),
    "answer_out_of_bounds": N_("“{question}” takes a whole number from {least} to {most}."),
}


@dataclass(frozen=True)
class OpenAssessment(Query[OpenedAssessment]):
    """One assessment with its questions and answers, beside the first of the same instrument."""

    needs: ClassVar[Right] = Right.SEE_CASES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open an assessment")
    of: ClassVar[Need] = Need.CASES

    assessment_id: str

    @override
    def run(self, work: Work) -> OpenedAssessment:
        found = in_sight(work, self.assessment_id, self.of)
        work.shown.append(found.person_id)
        first = _first_of(work, found)
        if first is None:
            return OpenedAssessment(found)
        return OpenedAssessment(found, compare_questions(first, found), first.line.on_day)


@dataclass(frozen=True)
class OpenHealthAssessment(OpenAssessment):
    """One assessment about health."""

    needs: ClassVar[Right] = Right.SEE_HEALTH
    name: ClassVar[str] = N_("open an assessment about health")
    of: ClassVar[Need] = Need.HEALTH


def in_sight(work: Work, assessment_id: str, of: Need) -> Assessment:
    """An assessment of this kind about somebody in sight; any other is refused as if it were not there."""
    row = assessments.the_assessment(work.session, assessment_id)
    require_in_sight(work.session, work.sight, row.person_id)
    found = assessments.assessment(work.session, row)
    if found.instrument.needs is not of:
        raise Refused("assessment_unknown")
    return found


def _first_of(work: Work, found: Assessment) -> Assessment | None:
    """The first assessment with the same instrument that is earlier than this one and has a score."""
    lines = assessments.lines_of(work.session, found.person_id, open_to=frozenset(Need))
    same = [line for line in reversed(lines) if line.code == found.line.code and line.score is not None]
    if not same or same[0].assessment_id == found.line.assessment_id or same[0].on_day > found.line.on_day:
        return None
    return assessments.assessment(work.session, assessments.the_assessment(work.session, same[0].assessment_id))


@dataclass(frozen=True)
class WriteAssessment(Command[str]):
    """Fill an instrument as it reads now; unanswered questions stay unanswered. The outcome is its id."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("assessment")
    of: ClassVar[Need] = Need.CASES

    person_id: str
    instrument_code: str
    occasion: Occasion
    answers: Mapping[str, Answer | None] = field(repr=False)
    on_day: date | None = None
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = last_stay(work.session, self.person_id)
        row = instruments.the_instrument(work.session, self.instrument_code, shipped())
        instrument = instruments.by_id(work.session, [row.id])[row.id]
        if instrument.needs is not self.of:
            raise Refused("instrument_unknown", field="instrument_code")
        if row.retired_on is not None:
            raise Refused("instrument_retired", instrument=instrument.name)
        day = sound_day(self.on_day or work.today, work.today, stay.admitted_on)
        answers = sound_answers(instrument, self.answers)
        of = {"stay_id": stay.id, "person_id": self.person_id, "instrument_id": row.id}
        found = (self.occasion, day, answers, sound_note(self.note))
        made = assessments.add(
            work.session, {**of, "filled_by": work.staff.account_id}, found, weigh(instrument, answers)
        )
        undo = _TAKE_BACK[self.of](made)
        return Done(CHANGED, made, undo, (self.person_id,), {"assessment_id": made})


@dataclass(frozen=True)
class WriteHealthAssessment(WriteAssessment):
    """Fill an instrument about health."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("assessment about health")
    of: ClassVar[Need] = Need.HEALTH


@dataclass(frozen=True)
class TakeBackAssessment(Command[None]):
    """Take an assessment back that nobody went on writing since."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("take an assessment back")
    of: ClassVar[Need] = Need.CASES

    assessment_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        found = in_sight(work, self.assessment_id, self.of)
        row = assessments.the_assessment(work.session, self.assessment_id)
        if row.version != 1 or row.changed_by != work.staff.account_id:
            raise Refused("assessment_written_since")
        if work.session.scalar(select(exists().where(ServiceTickTable.assessment_id == row.id))):
            raise Refused("assessment_used")
        assessments.remove(work.session, row)
        return Done(CHANGED, about=(found.person_id,))


@dataclass(frozen=True)
class TakeBackHealthAssessment(TakeBackAssessment):
    """Take an assessment about health back."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("take an assessment about health back")
    of: ClassVar[Need] = Need.HEALTH


_TAKE_BACK: Final = {Need.CASES: TakeBackAssessment, Need.HEALTH: TakeBackHealthAssessment}


@dataclass(frozen=True)
class ChangeAssessment(Edit[None]):
    """Go on writing an assessment, in the edition it was filled in."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("change of an assessment")
    of: ClassVar[Need] = Need.CASES

    assessment_id: str
    occasion: Occasion
    on_day: date
    answers: Mapping[str, Answer | None] = field(repr=False)
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        opened = in_sight(work, self.assessment_id, self.of)
        row, instrument = assessments.the_assessment(work.session, self.assessment_id), opened.instrument
        before = as_shown(opened)
        typed = (self.occasion, self.on_day, sound_answers(instrument, self.answers), sound_note(self.note))
        agreed = self.agree(work, _fields_of(work, row, instrument), _parts(instrument, *typed), before)
        answers = {code: one for code, one in _given(agreed)["answers"].items() if one is not None}
        day = sound_day(agreed["on_day"], work.today, None)
        assessments.put(
            work.session, row, (agreed["occasion"], day, answers, agreed["note"]), weigh(instrument, answers)
        )
        undo = type(self)(self.assessment_id, **_given(before), seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(opened.person_id,))


@dataclass(frozen=True)
class ChangeHealthAssessment(ChangeAssessment):
    """Go on writing an assessment about health."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("change of an assessment about health")
    of: ClassVar[Need] = Need.HEALTH


def as_shown(opened: Assessment) -> dict[str, Any]:
    """An assessment by the fields of its form: occasion, day, note, and every question by its code."""
    line = opened.line
    return _parts(opened.instrument, line.occasion, line.on_day, opened.answers, opened.note)


def _parts(instrument: Instrument, occasion: Occasion, on_day: date, answers: Answers, note: str) -> dict[str, Any]:
    told = {_key(one.code): answers.get(one.code) for one in instrument.questions}
    return {"occasion": occasion, "on_day": on_day, "note": note, **told}


def _key(code: str) -> str:
    """How a question is named beside the form's own fields; its code, which may be called like one of those."""
    return f"q:{code}"


def _given(parts: Mapping[str, Any]) -> dict[str, Any]:
    answers = {key.removeprefix("q:"): value for key, value in parts.items() if key not in OWN}
    return {**{name: parts[name] for name in OWN}, "answers": answers}


def _fields_of(work: Work, row: AssessmentTable, instrument: Instrument) -> Fields:
    by_key = {_key(one.code): one for one in instrument.questions}
    columns = dict.fromkeys(by_key, ("answers",))

    def words(key: str, value: Any) -> str:
        if key == "occasion":
            return _(OCCASION_NAMES[value])
        question = by_key.get(key)
        if question is not None and question.kind is Kind.CHOICE:
            return next((one.words for one in question.choices if one.code == value), "")
        return plainly(work, value)

    def label(key: str) -> str:
        return by_key[key].words if key in by_key else _(LABELS[key])

    return Fields(label, of_row(work.session, row, columns), words)


def sound_answers(instrument: Instrument, given: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers as they are kept; refused where not one is given."""
    answers = read_answers(instrument, given)
    if not answers:
        raise Refused("assessment_empty")
    return answers


def sound_day(day: date, today: date, admitted: date | None) -> date:
    """The day of an assessment; refused where it is still to come or before somebody came."""
    if day > today:
        raise Refused("assessment_in_future", field="on_day", day=day)
    if admitted is not None and day < admitted:
        raise Refused("assessment_before_admission", field="on_day", admitted=admitted)
    return day


def sound_note(note: str) -> str:
    """A note as it is kept."""
    if len(note.strip()) > LONGEST_NOTE:
        raise Refused("text_too_long", field="note", most=LONGEST_NOTE)
    return note.strip()
