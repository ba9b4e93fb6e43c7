"""The tab of the kitchen: how many eat each meal of a day, by diet; names behind a figure for who cares for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.kitchen import MEAL_NAMES, Eats, KitchenDay, Meal, MealCount, same_diet
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import clock, day_and_date, number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.duty.kitchen import AtTable, EatersOf, KitchenCount, PrintKitchen
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, Tile, button, label, row, rule

EATS_WORDS: Final = {Eats.HERE: N_("eats here"), Eats.AWAY: N_("away then"), Eats.OUTSIDE: N_("eats outside")}
ICONS: Final = {Meal.BREAKFAST: "sun", Meal.LUNCH: "clock", Meal.SUPPER: "moon"}
MOST_DAYS: Final = 30


class KitchenTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.day = front.desk.today + timedelta(days=1)
        self.count: KitchenDay | None = None
        self.may_name = front.may(Right.SEE_HEALTH_ALERTS)
        self._make_day()
        self.tiles = {meal: Tile(_(MEAL_NAMES[meal]).capitalize(), ICONS[meal]) for meal in Meal}
        for meal, tile in self.tiles.items():
            tile.opened.connect(lambda meal=meal: self.show_names(meal))
        self.diets = Card(_("By diet"))
        self._table: QWidget | None = None
        self._make_names()
        self._lay_out()

    def _make_day(self) -> None:
        self.before = button("", lambda: self.go(-1), icon="chevron-left", tip=_("The day before"))
        self.after = button("", lambda: self.go(1), icon="chevron-right", tip=_("The day after"))
        self.named = label("", "section")
        self.tomorrow = button(_("Tomorrow"), self.show_tomorrow)
        self.print_button = button(_("Sheet for the kitchen…"), self.print_sheet, kind="primary", icon="printer")

    def _make_names(self) -> None:
        self.names_title = label("", "strong", wrap=True)
        self.names = RecordsTable(
            [
                Column(_("Name"), lambda one: one.eater.name, strong=True),
                Column(_("Bed"), lambda one: one.eater.bed or "—", width=110),
                Column(_("Diet"), lambda one: one.eater.diet or "—", width=150),
                Column(
                    _("State"),
                    lambda one: _(EATS_WORDS[one.eats]),
                    width=110,
                    look=lambda one: None if one.eats is Eats.HERE else "muted",
                ),
            ],
            lambda one: one.eater.person_id,
            _("Who is behind the figure"),
        )
        self.names_card = Card()
        self.names_card.add(self.names_title, self.names)
        told = _("Press a meal above to see who eats it, who is away and who needs which diet.")
        self.names_empty = Empty("users", _("Who is behind the figures"), told)
        self.names_card.add(self.names_empty)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row(self.before, self.named, self.after, self.tomorrow, None, self.print_button))
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self.tiles.values():
            tile.bar.hide()
            tiles.addWidget(tile, 1)
        column.addLayout(tiles)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        lower.addWidget(self.diets, 1)
        if self.may_name:
            lower.addWidget(self.names_card, 1)
        self._show_names((), "")
        column.addLayout(lower, 1)

    def take_focus(self) -> None:
        """Put the cursor on the first meal."""
        next(iter(self.tiles.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the count of the day."""
        self._front.ask(KitchenCount(self.day), self, self._got)

    def go(self, days: int) -> None:
        """Go to another day, a month from today at most."""
        day = self.day + timedelta(days=days)
        if abs((day - self._front.desk.today).days) <= MOST_DAYS:
            self._show_day(day)

    def show_tomorrow(self) -> None:
        """Go to tomorrow."""
        self._show_day(self._front.desk.today + timedelta(days=1))

    def show_names(self, meal: Meal) -> None:
        """Show who is behind the figures of a meal; asking is written in the log, as diets are health."""
        if self.may_name:
            day = self.day
            self._front.ask(EatersOf(day, meal), self, lambda found: self._got_names(found, day, meal))

    def print_sheet(self) -> None:
        """Show the sheet for the kitchen on paper."""
        self._front.ask(PrintKitchen(self.day), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _show_day(self, day: date) -> None:
        self.day = day
        self._show_names((), "")
        self.reload()

    def _got(self, count: KitchenDay) -> None:
        if count.day != self.day:
            return
        self.count = count
        self.named.setText(day_and_date(count.day))
        for meal in count.meals:
            at = clock(meal.at.astimezone(self._front.panti.zone.offset))
            beside = _("eat here at {clock}").format(clock=at)
            note = _("{away} away · {outside} eat outside").format(away=number(meal.away), outside=number(meal.outside))
            tile = self.tiles[meal.meal]
            tile.say(number(meal.eating), beside, note=note)
            tile.bar.hide()
        self._show_diets(count)
        self.told.emit(_("{count} live in the house.").format(count=number(count.on_books)))

    def _show_diets(self, count: KitchenDay) -> None:
        inner = QWidget()
        inner.setProperty("clear", "true")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for at, meal in enumerate(count.meals, start=1):
            grid.addWidget(label(_(MEAL_NAMES[meal.meal]), "small"), 0, at, Qt.AlignmentFlag.AlignRight)
        for line, diet in enumerate(count.diets, start=1):
            self._diet_line(grid, line, diet, count.meals)
        last = len(count.diets) + 1
        grid.addWidget(rule(), last, 0, 1, len(count.meals) + 1)
        grid.addWidget(label(_("Together"), "strong"), last + 1, 0)
        for at, meal in enumerate(count.meals, start=1):
            grid.addWidget(label(number(meal.eating), "strong"), last + 1, at, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(last + 2, 1)
        if self._table is not None:
            self.diets.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = inner
        self.diets.body.addWidget(inner, 1)

    def _diet_line(self, grid: QGridLayout, line: int, diet: str, meals: tuple[MealCount, ...]) -> None:
        grid.addWidget(label(diet or _("ordinary food"), wrap=True), line, 0)
        for at, meal in enumerate(meals, start=1):
            figure = label(number(meal.of(diet)))
            figure.setAccessibleName(f"{diet or _('ordinary food')}, {_(MEAL_NAMES[meal.meal])}: {meal.of(diet)}")
            grid.addWidget(figure, line, at, Qt.AlignmentFlag.AlignRight)

    def _got_names(self, found: tuple[AtTable, ...], day: date, meal: Meal) -> None:
        if day == self.day:
            self._show_names(found, _(MEAL_NAMES[meal]).capitalize())

    def _show_names(self, found: tuple[AtTable, ...], title: str) -> None:
        """Those with a diet first, then who is not there, then everybody else."""
        order = sorted(found, key=_apart)
        self.names.show_records(order)
        self.names_title.setText(title)
        for part in (self.names, self.names_title):
            part.setVisible(bool(found))
        self.names_empty.setVisible(not found)


def _apart(one: AtTable) -> tuple[Any, ...]:
    return (not one.eater.diet, same_diet(one.eater.diet), one.eats is Eats.HERE)
