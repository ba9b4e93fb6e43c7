"""A batch at its end: who gets a certificate, who a letter of attendance, who nothing yet and why; all in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.letters import BatchChoice, BatchIssued, BatchLine, BatchOutlook
from shelter_admin.domain.certificates.register import WhyNot
from shelter_admin.domain.certificates.template import Kind
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import predicates
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.asking import held_by
from shelter_admin.operations.certificates.issuing import issued_certificates
from shelter_admin.operations.certificates.letters import issued_letters
from shelter_admin.operations.certificates.papers import number_by, template_of
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.certificates import attended, batches, candidates, letters, register
from shelter_admin.persistence.panti import last_serial

CHANGED = Changes.of(Area.CERTIFICATES)


@dataclass(frozen=True)
class CertificateBatches(Query[tuple[BatchChoice, ...]]):
    """The batches papers can be issued for, the latest to end first."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    @override
    def run(self, work: Work) -> tuple[BatchChoice, ...]:
        return batches.choices(work.session, work.sight)


@dataclass(frozen=True)
class OutlookOf(Query[BatchOutlook]):
    """A batch with what each of its people gets, what is missing and whose turn it is, and the next numbers."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    batch_id: str

    @override
    def run(self, work: Work) -> BatchOutlook:
        program, batch = batches.name_of(work.session, self.batch_id)
        lines = lines_of(work, self.batch_id)
        if work.staff.may(Right.SEE_READINESS, work.today):
            held = held_by(work)
            lines = [replace(one, line=replace(one.line, held_by=held.get(one.line.enrolment_id))) for one in lines]
        return BatchOutlook(
            self.batch_id,
            program,
            batch,
            tuple(lines),
            register.lines(work.session, work.sight, register.valid_of_batch(self.batch_id))[::-1],
            letters.lines(work.session, work.sight, letters.valid_of_batch(self.batch_id))[::-1],
            _next(work, Kind.CERTIFICATE, register.REGISTER),
            _next(work, Kind.LETTER, letters.REGISTER),
        )


def _next(work: Work, kind: Kind, book: str) -> str:
    return number_by(work, kind, template_of(work, kind), last_serial(work.session, book, work.today.year) + 1)


def lines_of(work: Work, batch_id: str) -> list[BatchLine]:
    """Everybody of a batch whom the reader sees, by name, without what readiness says."""
    scale = predicates(work.panti.settings.predikat)
    found = candidates.candidates(work.session, work.sight, scale, candidates.of_batch(batch_id))
    there = attended.attendance_of(work.session, [one.line.enrolment_id for one in found], work.today)
    return [
        BatchLine(
            one.line, there.get(one.line.enrolment_id, attended.NEVER_THERE).count.rate, has_letter=one.has_letter
        )
        for one in found
    ]


@dataclass(frozen=True)
class IssueBatch(Command[BatchIssued]):
    """Issue the certificates and letters of a batch, all or none, in the order of names.

    Numbers, signatures, papers and rows are one transaction: where any of them fails, no number is used. Refused with
    ``not_entitled`` or ``no_letter_due`` when anybody of them may not get what was chosen.
    """

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("issue the papers of a batch")

    batch_id: str
    certificate_ids: tuple[str, ...] = ()
    letter_ids: tuple[str, ...] = ()

    @override
    def run(self, work: Work) -> Done[BatchIssued]:
        if not self.certificate_ids and not self.letter_ids:
            raise Refused("nobody_chosen", field="certificate_ids")
        lines = lines_of(work, self.batch_id)
        certified = _chosen(lines, self.certificate_ids, "certificate_ids")
        for one in certified:
            if one.line.why is not None:
                raise Refused("not_entitled", field="certificate_ids", number=one.line.number, why=one.line.why)
        attested = _chosen(lines, self.letter_ids, "letter_ids")
        for one in attested:
            if not one.may_get_letter:
                raise _no_letter(one)
        issued = BatchIssued(
            issued_certificates(work, [one.line for one in certified]) if certified else (),
            issued_letters(work, attested),
        )
        everybody = (*issued.certificates, *issued.letters)
        return Done(
            CHANGED,
            issued,
            about=tuple(one.person_id for one in everybody),
            what={
                "certificates": [one.certificate_id for one in issued.certificates],
                "letters": [one.certificate_id for one in issued.letters],
            },
        )


def _no_letter(one: BatchLine) -> Refused:
    if one.line.why is None:
        return Refused("letter_not_due", field="letter_ids", number=one.line.number)
    if one.has_letter:
        return Refused("has_letter", field="letter_ids", number=one.line.number)
    why = one.line.why if one.line.why in {WhyNot.HAS_CERTIFICATE, WhyNot.LEFT_WITHOUT} else WhyNot.NEVER_THERE
    return Refused("no_letter_due", field="letter_ids", number=one.line.number, why=why)


def _chosen(lines: Sequence[BatchLine], enrolment_ids: Sequence[str], field: str) -> list[BatchLine]:
    """These of a batch, in the order of the list; refused where one is not in it."""
    wanted = frozenset(enrolment_ids)
    found = [one for one in lines if one.line.enrolment_id in wanted]
    if len(found) < len(wanted):
        raise Refused("changed_meanwhile", field=field)
    return found
