"""What staff ask about the waiting list: the list, one application, the list on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.waiting_list import OPEN_STATES, Applicant, ApplicantState, RequirementLine, WaitingList
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.residents.waiting_list import one_applicant, waiting_list


@dataclass(frozen=True)
class WaitingListNow(Query[WaitingList]):
    """Who waits, in the order of the list; with ``settled``, those whose application is closed instead."""

    needs: ClassVar[Right] = Right.INTAKE

    settled: bool = False

    @override
    def run(self, work: Work) -> WaitingList:
        states = frozenset(ApplicantState) - OPEN_STATES if self.settled else OPEN_STATES
        return waiting_list(work.session, work.sight, states)


@dataclass(frozen=True)
class ApplicantFile:
    """One application with every requirement of the list."""

    applicant: Applicant
    requirements: tuple[RequirementLine, ...]


@dataclass(frozen=True)
class ApplicantFileOf(Query[ApplicantFile]):
    """One application; raises Refused ``applicant_unknown`` where this reader does not see it."""

    needs: ClassVar[Right] = Right.INTAKE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at an application")

    applicant_id: str

    @override
    def run(self, work: Work) -> ApplicantFile:
        return ApplicantFile(*one_applicant(work.session, work.sight, self.applicant_id))

    @override
    def about(self, answer: ApplicantFile) -> tuple[str, ...]:
        return (answer.applicant.person_id,) if answer.applicant.person_id else ()


@dataclass(frozen=True)
class PrintWaitingList(Query[Document]):
    """The waiting list on paper, in Indonesian; printing names is audited."""

    needs: ClassVar[Right] = Right.INTAKE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the waiting list")

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.waiting_list import waiting_list_paper

        found = waiting_list(work.session, work.sight, OPEN_STATES)
        work.shown.extend(one.person_id for one in found.applicants if one.person_id)
        with officially(work.panti):
            return waiting_list_paper(found, imprint(work), work.today, work.night)
