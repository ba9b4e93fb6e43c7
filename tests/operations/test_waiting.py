"""The gate while the server is away: what is written waits on the disk and is sent once, in order, as it happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.domain.waiting import Move
from shelter_admin.operations.accounts import DisableAccount
from shelter_admin.operations.link import Gone, Here, Link
from shelter_admin.operations.presence.gate import ComeIn, ExpectBack, GateBoardNow, GatePeople, GoOut
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.waiting import PutWaitingAway, SendGateMove, why_refused
from shelter_admin.persistence.audit import entries
from shelter_admin.persistence.people.tables import PersonCategoryTable
from shelter_admin.persistence.presence.tables import OutingTable
from tests.operations.away import Plug
from tests.people import as_role


@pytest.fixture
def people(house) -> list[str]:
    return [house.admit(name).person_id for name in ("Slamet Wibowo", "Slamet Arifin", "Maria Lencau")]


@pytest.fixture
def plug(monkeypatch) -> Plug:
    return Plug(monkeypatch)


@pytest.fixture
def link(house, people) -> Link:
    made = Link(house.head.store, lambda: house.head.now)
    made.prepare(house.head, house=True)
    return made


def outings(house) -> list[OutingTable]:
    with house.head.store.asking() as session:
        return list(session.query(OutingTable).order_by(OutingTable.out_at))


def sent(house) -> list[str]:
    with house.head.store.asking() as session:
        return [entry.what["entry_id"] for entry in entries(session) if entry.act == "SendGateMove"]


def test_that_going_out_during_an_outage_waits_and_is_shown_as_waiting(house, people, link, plug):
    plug.pull()
    done = link.do(house.head, GoOut(people[0], " Pasar Pagi "))
    board = link.ask(house.head, GateBoardNow())
    assert (done.waiting, done.changes.areas) == (True, {Area.PRESENCE})
    assert [(line.name, line.destination, line.waiting) for line in board.out] == [
        ("Slamet Wibowo", "Pasar Pagi", True)
    ]
    assert (board.inside, board.recent[0].waiting) == (2, True)


def test_that_what_waited_is_saved_with_the_instant_it_happened_at(house, people, link, plug):
    plug.pull()
    happened = house.clock.now
    until = happened + timedelta(hours=2)
    link.do(house.head, GoOut(people[0], "Pasar Pagi", until))
    house.clock.forward(minutes=40)
    plug.put_back(link)
    assert link.send(house.head) == 0
    saved = outings(house)[0]
    assert (saved.out_at, saved.expected_at, saved.destination) == (happened, until, "Pasar Pagi")
    assert (link.moves(), sent(house)) == ((), [saved.id])


def test_that_entries_are_sent_in_the_order_they_were_written(house, people, link, plug):
    plug.pull()
    for at, command in enumerate((GoOut(people[0]), ComeIn(people[0]), GoOut(people[0]), GoOut(people[1]))):
        house.clock.now += timedelta(minutes=at + 1)
        link.do(house.head, command)
    waiting = [move.id for move in link.moves()]
    plug.put_back(link)
    assert link.send(house.head) == 0
    assert sent(house) == waiting
    assert [(row.person_id, row.in_at is None) for row in outings(house)] == [
        (people[0], False), (people[0], True), (people[1], True)
    ]  # fmt: skip


def test_that_an_act_at_the_gate_waits_for_what_was_written_before_it(house, people, link, plug):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    plug.put_back(link)
    house.clock.forward(minutes=1)
    assert not link.do(house.head, ComeIn(people[0])).waiting
    assert [row.in_at for row in outings(house)] == [house.clock.now]


def test_that_an_entry_sent_twice_changes_nothing(house, people, link, plug):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    link.do(house.head, GoOut(people[1]))
    moves = link.moves()
    plug.put_back(link)
    link.send(house.head)
    house.clock.forward(minutes=5)
    house.head.do(ComeIn(people[0]))
    before = [(row.id, row.out_at, row.in_at) for row in outings(house)]
    for move in moves:
        link.gate.queue.add(move)
    assert link.send(house.head) == 0
    assert [(row.id, row.out_at, row.in_at) for row in outings(house)] == before


def test_that_an_entry_whose_answer_was_lost_is_not_written_twice(house, people, link, plug):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    plug.put_back(link)
    plug.lost_answer = True
    with pytest.raises(Unavailable, match="server_away_unsure"):
        link.send(house.head)
    assert len(link.moves()) == 1
    plug.put_back(link)
    assert link.send(house.head) == 0
    assert (len(outings(house)), link.moves()) == (1, ())


@pytest.mark.parametrize("command", [GoOut, ComeIn])
def test_that_an_act_that_may_have_been_saved_when_the_server_went_counts_once(house, people, link, plug, command):
    if command is ComeIn:
        house.head.do(GoOut(people[0]))
        house.clock.forward(hours=1)
        link.prepare(house.head, house=False)
    plug.lost_answer = True
    assert link.do(house.head, command(people[0])).waiting
    house.clock.forward(minutes=10)
    plug.put_back(link)
    assert (link.send(house.head), link.moves(), len(outings(house))) == (0, (), 1)


def test_that_what_another_gate_wrote_since_is_not_overwritten(house, people, link, plug):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    link.do(house.head, GoOut(people[1]))
    plug.out = False
    house.clock.forward(minutes=5)
    house.head.do(GoOut(people[0]))
    plug.put_back(link)
    assert link.send(house.head) == 1
    assert [(move.person_id, move.refused) for move in link.moves()] == [(people[0], "moved_since")]
    assert {row.person_id for row in outings(house)} == {people[0], people[1]}


def test_that_a_refused_entry_stays_until_it_is_put_away_with_a_reason(house, people, link, plug):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    plug.out = False
    house.head.do(GoOut(people[0]))
    house.clock.forward(minutes=5)
    plug.put_back(link)
    link.send(house.head)
    (move,) = link.moves()
    command = PutWaitingAway(move.id, move.account_id, move.person_id, move.at, move.move, move.refused)
    with pytest.raises(Refused, match="reason_missing"):
        link.do(house.head, command)
    assert link.moves() == (move,)
    link.do(house.head, command, reason="Sudah dicatat di pintu samping.")
    link.put_away(move.id)
    assert link.moves() == ()


def test_that_a_fault_in_one_entry_sets_it_aside_on_the_disk_and_the_others_are_sent_in_order(
    house, people, link, plug, monkeypatch, caplog
):
    plug.pull()
    for command in (GoOut(people[0]), GoOut(people[1]), GoOut(people[2]), ComeIn(people[1])):
        house.clock.forward(minutes=1)
        link.do(house.head, command)
    first, *others = link.moves()
    run = SendGateMove.run

    def faulty(entry, work):
        done = run(entry, work)
        if entry.entry_id == first.id:
            raise KeyError(first.name)  # after its row was written: nothing of it may stay
        return done

    monkeypatch.setattr(SendGateMove, "run", faulty)
    plug.put_back(link)
    assert link.send(house.head) == 1
    assert sent(house) == [move.id for move in others]
    assert {row.person_id for row in outings(house)} == {people[1], people[2]}
    (aside,) = Link(house.head.store, lambda: house.head.now).moves()
    assert aside == replace(first, refused="entry_not_sendable")
    assert why_refused(aside).startswith("The program made a mistake when it sent this entry.")
    assert ("KeyError" in caplog.text, first.name in caplog.text) == (True, False)
    assert not link.do(house.head, GoOut(people[0])).waiting


def test_that_entries_go_on_waiting_while_the_store_takes_none(house, people, link, plug, monkeypatch):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    plug.put_back(link)

    def full(_entry, _work):
        raise Unavailable("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(SendGateMove, "run", full)
        with pytest.raises(Unavailable, match="disk_full"):
            link.send(house.head)
    assert [move.refused for move in link.moves()] == [""]
    assert (link.send(house.head), link.moves()) == (0, ())


def test_that_each_entry_is_sent_as_who_wrote_it(house, people, link, plug):
    guard = as_role(house.head, Role.PIKET)
    link.prepare(guard, house=True)
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    link.do(guard, GoOut(people[1]))
    plug.put_back(link)
    link.send(guard)
    assert {row.person_id: row.changed_by for row in outings(house)} == {
        people[0]: house.head.staff.account_id, people[1]: guard.staff.account_id
    }  # fmt: skip
    with house.head.store.asking() as session:
        told = [entry.what.get("sent_by_id") for entry in entries(session) if entry.act == "SendGateMove"]
    assert told == [guard.staff.account_id, None]


def test_that_the_entry_of_an_account_closed_since_is_refused_and_kept(house, people, link, plug):
    guard = as_role(house.head, Role.PIKET)
    link.prepare(guard, house=True)
    plug.pull()
    link.do(guard, GoOut(people[1]))
    plug.out = False
    house.head.do(DisableAccount(guard.staff.account_id))
    plug.put_back(link)
    assert link.send(house.head) == 1
    assert [move.refused for move in link.moves()] == ["may_no_longer"]
    assert outings(house) == []


def test_that_a_return_changed_during_an_outage_is_saved_even_of_an_outing_that_waits(house, people, link, plug):
    plug.pull()
    going = link.do(house.head, GoOut(people[0]))
    until = house.clock.now + timedelta(hours=3)
    link.do(house.head, ExpectBack(going.outcome, until))
    assert link.ask(house.head, GateBoardNow()).out[0].until == until
    plug.put_back(link)
    assert link.send(house.head) == 0
    assert outings(house)[0].expected_at == until


def test_that_the_rules_hold_during_an_outage_too(house, people, link, plug):
    plug.pull()
    with pytest.raises(Refused, match="not_out"):
        link.do(house.head, ComeIn(people[0]))
    with pytest.raises(Refused, match="return_in_the_past"):
        link.do(house.head, GoOut(people[0], until=house.clock.now))
    link.do(house.head, GoOut(people[0]))
    with pytest.raises(Refused, match="already_out"):
        link.do(house.head, GoOut(people[0]))
    with pytest.raises(Refused, match="not_in_house"):
        link.do(house.head, GoOut("nobody"))
    assert len(link.moves()) == 1


def test_that_people_are_found_during_an_outage_as_before(house, people, link, plug):
    asked = ("slamet", "wib", "mar len", "2026-0002", "nobody", "slamet wibowo")
    before = [house.head.ask(GatePeople(typed)) for typed in asked]
    plug.pull()
    assert [link.ask(house.head, GatePeople(typed)) for typed in asked] == before


def test_that_who_is_kept_confidential_is_found_by_the_own_number_alone(house, people, link, plug):
    with house.writing() as session:
        session.add(PersonCategoryTable(person_id=people[2], category=min(RESTRICTED)))
    guard = as_role(house.head, Role.PIKET)
    link.prepare(guard, house=True)
    plug.pull()
    assert link.ask(guard, GatePeople("maria")) == ()
    assert link.ask(guard, GatePeople("confidential")) == ()
    number = next(person.number for person in link.ask(house.head, GatePeople("maria")))
    assert [person.person_id for person in link.ask(guard, GatePeople(number))] == [people[2]]


def test_that_nothing_but_the_gate_is_kept_for_later(house, people, link, plug):
    plug.pull()
    with pytest.raises(Unavailable, match="server_away"):
        link.ask(house.head, ResidentList())
    with pytest.raises(Unavailable, match="server_away"):
        link.undo(house.head)
    assert link.moves() == ()


def test_that_the_server_is_left_alone_until_it_is_known_to_be_back(house, people, link, plug):
    plug.pull()
    link.ask(house.head, GateBoardNow())
    plug.out = False
    with pytest.raises(Unavailable, match="server_away"):
        link.ask(house.head, ResidentList())
    link.take(Here(timedelta()))
    link.ask(house.head, ResidentList())


def test_that_the_outage_counts_from_when_it_was_first_seen(house, people, link, plug):
    plug.told_gone(link)
    since = house.clock.now
    house.clock.forward(minutes=9)
    link.take(Gone(Unavailable("server_away")))
    assert link.state.since == since
    plug.put_back(link)
    assert not link.state.away


def test_that_another_key_is_told_as_one(house, people, link):
    link.take(Gone(Unavailable("server_refuses")))
    with pytest.raises(Unavailable, match="key_changed_elsewhere"):
        link.ask(house.head, ResidentList())


def test_that_who_may_not_use_the_gate_writes_nothing_down_for_later(house, people, link, plug):
    trainer = as_role(house.head, Role.INSTRUKTUR)
    link.prepare(trainer, house=True)
    plug.pull()
    with pytest.raises(Refused, match="not_allowed"):
        link.do(trainer, GoOut(people[0]))
    assert link.moves() == ()


def test_that_waiting_entries_are_found_again_after_the_program_was_closed(house, people, link, plug):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    plug.out = False
    again = Link(house.head.store, lambda: house.head.now)
    assert [move.move for move in again.moves()] == [Move.OUT]
    again.send(house.head)
    assert len(outings(house)) == 1


def test_that_a_queue_that_cannot_be_read_is_put_aside_noted_once_and_stops_nobody(house, people, link, plug):
    plug.pull()
    link.do(house.head, GoOut(people[0]))
    path = link.gate.queue.path
    path.write_bytes(path.read_bytes()[:-1])
    link.do(house.head, GoOut(people[1]))
    assert (link.gate.lost, [move.person_id for move in link.moves()]) == (True, [people[1]])
    plug.put_back(link)
    link.send(house.head)
    link.send(house.head)
    with house.head.store.asking() as session:
        assert [entry.act for entry in entries(session)].count("NoteLostQueue") == 1
    assert not Link(house.head.store, lambda: house.head.now).gate.lost


def test_that_an_instant_ahead_of_the_clock_is_not_written_into_the_future(house, people, link):
    ahead = house.clock.now + timedelta(minutes=30)
    house.head.do(SendGateMove("entry-1", ahead, Move.OUT, people[0]))
    assert outings(house)[0].out_at == house.clock.now
    again = replace(SendGateMove("entry-1", ahead, Move.OUT, people[0]))
    house.head.do(again)
    assert len(outings(house)) == 1
