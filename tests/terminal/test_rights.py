"""Every command of the terminal as every role: past the rights for the roles of the table, ``not_allowed`` for others."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click
import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.opening import Opener
from shelter_admin.terminal.app import COMMANDS, main, program
from tests.operations.test_rights import (
    BEDS,
    CLASSES,
    EVERYBODY,
    GATE,
    HEAD_ALONE,
    HOUSE,
    LETTERHEAD_AND_ROOMS,
    NIGHT_INTAKE,
    OFFICE,
    PAPERS,
    READINESS,
    SYSTEM,
    TRAINERS,
    LookedUp,
    NoStore,
    a_desk_at_no_store,
)

FILE, DAY, NUMBER = "no-such-file.xlsx", "2026-11-20", "2026-0001"
NIGHT = datetime(2026, 11, 21, 15, tzinfo=UTC)
# Nobody signs in for these; upgrade asks the owner of the database.
NO_STORE_YET = {"init", "demo", "restore", "connect", "upgrade"}

# Every command with words that are understood, and who gets past the rights with them.
TABLE = {
    "account add sari --role piket": SYSTEM,
    "account close sari": SYSTEM,
    "account list": SYSTEM,
    "account password sari": EVERYBODY,  # one's own; whose it is must be looked up first
    "account roles sari --role piket": SYSTEM,
    "attendance close Las 2026-11-20": TRAINERS,
    "attendance mark Las 2026-11-20 2026-0001=H": TRAINERS,
    "attendance sheet Las": CLASSES,
    "audit": SYSTEM,
    "backup --to .": SYSTEM,
    f"backup rehearse {FILE}": SYSTEM,
    "bed assign 2026-0001 Melati": BEDS,
    "bed board": BEDS,
    "certificate batch Las": HEAD_ALONE,
    "certificate issue 2026-0001 --program Las": HEAD_ALONE,
    "certificate reprint 1 --reason rusak": OFFICE,
    "certificate revoke 1 --reason salah": HEAD_ALONE,
    "certificate verify 1": PAPERS,
    "check": SYSTEM,
    "connection --to kantor.sambungan": SYSTEM,
    "decide 2026-0001 --ready --reason siap": HEAD_ALONE,
    "enrol 2026-0001 --program Las": HEAD_ALONE,
    "gate board": HOUSE,
    "gate in 2026-0001": GATE,
    "gate out 2026-0001 --to pasar": GATE,
    "grade Las 2026-0001=80": TRAINERS,
    f"import attendance {FILE} --program Las": TRAINERS,
    f"import register {FILE}": PAPERS,
    f"import rooms {FILE}": LETTERHEAD_AND_ROOMS,
    "month 2026-10 --out .": OFFICE,
    "month 2026-10 --out . --draft": OFFICE,
    "move --to baru.shelter": SYSTEM,
    "person add --name Budi": NIGHT_INTAKE,
    "person add --name Budi --category LANSIA_TELANTAR": PAPERS,
    "person find budi": HOUSE,
    "person leave 2026-0001 --reason KABUR": PAPERS,
    "person return 2026-0001": PAPERS,
    "person show 2026-0001": HOUSE,
    "program add Las --hours 400": HEAD_ALONE,
    "readiness": READINESS,
    "records 2026-10 --out x.zip": OFFICE,
    "roll-call 2026-11-20": HOUSE,
    "roll-call 2026-11-20 --all-present": GATE,
}


@pytest.fixture
def as_role(monkeypatch, capfd, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE).write_bytes(b"x")
    monkeypatch.setattr(NoStore, "close", lambda _self: None, raising=False)
    monkeypatch.setenv("SHELTER_STORE", str(tmp_path / "p.shelter"))
    monkeypatch.setenv("SHELTER_USER", "a")
    monkeypatch.setenv("SHELTER_PASSWORD", "a")

    def carried_out(role: Role, words: str) -> dict[str, str]:
        def sat_down(*_arguments: object, **_more: object) -> object:
            return a_desk_at_no_store(NIGHT, role)

        for door in ("unlock", "look_into"):
            monkeypatch.setattr(Opener, door, sat_down)
        main(["--json", *words.split()])
        out, _err = capfd.readouterr()
        told: dict[str, str] = json.loads(out)
        return told

    return carried_out


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> set[str]:
    if not isinstance(command, click.Group):
        return {" ".join(words)}
    context = click.Context(command)
    found: set[str] = set()
    if command.invoke_without_command:
        found.add(" ".join(words))
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        found |= leaves(below, (*words, name))
    return found


def test_that_every_command_stands_in_the_table():
    def named(words: str) -> bool:
        return any(line == words or line.startswith(f"{words} ") for line in TABLE)

    there = {words for words in leaves(program()) if words.split(" ", 1)[0] not in NO_STORE_YET}
    assert {words for words in there if not named(words)} == set()
    assert set(COMMANDS) >= {line.split(" ", 1)[0] for line in TABLE}


@pytest.mark.parametrize("words", list(TABLE))
def test_that_a_command_gets_past_the_rights_for_its_roles_and_for_no_other(as_role, words):
    told = {role: as_role(role, words) for role in Role}
    wrong = {role: answer for role, answer in told.items() if "usage" in answer}
    assert wrong == {}
    passed = {role for role, answer in told.items() if answer.get("refused") != "not_allowed"}
    assert passed == TABLE[words]


def test_that_the_table_would_notice_a_command_that_asks_no_right(as_role, monkeypatch):
    monkeypatch.setattr("shelter_admin.terminal.call.Call._at", unguarded)
    with pytest.raises(AssertionError):
        test_that_a_command_gets_past_the_rights_for_its_roles_and_for_no_other(as_role, "person show 2026-0001")


def unguarded(*_arguments: object) -> object:
    raise LookedUp
