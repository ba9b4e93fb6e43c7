"""What is done with a month: seen on paper, kept as files, marked as sent, its records handed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.month.figures import MonthView
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import month_and_year, number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Done
from shelter_admin.operations.returns.month import MonthPapers, SendMonth
from shelter_admin.operations.returns.records import Records, RecordsOf
from ui.kit.alerts import decide
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.preview import show_paper
from ui.kit.saving import write_document, write_whole
from ui.kit.widgets import button
from ui.returns.records import RecordsSheet


class MonthActs(QObject):
    """The buttons of the page's head and what they do; ``kept`` says in words what lies in a file now."""

    kept = Signal(str)

    def __init__(self, front: FrontDesk, page: QWidget) -> None:
        super().__init__(page)
        self._front, self._page = front, page
        self._view: MonthView | None = None
        self._month = date.min
        self._number: int | None = None
        self.paper = button(_("On paper…"), self.see_paper, icon="printer", tip=_("Look through it before printing"))
        self.files = button(
            _("Save files…"), self.ask_folder, icon="file-spreadsheet", tip=_("Workbook, PDF and CSV, into a folder")
        )
        self.records = button(
            _("Records…"), self.ask_records, icon="package", tip=_("The records behind the month, for the province")
        )
        self.sending = button(_("Mark as sent…"), self.ask_send, kind="primary", icon="send")
        self.records.setVisible(front.may(Right.EXPORT_RECORDS))
        self.sending.setVisible(front.may(Right.SEND_RETURN))

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """The buttons from left to right."""
        return self.paper, self.files, self.records, self.sending

    def take(self, view: MonthView, month: date, version: int | None) -> None:
        """Know which month, and which version of it, is looked at."""
        self._view, self._month, self._number = view, month, version
        sendable = view.finished and version is None and (not view.versions or bool(view.difference))
        self.sending.setEnabled(sendable)
        again = bool(view.versions) and sendable
        words = _("Send version {number}…").format(number=view.next_version) if again else _("Mark as sent…")
        self.sending.setText(words)
        self.sending.setAccessibleName(words)
        self.sending.setToolTip(self._why_not(view))
        self.sending.setAccessibleDescription(self.sending.toolTip())

    def _why_not(self, view: MonthView) -> str:
        if not view.finished:
            return _("The month still runs; it can be marked as sent once it is over.")
        if self._number is not None:
            return _("This version was sent; look at the figures as they are now.")
        if view.versions and not view.difference:
            return _("It was sent, and no figure changed since.")
        return ""

    @property
    def _period(self) -> str:
        return f"{self._month.year:04}-{self._month.month:02}"

    @property
    def _papers(self) -> MonthPapers:
        """The papers of what is looked at: a version that was sent, or a draft of now."""
        view = self._view
        if self._number is None and view is not None and view.versions and not view.difference:
            return MonthPapers(self._period, number=view.versions[-1].version)
        return MonthPapers(self._period, draft=self._number is None, number=self._number)

    def see_paper(self) -> None:
        """Show the page that is signed, before paper."""
        if self._view is not None:
            self._front.ask(self._papers, self._page, self._show_paper)

    def _show_paper(self, papers: tuple[Document, ...]) -> None:
        paper = next((one for one in papers if one.filename.endswith(".pdf")), None)
        if paper is not None:
            show_paper(self._page, paper)

    def ask_folder(self) -> None:
        """Ask for the folder that takes workbook, paper and table."""
        dialog = QFileDialog(self._page, _("Folder for the month's files"), documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.save_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_files(self, folder: str) -> None:
        """Write the files into a folder, each whole or not at all."""
        if self._view is None:
            return

        def write(papers: tuple[Document, ...]) -> None:
            self._front.run(
                lambda: [write_whole(paper, str(Path(folder) / paper.filename)) for paper in papers],
                self._page,
                lambda names: self._say_kept([Path(name).name for name in names], folder),
            )

        self._front.ask(self._papers, self._page, write)

    def ask_send(self) -> None:
        """Ask whether to freeze the month; nothing takes that back."""
        view = self._view
        if view is None or not self.sending.isEnabled():
            return
        month = month_and_year(self._month)
        words = _(
            "The figures of {month} and the people behind them are kept as they are now. This cannot be taken back: "
            "what is corrected later goes out as a new version with its difference."
        ).format(month=month)  # fmt: skip
        title = _("Mark {month} as sent?").format(month=month)
        if view.versions:
            title = _("Send {month} again, as version {number}?").format(month=month, number=view.next_version)
        decide(self._page, title, words, _("Mark as sent"), self._send)

    def _send(self) -> None:
        self._front.do(SendMonth(self._period), self._page)

    def ask_records(self) -> None:
        """Ask whether the records go out with names."""
        if self._view is not None:
            sealed = bool(self._front.panti.settings.province_key.strip())
            RecordsSheet(self._page, self._month, sealed=sealed, given=self.make_records).open()

    def make_records(self, with_names: bool) -> None:
        """Make the package, then ask where it is kept."""
        self._front.do_long(RecordsOf(self._period, with_names), self._page, self._ask_where)

    def _ask_where(self, done: Done[Records]) -> None:
        made = done.result
        if made is None:
            return
        proposed = str(Path(documents()) / made.document.filename)
        dialog = QFileDialog(self._page, _("Keep the records as a file"), proposed)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.keep_records(made, name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep_records(self, records: Records, name: str) -> None:
        """Write the package to a file and say what is in it."""

        def kept(_name: str) -> None:
            count = records.people
            told = n_("{file} is kept, with {count} person.", "{file} is kept, with {count} people.", count)
            sealed = _("It is sealed.") if records.sealed else _("It is not sealed: hand it over yourself.")
            self.kept.emit(f"{told.format(count=number(count), file=Path(name).name)} {sealed}")

        write_document(self._front, self._page, records.document, name, kept)

    def _say_kept(self, names: Sequence[str], folder: str) -> None:
        told = _("Kept in {folder}: {files}").format(folder=Path(folder).name or folder, files=", ".join(names))
        self.kept.emit(told)
