"""What a case conference needs on paper: the agenda, the minutes, and the page of everybody on the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.conferences import Conference
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import PDFIUM, imprint
from shelter_admin.operations.readiness.asking import face_of, path_for
from shelter_admin.persistence.cases import conferences as kept
from shelter_admin.persistence.people.tables import StayTable

WORDS: dict[str, str] = {
    "nobody_on_pages": N_("Nobody on the agenda lives here, so there is no page to print."),
}


@dataclass(frozen=True)
class PrintAgenda(Query[Document]):
    """The agenda of a conference; printing it is audited."""

    needs: ClassVar[Right] = Right.SEE_CASES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the agenda of a case conference")

    conference_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.conference_papers import agenda_paper

        return agenda_paper(_shown(work, self.conference_id), imprint(work))


@dataclass(frozen=True)
class PrintMinutes(Query[Document]):
    """The minutes of a conference, with lines to sign; printing them is audited."""

    needs: ClassVar[Right] = Right.SEE_CASES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the minutes of a case conference")

    conference_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.conference_papers import minutes_paper

        return minutes_paper(_shown(work, self.conference_id), imprint(work))


@dataclass(frozen=True)
class PrintConferencePages(Query[Document]):
    """The one page of everybody on the agenda who lives here, in the order of the agenda, in one file; audited."""

    needs: ClassVar[Right] = Right.SEE_CASES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the pages for a case conference")

    conference_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.conference_papers import joined_pages
        from shelter_admin.reports.path_paper import path_paper

        work.staff.require(Right.SEE_READINESS, work.today)
        found = _shown(work, self.conference_id)
        pages = []
        for case in found.cases:
            if work.session.get_one(StayTable, case.stay_id).leave_reason is None:
                path = path_for(work, case.person_id)
                pages.append(path_paper(path, imprint(work), face_of(work, path)))
        if not pages:
            raise Refused("nobody_on_pages")
        with PDFIUM:
            return joined_pages(pages, f"{_('way-to-independence')}-{short_date(found.day)}.pdf")


def _shown(work: Work, conference_id: str) -> Conference:
    """The conference, whose people go to the audit."""
    found = kept.conference(work.session, work.sight, conference_id)
    work.shown.extend(one.person_id for one in found.cases)
    return found
