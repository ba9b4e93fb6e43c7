"""What the one who is kept confidential is allowed, with places that must not be known."""

from __future__ import annotations

from datetime import time, timedelta

from shelter_admin.domain.leave_passes import PassAsked
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.standing_permissions import StandingKind
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.duty.visits import VisitorCame
from shelter_admin.operations.presence.passes import ApproveLeave, AskLeave
from shelter_admin.operations.presence.standing import AllowStanding


def let_out(head: Desk, her: str) -> str:
    """A visitor, a standing permission and an approved leave pass; gives the pass."""
    head.do(VisitorCame("Sari", "Dinsos", person_id=her))
    hours = (time(8), time(16), head.today)
    head.do(AllowStanding(her, StandingKind.WORK, "1234567", *hours, place="Desa Pelarian"))
    later = head.now + timedelta(days=10)
    leave = PassAsked(
        OutingKind.LEAVE, later, later + timedelta(days=1), "Desa Pelarian", "pulang", "Kartini Kerahasiaan"
    )
    pass_id = head.do(AskLeave(her, leave)).outcome
    head.do(ApproveLeave(pass_id))
    return pass_id
