"""Two files that may be one person: linked, taken apart again, or told apart for good. Nothing is ever merged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.linking import DecidedPair, Verdict, require_joinable
from shelter_admin.domain.residents import PossiblePair
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.residents.asking import reading_of
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.people.sight import kept_of, require_in_sight
from shelter_admin.persistence.residents import doubles, linked, linking

CHANGED: Final = Changes.of(Area.RESIDENTS)


@dataclass(frozen=True)
class Decided:
    """A decision as it stood: what it was, which of the two belonged to the other, and why."""

    verdict: Verdict
    linked_id: str | None
    note: str = field(repr=False)


def _standing(work: Work, one: str, other: str) -> Decided | None:
    row = linking.verdict_on(work.session, one, other)
    return None if row is None else Decided(Verdict(row.verdict), row.linked_id, row.note)


def _require_pair(work: Work, one: str, other: str) -> None:
    if one == other:
        raise Refused("same_file", field="linked_id")
    for person_id in (one, other):
        require_in_sight(work.session, work.sight, person_id)


@dataclass(frozen=True)
class LinkPeople(Command[None]):
    """Say that two files are one person: ``linked_id`` belongs to ``kept_id`` from now on; both stay as they are.

    The kept file shows the stays of both, each with its number; lists show the person once. Refused where it cannot
    be: both in the house at once, stays on the same days, a file that belongs to another one already.
    """

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("linking of two files")

    kept_id: str
    linked_id: str
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        _require_pair(work, self.kept_id, self.linked_id)
        self._require_free(work)
        before = _standing(work, self.kept_id, self.linked_id)
        numbers = the_person(work.session, self.linked_id).number
        group = [self.kept_id, *linked.linked_files(work.session, self.kept_id)]
        require_joinable(
            linking.days_of_stays(work.session, group), linking.days_of_stays(work.session, [self.linked_id]), numbers
        )
        note = self.note.strip()
        linking.put_verdict(work.session, self.kept_id, self.linked_id, Verdict.SAME, self.linked_id, note)
        made = Decided(Verdict.SAME, self.linked_id, note)
        undo = PutBackDecision(self.kept_id, self.linked_id, before, made)
        return Done(CHANGED, undo=undo, about=(self.kept_id, self.linked_id))

    def _require_free(self, work: Work) -> None:
        belonging = linked.kept_files(work.session, [self.kept_id, self.linked_id])
        if belonging.get(self.linked_id) == self.kept_id or belonging.get(self.kept_id) == self.linked_id:
            raise Refused("already_linked")
        for person_id, name in ((self.kept_id, "kept_id"), (self.linked_id, "linked_id")):
            if person_id in belonging:
                number = the_person(work.session, belonging[person_id]).number
                raise Refused("belongs_to_other", field=name, number=number)
        if linked.linked_files(work.session, self.linked_id):
            number = the_person(work.session, self.linked_id).number
            raise Refused("others_belong_to_it", field="linked_id", number=number)
        general = replace(work.sight, restricted=False)
        if len(kept_of(work.session, general, [self.kept_id, self.linked_id])) == 1:
            raise Refused("one_is_confidential")


@dataclass(frozen=True)
class UnlinkPeople(Command[None]):
    """Take a link back: both are files of their own again, as they were all along."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("taking a link back")

    kept_id: str
    linked_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        _require_pair(work, self.kept_id, self.linked_id)
        before = _standing(work, self.kept_id, self.linked_id)
        if before is None or before.linked_id != self.linked_id:
            raise Refused("not_linked")
        return _forget(work, self.kept_id, self.linked_id, before)


def _forget(work: Work, one: str, other: str, before: Decided) -> Done[None]:
    row = linking.verdict_on(work.session, one, other)
    if row is not None:
        linking.forget_verdict(work.session, row)
    return Done(CHANGED, undo=PutBackDecision(one, other, before, None), about=(one, other))


@dataclass(frozen=True)
class DifferentPeople(Command[None]):
    """Say that two files are two people: remembered, so that they are never suggested as a pair again."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("different people")

    first_id: str
    second_id: str
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        _require_pair(work, self.first_id, self.second_id)
        before = _standing(work, self.first_id, self.second_id)
        if before is not None and before.verdict is Verdict.SAME:
            raise Refused("already_linked")
        note = self.note.strip()
        linking.put_verdict(work.session, self.first_id, self.second_id, Verdict.DIFFERENT, None, note)
        made = Decided(Verdict.DIFFERENT, None, note)
        undo = PutBackDecision(self.first_id, self.second_id, before, made)
        return Done(CHANGED, undo=undo, about=(self.first_id, self.second_id))


@dataclass(frozen=True)
class ReconsiderPeople(Command[None]):
    """Take back that two files are two people: they may be suggested as a pair again."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("reconsidering two people")

    first_id: str
    second_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        _require_pair(work, self.first_id, self.second_id)
        before = _standing(work, self.first_id, self.second_id)
        if before is None or before.verdict is not Verdict.DIFFERENT:
            raise Refused("not_decided")
        return _forget(work, self.first_id, self.second_id, before)


@dataclass(frozen=True)
class PutBackDecision(Command[None]):
    """Undo of a decision about two files: what stood before stands again, if nobody decided anew meanwhile."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("put the decision back")

    first_id: str
    second_id: str
    before: Decided | None
    made: Decided | None

    @override
    def run(self, work: Work) -> Done[None]:
        if _standing(work, self.first_id, self.second_id) != self.made:
            raise Refused("changed_meanwhile")
        before = self.before
        if before is None:
            row = linking.verdict_on(work.session, self.first_id, self.second_id)
            if row is not None:
                linking.forget_verdict(work.session, row)
        else:
            if before.linked_id is not None:
                self._require_still_free(work, before.linked_id)
            linking.put_verdict(
                work.session, self.first_id, self.second_id, before.verdict, before.linked_id, before.note
            )
        return Done(CHANGED, about=(self.first_id, self.second_id))

    def _require_still_free(self, work: Work, linked_id: str) -> None:
        """Refuse to link again what meanwhile cannot be one person any more."""
        kept_id = self.second_id if linked_id == self.first_id else self.first_id
        LinkPeople(kept_id, linked_id).run(work)


@dataclass(frozen=True)
class PairsOf(Query[tuple[PossiblePair, ...]]):
    """The pairs to look at in which this person is, without those that were decided."""

    needs: ClassVar[Right] = Right.INTAKE

    person_id: str

    @override
    def run(self, work: Work) -> tuple[PossiblePair, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        return tuple(doubles.pairs(work.session, reading_of(work), self.person_id))


@dataclass(frozen=True)
class DecidedPairs(Query[tuple[DecidedPair, ...]]):
    """Every decision about two files, the newest first, so that each can be looked at again and taken back."""

    needs: ClassVar[Right] = Right.INTAKE

    @override
    def run(self, work: Work) -> tuple[DecidedPair, ...]:
        return tuple(linking.decided(work.session, reading_of(work)))
