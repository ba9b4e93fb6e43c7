"""Competences: the list of a programme, and what a trainer saw of each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import LONGEST_NOTE
from shelter_admin.domain.training.grading import Competence, CompetenceSheet
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, LastChange, Seen
from shelter_admin.operations.training.whose import batch_to_run, reader_of, require_run, require_seen
from shelter_admin.persistence.training import competences, enrolments, part_marks, setting_up
from shelter_admin.persistence.training.competences import CheckKey

CHANGED = Changes.of(Area.TRAINING, Area.READINESS)

WORDS: dict[str, str] = {
    "competence_name_missing": N_("A competence needs words: what can somebody do who has it?"),
    "competence_twice": N_("Two competences have the same words."),
    "competence_unknown": N_("One of these competences is not of this programme."),
}


@dataclass(frozen=True)
class CompetencesOf(Query[tuple[Competence, ...]]):
    """The competences of a programme in their order."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    program_id: str

    @override
    def run(self, work: Work) -> tuple[Competence, ...]:
        require_seen(work, self.program_id)
        return competences.competences_of(work.session, self.program_id)


@dataclass(frozen=True)
class CompetenceSheetOf(Query[CompetenceSheet]):
    """The competences of a class's programme and what was seen of everybody, by name."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str

    @override
    def run(self, work: Work) -> CompetenceSheet:
        return competences.competence_sheet(work.session, reader_of(work), self.batch_id)


@dataclass(frozen=True)
class CompetenceGiven:
    """A competence as it is written; without an id it is a new one."""

    name: str = field(repr=False)
    competence_id: str | None = None


@dataclass(frozen=True)
class SetCompetences(Edit[None]):
    """Give a programme exactly these competences, in this order; one that was looked at is retired, not taken out.

    Each is a field of its own: one that somebody else added meanwhile stays, after those of the form.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of the competences")

    program_id: str
    competences: tuple[CompetenceGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        setting_up.the_program(work.session, self.program_id)
        before = competences.competences_of(work.session, self.program_id)
        wanted = self._agreed(work, [_competence(given) for given in self.competences], before)
        if len({one.name.casefold() for one in wanted}) < len(wanted):
            raise Refused("competence_twice", field="competences")
        competences.put_competences(work.session, self.program_id, wanted, work.today)
        return Done(CHANGED, undo=self._undo(work, before))

    def _undo(self, work: Work, before: tuple[Competence, ...]) -> SetCompetences:
        """The list as it was; one that is gone altogether comes back as a new one, a retired one as itself."""
        gone = {one.competence_id for one in before} - competences.known_ids(work.session, self.program_id)
        undo = tuple(
            CompetenceGiven(one.name, None if one.competence_id in gone else one.competence_id) for one in before
        )
        after = by_id(competences.competences_of(work.session, self.program_id))
        return SetCompetences(self.program_id, undo, seen=Seen(after))

    def _agreed(self, work: Work, typed: list[Competence], before: tuple[Competence, ...]) -> list[Competence]:
        """The list as typed with what somebody else changed of others; without ``seen`` as typed."""
        if self.seen is None:
            return typed
        now, given = by_id(before), by_id(typed)
        ids = dict.fromkeys([*given, *now, *self.seen.values])
        opened = {one: self.seen.values.get(one) for one in ids}

        def label(competence_id: str) -> str:
            return str(now.get(competence_id) or opened[competence_id] or given[competence_id])

        def words(_competence_id: str, name: str | None) -> str:
            return _("taken out") if name is None else name

        fields = Fields(label, lambda one: competences.competence_changed(work.session, one), words)
        mine = {one: given.get(one) for one in ids}
        agreed = self.agree(work, fields, mine, {one: now.get(one) for one in ids}, opened)
        lines = [(one.competence_id, agreed.pop(one.competence_id, one.name)) for one in typed]
        return [Competence(one, name) for one, name in (*lines, *agreed.items()) if name is not None]


def _competence(given: CompetenceGiven) -> Competence:
    """A competence with its words looked over."""
    name = " ".join(given.name.split())
    if not name:
        raise Refused("competence_name_missing", field="competences")
    if len(name) > LONGEST_NOTE:
        raise Refused("text_too_long", field="competences", most=LONGEST_NOTE)
    return Competence(given.competence_id or "", name)


def by_id(lines: Iterable[Competence]) -> dict[str, str]:
    """The words of the competences that are stored, by their ids."""
    return {one.competence_id: one.name for one in lines if one.competence_id}


@dataclass(frozen=True)
class CheckGiven:
    """What was seen of a competence: has it, not yet, or None where nobody looked."""

    enrolment_id: str
    competence_id: str
    competent: bool | None

    @property
    def key(self) -> CheckKey:
        """Whose competence."""
        return CheckKey(self.enrolment_id, self.competence_id)


@dataclass(frozen=True)
class CheckChanged:
    """What was written of a competence before and after."""

    key: CheckKey
    was: bool | None
    now: bool | None


@dataclass(frozen=True)
class CheckCompetences(Edit[None]):
    """Write what was seen of people of a class; a field is (enrolment, competence)."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("competences seen")

    batch_id: str
    checks: tuple[CheckGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch = batch_to_run(work, self.batch_id)
        ids = sorted({given.enrolment_id for given in self.checks})
        if any(enrolments.the_enrolment(work.session, one).batch_id != batch.id for one in ids):
            raise Refused("enrolment_unknown", field="checks")
        names = by_id(competences.competences_of(work.session, batch.program_id))
        if any(given.competence_id not in names for given in self.checks):
            raise Refused("competence_unknown", field="checks")
        changed = _write(work, self._agreed(work, names, ids))
        people = part_marks.people_of(work.session, ids)
        undo = PutBackChecks(batch.program_id, changed) if changed else None
        return Done(CHANGED, undo=undo, about=tuple(dict.fromkeys(people.values())))

    def _agreed(self, work: Work, names: Mapping[str, str], ids: Iterable[str]) -> dict[CheckKey, bool | None]:
        mine = {given.key: given.competent for given in self.checks}
        known = competences.checks_of(work.session, ids)
        now = {key: known[key].competent if key in known else None for key in mine}

        def label(key: CheckKey) -> str:
            return f"{enrolments.name_of(work.session, work.sight, key.enrolment_id)} · {names[key.competence_id]}"

        def last(key: CheckKey) -> LastChange | None:
            return competences.last_checked(work.session, key, known.get(key))

        def words(_key: CheckKey, competent: bool | None) -> str:
            return "" if competent is None else _("competent") if competent else _("not yet competent")

        return self.agree(work, Fields(label, last, words), mine, now)


def _write(work: Work, checks: Mapping[CheckKey, bool | None]) -> tuple[CheckChanged, ...]:
    """Write what was seen; tells what each that changed was and is."""
    ids = {key.enrolment_id for key in checks}
    known = competences.checks_of(work.session, ids)
    people = part_marks.people_of(work.session, ids)
    changed = []
    for key, competent in checks.items():
        row = known.get(key)
        was = row.competent if row is not None else None
        if was is not competent:
            changed.append(CheckChanged(key, was, competent))
            person_id = people[key.enrolment_id]
            competences.put_check(work.session, key, competent, row, person_id=person_id, seen_on=work.today)
    work.session.flush()
    return tuple(changed)


@dataclass(frozen=True)
class PutBackChecks(Command[None]):
    """Undo of competences seen: each is again what it was; refused once somebody looked again."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("take back the competences seen")

    program_id: str
    changed: tuple[CheckChanged, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_run(work, self.program_id)
        ids = {one.key.enrolment_id for one in self.changed}
        enrolments.require_of_program(work.session, self.program_id, ids)
        known = competences.checks_of(work.session, ids)
        for one in self.changed:
            row = known.get(one.key)
            if (row.competent if row is not None else None) is not one.now:
                raise Refused("changed_meanwhile")
        _write(work, {one.key: one.was for one in self.changed})
        return Done(CHANGED)
