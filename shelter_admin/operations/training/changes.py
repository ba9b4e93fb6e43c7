"""Classes cancelled and classes held beside the plan, with the reason; a cancelled day is neither planned nor held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import LONGEST_NOTE, require_session_day
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields
from shelter_admin.operations.training.whose import CHANGED, batch_to_run
from shelter_admin.persistence.training import changes, holidays
from shelter_admin.persistence.training.tables import BatchTable

KIND_WORDS: Final = {changes.CANCELLED: N_("cancelled"), changes.EXTRA: N_("held beside the plan")}
Written = tuple[str, str]
"""The kind of a change and its reason."""


@dataclass(frozen=True)
class CancelSession(Edit[None]):
    """Cancel the class of a day; whoever is in it misses nothing.

    A day on which anybody is marked is not cancelled, and a day off is no day of a class.
    """

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("cancelling of a class")
    kind: ClassVar[str] = changes.CANCELLED

    batch_id: str
    day: date
    why: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch = batch_to_run(work, self.batch_id)
        why = " ".join(self.why.split())
        if not why:
            raise Refused("session_change_reason", field="why")
        if len(why) > LONGEST_NOTE:
            raise Refused("text_too_long", field="why", most=LONGEST_NOTE)
        before = written_about(work, self.batch_id, self.day)
        self._require(work, batch, before)
        fields = Fields(
            lambda _key: _("Day of the class"),
            lambda _key: changes.change_changed(work.session, self.batch_id, self.day),
            lambda _key, value: _in_words(value),
        )
        kind, why = self.agree(work, fields, {"change": (self.kind, why)}, {"change": before})["change"]
        changes.put_change(work.session, self.batch_id, self.day, kind, why)
        return Done(CHANGED, undo=PutBackSession(self.batch_id, self.day, before, (kind, why)))

    def _require(self, work: Work, batch: BatchTable, before: Written | None) -> None:
        require_session_day(self.day, max(self.day, work.today), holidays.off_for_session(work.session, self.day))
        if changes.has_marks(work.session, self.batch_id, self.day):
            raise Refused("session_has_marks", field="day", day=self.day)
        if before is None and not is_due(batch, self.day):
            raise Refused("session_not_planned", field="day", day=self.day)


@dataclass(frozen=True)
class HoldExtraSession(CancelSession):
    """Hold a class on a day on which it does not meet by its plan; it counts as planned and, once opened, as held."""

    name: ClassVar[str] = N_("class held beside the plan")
    kind: ClassVar[str] = changes.EXTRA

    @override
    def _require(self, work: Work, batch: BatchTable, before: Written | None) -> None:
        require_session_day(self.day, max(self.day, work.today), holidays.off_for_session(work.session, self.day))
        if is_due(batch, self.day):
            raise Refused("session_planned_already", field="day", day=self.day)


@dataclass(frozen=True)
class TakeBackSessionChange(Command[None]):
    """Let a day go by the plan again; what was held beside the plan stays held."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("class day by the plan again")

    batch_id: str
    day: date

    @override
    def run(self, work: Work) -> Done[None]:
        batch_to_run(work, self.batch_id)
        before = written_about(work, self.batch_id, self.day)
        if before is None:
            raise Refused("session_change_unknown", field="day", day=self.day)
        changes.drop_change(work.session, self.batch_id, self.day)
        return Done(CHANGED, undo=PutBackSession(self.batch_id, self.day, before, None))


@dataclass(frozen=True)
class PutBackSession(Command[None]):
    """Undo of a change: the day says again what it said before; refused once it says something else."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("take back the change of a class day")

    batch_id: str
    day: date
    before: Written | None = field(default=None, repr=False)
    now: Written | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch_to_run(work, self.batch_id)
        if written_about(work, self.batch_id, self.day) != self.now:
            raise Refused("changed_meanwhile")
        if self.before is None:
            changes.drop_change(work.session, self.batch_id, self.day)
        elif self.before[0] == changes.CANCELLED and changes.has_marks(work.session, self.batch_id, self.day):
            raise Refused("session_has_marks", field="day", day=self.day)
        else:
            changes.put_change(work.session, self.batch_id, self.day, *self.before)
        return Done(CHANGED)


def is_due(batch: BatchTable, day: date) -> bool:
    """Say whether the class meets on a day by its weekdays, within its time."""
    begun = batch.starts_on is None or batch.starts_on <= day
    return begun and (batch.ends_on is None or day <= batch.ends_on) and str(day.isoweekday()) in batch.weekdays


def written_about(work: Work, batch_id: str, day: date) -> Written | None:
    """What is written about a day of a class."""
    row = changes.change_on(work.session, batch_id, day)
    return None if row is None else (row.kind, row.reason)


def _in_words(value: Written | None) -> str:
    return "" if value is None else f"{_(KIND_WORDS[value[0]])}: {value[1]}"
