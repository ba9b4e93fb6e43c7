"""How a leave pass is said on screen: its state with a sign and colour, its hours, and what it is about in a line."""

from __future__ import annotations

from datetime import datetime

from shelter_admin.domain.leave_passes import STANDING_WORDS, LeavePass, PassStanding, nights_of
from shelter_admin.domain.presence import OUTING_NAMES, minutes_late
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.standing_permissions import OUTSIDE_MEAL_NAMES, StandingPermission, standing_words
from shelter_admin.domain.wording import DAYS, clock, number, short_date
from shelter_admin.domain.words import _, n_
from ui.presence.outside import lateness

_SIGNS = {
    PassStanding.OVERDUE: "▲",
    PassStanding.AWAY: "→",
    PassStanding.ASKED: "◌",
    PassStanding.APPROVED: "✓",
    PassStanding.BACK: "✓",
    PassStanding.UNUSED: "–",
    PassStanding.REFUSED: "✕",
    PassStanding.CANCELLED: "✕",
}
_TOKENS = {
    PassStanding.OVERDUE: "danger",
    PassStanding.AWAY: "info",
    PassStanding.ASKED: "attention",
    PassStanding.APPROVED: "ok",
}


def state_words(leave: LeavePass, now: datetime) -> str:
    """The state with its sign; of who is overdue how late they are."""
    standing = leave.standing(now)
    if standing is PassStanding.OVERDUE:
        return (
            lateness(minutes_late(leave.expected_at or leave.asked.until_at, now)) or f"▲ {_(STANDING_WORDS[standing])}"
        )
    return f"{_SIGNS[standing]} {_(STANDING_WORDS[standing])}"


def state_token(leave: LeavePass, now: datetime) -> str:
    """The colour of a state."""
    return _TOKENS.get(leave.standing(now), "muted")


def hour(moment: datetime, panti: Panti) -> str:
    """An instant on the panti's clock without its year: ``24-11 20.00``."""
    here = moment.astimezone(panti.zone.offset)
    return f"{short_date(here.date())[:5]} {clock(here)}"


def about(leave: LeavePass, panti: Panti) -> str:
    """Everything else that is known of a pass, in a line."""
    nights = nights_of(leave.asked, panti)
    parts = [
        _(OUTING_NAMES[leave.asked.kind]),
        n_("{count} night", "{count} nights", nights).format(count=number(nights)) if nights else _("within the day"),
        leave.asked.destination,
        leave.asked.purpose,
        _("with {companion}").format(companion=leave.asked.companion) if leave.asked.companion else "",
        leave.asked.phone,
        _("asked by {who}").format(who=leave.asker) if leave.asker else "",
        _("decided by {who}").format(who=leave.decider) if leave.decider else "",
        leave.decision,
        _("despite the rule: {why}").format(why=leave.despite) if leave.despite else "",
    ]
    return " · ".join(part for part in parts if part)


def weekdays(days: str) -> str:
    """Weekdays as people say them: ``Senin–Jumat``, ``Senin, Rabu``."""
    numbers = sorted(int(day) for day in days)
    names = [_(DAYS[number - 1]) for number in numbers]
    in_a_row = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return f"{names[0]}–{names[-1]}" if in_a_row and len(names) > 2 else ", ".join(names)


def standing_hours(permission: StandingPermission) -> str:
    """The days and hours of a standing permission."""
    return f"{weekdays(permission.weekdays)}, {clock(permission.leaves_at)}–{clock(permission.back_at)}"


def standing_about(permission: StandingPermission) -> str:
    """Everything else that is known of a standing permission, in a line."""
    meals = ", ".join(_(OUTSIDE_MEAL_NAMES[meal]) for meal in permission.meals_outside)
    until = permission.until_day
    parts = [
        standing_words(permission.kind, permission.place),
        standing_hours(permission),
        _("Eats outside: {meals}.").format(meals=meals) if meals else "",
        _("until {day}").format(day=short_date(until)) if until else "",
        permission.note,
    ]
    return " · ".join(part for part in parts if part)
