"""Permission in the invented panti: leave passes in every state, two who work outside, a scholar, some visitors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.leave_passes import OF_AGE, PassState
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.standing_permissions import OutsideMeal, StandingKind
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.duty.tables import StandingPermissionTable, VisitTable
from shelter_admin.persistence.people.lookup import age_of
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.presence.tables import LeavePassTable, OutingTable
from shelter_admin.persistence.residents.moving_in import add_rows

Rows = list[dict[str, Any]]
PLACES: Final = ("Rumah kakak di Tenggarong", "Keluarga di Balikpapan", "Rumah orang tua di Bontang")
STANDING: Final = (
    (StandingKind.WORK, "Toko Roti Mekar", "123456", "07:00", "15:30"),
    (StandingKind.WORK, "Bengkel Sumber Jaya", "12345", "08:00", "17:00"),
    (StandingKind.SCHOOL, "Kejar Paket C, SKB Samarinda", "135", "13:00", "17:30"),
)
VISITORS: Final = (
    (0, "Rohana Sulastri", "", "kakak", 95, None),
    (0, "Budi Hartono", "Dinas Sosial Provinsi", "", 70, 25),
    (0, "Nurul Aini", "Puskesmas Temindung", "petugas", 50, 20),
    (1, "Sarifah", "", "ibu", 300, 240),
    (1, "H. Anwar", "Yayasan Kasih Bunda", "", 280, 200),
)


def permit(work: Work, house: House, until: datetime) -> None:
    """Write down passes, permissions and visitors as they stand at a moment.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.ASK_LEAVE, Right.APPROVE_LEAVE, Right.MARK_GATE):
        work.staff.require(right, work.today)
    inside, outside = _adults(work, house)
    add_rows(
        work.session, StandingPermissionTable, [_standing(work, *one) for one in zip(inside, STANDING, strict=False)]
    )
    add_rows(work.session, LeavePassTable, [*_used(work, outside), *_to_come(work, inside[len(STANDING) :], until)])
    add_rows(work.session, VisitTable, _visitors(inside, until))


def _adults(work: Work, house: House) -> tuple[list[Stay], list[tuple[Stay, OutingTable]]]:
    """Who is of age and inside, and who is outside with their outing; who came first goes first."""
    people = {row.id: row for row in work.session.scalars(select(PersonTable))}
    open_now = work.session.scalars(select(OutingTable).where(OutingTable.in_at.is_(None)))
    outings = {row.stay_id: row for row in open_now}
    inside: list[Stay] = []
    outside: list[tuple[Stay, OutingTable]] = []
    for stay in sorted(house.living(), key=lambda one: (one.admitted, one.person.number)):
        if (age_of(people[stay.person.person_id], work.today) or 0) < OF_AGE:
            continue
        if stay.stay_id in outings:
            outside.append((stay, outings[stay.stay_id]))
        else:
            inside.append(stay)
    return inside, outside


def _standing(work: Work, stay: Stay, what: tuple[StandingKind, str, str, str, str]) -> dict[str, Any]:
    kind, place, weekdays, leaves, back = what
    return {
        "person_id": stay.person.person_id,
        "stay_id": stay.stay_id,
        "kind": kind.value,
        "place": place,
        "weekdays": weekdays,
        "leaves_at": leaves,
        "back_at": back,
        "from_day": max(stay.admitted, work.today - timedelta(days=40)),
        "until_day": None,
        "meals_outside": [OutsideMeal.LUNCH.value] if kind is StandingKind.WORK else [],
        "note": "",
    }


def _used(work: Work, outside: Sequence[tuple[Stay, OutingTable]]) -> Rows:
    """Two of those who are outside went with a pass."""
    made: Rows = []
    for stay, outing in outside[:2]:
        back = outing.expected_at or outing.out_at + timedelta(hours=6)
        row = _pass(work, stay, (outing.out_at, back), outing.destination, PassState.APPROVED)
        made.append({**row, "kind": outing.kind, "outing_id": outing.id})
    return made


def _to_come(work: Work, inside: Sequence[Stay], now: datetime) -> Rows:
    """One approved for this afternoon, two to be decided, one refused."""
    afternoon = work.panti.instant(work.today, time(16, 0))
    tomorrow = work.panti.instant(work.today + timedelta(days=1), time(8, 0))
    wanted = (
        (afternoon, 2, PassState.APPROVED, ""),
        (tomorrow, 1, PassState.ASKED, ""),
        (tomorrow + timedelta(days=2), 4, PassState.ASKED, ""),
        (tomorrow, 3, PassState.REFUSED, "Belum ada keluarga yang dapat menjemput."),
    )
    made: Rows = []
    for at, (stay, (begins, nights, state, why)) in enumerate(zip(inside, wanted, strict=False)):
        ends = begins + timedelta(days=nights)
        row = _pass(work, stay, (begins, ends), PLACES[at % len(PLACES)], state)
        made.append({**row, "decision": why, "asked_at": now - timedelta(hours=2)})
    return made


def _pass(
    work: Work, stay: Stay, hours: tuple[datetime, datetime], destination: str, state: PassState
) -> dict[str, Any]:
    decided = state in {PassState.APPROVED, PassState.REFUSED}
    asked_at = min(hours[0], work.now) - timedelta(hours=5)
    return {
        "person_id": stay.person.person_id,
        "stay_id": stay.stay_id,
        "kind": OutingKind.LEAVE.value,
        "destination": destination,
        "purpose": "Menengok keluarga",
        "companion": "",
        "phone": "",
        "from_at": hours[0].astimezone(UTC),
        "until_at": hours[1].astimezone(UTC),
        "asked_by": work.staff.account_id,
        "asked_at": asked_at,
        "state": state.value,
        "decided_by": work.staff.account_id if decided else None,
        "decided_at": asked_at + timedelta(hours=1) if decided else None,
        "decision": "",
        "despite": "",
        "outing_id": None,
    }


def _visitors(inside: Sequence[Stay], now: datetime) -> Rows:
    """Some visitors of today, one of them still here, and of yesterday."""
    made: Rows = []
    for at, (days, visitor, office, relation, came, left) in enumerate(VISITORS):
        then = now - timedelta(days=days)
        whom = inside[-1 - at % len(inside)] if inside and not office else None
        made.append(
            {
                "visitor": visitor,
                "office": office,
                "relation": relation,
                "phone": "",
                "person_id": whom.person.person_id if whom else None,
                "came_at": (then - timedelta(minutes=came)).astimezone(UTC),
                "left_at": (then - timedelta(minutes=left)).astimezone(UTC) if left is not None else None,
                "note": "",
            }
        )
    return made
