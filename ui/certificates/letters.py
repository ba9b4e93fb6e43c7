"""The register of letters of attendance of a year: open, print again, revoke; revoked ones stay, struck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.certificates.letters import LetterLine
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.certificates import LetterPdf, Letters, ReprintLetter, RevokeLetter
from ui.certificates.outlook import percent
from ui.certificates.papers_list import Book, IssuedTab, muted
from ui.certificates.words import registered
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column
from ui.kit.widgets import Empty


def columns() -> list[Column[Any]]:
    """The columns of the register of letters."""
    return [
        Column(_("Number of the letter"), lambda line: line.letter_no, width=260, sort=lambda line: line.serial),
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Programme"), lambda line: line.program, width=170, look=muted),
        Column(_("Attendance"), lambda line: percent(line.rate), number=True, width=96, sort=lambda line: line.rate),
        Column(_("Issued on"), lambda line: short_date(line.issued_on), width=96, sort=lambda line: line.issued_on),
        Column(_("State"), registered, width=180, look=lambda line: "danger" if line.revoked else "ok"),
    ]


class LettersTab(IssuedTab):
    """The tab. ``told`` gives the page's subtitle."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        book = Book(
            _("Letters of attendance"),
            _("Search the letters"),
            Letters,
            LetterPdf,
            ReprintLetter,
            _("Print a letter again"),
            RevokeLetter,
            _("Revoke a letter"),
        )
        super().__init__(front, book, columns(), parent)
        told = _(
            "Whoever took part without reaching the lowest mark gets a letter of attendance, in the act of a batch."
        )
        empty = Empty("award", _("No letter in this year"), told)
        self._lay_out(empty, (self.reprint_button, self.revoke_button, self.open_button))

    @property
    def current(self) -> LetterLine | None:
        """The letter under the cursor."""
        return self.table.current()

    @override
    def _told_of(self, lines: Sequence[LetterLine]) -> str:
        return n_("{count} letter", "{count} letters", len(lines)).format(count=number(len(lines)))
