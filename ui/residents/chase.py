"""The chase list: what offices owe residents, by office and the longest wait first; who lacks a NIK; what runs out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.documents import DOCUMENT_KIND_NAMES, VALIDITY_NAMES, RunningOut, Validity, validity
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.papers_asked import PAPER_SHORT, Asked, Lacking, Paper
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.residents.documents import DocumentsRunningOut
from shelter_admin.operations.residents.papers_asked import (
    PapersWaiting,
    PrintPaperLetter,
    PrintPapersWaiting,
    WithoutNik,
)
from ui.kit.cells import PillDelegate
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Chips, Empty, button, label, row
from ui.residents.chase_sheets import AnswerSheet, AskSheet
from ui.residents.chase_words import asked_in_words, days_in_words, state_of, token_of

WAITING: Final = "waiting"
LACKING: Final = "lacking"
RUNNING_OUT: Final = "running_out"
ALL: Final = ""
OFFICES_WIDTH: Final = 384
PILLS: Final = {WAITING: 4, RUNNING_OUT: 3}


@dataclass(frozen=True, slots=True)
class Group:
    """An office with what it owes; ``key`` is empty for all of them."""

    key: str
    count: int
    longest: int


def groups_of(lines: Sequence[Asked]) -> list[Group]:
    """All offices, then each, the one with the longest wait first."""
    by_office: dict[str, list[int]] = {}
    for line in lines:
        by_office.setdefault(line.office, []).append(line.days)
    every = [line.days for line in lines]
    return [
        Group(ALL, len(every), max(every, default=0)),
        *(Group(office, len(days), max(days)) for office, days in by_office.items()),
    ]


def _office_columns() -> list[Column[Group]]:
    return [
        Column(_("Office asked"), lambda group: group.key or _("All offices"), strong=True),
        Column(_("Papers"), lambda group: number(group.count), number=True, width=70),
        Column(_("Longest"), lambda group: days_in_words(group.longest), number=True, width=84),
    ]


def _waiting_columns() -> list[Column[Asked]]:
    return [
        Column(
            _("Name"),
            lambda line: line.name if line.here else _("{name} (has left)").format(name=line.name),
            strong=True,
            tip=lambda line: f"{line.name} · {line.number}",
        ),
        Column(_("Paper"), lambda line: PAPER_SHORT[line.paper], width=84),
        Column(
            _("Asked on"),
            lambda line: short_date(line.asked_on),
            width=116,
            sort=lambda line: line.asked_on,
            tip=asked_in_words,
        ),
        Column(_("Asked by"), lambda line: line.asked_by, width=130),
        Column(_("Waiting"), state_of, width=124, look=token_of, sort=lambda line: -line.days),
    ]


def _lacking_columns() -> list[Column[Lacking]]:
    return [
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Own number"), lambda line: line.number, width=120),
        Column(
            _("Came in on"),
            lambda line: short_date(line.admitted_on) if line.admitted_on else "—",
            width=130,
            sort=lambda line: line.admitted_on,
        ),
        Column(
            _("Here for"),
            lambda line: days_in_words(line.days) if line.days is not None else "—",
            width=130,
            sort=lambda line: line.days,
        ),
    ]


def _running_out_columns(front: FrontDesk) -> list[Column[RunningOut]]:
    def state(line: RunningOut) -> Validity:
        return validity(line.expires_on, front.desk.today)

    def until(line: RunningOut) -> str:
        told = _("{state} {day}").format(state=_(VALIDITY_NAMES[state(line)]), day=short_date(line.expires_on))
        return f"▲ {told}"

    return [
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Own number"), lambda line: line.number, width=120),
        Column(_("Kind of paper"), lambda line: _(DOCUMENT_KIND_NAMES[line.kind])),
        Column(
            _("Good until"),
            until,
            width=240,
            sort=lambda line: line.expires_on,
            look=lambda line: "danger" if state(line) is Validity.EXPIRED else "attention",
        ),
    ]


def _tables(front: FrontDesk) -> dict[str, RecordsTable]:
    running_out = _running_out_columns(front)
    return {
        WAITING: RecordsTable(_waiting_columns(), lambda line: line.chase_id, _("Papers asked of offices")),
        LACKING: RecordsTable(_lacking_columns(), lambda line: line.person_id, _("Without a NIK")),
        RUNNING_OUT: RecordsTable(running_out, lambda line: line.document_id, _("Papers that run out")),
    }


def _lists(of: Mapping[str, Sequence[Any]]) -> list[tuple[str, str]]:
    names = {WAITING: _("Waited for"), LACKING: _("Without NIK, not asked"), RUNNING_OUT: _("Running out")}
    return [(key, f"{name} · {number(len(of[key]))}") for key, name in names.items()]


class ChaseView(QWidget):
    """Three lists of one thing: papers. ``opened`` names whose file to open, ``closed`` goes back to the residents."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._may = front.may(Right.EDIT_IDENTITY)
        self.lines: tuple[Asked, ...] = ()
        self._of: dict[str, Sequence[Any]] = {WAITING: (), LACKING: (), RUNNING_OUT: ()}
        self.tables = _tables(front)
        self.waiting, self.lacking, self.running_out = self.tables.values()
        self._pills = PillDelegate(self)
        for key, table in self.tables.items():
            if key in PILLS:
                table.setItemDelegateForColumn(PILLS[key], self._pills)
            table.opened.connect(lambda _line: self.open_file())
            table.chosen.connect(lambda _line: self._offer())
        self.chips = Chips(_lists(self._of))
        self.chips.setAccessibleName(_("What is shown"))
        self.chips.chosen.connect(self._turn)
        self.offices = RecordsTable(_office_columns(), lambda group: group.key, _("Offices"))
        self.offices.setFixedWidth(OFFICES_WIDTH)
        self.offices.chosen.connect(lambda _group: self._filter())
        self.told = label("", "muted", wrap=True)
        self._offer_acts()
        self._lay_out()
        self._turn(WAITING)

    def _offer_acts(self) -> None:
        self.print_button = button(_("Print the list"), self.print_list, icon="printer")
        self.office_button = button(_("Letter to this office"), self.print_for_office, icon="printer")
        self.letter_button = button(_("Letter for this resident"), self.print_letter, icon="printer")
        self.open_button = button(_("Open file"), self.open_file)
        self.ask_button = button(_("Ask for a NIK…"), self.ask, kind="primary", icon="plus")
        self.answer_button = button(_("Answer…"), self.answer, kind="primary", icon="pencil")
        self._buttons = Flow()
        for made in (self.print_button, self.office_button, self.letter_button, self.open_button):
            self._buttons.addWidget(made)
        for made in (self.ask_button, self.answer_button):
            self._buttons.addWidget(made)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for table in self.tables.values():
            self.stack.addWidget(table)
        self.empty = Empty("id-card", "", "")
        self._unread = Unread()
        self._unread.hide()
        card = Card(padding=8)
        self._side = Card(padding=8)
        self._side.add(self.offices)
        card.add(self.stack, self.empty, self._unread)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        back = button(_("Back"), self.closed.emit)
        column.addLayout(row(back, self.chips))
        column.addWidget(self.told)
        lists = row(self._side, card, spacing=12)
        lists.setStretch(1, 1)
        column.addLayout(lists, 1)
        column.addLayout(self._buttons)

    @property
    def at(self) -> str:
        """The list that is shown."""
        return self.chips.key() or WAITING

    @property
    def current(self) -> Any:
        """The entry under the cursor of the list that is shown."""
        return self.tables[self.at].current()

    @property
    def office(self) -> str:
        """The office whose papers are shown, empty for all of them."""
        group = self.offices.current()
        return "" if group is None else str(group.key)

    def reload(self) -> None:
        """Ask for all three."""
        self._front.ask(PapersWaiting(), self, lambda lines: self._got(WAITING, lines), self._not_read)
        self._front.ask(WithoutNik(), self, lambda lines: self._got(LACKING, lines), self._not_read)
        self._front.ask(DocumentsRunningOut(), self, lambda lines: self._got(RUNNING_OUT, lines), self._not_read)

    def _not_read(self, failure: Failure) -> bool:
        if self._front.is_away(failure) and not any(self._of.values()):
            self.stack.hide()
            self.empty.hide()
            self._unread.show()
        return False

    def _got(self, key: str, lines: Sequence[Any]) -> None:
        self._of[key] = lines
        self._unread.hide()
        self.chips.offer(_lists(self._of))
        if key == WAITING:
            self.lines = tuple(lines)
            self.offices.show_records(groups_of(self.lines))
            if self.offices.current() is None:
                self.offices.go_to(ALL)
        else:
            self.tables[key].show_records(lines)
        self._filter()

    def _turn(self, key: str) -> None:
        self.chips.choose(key)
        self.stack.setCurrentWidget(self.tables[key])
        self._filter()

    def _filter(self) -> None:
        office = self.office
        self.waiting.show_records([line for line in self.lines if office in {ALL, line.office}])
        table = self.tables[self.at]
        if table.records and table.current() is None:
            table.selectRow(0)
        self.stack.setVisible(bool(table.records))
        self.empty.setVisible(not table.records and self._unread.isHidden())
        self._teach()
        self._offer()

    def _teach(self) -> None:
        titles = {
            WAITING: (
                _("Nothing is waited for"),
                _("Ask for papers in a resident's file, or from the list without NIK."),
            ),
            LACKING: (_("Nobody to ask for"), _("Everybody in the house has a NIK, or it is asked for.")),
            RUNNING_OUT: (_("Nothing runs out"), _("Papers that run out within 30 days stand here.")),
        }
        self.empty.say(*titles[self.at])
        long = sum(line.long for line in self.waiting.records)
        told = _("{count} waited for longer than 30 days").format(count=number(long))
        self.told.setText(f"▲ {told}" if long else "")
        self.told.setVisible(self.at == WAITING and bool(long))
        self._side.setVisible(self.at == WAITING and len(self.offices.records) > 2)

    def _offer(self) -> None:
        there, at = self.current is not None, self.at
        self.print_button.setVisible(at == WAITING and bool(self.lines))
        self.office_button.setVisible(at == WAITING and there)
        self.letter_button.setVisible(at == WAITING and there)
        self.answer_button.setVisible(at == WAITING and there and self._may)
        self.ask_button.setVisible(at == LACKING and there and self._may)
        self.open_button.setVisible(there)

    def open_file(self) -> None:
        """Open the file of whoever is under the cursor."""
        if self.current is not None:
            self.opened.emit(self.current.person_id)

    def ask(self) -> None:
        """Ask for the NIK of whoever is under the cursor."""
        if self.current is not None and self.at == LACKING:
            AskSheet(self._front, self, self.current.person_id, self.current.name, frozenset({Paper.NIK})).open()

    def answer(self) -> None:
        """Write down what the office answered."""
        if self.current is not None and self.at == WAITING:
            AnswerSheet(self._front, self, self.current).open()

    def print_list(self) -> None:
        """Print what is waited for, of the office chosen above or of all."""
        self._front.ask(PrintPapersWaiting(self.office), self, _showing(self))

    def print_letter(self) -> None:
        """Print the letter for whoever is under the cursor."""
        self._print([line for line in self.lines if line.person_id == self.current.person_id])

    def print_for_office(self) -> None:
        """Print one letter for everybody who waits for the office of the entry under the cursor."""
        self._print(self.lines)

    def _print(self, lines: Sequence[Asked]) -> None:
        chosen: Asked = self.current
        same = [line for line in lines if (line.office, line.kind) == (chosen.office, chosen.kind)]
        self._front.ask(PrintPaperLetter(tuple(line.chase_id for line in same)), self, _showing(self))


def _showing(owner: QWidget) -> Callable[[Document], None]:
    def show(paper: Document) -> None:
        show_paper(owner, paper)

    return show
