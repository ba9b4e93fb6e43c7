"""The services of a fiscal year: the matrix of everybody, one person's, and both on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear
from shelter_admin.domain.settings import fund_sources
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.services.matrix import matrix_on
from shelter_admin.persistence.services.years import people_of

WORDS: dict[str, str] = {
    "year_not_begun": N_("The year {year} has not begun yet."),
}


@dataclass(frozen=True)
class ServicesOfYear(Query[ServiceYear]):
    """Everybody who was in the house in a fiscal year, this one where none is said, with what each was given."""

    needs: ClassVar[Right] = Right.SEE_SERVICES

    year: int | None = None

    @override
    def run(self, work: Work) -> ServiceYear:
        return service_year(work, self.year)


@dataclass(frozen=True)
class ServicesOf(Query[ServiceYear]):
    """One person's services in a fiscal year; nobody in it where the person was not in the house that year."""

    needs: ClassVar[Right] = Right.SEE_SERVICES

    person_id: str
    year: int | None = None

    @override
    def run(self, work: Work) -> ServiceYear:
        require_in_sight(work.session, work.sight, self.person_id)
        return service_year(work, self.year, self.person_id)


@dataclass(frozen=True)
class PrintServices(Query[Document]):
    """The matrix of a fiscal year on paper, of everybody or of these people alone; printing it is audited."""

    needs: ClassVar[Right] = Right.SEE_SERVICES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the services of a year")

    year: int | None = None
    person_ids: tuple[str, ...] = ()

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.services_matrix import services_matrix

        return services_matrix(_chosen(work, self.year, self.person_ids), imprint(work))


@dataclass(frozen=True)
class ExportServices(Query[Document]):
    """The matrix of a fiscal year as a workbook, of everybody or of these people alone; it is audited."""

    needs: ClassVar[Right] = Right.SEE_SERVICES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("export the services of a year")

    year: int | None = None
    person_ids: tuple[str, ...] = ()

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.services_workbook import services_workbook

        return services_workbook(_chosen(work, self.year, self.person_ids), imprint(work))


def service_year(work: Work, year: int | None, person_id: str | None = None) -> ServiceYear:
    """A fiscal year, which is the calendar year (UU 17/2003 article 4), up to today; refused ``year_not_begun``."""
    wanted = work.today.year if year is None else year
    if not 1900 <= wanted <= work.today.year:
        raise Refused("year_not_begun", field="year", year=str(wanted))
    first, through = date(wanted, 1, 1), min(date(wanted, 12, 31), work.today)
    people = people_of(work.session, work.sight, first, through, person_id)
    matrix = matrix_on(work.session, through)
    return ServiceYear(wanted, through, matrix, people, fund_sources(work.panti.settings.fund_sources))


def _chosen(work: Work, year: int | None, person_ids: tuple[str, ...]) -> ServiceYear:
    """The year with these people alone, everybody where none is named; who is shown goes to the audit."""
    found = service_year(work, year)
    wanted = set(person_ids)
    people: tuple[PersonServices, ...] = tuple(one for one in found.people if not wanted or one.person_id in wanted)
    work.shown.extend(one.person_id for one in people)
    return replace(found, people=people)
