"""A small house for tests about residents: a desk for the head and other roles, rooms, and people in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents import AdmitPerson, Admitted
from shelter_admin.persistence import audit
from shelter_admin.persistence.base import Base, Stamp, new_id
from shelter_admin.persistence.beds.tables import BedTable, RoomTable, WismaTable
from tests.people import FixedClock, a_desk, as_role

TODAY = date(2026, 11, 21)


@dataclass
class House:
    """The head's desk, the clock, and the beds of Melati 1 to 3, two beds each; Melati 3 is for women."""

    head: Desk
    clock: FixedClock
    beds: dict[str, str]
    rooms: dict[str, str]

    def desk(self, *roles: Role) -> Desk:
        return as_role(self.head, *roles)

    def admit(self, full_name: str = "Budi Santoso", **typed: Any) -> Admitted:
        return self.head.do(AdmitPerson(full_name=full_name, **typed)).outcome

    def counts(self) -> dict[str, int]:
        """How many rows every table holds."""
        with self.head.store.asking() as session:
            return {
                name: session.scalar(select(func.count()).select_from(table)) or 0
                for name, table in Base.metadata.tables.items()
            }

    def audit(self) -> list[audit.AuditLine]:
        with self.head.store.asking() as session:
            return audit.entries(session)

    def on(self, day: date) -> None:
        self.clock.now += timedelta(days=(day - self.head.today).days)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Write past the operations, as a test's preparation."""
        stamp = Stamp(self.head.panti.id, self.head.staff.account_id, self.clock.now, "Test")
        with self.head.store.acting(stamp) as session:
            yield session


def a_house(tmp_path) -> House:
    clock = FixedClock()
    house = House(a_desk(tmp_path, clock=clock), clock, {}, {})
    with house.writing() as session:
        wisma = WismaTable(id=new_id(), name="Melati")
        session.add(wisma)
        session.flush()
        for name, sex in (("1", None), ("2", None), ("3", "P")):
            room = RoomTable(id=new_id(), wisma_id=wisma.id, name=name, sex=sex)
            house.rooms[f"Melati {name}"] = room.id
            session.add(room)
            session.flush()
            for label in "12":
                bed = BedTable(id=new_id(), room_id=room.id, label=label)
                house.beds[f"Melati {name}/{label}"] = bed.id
                session.add(bed)
    return house


def a_picture(side: int = 64, kind: str = "PNG") -> bytes:
    """A picture with something on it, in memory."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.effect_noise((side, side), 80).convert("RGB").save(out, kind)
    return out.getvalue()


def refused(desk: Desk, act: Any, code: str, *, field: str | None = None, reason: str = "") -> Refused:
    """The refusal an act meets, by its code and beside its field."""
    with pytest.raises(Refused) as caught:
        desk.do(act, reason=reason)
    assert caught.value.code == code
    assert caught.value.field == field
    return caught.value
