"""Leave from class and field practice of somebody kept confidential, and the questions that could tell of her."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from shelter_admin.domain.training import Attendance
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.training.leave import AnnounceLeave
from shelter_admin.operations.training.places import AddPracticePlace
from shelter_admin.operations.training.practising import ChangePractice, PracticesOf, SendToPractice


def beside_class(head: Desk, batch_id: str, enrolment_id: str) -> None:
    """Leave announced for her, and a practice that begins tomorrow, with what is expected of it."""
    day = head.today
    head.do(AnnounceLeave(enrolment_id, day, day, Attendance.EXCUSED, "sidang pelarian"))
    place = head.do(AddPracticePlace(place_name="Konveksi Jaya")).outcome
    days = (day + timedelta(days=1), day + timedelta(days=5))
    head.do(SendToPractice(batch_id, (enrolment_id,), place, *days))
    (hers,) = head.ask(PracticesOf(batch_id))
    head.do(ChangePractice(hers.practice_id, place, *days, "Bu Desa Pelarian", "tinggal dekat desa pelarian"))


def of_class(person_id: str, batch_id: str, today: date) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The questions about her class, and about her day by day."""
    days = {"first": today - timedelta(days=30), "last": today}
    return {
        "JointView": ({"person_id": person_id, **days}, {"batch_id": batch_id, **days}),
        "LeavesOf": ({"batch_id": batch_id},),
        "PracticesOf": ({"batch_id": batch_id},),
    }
