"""The owner's sentence from end to end, clicked and typed: from the street to a certificate and the month.

Each role signs in at the same computer, in a house whose register was moved in. The day is Monday 23 November 2026;
the certificate is issued the day after, the month sent on 1 December.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedState
from shelter_admin.domain.certificates.register import CertificateLine
from shelter_admin.domain.leaving import LEAVING_WORDS, LeavingReason
from shelter_admin.domain.readiness import STATE_NAMES, State
from shelter_admin.domain.residents import Status
from shelter_admin.domain.words import _
from shelter_admin.operations.certificates import CertificatePdf, CertificateRegister
from shelter_admin.operations.residents import FindResidents
from tests.journeys.at_class import gives_the_final_mark, holds_and_closes_the_class, sets_up_the_class
from tests.journeys.house import USERS
from tests.journeys.papers_seen import chosen, pages_of, preview_of, prints, spoilt
from tests.journeys.sitting import Sitting
from tests.journeys.test_beds_gate_and_night import a_bed, bed_of, board, cell_of, click_cell, enter, gate, sheet

NAME = "Wahyuni Lestari"
MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # Monday 23 November 2026, 08.30 WITA
NIGHT = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)  # 22.30 WITA
NEXT_DAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def sitting(begin, moved_in) -> Sitting:
    made: Sitting = begin(moved_in, MORNING)
    made.sign_in(USERS[Role.TATA_USAHA])
    return made


def desk(sitting: Sitting) -> Any:
    return sitting.window.seat.front.desk


def line_of(sitting: Sitting) -> Any:
    (line,) = desk(sitting).ask(FindResidents(NAME, include_left=True))
    return line


def test_that_the_whole_day_of_all_roles_goes_through_the_window(sitting, tmp_path):
    takes_in(sitting)
    gives_a_bed(sitting)
    goes_out_and_comes_back(sitting)
    sets_up_the_class(sitting, NAME)
    holds_and_closes_the_class(sitting, NAME)
    counts_the_night(sitting)
    sitting.clock.now = NEXT_DAY
    gives_the_final_mark(sitting, NAME)
    writes_down_who_takes_her_in(sitting)
    decides(sitting)
    looks_at_a_draft(sitting)
    issues(sitting, tmp_path)
    checks(sitting, tmp_path / "sertifikat.pdf")
    leaves(sitting)
    looks_through_the_month_and_sends_it(sitting, tmp_path)
    hands_the_records_out(sitting, tmp_path)
    revokes(sitting)
    sends_the_correction(sitting)


def takes_in(sitting: Sitting) -> None:
    sitting.go("residents")
    sitting.click("Admit somebody…")
    sitting.fill("full_name", NAME)
    sitting.choose("sex", "P")
    sitting.fill("birth", "17-08-1990")
    sitting.click("Next")
    sitting.fill("nik", "6472015708900001")
    sitting.click("Next")
    sitting.choose("source", _("Brought by the public or the family"))
    sitting.click("Next")
    sitting.click("Take in")
    page = sitting.page()
    sitting.wait(lambda: page.file.name.text() == NAME)


def gives_a_bed(sitting: Sitting) -> None:
    sitting.change_user(USERS[Role.PENGASUH])
    sitting.go("beds")
    line = next(one for one in board(sitting).unplaced if one.name == NAME)
    free = a_bed(sitting, BedState.FREE, "P")
    click_cell(sitting, cell_of(sitting, free.bed_id))
    sitting.click("Place somebody…")
    sitting.keys(line.number)
    sitting.click("Place here")
    assert bed_of(sitting, line.person_id) == free.address


def goes_out_and_comes_back(sitting: Sitting) -> None:
    sitting.change_user(USERS[Role.PIKET])
    sitting.go("presence")
    number = line_of(sitting).number
    enter(sitting, f"{number} > Puskesmas 11.00")
    assert [one.number for one in gate(sitting).out] == [number]
    enter(sitting, number)
    assert gate(sitting).out == ()


def counts_the_night(sitting: Sitting) -> None:
    sitting.clock.now = NIGHT
    sitting.change_user(USERS[Role.PENGASUH])
    sitting.go("presence")
    sitting.click("Roll-call")
    sitting.click("All present")
    sitting.click("Close and sign")
    sitting.click("Close and sign")
    closed = sheet(sitting)
    assert closed.closed_at is not None
    assert closed.counts.present == closed.counts.on_books > 150


def go_to_candidate(sitting: Sitting) -> Any:
    page = sitting.go("readiness")
    sitting.keys(NAME, page.search)
    sitting.wait(lambda: [one.name for one in page.table.records] == [NAME])
    sitting.press(Qt.Key.Key_Return, page.search)
    sitting.press(Qt.Key.Key_Down, page.table)
    sitting.settle()
    sitting.wait(lambda: page.path.path is not None and page.path.path.name == NAME)
    return page


def writes_down_who_takes_her_in(sitting: Sitting) -> None:
    sitting.change_user(USERS[Role.PEKERJA_SOSIAL])
    page = go_to_candidate(sitting)
    before = page.table.records[0].met
    sitting.mouse(sitting.buttons(_("Write down…"))[0])
    sitting.choose("state", _(STATE_NAMES[State.MET]))
    sitting.fill("note", "Kakak di Loa Janan, rumah sudah dilihat")
    sitting.click("Write down")
    assert sitting.dialogs() == []
    sitting.wait(lambda: page.table.records[0].met == before + 1)


def decides(sitting: Sitting) -> None:
    sitting.change_user(USERS[Role.KEPALA])
    page = go_to_candidate(sitting)
    sitting.click("Decide…")
    sitting.click("Ready to leave")
    sitting.fill("names", "Kepala, Maria, Yusuf")
    sitting.fill("reason", "Terampil, ada kakak yang menerima")
    sitting.click("Decide")
    assert sitting.dialogs() == []
    sitting.wait(lambda: page.table.records[0].decision is not None)
    assert page.table.records[0].decision.ready


def entitled(sitting: Sitting) -> Any:
    page = sitting.go("certificates")
    tab = page.entitled
    ours = next(one for one in tab.lines if one.name == NAME)
    assert ours.why is None
    tab.table.go_to(ours.enrolment_id)
    tab.table.setFocus()
    return tab


def looks_at_a_draft(sitting: Sitting) -> None:
    entitled(sitting)
    sitting.click("Look at a draft")
    shown = preview_of(sitting)
    assert "CONTOH" in pages_of(shown)
    assert NAME in pages_of(shown)
    sitting.click("Close")
    assert desk(sitting).ask(CertificateRegister(2026)).lines == ()


def issued_line(sitting: Sitting) -> CertificateLine:
    (line,) = desk(sitting).ask(CertificateRegister(2026)).lines
    assert isinstance(line, CertificateLine)
    return line


def issues(sitting: Sitting, folder: Path) -> None:
    tab = entitled(sitting)
    sitting.press(Qt.Key.Key_Space, tab.table)
    sitting.mouse(tab.issue_button)
    sitting.settle()
    sitting.wait(tab.panel.yes.isVisible)
    sitting.mouse(tab.panel.yes)
    shown = preview_of(sitting)
    line = issued_line(sitting)
    assert line.certificate_no == "400.9/001/PSHM/XI/2026"
    assert line.certificate_no in pages_of(shown)
    stored = desk(sitting).ask(CertificatePdf(line.certificate_id)).content
    assert shown._document.content == stored
    shown.keep_at(str(folder / "sertifikat.pdf"))
    sitting.wait(lambda: shown.said() == _("Kept as {name}").format(name="sertifikat.pdf"))
    assert (folder / "sertifikat.pdf").read_bytes() == stored
    prints(sitting, shown, folder / "dicetak.pdf")
    sitting.click("Close")
    sitting.wait(lambda: sitting.dialogs() == [])
    sitting.mouse(tab.panel.back)


def checks(sitting: Sitting, paper: Path) -> None:
    line, told = issued_line(sitting), PdfReader(paper).metadata
    assert told is not None
    code = str(told["/Keywords"])
    page = sitting.page()
    sitting.mouse(page.tabs._keys["verify"])
    field = page.verify.line
    for typed, genuine in (
        (code, True),
        (f"{line.certificate_no} {line.fingerprint}", True),
        (spoilt(code), False),
    ):
        field.clear()
        sitting.keys(typed, field)
        sitting.press(Qt.Key.Key_Return, field)
        sitting.settle()
        assert page.verify.answer.isVisible()
        assert (NAME in sitting.told(page.verify._facts)) is genuine  # the facts before may still be going
    changed = paper.with_name("diubah.pdf")
    changed.write_bytes(paper.read_bytes().replace(b"%%EOF", b"%%EOX"))
    for file, genuine in ((paper, True), (changed, False)):
        page.verify.check_file(file)
        sitting.settle()
        assert (page.verify.word.property("pill") == "ok") is genuine


def leaves(sitting: Sitting) -> None:
    sitting.change_user(USERS[Role.PEKERJA_SOSIAL])
    number = line_of(sitting).number
    page = sitting.go("residents")
    sitting.keys(number, page.search)
    sitting.wait(lambda: [one.number for one in page.table.records] == [number])
    sitting.press(Qt.Key.Key_Return, page.search)
    sitting.click("Leaving…")
    sitting.choose("leave_reason", _(LEAVING_WORDS[LeavingReason.COMPLETED]))
    sitting.click("Record the leaving")
    assert line_of(sitting).status is Status.LEFT


def looks_through_the_month_and_sends_it(sitting: Sitting, folder: Path) -> None:
    sitting.clock.now = DECEMBER
    sitting.change_user(USERS[Role.TATA_USAHA])
    page = sitting.go("returns")
    assert page.chooser.period == "2026-11"
    figures = page.view.figures
    assert figures.opening.total + figures.admitted.total - figures.left.total == figures.closing.total
    for key in ("admitted.P", "left.reason:LULUS.P", "admitted.source:MASYARAKAT.P"):
        sitting.press(Qt.Key.Key_Return, page.figures.buttons[key])
        sitting.settle()
        assert NAME in [one.name for one in page.people.table.records]
    (program,) = [one for one in figures.graduates if one.issued]
    sitting.mouse(page.figures.buttons[f"graduates.program:{program.program_id}"])
    sitting.settle()
    assert [one.name for one in page.people.table.records] == [NAME]
    sitting.click("On paper…")
    assert "KONSEP" in pages_of(preview_of(sitting))
    sitting.click("Close")
    sitting.click("Mark as sent…")
    sitting.click("Mark as sent")
    assert page.state.pill.text() == _("✓ Sent, version {number}").format(number=1)
    sitting.click("Save files…")
    chosen(sitting, folder / "laporan")
    assert {one.suffix for one in (folder / "laporan").iterdir()} == {".xlsx", ".pdf", ".csv"}


def hands_the_records_out(sitting: Sitting, folder: Path) -> None:
    page = sitting.page()
    sitting.click("Records…")
    sitting.press(Qt.Key.Key_Space, sitting.field("with_names").editor)
    sitting.click("Make the file…")
    chosen(sitting, folder / "rekaman.zip")
    assert page.kept.isVisible()
    with zipfile.ZipFile(folder / "rekaman.zip") as package:
        people = package.read(next(name for name in package.namelist() if name.endswith("people.csv"))).decode()
    assert NAME in people


def revokes(sitting: Sitting) -> None:
    """The head revokes it with a reason; whoever checks it from then on reads so."""
    line = issued_line(sitting)
    sitting.change_user(USERS[Role.KEPALA])
    page = sitting.go("certificates")
    sitting.click("Register")
    sitting.click("Revoke…")
    sitting.fill("reason", "Nama pada akta kelahiran berbeda")
    sitting.click("Revoke")
    assert issued_line(sitting).revoked
    sitting.mouse(page.tabs._keys["verify"])
    sitting.keys(f"{line.certificate_no} {line.fingerprint}", page.verify.line)
    sitting.press(Qt.Key.Key_Return, page.verify.line)
    sitting.settle()
    assert page.verify.word.property("pill") == "danger"


def sends_the_correction(sitting: Sitting) -> None:
    page = sitting.go("returns")
    assert page.figures.changes.isVisible()
    assert page.state.pill.property("pill") == "attention"
    sitting.mouse(page.month_acts.sending)
    sitting.click("Mark as sent")
    assert page.state.pill.text() == _("✓ Sent, version {number}").format(number=2)
