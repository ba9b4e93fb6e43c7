"""What a member of staff may see of whom. Every list of people passes here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from shelter_admin.domain.accounts import Right, Role, Staff


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader sees. ``only_class_of`` limits the people to those in the programmes of that account.

    Without ``restricted`` the people kept from general sight (victims of violence and trafficking, children in
    conflict with the law, and who was marked so) are hidden; where the night's duty counts everybody they stand
    under their own number, without name, face or category.
    """

    identity: bool
    category: bool
    remarks: bool
    health: bool
    health_alerts: bool
    health_summary: bool
    restricted: bool = False
    only_class_of: str | None = None


_OF_THE_WHOLE_HOUSE: Final = frozenset(
    {
        Right.SEE_RESIDENTS,
        Right.IMPORT,
        Right.INTAKE,
        Right.QUICK_INTAKE,
        Right.EDIT_IDENTITY,
        Right.RECORD_LEAVING,
        Right.ASSIGN_BEDS,
        Right.MARK_GATE,
        Right.TAKE_ROLL_CALL,
        Right.RUN_CLASS,
        Right.EDIT_PROGRAMS,
        Right.DECIDE_EXIT,
        Right.ISSUE_CERTIFICATES,
        Right.SEND_RETURN,
    }
)


def sight_of(staff: Staff, today: date) -> Sight:
    """Tell what this person sees today.

    A trainer who holds no other role that sees residents sees only the people of their own programmes; one to whom
    an act on the whole house is passed sees it whole that long: half a roll-call must not be closed as a whole one.
    """
    others = Staff(staff.account_id, staff.user, staff.full_name, staff.roles - {Role.INSTRUKTUR}, staff.passed)
    sees_all = any(others.may(right, today) for right in _OF_THE_WHOLE_HOUSE)
    return Sight(
        identity=staff.may(Right.SEE_IDENTITY, today),
        category=staff.may(Right.SEE_CATEGORY, today),
        remarks=staff.may(Right.SEE_REMARKS, today),
        health=staff.may(Right.SEE_HEALTH, today),
        health_alerts=staff.may(Right.SEE_HEALTH_ALERTS, today),
        health_summary=staff.may(Right.SEE_HEALTH_SUMMARY, today),
        restricted=staff.may(Right.SEE_RESTRICTED, today),
        only_class_of=None if sees_all else staff.account_id,
    )
