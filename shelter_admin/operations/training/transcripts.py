"""Transcripts of marks on paper: of chosen people or a whole class, each on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.predicates import predikat_of
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import predicates
from shelter_admin.domain.training import GradeRow, GradeSheet, SubjectLine
from shelter_admin.domain.training.grading import (
    Source,
    Transcript,
    TranscriptSubject,
    Weights,
    parts_of,
    scale_of,
    source_of,
    weighs_by_hours,
)
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import PDFIUM, imprint
from shelter_admin.operations.training.reckoning import weights_of
from shelter_admin.operations.training.whose import reader_of
from shelter_admin.persistence.people.sight import kept_of
from shelter_admin.persistence.training import competences, grades, setting_up

WORDS: dict[str, str] = {
    "nobody_to_print": N_("There is nobody in this class whose marks could be printed."),
}


@dataclass(frozen=True)
class PrintTranscripts(Query[Document]):
    """The transcripts of these people of a class, of the whole class where nobody is named; printing is audited.

    Whoever is kept from the reader is left out.
    """

    needs: ClassVar[Right] = Right.SEE_CLASS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print transcripts of marks")

    batch_id: str
    enrolment_ids: tuple[str, ...] = ()

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.certificate_joining import joined
        from shelter_admin.reports.transcript import transcript

        weights = weights_of(work)
        sheet = grades.grade_sheet(work.session, reader_of(work), self.batch_id, weights)
        rows = self._rows(work, sheet)
        work.shown.extend(row.person_id for row in rows)
        signer = work.panti.settings.signer_title
        with officially(work.panti):
            filename = f"{_('transcript')}.pdf"
            papers = [
                transcript(one, imprint(work), filename, signer) for one in transcripts(work, sheet, rows, weights)
            ]
            if len(papers) == 1:
                return papers[0]
            with PDFIUM:
                return Document(filename, joined([paper.content for paper in papers]).content)

    def _rows(self, work: Work, sheet: GradeSheet) -> tuple[GradeRow, ...]:
        kept = kept_of(work.session, work.sight, [row.person_id for row in sheet.rows])
        seen = tuple(row for row in sheet.rows if row.person_id not in kept)
        if self.enrolment_ids:
            chosen = {row.enrolment_id: row for row in seen}
            if set(self.enrolment_ids) - chosen.keys():
                raise Refused("enrolment_unknown", field="enrolment_ids")
            return tuple(chosen[one] for one in dict.fromkeys(self.enrolment_ids))
        if not seen:
            raise Refused("nobody_to_print", field="batch_id")
        return seen


def transcripts(work: Work, sheet: GradeSheet, rows: tuple[GradeRow, ...], weights: Weights) -> Iterator[Transcript]:
    """What stands on the transcript of each of these people."""
    batch, scale = sheet.batch, predicates(work.panti.settings.predikat)
    asked = competences.competences_of(work.session, batch.program_id)
    seen = competences.checks_of(work.session, [row.enrolment_id for row in rows])
    hours = setting_up.the_program(work.session, batch.program_id).hours
    for row in rows:
        found = {key.competence_id: check.competent for key, check in seen.items() if key[0] == row.enrolment_id}
        yield Transcript(
            name=row.name,
            number=row.number,
            program=batch.program,
            batch=batch.name,
            first_day=batch.starts_on,
            last_day=batch.ends_on,
            hours=hours,
            subjects=tuple(_subject(row, subject, weights) for subject in sheet.subjects),
            competences=tuple((one.name, found.get(one.competence_id)) for one in asked),
            final=row.final,
            final_reckoned=source_of(row.final, row.reckoned.get(None)) is Source.RECKONED,
            predikat=(predikat_of(scale, row.final) or "") if row.final is not None else "",
            by_hours=weighs_by_hours(sheet.subjects),
            weights=weights,
            scale=scale_of(work.panti.settings.mark_scale),
        )


def _subject(row: GradeRow, subject: SubjectLine, weights: Weights) -> TranscriptSubject:
    attempts = {part: row.attempts.get((subject.subject_id, part), ()) for part in parts_of(subject, weights)}
    return TranscriptSubject(
        subject.name,
        subject.theory_hours,
        subject.practice_hours,
        {part: marks[-1] if marks else None for part, marks in attempts.items()},
        row.subjects.get(subject.subject_id),
        max((len(marks) - 1 for marks in attempts.values() if marks), default=0),
    )
