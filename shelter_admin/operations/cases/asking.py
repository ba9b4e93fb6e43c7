"""Questions about case work: one person's case file, and what is due in the whole house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.cases.assessments import AssessmentLine, Due, Terms, compare, due_next
from shelter_admin.domain.cases.due import AHEAD_DAYS, DueKind, DueLine, in_turn
from shelter_admin.domain.cases.files import CaseFile
from shelter_admin.domain.cases.instruments import Instrument, Need
from shelter_admin.domain.words import N_
from shelter_admin.operations.cases.staging import stage_of
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.shipped_instruments import shipped
from shelter_admin.persistence.cases import assessments, due, instruments, notes, plans
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents.stays import last_stay


@dataclass(frozen=True)
class CaseFileOf(Query[CaseFile]):
    """Somebody's case file: assessments, what is due, before and now, plan, notes, stage.

    Of assessments about health who may not see health is told only that they are there.
    """

    needs: ClassVar[Right] = Right.SEE_CASES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at a case file")

    person_id: str

    @override
    def run(self, work: Work) -> CaseFile:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = last_stay(work.session, self.person_id)
        whole = assessments.lines_of(work.session, self.person_id, open_to=frozenset(Need))
        stage = stage_of(work, stay, whole)
        return replace(
            _assessed(work, self.person_id, whole, frozenset(Need)),
            stage=stage,
            goals=plans.plan_of(work.session, stay.id),
            notes=notes.notes_of(work.session, work.staff, self.person_id),
            doers=plans.doers(work.session),
        )

    @override
    def about(self, answer: CaseFile) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class HealthFileOf(Query[CaseFile]):
    """The assessments about somebody's health, for who sees health details but has no case work."""

    needs: ClassVar[Right] = Right.SEE_HEALTH
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at assessments about health")

    person_id: str

    @override
    def run(self, work: Work) -> CaseFile:
        require_in_sight(work.session, work.sight, self.person_id)
        whole = assessments.lines_of(work.session, self.person_id, open_to=frozenset(Need))
        return _assessed(work, self.person_id, whole, frozenset({Need.HEALTH}))

    @override
    def about(self, answer: CaseFile) -> tuple[str, ...]:
        return (self.person_id,)


def _assessed(work: Work, person_id: str, whole: tuple[AssessmentLine, ...], wanted: frozenset[Need]) -> CaseFile:
    """The assessments of these kinds, those about health as far as this reader may see them."""
    stay = last_stay(work.session, person_id)
    current = instruments.current(work.session, shipped())
    lines = tuple(_seen(line, work) for line in whole if line.needs in wanted)
    known = instruments.by_id(work.session, [line.instrument_id for line in lines])
    asked = [one.instrument for one in current if not one.retired and one.instrument.needs in wanted]
    return CaseFile(
        person_id,
        stay.id,
        lines,
        tuple(one for person, one in _due(work, asked, person_id) if person.stay_id == stay.id),
        compare(lines, known),
        tuple(one for one in current if one.instrument.needs in wanted),
        writable(work),
    )


def _seen(line: AssessmentLine, work: Work) -> AssessmentLine:
    if line.needs is Need.CASES or work.sight.health:
        return line
    return replace(line, answered=None, asked=None, score=None, band=None, tone=None, share=None)


def writable(work: Work) -> frozenset[Need]:
    """Whose instruments this member of staff may fill."""
    pairs = ((Need.CASES, Right.EDIT_CASES), (Need.HEALTH, Right.EDIT_HEALTH))
    return frozenset(need for need, right in pairs if work.staff.may(right, work.today))


def _due(work: Work, asked: Iterable[Instrument], person_id: str | None = None) -> list[tuple[due.Underway, Due]]:
    """What is to be filled next, of everybody or of one person."""
    settings = work.panti.settings
    terms = Terms(settings.assessment_days, settings.review_days, settings.aftercare_days)
    people = due.underway(work.session, work.sight, work.today, person_id)
    filled = due.filled(work.session, [one.stay_id for one in people])
    asked = tuple(asked)
    found = []
    for person in people:
        done = filled.get(person.stay_id, {})
        for instrument in asked:
            next_one = due_next(instrument, person.progress, done.get(instrument.code, ()), terms, work.today)
            if next_one is not None:
                found.append((person, next_one))
    return found


@dataclass(frozen=True)
class CaseWorkDue(Query[tuple[DueLine, ...]]):
    """Assessments, steps and follow-ups due within days, of everybody in sight; one's own first."""

    needs: ClassVar[Right] = Right.SEE_CASES

    @override
    def run(self, work: Work) -> tuple[DueLine, ...]:
        until = work.today + timedelta(days=AHEAD_DAYS)
        lines = [
            *_assessments(work, frozenset(Need), until),
            *due.steps_due(work.session, work.sight, until),
            *due.follow_ups_due(work.session, work.sight, work.staff, until),
        ]
        return in_turn(lines, work.staff)


@dataclass(frozen=True)
class HealthWorkDue(Query[tuple[DueLine, ...]]):
    """Assessments about health due within days, of everybody in sight."""

    needs: ClassVar[Right] = Right.SEE_HEALTH

    @override
    def run(self, work: Work) -> tuple[DueLine, ...]:
        until = work.today + timedelta(days=AHEAD_DAYS)
        return in_turn(_assessments(work, frozenset({Need.HEALTH}), until), work.staff)


TURNS = {Need.CASES: Role.PEKERJA_SOSIAL, Need.HEALTH: Role.KESEHATAN}
"""Who fills an instrument."""


def _assessments(work: Work, wanted: frozenset[Need], until: date) -> list[DueLine]:
    """One line for each person and turn: the instrument due first, with the names of all that are due."""
    current = instruments.current(work.session, shipped())
    asked = [one.instrument for one in current if not one.retired and one.instrument.needs in wanted]
    together: dict[tuple[str, Need], list[tuple[due.Underway, Due]]] = defaultdict(list)
    for person, one in _due(work, asked):
        if one.due_on <= until:
            together[person.person_id, one.needs].append((person, one))
    return [_together(sorted(found, key=lambda pair: pair[1].due_on)) for found in together.values()]


def _together(found: list[tuple[due.Underway, Due]]) -> DueLine:
    person, first = found[0]
    names = ", ".join(one.name for _person, one in found)
    return DueLine(
        DueKind.ASSESSMENT,
        first.code,
        person.person_id,
        person.number,
        person.name,
        names,
        first.due_on,
        TURNS[first.needs],
    )
