"""pg_dump and pg_restore: where they are, how they are called, and how the rows they write are read.

The password goes to the child through its surroundings only, never on a command line, where others could see it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

from sqlalchemy import JSON, Connection, Engine, LargeBinary, Table, null
from sqlalchemy.types import Boolean, Date, Float, Integer, Time

from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.base import Instant
from shelter_admin.persistence.dialects import server

_FOLDERS: Final = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/Program Files/PostgreSQL/*/bin",
)
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_OLD_TOOLS: Final = "server version"
_MOST_WORDS: Final = 4000


def export_snapshot(connection: Connection) -> str:
    """Name the state this transaction sees, so that another connection sees the very same."""
    return str(connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())


def judge_references_at_the_end(target: Connection) -> None:
    """Let rows come into a file in any order: what they refer to must be there when it is saved."""
    target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def leave_one_file(target: Engine) -> None:
    """Fold the write-ahead log in for good: what was read into the file is this one file, to be moved or read."""
    raw: Any = target.raw_connection()
    raw.driver_connection.execute("PRAGMA journal_mode = DELETE")
    raw.close()


def tool(name: str) -> str:
    """Where pg_dump or pg_restore is: on the search path or where Debian and Windows keep it, the newest first.

    Raises Unavailable ``copy_tools_missing``.
    """
    end = ".exe" if sys.platform == "win32" else ""
    found = [
        path
        for folder in _FOLDERS
        for path in Path(Path.cwd().anchor or "/").glob(folder.lstrip("/") + f"/{name}{end}")
    ]
    newest = sorted(found, key=lambda path: _number(path.parent.parent.name), reverse=True)
    known = str(newest[0]) if newest else shutil.which(name)
    if known is None:
        raise Unavailable("copy_tools_missing", needed=server.OLDEST)
    return known


def _number(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", name))


@contextmanager
def dumped(address: ServerAddress, user: str, password: str, snapshot: str) -> Iterator[IO[bytes]]:
    """The custom format of pg_dump, of one state, as it comes; the search index is left out, it makes itself.

    Raises Unavailable (``copy_tools_missing``, ``copy_tools_old``, ``server_away``, ``copy_not_dumped``) at the end
    where the dump did not come to its own.
    """
    own = server.SCHEMA_NAME
    call = [
        tool("pg_dump"), "--format=custom", "--compress=6", f"--snapshot={snapshot}", f"--schema={own}",
        "--no-owner", "--no-privileges", "--no-password",
        f"--exclude-table-data={own}.person_search", f"--exclude-table-data={own}.key_file",
    ]  # fmt: skip
    around = _surroundings(address, user, password)
    with TemporaryFile() as words, _child(call, words, stdout=subprocess.PIPE, env=around) as child:
        assert child.stdout is not None  # noqa: S101 - asked for above
        yield child.stdout
        if child.wait() != 0:
            raise _trouble(words)


def _surroundings(address: ServerAddress, user: str, password: str) -> dict[str, str]:
    facts = server.facts_of_connection(address, user, password)
    named = {
        "PGHOST": facts["host"], "PGPORT": facts["port"], "PGDATABASE": facts["dbname"], "PGUSER": facts["user"],
        "PGPASSWORD": facts.get("password"), "PGSSLMODE": facts.get("sslmode"),
        "PGSSLROOTCERT": facts.get("sslrootcert"), "PGCONNECT_TIMEOUT": facts["connect_timeout"],
        "PGAPPNAME": "shelter_admin copy",
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {name: str(value) for name, value in named.items() if value is not None}


@contextmanager
def _child(call: list[str], words: IO[bytes], **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    try:
        child = subprocess.Popen(call, stderr=words, creationflags=_NO_WINDOW, **more)  # noqa: S603 - a known program
    except OSError as error:
        raise Unavailable("copy_tools_missing", needed=server.OLDEST) from error
    try:
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None and not stream.closed:
                _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:  # the child is gone; what it did not read nobody misses
        return


def _trouble(words: IO[bytes]) -> Failure:
    """What pg_dump says went wrong; its words stay here, they may name whom they want."""
    words.seek(0)
    said = words.read(_MOST_WORDS).decode(errors="replace").lower()
    if _OLD_TOOLS in said and "mismatch" in said:
        return Unavailable("copy_tools_old")
    if "connection" in said or "could not connect" in said:
        return Unavailable("server_away")
    return Unavailable("copy_not_dumped")


Rows = Iterator[tuple[str, dict[str, Any]]]


@contextmanager
def restored(known: dict[str, Table]) -> Iterator[tuple[IO[bytes], Rows]]:
    """Where a dump is to be written to, and its rows by table, as Python values by column name.

    Somebody else (a thread) writes while the rows are read. A dump that is not whole raises Damaged at the end.
    """
    call = [tool("pg_restore"), "--data-only", "--file=-"]
    with TemporaryFile() as words, _child(call, words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None  # noqa: S101 - asked for above
        assert child.stdout is not None  # noqa: S101 - asked for above
        yield child.stdin, _rows(child.stdout, known)
        if child.wait() != 0:
            raise Damaged("copy_damaged")


_BLOCK: Final = re.compile(rb'COPY (?:"?\w+"?\.)?"?(?P<table>\w+)"? \((?P<columns>[^)]*)\) FROM stdin;\n?')
_NOTHING: Final = b"\\N"
_END: Final = b"\\."
_ESCAPED: Final = re.compile(rb"\\(.)", re.DOTALL)
_LETTERS: Final = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def _rows(lines: Iterable[bytes], known: dict[str, Table]) -> Rows:
    """The rows of every COPY block; blocks of tables that nobody knows are passed over."""
    going = iter(lines)
    for line in going:
        head = _BLOCK.fullmatch(line)
        if head is None:
            continue
        table = known.get(head["table"].decode())
        names = [name.strip().strip(b'"').decode() for name in head["columns"].split(b",")]
        yield from _block(going, table, names)


def _block(lines: Iterator[bytes], table: Table | None, names: list[str]) -> Rows:
    readers = [_reader(table, name) for name in names] if table is not None else []
    for line in lines:
        content = line.rstrip(b"\n")
        if content == _END:
            return
        if table is None:
            continue
        fields = content.split(b"\t")
        if len(fields) != len(names):
            raise Damaged("copy_damaged")
        try:
            values = [read(field) for read, field in zip(readers, fields, strict=True)]
        except (ValueError, KeyError) as error:
            raise Damaged("copy_damaged") from error
        yield table.name, dict(zip(names, values, strict=True))
    raise Damaged("copy_damaged")


def _reader(table: Table, column: str) -> Callable[[bytes], Any]:
    """How a field of this column is read."""
    if column not in table.columns:
        raise Damaged("copy_damaged")
    kind = table.columns[column].type
    is_json = isinstance(kind, JSON)
    read = next((reader for known, reader in _READERS if isinstance(kind, known)), str)

    def reading(field: bytes) -> Any:
        if field == _NOTHING:
            return null() if is_json else None
        plain = _ESCAPED.sub(lambda found: _LETTERS.get(found[1], found[1]), field) if b"\\" in field else field
        return read(plain.decode())

    return reading


_READERS: Final[tuple[tuple[type, Callable[[str], Any]], ...]] = (
    (Instant, lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC)),
    (LargeBinary, lambda text: bytes.fromhex(text.removeprefix("\\x"))),
    (Boolean, lambda text: {"t": True, "f": False}[text]),
    (JSON, json.loads),
    (Integer, int),
    (Float, float),
    (Date, date.fromisoformat),
    (Time, time.fromisoformat),
)
