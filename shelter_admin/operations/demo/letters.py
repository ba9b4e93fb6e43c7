"""Letters of attendance for a few who stayed below the mark, and a duplicate for a certificate that was lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shelter_admin.domain.certificates.letters import Gets
from shelter_admin.domain.progress import UNWATCHED
from shelter_admin.operations.certificates.batches import IssueBatch, lines_of
from shelter_admin.operations.certificates.duplicates import IssueDuplicate
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.certificates import batches, register

MOST: Final = 3
LOST: Final = "Hilang saat rumah keluarga kebanjiran; surat kehilangan dari kepolisian terlampir."


def attest(work: Work) -> int:
    """Issue letters in the batches that have ended, at most three; then the duplicate. Tells how many letters."""
    then = replace(work, progress=UNWATCHED)
    written = 0
    for choice in batches.choices(work.session, work.sight):
        if choice.ends_on is None or choice.ends_on > work.today or written == MOST:
            continue
        below = [one for one in lines_of(work, choice.batch_id) if one.gets is Gets.LETTER][: MOST - written]
        if below:
            IssueBatch(choice.batch_id, (), tuple(one.line.enrolment_id for one in below)).run(then)
            written += len(below)
    valid = [one for one in register.lines(work.session, work.sight) if not one.revoked]
    if valid:
        IssueDuplicate(valid[-1].certificate_id).run(replace(then, reason=LOST))
    return written
