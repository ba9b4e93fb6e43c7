"""Rows as pg_restore writes them become values again; the seal and the tools of a server's copy."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, MetaData, Table, Text, null

from shelter_admin.domain.errors import Damaged, Unavailable
from shelter_admin.persistence.base import Instant
from shelter_admin.persistence.copies.sealing import open_sealed, seal
from shelter_admin.persistence.dialects import dumping

TABLE = Table(
    "row", MetaData(), Column("name", Text), Column("count", Integer), Column("mark", Float), Column("open", Boolean),
    Column("day", Date), Column("at", Instant), Column("what", JSON), Column("content", LargeBinary),
)  # fmt: skip
HEAD = b'COPY shelter."row" (name, count, mark, open, day, at, what, content) FROM stdin;\n'
KEY = bytes(range(32))
letters = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)


def read(*lines: bytes) -> list[tuple[str, dict[str, object]]]:
    return list(dumping._rows([b"-- words\n", *lines], {"row": TABLE}))


def escaped(text: str) -> bytes:
    """As PostgreSQL writes a text in a COPY block."""
    for letter, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), ("\b", "\\b"), ("\f", "\\f")):
        text = text.replace(letter, written)
    return text.replace("\v", "\\v").encode()


def test_that_every_type_comes_back_as_it_was():
    line = b'Siti\t7\t81.5\tt\t2026-11-21\t2026-11-21 04:00:00.5\t{"a": [1, "\\\\n"]}\t\\\\x00ff\n'
    (found,) = read(HEAD, line, b"\\.\n")
    instant = datetime(2026, 11, 21, 4, 0, 0, 500000, tzinfo=UTC)
    values = ("Siti", 7, 81.5, True, date(2026, 11, 21), instant, {"a": [1, "\n"]}, b"\x00\xff")
    assert found == ("row", dict(zip(TABLE.columns.keys(), values, strict=True)))


def test_that_nothing_is_nothing_and_not_a_text():
    (_name, row), (_again, other) = read(HEAD, b"\\N" + b"\t\\N" * 7 + b"\n", b"\\\\N" + b"\t\\N" * 7 + b"\n", b"\\.\n")
    assert (row["name"], other["name"], row["content"]) == (None, "\\N", None)
    assert row["what"] is null() or str(row["what"]) == str(null())


@given(st.lists(letters, min_size=1, max_size=5))
def test_that_no_sign_in_a_text_breaks_a_row(names):
    lines = [escaped(name) + b"\t\\N" * 7 + b"\n" for name in names]
    assert [row["name"] for _table, row in read(HEAD, *lines, b"\\.\n")] == names


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, b"Siti\t7\n", b"\\.\n"),
        (HEAD, b"Siti\tseven" + b"\t\\N" * 6 + b"\n", b"\\.\n"),
        (HEAD, b"Siti" + b"\t\\N" * 7 + b"\n"),
        (b'COPY shelter."row" (name, strange) FROM stdin;\n', b"a\tb\n", b"\\.\n"),
    ],
)
def test_that_a_block_that_is_not_whole_is_damage(lines):
    with pytest.raises(Damaged, match="copy_damaged"):
        read(*lines)


def test_that_tables_nobody_knows_are_passed_over():
    assert read(b"COPY shelter.schema_number (number) FROM stdin;\n", b"4\n", b"\\.\n", HEAD, b"\\.\n") == []


def test_that_without_the_tools_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(dumping, "_FOLDERS", ())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unavailable, match="copy_tools_missing"):
        dumping.tool("pg_dump")


def test_that_a_dump_that_fails_is_told_by_its_kind(tmp_path):
    for words, code in (
        (b"pg_dump: error: aborting because of server version mismatch\ndetail: server version: 17", "copy_tools_old"),
        (b'connection to server at "kantor" failed: timeout', "server_away"),
        (b"pg_dump: error: out of memory", "copy_not_dumped"),
    ):
        assert dumping._trouble(io.BytesIO(words)).code == code


@given(st.binary(max_size=200_000), st.integers(0, 10**9), st.integers(1, 255))
def test_that_a_sealed_stream_opens_whole_or_is_refused(tmp_path_factory, content, at, change):
    path = tmp_path_factory.mktemp("sealed") / "copy"
    with path.open("wb") as file:
        seal(io.BytesIO(content), file, KEY)
    size, opened = path.stat().st_size, io.BytesIO()
    open_sealed(path, size, opened, KEY)
    assert opened.getvalue() == content
    whole = path.read_bytes()
    place = at % size
    for spoilt in (whole[:place] + bytes([whole[place] ^ change]) + whole[place + 1 :], whole[:place]):
        path.write_bytes(spoilt)
        with pytest.raises(Damaged, match="copy_damaged"):
            open_sealed(path, len(spoilt), io.BytesIO(), KEY)


def test_that_another_key_opens_nothing(tmp_path):
    with (tmp_path / "copy").open("wb") as file:
        seal(io.BytesIO(b"words"), file, KEY)
    with pytest.raises(Damaged):
        open_sealed(tmp_path / "copy", (tmp_path / "copy").stat().st_size, io.BytesIO(), bytes(32))


def test_that_a_child_that_hangs_does_not_outlive_the_work(tmp_path):
    with io.BytesIO() as _nothing, (tmp_path / "words").open("wb") as words, pytest.raises(KeyError):  # noqa: SIM117
        with dumping._child(["sleep", "60"], words, stdout=subprocess.PIPE) as child:
            raise KeyError
    assert child.returncode is not None
