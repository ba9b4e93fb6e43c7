"""Scans about residents: kept, put right, opened (which is written in the log), and which of them run out.

Papers about health are kept apart: only the health officer and who was named for it adds, sees and opens them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.documents import (
    ABOUT_HEALTH,
    DOCUMENT_KIND_NAMES,
    DocumentKind,
    DocumentParts,
    MediaType,
    PersonDocument,
    RunningOut,
    require_parts,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.papers import PDFIUM
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents import documents
from shelter_admin.persistence.residents.scanning import Scan, prepared
from shelter_admin.persistence.residents.tables import PersonDocumentTable

CHANGED: Final = Changes.of(Area.RESIDENTS)
KINDS: Final = {MediaType.PDF: "pdf", MediaType.JPEG: "jpg", MediaType.PNG: "png"}
LABELS: Final = {
    "kind": N_("Kind of paper"),
    "title": N_("What it is about"),
    "number": N_("Number on the paper"),
    "dated_on": N_("Dated"),
    "expires_on": N_("Good until"),
    "note": N_("Note"),
}

WORDS: dict[str, str] = {
    "document_unknown": N_("This paper is no longer there, or not for you to see."),
    "document_twice": N_("This very scan is kept in the file already."),
    "document_scan_missing": N_("Choose the file with the scan first."),
    "document_kept_apart": N_("Papers about health are kept apart from the others. Add it anew under the other kind."),
    "document_in_future": N_("A paper cannot be dated later than {today}."),
    "document_expires_before": N_("It is dated {dated}; it cannot have run out before."),
}


@dataclass(frozen=True)
class DocumentsOf(Query[tuple[PersonDocument, ...]]):
    """The scans in a resident's file, the newest first, without those about health."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at the papers in a resident's file")
    health: ClassVar[bool] = False

    person_id: str

    @override
    def run(self, work: Work) -> tuple[PersonDocument, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        zone = work.panti.zone.offset
        return tuple(documents.of_person(work.session, self.person_id, zone, health=self.health))

    @override
    def about(self, answer: tuple[PersonDocument, ...]) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class HealthDocumentsOf(DocumentsOf):
    """The scans about a resident's health."""

    needs: ClassVar[Right] = Right.SEE_HEALTH
    name: ClassVar[str] = N_("look at the papers about a resident's health")
    health: ClassVar[bool] = True


@dataclass(frozen=True)
class OpenDocument(Query[Document]):
    """One scan as a paper to look at, keep or print."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open a paper of a resident")
    health: ClassVar[bool] = False

    document_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.consent_form import as_paper

        row = _in_sight(work, self.document_id, health=self.health)
        work.shown.append(row.person_id)
        scan = documents.scan_of(row)
        return as_paper(scan.content, KINDS[scan.media_type], f"{_('paper-of-a-resident')}.pdf")


@dataclass(frozen=True)
class OpenHealthDocument(OpenDocument):
    """One scan about health."""

    needs: ClassVar[Right] = Right.SEE_HEALTH
    name: ClassVar[str] = N_("open a paper about a resident's health")
    health: ClassVar[bool] = True


@dataclass(frozen=True)
class DocumentsRunningOut(Query[tuple[RunningOut, ...]]):
    """Papers of people in the house that have run out or will within 30 days."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY

    @override
    def run(self, work: Work) -> tuple[RunningOut, ...]:
        return tuple(documents.running_out(work.session, work.sight, work.today))


@dataclass(frozen=True, kw_only=True)
class TypedDocument:
    """What is written about a scan."""

    kind: DocumentKind = DocumentKind.OTHER
    title: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    dated_on: date | None = None
    expires_on: date | None = None
    note: str = field(default="", repr=False)

    def parts(self, today: date, *, health: bool) -> DocumentParts:
        """As it is kept; refused beside the field where it cannot be."""
        made = DocumentParts(
            kind=self.kind,
            title=" ".join(self.title.split()),
            number=self.number.strip(),
            dated_on=self.dated_on,
            expires_on=self.expires_on,
            note=self.note.strip(),
        )
        require_parts(made, today)
        if (made.kind in ABOUT_HEALTH) is not health:
            raise Refused("document_kept_apart", field="kind")
        return made


@dataclass(frozen=True, kw_only=True)
class AddDocument(TypedDocument, Command[str]):
    """Keep a scan in a resident's file; the outcome is its id.

    ``scan`` is a PDF of at most 5 MB and 20 pages, or a JPEG or PNG of at most 20 MB, which is scaled down.
    """

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("paper for the file")
    health: ClassVar[bool] = False

    person_id: str
    scan: bytes = field(default=b"", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        parts = self.parts(work.today, health=self.health)
        if not self.scan:
            raise Refused("document_scan_missing", field="scan")
        document_id = documents.add(work.session, self.person_id, parts, prepared(self.scan, PDFIUM))
        undo = (RemoveHealthDocument if self.health else RemoveDocument)(document_id)
        return Done(CHANGED, document_id, undo, (self.person_id,), {"document_id": document_id})


@dataclass(frozen=True, kw_only=True)
class AddHealthDocument(AddDocument):
    """Keep a scan about somebody's health."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("paper about health for the file")
    health: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class EditDocument(TypedDocument, Edit[None]):
    """Put right what is written about a scan; the scan stays."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("change of a paper in the file")
    health: ClassVar[bool] = False

    document_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.document_id, health=self.health)
        before, mine = documents.parts_of(row), self.parts(work.today, health=self.health)
        fields = Fields(named(LABELS), of_row(work.session, row), lambda _name, value: plainly(work, value))
        wanted = DocumentParts(**self.agree(work, fields, by_name(mine), by_name(before)))
        require_parts(wanted, work.today)
        if wanted == before:
            return Done()
        documents.put(work.session, row, wanted)
        undo = type(self)(document_id=row.id, **by_name(before), seen=Seen(by_name(wanted)))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True, kw_only=True)
class EditHealthDocument(EditDocument):
    """Put right what is written about a scan about health."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("change of a paper about health")
    health: ClassVar[bool] = True


@dataclass(frozen=True)
class RemoveDocument(Command[None]):
    """Take a scan out of the file. Once it cannot be taken back any more, it is gone for good."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("take a paper out of the file")
    health: ClassVar[bool] = False

    document_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.document_id, health=self.health)
        person_id, parts, scan = row.person_id, documents.parts_of(row), documents.scan_of(row)
        documents.remove(work.session, row)
        undo = (PutHealthDocumentBack if self.health else PutDocumentBack)(person_id, parts, scan)
        return Done(CHANGED, undo=undo, about=(person_id,))


@dataclass(frozen=True)
class RemoveHealthDocument(RemoveDocument):
    """Take a scan about health out of the file."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("take a paper about health out of the file")
    health: ClassVar[bool] = True


@dataclass(frozen=True)
class PutDocumentBack(Command[None]):
    """Undo of taking a scan out."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("put a paper back into the file")

    person_id: str
    parts: DocumentParts = field(repr=False)
    scan: Scan = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        documents.add(work.session, self.person_id, self.parts, self.scan)
        return Done(CHANGED, about=(self.person_id,))


@dataclass(frozen=True)
class PutHealthDocumentBack(PutDocumentBack):
    """Undo of taking a scan about health out."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("put a paper about health back into the file")


def by_name(parts: DocumentParts) -> dict[str, Any]:
    """What a form shows of a scan, by the names of its fields."""
    return {name: getattr(parts, name) for name in LABELS}


def kinds_to_choose(*, health: bool, others: bool) -> list[tuple[DocumentKind, str]]:
    """The kinds of paper that somebody may keep, with their names."""
    return [(kind, name) for kind, name in DOCUMENT_KIND_NAMES.items() if (health if kind in ABOUT_HEALTH else others)]


def _in_sight(work: Work, document_id: str, *, health: bool) -> PersonDocumentTable:
    row = documents.the_document(work.session, document_id, health=health)
    require_in_sight(work.session, work.sight, row.person_id)
    return row
