"""Looking the store over finds what is wrong, below the guards, and says what to do."""

from __future__ import annotations

import re

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Damaged
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.check import WRONG, CheckStore
from shelter_admin.persistence.checks import COUNTED, READ
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import a_house
from tests.people import HEAD, PASSWORD, a_desk, a_store
from tests.server import below_the_rules

STAMPED = "'p', 1, '2026-11-21 00:00:00', 'a'"
PEOPLE = [
    f"INSERT INTO person (id, panti_id, version, changed_at, changed_by, number, name, alias, sound, birth_quality, "
    f"birth_text, birth_place, origin_text, nik_quality, nik_text, features) VALUES "
    f"('{one}', {STAMPED}, '{one}', 'Nama', '', '', 'unknown', '', '', '', 'missing', '', '')"
    for one in ("p1", "p2")
]
STAY = (
    "INSERT INTO stay (id, panti_id, version, changed_at, changed_by, person_id, admitted_on, admitted_text, source_text, "
    "left_on, leave_reason, leave_note, room_text, remark, quick) VALUES "
    "('{id}', " + STAMPED + ", '{person}', '{admitted}', '', '', {left}, {reason}, '', '', '', false)"
)
STAYS = [
    STAY.format(id="s1", person="p1", admitted="2026-01-01", left="NULL", reason="NULL"),
    STAY.format(id="s2", person="p2", admitted="2026-01-01", left="NULL", reason="NULL"),
]
ROOM = [
    f"INSERT INTO wisma (id, panti_id, version, changed_at, changed_by, name) VALUES ('w', {STAMPED}, 'Melati')",
    f"INSERT INTO room (id, panti_id, version, changed_at, changed_by, wisma_id, name) VALUES ('r', {STAMPED}, 'w', '1')",
    *[
        f"INSERT INTO bed (id, panti_id, version, changed_at, changed_by, room_id, label, kind) "
        f"VALUES ('{one}', {STAMPED}, 'r', '{one}', 'bed')"
        for one in ("b1", "b2")
    ],
]
PLACEMENT = (
    "INSERT INTO placement (id, panti_id, version, changed_at, changed_by, bed_id, person_id, stay_id, from_night, "
    "until_night, reason, despite) VALUES ('{id}', "
    + STAMPED
    + ", '{bed}', '{person}', '{stay}', '{start}', {end}, '', '')"
)
OUTING = (
    "INSERT INTO outing (id, panti_id, version, changed_at, changed_by, person_id, stay_id, kind, destination, out_at) "
    f"VALUES ('o', {STAMPED}, 'p1', 's1', 'I', '', '2026-11-20 10:00:00')"
)
ROLL_CALL = (
    "INSERT INTO roll_call (id, panti_id, version, changed_at, changed_by, night, kind, policy) "
    f"VALUES ('c', {STAMPED}, '2025-06-01', 'malam', '{{}}')"
)
MARK = (
    "INSERT INTO roll_call_mark (id, panti_id, version, changed_at, changed_by, roll_call_id, person_id, stay_id, mark, "
    "note) VALUES ('{id}', " + STAMPED + ", 'c', 'p1', '{stay}', 'H', '')"
)
EARLIER_STAY = STAY.format(id="s0", person="p1", admitted="2025-01-01", left="'2025-12-01'", reason="'KABUR'")
LEFT = "UPDATE stay SET leave_reason = 'KABUR', left_on = '2026-11-01' WHERE id = 's1'"

CLASS = [
    f"INSERT INTO program (id, panti_id, version, changed_at, changed_by, name) VALUES ('g', {STAMPED}, 'Las')",
    (
        f"INSERT INTO batch (id, panti_id, version, changed_at, changed_by, program_id, name, weekdays) "
        f"VALUES ('k', {STAMPED}, 'g', '', '12345')"
    ),
    (
        f"INSERT INTO enrolment (id, panti_id, version, changed_at, changed_by, stay_id, program_id, batch_id) "
        f"VALUES ('e', {STAMPED}, 's1', 'g', 'k')"
    ),
    (
        f"INSERT INTO class_session (id, panti_id, version, changed_at, changed_by, batch_id, day) "
        f"VALUES ('h', {STAMPED}, 'k', '2025-12-30')"
    ),
]
CLASS_MARK = (
    "INSERT INTO attendance_mark (id, panti_id, version, changed_at, changed_by, session_id, enrolment_id, mark, note) "
    f"VALUES ('m', {STAMPED}, 'h', 'e', 'H', '')"
)
DECISION = (
    "INSERT INTO exit_decision (id, panti_id, version, changed_at, changed_by, stay_id, person_id, ready, reason, names, "
    f"decided_on, decided_by, snapshot) VALUES ('d', {STAMPED}, 's1', 'p2', true, 'x', 'y', '2026-11-01', 'a', '{{}}')"
)
KEY = (
    "INSERT INTO signing_key (id, panti_id, version, changed_at, changed_by, public_key, secret_key, made_at) "
    f"VALUES ('y', {STAMPED}, x'00', x'00', '2026-11-21 00:00:00')"
)
CERTIFICATE = (
    "INSERT INTO certificate (id, panti_id, version, changed_at, changed_by, enrolment_id, person_id, key_id, year, "
    "serial, number, issued_on, name, program, hours, mark, predikat, code, fingerprint, pdf_sha256, revoke_reason) "
    "VALUES ('c', " + STAMPED + ", 'e', '{person}', 'y', 2026, {serial}, '1', '2026-11-21', 'Nama', 'Las', 400, 80.0, "
    "'', 'x', 'x', 'x', '')"
)
PAPER = (
    "INSERT INTO certificate_paper (id, panti_id, version, changed_at, changed_by, certificate_id, content) "
    f"VALUES ('r', {STAMPED}, 'c', x'00')"
)


def a_certificate(person="p1", serial=1):
    return [*CLASS, KEY, CERTIFICATE.format(person=person, serial=serial)]


def placement(number, bed="b1", person="p1", stay="s1", start="2026-05-01", end="NULL"):
    return PLACEMENT.format(id=f"pl{number}", bed=bed, person=person, stay=stay, start=start, end=end)


TWO_IN_ONE_BED = [placement(1), placement(2, person="p2", stay="s2", start="2026-06-01")]
WRITTEN = {
    "bed_taken_twice": TWO_IN_ONE_BED,
    "person_in_two_beds_at_once": [placement(1), placement(2, bed="b2", start="2026-06-01")],
    "stays_at_once": [STAY.format(id="s3", person="p1", admitted="2026-02-01", left="'2026-03-01'", reason="'KABUR'")],
    "bed_of_somebody_gone": [placement(1), LEFT],
    "bed_outside_stay": [placement(1, start="2025-12-31")],
    "bed_of_another_person": [placement(1, person="p2", stay="s1")],
    "out_although_gone": [OUTING, LEFT],
    "roll_call_counts_twice": [
        EARLIER_STAY,
        ROLL_CALL,
        MARK.format(id="m1", stay="s0"),
        MARK.format(id="m2", stay="s1"),
    ],
    "roll_call_counts_stranger": [ROLL_CALL, MARK.format(id="m1", stay="s1")],
    "class_mark_outside_stay": [*CLASS, CLASS_MARK],
    "decision_of_another_person": [DECISION],
    "certificate_of_another_person": [*a_certificate(person="p2"), PAPER],
    "certificate_number_missing": [*a_certificate(serial=2), PAPER],
    "certificate_without_paper": a_certificate(),
    "stay_after_death": [
        STAY.format(id="s3", person="p1", admitted="2025-02-01", left="'2025-03-01'", reason="'MENINGGAL'")
    ],
    "person_without_stay": ["DELETE FROM stay WHERE id = 's2'"],
    "search_incomplete": ["DELETE FROM person_search WHERE person_id = 'p1'"],
}


def write_below_the_guards(desk, statements):
    """Write past the program and the database's guards, as somebody with the key (or the server's owner) could."""
    if desk.store.server is not None:
        write_below_the_guards_of_a_server(desk.store.server, statements)
        return
    with desk.store.engine.connect().execution_options(acting=True) as connection:
        for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all():
            if not name.startswith("person_search"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


def write_below_the_guards_of_a_server(address, statements):
    with below_the_rules(address) as connection:
        for statement in statements:
            told = re.sub(r"\bx'([0-9a-f]*)'", r"decode('\1', 'hex')", statement)
            connection.execute(told.replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')"))


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


def test_that_a_sound_store_has_no_findings(desk):
    write_below_the_guards(desk, [*PEOPLE, *STAYS, *ROOM, placement(1), placement(2, "b2", "p2", "s2")])
    found = desk.ask(CheckStore())
    assert (found.integrity, found.audit_chain, found.problems) == ("ok", "ok", ())
    assert found.audit_entries == 3
    assert found.sound


@pytest.mark.parametrize("rule", list(COUNTED))
def test_that_each_broken_rule_is_found_and_said_in_words(desk, rule):
    write_below_the_guards(desk, [*PEOPLE, *STAYS, *ROOM, *WRITTEN[rule]])
    found = desk.ask(CheckStore())
    assert WRONG[rule].format(count=1) in found.problems
    assert not found.sound
    assert "{" not in "".join(found.problems)


def test_that_every_rule_has_words():
    assert set(COUNTED) | set(READ) == set(WRONG)


@pytest.mark.parametrize(
    ("tampering", "rule"),
    [
        ("UPDATE certificate_paper SET content = content || x'20'", "certificate_paper_changed"),
        ("UPDATE certificate SET name = 'Orang Lain'", "certificate_code_unsound"),
        ("UPDATE certificate SET mark = 99.0", "certificate_code_unsound"),
        ("UPDATE certificate SET code = replace(code, 'A', 'B')", "certificate_code_unsound"),
        ("UPDATE certificate SET fingerprint = 'AAAA-AAAA-AAAA'", "certificate_code_unsound"),
        ("UPDATE signing_key SET public_key = zeroblob(32)", "certificate_code_unsound"),
    ],
)
def test_that_a_certificate_changed_below_the_program_is_found(tmp_path, tampering, rule):
    house = a_house(tmp_path)
    issue(house, a_graduate(house))
    assert house.head.ask(CheckStore()).problems == ()
    write_below_the_guards(house.head, [tampering])
    assert house.head.ask(CheckStore()).problems == (WRONG[rule].format(count=1),)
    house.head.close()


def test_that_a_certificate_taken_out_of_the_register_is_found(tmp_path):
    house = a_house(tmp_path)
    issue(house, a_graduate(house))
    write_below_the_guards(house.head, ["DELETE FROM certificate_paper", "DELETE FROM certificate"])
    assert house.head.ask(CheckStore()).problems == (WRONG["certificate_number_missing"].format(count=1),)
    house.head.close()


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit SET account_id = 'somebody else' WHERE no = 3", "Entry 3 of the log was altered"),
        ("UPDATE audit SET what = '{\"x\": 1}' WHERE no = 4", "Entry 4 of the log was altered"),
        ("DELETE FROM audit WHERE no = 3", "Entry 3 of the log is missing"),
        ("DELETE FROM audit WHERE no > 3", "The end of the log is missing"),
        ("UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE no = 2", "Entry 2 of the log was altered"),
    ],
)
def test_that_a_log_that_was_tampered_with_is_found_out(desk, tampering, told):
    desk.do(AddAccount("sari", (Role.PIKET,), "sandi sari 1"))
    desk.do(AddAccount("budi", (Role.PIKET,), "sandi budi 1"))
    write_below_the_guards(desk, [tampering])
    found = desk.ask(CheckStore())
    assert found.audit_chain.startswith(told)
    assert not found.sound


def test_that_a_lost_end_of_the_log_is_remembered_after_the_next_opening(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AddAccount("sari", (Role.PIKET,), "sandi sari 1"))
    write_below_the_guards(desk, ["DELETE FROM audit WHERE no > 2"])
    desk.close()
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    assert desk.store.tail_lost
    for number in range(3):
        desk.do(AddAccount(f"sari{number}", (Role.PIKET,), "sandi sari 1"))
    found = desk.ask(CheckStore())
    assert found.audit_chain == "ok"
    assert found.problems == (
        "At opening, entry 3 found that the log once reached entry 4; what came between is lost.",
    )
    desk.close()


def test_that_a_lost_end_of_the_log_is_remembered_when_the_recovery_code_opens_next(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AddAccount("sari", (Role.PIKET,), "sandi sari 1"))
    write_below_the_guards(desk, ["DELETE FROM audit WHERE no > 2"])
    desk.close()
    desk = store.opener.unlock_with_recovery(store.place, store.recovery_code, HEAD, "sandi yang baru")
    assert len(desk.ask(CheckStore()).problems) == 1
    desk = store.opener.switch(desk, HEAD, "sandi yang baru")
    assert len(desk.ask(CheckStore()).problems) == 1  # told once, not at every switch of user
    desk.close()


@pytest.mark.parametrize("spoilt", [None, b"", b"nothing sound" * 90])
def test_that_a_witness_that_is_gone_or_spoilt_is_written_down(tmp_path, spoilt):
    store = a_store(tmp_path)
    witness = store.path.with_name(store.path.name + ".head")
    witness.unlink() if spoilt is None else witness.write_bytes(spoilt)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    assert desk.ask(AuditLog())[-1].what == {"witness_missing": True}
    desk.close()
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    assert desk.ask(AuditLog())[-1].what == {}
    desk.close()


@pytest.mark.embedded("a file is put in the place of a file")
def test_that_a_store_put_back_from_an_earlier_day_is_found_by_the_witness(tmp_path):
    store = a_store(tmp_path)
    old = store.path.read_bytes()
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AddAccount("sari", (Role.PIKET,), "sandi sari 1"))
    desk.close()
    store.path.write_bytes(old)
    desk = store.opener.look_into(store.place, HEAD, PASSWORD)
    assert desk.store.tail_lost
    assert desk.ask(CheckStore()).audit_chain.startswith("The end of the log is missing: entry 4 was there")
    desk.close()


@pytest.mark.embedded("broken references are found by the file itself")
def test_that_a_reference_to_nothing_is_found(desk):
    with desk.store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.rollback() if raw.in_transaction else None
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(
            f"INSERT INTO account_role (id, panti_id, version, changed_at, changed_by, account_id, role) "
            f"VALUES ('x', {STAMPED}, 'nobody', 'piket')"
        )
        raw.execute("PRAGMA foreign_keys = ON")
    assert "foreign key: account_role" in desk.ask(CheckStore()).integrity


@pytest.mark.embedded("its bytes are changed")
def test_that_flipped_bytes_are_found_wherever_they_are(tmp_path):
    store = a_store(tmp_path)
    whole = store.path.read_bytes()
    for place in range(4096 + 100, len(whole), len(whole) // 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        store.path.write_bytes(damaged)
        try:
            desk = store.opener.look_into(store.place, HEAD, PASSWORD)
        except Damaged:
            continue
        found = desk.ask(CheckStore())
        assert found.integrity != "ok", place
        desk.close()
