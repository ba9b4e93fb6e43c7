"""First step: which copy or which store kept aside, and the password of that day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shelter_admin.domain.copies import CopyLine
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import date_and_clock, number
from shelter_admin.domain.words import _
from shelter_admin.operations.copies.restoring import line_of
from ui.kit import theme
from ui.kit.form import TextField
from ui.kit.places import documents
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row

MEGABYTE = 1024 * 1024


class Choosing(QWidget):
    """``ready`` comes when Enter is pressed or a copy is opened."""

    ready = Signal()

    def __init__(self, user: str, explain: Callable[[Failure], str]) -> None:
        super().__init__()
        self._explain = explain
        self.setProperty("clear", "true")
        self._aside: frozenset[str] = frozenset()
        self.table = RecordsTable(self._columns(), lambda line: line.path, _("Copies that can be put back"))
        self.table.setMinimumHeight(190)
        self.another = button(_("Another file…"), self.browse, icon="hard-drive")
        self.user = TextField("user", _("User"))
        self.password = TextField("password", _("Password of that day"), secret=True)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.user.set_value(user)
        self.table.opened.connect(lambda _line: self.password.setFocus())
        self.user.line.returnPressed.connect(self.password.setFocus)
        self.password.line.returnPressed.connect(self.ready)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        told = _(
            "Nothing is changed yet: the copy is first opened beside, looked over and compared with what is there now. "
            "Both rights to it and its password are those of its own day."
        )
        column.addWidget(label(told, "muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(row(self.another, None))
        column.addLayout(row(self.user, self.password))
        column.addWidget(self.wrong)

    def _columns(self) -> list[Column[CopyLine]]:
        size = Column[CopyLine](
            _("Size"), lambda line: f"{number(line.bytes / MEGABYTE, 1)} MB", sort=lambda line: line.bytes,
            number=True, width=90,
        )  # fmt: skip
        return [
            Column(_("Made"), lambda line: date_and_clock(line.at), sort=lambda line: line.at, width=150),
            Column(_("What it is"), self._kind, width=250),
            Column(_("File"), lambda line: Path(line.path).name),
            size,
        ]

    def _kind(self, line: CopyLine) -> str:
        return _("Store kept aside") if line.path in self._aside else _("Copy")

    def offer(self, copies: Sequence[CopyLine], aside: Sequence[CopyLine]) -> None:
        """Offer copies and stores kept aside, the newest first; the first is chosen."""
        self._aside = self._aside | {line.path for line in aside}
        lines = sorted([*copies, *aside], key=lambda line: line.at, reverse=True)
        self.table.show_records(lines)
        if lines:
            self.table.go_to(lines[0].path)

    def source(self) -> Path | None:
        """The file chosen."""
        line = self.table.current()
        return Path(line.path) if line is not None else None

    def take(self, line: CopyLine) -> None:
        """Offer one more file and choose it."""
        others = [one for one in self.table.records if one.path != line.path]
        self.table.show_records([line, *others])
        self.table.go_to(line.path)
        self.user.setFocus()

    def browse(self) -> None:
        """Let the user show a copy that is not in the list: on a stick, from another computer."""
        dialog = QFileDialog(self, _("Choose a copy"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Stores and copies (*.shelter *.store)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Offer a file by its place."""
        try:
            self.take(line_of(path))
        except Failure as error:
            self.say(self._explain(error))

    def say(self, sentence: str) -> None:
        """Say what was wrong; what was typed stays."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
