"""Somebody is missing: the steps, who has to do them until when, what was done, and the record on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.missing import (
    MissingCase,
    MissingStep,
    NightMark,
    RunawayRecord,
    noticed,
    require_step_note,
)
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import MARK_NAMES
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import N_, _
from shelter_admin.operations import papers
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.presence import missing
from shelter_admin.persistence.presence.tables import MissingStepTable
from shelter_admin.persistence.residents import details
from shelter_admin.persistence.residents.records import Reading

CHANGED = Changes.of(Area.PRESENCE)

WORDS: dict[str, str] = {
    "not_missing": N_("This person is not missing: they were counted, or came in at the gate."),
    "missing_step_done": N_("Somebody wrote this step down already."),
    "step_in_future": N_("This cannot have been done in the future."),
}


def case_of(work: Work, person_id: str) -> MissingCase:
    """The case of somebody missing; raises Refused ``not_missing``."""
    found = missing.missing_people(work.session, missing.Asked(work.sight, work.panti, work.night, person_id))
    if not found:
        raise Refused("not_missing", field="person_id")
    return found[0]


@dataclass(frozen=True)
class MissingNow(Query[tuple[MissingCase, ...]]):
    """Who is missing now, the longest first, with every step."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    @override
    def run(self, work: Work) -> tuple[MissingCase, ...]:
        return tuple(missing.missing_people(work.session, missing.Asked(work.sight, work.panti, work.night)))


@dataclass(frozen=True)
class RecordMissingStep(Command[str]):
    """Write down that a step was done, now or at an earlier hour, and what came of it; the outcome is its id."""

    needs: ClassVar[Right] = Right.TAKE_ROLL_CALL
    name: ClassVar[str] = N_("step of searching")
    although_clock_back: ClassVar[bool] = True

    person_id: str
    step: MissingStep
    note: str = field(default="", repr=False)
    known_where: bool = False
    done_at: datetime | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        require_step_note(self.note)
        if self.done_at is not None and self.done_at > work.now:
            raise Refused("step_in_future", field="done_at")
        case = case_of(work, self.person_id)
        missing.require_not_done(work.session, case.stay_id, case.since, self.step)
        row = MissingStepTable(
            id=new_id(),
            person_id=self.person_id,
            stay_id=case.stay_id,
            since=case.since,
            step=self.step.value,
            done_at=self.done_at or work.now,
            done_by=work.staff.account_id,
            note=self.note.strip(),
            known_where=self.known_where,
        )
        work.session.add(row)
        work.session.flush()
        return Done(CHANGED, row.id, TakeBackMissingStep(row.id), (self.person_id,), {"step": self.step.value})


@dataclass(frozen=True)
class TakeBackMissingStep(Command[None]):
    """Undo of a step: it is still to be done; what was written stays in the history."""

    needs: ClassVar[Right] = Right.TAKE_ROLL_CALL
    name: ClassVar[str] = N_("take back the step")
    although_clock_back: ClassVar[bool] = True

    step_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = missing.the_step(work.session, self.step_id)
        person_id = row.person_id
        work.session.delete(row)
        return Done(CHANGED, about=(person_id,))


@dataclass(frozen=True)
class PrintRunawayRecord(Query[Document]):
    """The record of running away (Berita Acara Melarikan Diri) of somebody missing, to be signed."""

    needs: ClassVar[Right] = Right.TAKE_ROLL_CALL
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the record of running away")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        require_in_sight(work.session, work.sight, self.person_id)
        case = case_of(work, self.person_id)
        reading = Reading(work.sight, work.today, work.night)
        found = details.details_of(work.session, reading, self.person_id)
        line = found.line
        work.shown.append(self.person_id)
        return papers.runaway_record(
            work,
            RunawayRecord(
                case,
                line.sex.value,
                line.age_text,
                line.origin,
                line.admitted_on,
                found.features,
                _last_seen(work, case),
                found.nik or "",
            ),
        )


def _last_seen(work: Work, case: MissingCase) -> str:
    """The last thing the books know: counted at a roll-call, or gone out at the gate, whichever was later."""
    counted = missing.last_counted(work.session, case.stay_id, case.since)
    out = missing.last_out(work.session, case.stay_id)
    if out is not None and (counted is None or out[0] > noticed(work.panti, counted)):
        at = date_and_clock(out[0].astimezone(work.panti.zone.offset))
        told = _("went out at the gate on {at}, to {place}") if out[1] else _("went out at the gate on {at}")
        return told.format(at=at, place=out[1])
    return _counted(work, counted) if counted is not None else ""


def _counted(work: Work, mark: NightMark) -> str:
    at = date_and_clock(noticed(work.panti, mark).astimezone(work.panti.zone.offset))
    return _("counted at the roll-call of {at}: {mark}").format(at=at, mark=_(MARK_NAMES[mark.mark]))
