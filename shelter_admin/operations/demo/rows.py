"""The invented panti as rows of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.beds import BedKind
from shelter_admin.domain.identity.names import index_of_sounds
from shelter_admin.domain.presence import Mark, OutingKind
from shelter_admin.domain.settings import Panti, number_from
from shelter_admin.operations.demo.life import House, Person, Stay
from shelter_admin.persistence.base import new_id

Rows = list[dict[str, Any]]
DESTINATIONS: Final = ("Pasar Pagi", "Kerja harian", "Puskesmas", "Rumah keluarga", "RSUD", "Disdukcapil", "Masjid")
_MARKS: Final = (
    (Mark.PRESENT, 930),
    (Mark.ILL_IN_BED, 20),
    (Mark.PERMISSION, 28),
    (Mark.LEAVE, 9),
    (Mark.ELSEWHERE, 8),
    (Mark.NOT_BACK, 3),
    (Mark.ABSENT, 2),
)


def number_people(house: House, panti: Panti) -> dict[int, int]:
    """Give everybody their own number by the year they first came; tells the last serial of each year."""
    last: dict[int, int] = defaultdict(int)
    for stay in house.stays:
        if not stay.person.number:
            last[stay.admitted.year] += 1
            stay.person.number = number_from(
                panti.settings.number_pattern, stay.admitted.year, last[stay.admitted.year]
            )
    return dict(last)


def wismas(house: House) -> dict[str, str]:
    """An id for each wisma by name."""
    return {name: new_id() for name in sorted({room.wisma for room in house.rooms})}


def rooms(house: House, ids: dict[str, str]) -> Rows:
    """The rooms."""
    return [
        {"id": room.room_id, "wisma_id": ids[room.wisma], "name": room.name, "sex": room.sex, "age_group": None}
        for room in house.rooms
    ]


def beds(house: House) -> Rows:
    """Beds and mattresses."""
    return [
        {
            "id": bed.bed_id,
            "room_id": room.room_id,
            "label": bed.label,
            "kind": (BedKind.MATTRESS if bed.mattress else BedKind.BED).value,
            "opened_on": None,
            "closed_on": None,
            "to_clean_since": None,
        }
        for room in house.rooms
        for bed in room.beds
    ]


def person(one: Person) -> dict[str, Any]:
    """Somebody invented."""
    who = one.who
    return {
        "id": one.person_id,
        "number": one.number,
        "name": who.name,
        "alias": who.alias,
        "sound": index_of_sounds(who.name, who.alias),
        "sex": who.sex,
        "birth_year": who.born.year,
        "birth_month": None if who.about else who.born.month,
        "birth_day": None if who.about else who.born.day,
        "birth_quality": "about" if who.about else "exact",
        "birth_text": "",
        "birth_place": who.town[2],
        "origin_code": who.town[0],
        "origin_text": who.town[1],
        "nik": who.nik,
        "nik_quality": "ok" if who.nik else "missing",
        "nik_text": who.nik or "",
        "identity_status": None,
        "features": "",
    }


def stay(one: Stay, rng: Random) -> dict[str, Any]:
    """A stay."""
    return {
        "id": one.stay_id,
        "person_id": one.person.person_id,
        "admitted_on": one.admitted,
        "admitted_text": "",
        "source": rng.choice(list(Source)).value,
        "source_text": "",
        "left_on": one.left,
        "leave_reason": one.reason.value if one.reason else None,
        "leave_note": "",
        "expected_exit_on": None,
        "room_text": "",
        "remark": "",
        "quick": False,
    }


def placement(one: Stay) -> dict[str, Any]:
    """Where they slept."""
    return {
        "bed_id": one.bed.bed_id,
        "person_id": one.person.person_id,
        "stay_id": one.stay_id,
        "from_night": one.admitted,
        "until_night": one.left,
        "reason": "",
        "despite": "",
    }


def roll_calls(
    house: House, rng: Random, panti: Panti, nights: tuple[date, date], signed_by: str, policy: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], Rows]]:
    """The closed roll-call of each night with its marks, from the first night up to and including the last."""
    marks, weights = zip(*_MARKS, strict=True)
    by_day = sorted(house.stays, key=lambda one: one.admitted)
    night = nights[0]
    while night <= nights[1]:
        here = [one for one in by_day if one.admitted <= night and (one.left is None or one.left > night)]
        closed = panti.instant(night, time(22, rng.randint(10, 40)))
        roll_call = {
            "id": new_id(),
            "night": night,
            "kind": "malam",
            "policy": policy,
            "closed_at": closed,
            "closed_by": signed_by,
        }
        drawn = rng.choices(marks, weights, k=len(here))
        yield (
            roll_call,
            [
                {
                    "roll_call_id": roll_call["id"],
                    "person_id": one.person.person_id,
                    "stay_id": one.stay_id,
                    "mark": mark.value,
                    "note": "",
                }
                for one, mark in zip(here, drawn, strict=True)
            ],
        )
        night += timedelta(days=1)


def outings(house: House, rng: Random, panti: Panti, first: date, last: date) -> Rows:
    """Goings out on ordinary days, everybody back the same day."""
    rows: Rows = []
    for one in house.stays:
        day = max(one.admitted + timedelta(days=1), first)
        end = min(one.left or last, last)
        while day < end:
            if day.weekday() < 6 and rng.random() < 0.15:
                out = panti.instant(day, time(rng.randint(7, 14), rng.randint(0, 59)))
                back = out + timedelta(minutes=rng.randint(45, 300))
                rows.append(_outing(one, rng, out, out + timedelta(hours=4), back))
            day += timedelta(days=1)
    return rows


def outside_now(house: House, rng: Random, now: datetime) -> Rows:
    """A few people out at this moment, one of them late."""
    going = rng.sample(house.living(), min(5, max(1, len(house.living()) // 12)))
    rows: Rows = []
    for at, one in enumerate(going):
        out = now - timedelta(minutes=90 + 7 * at)
        back = now - timedelta(minutes=35) if at == 0 else now + timedelta(hours=3 + at)
        rows.append(_outing(one, rng, out, back, None))
    return rows


def _outing(one: Stay, rng: Random, out: datetime, until: datetime, back: datetime | None) -> dict[str, Any]:
    return {
        "person_id": one.person.person_id,
        "stay_id": one.stay_id,
        "kind": OutingKind.PERMISSION.value,
        "destination": rng.choice(DESTINATIONS),
        "out_at": out.astimezone(UTC),
        "expected_at": until.astimezone(UTC),
        "in_at": back.astimezone(UTC) if back else None,
    }
