"""Accounts: who may change whose, passed rights, trainers, what the log keeps of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import PASSABLE, Right, Role
from shelter_admin.domain.errors import Failure
from shelter_admin.operations.accounts import (
    AddAccount,
    ChangePassword,
    DisableAccount,
    EnableAccount,
    ListAccounts,
    PassRight,
    PrintRecoverySheet,
    RenameAccount,
    SetPassword,
    SetRoles,
    SetTrainer,
    TrainerPrograms,
    WhoAmI,
)
from shelter_admin.operations.audit import AuditLog
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.training import programs as training
from tests.people import HEAD, NOON, PASSWORD, FixedClock, a_store, as_role

TODAY = date(2026, 11, 21)
SARI = "sandi sari 1"


@pytest.fixture
def store(tmp_path):
    return a_store(tmp_path)


@pytest.fixture
def head(store):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    yield desk
    desk.close()


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


def line_of(desk, user):
    return next(line for line in desk.ask(ListAccounts()) if line.user == user)


def test_that_a_new_account_signs_in_with_its_roles(store, head):
    head.do(AddAccount("Sari", (Role.PIKET, Role.PENGASUH), SARI, "Sari Dewi"))
    sari = store.opener.switch(head, "sari", SARI)
    assert sari.ask(WhoAmI()).roles == {Role.PIKET, Role.PENGASUH}
    assert line_of(head, "sari").roles == (Role.PENGASUH, Role.PIKET)


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (AddAccount("kepala", (Role.PIKET,), SARI), "user_taken"),
        (AddAccount("KEPALA", (Role.PIKET,), SARI), "user_taken"),
        (AddAccount("sa ri", (Role.PIKET,), SARI), "user_unclear"),
        (AddAccount("sari", (), SARI), "role_missing"),
        (AddAccount("sari", (Role.PIKET,), "pendek"), "password_too_short"),
    ],
)
def test_that_an_unclear_account_is_refused_and_leaves_no_slot(head, account, code):
    before = head.store.keys().slot_ids
    assert code_of(lambda: head.do(account)) == code
    assert head.store.keys().slot_ids == before
    assert len(head.ask(ListAccounts())) == 1


def test_that_a_password_changes_only_for_who_knows_the_old_one(store, head):
    assert code_of(lambda: head.do(ChangePassword("bukan ini", "kata sandi baru"))) == "old_password_wrong"
    head.do(ChangePassword(PASSWORD, "kata sandi baru"))
    assert code_of(lambda: store.opener.switch(head, HEAD, PASSWORD)) == "wrong_password"
    store.opener.switch(head, HEAD, "kata sandi baru")


def test_that_a_forgotten_password_is_set_by_who_manages_accounts(store, head):
    sari = head.do(AddAccount("sari", (Role.PIKET,), SARI)).outcome
    head.do(SetPassword(sari, "sandi sari 2"))
    assert code_of(lambda: store.opener.switch(head, "sari", SARI)) == "wrong_password"
    store.opener.switch(head, "sari", "sandi sari 2")


def test_that_a_closed_account_has_no_way_in_until_it_is_opened_again(store, head):
    sari = head.do(AddAccount("sari", (Role.PIKET,), SARI)).outcome
    slots = len(head.store.keys().slot_ids)
    head.do(DisableAccount(sari))
    assert line_of(head, "sari").disabled
    assert len(head.store.keys().slot_ids) == slots - 1
    assert code_of(lambda: store.opener.switch(head, "sari", SARI)) == "wrong_password"
    assert code_of(lambda: head.do(SetPassword(sari, "sandi sari 2"))) == "account_disabled"
    head.do(EnableAccount(sari, "sandi sari 3"))
    store.opener.switch(head, "sari", "sandi sari 3")


def test_that_the_only_head_stays_head_and_nobody_changes_their_own_account(head):
    me = head.staff.account_id
    assert code_of(lambda: head.do(DisableAccount(me))) == "own_account"
    assert code_of(lambda: head.do(SetRoles(me, (Role.PIKET,)))) == "own_roles"
    other = head.do(AddAccount("wakil", (Role.KEPALA,), SARI)).outcome
    head.do(DisableAccount(other))
    again = head.do(AddAccount("wakil2", (Role.KEPALA,), SARI)).outcome
    head.do(SetRoles(again, (Role.PIKET,)))


def test_that_the_last_head_is_not_taken_away_by_another_head_who_was_closed_meanwhile(head):
    other = head.do(AddAccount("wakil", (Role.KEPALA,), SARI)).outcome
    as_admin = as_role(head, Role.ADMIN)
    assert code_of(lambda: as_admin.do(DisableAccount(other))) == "only_head"
    head.do(DisableAccount(other))
    assert [line.user for line in head.ask(ListAccounts()) if Role.KEPALA in line.roles and not line.disabled] == [HEAD]


def test_that_only_a_head_makes_or_changes_a_heads_account(head):
    admin = as_role(head, Role.ADMIN)
    me = head.staff.account_id
    assert code_of(lambda: admin.do(AddAccount("wakil", (Role.KEPALA,), SARI))) == "only_head"
    assert code_of(lambda: admin.do(SetPassword(me, "sandi curian"))) == "only_head"
    assert code_of(lambda: admin.do(SetRoles(me, (Role.PIKET,)))) == "only_head"
    piket = admin.do(AddAccount("joko", (Role.PIKET,), SARI)).outcome
    assert code_of(lambda: admin.do(SetRoles(piket, (Role.KEPALA,)))) == "only_head"
    assert code_of(lambda: admin.ask(PrintRecoverySheet("AAAAA-BBBBB"))) == "only_head"


def test_that_changed_roles_and_names_can_be_taken_back(head):
    sari = head.do(AddAccount("sari", (Role.PIKET,), SARI, "Sari")).outcome
    head.do(SetRoles(sari, (Role.PENGASUH,)))
    head.do(RenameAccount(sari, "Sari Dewi"))
    assert (line_of(head, "sari").full_name, line_of(head, "sari").roles) == ("Sari Dewi", (Role.PENGASUH,))
    head.undo()
    head.undo()
    assert (line_of(head, "sari").full_name, line_of(head, "sari").roles) == ("Sari", (Role.PIKET,))


def test_that_a_passed_right_holds_up_to_and_including_its_day(store, head):
    sari = head.do(AddAccount("sari", (Role.INSTRUKTUR,), SARI)).outcome
    head.do(PassRight(sari, Right.RECORD_LEAVING, TODAY))
    desk = store.opener.switch(head, "sari", SARI)
    assert desk.may(Right.RECORD_LEAVING)
    store.clock.forward(days=1)
    assert not desk.may(Right.RECORD_LEAVING)


def test_that_a_passed_right_is_lengthened_and_taken_back(store, head):
    sari = head.do(AddAccount("sari", (Role.INSTRUKTUR,), SARI)).outcome
    head.do(PassRight(sari, Right.IMPORT, TODAY))
    head.do(PassRight(sari, Right.IMPORT, TODAY + timedelta(days=7)))
    assert line_of(head, "sari").passed == ((Right.IMPORT, TODAY + timedelta(days=7)),)
    head.undo()
    assert line_of(head, "sari").passed == ((Right.IMPORT, TODAY),)
    head.do(PassRight(sari, Right.IMPORT, None))
    assert line_of(head, "sari").passed == ()


def test_that_only_the_heads_own_rights_are_passed_and_never_the_passing_itself(head):
    sari = head.do(AddAccount("sari", (Role.INSTRUKTUR,), SARI)).outcome
    for right in set(Right) - set(PASSABLE):
        assert code_of(lambda right=right: head.do(PassRight(sari, right, TODAY))) == "right_not_passable"
    assert Right.PASS_RIGHTS not in PASSABLE
    assert code_of(lambda: head.do(PassRight(sari, Right.IMPORT, TODAY - timedelta(days=1)))) == "until_past"


def test_that_a_trainer_is_given_programmes(head):
    sari = head.do(AddAccount("sari", (Role.INSTRUKTUR,), SARI)).outcome
    with head.store.acting(Stamp(head.panti.id, head.staff.account_id, NOON, "AddProgram")) as session:
        sewing, baking = training.program_named(session, "Menjahit"), training.program_named(session, "Tata Boga")
    head.do(SetTrainer(sari, (sewing, "no-such")))
    assert head.ask(TrainerPrograms(sari)) == ((sewing, "Menjahit", True), (baking, "Tata Boga", False))
    head.do(SetTrainer(sari, (baking,)))
    head.undo()
    assert [trains for _id, _name, trains in head.ask(TrainerPrograms(sari))] == [True, False]


def test_that_the_log_names_what_was_done_and_holds_neither_password_nor_name(head):
    sari = head.do(AddAccount("sari", (Role.PIKET,), SARI, "Sari Dewi")).outcome
    head.do(SetPassword(sari, "sandi sari 2"))
    entries = head.ask(AuditLog())[-2:]
    assert [entry.act for entry in entries] == ["AddAccount", "SetPassword"]
    assert entries[0].what["roles"] == ["piket"]
    assert entries[0].what["account_id"] == sari
    text = repr([entry.what for entry in entries])
    assert "sandi" not in text
    assert "Dewi" not in text


def test_that_the_log_is_read_from_a_day_on(store, head):
    store.clock.forward(days=2)
    head.do(AddAccount("sari", (Role.PIKET,), SARI))
    assert [entry.act for entry in head.ask(AuditLog(date(2026, 11, 23)))] == ["AddAccount"]
    assert head.ask(AuditLog(date(2026, 11, 24))) == ()


def test_that_an_unknown_account_is_refused(head):
    for act in (SetPassword("x", SARI), SetRoles("x", (Role.PIKET,)), DisableAccount("x"), RenameAccount("x", "Y")):
        assert code_of(lambda act=act: head.do(act)) == "account_unknown"


def test_that_a_recovery_sheet_is_printed_and_the_printing_written_down(head):
    sheet = head.ask(PrintRecoverySheet("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF"))
    assert sheet.content.startswith(b"%PDF")
    last = head.ask(AuditLog())[-1]
    assert (last.act, last.what) == ("PrintRecoverySheet", {"code": "…", "replaces_older": False})


def test_that_the_clock_of_the_tests_stands_still():
    assert FixedClock()() == NOON
