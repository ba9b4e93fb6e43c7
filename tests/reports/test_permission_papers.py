"""The leave pass, the visitors' log and the morning's lists as they are printed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.day_meets_night import Morning, NotBackFromDay, SleptAbsent
from shelter_admin.domain.leave_passes import LeavePass, PassAsked, PassState
from shelter_admin.domain.presence import Mark, OutingKind
from shelter_admin.domain.settings import Panti, Zone
from shelter_admin.domain.standing_permissions import StandingKind, StandingPermission
from shelter_admin.domain.visits import Visit, VisitorLog
from shelter_admin.reports.leave_pass import leave_pass_paper
from shelter_admin.reports.morning_list import morning_list
from shelter_admin.reports.visitor_log import visitor_log

PANTI = Panti("p", "P", "RSBK Contoh", "64.72", Zone.WITA)
NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
DAY = date(2026, 11, 21)
LONG = "Jalan Jenderal Sudirman Gang Mawar nomor 17 RT 04 di belakang pasar lama " * 3


def a_pass(destination: str = "Tenggarong", **more: str) -> LeavePass:
    asked = PassAsked(OutingKind.LEAVE, NOW, NOW + timedelta(days=2), destination, **more)
    return LeavePass(
        "01a202a7-abde-73ce-9d17-a9f95a794944", "p", "s", "2026-0017", "Slamet Wibowo", "Melati 1/2", asked,
        PassState.APPROVED, "a", NOW, "b", NOW, asker="Rina", decider="Maria Lencau",
    )  # fmt: skip


def test_that_a_pass_says_who_until_when_where_to_with_whom_and_its_number(indonesian, imprint, read):
    (page,) = read(leave_pass_paper(a_pass(companion="Ibu Sari", phone="0812 345"), imprint, PANTI))
    for told in ("Slamet Wibowo", "2026-0017", "Melati 1/2", "Tenggarong", "Ibu Sari", "0812 345", "IZ5A794944"):
        assert told in page
    assert "Senin, 23 November 2026, 12.00 WITA" in page
    assert "Maria Lencau" in page


def test_that_a_pass_is_one_page_of_a5_and_names_nobody_in_its_file_name(imprint):
    paper = leave_pass_paper(a_pass(), imprint, PANTI)
    pages = PdfReader(BytesIO(paper.content)).pages
    assert len(pages) == 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [420, 595]
    assert "Slamet" not in paper.filename


def test_that_long_words_on_a_pass_are_all_printed_on_its_one_page(imprint, read):
    long_pass = a_pass(LONG[:200], purpose=LONG[:200], companion=LONG[:200], phone=LONG[:200])
    (page,) = read(leave_pass_paper(long_pass, imprint, PANTI))
    assert page.count("Sudirman") == LONG[:200].count("Sudirman") * 4


def test_that_the_same_pass_gives_the_same_bytes(imprint):
    assert leave_pass_paper(a_pass(), imprint, PANTI) == leave_pass_paper(a_pass(), imprint, PANTI)


def test_that_the_log_names_visitors_whom_they_visited_and_when_they_left(indonesian, imprint, read):
    still = Visit("1", "Siti Aminah", "", "adik", "", "p", "Slamet Wibowo", "2026-0017", NOW)
    office = Visit("2", "Budi", "Dinsos", "", "", "", "", "", NOW - timedelta(days=1), NOW)
    (page,) = read(visitor_log(VisitorLog(DAY, (still, office)), imprint))
    for told in ("Siti Aminah", "adik", "Slamet Wibowo", "Budi", "Dinsos", "20-11 12.00"):
        assert told in page


def test_that_a_log_of_nobody_says_so(indonesian, imprint, read):
    (page,) = read(visitor_log(VisitorLog(DAY), imprint))
    assert "Tidak ada tamu" in page


@pytest.mark.parametrize("counted", [True, False])
def test_that_the_morning_lists_everybody_with_what_to_do_or_says_nobody(imprint, read, counted):
    absent = SleptAbsent("p", "2026-0001", "Ani", "Melati 1/1", ("Menjahit",), (DAY - timedelta(days=1),))
    missing = NotBackFromDay("q", "2026-0002", "Budi", "", ("Las",), Mark.NOT_BACK, since=NOW)
    works = StandingPermission("x", "r", "s", StandingKind.WORK, "Toko Roti", "6", time(8), time(16), DAY, name="Cici")
    made = Morning(DAY, DAY - timedelta(days=1), (absent,), (missing,), (works,), counted=counted)
    text = " ".join(read(morning_list(made, imprint, Zone.WITA)))
    for told in ("Ani", absent.next_step(), "Budi", missing.next_step(Zone.WITA), "Cici", "Toko Roti", "08.00–16.00"):
        assert told in text
    assert ("not closed" in text) is not counted
    nobody = " ".join(read(morning_list(Morning(DAY, DAY, (), (), ()), imprint, Zone.WITA)))
    assert nobody.count("Nobody.") == 3
