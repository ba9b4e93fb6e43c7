"""The check finds what came in while a rule of the database was switched off, and a log rewritten with all its hashes."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.certificates import PrintRegister
from shelter_admin.operations.check import BROKEN, CheckStore, CompareWithPaper, PaperFinding
from shelter_admin.operations.returns.month import MonthPapers
from shelter_admin.persistence import audit, constraints
from shelter_admin.persistence.audit import AuditTable
from shelter_admin.persistence.base import Base
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import House
from tests.server import below_the_rules

STAMPED = "'p', 1, '2026-11-21 00:00:00', 'a'"
COLUMNS = "id, panti_id, version, changed_at, changed_by"
SECOND_STAYS = (
    f"INSERT INTO stay ({COLUMNS}, person_id, admitted_text, source_text, leave_note, room_text, remark, quick) "
    f"SELECT 'x' || id, {STAMPED}, id, '', '', '', '', '', false FROM person"
)
OFF = ("PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON")
ON = ("PRAGMA ignore_check_constraints = OFF", "PRAGMA foreign_keys = ON")


def below_every_rule(house: House, *statements: str) -> None:
    """Write with triggers dropped and references and conditions switched off, as somebody with the key (or the server's owner) could."""
    if house.head.store.server is not None:
        with below_the_rules(house.head.store.server) as connection:
            for statement in statements:
                connection.execute(statement)
        return
    with house.head.store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        for name in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if not name[0].startswith("person_search"):
                raw.execute(f'DROP TRIGGER "{name[0]}"')
        for statement in (*OFF, *statements, *ON):
            raw.execute(statement)


def found(house: House) -> set[tuple[str, str]]:
    with house.head.store.asking() as session:
        return {(one.kind, one.name) for one in constraints.broken(session.connection())}


def test_that_a_house_in_use_breaks_no_constraint(house):
    issue(house, a_graduate(house))
    house.admit("Budi", bed_id=house.beds["Melati 1/1"])
    assert found(house) == set()
    assert house.head.ask(CheckStore()).sound


@pytest.mark.parametrize(
    ("statement", "kind", "name"),
    [
        (f"INSERT INTO account_role ({COLUMNS}, account_id, role) VALUES ('x', {STAMPED}, 'nobody', 'piket')",
         constraints.ASTRAY, "fk_account_role_account_id_account"),
        ("UPDATE bed SET kind = 'hammock' WHERE label = '1'", constraints.IMPOSSIBLE, "ck_bed_kind"),
        ("UPDATE person SET name = ' '", constraints.IMPOSSIBLE, "ck_person_named"),
        ("UPDATE person SET sex = 'X'", constraints.IMPOSSIBLE, "ck_person_sex"),
        ("UPDATE stay SET left_on = '2026-11-01'", constraints.IMPOSSIBLE, "ck_stay_left_with_reason"),
        (SECOND_STAYS, constraints.DOUBLE, "uq_stay_open"),
        ("UPDATE person SET number = '1'", constraints.DOUBLE, "uq_person_number"),
    ],
)  # fmt: skip
def test_that_rows_that_break_a_rule_are_found_although_the_rule_was_switched_off(house, statement, kind, name):
    house.admit("Budi")
    house.admit("Siti")
    drop = [f"DROP INDEX IF EXISTS {name}"] if name.startswith("uq_") else []
    below_every_rule(house, *drop, statement)
    assert (kind, name) in found(house)
    report = house.head.ask(CheckStore())
    assert any(name in problem for problem in report.problems)
    assert "{" not in "".join(report.problems)


@pytest.mark.embedded("the table's own words are changed; see the next")
def test_that_a_value_missing_where_one_must_be_is_found(house):
    house.admit("Budi")
    loosened = "UPDATE sqlite_master SET sql = replace(sql, 'alias TEXT NOT NULL', 'alias TEXT') WHERE name = 'person'"
    with house.head.store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        whole = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'person'").fetchone()[0]
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(loosened)
        raw.execute("PRAGMA writable_schema = RESET")
        raw.execute("UPDATE person SET alias = NULL")
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'person'", (whole,))
        raw.execute("PRAGMA writable_schema = RESET")
    assert (constraints.EMPTY, "person.alias") in found(house)


@pytest.mark.on_server
def test_that_a_value_missing_is_found_on_a_server(house):
    house.admit("Budi")
    below_every_rule(house, "ALTER TABLE person ALTER alias DROP NOT NULL", "UPDATE person SET alias = NULL")
    assert (constraints.EMPTY, "person.alias") in found(house)


def test_that_every_constraint_of_every_table_is_asked():
    asked = {
        name for table in Base.metadata.sorted_tables for _kind, name, _query in constraints._questions(table, "sqlite")
    }
    rules = (CheckConstraint, UniqueConstraint, ForeignKeyConstraint)
    declared = {
        str(one.name) for table in Base.metadata.tables.values() for one in table.constraints if isinstance(one, rules)
    }
    indexed = {str(one.name) for table in Base.metadata.tables.values() for one in table.indexes if one.unique}
    assert declared | indexed <= asked
    assert set(BROKEN) == set(constraints.KINDS)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_that_a_rule_for_some_rows_is_asked_of_those_alone(dialect):
    stay = Base.metadata.tables["stay"]
    (index,) = [one for one in stay.indexes if one.name == "uq_stay_open"]
    assert str(constraints._condition(index, dialect)) == "leave_reason IS NULL"


def printed(house: House, paper: object) -> tuple[int, str]:
    """The entry and its first letters as a paper carries them at the foot of a page."""
    text = " ".join(PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())  # type: ignore[attr-defined]
    (told,) = re.findall(r"(?:entry|entri|catatan) (\d+), ([0-9a-f]{16})", text, re.IGNORECASE)[:1]
    return int(told[0]), told[1]


def rewrite_the_log(house: House) -> None:
    """Change an early entry and reckon every hash after it anew, as somebody with the key and this program could."""
    with house.head.store.asking() as session:
        rows = [dict(row._mapping) for row in session.execute(AuditTable.__table__.select().order_by(AuditTable.no))]
    before, statements = audit.BEGINNING, []
    for row in rows:
        row.pop("hash")
        row["before"] = before
        if row["no"] == 2:
            row["account_id"] = "somebody else"
        before = audit.digest(row)
        statements.append(
            f"UPDATE audit SET account_id = '{row['account_id']}', before = '{row['before']}', hash = '{before}' "
            f"WHERE no = {row['no']}"
        )
    below_every_rule(house, *statements)
    for _slot in range(2):  # the witness beside the store holds the last two it saw
        house.head.store.witness.write(rows[-1]["no"], bytes.fromhex(before))


def test_that_a_log_rewritten_with_all_its_hashes_does_not_match_the_paper(house):
    issue(house, a_graduate(house))
    on_paper = printed(house, house.head.ask(PrintRegister()))
    house.head.do(AddAccount("sari", (Role.PIKET,), "sandi sari 1"))
    assert house.head.ask(CompareWithPaper(*on_paper)) is PaperFinding.SAME
    rewrite_the_log(house)
    assert house.head.ask(CheckStore()).audit_chain == "ok"  # inside, everything fits
    assert house.head.ask(CompareWithPaper(*on_paper)) is PaperFinding.DIFFERENT


def test_that_hashes_left_as_they_were_do_not_hide_a_changed_entry(house):
    on_paper = printed(house, house.head.ask(PrintRegister()))
    below_every_rule(house, "UPDATE audit SET account_id = 'somebody else' WHERE no = 1")
    assert house.head.ask(CompareWithPaper(*on_paper)) is PaperFinding.DIFFERENT


def test_that_a_log_cut_off_is_told_from_the_paper(house):
    number, letters = printed(house, house.head.ask(PrintRegister()))
    assert house.head.ask(CompareWithPaper(number + 50, letters)) is PaperFinding.MISSING


def test_that_a_return_of_the_month_carries_the_newest_entry_too(house):
    papers = [one for one in house.head.ask(MonthPapers("2026-10", draft=True)) if one.filename.endswith(".pdf")]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(papers[0].content)).pages)
    with house.head.store.asking() as session:
        newest = audit.newest(session)
    assert newest.hash[:16] in text


def test_that_every_page_of_the_register_carries_it(house):
    for _number in range(25):
        issue(house, a_graduate(house))
    pages = PdfReader(BytesIO(house.head.ask(PrintRegister()).content)).pages
    assert len(pages) > 1
    assert all(re.search(r"\d+, [0-9a-f]{16}", page.extract_text()) for page in pages)


@pytest.mark.parametrize("letters", ["", "abc", "g" * 16, "0" * 15, "0" * 65])
def test_that_letters_that_are_none_of_a_hash_are_refused(house, letters):
    with pytest.raises(Refused, match="paper_unclear"):
        house.head.ask(CompareWithPaper(1, letters))


def test_that_letters_may_be_typed_in_groups_and_capitals(house):
    with house.head.store.asking() as session:
        newest = audit.newest(session)
    typed = " ".join(newest.hash[at : at + 4] for at in range(0, 16, 4)).upper()
    assert house.head.ask(CompareWithPaper(newest.no, typed)) is PaperFinding.SAME
