"""What somebody typed is never run as a formula by a spreadsheet, in any file this program hands out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date

import pytest

from shelter_admin.domain.certificates.letters import RevokedPaper
from shelter_admin.domain.papers import Document
from shelter_admin.operations.beds.measures import MeasuresWorkbook
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.moving_in.look import ReportOf
from shelter_admin.operations.moving_in.register import RehearseRegister
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.returns.month import MonthPapers
from shelter_admin.operations.returns.records import RecordsOf
from shelter_admin.persistence.training.programs import enrol, program_named
from shelter_admin.reports.certificate_revoked import revoked_csv
from tests.operations.residents_house import a_house
from tests.whole.sources import calls, python_files, tree_of

LINK = '=HYPERLINK("http://contoh.invalid","klik")'
COMMAND = "=cmd|' /C calc'!A0"
NUMBER = re.compile(r"-?\d+([.,]\d+)?")


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    person = made.admit(LINK, alias="@SUM(1)", birth_place="+1+1", origin="-2-2", admitted_on=date(2026, 11, 1))
    made.head.do(AssignBed(person.person_id, made.beds["Melati 1/1"], date(2026, 11, 1)))
    made.head.do(GoOut(person.person_id, COMMAND))
    with made.writing() as session:
        enrol(session, person.stay_id, program_named(session, COMMAND), date(2026, 11, 1))
    yield made
    made.head.close()


def formulas_in(document: Document) -> list[str]:
    """What a spreadsheet would run in a file, or in any file packed in it."""
    found: list[str] = []
    for name, content in files_in(document.filename, document.content):
        if name.endswith(".xml"):
            found += [one.decode() for one in re.findall(rb"<f[ >].*?</f>", content)]
        elif name.endswith(".csv"):
            text = content.decode("utf-8-sig")
            rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text.split("\n", 1)[0] else ",")
            found += [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r") and cell]
    return [one for one in found if not NUMBER.fullmatch(one)]


def files_in(name: str, content: bytes) -> list[tuple[str, bytes]]:
    if not content.startswith(b"PK"):
        return [(name, content)]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [one for inner in packed.namelist() for one in files_in(inner, packed.read(inner))]


def handed_out(house, tmp_path) -> list[Document]:
    register = tmp_path / "buku.csv"
    quoted = LINK.replace('"', '""')
    register.write_text(f'No;Nama;L/P;Keterangan\n1;"{quoted}";L;"{COMMAND}"\n2;Budi;L;+62\n', encoding="utf-8")
    moved = house.head.ask(RehearseRegister(register))
    report = house.head.ask(ReportOf(moved, f"{COMMAND}.csv"))
    papers = house.head.ask(MonthPapers("2026-11", draft=True))
    measures = house.head.ask(MeasuresWorkbook("2026-11"))
    day = date(2026, 11, 20)
    revoked = RevokedPaper("-", COMMAND, "-", LINK, "+62", day, day, LINK)
    told = revoked_csv([revoked], COMMAND, LINK)
    return [report, measures, told, *papers, house.head.do(RecordsOf("2026-11")).outcome.document]


def test_that_no_exported_file_holds_a_formula(house, tmp_path):
    documents = handed_out(house, tmp_path)
    assert {name.rsplit(".", 1)[-1] for one in documents for name, _content in files_in(one.filename, one.content)} >= {
        "csv",
        "xml",
    }
    assert {one.filename: formulas_in(one) for one in documents if formulas_in(one)} == {}
    whole = b"".join(content for one in documents for _name, content in files_in(one.filename, one.content))
    assert b"HYPERLINK" in whole
    assert b"cmd|" in whole


def test_that_files_with_cells_are_written_in_these_places_alone():
    writers = {
        path.as_posix()
        for path in python_files("shelter_admin", "ui")
        for name, _call in calls(tree_of(path))
        if name in {"writerow", "writerows", "add_worksheet"}
    }
    assert writers == {
        "shelter_admin/reports/certificate_revoked.py",
        "shelter_admin/reports/month_csv.py",
        "shelter_admin/reports/month_workbook.py",
        "shelter_admin/reports/records_package.py",
        "shelter_admin/reports/workbook.py",
    }
