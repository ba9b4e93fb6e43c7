"""What the database itself refuses at the gate and the roll-call, past every rule of the program."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.presence.tables import OutingTable, RollCallMarkTable, RollCallTable

NIGHT = date(2026, 11, 21)


@pytest.fixture
def somebody(house):
    admitted = house.admit("Slamet Wibowo")
    return {"person_id": admitted.person_id, "stay_id": admitted.stay_id}


def write(house, *rows) -> None:
    with house.writing() as session:
        for row in rows:
            session.add(row)
            session.flush()


def outing(house, somebody, **changed) -> OutingTable:
    return OutingTable(id=new_id(), **{**somebody, "kind": "I", "out_at": house.clock.now, **changed})


def roll_call(**changed) -> RollCallTable:
    return RollCallTable(id=new_id(), **{"night": NIGHT, "kind": "malam", "policy": {}, **changed})


def test_that_one_stay_has_one_open_outing(house, somebody):
    back = house.clock.now + timedelta(minutes=1)
    write(house, outing(house, somebody, in_at=back), outing(house, somebody, out_at=back))
    with pytest.raises(Refused, match="already_out"):
        write(house, outing(house, somebody))


def test_that_nobody_is_back_before_going_out(house, somebody):
    with pytest.raises(Refused, match="value_not_possible"):
        write(house, outing(house, somebody, in_at=house.clock.now - timedelta(minutes=1)))


def test_that_only_the_known_kinds_of_outing_are_kept(house, somebody):
    with pytest.raises(Refused, match="value_not_possible"):
        write(house, outing(house, somebody, kind="X"))


def test_that_a_date_has_one_roll_call_of_each_kind(house):
    write(house, roll_call(), roll_call(kind="pagi"))
    with pytest.raises(Refused, match="roll_call_begun"):
        write(house, roll_call())


def test_that_a_roll_call_is_closed_by_somebody_or_not_at_all(house):
    with pytest.raises(Refused, match="value_not_possible"):
        write(house, roll_call(closed_at=house.clock.now))


def test_that_a_resident_has_one_mark_in_a_roll_call_and_a_known_one(house, somebody):
    row = roll_call()
    write(house, row, RollCallMarkTable(id=new_id(), roll_call_id=row.id, mark="H", **somebody))
    for mark, code in (("H", "roll_call_begun"), ("X", "value_not_possible")):
        with pytest.raises(Refused, match=code):
            write(house, RollCallMarkTable(id=new_id(), roll_call_id=row.id, mark=mark, **somebody))
