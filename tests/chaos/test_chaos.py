"""A little of everything that ``make chaos`` does at length, and that what it looks with can find something."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st

from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.beds.tables import PlacementTable
from shelter_admin.persistence.presence.tables import OutingTable
from tests import server as under_test
from tests.chaos.acting import Hand, act_once, teller
from tests.chaos.disk import disk
from tests.chaos.flipping import WRONG, Spot, every_byte, try_all
from tests.chaos.fuzz import Feeding, Wrong, feed
from tests.chaos.fuzz_fields import FIELDS, card
from tests.chaos.fuzz_sheets import SHEETS
from tests.chaos.ground import Ground, make_ground
from tests.chaos.kill import kill
from tests.chaos.looking import Ledger, look, look_at_all
from tests.chaos.outcomes import Outcome, table_of
from tests.chaos.race import overlaps, race
from tests.chaos.tamper import tamper
from tests.chaos.tamper_queue import queue_tampered
from tests.people import a_place


@pytest.fixture
def ground(tmp_path) -> Ground:
    """An invented panti on the database under test."""
    place = a_place(tmp_path)
    made = make_ground("server" if under_test.ON_SERVER else "file", place, people=24, graduates=4)
    if isinstance(place, ServerAddress):
        return replace(made, place=replace(place, owner="", owner_password=""))
    return made


def test_that_nothing_acknowledged_is_lost_and_nothing_is_half_there_when_killed(ground):
    outcome = kill(ground, 5, 1, 60)
    assert outcome.violations == []
    assert outcome.tried == 5


def test_that_those_who_race_for_beds_numbers_and_edits_share_none(ground):
    outcomes = list(race(ground, 64, 1))
    assert [words for outcome in outcomes for words in outcome.violations] == []
    assert outcomes[0].counts["done"] > 0


@pytest.mark.embedded("fills the disk under a file; a server's is filled by make chaos")
def test_that_a_disk_that_fills_up_loses_nothing():
    outcome = disk(1, 1)
    assert outcome.violations == []
    assert sum(outcome.counts[code] for code in ("disk_full", "disk_error")) > 0


@pytest.mark.embedded("flips bytes of the file, its key file, its log and its copy")
def test_that_flipped_bytes_are_refused_or_change_nothing(tmp_path):
    outcomes = tamper(tmp_path, 0.001, 20)
    assert [words for outcome in outcomes for words in outcome.violations] == []


def test_that_the_queue_tampered_with_is_damaged_or_as_before(tmp_path):
    assert queue_tampered(tmp_path, 50).violations == []


@pytest.mark.parametrize("feeding", [*FIELDS, *SHEETS], ids=lambda feeding: feeding.name)
def test_that_nonsense_is_answered(feeding):
    assert feed(feeding, 100 if feeding in FIELDS else 25, 1).wrong == []


def test_that_nonsense_at_the_gate_finds_nobody_else(ground):
    feeding = card(ground)
    assert feed(feeding, 100, 1).wrong == []
    feeding.feed.__self__.close()  # type: ignore[attr-defined]


def test_that_an_act_acknowledged_and_not_saved_is_found(ground):
    desk, clock = ground.sit_down(ground.instant(1))
    ledger = Ledger()
    hand, tell = Hand(ground, desk, clock, random.Random(1)), teller(ledger.hear)
    for number in range(5):
        act_once(hand, number, tell)
    assert look(desk, ledger, ground.instant(1)) == ([], 0)
    clock.forward(milliseconds=1)
    tell({"n": 9, "at": clock.now.isoformat(), "kind": "out", "rows": {"outing": 1}})
    tell({"n": 9, "yes": [("outing", {"id": "nobody"}, {"in_at": None})]})
    told = look_at_all(desk, ledger, ground.instant(1))
    assert told == ["outing: 0 rows where one was acknowledged", "1 acknowledged acts without exactly one audit entry"]
    desk.close()


def test_that_a_row_without_its_audit_entry_is_found(ground):
    desk, clock = ground.sit_down(ground.instant(1))
    ledger = Ledger()
    clock.forward(milliseconds=1)
    ledger.hear(json.dumps({"n": 1, "at": clock.now.isoformat(), "kind": "out", "rows": {"outing": 1}}).encode())
    stamp = Stamp(desk.panti.id, desk.staff.account_id, clock.now, "GoOut")
    with desk.store.acting(stamp) as session:
        stay = session.query(PlacementTable).first()
        session.add(
            OutingTable(id=new_id(), person_id=stay.person_id, stay_id=stay.stay_id, kind="I", out_at=clock.now)
        )
    faults, _whole = look(desk, ledger, ground.instant(1))
    assert faults == [
        "half of 'out': rows {'outing': 1} without an audit entry",
        "outing: rows of 1 instants at which the log knows no act",
    ]
    desk.close()


def test_that_an_act_told_as_not_saved_and_saved_all_the_same_is_found(ground):
    desk, clock = ground.sit_down(ground.instant(1))
    ledger = Ledger()
    tell = teller(ledger.hear)
    clock.forward(milliseconds=1)
    tell({"n": 1, "at": clock.now.isoformat(), "kind": "out", "rows": {"outing": 1}})
    desk.do(GoOut(ground.people[0], "pasar"))
    tell({"n": 1, "no": "Unavailable", "code": "server_away"})
    faults, _whole = look(desk, ledger, ground.instant(1))
    assert faults == ["'out' is there although it was told as not saved (server_away)"]
    desk.close()


def test_that_two_in_one_bed_are_counted(monkeypatch):
    rows = [("bed", "a", date(2026, 1, 1), None), ("bed", "b", date(2026, 12, 30), date(2026, 12, 31))]

    class Session:
        def connection(self):
            return self

        def exec_driver_sql(self, _query):
            return self

        def all(self):
            return rows

    assert overlaps(Session()) == {"bed": 1, "person": 0}


def test_that_a_crash_and_a_hang_of_the_program_are_told_with_their_spot(tmp_path):
    def trial(_place: Path, spot: Spot) -> str:
        if spot.at == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return f"{WRONG}silently other contents" if spot.at == 3 else "as before"

    def place(number: int) -> Path:
        folder: Path = tmp_path / str(number)
        folder.mkdir()
        return folder

    told, wrong, left = try_all(every_byte("", 0, 6), place, trial, 1e12)
    assert (told["as before"], left) == (4, 0)
    assert sorted(words.split(" with")[0] for words in wrong) == [
        "silently other contents",
        "the program died (SIGKILL)",
    ]


@pytest.mark.parametrize(
    ("came", "told"),
    [(lambda: 1 / 0, "ZeroDivisionError"), (lambda: (_ for _ in ()).throw(Wrong("accepted")), "Wrong: accepted")],
)
def test_that_what_nonsense_breaks_is_told(came: Callable[[], object], told: str):
    fed = feed(Feeding("x", 1, st.integers(), lambda _value: str(came())), 5, 1)
    assert fed.wrong
    assert told in fed.wrong[0]


def test_that_violations_stand_under_the_table():
    outcome = Outcome("kill", "file", 3)
    outcome.require(False, "half of 'out'")
    assert "VIOLATION kill, file: half of 'out'" in table_of([outcome])
    assert table_of([outcome]).splitlines()[2].split()[:3] == ["kill", "file", "3"]
