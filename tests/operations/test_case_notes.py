"""Notes: written in one line, followed up; a confidential one is for its author and the head alone, everywhere."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cases.due import DueKind
from shelter_admin.domain.cases.notes import NoteKind
from shelter_admin.domain.errors import Conflict, Failure, Refused
from shelter_admin.operations import registry
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.cases.asking import CaseFileOf, CaseWorkDue
from shelter_admin.operations.cases.noting import EditNote, FollowUpNote, TakeBackNote, WriteNote, as_shown
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.editing import Seen
from shelter_admin.persistence.cases.tables import CaseNoteTable
from shelter_admin.persistence.history import HistoryTable
from tests.operations.answers_read import texts_in
from tests.operations.confidential_house import a_confidential_house
from tests.operations.confidential_questions import OF_A_FILE, words_for
from tests.operations.residents_house import TODAY, House, refused

SECRET = "kejadian-di-rumah-lama"


@pytest.fixture
def person(house: House) -> str:
    return house.admit("Budi Santoso").person_id


def another_worker(house: House) -> Desk:
    """A second social worker."""
    account = house.head.do(AddAccount("sari", (Role.PEKERJA_SOSIAL,), "kata sandi sari")).outcome
    return Desk(house.head.store, account, house.clock)


def notes(desk: Desk, person: str):
    return desk.ask(CaseFileOf(person)).notes


def test_that_a_line_becomes_a_note_with_its_follow_up_and_is_taken_back(house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    worker.do(WriteNote(person, "f Ibunya mau menerima > 3 hari"))
    (note,) = notes(house.head, person)
    assert (note.kind, note.words, note.author) == (NoteKind.FAMILY, "Ibunya mau menerima", "pekerja-sosial")
    assert (note.at, note.follow_up_on) == (house.clock.now, TODAY + timedelta(days=3))
    worker.undo()
    assert notes(house.head, person) == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "note_empty"),
        ("k x > kapan", "follow_up_unclear"),
        ("k x > 1-1-2020", "follow_up_past"),
        ("k " + "x" * 4001, "text_too_long"),
    ],
)
def test_that_a_line_that_cannot_be_kept_is_refused_beside_it(house, person, line, code):
    before = house.counts()
    refused(house.head, WriteNote(person, line), code, field="line")
    assert house.counts() == before


def test_that_a_follow_up_is_its_author_s_turn_until_it_is_done(house, person):
    worker, other = house.desk(Role.PEKERJA_SOSIAL), another_worker(house)
    key = worker.do(WriteNote(person, "k Telepon kakaknya > besok")).outcome
    (mine,) = worker.ask(CaseWorkDue())
    assert (mine.kind, mine.key, mine.mine(worker.staff), mine.mine(other.staff)) == (
        DueKind.FOLLOW_UP,
        key,
        True,
        False,
    )
    other.do(FollowUpNote(key))
    assert worker.ask(CaseWorkDue()) == ()
    assert notes(worker, person)[0].followed_up_on == TODAY
    other.undo()
    assert len(worker.ask(CaseWorkDue())) == 1


def test_that_only_its_author_changes_a_note_and_a_new_day_waits_anew(house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    key = worker.do(WriteNote(person, "k Telepon > besok")).outcome
    worker.do(FollowUpNote(key))
    change = EditNote(key, NoteKind.FAMILY, "Telepon lagi", TODAY + timedelta(days=5))
    refused(house.head, change, "note_of_another")
    refused(house.head, TakeBackNote(key), "note_of_another")
    worker.do(change)
    (note,) = notes(house.head, person)
    assert (note.words, note.kind, note.follow_up_on, note.followed_up_on) == (
        "Telepon lagi",
        NoteKind.FAMILY,
        TODAY + timedelta(days=5),
        None,
    )
    worker.undo()
    assert notes(house.head, person)[0].words == "Telepon"
    refused(worker, EditNote(key, NoteKind.FAMILY, "x", TODAY - timedelta(days=1)), "follow_up_past", field="line")
    refused(worker, TakeBackNote(key), "note_written_since")


def test_that_an_author_at_two_computers_sees_both_before_one_is_lost(house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    elsewhere = Desk(house.head.store, worker.staff.account_id, house.clock)
    key = worker.do(WriteNote(person, "k Telepon")).outcome
    seen = Seen(as_shown(notes(worker, person)[0]))
    elsewhere.do(EditNote(key, NoteKind.COUNSELLING, "Telepon ibunya", seen=seen))
    with pytest.raises(Conflict) as caught:
        worker.do(EditNote(key, NoteKind.FAMILY, "Telepon pamannya", seen=seen))
    (difference,) = caught.value.differences
    assert (difference.theirs, difference.mine) == ("Telepon ibunya", "Telepon pamannya")
    worker.do(EditNote(key, NoteKind.FAMILY, "Telepon", seen=seen))
    assert (notes(worker, person)[0].words, notes(worker, person)[0].kind) == ("Telepon ibunya", NoteKind.FAMILY)


def test_that_another_social_worker_meets_a_confidential_note_as_if_it_were_not_there(house, person):
    worker, other = house.desk(Role.PEKERJA_SOSIAL), another_worker(house)
    key = worker.do(WriteNote(person, f"! k {SECRET} > besok")).outcome
    assert notes(other, person) == ()
    assert other.ask(CaseWorkDue()) == ()
    for act in (FollowUpNote(key), EditNote(key, NoteKind.OTHER, "x"), TakeBackNote(key)):
        refused(other, act, "note_unknown")
    assert [one.words for one in notes(worker, person)] == [SECRET]
    assert [one.words for one in notes(house.head, person)] == [SECRET]
    assert [one.words for one in house.head.ask(CaseWorkDue())] == [SECRET]


def test_that_a_note_made_confidential_later_is_gone_for_the_others(house, person):
    worker, other = house.desk(Role.PEKERJA_SOSIAL), another_worker(house)
    key = worker.do(WriteNote(person, "k biasa")).outcome
    assert len(notes(other, person)) == 1
    worker.do(EditNote(key, NoteKind.COUNSELLING, SECRET, confidential=True))
    assert notes(other, person) == ()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.KEPALA])
def test_that_no_question_list_paper_or_export_tells_a_confidential_note_to_any_other_role(tmp_path, role):
    made = a_confidential_house(tmp_path)
    hers = made.hers.person_id
    worker = made.house.desk(Role.PEKERJA_SOSIAL)
    key = worker.do(WriteNote(hers, f"! k {SECRET} satu > besok")).outcome
    worker.do(EditNote(key, NoteKind.COUNSELLING, f"{SECRET} dua", TODAY + timedelta(days=3), confidential=True))
    desk = another_worker(made.house) if role is Role.PEKERJA_SOSIAL else made.desk(role)
    told = answers(made, desk)
    assert {name for name, texts in told.items() if SECRET in texts} == set()
    made.house.head.close()


def test_that_the_head_is_told_a_confidential_note_in_the_case_file_and_among_what_is_due(tmp_path):
    made = a_confidential_house(tmp_path)
    made.house.desk(Role.PEKERJA_SOSIAL).do(WriteNote(made.hers.person_id, f"! k {SECRET} > besok"))
    told = answers(made, made.house.head)
    assert {"CaseFileOf", "CaseWorkDue"} <= {name for name, texts in told.items() if SECRET in texts}
    made.house.head.close()


def answers(made, desk: Desk) -> dict[str, str]:
    """Every text that this desk is told by every question of the program."""
    told: dict[str, list[str]] = {}
    for query in registry.all_queries():
        for words in () if query.__name__ in OF_A_FILE else words_for(made, query) or ():
            try:
                answer = desk.ask(query(**words))
            except Failure:
                continue
            told.setdefault(query.__name__, []).extend(texts_in(answer))
    return {name: "\n".join(texts).casefold() for name, texts in told.items()}


def test_that_neither_audit_nor_the_list_of_acts_holds_the_words_kind_or_day_of_a_note(house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    key = worker.do(WriteNote(person, f"! s {SECRET} > 3 hari")).outcome
    worker.do(EditNote(key, NoteKind.REFERRAL, f"{SECRET} lagi", TODAY + timedelta(days=9), confidential=True))
    told = json.dumps([line.what for line in house.audit()])
    for hidden in (SECRET, "health", "referral", "2026-11-24", "2026-11-30", "confidential"):
        assert hidden not in told
    assert SECRET not in repr(WriteNote(person, SECRET))


def test_that_what_a_note_said_before_is_in_its_own_history_and_in_no_file(house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    key = worker.do(WriteNote(person, f"! k {SECRET}")).outcome
    worker.do(EditNote(key, NoteKind.COUNSELLING, "lain", confidential=True))
    with house.head.store.asking() as session:
        (row,) = session.scalars(select(HistoryTable).where(HistoryTable.row_id == key))
        assert row.old["words"] == SECRET
        assert session.scalars(select(CaseNoteTable)).one().confidential


def test_that_whoever_reads_a_note_reads_what_it_said_before_by_whom_and_when(house, person):
    worker, other = house.desk(Role.PEKERJA_SOSIAL), another_worker(house)
    key = worker.do(WriteNote(person, "k Ibunya menolak > 3 hari")).outcome
    house.clock.forward(hours=2)
    first = house.clock.now
    worker.do(EditNote(key, NoteKind.COUNSELLING, "Ibunya ragu", TODAY + timedelta(days=3)))
    worker.do(FollowUpNote(key))
    house.clock.forward(hours=1)
    worker.do(EditNote(key, NoteKind.FAMILY, "Bibinya ragu", TODAY + timedelta(days=3)))
    for reader in (worker, other, house.head):
        (note,) = notes(reader, person)
        assert [(one.words, one.at, one.by) for one in note.earlier] == [
            ("Ibunya ragu", house.clock.now, "pekerja-sosial"),
            ("Ibunya menolak", first, "pekerja-sosial"),
        ]


def test_that_words_kept_confidential_stay_so_when_the_note_is_opened_to_others(house, person):
    worker, other = house.desk(Role.PEKERJA_SOSIAL), another_worker(house)
    key = worker.do(WriteNote(person, f"! k {SECRET} satu")).outcome
    worker.do(EditNote(key, NoteKind.COUNSELLING, f"{SECRET} dua", confidential=True))
    worker.do(EditNote(key, NoteKind.COUNSELLING, "biasa"))
    worker.do(EditNote(key, NoteKind.COUNSELLING, "biasa saja"))
    assert [[one.words for one in note.earlier] for note in notes(other, person)] == [["biasa"]]
    for reader in (worker, house.head):
        (note,) = notes(reader, person)
        assert [one.words for one in note.earlier] == ["biasa", f"{SECRET} dua", f"{SECRET} satu"]


def test_that_nobody_without_case_work_writes_a_note(house, person):
    for role in set(Role) - {Role.KEPALA, Role.PEKERJA_SOSIAL}:
        refused(house.desk(role), WriteNote(person, "k x"), "not_allowed")
    with pytest.raises(Refused):
        house.desk(Role.PEKERJA_SOSIAL).do(WriteNote("nobody", "k x"))
