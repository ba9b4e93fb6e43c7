"""What the gate says of the people inside while the server is away: who they were then, or that nobody can say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.presence import GatePerson
from shelter_admin.domain.wording import clock, number
from shelter_admin.domain.words import _, p_
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.unread import unread_words
from ui.kit.widgets import Banner, button

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk

LIST_HEIGHT = 360


class Inside(QWidget):
    """One line above the gate during an outage; none takes no room, as does a server that answers."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.people: tuple[GatePerson, ...] | None = None
        self._board_read = False
        self.banner = Banner("info", "")
        self.show_names = button(_("Show the names"), self._show_names)
        self.banner.row.addWidget(self.show_names)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.hide()

    def board_read(self) -> None:
        """The board is there: say who is inside by name, as far as that was known when the server went away."""
        self._board_read = True
        link = self.front.link
        away = link is not None and link.state.away
        self.setVisible(away)
        if link is None or not away or link.state.since is None:
            return
        self.people = link.inside(cast("Desk", self.front.desk))
        self.show_names.setVisible(self.people is not None)
        if self.people is None:
            self._say(
                _("Who is inside is known by number only: the names had not been loaded when the server went away.")
            )
            return
        words = _("{count} inside by name, as of {clock} and with what was written here since.")
        since = clock(self.front.panti.clock_of(link.state.since))
        self._say(words.format(count=number(len(self.people)), clock=since))

    def not_read(self, failure: Failure) -> bool:
        """Nothing was answered: say so where nothing is shown yet, else what is still known."""
        if self.front.is_away(failure) and self._board_read:
            self.board_read()
        elif self.front.is_away(failure):
            self.show_names.hide()
            self._say(unread_words())
            self.show()
        return False

    def _say(self, words: str) -> None:
        self.banner.words.setText(words)

    def _show_names(self) -> None:
        if self.people is not None:
            InsideSheet(self, self.people, self.banner.words.text()).open()


class InsideSheet(Sheet):
    """The names, one a line. Who is kept from this reader stands there by the number alone."""

    def __init__(self, owner: QWidget, people: Sequence[GatePerson], words: str) -> None:
        super().__init__(_("Inside"), words, parent=owner)
        columns: list[Column[GatePerson]] = [
            Column(_("Name"), lambda person: person.name, strong=True),
            Column(_("Number"), lambda person: person.number, width=92, look=lambda _person: "muted"),
            Column(p_("heading", "Bed"), lambda person: person.bed or "—", width=120),
        ]
        self.table = RecordsTable(columns, lambda person: person.person_id, _("Inside"))
        self.table.setMinimumHeight(LIST_HEIGHT)
        self.table.show_records(people)
        self.body.addWidget(self.table)
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole, primary=True)
        self.buttons.rejected.connect(self.reject)
