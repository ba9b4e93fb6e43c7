"""How the sheet is laid out: month, acts, what is asked, the table, the keys. It decides nothing."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shelter_admin.domain.training import BatchLine, ClassDay, ClassSheet
from shelter_admin.domain.wording import MONTHS, long_date, number
from shelter_admin.domain.words import N_, _, n_
from ui.kit.corrections import Corrections
from ui.kit.widgets import Card, Empty, Pill, ShortLabel, button, label, row
from ui.training.asking import Asked
from ui.training.classes import MonthChooser
from ui.training.days import day_words, takes_marks
from ui.training.paper import PaperStrip
from ui.training.table import SheetTable

KEYS: Final = (
    ("H", N_("present")),
    ("S", N_("sick")),
    ("I", N_("excused")),
    ("A", N_("absent")),
    ("T P", N_("late, left early")),
    ("Ctrl D", N_("repeat down")),
    ("Del", N_("clear")),
    ("F8", N_("all present")),
)


def _nothing() -> None:
    """Buttons of the layout are connected by the tab."""


class SheetLayout(QWidget):
    """The parts of the sheet, put together. ``running`` shows the acts of who runs classes."""

    def __init__(self, today: date, *, running: bool, setting_up: bool) -> None:
        super().__init__()
        self._running = running
        self.month = MonthChooser(today)
        self.facts = ShortLabel("", "muted")
        self.move_in = button(_("Take a sheet in…"), _nothing, icon="upload", tip=_("The office's own month"))
        self.print = button(_("Sign-in sheet"), _nothing, icon="printer", tip=_("To sign on paper and type back"))
        self.all_present = button(_("All present"), _nothing, icon="check-check", tip=_("Whoever has no mark yet (F8)"))
        self.close_it = button(_("Close session"), _nothing, kind="primary")
        self.more = button(
            _("More…"), _nothing, tip=_("Cancel a class, extra classes, leave, practice, typing from paper")
        )
        self.paper = PaperStrip()
        self.asked = Asked()
        self.table = SheetTable()
        self.state = Pill("", "neutral")
        self.corrections = Corrections()
        self.empty = Empty("book", "", "")
        self.begin = button(_("Make a programme…"), _nothing, kind="primary", icon="plus")
        self.enrol = button(_("Enrol people…"), _nothing, kind="primary", icon="user-plus")
        self.empty.offer(self.begin)
        self.empty.offer(self.enrol)
        self._setting_up = setting_up
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        acts = row(self.month, self.facts, self.move_in, self.print, self.more, self.all_present, self.close_it)
        acts.setStretch(1, 1)
        column.addLayout(acts)
        column.addWidget(self.paper)
        column.addWidget(self.asked)
        self.card = Card(padding=6)
        self.card.add(self.table)
        column.addWidget(self.card, 1)
        column.addWidget(self.corrections)
        column.addWidget(self.empty, 1)
        self.foot = QWidget()
        self.foot.setLayout(self._keys())
        column.addWidget(self.foot)
        for part in (self.all_present, self.close_it, self.move_in):
            part.setVisible(self._running)

    def _keys(self) -> QHBoxLayout:
        parts: list[QWidget | None] = []
        for key, words in KEYS if self._running else ():
            parts += [_cap(key), label(_(words), "small")]
        made = row(*parts, None, self.state, spacing=5)
        for at in range(2, 2 * len(KEYS), 2) if self._running else ():
            made.insertSpacing(at + at // 2 - 1, 7)
        return made

    def show_class(self, batch: BatchLine | None, sheet: ClassSheet | None, *, running: bool) -> None:
        """Show what is known of the class, and its sheet once it has come."""
        people = bool(sheet is not None and sheet.rows)
        shown = batch is not None and (people or sheet is None)
        always: tuple[QWidget, ...] = (self.month, self.facts, self.print, self.more)
        for part in always:
            part.setVisible(batch is not None)
        self.card.setVisible(shown)
        self.foot.setVisible(shown)
        for part in (self.all_present, self.close_it, self.move_in):
            part.setVisible(running and batch is not None)
        self.empty.setVisible(not shown)
        self.begin.setVisible(self._setting_up and batch is None)
        self.enrol.setVisible(self._setting_up and batch is not None)
        if batch is not None:
            self.facts.setText(_facts(batch, sheet))
        if not shown:
            self.empty.say(*teaching(batch, setting_up=self._setting_up, running=self._running))

    def show_day(self, sheet: ClassSheet, day: ClassDay | None) -> None:
        """Show the state of the day under the cursor, and what can be done with it."""
        open_day = day is not None and takes_marks(sheet, day) and day.closed_at is None
        left = len(sheet.unmarked_on(day.day)) if day is not None else 0
        self.all_present.setEnabled(open_day and left > 0)
        self.close_it.setEnabled(open_day)
        if day is not None:
            self.close_it.setText(_("Close session {day}").format(day=_day_and_month(day.day)))
        if day is None:
            self.state.hide()
            return
        words, kind = day_words(sheet, day), "neutral"
        if open_day:
            words = _missing(left, day.day) if left else "✓ " + words
            kind = "attention" if left else "ok"
        elif day.closed_at is not None:
            sign, kind = ("▲", "attention") if left else ("✓", "ok")
            words = f"{sign} {_day_and_month(day.day)} · {words}"
        else:
            words = f"{_day_and_month(day.day)} · {words}"
        self.state.say(words, kind)
        self.state.show()


def _cap(key: str) -> QLabel:
    made = label(key)
    made.setProperty("key", "true")
    return made


def _missing(left: int, day: date) -> str:
    words = n_("▲ {count} not marked on {date}", "▲ {count} not marked on {date}", left)
    return words.format(count=number(left), date=long_date(day).removesuffix(f" {day.year}"))


def _day_and_month(day: date) -> str:
    """``20 Nov``, as short as a button wants it."""
    return f"{day.day} {_(MONTHS[day.month - 1])[:3]}"


def _facts(batch: BatchLine, sheet: ClassSheet | None) -> str:
    people = len(sheet.rows) if sheet is not None else batch.people
    parts = [n_("{count} person", "{count} people", people).format(count=number(people))]
    if batch.starts_at:
        parts.append(batch.starts_at.replace(":", "."))
    parts += batch.trainers
    return " · ".join(parts)


def teaching(batch: BatchLine | None, *, setting_up: bool, running: bool) -> tuple[str, str]:
    """What an empty page teaches: what it is for, and how it begins."""
    if batch is not None:
        words = _("Whoever is enrolled stands here, a row each, with a cell for every day the class meets.")
        return _("Nobody is in this class"), words
    if setting_up:
        words = _(
            "A programme has classes, a class has people and days. Trainers then mark today's class here with four "
            "letters, and the figures for the certificate add up by themselves."
        )
        return _("No programme yet"), words
    if running:
        words = _("The head says in the settings, under Staff, which programmes you train. They then stand here.")
        return _("No class is yours yet"), words
    return _("No class yet"), _("The head makes programmes and classes; their sheets can then be read here.")
