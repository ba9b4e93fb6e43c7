"""The schema: made new, or walked step by step from any earlier one, is the same; nothing is lost on the way."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex

from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.certificates import CertificateRegister
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.residents.asking import FindResidents, ResidentList
from shelter_admin.persistence import dialects, schema
from shelter_admin.persistence.base import Row
from shelter_admin.persistence.store import open_store
from tests.people import HEAD, NOON, FixedClock, an_opener

pytestmark = pytest.mark.embedded("older schemas are there in files only")

OLD_STORES = Path(__file__).resolve().parents[1] / "old_stores"
OLD_PASSWORD = "kunci lama sekali"
KEY = bytes(range(32))


def shape_of(connection) -> dict[tuple[str, str], list[str]]:
    """Every table, index and trigger with its parts, without regard to spaces, quotes and order of constraints."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): parts_of(re.sub(r'[\s"]+', "", sql)) for kind, name, sql in rows}


def parts_of(statement: str) -> list[str]:
    """The columns of a table in order, then its constraints sorted; any other statement whole."""
    if not statement.startswith("CREATETABLE"):
        return [statement]
    parts, depth = [""], 0
    for letter in statement[statement.index("(") + 1 : -1]:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return sorted(
        parts, key=lambda part: (part.startswith("CONSTRAINT"), part if part.startswith("CONSTRAINT") else "")
    )


def an_engine(path: Path):
    path.touch()
    return dialects.embedded_engine(str(path), KEY)


def test_that_walking_all_steps_from_nothing_gives_the_schema_of_a_new_store(tmp_path):
    new, walked = an_engine(tmp_path / "new"), an_engine(tmp_path / "walked")
    with new.connect() as one, walked.connect() as other:
        schema.create(one)
        schema.walk(other, 0)
        assert shape_of(other) == shape_of(one)
        assert schema.counts(one) == schema.counts(other)
    new.dispose()
    walked.dispose()


def test_that_an_index_of_some_rows_is_one_in_every_database():
    embedded, server = sqlite.dialect(), postgresql.dialect()
    indexes = [index for table in Row.metadata.tables.values() for index in table.indexes]
    narrow = [one for one in indexes if " WHERE " in str(CreateIndex(one).compile(dialect=embedded))]
    assert {one.name for one in narrow} >= {"uq_stay_open", "uq_certificate_valid", "uq_grade_final"}
    for index in narrow:
        assert " WHERE " in str(CreateIndex(index).compile(dialect=server)), index.name


def test_that_every_step_up_to_the_newest_is_there_once():
    steps = sorted((schema.MIGRATIONS / "versions").glob("*.py"))
    assert [int(step.name[:4]) for step in steps] == list(range(1, schema.SCHEMA + 1))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The store of schema 1 that the program once wrote, with its key file."""
    for name in ("schema-1.shelter", "schema-1.shelter.keys"):
        shutil.copy(OLD_STORES / name, tmp_path / name)
    return tmp_path / "schema-1.shelter"


def test_that_the_old_store_is_really_of_an_older_schema(old):
    key = an_opener().key_of(old, HEAD, OLD_PASSWORD)
    engine = dialects.embedded_engine(str(old), key)
    with engine.connect() as connection:
        assert dialects.schema_number(connection) == 1
        assert ("table", "person_search") not in shape_of(connection)
    engine.dispose()


def test_that_an_old_store_is_copied_brought_up_to_date_and_counted(old, tmp_path):
    desk = an_opener(FixedClock()).unlock(old, HEAD, OLD_PASSWORD)
    assert len(desk.ask(ResidentList())) == 3
    assert [line.name for line in desk.ask(FindResidents("siti"))] == ["Siti Aminah"]
    assert desk.ask(AuditLog(date(2026, 1, 1)))[-1].act == "SignIn"
    found = desk.ask(CheckStore())
    assert (found.integrity, found.audit_chain, found.problems) == ("ok", "ok", ())
    with desk.store.engine.connect() as connection:
        assert dialects.schema_number(connection) == schema.SCHEMA
    desk.close()
    aside = tmp_path / "schema-1.shelter.schema-1-20261121-040000"
    assert {path.name for path in tmp_path.iterdir() if "schema-1-" in path.name} == {aside.name, aside.name + ".keys"}
    with pytest.raises(Unavailable, match="schema_older"):
        an_opener().open_copy(aside, HEAD, OLD_PASSWORD)
    again = an_opener().unlock(old, HEAD, OLD_PASSWORD)
    again.close()
    assert len([path for path in tmp_path.iterdir() if "schema-1-" in path.name]) == 2


def test_that_an_old_store_is_the_same_shape_as_a_new_one_afterwards(old, tmp_path):
    an_opener().unlock(old, HEAD, OLD_PASSWORD).close()
    engine = dialects.embedded_engine(str(old), an_opener().key_of(old, HEAD, OLD_PASSWORD))
    new = an_engine(tmp_path / "new")
    with engine.connect() as one, new.connect() as other:
        schema.create(other)
        assert shape_of(one) == shape_of(other)
    engine.dispose()
    new.dispose()


def test_that_an_old_store_is_left_alone_when_it_is_only_looked_into(old):
    before = old.read_bytes()
    with pytest.raises(Unavailable) as caught:
        an_opener().look_into(old, HEAD, OLD_PASSWORD)
    assert (caught.value.code, caught.value.facts) == ("schema_older", {"found": 1, "known": schema.SCHEMA})
    assert old.read_bytes() == before


def test_that_an_old_store_stays_as_it_was_when_a_step_fails_or_loses_rows(old, monkeypatch):
    key = an_opener().key_of(old, HEAD, OLD_PASSWORD)

    def fails(_connection, _found):
        raise ZeroDivisionError

    def loses(connection, found):
        walk(connection, found)
        connection.exec_driver_sql("DROP TRIGGER person_search_gone")
        connection.exec_driver_sql("DELETE FROM stay")

    walk = schema.walk
    for step, expected in ((fails, ZeroDivisionError), (loses, Damaged)):
        monkeypatch.setattr(schema, "walk", step)
        with pytest.raises(expected):
            open_store(old, key, HEAD, NOON)
        monkeypatch.undo()
        engine = dialects.embedded_engine(str(old), key)
        with engine.connect() as connection:
            assert dialects.schema_number(connection) == 1
            assert schema.counts(connection)["stay"] == 3
        engine.dispose()
    store = open_store(old, key, HEAD, NOON)
    store.close()


def test_that_an_old_store_is_not_changed_when_the_copy_set_aside_is_not_whole(old, monkeypatch):
    copied = dialects.copy_into

    def half(source, target, key, **more):
        copied(source, target, key, **more)
        engine = dialects.embedded_engine(target, key)
        with engine.connect().execution_options(acting=True) as connection:
            connection.exec_driver_sql("DELETE FROM policy")
            connection.commit()
        engine.dispose()

    monkeypatch.setattr(dialects, "copy_into", half)
    with pytest.raises(Damaged, match="copy_differs"):
        an_opener().unlock(old, HEAD, OLD_PASSWORD)
    monkeypatch.undo()
    with pytest.raises(Unavailable, match="schema_older"):
        an_opener().look_into(old, HEAD, OLD_PASSWORD)


def test_that_an_old_copy_is_restored_and_brought_up_to_date(old, tmp_path):
    from shelter_admin.operations.copies import restore

    done = restore(an_opener(FixedClock()), old, tmp_path / "baru" / "p.shelter", HEAD, OLD_PASSWORD)
    assert done.rows["person"] == 3
    desk = an_opener(FixedClock()).unlock(tmp_path / "baru" / "p.shelter", HEAD, OLD_PASSWORD)
    assert len(desk.ask(ResidentList())) == 3
    desk.close()


def test_that_a_full_disk_while_bringing_up_to_date_leaves_the_old_store(old, monkeypatch):
    def full(*_args, **_kwargs):
        raise Unavailable("disk_full")

    before = old.read_bytes()
    monkeypatch.setattr(dialects, "copy_into", full)
    with pytest.raises(Failure, match="disk_full"):
        an_opener().unlock(old, HEAD, OLD_PASSWORD)
    assert old.read_bytes() == before


def test_that_everybody_enrolled_in_a_store_of_schema_2_is_in_the_standing_class_of_the_programme(tmp_path):
    for name in ("schema-2.shelter", "schema-2.shelter.keys"):
        shutil.copy(OLD_STORES / name, tmp_path / name)
    desk = an_opener(FixedClock()).unlock(tmp_path / "schema-2.shelter", HEAD, OLD_PASSWORD)
    query = (
        "SELECT person.name, program.name, batch.name, enrolment.joined_on FROM enrolment "
        "JOIN batch ON batch.id = enrolment.batch_id JOIN program ON program.id = batch.program_id "
        "JOIN stay ON stay.id = enrolment.stay_id JOIN person ON person.id = stay.person_id ORDER BY 1, 2"
    )
    with desk.store.engine.connect() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql(query)]
    assert found == [
        ("Budi Raharjo", "Las", "", "2026-11-20"),
        ("Budi Raharjo", "Menjahit", "", None),
        ("Siti Aminah", "Menjahit", "", "2026-11-20"),
    ]
    assert desk.ask(CheckStore()).problems == ()
    desk.close()


def test_that_a_store_of_schema_3_keeps_its_class_decision_and_certificate_and_learns_of_data_protection(tmp_path):
    for name in ("schema-3.shelter", "schema-3.shelter.keys"):
        shutil.copy(OLD_STORES / name, tmp_path / name)
    desk = an_opener(FixedClock()).unlock(tmp_path / "schema-3.shelter", HEAD, OLD_PASSWORD)
    with desk.store.engine.connect() as connection:
        rows = schema.counts(connection)
    kept = ("person", "attendance_mark", "exit_decision", "certificate", "certificate_paper", "consent", "destruction")
    assert [rows[name] for name in kept] == [3, 2, 1, 1, 1, 0, 0]
    (line,) = desk.ask(CertificateRegister(2026)).lines
    assert (line.certificate_no, line.name, line.revoked) == ("400.9/001/PSHM/XI/2026", "Siti Aminah", False)
    assert desk.ask(CheckStore()).problems == ()
    desk.close()


def test_that_a_store_of_schema_5_keeps_its_marks_and_checks_and_learns_of_case_work(tmp_path):
    for name in ("schema-5.shelter", "schema-5.shelter.keys"):
        shutil.copy(OLD_STORES / name, tmp_path / name)
    desk = an_opener(FixedClock()).unlock(tmp_path / "schema-5.shelter", HEAD, OLD_PASSWORD)
    with desk.store.engine.connect() as connection:
        rows = schema.counts(connection)
        checks = connection.exec_driver_sql(
            "SELECT criterion, state, on_day, note, document_id FROM readiness_check ORDER BY criterion"
        ).all()
        kinds = connection.exec_driver_sql("SELECT name, kind FROM program").all()
        late = connection.exec_driver_sql("SELECT mark, late_minutes FROM attendance_mark ORDER BY mark").all()
    kept = ("person", "attendance_mark", "exit_decision", "readiness_check", "relative", "occurrence", "assessment")
    assert [rows[name] for name in kept] == [3, 2, 1, 2, 1, 1, 0]
    assert [tuple(row) for row in checks] == [
        ("case_conference", "not_met", "2026-11-18", "Belum", None),
        ("reception", "met", "2026-11-19", "Kakak di Samarinda", None),
    ]
    assert [tuple(row) for row in kinds] == [("Menjahit", "vocational")]
    assert [tuple(row) for row in late] == [("H", None), ("S", None)]
    assert desk.ask(CheckStore()).problems == ()
    desk.close()
    engine = dialects.embedded_engine(
        str(tmp_path / "schema-5.shelter"), an_opener().key_of(tmp_path / "schema-5.shelter", HEAD, OLD_PASSWORD)
    )
    new = an_engine(tmp_path / "new")
    with engine.connect() as one, new.connect() as other:
        schema.create(other)
        assert shape_of(one) == shape_of(other)
    engine.dispose()
    new.dispose()
