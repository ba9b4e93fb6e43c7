"""The one door: all of an act or nothing, audited, undone by its opposite."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

import pytest
from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.domain.settings import Letterhead
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.desk import Command, Done, Query, Work, facts_of
from shelter_admin.operations.settings import ChangeLetterhead, ChangePanti, ChangeSettings
from shelter_admin.persistence.audit import entries
from shelter_admin.persistence.history import history_of
from shelter_admin.persistence.panti import PantiTable
from shelter_admin.persistence.store import Store
from tests.people import HEAD, PASSWORD, FixedClock, a_desk, a_store, as_role


@dataclass(frozen=True)
class Rename(Command[str]):
    """An act of these tests."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    name: ClassVar[str] = "rename"

    title: str = field(repr=False)
    fails: bool = False
    afterwards_gives: str | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        row = work.session.get_one(PantiTable, work.panti.id)
        before, row.name = row.name, self.title
        if self.fails:
            work.session.flush()
            raise Refused("panti_name_missing")
        given = self.afterwards_gives
        return Done(
            Changes.of(Area.PANTI),
            "in time",
            Rename(before),
            ("person-1",),
            {"row_id": row.id},
            (lambda: given) if given else None,
        )


@dataclass(frozen=True)
class LookClosely(Query[str]):
    """A sensitive question of these tests."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = "look closely"

    person_id: str

    @override
    def run(self, work: Work) -> str:
        return work.panti.name

    @override
    def about(self, answer: str) -> tuple[str, ...]:
        return (self.person_id,)


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


def log(desk):
    return desk.ask(AuditLog())


def test_that_an_act_is_saved_and_leaves_one_entry_with_ids_and_no_words(desk):
    before = len(log(desk))
    done = desk.do(Rename("Panti Baru"), reason="salah tulis")
    assert (done.outcome, desk.panti.name) == ("in time", "Panti Baru")
    entry = log(desk)[-1]
    assert len(log(desk)) == before + 1
    assert (entry.act, entry.about) == ("Rename", ("person-1",))
    assert entry.what == {"title": "…", "fails": False, "row_id": desk.panti.id}


def test_that_the_log_says_who_acted_and_when_also_at_a_desk_shared_by_two(tmp_path):
    clock = FixedClock()
    head = a_desk(tmp_path, clock=clock)
    office, first = as_role(head, Role.TATA_USAHA), clock.now
    office.do(ChangeLetterhead(Letterhead(town="Samarinda")))
    clock.forward(minutes=7)
    head.do(ChangeLetterhead(Letterhead(town="Balikpapan")))
    with head.store.asking() as session:
        told = [(line.act, line.account_id, line.at) for line in entries(session)][-2:]
    assert told == [
        ("ChangeLetterhead", office.staff.account_id, first),
        ("ChangeLetterhead", head.staff.account_id, clock.now),
    ]
    assert [entry.who for entry in log(head)][-2:] == ["tata-usaha", "Dra. Ratna Wulandari"]
    head.close()


def test_that_the_old_value_goes_to_the_history_with_the_reason(desk):
    old = desk.panti.name
    desk.do(Rename("Panti Baru"), reason="salah tulis")
    with desk.store.asking() as session:
        (line,) = history_of(session, [desk.panti.id])
    assert (line.old, line.act, line.reason, line.by) == ({"name": old}, "Rename", "salah tulis", desk.staff.account_id)
    assert line.at == desk.now


def test_that_a_refused_act_leaves_nothing_behind(desk):
    before, old = len(log(desk)), desk.panti.name
    with pytest.raises(Refused):
        desk.do(Rename("Panti Baru", fails=True))
    with desk.store.asking() as session:
        assert session.get_one(PantiTable, desk.panti.id).name == old
        assert history_of(session, [desk.panti.id]) == []
    assert len(log(desk)) == before
    assert desk.undoable() is None


def test_that_an_act_is_undone_by_its_opposite_through_the_same_door(desk):
    old = desk.panti.name
    desk.do(Rename("Panti Baru"))
    step = desk.undoable()
    assert step is not None
    assert (step.name, step.command) == ("rename", Rename(old))
    desk.undo()
    assert desk.panti.name == old
    assert desk.undoable() is None
    assert [entry.act for entry in log(desk)][-2:] == ["Rename", "Rename"]
    with pytest.raises(Refused, match="nothing_to_undo"):
        desk.undo()


def test_that_what_waits_for_the_act_to_be_durable_is_done_last_and_gives_the_result(desk):
    assert desk.do(Rename("Panti Baru", afterwards_gives="afterwards")).outcome == "afterwards"


def test_that_nothing_waits_is_done_when_the_act_could_not_be_saved(desk, monkeypatch):
    def full(*_args, **_more):
        raise Unavailable("disk_full")

    monkeypatch.setattr("shelter_admin.operations.desk.record", full)
    called: list[str] = []
    monkeypatch.setattr("shelter_admin.operations.desk._finished", called.append)
    with pytest.raises(Unavailable):
        desk.do(Rename("Panti Baru", afterwards_gives="afterwards"))
    assert called == []
    assert desk.panti.name != "Panti Baru"


def test_that_a_sensitive_question_leaves_an_entry_about_whom_it_showed(desk):
    assert desk.ask(LookClosely("person-7")) == desk.panti.name
    entry = log(desk)[-1]
    assert (entry.act, entry.what, entry.about) == ("LookClosely", {"person_id": "person-7"}, ("person-7",))


def test_that_an_ordinary_question_leaves_no_entry(desk):
    before = len(log(desk))
    log(desk)
    assert len(log(desk)) == before


def test_that_a_sensitive_question_is_refused_where_no_entry_can_be_written(tmp_path):
    store = a_store(tmp_path)
    reader = store.opener.look_into(store.place, HEAD, PASSWORD)
    with pytest.raises(Unavailable, match="opened_read_only"):
        reader.ask(LookClosely("person-7"))
    reader.close()


def test_that_who_may_not_is_refused_before_anything_is_looked_up(desk, monkeypatch):
    piket = as_role(desk, Role.PIKET)

    def looked_up(*_args):
        raise AssertionError("looked up")

    monkeypatch.setattr(Store, "acting", looked_up)
    monkeypatch.setattr(Store, "asking", looked_up)
    for refused in (
        lambda: piket.do(Rename("X")),
        lambda: piket.ask(LookClosely("no-such-person")),
        lambda: piket.do(ChangeSettings(piket.panti.settings)),
    ):
        with pytest.raises(Refused) as caught:
            refused()
        assert (caught.value.code, caught.value.facts["right"]) == ("not_allowed", Right.CHANGE_SETTINGS)


def test_that_an_act_without_an_opposite_ends_what_can_be_taken_back(desk):
    desk.do(Rename("Panti Baru"))

    @dataclass(frozen=True)
    class Final(Command[None]):
        needs: ClassVar[Right] = Right.WORK_HERE
        name: ClassVar[str] = "final"

        @override
        def run(self, work: Work) -> Done[None]:
            return Done(Changes.of(Area.PANTI))

    desk.do(Final())
    assert desk.undoable() is None


def test_that_what_the_log_keeps_of_an_act_is_ids_dates_numbers_and_choices_only():
    @dataclass(frozen=True)
    class Act:
        person_id: str
        words: str
        night: date
        role: Role
        secret: str = field(repr=False)
        ids: tuple[str, ...] = ()
        many_ids: tuple[str, ...] = ()

    act = Act("p-1", "Budi", date(2026, 11, 21), Role.PIKET, "rahasia", ("Budi",), tuple(str(n) for n in range(60)))
    assert facts_of(act) == {
        "person_id": "p-1",
        "words": "…",
        "night": "2026-11-21",
        "role": "piket",
        "secret": "…",
        "ids": ["…"],
        "many_ids": {"count": 60},
    }
    assert facts_of(object()) == {}


def test_that_the_desk_knows_day_and_night_of_the_panti(desk):
    assert desk.today == date(2026, 11, 21)
    assert desk.may(Right.CHANGE_SETTINGS)
    assert not as_role(desk, Role.PIKET).may(Right.CHANGE_SETTINGS)


def test_that_letterhead_and_details_are_acts_of_the_same_door(desk):
    assert {act.name for act in (ChangeLetterhead, ChangePanti)} == {
        "change the letterhead",
        "change the shelter's details",
    }
