"""The measures of occupancy over a month, quarter or year: a table of figures, and who or what is behind each."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.measures import FORMULAS, MEASURE_NAMES, UNITS, Measure, NightCount
from shelter_admin.domain.papers import Document
from shelter_admin.domain.span_words import span_words
from shelter_admin.domain.spans import SPAN_NAMES, SpanKind, span_around
from shelter_admin.domain.wording import day_and_date, number, percent
from shelter_admin.domain.words import N_, _, n_, p_
from shelter_admin.operations.beds.measures import (
    Behind,
    BehindMeasure,
    MeasuresWorkbook,
    OccupancyOver,
    OccupancyShown,
    OfWisma,
)
from shelter_admin.operations.explain import explain
from ui.beds.behind import ADDRESS, AMOUNT, DATE, NUMBER, BehindCard, day
from ui.beds.words import sex_letter
from ui.kit.figures import Block, Figure, FigureCard, Line
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column
from ui.kit.saving import write_document
from ui.kit.widgets import Chips, button, label, row, scrolled

HEADINGS: Final = {
    Measure.OCCUPANCY: N_("Occupancy"),
    Measure.BED_DAYS: N_("Nights slept"),
    Measure.CAPACITY_DAYS: N_("Bed nights"),
    Measure.LEFT: N_("Left"),
    Measure.MEAN_STAY: N_("Mean stay"),
    Measure.TURNOVER: N_("Turnover"),
    Measure.IDLE: N_("Idle nights"),
    Measure.OVER: N_("Nights over"),
}
HOUSE: Final = "*"
LEAST_TALL: Final = 200


class MeasuresView(QWidget):
    """The view. ``night_wanted`` tells a night to look at on the map."""

    night_wanted = Signal(object)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.front = front
        self.today: date = front.panti.day_of(front.now)
        self.span = span_around(SpanKind.MONTH, self.today, self.today)
        self.shown: OccupancyShown | None = None
        self.held = ""
        self.kinds = Chips([(kind.value, _(SPAN_NAMES[kind])) for kind in SpanKind])
        self.kinds.chosen.connect(lambda key: self.look_at(SpanKind(key), self.span.through))
        self.before = button("", self.step_back, icon="chevron-left", tip=_("The time before"))
        self.after = button("", self.step_on, icon="chevron-right", tip=_("The time after"))
        for made in (self.before, self.after):
            made.setProperty("compact", "true")
        self.words = label("", "strong")
        self.workbook = button(_("Workbook…"), self.save_workbook, icon="file-spreadsheet")
        self.workbook.setToolTip(_("These measures with the people behind them, as a workbook"))
        self.card = FigureCard(_("Measures of occupancy"))
        self.card.opened.connect(self.open_figure)
        self.card.seen.connect(lambda made: self.explain_figure(made.figure))
        self.formula = label("", "small", wrap=True)
        self.behind = BehindCard(
            _("Choose a figure with a click or Enter: the nights, people or beds behind it are listed here."),
            _("Enter shows the night on the map, or opens the resident."),
        )
        self.behind.opened.connect(self._opened)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row(self.kinds, self.before, self.words, self.after, None, self.workbook))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addWidget(self.card)
        inside.addStretch(1)
        self.area = scrolled(inner)
        self.area.setMinimumHeight(LEAST_TALL)
        column.addWidget(self.area, 7)
        column.addWidget(self.formula)
        column.addWidget(self.behind, 4)

    def reload(self) -> None:
        """Ask for the figures of the time looked at."""
        self.today = self.front.panti.day_of(self.front.now)
        self.span = span_around(self.span.kind, self.span.first, self.today)
        self.front.ask(OccupancyOver(self.span.key), self, self._got)

    def look_at(self, kind: SpanKind, at: date) -> None:
        """Look at the month, quarter or year of a day."""
        self.span = span_around(kind, min(at, self.today), self.today)
        self.kinds.choose(kind.value)
        self.held = ""
        self.behind.show_nothing()
        self.reload()

    def step_back(self) -> None:
        """The time before."""
        self.look_at(self.span.kind, self.span.first - timedelta(days=1))

    def step_on(self) -> None:
        """The time after, where it has begun."""
        if self.span.last < self.today:
            self.look_at(self.span.kind, self.span.last + timedelta(days=1))

    def _got(self, shown: OccupancyShown) -> None:
        self.shown = shown
        self.span = shown.house.span
        self.words.setText(span_words(self.span) + (f" · {_('so far')}" if self.span.running else ""))
        self.after.setEnabled(self.span.last < self.today)
        self.before.setEnabled(shown.since is not None and shown.since < self.span.first)
        self.card.show_block(block_of(shown))
        if not self.formula.text():
            self.formula.setText(_("What a figure counts is said here."))
        self._hold(self.held)

    def explain_figure(self, figure: Figure) -> None:
        """Say how the figure under the cursor is reckoned."""
        measure = Measure(figure.key.split("|")[0])
        told = f"{_(MEASURE_NAMES[measure])} ({_(UNITS[measure])}): {_(FORMULAS[measure])}"
        self.formula.setText(told)

    def open_figure(self, figure: Figure) -> None:
        """List what is behind a figure."""
        measure, _bar, wisma_id = figure.key.partition("|")
        self.explain_figure(figure)

        def got(behind: Behind) -> None:
            self._hold(figure.key)
            show_behind(self.behind, figure.told, behind)

        def refused(failure: Failure) -> bool:
            self.behind.show_nothing(explain(failure))
            return True

        question = BehindMeasure(self.span.key, Measure(measure), None if wisma_id == HOUSE else wisma_id)
        self.front.ask(question, self, got, refused)

    def _hold(self, key: str) -> None:
        self.held = key
        for made in self.card.buttons.values():
            made.hold(held=bool(key) and made.figure.key == key)

    def _opened(self, record: Any) -> None:
        if isinstance(record, NightCount):
            self.night_wanted.emit(record.night)
        elif person_id := getattr(record, "person_id", ""):
            self.front.go.emit("residents", person_id)

    def save_workbook(self) -> None:
        """Ask where to, then make the workbook and keep it there."""

        def got(document: Document) -> None:
            name, _kind = QFileDialog.getSaveFileName(
                self, _("Keep the workbook"), str(Path.home() / document.filename)
            )
            if name:
                write_document(self.front, self, document, name)

        self.front.ask(MeasuresWorkbook(self.span.key), self, got)


def figure_words(line: OfWisma, measure: Measure) -> str:
    """A figure as it is shown; ``-`` where there is none, as with turnover when over-full."""
    value = line.measures.value(measure)
    if value is None:
        return "-"
    if measure is Measure.OCCUPANCY:
        return percent(value, 1)
    return number(value, 1) if measure in {Measure.MEAN_STAY, Measure.TURNOVER} else number(value)


def block_of(shown: OccupancyShown) -> Block:
    """The house and every wisma, a line each."""
    lines = [
        Line(
            line.wisma or _("Whole house"),
            tuple(
                Figure(
                    f"{measure.value}|{line.wisma_id or HOUSE}",
                    figure_words(line, measure),
                    f"{_(MEASURE_NAMES[measure])}, {line.wisma or _('Whole house')}",
                )
                for measure in Measure
            ),
            strong=line.wisma_id is None,
        )
        for line in shown.lines
    ]
    house = shown.house
    note = _("{away} of {nights} nights slept were spent elsewhere, the place being held.").format(
        away=number(house.away), nights=number(house.bed_days)
    )
    return Block(
        "measures",
        _("Measures of occupancy"),
        tuple(_(HEADINGS[measure]) for measure in Measure),
        tuple(lines),
        house.occupancy / 100 if house.occupancy is not None else None,
        note if house.bed_days else _("Nobody had a bed in this time."),
    )


def show_behind(card: BehindCard, told: str, behind: Behind) -> None:
    """List nights, people or beds."""
    if behind.nights or behind.measure in {Measure.OCCUPANCY, Measure.CAPACITY_DAYS, Measure.OVER}:
        count = n_("{count} night", "{count} nights", len(behind.nights)).format(count=number(len(behind.nights)))
        card.show_list("nights", _night_columns(), behind.nights, (told, count))
    elif behind.measure is Measure.IDLE:
        count = n_("{count} bed", "{count} beds", len(behind.beds)).format(count=number(len(behind.beds)))
        card.show_list("beds", _bed_columns(), behind.beds, (told, count))
    else:
        people = n_("{count} person", "{count} people", len(behind.people)).format(count=number(len(behind.people)))
        unseen = _("{count} more are not shown here").format(count=number(behind.unseen)) if behind.unseen else ""
        slept = behind.measure is Measure.BED_DAYS
        columns = _slept_columns() if slept else _left_columns()
        card.show_list(
            "slept" if slept else "left", columns, behind.people, (told, " · ".join(filter(None, (people, unseen))))
        )


def _night_columns() -> tuple[Column[NightCount], ...]:
    return (
        Column(_("Night"), lambda one: day_and_date(one.night), lambda one: one.night),
        Column(_("People"), lambda one: number(one.occupied), lambda one: one.occupied, number=True, width=AMOUNT),
        Column(_("Capacity"), lambda one: number(one.capacity), lambda one: one.capacity, number=True, width=DATE),
        Column(_("Away"), lambda one: number(one.away), lambda one: one.away, number=True, width=AMOUNT),
        Column(
            _("Occupancy"),
            lambda one: "-" if one.percent is None else percent(one.percent, 1),
            lambda one: one.percent,
            number=True,
            width=DATE,
            look=lambda one: "attention" if one.over else None,
        ),
    )


def _who() -> tuple[Column[Any], ...]:
    return (
        Column(_("Number"), lambda one: one.number, width=NUMBER),
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Sex"), lambda one: sex_letter(one.sex), width=60),
    )


def _slept_columns() -> tuple[Column[Any], ...]:
    return (
        *_who(),
        Column(_("Nights"), lambda one: number(one.amount), lambda one: one.amount, number=True, width=AMOUNT),
        Column(_("Away"), lambda one: number(one.away), lambda one: one.away, number=True, width=AMOUNT),
    )


def _left_columns() -> tuple[Column[Any], ...]:
    return (
        *_who(),
        Column(_("Came in on"), lambda one: day(one.admitted_on), lambda one: one.admitted_on, width=DATE),
        Column(p_("column of the month", "Left on"), lambda one: day(one.left_on), lambda one: one.left_on, width=DATE),
        Column(
            _("Days"),
            lambda one: "?" if one.amount is None else number(one.amount),
            lambda one: one.amount,
            number=True,
            width=AMOUNT,
        ),
    )


def _bed_columns() -> tuple[Column[Any], ...]:
    return (
        Column(p_("column of a paper", "Bed"), lambda one: one.address, strong=True),
        Column(_("Idle nights"), lambda one: number(one.idle), lambda one: one.idle, number=True, width=ADDRESS),
        Column(_("Usable nights"), lambda one: number(one.usable), lambda one: one.usable, number=True, width=ADDRESS),
    )
