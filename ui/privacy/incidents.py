"""The tab of incidents: what happened, who is affected, who was told, and the clock of the telling."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.incidents import TOUCHED_NAMES, IncidentDetails
from shelter_admin.domain.wording import date_and_clock, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.privacy.incidents import CloseIncident, Incidents, NoteTold, PrintIncident, Told
from ui.kit.alerts import decide
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, button, label, row
from ui.privacy.incident_sheets import AffectedSheet, IncidentSheet
from ui.privacy.words import incident_state, incident_token

STATE_COLUMN: Final = 3


class IncidentsTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.table = RecordsTable(self._columns(), lambda line: line.incident_id, _("Incidents with personal data"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(STATE_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._offer())
        self.table.opened.connect(lambda _line: self.change())
        self._buttons()
        self._lay_out()

    def _columns(self) -> list[Column[Any]]:
        zone = self._front.panti.zone.offset
        return [
            Column(
                _("Found"),
                lambda line: date_and_clock(line.found_at.astimezone(zone)),
                width=150,
                sort=lambda line: line.found_at,
            ),
            Column(_("Which data"), lambda line: ", ".join(_(TOUCHED_NAMES[one]) for one in line.what), strong=True),
            Column(
                _("Affected"), lambda line: number(len(line.affected)), width=110, sort=lambda line: len(line.affected)
            ),
            Column(
                _("State"),
                lambda line: incident_state(line, self._front.now),
                width=230,
                sort=lambda line: line.due_at,
                look=lambda line: incident_token(line, self._front.now),
            ),
        ]

    def _buttons(self) -> None:
        self.new_button = button(_("New incident…"), self.write_down, kind="primary", icon="plus")
        self.change_button = button(_("Change…"), self.change, icon="pencil")
        self.affected_button = button(_("Who is affected…"), self.list_affected, icon="users")
        self.people_notice = button(_("Notice to residents"), lambda: self.print_notice(Told.PEOPLE), icon="printer")
        self.authority_notice = button(
            _("Notice to the authority"), lambda: self.print_notice(Told.AUTHORITY), icon="printer"
        )
        self.people_told = button(_("Residents told today"), lambda: self.note_told(Told.PEOPLE), icon="check")
        self.authority_told = button(_("Authority told today"), lambda: self.note_told(Told.AUTHORITY), icon="check")
        self.close_button = button(_("Close the incident"), self.close_incident)

    def _lay_out(self) -> None:
        told = _("Lost, stolen or seen by whom it is not meant for: write it down, it is told within 3 × 24 hours.")
        self.empty = Empty("shield-check", _("No incident"), told)
        self.card = Card()
        self.title = label("", "strong", wrap=True)
        self.note = label("", wrap=True)
        self.names = label("", "small", wrap=True)
        self.card.add(
            self.title,
            self.note,
            self.names,
            row(self.change_button, self.affected_button, self.people_notice, self.authority_notice, None),
            row(self.people_told, self.authority_told, self.close_button, None),
        )
        lay_out_list(self, row(None, self.new_button), (self.table, self.empty), (self.card,))

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the incidents."""
        self._front.ask(Incidents(), self, self._got)

    @property
    def current(self) -> IncidentDetails | None:
        """The incident under the cursor."""
        return self.table.current()

    def write_down(self) -> None:
        """Write a new incident down."""
        IncidentSheet(self._front, self, None).open()

    def change(self) -> None:
        """Go on writing the incident under the cursor."""
        line = self.current
        if line is not None and line.closed_at is None:
            IncidentSheet(self._front, self, line).open()

    def list_affected(self) -> None:
        """Say who is affected."""
        if self.current is not None:
            AffectedSheet(self._front, self, self.current).open()

    def print_notice(self, told: Told) -> None:
        """Print the written notice."""
        if self.current is not None:
            self._front.ask(PrintIncident(self.current.incident_id, told), self, self._show_paper)

    def note_told(self, told: Told) -> None:
        """Write down that they were told today."""
        if self.current is not None:
            self._front.do(NoteTold(self.current.incident_id, told), self)

    def close_incident(self) -> None:
        """Close it, once asked."""
        line = self.current
        if line is not None:
            command = CloseIncident(line.incident_id)
            decide(
                self,
                _("Close the incident?"),
                _("It stays as it is from then on."),
                _("Close the incident"),
                lambda: self._front.do(command, self),
            )

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got(self, found: tuple[IncidentDetails, ...]) -> None:
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.current is None:
            self.table.go_to(found[0].incident_id)
        waiting = sum(line.closed_at is None for line in found)
        told = n_("{count} open incident", "{count} open incidents", waiting).format(count=number(waiting))
        self.told.emit(told if waiting else _("No open incident"))
        self._offer()

    def _offer(self) -> None:
        line = self.current
        self.card.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(line.happened)
        self.note.setText(line.handling or _("Nothing is written about the handling yet."))
        self.names.setText(_told_words(line))
        for made in (self.change_button, self.affected_button, self.close_button):
            made.setEnabled(line.closed_at is None)
        self.people_told.setEnabled(line.closed_at is None and line.told_people_on is None)
        self.authority_told.setEnabled(line.closed_at is None and line.told_authority_on is None)


def _told_words(line: IncidentDetails) -> str:
    count = len(line.affected)
    parts = [n_("{count} person affected", "{count} people affected", count).format(count=number(count))]
    people, authority = line.told_people_on, line.told_authority_on
    parts.append(_("residents told on {day}").format(day=short_date(people)) if people else _("residents not told yet"))
    parts.append(
        _("authority told on {day}").format(day=short_date(authority)) if authority else _("authority not told yet")
    )
    if line.closed_by:
        parts.append(_("closed by {who}").format(who=line.closed_by))
    return " · ".join(parts)
