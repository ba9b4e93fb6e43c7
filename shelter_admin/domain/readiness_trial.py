"""What a changed policy would do: who stands otherwise, from what to what. The same weighing on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shelter_admin.domain.readiness import Candidate, Check, ReadinessPolicy, Scope, Standing


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody who stands otherwise under the changed policy, in one programme."""

    before: Candidate
    after: Candidate

    @property
    def moves(self) -> bool:
        """Say whether the standing itself changes, not only what is missing for it."""
        return self.before.standing is not self.after.standing

    @property
    def now_missing(self) -> tuple[Check, ...]:
        """What would hold this person up and does not yet."""
        held = {check.code for check in self.before.blocking}
        return tuple(check for check in self.after.blocking if check.code not in held)

    @property
    def no_longer_missing(self) -> tuple[Check, ...]:
        """What holds this person up and would no longer."""
        held = {check.code for check in self.after.blocking}
        return tuple(check for check in self.before.blocking if check.code not in held)


@dataclass(frozen=True, slots=True)
class Trial:
    """Who would change if this policy held from ``day`` on, by what is written down now; of ``of`` candidates."""

    day: date
    changes: tuple[Changed, ...]
    of: int

    @property
    def moving(self) -> tuple[Changed, ...]:
        """Those whose standing changes."""
        return tuple(one for one in self.changes if one.moves)


def standing_of(one: Candidate) -> tuple[object, ...]:
    """What a policy changes about somebody: how they stand, and what holds them up; nothing once the head said yes."""
    if one.standing is Standing.DECIDED:
        return (one.standing,)
    return one.standing, tuple(check.code for check in one.blocking)


def compared(before: Sequence[Candidate], after: Sequence[Candidate]) -> tuple[Changed, ...]:
    """Those who stand otherwise: first whose standing changes, then of whom only something else is missing; by name."""
    then = {one.enrolment_id: one for one in after}
    found = [
        Changed(one, then[one.enrolment_id])
        for one in before
        if one.enrolment_id in then and standing_of(one) != standing_of(then[one.enrolment_id])
    ]
    return tuple(sorted(found, key=lambda one: not one.moves))


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """The policies of one scope: how it is called, what holds now, and what was and will be kept, by day."""

    scope: Scope
    name: str
    now: ReadinessPolicy | None
    kept: tuple[tuple[date, ReadinessPolicy | None], ...]

    def coming(self, today: date) -> tuple[date, ReadinessPolicy | None] | None:
        """The next change that does not hold yet."""
        return next((one for one in self.kept if one[0] > today), None)


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Every scope that has or had a policy of its own, the house's first; and what a policy may ask about.

    The points of instruments ``counting_down`` count difficulties: of them a policy says the most that is enough.
    """

    lines: tuple[PolicyLine, ...]
    programs: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    instruments: tuple[tuple[str, str], ...]
    counting_down: frozenset[str] = frozenset()
