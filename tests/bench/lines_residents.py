"""Lines about residents: who may be here twice, asked of everybody who ever lived here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import cast

from sqlalchemy import Table, bindparam, select, update

from shelter_admin.domain.identity.names import index_of_sounds
from shelter_admin.domain.residents import NAMELESS
from shelter_admin.operations.residents.asking import SimilarTo
from shelter_admin.persistence.people.tables import PersonTable
from tests.bench import raw
from tests.bench.house import House, a_house
from tests.bench.measuring import Aim, Line, Sides, timed
from tests.domain.random_people import random_people

EVER = 100_000
ASKED = 60
RAW_NAMES = "SELECT id FROM person WHERE sound = ?"


@contextmanager
def duplicates(place: Path) -> Iterator[Sides]:
    """Somebody with name, sex, birth and origin, against everybody: what an intake asks while it is typed."""
    with a_house(place, 700, ever=EVER) as house:
        _name(house)
        people = random_people(ASKED, seed=99)
        asked = cycle(
            SimilarTo(one.name, one.sex, one.born.code, one.nik or "", origin_code=one.region) for one in people
        )
        floored = cycle(index_of_sounds(one.name) for one in people)
        reader = raw.connect(house.path, house.key)

        def program() -> float:
            question = next(asked)
            return timed(lambda: house.desk.ask(question))

        def floor() -> float:
            sound = next(floored)
            return timed(lambda: reader.execute(RAW_NAMES, (sound,)).fetchall())

        yield Sides(program, floor)
        reader.close()


def _name(house: House) -> None:
    """Give everybody in the store a name, a birth and an origin as common as they are."""
    with house.desk.store.engine.begin() as connection:
        ids = list(connection.scalars(select(PersonTable.id)))
        rows = [
            {
                "person": person_id,
                "name": one.name or NAMELESS,
                "sound": index_of_sounds(one.name),
                "sex": one.sex.value or None,
                "birth_year": one.born.year,
                "birth_month": one.born.month,
                "birth_day": one.born.day,
                "birth_quality": one.born.quality.value,
                "nik": one.nik,
                "origin_code": one.region,
            }
            for person_id, one in zip(ids, random_people(len(ids), seed=4), strict=True)
        ]
        table = cast("Table", PersonTable.__table__)
        columns = [name for name in rows[0] if name != "person"]
        statement = update(table).where(table.c.id == bindparam("person"))
        connection.execute(statement.values({name: bindparam(name) for name in columns}), rows)


LINES = [
    Line("duplicates of one person, 100 000 people", "the same name by index", Aim(most=60), duplicates, repeats=60),
]
