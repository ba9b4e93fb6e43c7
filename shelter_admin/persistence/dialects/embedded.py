"""The encrypted file: SQLCipher's connection, guards, search and faults."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, Engine, FromClause, create_engine, event, text
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from typing_extensions import override

from shelter_admin.domain.errors import Damaged, Failure, Refused, Unavailable
from shelter_admin.persistence.dialects.guarded import (
    GUARDED,
    ISSUED,
    KEPT_AS_WRITTEN,
    NO_OVERLAPS,
    NoOverlap,
)
from shelter_admin.persistence.dialects.refusals import KEPT_WITH_EXCEPTION, REFUSALS, Refusal

BUSY_MILLISECONDS: Final = 5000
PAGE_BYTES: Final = 4096


def _connect(path: str, key: bytes, *, read_only: bool, frozen: bool) -> Any:
    """Open one connection to the encrypted file; wrong keys show at the first read.

    ``frozen`` promises that nobody writes: a copy on a disc without write right is read without lock files.
    """
    from sqlcipher3 import dbapi2

    query = "?mode=ro" + ("&immutable=1" if frozen else "") if read_only else "?mode=rw"
    from urllib.parse import quote

    connection = dbapi2.connect(f"file:{quote(path)}{query}", uri=True, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # else INSERT OR REPLACE deletes past the guards
    if not read_only:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_mode = WAL")
    return connection


EMBEDDED: Final = "sqlite"
# This index holds the mark itself: four times as fast as the unique one, which the database would choose.
MARKS_OF_PERSON: Final = "INDEXED BY ix_attendance_mark_enrolment"
STAYS_NOW: Final = "INDEXED BY uq_stay_open"  # else everybody who ever trained is looked at


class _Compiler(SQLiteCompiler):
    """Writes the index that a query asks for (``with_hint``) behind its table: INDEXED BY."""

    @override
    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        return text


def embedded_engine(path: str, key: bytes, *, read_only: bool = False, frozen: bool = False) -> Engine:
    """Make the engine of an encrypted file. Acts begin by taking the write lock, questions never do."""
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _connect(path, key, read_only=read_only, frozen=frozen),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=2,
        hide_parameters=True,  # the words of an error must name nobody
    )

    engine.dialect.statement_compiler = _Compiler

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        acting = connection.get_execution_options().get("acting", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if acting else "BEGIN")

    return engine


_OPEN_END: Final = "'9999-12-31'"

_OVERLAP: Final = """
CREATE TRIGGER {name}_{when} BEFORE {event} ON {table}
WHEN {nonempty} EXISTS (
    SELECT 1 FROM {table} AS other
    WHERE other.{subject} = NEW.{subject} AND other.id <> NEW.id {others}
      AND other.{start} < coalesce(NEW.{end}, {forever}) AND NEW.{start} < coalesce(other.{end}, {forever})
      {never_empty}
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""


def _no_overlap(rule: NoOverlap) -> list[str]:
    """Refuse two rows of one subject whose periods share a night."""
    start, end = rule.start, rule.end
    open_or_known = f"({{row}}.{rule.ended} IS NULL OR {{row}}.{end} IS NOT NULL)" if rule.ended else ""
    shape = {
        "name": rule.name,
        "table": rule.table,
        "subject": rule.subject,
        "start": start,
        "end": end,
        "forever": _OPEN_END,
        "nonempty": f"NEW.{start} IS NOT NULL AND (NEW.{end} IS NULL OR NEW.{end} > NEW.{start}) AND"
        + (f" {open_or_known.format(row='NEW')} AND" if rule.ended else ""),
        "others": f"AND other.{start} IS NOT NULL"
        + (f" AND {open_or_known.format(row='other')}" if rule.ended else ""),
        "never_empty": f"AND (other.{end} IS NULL OR other.{end} > other.{start})",
    }
    watched = ", ".join(filter(None, (rule.subject, start, end, rule.ended)))
    return [
        _OVERLAP.format(when="added", event="INSERT", **shape),
        _OVERLAP.format(when="changed", event=f"UPDATE OF {watched}", **shape),
    ]


def _never_changed(table: str) -> list[str]:
    """Refuse every change and taking away; where a destruction may blank, ``REFUSALS`` says what of a change."""
    return [
        f"CREATE TRIGGER {table}_kept_{event.lower()} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        for event in ("UPDATE", "DELETE")
        if event == "DELETE" or table not in KEPT_WITH_EXCEPTION
    ]


def refused(rule: Refusal) -> str:
    """The trigger of one refusal."""
    return (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} WHEN {rule.when} "
        f"BEGIN SELECT RAISE(ABORT, '{rule.code}'); END"
    )


def _issued_stays() -> list[str]:
    """Refuse to change what was issued, to take a revoking back, and to delete either."""
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in ISSUED)
    return [
        (
            f"CREATE TRIGGER certificate_issued_changed BEFORE UPDATE ON certificate "
            f"WHEN OLD.revoked_on IS NOT NULL OR {changed} BEGIN SELECT RAISE(ABORT, 'certificate_issued'); END"
        ),
        (
            "CREATE TRIGGER certificate_issued_deleted BEFORE DELETE ON certificate "
            "BEGIN SELECT RAISE(ABORT, 'certificate_issued'); END"
        ),
    ]


_NEW: Final = "NEW.id, NEW.name, NEW.alias, NEW.number, NEW.origin_text, coalesce(NEW.nik, '')"
_SEARCH_ROW: Final = "INSERT INTO person_search (rowid, person_id, name, alias, number, origin, nik) "
_SEARCH_ADD: Final = f"{_SEARCH_ROW} VALUES (NEW.rowid, {_NEW});"
_SEARCH_DROP: Final = "DELETE FROM person_search WHERE rowid = OLD.rowid;"
_SEARCH_TABLE: Final = (
    "CREATE VIRTUAL TABLE person_search USING fts5(person_id UNINDEXED, name, alias, number, origin, nik, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
)
_WATCHED: Final = "name, alias, number, origin_text, nik"


def _search() -> list[str]:
    """The index of what people are searched by, kept by the database itself at every change of a person."""
    return [
        _SEARCH_TABLE,
        f"CREATE TRIGGER person_search_added AFTER INSERT ON person BEGIN {_SEARCH_ADD} END",
        (
            f"CREATE TRIGGER person_search_changed AFTER UPDATE OF {_WATCHED} ON person "
            f"BEGIN {_SEARCH_DROP} {_SEARCH_ADD} END"
        ),
        f"CREATE TRIGGER person_search_gone AFTER DELETE ON person BEGIN {_SEARCH_DROP} END",
    ]


def guards() -> list[str]:
    """The triggers that keep the rules even against a program that forgets them, and the search index."""
    return [
        *(statement for rule in NO_OVERLAPS for statement in _no_overlap(rule)),
        *(statement for table in KEPT_AS_WRITTEN for statement in _never_changed(table)),
        *(refused(rule) for rule in REFUSALS),
        *_issued_stays(),
        *_search(),
    ]


def table_names(connection: Connection) -> list[str]:
    """The tables with records, by name; the search index and the database's own are left out."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'person_search%' "
        "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' ORDER BY name"
    )
    return [str(row[0]) for row in connection.exec_driver_sql(query)]


def schema_number(connection: Connection) -> int:
    """The schema a store was written with."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_schema_number(connection: Connection, number: int) -> None:
    """Write down the schema of a store."""
    connection.exec_driver_sql(f"PRAGMA user_version = {int(number)}")


COPY_MARK: Final = 0x53414C49  # "SALI": this file is a copy, to be read or restored, never written to


def is_copy(connection: Connection) -> bool:
    """Say whether this file was made as a copy of a store."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one()) == COPY_MARK


def change_key(path: str, key: bytes, fresh: bytes) -> None:
    """Encrypt the whole file with another key, in one transaction; nobody else may have it open.

    The file leaves WAL mode meanwhile: a crash leaves a rollback journal, and the old key opens the file again.
    """
    connection = _connect(path, key, read_only=False, frozen=False)
    try:
        connection.execute("PRAGMA busy_timeout = 500")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute(f"PRAGMA rekey = \"x'{fresh.hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    finally:
        connection.close()


def _expression(columns: Iterable[str], words: Iterable[str]) -> str:
    quoted = " ".join('"{}"*'.format(word.replace("\0", "").replace('"', '""')) for word in words)
    return "{" + " ".join(columns) + "} : (" + quoted + ")"


_FOUND: Final = text(
    "SELECT person_id FROM person_search WHERE person_search MATCH :expression ORDER BY rank LIMIT :most"
)
# The plus sign keeps the database from asking the index once for each person in the house.
_FOUND_HERE: Final = text(
    "SELECT p.id FROM person_search JOIN person AS p ON p.rowid = person_search.rowid "
    "WHERE person_search MATCH :expression AND +person_search.rowid IN ("
    "SELECT here.rowid FROM stay JOIN person AS here ON here.id = stay.person_id WHERE stay.leave_reason IS NULL) "
    "ORDER BY instr(lower(p.name), :first) <> 1, p.name LIMIT :most"
)


def found(connection: Connection, words: list[str], columns: Iterable[str], most: int) -> list[str]:
    """Whose columns hold words that begin so, all of them, the nearest first."""
    return list(connection.scalars(_FOUND, {"expression": _expression(columns, words), "most": most}))


def found_here(connection: Connection, words: list[str], columns: Iterable[str], most: int) -> list[str]:
    """The same of those in the house, names that begin with the first word first."""
    asked = {"expression": _expression(columns, words), "first": words[0].lower(), "most": most}
    return list(connection.scalars(_FOUND_HERE, asked))


def integrity_faults(connection: Connection) -> list[str]:
    """What the database itself finds wrong: broken pages, broken references."""
    pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    faults = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    faults = [fault for fault in faults if not _is_behind(fault, pages)]
    faults += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"foreign key: {row[0]} {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return faults


_PAGE_OF_FAULT: Final = re.compile(r"\bpage (\d+)\b")


def _is_behind(fault: str, pages: int) -> bool:
    """Say whether a fault is of what lies behind the last page: of a copy that is what is enclosed with it."""
    found = _PAGE_OF_FAULT.search(fault)
    return found is not None and int(found[1]) > pages


def copy_into(source: Connection, target_path: str, key: bytes, mark: int = COPY_MARK) -> None:
    """Write a consistent copy of an open store to another encrypted file, while others read and write.

    ``mark`` says what the file is: a copy, or with 0 a store to work in.
    """
    from sqlcipher3 import dbapi2

    target = dbapi2.connect(target_path)
    try:
        target.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw = source.connection.driver_connection
        if raw is None:
            raise Unavailable("disk_error")
        raw.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute(f"PRAGMA application_id = {mark}")
    finally:
        target.close()


_UNIQUE: Final = {
    "uq_stay_open": "already_in_house",
    "stay.person_id": "already_in_house",
    "outing.stay_id": "already_out",
    "account.user": "user_taken",
    "person.number": "number_taken",
    "wisma.name": "wisma_taken",
    "room.wisma_id": "room_taken",
    "bed.room_id": "bed_label_taken",
    "roll_call.panti_id": "roll_call_begun",
    "roll_call_mark.roll_call_id": "roll_call_begun",
    "uq_program_name": "program_taken",
    "uq_batch_name": "batch_taken",
    "enrolment.stay_id": "already_enrolled",
    "class_session.batch_id": "session_begun",
    "attendance_mark.session_id": "session_begun",
    "uq_certificate_valid": "has_certificate",
    "certificate.enrolment_id": "has_certificate",
    "certificate.year": "number_just_taken",
    "certificate.number": "number_just_taken",
    "monthly_return.period": "month_just_sent",
    "paper_chase.person_id": "paper_waits",
    "relative.person_id": "relative_already",
}
_SURROUNDINGS: Final = {
    "database or disk is full": Unavailable("disk_full"),
    "readonly database": Unavailable("no_write_right"),
    "database is locked": Unavailable("store_busy"),
    "unable to open database file": Unavailable("cannot_open_store"),
    "disk i/o error": Unavailable("disk_error"),
    "file is not a database": Damaged("not_a_store"),
    "malformed": Damaged("store_damaged"),
    "vtable constructor failed": Damaged("store_damaged"),  # a spoilt page of the search index
}


def failure_in(error: DBAPIError) -> Failure | None:
    """Read what the database says: a rule of ours, or a trouble of the surroundings; None means our own fault."""
    words = str(error.orig)
    for code in GUARDED:
        if words == code:
            return Refused(code)
    for column, code in _UNIQUE.items():
        if "UNIQUE" in words and column in words:
            return Refused(code)
    if "CHECK constraint failed" in words:
        return Refused("value_not_possible")
    return trouble_in(words)


def trouble_in(words: str) -> Failure | None:
    """Read a trouble of the surroundings from the database's words."""
    for phrase, failure in _SURROUNDINGS.items():
        if phrase in words.lower():
            return type(failure)(failure.code)
    return None


def run(connection: Connection, statements: list[str]) -> None:
    """Carry out statements one by one."""
    for statement in statements:
        connection.exec_driver_sql(statement)
