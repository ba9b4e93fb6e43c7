"""No lesson shares its room, trainer or class with another at once: the database's own word, below the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.operations.training.rooms import AddTrainingRoom
from shelter_admin.persistence.base import new_id
from tests.operations.residents_house import a_house
from tests.persistence.test_placements import PLACE, a_raw_connection

COLUMNS = ("batch_id", "weekday", "begins_minute", "ends_minute", "room_id", "trainer_id", "from_day", "until_day")
JANUARY, JUNE, JULY, DECEMBER = date(2027, 1, 4), date(2027, 6, 30), date(2027, 7, 1), date(2027, 12, 18)


class Raw:
    """Two connections of the bare driver to one store with two classes and a room."""

    def __init__(self, tmp_path) -> None:
        self.house = a_house(tmp_path)
        head = self.house.head
        programs = [head.do(AddProgram(name)).outcome for name in ("Menjahit", "Las")]
        self.batches = [head.do(AddBatch(one, "Angkatan I")).outcome for one in programs]
        self.room = head.do(AddTrainingRoom("Ruang Jahit")).outcome
        self.one, self.other = a_raw_connection(head.store), a_raw_connection(head.store)

    def insert(
        self, connection, who: int, *, begins=480, ends=600, weekday=1, room=True, trainer=False, days=()
    ) -> str:
        first, last = days or (None, None)
        values = (
            self.batches[who],
            weekday,
            begins,
            ends,
            self.room if room else None,
            self.house.head.staff.account_id if trainer else None,
            first.isoformat() if first else None,
            last.isoformat() if last else None,
        )
        lesson_id = new_id()
        connection.execute(
            f"INSERT INTO lesson (id, panti_id, {', '.join(COLUMNS)}, part, guest_trainer, version, changed_at, "
            f"changed_by) VALUES ({', '.join([PLACE] * (2 + len(COLUMNS)))}, 'practice', '', 1, "
            "'2026-11-21 04:00:00', 'raw')",
            (lesson_id, self.house.head.panti.id, *values),
        )
        return lesson_id

    def count(self) -> int:
        return int(self.one.execute("SELECT count(*) FROM lesson").fetchone()[0])


@pytest.fixture
def raw(tmp_path) -> Iterator[Raw]:
    made = Raw(tmp_path)
    yield made
    made.one.close()
    made.other.close()
    made.house.head.close()


@pytest.mark.parametrize(
    "other",
    [
        {"who": 1},
        {"who": 1, "begins": 599, "ends": 660},
        {"who": 1, "begins": 400, "ends": 481},
        {"who": 0, "room": False},
        {"who": 1, "room": False, "trainer": True},
        {"who": 1, "days": (JUNE, DECEMBER)},
    ],
)
def test_that_a_clash_is_refused_through_another_connection(raw, other):
    raw.insert(raw.one, 0, trainer=True, days=(JANUARY, JUNE))
    with pytest.raises(Exception, match="lesson_clash"):
        raw.insert(raw.other, **other)
    assert raw.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"who": 1, "begins": 600, "ends": 660},
        {"who": 1, "weekday": 2},
        {"who": 1, "room": False},
        {"who": 0, "days": (JULY, DECEMBER)},
    ],
)
def test_that_what_does_not_meet_is_let_in(raw, other):
    raw.insert(raw.one, 0, trainer=True, days=(JANUARY, JUNE))
    raw.insert(raw.other, **other)
    assert raw.count() == 2


def test_that_a_lesson_is_not_moved_onto_another_either(raw):
    raw.insert(raw.one, 0)
    moved = raw.insert(raw.other, 1, weekday=2)
    with pytest.raises(Exception, match="lesson_clash"):
        raw.other.execute(f"UPDATE lesson SET weekday = 1 WHERE id = {PLACE}", (moved,))
    raw.other.execute(f"UPDATE lesson SET weekday = 3 WHERE id = {PLACE}", (moved,))
    assert raw.count() == 2
