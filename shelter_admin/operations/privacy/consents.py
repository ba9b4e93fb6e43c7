"""Notice and consent: who was told what on which basis, what was said, the forms to sign and their scans."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.consent import (
    Basis,
    Consent,
    ConsentAnswer,
    ConsentLine,
    GivenBy,
    Mode,
    require_basis,
    require_consent,
    require_days,
)
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.papers import PDFIUM, imprint
from shelter_admin.persistence.people.lookup import age_of, the_person
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.privacy import consents
from shelter_admin.persistence.scans import kind_of

CHANGED: Final = Changes.of(Area.PRIVACY)

WORDS: dict[str, str] = {
    "consent_by_whom": N_("Choose who said it; nobody, only where consent was not asked."),
    "guardian_unnamed": N_("Write who the parent or guardian is. Without one, write which agency acts as guardian."),
    "guardian_needed": N_(
        "The resident is {age}: a child's consent needs a parent or guardian (UU 27/2022 article 25). Without one, the "
        "agency that acts as guardian."
    ),
    "basis_without_consent": N_("Consent is the basis only once it was given. Choose the basis that holds."),
    "nothing_to_withdraw": N_("No consent was given that could be withdrawn."),
    "consent_in_future": N_("The day {day} lies in the future."),
    "scan_too_large": N_("The scan may be at most {most} MB."),
    "scan_unclear": N_("The file cannot be read as a PDF, JPEG or PNG. Scan the paper again."),
    "scan_too_long": N_("The scan may have at most {most} pages."),
    "scan_unknown": N_("There is no scan here."),
}


@dataclass(frozen=True)
class ConsentsInHouse(Query[tuple[ConsentLine, ...]]):
    """Everybody in the house, and what stands about their data."""

    needs: ClassVar[Right] = Right.SEE_PRIVACY

    @override
    def run(self, work: Work) -> tuple[ConsentLine, ...]:
        return tuple(consents.in_house(work.session, work.sight, work.today))


@dataclass(frozen=True)
class ConsentsOf(Query[tuple[Consent, ...]]):
    """Everything that was told and said about one person's data, the newest first."""

    needs: ClassVar[Right] = Right.SEE_PRIVACY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at somebody's consent")

    person_id: str

    @override
    def run(self, work: Work) -> tuple[Consent, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        return tuple(consents.of_person(work.session, self.person_id))

    @override
    def about(self, answer: tuple[Consent, ...]) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class RecordConsent(Command[None]):
    """Write down what was told and said; it is added to what stood before and never changed.

    ``scan`` is the signed paper as PDF, JPEG or PNG of at most 5 MB.
    """

    needs: ClassVar[Right] = Right.RECORD_CONSENT
    name: ClassVar[str] = N_("notice and consent")

    person_id: str
    basis: Basis = Basis.PUBLIC_TASK
    answer: ConsentAnswer = ConsentAnswer.NOT_ASKED
    given_by: GivenBy = GivenBy.NOBODY
    mode: Mode = Mode.SPOKEN
    noticed_on: date | None = None
    on_day: date | None = None
    guardian: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    scan: bytes | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        on_day = self.on_day or work.today
        require_days(self.noticed_on, on_day, work.today, self.note)
        age = age_of(the_person(work.session, self.person_id), on_day)
        require_consent(self.answer, self.given_by, self.guardian, age=age)
        before = consents.of_person(work.session, self.person_id)
        require_basis(self.basis, self.answer, before[0].answer if before else None)
        scan = (self.scan, kind_of(self.scan, PDFIUM)) if self.scan else None
        said = Consent(
            consent_id="",
            basis=self.basis,
            noticed_on=self.noticed_on,
            answer=self.answer,
            on_day=on_day,
            given_by=self.given_by,
            mode=self.mode,
            guardian=self.guardian.strip(),
            note=self.note.strip(),
        )
        consents.add(work.session, self.person_id, said, scan)
        return Done(CHANGED, about=(self.person_id,))


@dataclass(frozen=True)
class PrintConsentForm(Query[Document]):
    """The notice and the form to sign, for one person or blank, in Indonesian."""

    needs: ClassVar[Right] = Right.RECORD_CONSENT
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the notice and consent form")

    person_id: str = ""

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.consent_form import consent_form

        name = number = ""
        if self.person_id:
            require_in_sight(work.session, work.sight, self.person_id)
            person = the_person(work.session, self.person_id)
            name, number = person.name, person.number
        with officially(work.panti):
            return consent_form(name, number, imprint(work))

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,) if self.person_id else ()


@dataclass(frozen=True)
class ConsentScan(Query[Document]):
    """The scan of a signed paper as a PDF to look at; looking is audited."""

    needs: ClassVar[Right] = Right.SEE_PRIVACY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at the scan of a consent")

    consent_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.consent_form import as_paper

        person_id, content, kind = consents.scan_of(work.session, self.consent_id)
        require_in_sight(work.session, work.sight, person_id)
        work.shown.append(person_id)
        return as_paper(content, kind, f"{_('consent')}.pdf")
