"""Requests of residents about their own data: written down, answered within 3 × 24 hours, granted or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.requests import (
    Asker,
    DataRequest,
    DataRequests,
    Ground,
    Outcome,
    Refusal,
    RequestKind,
    require_answer,
    require_asker,
    require_received,
)
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.privacy import requests

CHANGED: Final = Changes.of(Area.PRIVACY)
FROZEN: Final = Changes.of(
    Area.PRIVACY, Area.RESIDENTS, Area.BEDS, Area.PRESENCE, Area.TRAINING, Area.READINESS, Area.CERTIFICATES
)

WORDS: dict[str, str] = {
    "asker_unnamed": N_("Write who asks for the resident."),
    "received_in_future": N_("This moment has not come yet."),
    "refusal_missing": N_("Choose why it is refused."),
    "answer_missing": N_("Write in a sentence why it is refused; the resident gets it in writing."),
    "person_not_picked": N_("Type a name or number and choose the person from the list."),
    "moment_unclear": N_("Write day and clock like 21-11-2026 09.30."),
    "request_unknown": N_("This request is no longer there."),
    "request_answered": N_("This request was answered and stays as it is."),
    "request_waits": N_("Answer this request first; then its letter can be printed."),
}


@dataclass(frozen=True)
class DataRequestsNow(Query[DataRequests]):
    """The register of requests, the open ones by their term first, and whose details are frozen."""

    needs: ClassVar[Right] = Right.SEE_PRIVACY

    @override
    def run(self, work: Work) -> DataRequests:
        return requests.register(work.session, work.sight)


@dataclass(frozen=True)
class RecordRequest(Command[str]):
    """Write down what somebody asks about their data; the term runs from the moment it came."""

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    name: ClassVar[str] = N_("request about personal data")

    person_id: str
    kind: RequestKind
    asker: Asker = Asker.SELF
    asker_name: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    received_at: datetime | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        require_asker(self.asker, self.asker_name, self.words)
        received_at = self.received_at or work.now
        require_received(received_at, work.now)
        request = DataRequest(
            request_id=new_id(),
            version=1,
            person_id=self.person_id,
            number="",
            name="",
            kind=self.kind,
            asker=self.asker,
            received_at=received_at,
            asker_name=self.asker_name.strip(),
            words=self.words.strip(),
        )
        requests.add(work.session, request)
        undo = TakeBackRequest(request.request_id)
        what = {"request_id": request.request_id}
        return Done(CHANGED, request.request_id, undo=undo, about=(self.person_id,), what=what)


@dataclass(frozen=True)
class TakeBackRequest(Command[None]):
    """Take out a request written down by mistake; an answered one stays."""

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    name: ClassVar[str] = N_("take a request back")

    request_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = requests.the_request(work.session, self.request_id)
        requests.take_away(work.session, row)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class AnswerRequest(Command[None]):
    """Grant a request, or refuse it with its reason; that stays. A granted limitation freezes the details at once."""

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    name: ClassVar[str] = N_("answer to a request about personal data")

    request_id: str
    outcome: Outcome
    refusal: Refusal | None = None
    answer: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        refusal = self.refusal if self.outcome is Outcome.REFUSED else None
        require_answer(self.outcome, refusal, self.answer)
        row = requests.the_request(work.session, self.request_id)
        by = (work.now, work.staff.account_id)
        requests.answer(work.session, row, self.outcome, refusal, self.answer.strip(), by)
        if self.outcome is Outcome.REFUSED or row.kind != RequestKind.LIMITATION.value:
            return Done(CHANGED, about=(row.person_id,))
        if requests.open_limitation(work.session, row.person_id) is None:
            requests.limit(work.session, row.person_id, Ground.ASKED, work.today, "")
        return Done(FROZEN, about=(row.person_id,))


@dataclass(frozen=True)
class PrintAnswer(Query[Document]):
    """The letter that answers a request, in Indonesian: outcome, reason, how to complain; printing it is audited."""

    needs: ClassVar[Right] = Right.HANDLE_DATA_REQUEST
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the answer to a request about personal data")

    request_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.request_answer import request_answer

        request = requests.request_of(work.session, work.sight, self.request_id)
        if request.outcome is None:
            raise Refused("request_waits", field="request_id")
        work.shown.append(request.person_id)
        with officially(work.panti):
            return request_answer(request, imprint(work), work.panti)
