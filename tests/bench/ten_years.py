"""Ten years of a house of 700 beds, written in bulk: stays that come and go, moves, outings, blocks, a wing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, select

from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable
from tests.bench.house import NIGHT, NOON, House, a_house, names

FIRST: Final = date(2016, 1, 4)
BEDS: Final = 700
STAY: Final = 150
GAP: Final = 6
OUT_EVERY: Final = 21
CHUNK: Final = 20_000


@contextmanager
def ten_years(place: Path) -> Iterator[House]:
    """A house whose beds were slept in for ten years, by about 16 000 people, before those who are in them now."""
    with a_house(place, BEDS) as house:
        stamp = Stamp(house.desk.panti.id, house.desk.staff.account_id, NOON, "Bench")
        with house.desk.store.acting(stamp) as session:
            beds = list(session.scalars(select(BedTable.id).order_by(BedTable.id)))
            write(session, *history(session, beds))
        yield house


def history(session: Any, beds: list[str]) -> tuple[list[Any], ...]:
    """People, stays, placements, outings and blocks, each bed with its own rhythm."""
    naming = names()
    people, stays, placements, outings, blocks = [], [], [], [], []
    for at, bed_id in enumerate(beds):
        night, turn = FIRST + timedelta(days=at % STAY), 0
        while night + timedelta(days=STAY) < date(2026, 1, 1):
            turn += 1
            until = night + timedelta(days=STAY - (at + turn) % 60)
            person = stamped(
                session,
                number=f"L-{at:03}-{turn:03}",
                name=next(naming),
                alias="",
                sound="",
                sex="LP"[at % 2],
                origin_text="",
            )
            stay = stamped(session, person_id=person["id"], admitted_on=night, left_on=until, leave_reason="pulang")
            people.append(person)
            stays.append(stay)
            who = {"person_id": person["id"], "stay_id": stay["id"]}
            placements.append(stamped(session, **who, bed_id=bed_id, from_night=night, until_night=until))
            outings += [
                _outing(session, who, night + timedelta(days=day)) for day in range(3, (until - night).days, OUT_EVERY)
            ]
            night = until + timedelta(days=GAP)
        if at % 9 == 0:
            start = FIRST + timedelta(days=at * 4)
            blocks.append(
                stamped(
                    session,
                    bed_id=bed_id,
                    kind="repair",
                    from_day=start,
                    until_day=start + timedelta(days=30),
                    reason="atap",
                )
            )
    return people, stays, placements, outings, blocks


def _outing(session: Any, who: dict[str, Any], day: date) -> dict[str, Any]:
    out_at = NOON - timedelta(days=(NIGHT - day).days)
    return stamped(session, **who, kind="I", destination="keluarga", out_at=out_at, in_at=out_at + timedelta(hours=30))


def write(session: Any, *rows: list[Any]) -> None:
    """Write them table by table."""
    for table, values in zip((PersonTable, StayTable, PlacementTable, OutingTable, BedBlockTable), rows, strict=True):
        for at in range(0, len(values), CHUNK):
            session.execute(insert(table), values[at : at + CHUNK])
