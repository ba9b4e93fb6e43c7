"""The record of processing (UU 27/2022 article 31), on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.processed import PROCESSED
from shelter_admin.domain.privacy.processing import ProcessingRecord, record_of
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.privacy.retention import retention_on
from shelter_admin.persistence.processing import personal_tables


@dataclass(frozen=True)
class RecordOfProcessing(Query[ProcessingRecord]):
    """Each kind of data the store holds about people: class, purpose, basis, who sees it, how long it is kept."""

    needs: ClassVar[Right] = Right.SEE_PRIVACY

    @override
    def run(self, work: Work) -> ProcessingRecord:
        return record_of(PROCESSED, personal_tables(), retention_on(work.session, work.today))


@dataclass(frozen=True)
class PrintProcessing(Query[Document]):
    """The record of processing as a paper to sign and file, in Indonesian."""

    needs: ClassVar[Right] = Right.SEE_PRIVACY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the record of processing")

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.processing_record import processing_record

        record = record_of(PROCESSED, personal_tables(), retention_on(work.session, work.today))
        with officially(work.panti):
            return processing_record(record, imprint(work), work.panti)
