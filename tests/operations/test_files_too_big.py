"""A file picked by mistake, of 16 GB or a bomb, is refused with its sentence before it fills the memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from shelter_admin.domain.errors import Damaged, Failure, Refused, Unavailable
from shelter_admin.operations.certificates import VerifyCertificate
from shelter_admin.operations.explain import explain, words
from shelter_admin.operations.moving_in.look import LookAtFile
from shelter_admin.operations.moving_in.rooms import RehearseRooms
from shelter_admin.operations.residents import AddPhoto
from shelter_admin.spreadsheets.sheets import open_sheets
from tests.operations.residents_house import a_picture, refused
from tests.people import HEAD, PASSWORD, an_opener
from ui.certificates.verify import read_pdf
from ui.residents.photos import read_photo

HUGE = 16 * 1024**3
MOST_MEMORY = 120 * 1024 * 1024
MOST_SECONDS = 60


@pytest.fixture
def huge(tmp_path: Path) -> Callable[..., Path]:
    """16 GB without taking any room on the disk."""

    def made(name: str, begins: bytes = b"") -> Path:
        path = tmp_path / name
        with path.open("wb") as file:
            file.write(begins)
            file.truncate(HUGE)
        return path

    return made


@pytest.fixture(autouse=True)
def bounded():
    """Whatever happens here stays within some memory and time."""
    tracemalloc.start()
    began = monotonic()
    yield
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_MEMORY
    assert monotonic() - began < MOST_SECONDS


@pytest.mark.parametrize("name", ["buku.xlsx", "buku.csv", "buku.ods", "buku.xls"])
def test_that_a_register_of_16_gb_is_refused_before_it_is_read(house, huge, name):
    path = huge(name)
    for question in (LookAtFile(path), RehearseRooms(path)):
        with pytest.raises(Refused, match="sheet_too_big") as caught:
            house.head.ask(question)
        assert explain(caught.value)


def test_that_a_photo_of_16_gb_is_refused_before_it_is_read(huge):
    with pytest.raises(Refused, match="photo_too_large"):
        read_photo(huge("foto.jpg", b"\xff\xd8\xff"))


def test_that_a_photo_of_50_mb_one_that_is_none_and_a_bomb_are_refused_with_their_sentences(house):
    person = house.admit("Budi").person_id
    before = house.counts()
    refused(house.head, AddPhoto(person, b"\xff\xd8\xff" + bytes(50 * 1024 * 1024)), "photo_too_large", field="photo")
    refused(house.head, AddPhoto(person, b"bukan gambar"), "photo_unreadable", field="photo")
    refused(house.head, AddPhoto(person, a_picture()[:200]), "photo_unreadable", field="photo")
    refused(house.head, AddPhoto(person, a_bomb(30_000, 30_000)), "photo_too_many_pixels", field="photo")
    assert house.counts() == before
    assert {"photo_too_large", "photo_unreadable", "photo_too_many_pixels"} <= set(words())


def a_bomb(wide: int, high: int) -> bytes:
    """A picture of a few bytes that would unfold to a gigabyte."""
    import struct
    import zlib

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_that_a_certificate_of_16_gb_is_read_only_as_far_as_it_may_be(house, huge):
    content = read_pdf(huge("sertifikat.pdf", b"%PDF-1.7\n"))
    assert len(content) <= 20_000_000
    assert not house.head.ask(VerifyCertificate(pdf=content)).valid


def test_that_a_store_of_16_gb_of_nothing_is_told_to_be_none(house, huge):
    path = huge("lain.shelter")
    keys = house.head.store.path.with_name(house.head.store.path.name + ".keys")
    path.with_name("lain.shelter.keys").write_bytes(keys.read_bytes())
    with pytest.raises(Damaged):
        an_opener().look_into(path, HEAD, PASSWORD)


@pytest.mark.embedded("another file is put beside it")
def test_that_a_key_file_of_16_gb_is_told_to_be_damaged(house, huge):
    huge("lain.shelter.keys")
    (house.head.store.path.with_name("lain.shelter")).write_bytes(house.head.store.path.read_bytes())
    with pytest.raises((Damaged, Unavailable), match="key_file"):
        an_opener().look_into(house.head.store.path.with_name("lain.shelter"), HEAD, PASSWORD)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
LAUGHS = b"<!DOCTYPE l [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %s '%s'>" % (bytes([after]), b"&%s;" % bytes([before]) * 10) for before, after in pairwise(b"abcdefghi")
) + b"]>"  # fmt: skip


@pytest.mark.parametrize(
    "sheet",
    [
        SHEET + b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
        SHEET + b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
        SHEET + b'<sheetData><row r="1">' + b'<c t="inlineStr"><is><t></t></is></c>' * 1_000_000 + b"</row></sheetData></worksheet>",
        b'<?xml version="1.0"?>' + LAUGHS + SHEET[21:] + b'<sheetData><row r="1"><c t="str"><v>&i;</v></c></row></sheetData></worksheet>',
        SHEET + b"<sheetData>" + b" " * 200_000_000 + b"</sheetData></worksheet>",
        SHEET + b"<sheetData><row>" * 100_000,
    ],
    ids=["huge dimension", "last cell only", "a million empty columns", "entities", "blanks", "never closed"],
)  # fmt: skip
def test_that_a_spreadsheet_bomb_is_read_within_bounds_or_refused(tmp_path, sheet):
    tracemalloc.stop()  # the reader is a process of its own; only its answer comes in here
    path = tmp_path / "bom.xlsx"
    book = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    path.write_bytes(
        zipped(**{"xl__workbook_xml": book, "xl__worksheets__sheet1_xml": sheet, "xl___rels__workbook_xml.rels": links})
    )
    assert path.stat().st_size < 2_000_000
    tracemalloc.start()
    assert outcome_of(path) in {"read", "sheet_too_big", "sheet_broken", "sheet_empty", "sheet_locked"}


def outcome_of(path: Path) -> str:
    try:
        read = open_sheets(path)
    except Failure as failure:
        return failure.code
    assert all(len(row) < 20_000 for sheet in read.sheets for row in sheet.rows)
    return "read"
