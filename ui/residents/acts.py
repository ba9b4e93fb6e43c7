"""What can be done with the person whose file is open, by right and by whether they are in the house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import ResidentDetails, Status
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import AddPhoto
from ui.kit.clipboard import copied_picture, has_picture
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.residents.cards import CardSheet
from ui.residents.comparing import SameAsSheet
from ui.residents.dialogs import EditSheet, ExpectedExitSheet, LeavingSheet, ReturnSheet
from ui.residents.photos import PICTURES, read_photo

Offer = tuple[str, Callable[[], None], str]


class FileActs:
    """The buttons above a file."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        self._front = front
        self._owner = owner

    def offered(self, details: ResidentDetails) -> list[Offer]:
        """The acts that make sense now and that this user may do."""
        left = details.line.status is Status.LEFT
        may = self._front.may
        offers: list[Offer] = []
        if details.line.to_complete and may(Right.INTAKE):
            offers.append((_("Complete…"), lambda: self._edit(details, complete=True), "primary"))
        elif may(Right.EDIT_IDENTITY):
            offers.append((_("Correct…"), lambda: self._edit(details, complete=False), ""))
        if not left and may(Right.ASSIGN_BEDS):
            offers.append((_("Bed…"), lambda: self._front.go.emit("beds", details.line.person_id), ""))
        if may(Right.RECORD_LEAVING):
            if not left:
                offers.append((_("Leaving…"), lambda: LeavingSheet(self._front, details, self._owner).open(), ""))
            elif details.stay.leave_reason is not LeavingReason.DIED:
                offers.append(
                    (_("Came back…"), lambda: ReturnSheet(self._front, details, self._owner).open(), "primary")
                )
        if may(Right.EDIT_IDENTITY):
            offers.append((_("More…"), lambda: self._more(details), ""))
        return offers

    def _edit(self, details: ResidentDetails, *, complete: bool) -> None:
        EditSheet(self._front, details, self._owner, complete=complete).open()

    def _more(self, details: ResidentDetails) -> None:
        menu = QMenu(self._owner)
        menu.addAction(_("Photo from a file…"), lambda: self._choose_photo(details.line.person_id))
        paste = menu.addAction(_("Photo from the clipboard"), lambda: self.paste_photo(details.line.person_id))
        paste.setEnabled(has_picture())
        if details.line.status is not Status.LEFT and self._front.may(Right.ISSUE_CARDS):
            menu.addAction(_("Card…"), lambda: CardSheet(self._front, details, self._owner).open())
        if details.line.status is not Status.LEFT and self._front.may(Right.RECORD_LEAVING):
            menu.addAction(
                _("Expected to leave on…"), lambda: ExpectedExitSheet(self._front, details, self._owner).open()
            )
        menu.addAction(_("The same person as…"), lambda: SameAsSheet(self._front, details, self._owner).open())
        menu.popup(self._owner.cursor().pos())

    def _choose_photo(self, person_id: str) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self._owner, _("Photo"), documents(), _("Pictures ({files})").format(files=PICTURES)
        )
        if name:
            self.add_photo(person_id, Path(name))

    def add_photo(self, person_id: str, path: Path) -> None:
        """Keep a picture from a file."""
        self._front.run(
            lambda: read_photo(path),
            self._owner,
            lambda content: self._front.do(AddPhoto(person_id, content), self._owner),
        )

    def paste_photo(self, person_id: str) -> None:
        """Keep the picture that was copied."""
        content = copied_picture()
        if content:
            self._front.do(AddPhoto(person_id, content), self._owner)
