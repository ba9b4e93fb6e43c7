"""Leave passes: asked, approved by the right role, used at the gate, back; who is expected elsewhere at a moment.

The rules follow the stage of the stay (settings of the panti): days since arrival before a night away, how many
nights a social worker may grant, a companion for a child. The head alone may let somebody go despite a rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Right, Role, Staff
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import OUTING_NAMES, OutingKind, read_return
from shelter_admin.domain.settings import Panti, Zone
from shelter_admin.domain.standing_permissions import StandingKind, standing_words
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import N_, _

OF_AGE: Final = 18
LONGEST_TEXT: Final = 200
LONGEST: Final = timedelta(days=90)
PASS_KINDS: Final = (OutingKind.PERMISSION, OutingKind.LEAVE, OutingKind.DUTY)


class PassState(StrEnum):
    """What was decided."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class PassStanding(StrEnum):
    """How a pass stands now, as a list shows it: the decision, and what the gate knows of it."""

    OVERDUE = "overdue"
    AWAY = "away"
    ASKED = "asked"
    APPROVED = "approved"
    BACK = "back"
    UNUSED = "unused"
    REFUSED = "refused"
    CANCELLED = "cancelled"


PASS_STATE_NAMES: Final[Mapping[PassState, str]] = MappingProxyType(
    {
        PassState.ASKED: N_("asked"),
        PassState.APPROVED: N_("approved"),
        PassState.REFUSED: N_("refused"),
        PassState.CANCELLED: N_("cancelled"),
    }
)
STANDING_WORDS: Final[Mapping[PassStanding, str]] = MappingProxyType(
    {
        PassStanding.OVERDUE: N_("overdue"),
        PassStanding.AWAY: N_("away"),
        PassStanding.ASKED: N_("asked"),
        PassStanding.APPROVED: N_("approved"),
        PassStanding.BACK: N_("back"),
        PassStanding.UNUSED: N_("not used"),
        PassStanding.REFUSED: N_("refused"),
        PassStanding.CANCELLED: N_("cancelled"),
    }
)
OPEN: Final = frozenset({PassStanding.OVERDUE, PassStanding.AWAY, PassStanding.ASKED, PassStanding.APPROVED})


@dataclass(frozen=True, slots=True)
class PassAsked:
    """What is asked for: from when until when (instants in UTC), where to, with whom."""

    kind: OutingKind
    from_at: datetime
    until_at: datetime
    destination: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    companion: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LeavePass:
    """One pass as lists and its paper show it; ``expected_at`` is what the gate has, once somebody went out."""

    pass_id: str
    person_id: str
    stay_id: str
    number: str
    name: str
    bed: str
    asked: PassAsked
    state: PassState
    asked_by: str
    asked_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = field(default="", repr=False)
    despite: str = field(default="", repr=False)
    outing_id: str = ""
    out_at: datetime | None = None
    expected_at: datetime | None = None
    in_at: datetime | None = None
    asker: str = ""
    decider: str = ""

    def standing(self, now: datetime) -> PassStanding:
        """How it stands at a moment; overdue is who went out and is not back past the hour the gate has."""
        if self.state is PassState.REFUSED:
            return PassStanding.REFUSED
        if self.state is PassState.CANCELLED:
            return PassStanding.CANCELLED
        if self.out_at is not None:
            if self.in_at is not None:
                return PassStanding.BACK
            return PassStanding.OVERDUE if now > (self.expected_at or self.asked.until_at) else PassStanding.AWAY
        if now >= self.asked.until_at:
            return PassStanding.UNUSED
        return PassStanding.ASKED if self.state is PassState.ASKED else PassStanding.APPROVED

    @property
    def code(self) -> str:
        """The number of the pass, as printed and scanned."""
        return pass_code(self.pass_id)


_CODE_LETTERS: Final = 8
_PREFIX: Final = "IZ"


def pass_code(pass_id: str) -> str:
    """The number on a pass: ``IZ`` and the eight last letters of its id, which are random."""
    return _PREFIX + pass_id.replace("-", "")[-_CODE_LETTERS:].upper()


def read_pass_code(typed: str) -> str:
    """The end of the id that a scanned number stands for; empty where it is no number of a pass."""
    word = typed.strip().upper().replace("-", "")
    letters = word.removeprefix(_PREFIX)
    if not word.startswith(_PREFIX) or len(letters) != _CODE_LETTERS:
        return ""
    return letters.lower() if set(letters) <= set("0123456789ABCDEF") else ""


def read_period(leaves: str, back: str, here: datetime) -> tuple[datetime, datetime]:
    """Read from when until when, as written: ``08.00``, ``24-11 08.00``; no leaving means now.

    ``here`` is in the panti's zone, and so are the answers. A clock alone is of today, for the return the next time
    the wall shows it. Raises Refused ``clock_unclear``, ``leave_until_missing`` or ``return_in_the_past``.
    """
    before_today = here.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(minutes=1)
    begins = here.replace(second=0, microsecond=0)
    if leaves.strip():
        begins = _read(leaves, before_today, "from_at")
    if not back.strip():
        raise Refused("leave_until_missing", field="until_at")
    return begins, _read(back, begins, "until_at")


def _read(text: str, after: datetime, name: str) -> datetime:
    try:
        return read_return(text, after)
    except Refused as failure:
        raise Refused(failure.code, field=name, **failure.facts) from failure


def nights_of(asked: PassAsked, panti: Panti) -> int:
    """The nights away: none where somebody is back on the day they left."""
    return (panti.day_of(asked.until_at) - panti.day_of(asked.from_at)).days


def require_sound_pass(asked: PassAsked, now: datetime) -> None:
    """Refuse a period that ends before it begins, is over already or lasts too long, or words too long."""
    if asked.kind not in PASS_KINDS:
        raise Refused("leave_kind_unclear", field="kind")
    if asked.until_at <= asked.from_at:
        raise Refused("leave_ends_before", field="until_at")
    if asked.until_at <= now:
        raise Refused("return_in_the_past", field="until_at")
    if asked.until_at - asked.from_at > LONGEST:
        raise Refused("leave_too_long", field="until_at", days=LONGEST.days)
    for name in ("destination", "purpose", "companion", "phone"):
        if len(getattr(asked, name)) > LONGEST_TEXT:
            raise Refused("text_too_long", field=name, most=LONGEST_TEXT)


def require_stage(asked: PassAsked, panti: Panti, admitted_on: date | None, age: int | None) -> None:
    """Refuse a night away too soon after arrival, and a child without a companion.

    An outing within the day is free of the days since arrival, and so is going to hospital or another agency.
    """
    settings = panti.settings
    if admitted_on is not None and asked.kind is not OutingKind.DUTY and nights_of(asked, panti) > 0:
        first = admitted_on + timedelta(days=settings.leave_after_days)
        if panti.day_of(asked.from_at) < first:
            raise Refused("leave_too_early", field="from_at", first=first, days=settings.leave_after_days)
    if settings.child_leave_escort and age is not None and age < OF_AGE and not asked.companion.strip():
        raise Refused("leave_child_alone", field="companion")


def require_no_other(asked: PassAsked, others: Sequence[LeavePass], now: datetime, pass_id: str = "") -> None:
    """Refuse a pass that overlaps another of the same stay; one used and over counts until the return only."""
    for other in others:
        if other.pass_id == pass_id or other.standing(now) not in OPEN | {PassStanding.BACK}:
            continue
        until = other.in_at or max(other.asked.until_at, other.expected_at or other.asked.until_at)
        if other.asked.from_at < asked.until_at and asked.from_at < until:
            raise Refused("leave_overlaps", field="from_at", leave_code=other.code, other_until=until)


def acts_as_head(staff: Staff, today: date) -> bool:
    """Say whether somebody decides as the head does: the head, or a deputy to whom the head passed the approving."""
    until = staff.passed.get(Right.APPROVE_LEAVE)
    return Role.KEPALA in staff.roles or (until is not None and today <= until)


def require_may_approve(leave: LeavePass, staff: Staff, today: date, panti: Panti) -> None:
    """Refuse who asked, and anybody but the head where it is longer than others may grant or goes against a rule."""
    if acts_as_head(staff, today):
        return
    if leave.asked_by == staff.account_id:
        raise Refused("leave_own_request")
    if nights_of(leave.asked, panti) > panti.settings.leave_head_nights:
        raise Refused("leave_for_head", nights=panti.settings.leave_head_nights)
    if leave.despite:
        raise Refused("leave_despite_for_head")


def require_undecided(leave: LeavePass) -> None:
    """Refuse a second decision."""
    if leave.state is not PassState.ASKED:
        raise Refused("leave_decided", state=leave.state)


def require_unused(leave: LeavePass) -> None:
    """Refuse to change a pass with which somebody went out."""
    if leave.outing_id:
        raise Refused("leave_used")


@dataclass(frozen=True, slots=True)
class ExpectedElsewhere:
    """Who is expected away at a moment, by a pass or by a standing permission, and until when (in UTC).

    ``gone`` says that the gate let them out; who is not gone has the permission but was not seen leaving.
    """

    person_id: str
    stay_id: str
    kind: OutingKind
    until: datetime
    place: str = ""
    pass_id: str = ""
    standing: StandingKind | None = None
    gone: bool = False

    def words(self, zone: Zone) -> str:
        """The reason in words: kind, until when, where."""
        back = self.until.astimezone(zone.offset)
        until = _("until {day} {clock}").format(day=short_date(back.date())[:5], clock=clock(back))
        if self.standing is not None:
            return f"{standing_words(self.standing, self.place)}, {until}"
        return ", ".join(part for part in (_(OUTING_NAMES[self.kind]), until, self.place) if part)
