"""A paper before it is printed: its pages drawn off the window's thread, then kept as a file or sent to a printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QRect, QSize, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.papers import PDFIUM
from ui.kit import alerts
from ui.kit.saving import write_whole
from ui.kit.tasks import Tasks
from ui.kit.widgets import button, label, row

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Points = tuple[float, float]
POINTS_PER_INCH: Final = 72
PRINT_DPI: Final = 200
MOST_WIDTH: Final = 900
MINUTE: Final = 60_000


def page_sizes(content: bytes) -> list[Points]:
    """The width and height of every page in points."""
    import pypdfium2

    with PDFIUM:
        paper = pypdfium2.PdfDocument(content)
        try:
            return [paper.get_page_size(number) for number in range(len(paper))]
        finally:
            paper.close()


def draw_page(content: bytes, number: int, dpi: float) -> QImage:
    """Draw one page."""
    import pypdfium2

    with PDFIUM:
        paper = pypdfium2.PdfDocument(content)
        try:
            drawn = paper[number].render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)
            pixels = bytes(drawn.buffer)
            return QImage(pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGBX8888).copy()
        finally:
            paper.close()


class Paper(QLabel):
    """One page, white until it is drawn."""

    def __init__(self, number: int, points: Points) -> None:
        super().__init__()
        self.number, self.points = number, points
        self.asked_width = 0
        # Paper is white in every theme.
        self.setStyleSheet("background: white; border: 1px solid rgba(128, 128, 128, 90);")
        self.setAccessibleName(_("Page {number}").format(number=number + 1))

    def fit(self, width: int) -> None:
        """Take this width, as high as the page is."""
        self.setFixedSize(QSize(width, round(width * self.points[1] / self.points[0])))

    def dpi(self) -> float:
        """The resolution at which the page fills the label."""
        return self.width() * self.devicePixelRatioF() * POINTS_PER_INCH / self.points[0]

    def show_drawn(self, image: QImage) -> None:
        """Show the page."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.setPixmap(QPixmap.fromImage(image))


class Preview(QDialog):
    """The dialog: pages to scroll through, drawn when they come into sight."""

    def __init__(self, owner: QWidget | None, document: Document) -> None:
        super().__init__(owner)
        self._document = document
        self._tasks = Tasks(self)
        self.papers: list[Paper] = []
        self.setModal(True)
        self.setWindowTitle(document.filename)
        self._said = label(_("Drawing the pages…"), "muted")
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(16)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._pages)
        # Else the pages would be fitted before the bar takes its room.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.verticalScrollBar().valueChanged.connect(lambda _value: self._draw_seen())
        printing = button(_("Print…"), self._ask_printer, kind="primary", icon="printer", tip="Ctrl+P")
        keeping = button(_("Keep as a file…"), self._ask_where, icon="file-text", tip="Ctrl+S")
        printing.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.addLayout(row(self._said, None, keeping, printing, button(_("Close"), self.reject)))
        outer.addWidget(self._area, 1)
        self._rest = QTimer(self, interval=120, singleShot=True)
        self._rest.timeout.connect(self._fit)
        QShortcut(QKeySequence.StandardKey.Print, self, self._ask_printer)
        QShortcut(QKeySequence.StandardKey.Save, self, self._ask_where)
        self._printing = self._over = False
        self.finished.connect(lambda _result: self._end())
        self._tasks.on_paper(lambda: page_sizes(document.content), self, self._lay_out, self._failed)

    def said(self) -> str:
        """The words above the pages: how many there are, or what became of them."""
        return self._said.text()

    def scroll_to(self, paper: Paper) -> None:
        """Bring a page into sight."""
        self._area.verticalScrollBar().setValue(paper.y())

    @override
    def done(self, result: int) -> None:
        """Close, but not before the last page is with the printer."""
        if self._printing:
            self._said.setText(_("Being sent to the printer…"))
        else:
            super().done(result)

    def _end(self) -> None:
        self._over = True
        self._rest.stop()
        self._tasks.close()

    def _lay_out(self, sizes: list[Points]) -> None:
        self.papers = [Paper(number, points) for number, points in enumerate(sizes)]
        for paper in self.papers:
            self._column.addWidget(paper, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._said.setText(n_("{count} page", "{count} pages", len(sizes)).format(count=len(sizes)))
        self._fit()

    def _fit(self) -> None:
        room = min(MOST_WIDTH, self._area.viewport().width() - 48)
        for paper in self.papers:
            paper.fit(max(200, room))
        QTimer.singleShot(0, self, self._draw_seen)

    def _draw_seen(self) -> None:
        top = self._area.verticalScrollBar().value()
        bottom = top + self._area.viewport().height()
        place = self._column.contentsMargins().top()
        for paper in self.papers:
            # Counted, not asked: the layout may not have moved the pages to their places yet.
            seen = place < bottom and place + paper.height() > top
            place += paper.height() + self._column.spacing()
            if seen and paper.asked_width != paper.width():
                paper.asked_width = paper.width()
                self._draw(paper)

    def _draw(self, paper: Paper) -> None:
        if self._over:
            return  # its sizes came after it was closed
        content, number, dpi = self._document.content, paper.number, paper.dpi()
        self._tasks.on_paper(lambda: draw_page(content, number, dpi), paper, paper.show_drawn, self._failed)

    def _failed(self, error: BaseException) -> None:
        alerts.tell(self, error, _sentence)

    def _ask_where(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asking = QFileDialog(self, _("Keep as a file"), str(Path(home) / self._document.filename))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.fileSelected.connect(self.keep_at)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def keep_at(self, name: str) -> None:
        """Write the paper there and say so."""
        self._tasks.on_paper(
            lambda: write_whole(self._document, name),
            self,
            lambda kept: self._said.setText(_("Kept as {name}").format(name=Path(kept).name)),
            self._failed,
        )

    def _ask_printer(self) -> None:
        # Loaded here: on Linux it needs the system's printing library, which a machine without printers may lack.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._document.filename)
        asking = QPrintDialog(printer, self)
        asking.accepted.connect(lambda: self.print_on(printer))
        asking.finished.connect(asking.deleteLater)
        QDialog.open(asking)

    def print_on(self, printer: QPrinter) -> None:
        """Print every page, one after the other; the first begins the job."""
        painter = QPainter()
        _turn_paper(printer, self.papers[0].points if self.papers else None)
        if not self.papers or not painter.begin(printer):
            self._failed(Unavailable("printer_not_ready"))
            return
        self._printing = True
        self._began = QElapsedTimer()
        self._began.start()
        self._print_from(0, printer, painter)

    def _print_from(self, number: int, printer: QPrinter, painter: QPainter) -> None:
        content = self._document.content

        def printed(image: QImage) -> None:
            fitting = image.size().scaled(painter.viewport().size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(painter.viewport().topLeft(), fitting), image)
            self._say_printed(number + 1)
            if number + 1 < len(self.papers):
                _turn_page(printer, self.papers[number + 1].points)
            if number + 1 < len(self.papers) and printer.newPage():
                self._print_from(number + 1, printer, painter)
            else:
                painter.end()
                self._printing = False
                self._said.setText(f"{_('Sent to the printer')} · {self._said.text()}")

        def failed(error: BaseException) -> None:
            painter.end()
            self._printing = False
            self._failed(error)

        self._tasks.on_paper(lambda: draw_page(content, number, PRINT_DPI), self, printed, failed)

    def _say_printed(self, pages: int) -> None:
        """Say how far the printing is, and how fast."""
        rate = round(pages * MINUTE / max(1, self._began.elapsed()))
        told = _("Page {page} of {pages} sent · {rate} pages a minute")
        self._said.setText(told.format(page=pages, pages=len(self.papers), rate=rate))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest.start()


def _turn_paper(printer: QPrinter, points: Points | None) -> None:
    """Use the printer's paper the way round the document's first page lies, up to its edges."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    _turn_page(printer, points or (1, 2))
    printer.setFullPage(True)


def _turn_page(printer: QPrinter, points: Points) -> None:
    """Lay the next page as it lies in the document."""
    width, height = points
    lies = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    if printer.pageLayout().orientation() != lies:
        printer.setPageOrientation(lies)


def _sentence(failure: Failure) -> str:
    # Loaded late: it knows every operation, and whoever shows a paper has loaded them by then.
    from shelter_admin.operations.explain import explain

    return explain(failure)


def show_paper(owner: QWidget | None, document: Document) -> Preview:
    """Show a paper to look through, keep or print."""
    made = Preview(owner, document)
    room = made.screen().availableGeometry()
    made.resize(min(860, room.width() - 80), min(760, room.height() - 80))
    made.finished.connect(made.deleteLater)
    made.open()
    return made
