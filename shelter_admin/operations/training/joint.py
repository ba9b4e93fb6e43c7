"""Absence, illness, gate and passes of a class or of one person, day by day beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import MOST_JOINT_DAYS, JointSheet
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.training.whose import require_seen
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.training import setting_up
from shelter_admin.persistence.training.joint import joint_rows


@dataclass(frozen=True)
class JointView(Query[JointSheet]):
    """The days of a class or of one person on which anything stands out; audited, as it tells of illness.

    Roll-call, gate and passes only for whoever sees presence; what is written about health by the right to it.
    """

    needs: ClassVar[Right] = Right.SEE_CLASS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at absence, illness and gate")

    first: date
    last: date
    batch_id: str | None = None
    person_id: str | None = None

    @override
    def run(self, work: Work) -> JointSheet:
        if not 0 <= (self.last - self.first).days < MOST_JOINT_DAYS:
            raise Refused("joint_days_unclear", field="last", most=MOST_JOINT_DAYS)
        if self.batch_id is not None:
            require_seen(work, setting_up.the_batch(work.session, self.batch_id).program_id)
        elif self.person_id is not None:
            require_in_sight(work.session, work.sight, self.person_id)
        else:
            raise Refused("batch_unknown", field="batch_id")
        rows = joint_rows(
            work.session,
            work.panti,
            work.sight,
            (self.batch_id, self.person_id),
            (self.first, self.last),
            presence=work.staff.may(Right.SEE_PRESENCE, work.today),
        )
        return JointSheet(self.first, self.last, rows)

    @override
    def about(self, answer: JointSheet) -> tuple[str, ...]:
        return tuple(row.person_id for row in answer.rows)
