"""A paper before it is printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from shelter_admin.domain.papers import Document
from ui.kit.alerts import Sheet
from ui.kit.preview import Paper, Preview, page_sizes, show_paper


def a_paper(pages: int = 3) -> Document:
    made = BytesIO()
    drawing = canvas.Canvas(made, pagesize=A4)
    for number in range(pages):
        drawing.rect(72, 400, 300, 300, fill=1)
        drawing.drawString(72, 380, f"Halaman {number + 1}")
        drawing.showPage()
    drawing.save()
    return Document("daftar.pdf", made.getvalue())


@pytest.fixture
def preview(qtbot, qapp):
    del qapp
    made = show_paper(None, a_paper())
    qtbot.waitUntil(lambda: bool(made.papers) and not made.papers[0].pixmap().isNull())
    yield made
    made.reject()


def test_that_the_pages_are_drawn_and_counted(preview: Preview) -> None:
    assert len(preview.papers) == 3
    assert preview.said() == "3 pages"
    drawn = preview.papers[0].pixmap().toImage()
    assert drawn.pixelColor(drawn.width() // 3, drawn.height() // 3).lightness() < 40


def test_that_a_page_out_of_sight_is_drawn_when_scrolled_to(preview: Preview, qtbot) -> None:
    last = preview.papers[-1]
    assert last.pixmap().isNull()
    preview.scroll_to(last)
    qtbot.waitUntil(lambda: not last.pixmap().isNull())


def test_that_a_paper_is_kept_as_a_file(preview: Preview, qtbot, tmp_path) -> None:
    preview.keep_at(str(tmp_path / "kept.pdf"))
    qtbot.waitUntil(lambda: preview.said() == "Kept as kept.pdf")
    assert len(page_sizes((tmp_path / "kept.pdf").read_bytes())) == 3


def test_that_a_folder_that_is_gone_is_said_and_the_paper_stays(preview: Preview, qtbot, tmp_path) -> None:
    preview.keep_at(str(tmp_path / "gone" / "kept.pdf"))
    qtbot.waitUntil(lambda: preview.findChild(Sheet) is not None)
    said = preview.findChild(Sheet)
    assert said is not None
    said.accept()
    assert preview.isVisible()


def test_that_every_page_is_printed(preview: Preview, qtbot, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    qtbot.waitUntil(lambda: preview.said().startswith("Sent to the printer"), timeout=20_000)
    assert len(page_sizes((tmp_path / "printed.pdf").read_bytes())) == 3


def test_that_a_preview_closed_before_it_was_drawn_asks_for_nothing_more(preview: Preview, qtbot) -> None:
    preview.reject()
    preview.papers = [Paper(0, (595, 842))]
    preview._draw_seen()
    assert not preview.isVisible()


def test_that_a_preview_stays_until_the_last_page_is_with_the_printer(preview: Preview, qtbot, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    preview.reject()
    assert preview.isVisible()
    qtbot.waitUntil(lambda: preview.said().startswith("Sent to the printer"), timeout=20_000)
    preview.reject()
    assert not preview.isVisible()


def test_that_escape_closes_the_preview(preview: Preview, qtbot) -> None:
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not preview.isVisible())


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_that_a_printer_that_does_not_answer_is_said(preview: Preview, qtbot, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    preview.print_on(printer)
    said = preview.findChild(Sheet)
    assert said is not None
    assert any("printer is not ready" in part.text() for part in said.findChildren(QLabel))
    said.accept()
