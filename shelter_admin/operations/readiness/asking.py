"""Who is ready to leave, one person's way out, the policy in force, and the page for the case conference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.readiness import CandidateList, ReadinessPolicy, Rule
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.paths.parts import Reader, parts_of
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.readiness.candidates import candidates
from shelter_admin.persistence.readiness.path import path_of
from shelter_admin.persistence.readiness.policies import policies_on, readiness_policy
from shelter_admin.persistence.residents.photos import load


@dataclass(frozen=True)
class Candidates(Query[CandidateList]):
    """Everybody in the house who trains, and how far each is; a trainer sees the own trainees only.

    ``trial`` weighs them by other criteria of the house than those in force.
    """

    needs: ClassVar[Right] = Right.SEE_READINESS

    trial: tuple[Rule, ...] = ()

    @override
    def run(self, work: Work) -> CandidateList:
        policies = policies_on(work.session, work.today)
        if self.trial:
            policies = replace(policies, house=replace(policies.house, criteria=self.trial, pass_percent=None))
        found = candidates(work.session, work.sight, policies, work.today)
        return CandidateList(policies.house, found, bool(self.trial))


@dataclass(frozen=True)
class CandidateFile(Query[PathToIndependence]):
    """One person's way out; opening it is written to the audit."""

    needs: ClassVar[Right] = Right.SEE_READINESS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look into somebody's readiness")

    person_id: str

    @override
    def run(self, work: Work) -> PathToIndependence:
        return path_for(work, self.person_id)

    @override
    def about(self, answer: PathToIndependence) -> tuple[str, ...]:
        return (answer.person_id,)


@dataclass(frozen=True)
class ReadinessPolicyNow(Query[ReadinessPolicy]):
    """The policy of the house in force today."""

    needs: ClassVar[Right] = Right.SEE_READINESS

    @override
    def run(self, work: Work) -> ReadinessPolicy:
        return readiness_policy(work.session, work.today)


@dataclass(frozen=True)
class PrintPath(Query[Document]):
    """One person's way out on one page for the case conference; printing it is audited."""

    needs: ClassVar[Right] = Right.SEE_READINESS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the way to independence")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.path_paper import path_paper

        path = path_for(work, self.person_id)
        return path_paper(path, imprint(work), face_of(work, path))

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)


def face_of(work: Work, path: PathToIndependence) -> bytes | None:
    """The newest picture of whom the page is about, None where there is none."""
    return None if path.photo_id is None else load(work.session, work.sight, path.photo_id).content


def path_for(work: Work, person_id: str) -> PathToIndependence:
    """One person's way out as this reader may see it."""
    require_in_sight(work.session, work.sight, person_id)
    policies = policies_on(work.session, work.today)
    path = path_of(work.session, work.sight, policies, person_id, work.today)
    reader = Reader(work.sight, lambda right: work.staff.may(right, work.today), work.today)
    stay_id = open_stay(work.session, person_id).id
    return replace(path, known=parts_of(work.session, reader, person_id, stay_id))
