"""How long documents are kept, and destroying what is past its term with a record of it (UU 27/2022, 43 and 44)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.retention import KIND_NAMES, Kind, Retention, RetentionNow, Signers, require_retention
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.panti import next_serials
from shelter_admin.persistence.privacy import destroying, retention
from shelter_admin.persistence.privacy.tables import DestructionTable

REGISTER: Final = "destruction"
CHANGED: Final = Changes.of(Area.PRIVACY)
DONE: Final = Changes.of(Area.PRIVACY, Area.RESIDENTS, Area.READINESS)

WORDS: dict[str, str] = {
    "retention_without_rule": N_("Write which schedule of retention these terms come from."),
    "years_unclear": N_("Write the years as a whole number, or leave it empty."),
    "list_not_looked_at": N_("Look at the list first, then tick this."),
    "not_past_term": N_("The term of {number} is not over. Look at the list again."),
    "signer_missing": N_("Write name and office of both who sign."),
    "signers_the_same": N_("Two different people sign the record."),
    "destruction_unknown": N_("This record is not there."),
    "destroyed_in_house": N_("Somebody who lives here cannot be destroyed in the records."),
    "person_destroyed": N_("The case file of this person was destroyed; nothing more is written about them."),
}


@dataclass(frozen=True)
class RetentionView(Query[RetentionNow]):
    """The terms in force, who is past them, and the destructions so far."""

    needs: ClassVar[Right] = Right.DESTROY_RECORDS

    @override
    def run(self, work: Work) -> RetentionNow:
        terms = retention.retention_on(work.session, work.today)
        past = {
            kind: retention.past_term(work.session, work.sight, kind, terms.years(kind), work.today) for kind in Kind
        }
        return RetentionNow(terms, past, retention.destructions(work.session))


@dataclass(frozen=True)
class SetRetention(Edit[None]):
    """Set how many years each kind is kept after somebody left, by which rule; None proposes nothing."""

    needs: ClassVar[Right] = Right.DESTROY_RECORDS
    name: ClassVar[str] = N_("change the terms of retention")

    retention: Retention

    @override
    def run(self, work: Work) -> Done[None]:
        require_retention(self.retention)
        before = retention.retention_on(work.session, work.today)
        fields = Fields(_label, lambda _key: None, together=True)
        agreed = Retention.from_plain(self.agree(work, fields, self.retention.to_plain(), before.to_plain()))
        require_retention(agreed)
        retention.keep_retention(work.session, agreed, work.today)
        undo = SetRetention(before, seen=Seen(agreed.to_plain()))
        return Done(CHANGED, undo=undo, what={kind.value: agreed.years(kind) for kind in Kind})


def _label(key: str) -> str:
    """How a field of the terms is called."""
    return _("Schedule of retention (rule and number)") if key == "legal_basis" else _(KIND_NAMES[Kind(key)])


@dataclass(frozen=True)
class DestroyRecords(Command[Document]):
    """Destroy this kind of document of these people; its record is made, numbered and kept.

    Refused with ``not_past_term`` where the term of anybody is not over. It cannot be taken back.
    """

    needs: ClassVar[Right] = Right.DESTROY_RECORDS
    name: ClassVar[str] = N_("destruction of records")

    kind: Kind
    person_ids: tuple[str, ...]
    signers: Signers

    @override
    def run(self, work: Work) -> Done[Document]:
        if not self.person_ids:
            raise Refused("nobody_chosen", field="person_ids")
        self.signers.require()
        terms = retention.retention_on(work.session, work.today)
        years = terms.years(self.kind)
        allowed = {one.person_id for one in retention.past_term(work.session, work.sight, self.kind, years, work.today)}
        people = list(dict.fromkeys(self.person_ids))
        strangers = [person_id for person_id in people if person_id not in allowed]
        if strangers or years is None:
            numbers = retention.numbers_of(work.session, strangers)
            raise Refused("not_past_term", field="person_ids", number=", ".join(numbers[:3]))
        made, paper = self._recorded(work, terms, people)
        destroying.destroy(work.session, made, people)
        return Done(DONE, paper, about=tuple(people), what={"destruction_id": made.id, "number": made.number})

    def _recorded(self, work: Work, terms: Retention, people: list[str]) -> tuple[DestructionTable, Document]:
        """The row of the record with the very paper, drawn before anything goes."""
        from shelter_admin.reports.destruction_record import DestructionRecord, destruction_record

        year = work.today.year
        (serial,) = next_serials(work.session, REGISTER, year)
        unit = work.panti.settings.certificate_unit.strip() or work.panti.code
        counts = destroying.counted(work.session, self.kind, people)
        number = f"{serial:03}/BA-PM/{unit}/{year}"
        record = DestructionRecord(
            number,
            self.kind,
            work.today,
            terms.legal_basis,
            terms.years(self.kind) or 0,
            tuple(retention.numbers_of(work.session, people)),
            counts,
            self.signers,
        )
        with officially(work.panti):
            paper = destruction_record(record, imprint(work), _filename(year, serial))
        row = DestructionTable(
            id=new_id(),
            kind=self.kind.value,
            year=year,
            serial=serial,
            number=number,
            destroyed_on=work.today,
            legal_basis=terms.legal_basis,
            term_years=terms.years(self.kind) or 0,
            signers=[self.signers.first, self.signers.first_office, self.signers.second, self.signers.second_office],
            counts=counts,
            paper=paper.content,
        )
        return row, paper


@dataclass(frozen=True)
class DestructionPaper(Query[Document]):
    """The very record of a destruction, as it was made."""

    needs: ClassVar[Right] = Right.DESTROY_RECORDS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at the record of a destruction")

    destruction_id: str

    @override
    def run(self, work: Work) -> Document:
        year, serial, content = retention.paper_of(work.session, self.destruction_id)
        work.shown.extend(retention.people_of(work.session, self.destruction_id))
        with officially(work.panti):
            return Document(_filename(year, serial), content)


def _filename(year: int, serial: int) -> str:
    return f"{_('record-of-destruction')}-{year}-{serial:03}.pdf"
