"""The codes on the roll-call sheet: one a line, of the own number, none where no reader could send it."""

from __future__ import annotations

from dataclasses import replace

from reportlab.graphics.barcode.code128 import Code128

from shelter_admin.domain.cards import read_code
from shelter_admin.reports import roll_call_sheet as paper


def codes_printed(monkeypatch, roll_call, imprint) -> list[str]:
    printed: list[str] = []

    drawn = Code128.draw

    def noted(bars) -> None:
        printed.append(bars.value)
        drawn(bars)

    monkeypatch.setattr(Code128, "draw", noted)
    paper.roll_call_sheet(roll_call, imprint)
    return printed


def test_that_every_line_carries_the_code_of_its_number(monkeypatch, roll_call, imprint):
    sheet = roll_call(7)
    found = [read_code(code) for code in codes_printed(monkeypatch, sheet, imprint)]
    assert [code.meant for code in found if code] == [line.number for line in sheet.lines]


def test_that_a_number_no_reader_could_send_is_printed_without_a_code(monkeypatch, roll_call, imprint):
    one = roll_call(1)
    odd = replace(one, lines=(replace(one.lines[0], number="Nº 17/Ä"),))
    assert codes_printed(monkeypatch, odd, imprint) == []


def test_that_why_somebody_is_pre_marked_stands_on_the_sheet(roll_call, imprint, read):
    one = roll_call(1)
    away = replace(one, lines=(replace(one.lines[0], because="cuti, sampai 23-11 20.00, Sanga-Sanga"),))
    assert "cuti, sampai 23-11 20.00, Sanga-Sanga" in " ".join(read(paper.roll_call_sheet(away, imprint)))
