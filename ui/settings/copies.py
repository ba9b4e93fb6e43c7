"""Copies: the last good one, where they lie, another one now, whether they restore, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.copies import DAYS, MONTHS, WEEKS, CopyLine, CopyMade
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import date_and_clock, number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.copies import BackUp, Copies, KeepCopy
from shelter_admin.operations.desk import Command, Done
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Banner, button, label, row
from ui.settings.rehearsal import RehearsalPart
from ui.settings.section import Section
from ui.settings.sticks import SticksPart

MEGABYTE = 1024 * 1024


class CopiesSection(Section):
    """Every copy in the list was read back whole before it got its name."""

    key: ClassVar[str] = "copies"
    title: ClassVar[str] = N_("Copies")
    icon: ClassVar[str] = "hard-drive"
    told: ClassVar[str] = N_(
        "A copy is made by itself every day and when the program is closed: encrypted, with its key file, and read "
        "back whole. Copy to a stick as well, and keep it in another building."
    )
    needs: ClassVar[frozenset[Right]] = frozenset({Right.BACK_UP})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.COPIES, Area.PANTI})

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.last = label("", "strong")
        self.folder = label("", "muted", wrap=True)
        self.trouble = Banner("attention", "")
        self.trouble.hide()
        self.now_button = button(_("Make a copy now"), self.copy_now, kind="primary", icon="hard-drive")
        self.elsewhere_button = button(_("Copy to another folder…"), self._choose)
        self.change_button = button(_("Change the folder…"), lambda: front.go.emit("settings", "rules"), kind="link")
        self.change_button.setVisible(front.may(Right.CHANGE_SETTINGS))
        self.rehearsal = RehearsalPart(self)
        self.sticks = SticksPart(self)
        self.restore_button = button(_("Put a copy back…"), lambda: front.go.emit("restore", ""), icon="history")
        self.table = RecordsTable(_columns(), lambda line: line.path, _("Copies"))
        self.table.setMinimumHeight(160)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.last)
        folder = row(self.folder, self.change_button)
        folder.setStretch(0, 1)
        self.body.addLayout(folder)
        self.body.addLayout(row(self.now_button, self.elsewhere_button, self.restore_button, None))
        self.body.addWidget(self.rehearsal)
        self.body.addWidget(self.sticks)
        self.body.addWidget(self.table, 1)
        self._explain()

    def _explain(self) -> None:
        kept = _("Kept are the newest of each of the last {days} days, {weeks} weeks and {months} months.")
        self.body.addWidget(label(kept.format(days=DAYS, weeks=WEEKS, months=MONTHS), "small", wrap=True))
        self.body.addWidget(
            label(
                _(
                    "To look into a copy: close the program, choose “Open another…” on the first screen, then the "
                    "file of the copy. It opens for reading only, with the user name and password of that day, and "
                    "stays as it is."
                ),
                "small",
                wrap=True,
            )
        )

    @override
    def reload(self) -> None:
        folder = self.front.panti.settings.backup_folder
        self.folder.setText(_("Folder: {folder}").format(folder=folder or _("beside the store")))
        self.restore_button.setEnabled(not self.front.read_only)
        self.front.ask(Copies(), self, self._show, self._say)
        self.rehearsal.reload()
        self.sticks.reload()

    def _show(self, lines: tuple[CopyLine, ...]) -> None:
        self.trouble.hide()
        self.table.show_records(lines)
        self.rehearsal.offer(copies=bool(lines))
        if lines:
            self.last.setText("✓ " + _("Last good copy: {when}").format(when=date_and_clock(lines[0].at)))
        else:
            self.last.setText(_("There is no copy yet. Make the first one now."))

    def copy_now(self) -> None:
        """Make one in the panti's folder."""
        self._make(KeepCopy())

    def copy_to(self, folder: str) -> None:
        """Make one in another folder; nothing is removed there."""
        self._make(BackUp(folder))

    def _make(self, command: Command[CopyMade]) -> None:
        self.trouble.hide()
        for made in (self.now_button, self.elsewhere_button):
            made.setEnabled(False)
        self.last.setText(_("Copying…"))
        self.front.do_long(command, self, self._made, self._failed)

    def _made(self, done: Done[CopyMade]) -> None:
        self._ready()
        if done.result is not None:
            self.sticks.tell(done.result)
            self.last.setText("✓ " + _("Copied: {file}").format(file=Path(done.result.path).name))

    def _failed(self, failure: Failure) -> bool:
        self._ready()
        return self._say(failure)

    def _ready(self) -> None:
        for made in (self.now_button, self.elsewhere_button):
            made.setEnabled(True)
        self.last.setText("")
        self.reload()

    def _say(self, failure: Failure) -> bool:
        self.trouble.words.setText(self.said(failure))
        self.trouble.show()
        return True

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Copy to another folder"), documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.copy_to)
        dialog.open()


def _columns() -> list[Column[CopyLine]]:
    return [
        Column(_("Made"), lambda line: date_and_clock(line.at), sort=lambda line: line.at, width=150),
        Column(_("File"), lambda line: Path(line.path).name),
        Column(
            _("Size"), lambda line: f"{number(line.bytes / MEGABYTE, 1)} MB", sort=lambda line: line.bytes, number=True,
            width=100,
        ),
    ]  # fmt: skip
