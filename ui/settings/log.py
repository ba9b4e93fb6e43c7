"""The log: who did what and when, by day and by person; never what was written in free text."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import date_and_clock, number
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.audit import AuditEntry, AuditLog
from ui.kit.form import ChoiceField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Chips, label, row
from ui.settings.section import Section

DAYS: Final = {"today": 0, "week": 6, "month": 29}
REST_MILLISECONDS: Final = 250


class LogSection(Section):
    """The newest act first. The number of a resident is asked for only by those who may see who lives here."""

    key: ClassVar[str] = "log"
    title: ClassVar[str] = N_("Log of acts")
    icon: ClassVar[str] = "history"
    told: ClassVar[str] = N_("Every act leaves one entry. Nobody can change or delete one without it being found.")
    needs: ClassVar[frozenset[Right]] = frozenset({Right.READ_AUDIT})
    shows: ClassVar[frozenset[Area]] = frozenset(Area)
    scrolls: ClassVar[bool] = False

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self._entries: tuple[AuditEntry, ...] = ()
        self._people = front.may(Right.SEE_RESIDENTS)
        self.days = Chips(
            [("today", _("Today")), ("week", _("7 days")), ("month", _("30 days")), ("all", _("Everything"))]
        )
        self.days.setAccessibleName(_("Period"))
        self.days.choose("week")
        self.days.chosen.connect(lambda _key: self.reload())
        self.who = ChoiceField("who", _("Who"), [("", _("everybody"))])
        self.who.changed.connect(self._show)
        self.person = TextField("person", _("Resident's number"), placeholder="2026-0001")
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.reload)
        self.person.changed.connect(self._rest.start)
        self.count = label("", "muted")
        self.table = RecordsTable(self._columns(), lambda entry: str(entry.no), _("Log of acts"))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._recorded)
        self.what = label("", "small", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.who.setFixedWidth(200)
        self.person.setFixedWidth(160)
        self.person.setVisible(self._people)
        self.body.addLayout(row(self.days, self.count))
        self.body.addLayout(row(self.who, *([self.person] if self._people else []), None))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.what)

    @override
    def reload(self) -> None:
        back = DAYS.get(self.days.key())
        since = None if back is None else self.front.panti.day_of(self.front.now) - timedelta(days=back)
        query = AuditLog(since, person_number=self.person.value().strip() if self._people else "")
        self.front.ask(query, self, self._take, self._say)

    def _take(self, entries: tuple[AuditEntry, ...]) -> None:
        self.person.say_wrong("")
        self._entries = tuple(reversed(entries))
        names = sorted({entry.who for entry in entries})
        self.who.offer([("", _("everybody")), *((name, name) for name in names)])
        self._show()

    def _say(self, failure: Failure) -> bool:
        if self.person.value().strip():
            self.person.say_wrong(self.said(failure))
            return True
        return False

    def _show(self) -> None:
        who = self.who.value()
        shown = [entry for entry in self._entries if not who or entry.who == who]
        self.table.show_records(shown)
        self.count.setText(n_("{count} entry", "{count} entries", len(shown)).format(count=number(len(shown))))
        self.what.setText("")

    def _recorded(self, entry: AuditEntry) -> None:
        """What the entry holds besides: names of fields with ids, days and choices, as the log keeps them."""
        about = {"…": _("(words, not kept)")}
        parts = [f"{name}: {about.get(str(value), value)}" for name, value in entry.what.items()]
        self.what.setText(_("As recorded: {what}").format(what=" · ".join(parts)) if parts else "")

    def _open(self, entry: AuditEntry) -> None:
        if self._people and len(entry.about) == 1:
            self.front.go.emit("residents", entry.about[0])

    def _columns(self) -> list[Column[AuditEntry]]:
        columns: list[Column[AuditEntry]] = [
            Column(_("No."), lambda entry: number(entry.no), sort=lambda entry: entry.no, number=True, width=76),
            Column(_("When"), lambda entry: date_and_clock(entry.at), sort=lambda entry: entry.no, width=146),
            Column(_("Who"), lambda entry: entry.who, width=170),
            Column(_("Act"), lambda entry: entry.act_name, strong=True),
        ]
        about: Column[AuditEntry] = Column(_("About"), _about, sort=lambda entry: len(entry.about), width=130)
        return [*columns, about] if self._people else columns


def _about(entry: AuditEntry) -> str:
    count = len(entry.about)
    return n_("{count} person", "{count} people", count).format(count=number(count)) if count else ""
