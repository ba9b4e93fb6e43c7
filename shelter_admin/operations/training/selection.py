"""Selection for a class: who asks for a place, by which criteria, how each was scored, and the order of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training.selection import (
    KIND_NAMES,
    ApplicationState,
    CriterionKind,
    MayApplyLine,
    Places,
    Ranked,
    Selection,
    SelectionCriterion,
    age_fit,
    ages_on,
    ranked,
    require_criteria,
    require_score,
)
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen
from shelter_admin.operations.training.programs import clean_name
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.training import enrolments, selecting, selection, setting_up
from shelter_admin.persistence.training.classes import intake_of
from shelter_admin.persistence.training.selecting import Decided
from shelter_admin.persistence.training.selection import Kept
from shelter_admin.persistence.training.tables import BatchTable

SELECTION_CHANGED: Final = Changes.of(Area.TRAINING)
RESERVES_OF: Final = 5
"""One reserve for every so many places, where nobody says how many."""

WORDS: dict[str, str] = {
    "application_gone": N_("This application for the class is not there any more."),
    "application_decided": N_("It is decided about {number} already; take that back first."),
    "applied_in_future": N_("Nobody has asked for a place on {day}, a day still to come."),
    "score_out_of_bounds": N_("A score is a number from 0 to 100."),
    "selection_criterion_unknown": N_("One of these criteria is not of this class."),
    "criterion_has_scores": N_("People were scored by {criterion} already; it cannot be taken out or changed in kind."),
    "criterion_name_missing": N_("A criterion needs a name."),
    "selection_criterion_twice": N_("Two criteria have the same name."),
    "criterion_without_category": N_("Choose the category that {criterion} speaks for."),
    "selection_weight_out_of_bounds": N_("The weight of {criterion} is a whole number from 1 to {most}."),
    "too_many_criteria": N_("At most {most} criteria can be weighed against each other."),
    "criterion_not_scored": N_("{criterion} is reckoned by the program and cannot be scored."),
}


@dataclass(frozen=True)
class SelectionOf(Query[Selection]):
    """Who asks for a place in a class, in order and explained; those decided about as it was kept then.

    ``reserves`` is how many are kept in reserve where nobody is decided about yet.
    """

    needs: ClassVar[Right] = Right.SEE_CASES

    batch_id: str
    reserves: int | None = None

    @override
    def run(self, work: Work) -> Selection:
        return veiled(selection_of(work, self.batch_id, self.reserves))


def selection_of(work: Work, batch_id: str, reserves: int | None = None) -> Selection:
    """The order as it is reckoned, with everything about everybody; for the reader it passes ``veiled``."""
    batch = setting_up.the_batch(work.session, batch_id)
    program = setting_up.the_program(work.session, batch.program_id).name
    title = f"{program} · {batch.name}" if batch.name else program
    found = selection.applicants_of(work.session, work.sight, batch_id, batch.program_id)
    criteria = selection.criteria_of(work.session, batch_id)
    places = places_of(work, batch, reserves)
    lines = _lines(work, found, criteria, places, batch)
    gone = tuple(kept.applicant for kept in found if kept.applicant.state is ApplicationState.WITHDRAWN)
    days = [kept.decided_on for kept in found if kept.decided_on is not None and kept.ranking is not None]
    first = batch.starts_on
    return Selection(batch_id, title, first, places, criteria, lines, gone, max(days, default=None))


def places_of(work: Work, batch: BatchTable, reserves: int | None = None) -> Places:
    """The places of a class, what is taken of them, and how many reserves are kept."""
    places = Places(intake_of(batch), selection.places_taken(work.session, batch.id, work.today))
    if reserves is None:
        everybody = places.of_all()
        reserves = 0 if everybody is None else -(-everybody // RESERVES_OF)
    return replace(places, reserves=reserves)


def first_day(batch: BatchTable, today: date) -> date:
    """The day ages are told for: the first of the class, today where it is not known."""
    return batch.starts_on or today


def _lines(
    work: Work, found: Iterable[Kept], criteria: tuple[SelectionCriterion, ...], places: Places, batch: BatchTable
) -> tuple[Ranked, ...]:
    """Whoever was chosen as it was kept; the rest in order, anew while anybody is not decided about."""
    asking = [kept for kept in found if kept.applicant.state is not ApplicationState.WITHDRAWN]
    is_open = any(kept.applicant.state is ApplicationState.APPLIED for kept in asking)
    chosen, waiting = [], []
    for kept in asking:
        as_it_was = selection.as_ranked(kept)
        if as_it_was is not None and (kept.applicant.state is ApplicationState.CHOSEN or not is_open):
            chosen.append(as_it_was)
        else:
            waiting.append(kept.applicant)
    chosen.sort(key=lambda one: (one.rank, one.applicant.number))
    anew = ranked(waiting, criteria, places, first_day=first_day(batch, work.today), today=work.today)
    return (*chosen, *anew)


def veiled(found: Selection) -> Selection:
    """The order as its reader may see it: of confidential people neither age nor what their points rest on."""

    def shown(line: Ranked) -> Ranked:
        if not line.applicant.veiled:
            return line
        bare = replace(line.applicant, birth=PartialDate(), categories=frozenset(), scores={}, reason="")
        return replace(line, applicant=bare, points=(), ages=None)

    gone = (replace(one, birth=PartialDate(), reason="") if one.veiled else one for one in found.withdrawn)
    return replace(found, lines=tuple(shown(line) for line in found.lines), withdrawn=tuple(gone))


@dataclass(frozen=True)
class MayApply(Query[tuple[MayApplyLine, ...]]):
    """Everybody in the house who neither is in a class nor asks for a place in it, with the age at its start."""

    needs: ClassVar[Right] = Right.SEE_CASES

    batch_id: str

    @override
    def run(self, work: Work) -> tuple[MayApplyLine, ...]:
        batch = setting_up.the_batch(work.session, self.batch_id)
        day, intake = first_day(batch, work.today), intake_of(batch)
        found = []
        for one in selection.may_apply(work.session, work.sight, batch.id, batch.program_id):
            ages = None if one.veiled else ages_on(one.birth, day)
            fit = age_fit(ages, intake)
            found.append(
                MayApplyLine(one.person_id, one.number, one.name, one.sex, ages, fit, one.enrolled_in, one.trained)
            )
        return tuple(found)


@dataclass(frozen=True)
class ApplyForClass(Command[int]):
    """Write down who asks for a place in a class, all of them or none; tells how many are new.

    Who had withdrawn asks again.
    """

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("applications for a class")

    batch_id: str
    person_ids: tuple[str, ...]
    applied_on: date | None = None

    @override
    def run(self, work: Work) -> Done[int]:
        batch = setting_up.the_batch(work.session, self.batch_id)
        day = self.applied_on or work.today
        if day > work.today:
            raise Refused("applied_in_future", field="applied_on", day=day)
        people = tuple(dict.fromkeys(self.person_ids))
        stays = enrolments.open_stays(work.session, people)
        known = selecting.applications(work.session, batch.id, [stay.id for stay in stays.values()])
        added: list[Decided] = []
        changed: list[tuple[Decided, Decided]] = []
        for person_id in people:
            require_in_sight(work.session, work.sight, person_id)
            if person_id not in stays:
                raise Refused("not_in_house", field="person_ids")
            row = known.get(stays[person_id].id)
            if row is None:
                made = selecting.apply(work.session, batch.id, stays[person_id], day)
                added.append(selecting.decided_of(made))
            elif row.state == ApplicationState.WITHDRAWN.value:
                was = selecting.decided_of(row)
                row.state, row.decided_on, row.ranking, row.panel, row.reason = "applied", None, None, None, ""
                row.applied_on = day
                work.session.flush()
                changed.append((was, selecting.decided_of(row)))
        undo = TakeBackApplications(tuple(added), tuple(changed)) if added or changed else None
        return Done(SELECTION_CHANGED, len(added) + len(changed), undo, people, {"batch_id": batch.id})


@dataclass(frozen=True)
class TakeBackApplications(Command[None]):
    """Undo of applications; refused once somebody was scored or decided about."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("take back the applications")

    added: tuple[Decided, ...] = field(repr=False)
    changed: tuple[tuple[Decided, Decided], ...] = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        for one in self.added:
            selecting.drop_application(work.session, one)
        for was, now in self.changed:
            selecting.put_back(work.session, was, now)
        return Done(SELECTION_CHANGED)


@dataclass(frozen=True)
class CriterionGiven:
    """A criterion as somebody writes it; without an id it is a new one."""

    name: str = field(repr=False)
    kind: CriterionKind = CriterionKind.SCORED
    weight: int = 1
    category: str | None = None
    criterion_id: str | None = None


@dataclass(frozen=True)
class SetCriteria(Edit[None]):
    """Give the selection of a class exactly these criteria in this order; one by which people were scored stays.

    Each criterion is a field of its own: one that somebody else added meanwhile stays, after those of the form.
    """

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("change of the criteria")

    batch_id: str
    criteria: tuple[CriterionGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        setting_up.the_batch(work.session, self.batch_id)
        before = selection.criteria_of(work.session, self.batch_id)
        wanted = self._agreed(work, [_criterion(given) for given in self.criteria], before)
        require_criteria(wanted)
        selecting.put_criteria(work.session, self.batch_id, wanted)
        after = criterion_parts(selection.criteria_of(work.session, self.batch_id))
        kept = {one.criterion_id for one in wanted}
        back = tuple(
            CriterionGiven(
                one.name, one.kind, one.weight, one.category, one.criterion_id if one.criterion_id in kept else None
            )
            for one in before
        )
        return Done(SELECTION_CHANGED, undo=SetCriteria(self.batch_id, back, seen=Seen(after)))

    def _agreed(
        self, work: Work, typed: list[SelectionCriterion], before: tuple[SelectionCriterion, ...]
    ) -> list[SelectionCriterion]:
        """The criteria as typed with what somebody else changed of others; without ``seen`` as typed."""
        if self.seen is None:
            return typed
        now, given = criterion_parts(before), criterion_parts(typed)
        ids = dict.fromkeys([*given, *now, *self.seen.values])
        opened = {one: self.seen.values.get(one) for one in ids}

        def label(criterion_id: str) -> str:
            return str((now.get(criterion_id) or opened[criterion_id] or given[criterion_id])[0])

        def words(_criterion_id: str, parts: tuple[Any, ...] | None) -> str:
            return _("taken out") if parts is None else _in_words(parts)

        fields = Fields(label, lambda one: selecting.criterion_changed(work.session, one), words)
        mine = {one: given.get(one) for one in ids}
        agreed = self.agree(work, fields, mine, {one: now.get(one) for one in ids}, opened)
        lines = [(one.criterion_id, agreed.pop(one.criterion_id) if one.criterion_id else _parts(one)) for one in typed]
        kept = [(one, parts) for one, parts in (*lines, *agreed.items()) if parts is not None]
        return [SelectionCriterion(one if one in now else "", *parts) for one, parts in kept]


def _criterion(given: CriterionGiven) -> SelectionCriterion:
    category = given.category if given.kind is CriterionKind.CATEGORY and given.category in BY_CODE else None
    name = clean_name(given.name, "criteria")
    return SelectionCriterion(given.criterion_id or "", name, given.kind, given.weight, category)


def _parts(one: SelectionCriterion) -> tuple[str, CriterionKind, int, str | None]:
    return one.name, one.kind, one.weight, one.category


def criterion_parts(lines: Iterable[SelectionCriterion]) -> dict[str, tuple[str, CriterionKind, int, str | None]]:
    """What is written of the criteria that are stored, by their ids."""
    return {line.criterion_id: _parts(line) for line in lines if line.criterion_id}


def _in_words(parts: tuple[Any, ...]) -> str:
    name, kind, weight, category = parts
    told = _(KIND_NAMES[kind]) if category is None else _(BY_CODE[category].name)
    return _("{criterion}: {kind}, weight {weight}").format(criterion=name, kind=told, weight=weight)


@dataclass(frozen=True)
class ScoreGiven:
    """A score from 0 to 100 for one application in one criterion; None takes it away."""

    applicant_id: str
    criterion_id: str
    score: float | None


@dataclass(frozen=True)
class ScoreApplicants(Edit[None]):
    """Score people by the criteria of a class, all of the scores or none. A field is (application, criterion)."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("scores of a selection")

    batch_id: str
    scores: tuple[ScoreGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch = setting_up.the_batch(work.session, self.batch_id)
        found = selection.applicants_of(work.session, work.sight, batch.id, batch.program_id)
        people = {kept.applicant.applicant_id: kept.applicant for kept in found}
        criteria = {one.criterion_id: one for one in selection.criteria_of(work.session, batch.id)}
        mine: dict[tuple[str, str], float | None] = {}
        for one in self.scores:
            if one.applicant_id not in people:
                raise Refused("application_gone", field="applicant_id")
            criterion = criteria.get(one.criterion_id)
            if criterion is None:
                raise Refused("selection_criterion_unknown", field="criteria")
            if criterion.kind is not CriterionKind.SCORED:
                raise Refused("criterion_not_scored", field="criteria", criterion=criterion.name)
            mine[one.applicant_id, one.criterion_id] = require_score(one.score)
        known = selecting.scores(work.session, batch.id)
        now = {key: known[key].score if key in known else None for key in mine}

        def label(key: tuple[str, str]) -> str:
            return f"{people[key[0]].name} · {criteria[key[1]].name}"

        fields = Fields(label, lambda key: selecting.last_scored(work.session, key, known.get(key)))
        agreed = self.agree(work, fields, mine, now)
        for key, score in agreed.items():
            selecting.put_score(work.session, key, score, known.get(key))
        work.session.flush()
        back = tuple(ScoreGiven(*key, score) for key, score in now.items())
        about = tuple(dict.fromkeys(people[key[0]].person_id for key in mine))
        return Done(SELECTION_CHANGED, undo=ScoreApplicants(batch.id, back, seen=Seen(agreed)), about=about)


@dataclass(frozen=True)
class PrintSelection(Query[Document]):
    """The ranked list on paper with room for the committee's signatures; printing names is audited."""

    needs: ClassVar[Right] = Right.SEE_CASES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the selection of a class")

    batch_id: str
    reserves: int | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import imprint
        from shelter_admin.reports.selection_paper import selection_paper

        found = SelectionOf(self.batch_id, self.reserves).run(work)
        work.shown.extend(line.applicant.person_id for line in found.lines)
        return selection_paper(found, imprint(work), work.today)
