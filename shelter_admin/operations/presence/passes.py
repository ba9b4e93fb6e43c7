"""Leave passes: asked, approved or refused, cancelled, printed, listed. The gate uses them (``letting_out``)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import (
    LONGEST_TEXT,
    LeavePass,
    PassAsked,
    PassState,
    require_may_approve,
    require_no_other,
    require_sound_pass,
    require_stage,
    require_undecided,
    require_unused,
)
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.people.lookup import age_of, open_stay, the_person
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.presence import passes
from shelter_admin.persistence.presence.tables import LeavePassTable

CHANGED = Changes.of(Area.PRESENCE)

WORDS: dict[str, str] = {
    "leave_unknown": N_("That leave pass is not there any more."),
    "leave_kind_unclear": N_("Choose permission, leave, or agency."),
    "leave_until_missing": N_("Write when they are back, like 20.00 or 24-11 20.00."),
    "leave_ends_before": N_("The return must be later than the leaving."),
    "leave_too_long": N_("A pass lasts no longer than {days} days; a longer absence is recorded as leaving."),
    "leave_too_early": N_(
        "A night away is possible from {first} on, {days} days after arrival. The head may allow it earlier: write why."
    ),
    "leave_child_alone": N_("A child goes with a companion: write who it is. The head may allow otherwise: write why."),
    "leave_overlaps": N_("There is another pass for these hours, {leave_code}, until {other_until}."),
    "leave_own_request": N_("You asked for this pass yourself; somebody else decides on it."),
    "leave_for_head": N_("A pass of more than {nights} nights is decided by the head."),
    "leave_despite_for_head": N_("This pass goes against a rule, so the head decides on it."),
    "leave_decided": N_("This pass was decided on before: {state}."),
    "leave_used": N_("Somebody went out with this pass; it stays as it is."),
    "leave_not_approved": N_("Only an approved pass is printed."),
    "leave_refusal_unsaid": N_("Write why it is refused."),
}


@dataclass(frozen=True)
class AskLeave(Command[str]):
    """Ask for a leave pass; with ``despite``, the reason why a rule of the stay should not hold, the head decides."""

    needs: ClassVar[Right] = Right.ASK_LEAVE
    name: ClassVar[str] = N_("ask for a leave pass")

    person_id: str
    asked: PassAsked = field(repr=False)
    despite: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        asked = _trimmed(self.asked)
        require_sound_pass(asked, work.now)
        stay = open_stay(work.session, self.person_id)
        require_no_other(asked, passes.passes_of_stay(work.session, stay.id), work.now)
        _require_rules(work, self.person_id, stay.admitted_on, asked, self.despite)
        row = LeavePassTable(
            person_id=self.person_id,
            stay_id=stay.id,
            kind=asked.kind.value,
            destination=asked.destination,
            purpose=asked.purpose,
            companion=asked.companion,
            phone=asked.phone,
            from_at=asked.from_at,
            until_at=asked.until_at,
            asked_by=work.staff.account_id,
            asked_at=work.now,
            state=PassState.ASKED.value,
            despite=self.despite.strip(),
        )
        work.session.add(row)
        work.session.flush()
        facts = {"kind": asked.kind.value, "from_at": asked.from_at.isoformat(), "until_at": asked.until_at.isoformat()}
        return Done(CHANGED, row.id, undo=CancelLeave(row.id, undecided=True), about=(self.person_id,), what=facts)


@dataclass(frozen=True)
class ApproveLeave(Command[None]):
    """Approve a pass that was asked for; the rules are looked at once more, as days have gone by."""

    needs: ClassVar[Right] = Right.APPROVE_LEAVE
    name: ClassVar[str] = N_("approve a leave pass")

    pass_id: str
    despite: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = passes.the_pass(work.session, self.pass_id)
        require_in_sight(work.session, work.sight, row.person_id)
        leave = passes.as_pass(row)
        require_undecided(leave)
        stay = open_stay(work.session, row.person_id)
        if self.despite.strip():
            _require_short(self.despite, "despite")
            leave = replace(leave, despite=self.despite.strip())
        require_may_approve(leave, work.staff, work.today, work.panti)
        require_sound_pass(leave.asked, work.now)
        others = passes.passes_of_stay(work.session, row.stay_id)
        require_no_other(leave.asked, others, work.now, row.id)
        _require_rules(work, row.person_id, stay.admitted_on, leave.asked, leave.despite)
        before, row.despite = row.despite, leave.despite
        _decide(work, row, PassState.APPROVED, "")
        return Done(CHANGED, undo=TakeBackDecision(row.id, work.now, before), about=(row.person_id,))


@dataclass(frozen=True)
class RefuseLeave(Command[None]):
    """Refuse a pass that was asked for, with the reason."""

    needs: ClassVar[Right] = Right.APPROVE_LEAVE
    name: ClassVar[str] = N_("refuse a leave pass")

    pass_id: str
    why: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = passes.the_pass(work.session, self.pass_id)
        require_in_sight(work.session, work.sight, row.person_id)
        require_undecided(passes.as_pass(row))
        if not self.why.strip():
            raise Refused("leave_refusal_unsaid", field="why")
        _require_short(self.why, "why")
        _decide(work, row, PassState.REFUSED, self.why.strip())
        return Done(CHANGED, undo=TakeBackDecision(row.id, work.now), about=(row.person_id,))


@dataclass(frozen=True)
class CancelLeave(Command[None]):
    """Cancel a pass that nobody went out with; ``undecided``: only while it is asked for and not decided on."""

    needs: ClassVar[Right] = Right.ASK_LEAVE
    name: ClassVar[str] = N_("cancel a leave pass")

    pass_id: str
    undecided: bool = False

    @override
    def run(self, work: Work) -> Done[None]:
        row = passes.the_pass(work.session, self.pass_id)
        require_in_sight(work.session, work.sight, row.person_id)
        leave = passes.as_pass(row)
        if leave.state not in {PassState.ASKED, PassState.APPROVED}:
            raise Refused("leave_decided", state=leave.state)
        if self.undecided and leave.state is not PassState.ASKED:
            raise Refused("changed_meanwhile")
        require_unused(leave)
        row.state, row.decided_by, row.decided_at = PassState.CANCELLED.value, None, None
        undo = RestoreLeave(row.id, leave.decided_by, leave.decided_at)
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class TakeBackDecision(Command[None]):
    """Undo of approving or refusing, by whoever may decide: the pass is asked for again.

    ``decided_at`` names the decision meant, ``despite`` what was written against the rules before it.
    """

    needs: ClassVar[Right] = Right.APPROVE_LEAVE
    name: ClassVar[str] = N_("take back a decision on leave")

    pass_id: str
    decided_at: datetime | None = None
    despite: str | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = passes.the_pass(work.session, self.pass_id)
        leave = passes.as_pass(row)
        if leave.state not in {PassState.APPROVED, PassState.REFUSED}:
            raise Refused("changed_meanwhile")
        if self.decided_at is not None and leave.decided_at != self.decided_at:
            raise Refused("changed_meanwhile")
        require_unused(leave)
        row.state, row.decided_by, row.decided_at, row.decision = PassState.ASKED.value, None, None, ""
        row.despite = leave.despite if self.despite is None else self.despite
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class RestoreLeave(Command[None]):
    """Undo of cancelling: the pass is asked for again, or approved as it was by who had approved it."""

    needs: ClassVar[Right] = Right.ASK_LEAVE
    name: ClassVar[str] = N_("take back the cancelling of a leave pass")

    pass_id: str
    decided_by_id: str = ""
    decided_at: datetime | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row = passes.the_pass(work.session, self.pass_id)
        leave = passes.as_pass(row)
        if leave.state is not PassState.CANCELLED:
            raise Refused("changed_meanwhile")
        require_no_other(leave.asked, passes.passes_of_stay(work.session, row.stay_id), work.now, row.id)
        row.state = PassState.ASKED.value
        if self.decided_by_id:
            row.state, row.decided_by, row.decided_at = (
                PassState.APPROVED.value,
                self.decided_by_id,
                self.decided_at,
            )
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class LeavePasses(Query[tuple[LeavePass, ...]]):
    """The passes of the house, or every one of somebody; companion and telephone for who may see contacts."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    person_id: str = ""

    @override
    def run(self, work: Work) -> tuple[LeavePass, ...]:
        found = passes.passes(work.session, work.sight, work.now, person_id=self.person_id)
        if work.staff.may(Right.SEE_CONTACTS, work.today):
            return tuple(found)
        return tuple(replace(one, asked=replace(one.asked, companion="", phone="", purpose="")) for one in found)


@dataclass(frozen=True)
class PrintLeavePass(Query[Document]):
    """The pass on paper, to be signed and carried along; printing it is audited."""

    needs: ClassVar[Right] = Right.ASK_LEAVE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print a leave pass")

    pass_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import imprint
        from shelter_admin.reports.leave_pass import leave_pass_paper

        found = passes.passes(work.session, work.sight, work.now, pass_id=self.pass_id)
        if not found:
            raise Refused("leave_unknown")
        require_in_sight(work.session, work.sight, found[0].person_id)
        if found[0].state is not PassState.APPROVED:
            raise Refused("leave_not_approved")
        work.shown.append(found[0].person_id)
        return leave_pass_paper(found[0], imprint(work), work.panti)


def _trimmed(asked: PassAsked) -> PassAsked:
    texts = {name: getattr(asked, name).strip() for name in ("destination", "purpose", "companion", "phone")}
    return replace(asked, **texts)


def _require_short(text: str, name: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refused("text_too_long", field=name, most=LONGEST_TEXT)


def _require_rules(work: Work, person_id: str, admitted_on: date | None, asked: PassAsked, despite: str) -> None:
    """Ask the rules of the stay, unless a reason is written why they should not hold: then the head decides."""
    _require_short(despite, "despite")
    if not despite.strip():
        require_stage(asked, work.panti, admitted_on, age_of(the_person(work.session, person_id), work.today))


def _decide(work: Work, row: LeavePassTable, state: PassState, words: str) -> None:
    row.state, row.decision = state.value, words
    row.decided_by, row.decided_at = work.staff.account_id, work.now
