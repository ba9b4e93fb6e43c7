"""What became of it: the figures, the pairs to look at, and the report of every row."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.moving_in.look import ReportOf
from shelter_admin.operations.moving_in.register import MovedIn
from shelter_admin.operations.moving_in.rooms import RoomsMovedIn
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import RecordsTable
from ui.kit.saving import write_document
from ui.kit.widgets import Card, button, label, row
from ui.moving_in.preview import pair_columns


class OutcomeView(QWidget):
    """The register was taken; ``again`` for another file, ``residents`` to see them."""

    again = Signal()
    residents = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._moved: MovedIn | None = None
        self._source = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.headline = label("", "section")
        self.told = label("", wrap=True)
        column.addWidget(self.headline)
        column.addWidget(self.told)
        self.pairs = RecordsTable(
            pair_columns(), lambda pair: f"{pair.first}{pair.second}", _("Possibly the same person")
        )
        self.card = Card(_("Possibly the same person twice: for you to look at, nothing was merged"))
        self.card.add(self.pairs)
        column.addWidget(self.card, 1)
        column.addStretch(0)
        self.report_button = button(_("Save the report…"), self._ask_where, icon="file-spreadsheet")
        self.see_button = button(_("See the residents"), self.residents.emit, kind="primary", icon="users")
        column.addLayout(row(button(_("Another file"), self.again.emit), None, self.report_button, self.see_button))

    def show_outcome(self, moved: MovedIn, source: str) -> None:
        """Show the figures of what was taken."""
        self._moved, self._source = moved, source
        count = len(moved.taken)
        self.headline.setText(n_("{count} person taken", "{count} people taken", count).format(count=count))
        self.told.setText(
            _("{house} in the house, {left} as ended stays, {already} known already. {placed} have a bed; {unplaced} "
              "are without one and listed in the report.").format(
                house=moved.in_house, left=moved.left, already=len(moved.already), placed=moved.placed,
                unplaced=moved.unplaced,
            )
        )  # fmt: skip
        self.card.setVisible(bool(moved.pairs))
        self.pairs.show_records(moved.pairs)

    def _ask_where(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), _("import-report") + ".xlsx", "*.xlsx")
        if name:
            self.save_report(name)

    def save_report(self, name: str) -> None:
        """Write the fate of every row to a workbook."""
        if self._moved is not None:
            self._front.ask(ReportOf(self._moved, self._source), self, lambda paper: self._write(paper, name))

    def _write(self, paper: Document, name: str) -> None:
        write_document(self._front, self, paper, name)


class RoomsOutcome(QWidget):
    """The rooms were made; ``again`` for another file, ``board`` to see them."""

    again = Signal()
    board = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.headline = label("", "section")
        self.told = label("", wrap=True)
        column.addWidget(self.headline)
        column.addWidget(self.told)
        column.addStretch(1)
        see = button(_("See the beds"), self.board.emit, kind="primary", icon="bed-double")
        column.addLayout(row(button(_("Another file"), self.again.emit), None, see))

    def show_outcome(self, moved: RoomsMovedIn) -> None:
        """Show how many rooms and beds were made."""
        self.headline.setText(_("{rooms} rooms with {beds} beds made").format(rooms=moved.rooms, beds=moved.beds))
        self.told.setText(
            _("{already} rooms were there already. {refused} rows were not taken.").format(
                already=moved.already, refused=moved.refused
            )
        )
