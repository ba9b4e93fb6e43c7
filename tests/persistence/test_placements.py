"""No two people in one bed, no one in two beds: the database's own word, below the program's lock and rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelter_admin.domain.beds import Period
from shelter_admin.persistence import dialects
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.dialects.server import facts_of_connection, password_of, role_of
from tests import server
from tests.operations.residents_house import House, a_house

D = date(2026, 11, 21)
PLACE = "%s" if server.ON_SERVER else "?"


def a_raw_connection(store):
    """The bare driver, with the rights that the program has."""
    if store.server is None:
        return dialects.embedded._connect(str(store.path), store.key, read_only=False, frozen=False)
    user, password = role_of(store.keys().store_id), password_of(store.key)
    return psycopg.connect(**facts_of_connection(store.server, user, password), autocommit=True)


class Raw:
    """Two connections of the bare driver to one open store, and two people with two beds."""

    def __init__(self, house: House) -> None:
        self.house = house
        store = house.head.store
        self.one, self.other = a_raw_connection(store), a_raw_connection(store)
        self.bed, self.second_bed = list(house.beds.values())[:2]
        self.people = [house.admit(name, admitted_on=date(2020, 1, 1)) for name in ("Budi Satu", "Wati Dua")]

    def insert(self, connection, who: int, bed: str, start: date, end: date | None = None) -> str:
        person, placement = self.people[who], new_id()
        connection.execute(
            "INSERT INTO placement (id, panti_id, bed_id, person_id, stay_id, from_night, until_night, reason, despite, "
            f"version, changed_at, changed_by) VALUES ({', '.join([PLACE] * 7)},'','',1,'2026-11-21 04:00:00','raw')",
            (
                placement,
                self.house.head.panti.id,
                bed,
                person.person_id,
                person.stay_id,
                start.isoformat(),
                end.isoformat() if end else None,
            ),
        )
        return placement

    def update(self, connection, placement: str, **changed: object) -> None:
        names = ", ".join(f"{name} = {PLACE}" for name in changed)
        values = [value.isoformat() if isinstance(value, date) else value for value in changed.values()]
        connection.execute(f"UPDATE placement SET {names} WHERE id = {PLACE}", (*values, placement))

    def count(self) -> int:
        return int(self.one.execute("SELECT count(*) FROM placement").fetchone()[0])

    def clear(self) -> None:
        self.one.execute("DELETE FROM placement")


@pytest.fixture(scope="module")
def house_of_two(tmp_path_factory) -> Iterator[Raw]:
    house = a_house(tmp_path_factory.mktemp("store"))
    raw = Raw(house)
    yield raw
    raw.one.close()
    raw.other.close()
    house.head.close()


@pytest.fixture
def raw(house_of_two: Raw) -> Raw:
    house_of_two.clear()
    return house_of_two


def refused(code: str):
    """The file says the code itself, the server the name of the constraint within a sentence."""
    told = f'constraint "{code}"' if server.ON_SERVER else f"^{code}$"
    return pytest.raises(Exception, match=told)


def test_that_a_bed_somebody_has_is_refused_to_another_through_another_connection(raw):
    raw.insert(raw.one, 0, raw.bed, D)
    with refused("bed_taken"):
        raw.insert(raw.other, 1, raw.bed, D + timedelta(days=3))
    assert raw.count() == 1


def test_that_a_back_dated_placement_into_a_taken_bed_is_refused(raw):
    raw.insert(raw.one, 0, raw.bed, D)
    with refused("bed_taken"):
        raw.insert(raw.other, 1, raw.bed, D - timedelta(days=30))
    with refused("bed_taken"):
        raw.insert(raw.other, 1, raw.bed, D - timedelta(days=30), D + timedelta(days=1))
    raw.insert(raw.other, 1, raw.bed, D - timedelta(days=30), D)
    assert raw.count() == 2


def test_that_a_placement_around_within_or_across_another_is_refused(raw):
    raw.insert(raw.one, 0, raw.bed, D, D + timedelta(days=10))
    for start, end in ((-5, 20), (2, 4), (-5, 1), (9, 12), (0, 10)):
        with refused("bed_taken"):
            raw.insert(raw.other, 1, raw.bed, D + timedelta(days=start), D + timedelta(days=end))
    assert raw.count() == 1


def test_that_one_person_in_two_beds_is_refused_through_another_connection(raw):
    raw.insert(raw.one, 0, raw.bed, D)
    with refused("person_in_two_beds"):
        raw.insert(raw.other, 0, raw.second_bed, D + timedelta(days=1))
    with refused("person_in_two_beds"):
        raw.insert(raw.other, 0, raw.second_bed, D - timedelta(days=9))
    assert raw.count() == 1


def test_that_changing_a_placement_into_an_overlap_is_refused(raw):
    raw.insert(raw.one, 0, raw.bed, D)
    before = raw.insert(raw.one, 1, raw.bed, D - timedelta(days=9), D)
    with refused("bed_taken"):
        raw.update(raw.other, before, until_night=D + timedelta(days=1))
    elsewhere = raw.insert(raw.one, 1, raw.second_bed, D)
    with refused("bed_taken"):
        raw.update(raw.other, elsewhere, bed_id=raw.bed)
    with refused("person_in_two_beds"):
        raw.update(raw.other, elsewhere, from_night=D - timedelta(days=2))
    with refused("person_in_two_beds"):
        raw.update(raw.other, elsewhere, person_id=raw.people[0].person_id)


def test_that_opening_an_ended_placement_again_is_refused_when_the_bed_was_given_away(raw):
    ended = raw.insert(raw.one, 0, raw.bed, D - timedelta(days=9), D)
    raw.insert(raw.other, 1, raw.bed, D)
    with refused("bed_taken"):
        raw.update(raw.one, ended, until_night=None)


def test_that_a_bed_is_free_again_the_night_somebody_leaves_it(raw):
    raw.insert(raw.one, 0, raw.bed, D - timedelta(days=9), D)
    raw.insert(raw.other, 1, raw.bed, D)
    assert raw.count() == 2


def test_that_an_empty_placement_takes_no_night_from_anybody(raw):
    raw.insert(raw.one, 0, raw.bed, D, D)
    raw.insert(raw.other, 1, raw.bed, D)
    raw.insert(raw.one, 0, raw.second_bed, D)
    raw.insert(raw.other, 1, raw.bed, D, D)
    assert raw.count() == 4


def test_that_a_placement_ending_before_it_begins_is_refused(raw):
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        raw.insert(raw.one, 0, raw.bed, D, D - timedelta(days=1))


@pytest.mark.embedded("takes the file's lock by hand; see test_on_server")
def test_that_of_two_acts_at_the_same_moment_only_one_gets_the_bed(raw):
    raw.one.execute("BEGIN IMMEDIATE")
    raw.insert(raw.one, 0, raw.bed, D)
    raw.other.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(Exception, match="locked"):
        raw.other.execute("BEGIN IMMEDIATE")
    raw.one.execute("COMMIT")
    with refused("bed_taken"):
        raw.insert(raw.other, 1, raw.bed, D)
    assert raw.count() == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 12), st.none() | st.integers(0, 8)),
        max_size=12,
    )
)
def test_that_the_database_keeps_exactly_what_the_rule_of_periods_allows(raw, wanted):
    raw.clear()
    kept: list[tuple[int, int, Period]] = []
    for who, bed, start, length in wanted:
        first = D + timedelta(days=start)
        period = Period(first, None if length is None else first + timedelta(days=length))
        empty = length == 0
        clash = not empty and any(
            period.meets(held) and (held.end is None or held.end > held.start) and (who == person or bed == held_bed)
            for person, held_bed, held in kept
        )
        place = (raw.bed, raw.second_bed)[bed]
        if clash:
            with refused("(bed_taken|person_in_two_beds)"):
                raw.insert(raw.other, who, place, period.start, period.end)
        else:
            raw.insert(raw.other, who, place, period.start, period.end)
            kept.append((who, bed, period))
    assert raw.count() == len(kept)
