from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.spreadsheets import sheets
from shelter_admin.spreadsheets.sheets import decoded, delimiter_of, open_sheets
from tests.spreadsheets import offices

WORDS = st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"]), max_size=12)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=8), st.sampled_from([";", ",", "\t"]))
def test_that_a_csv_of_one_width_is_read_back_as_written(rows: list[list[str]], sign: str):
    rows = [["No", "Nama", "Ket"], *rows]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
    raw = text.getvalue().encode("utf-8")
    assert delimiter_of(decoded(raw)) == sign
    assert list(csv.reader(io.StringIO(decoded(raw), newline=""), delimiter=sign)) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_that_text_files_are_read_in_every_usual_encoding_and_sign(tmp_path: Path, encoding: str, sign: str):
    rows = [["Nama", "Umur", "Ket"], ["Renée “Eni”", "60", "± sehat"], ["Budi, Karyo; dkk", "50", "-"]]
    book = open_sheets(offices.as_csv(tmp_path / "a.csv", rows, sign, encoding))
    assert book.sheets[0].rows == rows
    assert not book.typed


def code_of(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        open_sheets(path)
    return caught.value.code


def test_that_every_file_that_cannot_be_read_is_refused_with_its_reason(tmp_path: Path):
    good = offices.as_xlsx(tmp_path / "good.xlsx", [["a", "b"]]).read_bytes()
    files = {
        "broken.xlsx": good[: len(good) // 2],
        "other.xlsx": b"hello",
        "web.csv": b"<html><table></table></html>",
        "binary.csv": b"\x00\x01\x02\x00\x00",
        "broken.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    }
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
        assert code_of(tmp_path / name) == "sheet_broken", name
    (tmp_path / "note.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "empty.csv").write_bytes(b"")
    assert code_of(tmp_path / "note.pdf") == "sheet_kind_unknown"
    assert code_of(tmp_path / "empty.csv") == "sheet_empty"
    assert code_of(tmp_path / "nothing.xlsx") == "sheet_missing"
    assert code_of(offices.as_xlsx(tmp_path / "blank.xlsx", [])) == "sheet_empty"


def test_that_a_file_with_a_password_is_refused_as_locked(tmp_path: Path):
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "locked.xlsx").write_bytes(raw)
    assert code_of(tmp_path / "locked.xlsx") == "sheet_locked"


def test_that_absurdly_big_files_are_refused_before_they_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * 2_000_000)
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 1_000_000)
    assert code_of(tmp_path / "bomb.xlsx") == "sheet_too_big"
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    assert code_of(offices.as_csv(tmp_path / "long.csv", [["a", "b"]] * 11)) == "sheet_too_big"
    assert code_of(offices.as_xlsx(tmp_path / "long.xlsx", [["a", "b"]] * 11)) == "sheet_too_big"
    monkeypatch.setattr(sheets, "LARGEST_FILE", 4)
    assert code_of(offices.as_csv(tmp_path / "big.csv", [["a", "b"]])) == "sheet_too_big"


def test_that_of_a_sheet_too_wide_to_be_meant_only_the_first_columns_are_read(tmp_path: Path):
    wide = offices.as_xlsx(tmp_path / "wide.xlsx", [["Nama", *["x"] * 900], ["Siti", *["1"] * 900]])
    (sheet,) = sheets.open_sheets(wide).sheets
    assert [len(row) for row in sheet.rows] == [sheets.MOST_COLUMNS] * 2


def test_that_a_file_whose_reader_dies_of_it_is_refused_as_broken(tmp_path: Path):
    """A cell in the last corner makes the reader ask for sixteen milliards of cells."""
    whole = offices.as_xlsx(tmp_path / "whole.xlsx", [["Nama", "NIK"], ["Siti", "1"]])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "far.xlsx", "w") as far:
        for entry in old.infolist():
            far.writestr(entry, old.read(entry).replace(b'r="B2"', b'r="XFD1048576"'))
    assert code_of(tmp_path / "far.xlsx") in {"sheet_broken", "sheet_too_big"}
