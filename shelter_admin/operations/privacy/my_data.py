"""Cetak data saya: everything the store holds about one person, with the trail of who looked at it, on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.operations.registry import called
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.privacy.everything import everything


@dataclass(frozen=True)
class PrintMyData(Query[Document]):
    """A copy of everything held about a person, for that person; printing it is audited.

    Without ``with_notes`` what staff wrote in their own words stays out, as it may speak of others or harm somebody
    (UU 27/2022 article 33); the paper says so.
    """

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print somebody's own data")

    person_id: str
    with_notes: bool = False

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.personal_data import personal_data_paper

        require_in_sight(work.session, work.sight, self.person_id)
        held = everything(work.session, self.person_id, with_notes=self.with_notes)
        with officially(work.panti):
            trail = tuple(replace(trace, act=called(trace.act)) for trace in held.trail)
            return personal_data_paper(replace(held, trail=trail), imprint(work), work.panti.zone)

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)
