"""Leave from class announced in advance: a proposal beside the sheet, with its proof; the trainer still marks the day.

Whoever sees a class may announce it, a trainer in the own programmes: it writes no mark. Why somebody stays away is
read by whoever may read remarks; a scan about an illness lies with the papers about health.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.documents import ABOUT_HEALTH, DocumentKind, DocumentParts
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import LONGEST_NOTE, AnnouncedLeave, Attendance
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.papers import PDFIUM
from shelter_admin.operations.training.whose import CHANGED, require_seen
from shelter_admin.persistence.residents import class_proofs, documents
from shelter_admin.persistence.residents.scanning import prepared
from shelter_admin.persistence.training import leave, setting_up
from shelter_admin.persistence.training.tables import ClassLeaveTable

MOST_DAYS: Final = 92
SHOWN_SINCE: Final = timedelta(days=7)


@dataclass(frozen=True)
class LeavesOf(Query[tuple[AnnouncedLeave, ...]]):
    """The leave announced in a class that lies ahead or ended in the last week."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str

    @override
    def run(self, work: Work) -> tuple[AnnouncedLeave, ...]:
        require_seen(work, setting_up.the_batch(work.session, self.batch_id).program_id)
        found = leave.leaves_of(work.session, work.sight, self.batch_id, work.today - SHOWN_SINCE)
        kinds = class_proofs.kinds_of(work.session, (one.document_id for one in found if one.document_id))
        return tuple(replace(one, proof=_kind_told(work, one, kinds.get(one.document_id or "", ""))) for one in found)


def _kind_told(work: Work, one: AnnouncedLeave, kind: str) -> str:
    """The kind of the paper, as it may say why: to who reads the reason, and about health to who sees health."""
    about_health = kind in ABOUT_HEALTH
    if one.reason is None or (about_health and not work.staff.may(Right.SEE_HEALTH, work.today)):
        return ""
    return kind


@dataclass(frozen=True)
class AnnounceLeave(Command[str]):
    """Announce that somebody will be sick or excused on some days; tells its id.

    A scan of the letter is kept in the file, about an illness among the papers about health.
    """

    needs: ClassVar[Right] = Right.SEE_CLASS
    name: ClassVar[str] = N_("leave from class")

    enrolment_id: str
    first: date
    last: date
    mark: Attendance
    why: str = field(default="", repr=False)
    document_id: str | None = None
    scan: bytes = field(default=b"", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        place = leave.the_place(work.session, self.enrolment_id)
        require_seen(work, place.program_id)
        if self.mark not in (Attendance.SICK, Attendance.EXCUSED):
            raise Refused("leave_mark_unclear", field="mark")
        if not 0 <= (self.last - self.first).days < MOST_DAYS:
            raise Refused("leave_days_unclear", field="last", most=MOST_DAYS)
        why = " ".join(self.why.split())
        if len(why) > LONGEST_NOTE:
            raise Refused("text_too_long", field="why", most=LONGEST_NOTE)
        if leave.overlaps(work.session, self.enrolment_id, self.first, self.last):
            raise Refused("class_leave_overlaps", field="first")
        document_id = self._proof(work, place.person_id)
        row = leave.add(
            work.session,
            (self.enrolment_id, place.person_id),
            (self.first, self.last),
            self.mark,
            (why, document_id),
        )
        return Done(CHANGED, row.id, WithdrawLeave(row.id), (place.person_id,))

    def _proof(self, work: Work, person_id: str) -> str | None:
        if self.document_id is not None and not class_proofs.is_paper_of(work.session, self.document_id, person_id):
            raise Refused("proof_unknown", field="document_id")
        if not self.scan:
            return self.document_id
        kind = DocumentKind.MEDICAL if self.mark is Attendance.SICK else DocumentKind.LEAVE
        parts = DocumentParts(kind=kind, title=_("Leave from class"), dated_on=min(self.first, work.today))
        return documents.add(work.session, person_id, parts, prepared(self.scan, PDFIUM))


@dataclass(frozen=True)
class WithdrawLeave(Command[None]):
    """Withdraw leave that was announced; the days already marked stay as they are."""

    needs: ClassVar[Right] = Right.SEE_CLASS
    name: ClassVar[str] = N_("withdrawal of leave from class")

    leave_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row, person_id = _seen(work, self.leave_id)
        if row.withdrawn_on is not None:
            raise Refused("class_leave_unknown")
        row.withdrawn_on = work.today
        work.session.flush()
        return Done(CHANGED, undo=AnnounceAgain(row.id), about=(person_id,))


@dataclass(frozen=True)
class AnnounceAgain(Command[None]):
    """Undo of a withdrawal; refused where other leave was announced for these days meanwhile."""

    needs: ClassVar[Right] = Right.SEE_CLASS
    name: ClassVar[str] = N_("leave from class announced again")

    leave_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row, person_id = _seen(work, self.leave_id)
        if row.withdrawn_on is None:
            raise Refused("changed_meanwhile")
        if leave.overlaps(work.session, row.enrolment_id, row.from_day, row.until_day):
            raise Refused("class_leave_overlaps", field="first")
        row.withdrawn_on = None
        work.session.flush()
        return Done(CHANGED, undo=WithdrawLeave(row.id), about=(person_id,))


def _seen(work: Work, leave_id: str) -> tuple[ClassLeaveTable, str]:
    row = leave.the_leave(work.session, leave_id)
    place = leave.the_place(work.session, row.enrolment_id)
    require_seen(work, place.program_id)
    return row, place.person_id
