"""Papers in journeys: read in the preview, printed to a file, kept through a file dialog."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from shelter_admin.domain.words import _
from tests.journeys.sitting import Sitting
from ui.kit.preview import Preview


def pages_of(preview: Preview) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(preview._document.content)).pages)


def preview_of(sitting: Sitting) -> Preview:
    shown = sitting.dialog()
    assert isinstance(shown, Preview)
    sitting.wait(lambda: shown.papers and not shown.papers[0].pixmap().isNull())
    return shown


def prints(sitting: Sitting, shown: Preview, target: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    shown.print_on(printer)
    sent, pace = _("Sent to the printer"), _("Page {page} of {pages} sent · {rate} pages a minute")
    sitting.wait(lambda: shown.said().startswith(f"{sent} · {pace.format(page=2, pages=2, rate='').split(' · ')[0]}"))
    assert len(PdfReader(target).pages) == 2


def spoilt(code: str) -> str:
    return code[:-1] + ("A" if code[-1] != "A" else "B")


def chosen(sitting: Sitting, path: Path) -> None:
    """Choose a folder or a file in the dialog that is open."""
    (path if not path.suffix else path.parent).mkdir(exist_ok=True)
    asking = sitting.dialog()
    assert isinstance(asking, QFileDialog)
    asking.fileSelected.emit(str(path))
    asking.reject()
    sitting.settle()
