"""Free places in thirty, sixty and ninety days beside who waits, with the people each figure is reckoned from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.papers import Document
from shelter_admin.domain.place_words import group_words, need_words
from shelter_admin.domain.places_ahead import Ahead, Leaving, PlacesAhead
from shelter_admin.domain.wording import long_date, number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.beds.over_time import PlacesInDays, PrintPlacesAhead
from ui.beds.behind import ADDRESS, DATE, NUMBER, BehindCard, day
from ui.beds.words import sex_letter
from ui.kit.figures import Block, Figure, FigureCard, Line
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column
from ui.kit.widgets import button, label, row, scrolled

FREE: Final = "free"
LEAVING: Final = "leaving"
KEPT: Final = "kept"
WAITING: Final = "waiting"
UNPLACED: Final = "unplaced"
LEAST_TALL: Final = 200
WIDER: Final = 128


class FutureView(QWidget):
    """Three columns. ``night_wanted`` tells a night to look at on the map."""

    night_wanted = Signal(object)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.front = front
        self.shown: PlacesAhead | None = None
        self.held = ""
        self.words = label("", "muted", wrap=True)
        self.paper = button(_("Print"), self.print_it, icon="printer", tip=_("Free places ahead, on paper"))
        self.cards = tuple(FigureCard(" ") for _at in range(3))
        self.behind = BehindCard(
            _("Choose a figure with a click or Enter: the beds or people behind it are listed here."),
            _("Enter opens the resident, or shows the night on the map."),
        )
        self.behind.opened.connect(self._opened)
        for card in self.cards:
            card.opened.connect(self.open_figure)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        above = row(self.words, self.paper)
        above.setStretch(0, 1)
        column.addLayout(above)
        inner = QWidget()
        abreast = QHBoxLayout(inner)
        abreast.setContentsMargins(0, 0, 6, 0)
        abreast.setSpacing(12)
        for card in self.cards:
            abreast.addWidget(card, 1)
        area = scrolled(inner)
        area.setMinimumHeight(LEAST_TALL)
        column.addWidget(area, 7)
        column.addWidget(self.behind, 4)

    def reload(self) -> None:
        """Ask for what is expected."""
        self.front.ask(PlacesInDays(), self, self._got)

    def _got(self, shown: PlacesAhead) -> None:
        self.shown = shown
        self.words.setText(tonight_words(shown.now))
        for card, one in zip(self.cards, shown.columns, strict=True):
            card.show_block(block_of(shown, one))
        self._hold(self.held)

    def open_figure(self, figure: Figure) -> None:
        """List what is behind a figure."""
        if self.shown is None:
            return
        at, what, part = (*figure.key.split("|"), "", "")[:3]
        self._hold(figure.key)
        show_behind(self.behind, self.shown, self.shown.columns[int(at)], (what, part), figure)

    def _hold(self, key: str) -> None:
        self.held = key
        for card in self.cards:
            for made in card.buttons.values():
                made.hold(held=bool(key) and made.figure.key == key)

    def _opened(self, record: Any) -> None:
        person_id = record.holding.person_id if isinstance(record, Leaving) else getattr(record, "person_id", "")
        if person_id:
            self.front.go.emit("residents", person_id)
        elif self.shown is not None and self.held:
            self.night_wanted.emit(self.shown.columns[int(self.held.split("|")[0])].night)

    def print_it(self) -> None:
        """Show it on paper."""

        def got(document: Document) -> None:
            show_paper(self, document)

        self.front.ask(PrintPlacesAhead(), self, got)


def tonight_words(now: Ahead) -> str:
    """What is free tonight, or how far people and bookings go beyond the beds."""
    if now.free < 0:
        told = _("Tonight people and kept beds are {over} more than the {beds} usable beds.")
    else:
        told = _("Tonight {free} of {beds} usable beds are free.")
    words = told.format(over=number(-now.free), free=number(now.free), beds=number(now.capacity))
    return words + " " + _("What is expected is no promise.")


@dataclass(frozen=True, slots=True)
class _Column:
    """Makes the figures of one column."""

    at: int
    title: str

    def figure(self, what: str, value: int, told: str, part: str = "") -> Figure:
        """A figure that opens what is behind it."""
        return Figure(f"{self.at}|{what}|{part}", number(value), f"{self.title}: {told}")

    def waiting(self, value: int | None, words: str, part: str) -> Figure | None:
        """Who waits in such a group, where that is counted."""
        told = _("waiting, {who}").format(who=words)
        return self.figure(WAITING, value, told, part) if value is not None else None


def block_of(shown: PlacesAhead, one: Ahead) -> Block:
    """One column: free and waiting by sex and age, what they are reckoned from, then by need."""
    days = (one.night - shown.tonight).days
    title = _("In {days} days · {day}").format(days=days, day=long_date(one.night))
    column = _Column(shown.columns.index(one), title)
    free = column.figure(FREE, one.free, _("free"))
    everybody = Line(
        _("All places"), (free, column.figure(WAITING, sum(one.waiting.values()), _("waiting"))), strong=True
    )
    lines = (everybody, *_by_sex(one, column), *_reckoned(shown, one, column), *_by_need(one, column))
    note = _("▲ More people are expected than there are places.") if one.free < 0 else ""
    return Block(f"ahead-{column.at}", title, (_("Free"), _("Waiting")), lines, None, note)


def _by_sex(one: Ahead, column: _Column) -> list[Line]:
    """The groups rooms are meant for, then who waits and is of none of them."""
    lines = []
    for group in one.groups:
        words = group_words(group.sex, group.age_group)
        free = column.figure(
            FREE, group.free, _("free, {who}").format(who=words), f"{group.sex or ''}/{group.age_group or ''}"
        )
        waits = one.waiting.get(group.sex or "", 0) if group.age_group is None else None
        lines.append(Line(words, (free, column.waiting(waits, words, group.sex or "?"))))
    for sex in sorted(set(one.waiting) - {group.sex or "" for group in one.groups}):
        if one.waiting[sex]:
            words = group_words(sex, None) if sex else _("Sex unknown")
            lines.append(Line(words, (None, column.waiting(one.waiting[sex], words, sex or "?"))))
    return lines


def _by_need(one: Ahead, column: _Column) -> list[Line]:
    lines = []
    for need in one.needs:
        words = need_words(need.need)
        free = column.figure(FREE, need.free, _("free, {who}").format(who=words), f"tag:{need.need}")
        lines.append(Line(f"· {words}", (free, column.waiting(need.waiting, words, f"need:{need.need}"))))
    return lines


def _reckoned(shown: PlacesAhead, one: Ahead, column: _Column) -> list[Line]:
    """What the free places come from."""
    told = (
        (LEAVING, _("Expected to leave by then"), len(one.leaving)),
        (KEPT, _("Kept for somebody"), len(one.kept)),
        (UNPLACED, _("In the house without a bed"), len(shown.unplaced)),
    )
    lines = [Line(words, (column.figure(key, value, words), None)) for key, words, value in told]
    beds = Line(_("Usable beds"), (Figure("", number(one.capacity), _("Usable beds")), None))
    return [*lines, beds]


def show_behind(card: BehindCard, shown: PlacesAhead, one: Ahead, asked: tuple[str, str], figure: Figure) -> None:
    """List the beds or people behind a figure of a column."""
    what, part = asked
    kinds: dict[str, Any] = {
        FREE: (_free_columns, lambda: [bed for bed in one.free_beds if _bed_in(bed, part)]),
        LEAVING: (_leaving_columns, lambda: one.leaving),
        KEPT: (_kept_columns, lambda: one.kept),
        UNPLACED: (_unplaced_columns, lambda: shown.unplaced),
        WAITING: (_waiting_columns, lambda: _waiting_for(shown, one, part)),
    }
    columns, records = kinds[what]
    if what == WAITING and shown.waiting is None:
        card.show_nothing(_("Who is on the waiting list is seen by who runs it."))
        return
    found = records()
    card.show_list(what, columns(), found, (figure.told, _("{count} listed").format(count=number(len(found)))))


def _bed_in(bed: Any, part: str) -> bool:
    if part.startswith("tag:"):
        return part.removeprefix("tag:") in bed.tags
    return part in {"", f"{bed.sex or ''}/{bed.age_group or ''}"}


def _waiting_for(shown: PlacesAhead, one: Ahead, part: str) -> list[Any]:
    """Who waits by that night without a bed kept."""
    made = []
    for who in shown.waiting or ():
        wanted = who.from_day is None or who.from_day <= one.night
        need = part.removeprefix("need:") in who.needs if part.startswith("need:") else part in {"", who.sex or "?"}
        if wanted and need and not who.offered:
            made.append(who)
    return made


def _free_columns() -> tuple[Column[Any], ...]:
    return (
        Column(p_("column of a paper", "Bed"), lambda one: one.time.address, strong=True, width=ADDRESS),
        Column(_("Meant for"), lambda one: group_words(one.sex, one.age_group), width=ADDRESS),
        Column(_("Known for"), lambda one: ", ".join(need_words(tag) for tag in one.tags)),
    )


def _leaving_columns() -> tuple[Column[Any], ...]:
    return (
        Column(
            _("Expected on"),
            lambda one: short_date(one.on),
            lambda one: one.on,
            width=DATE,
            look=lambda one: "attention" if one.overdue else None,
        ),
        Column(_("Name"), lambda one: one.holding.name or _("(not shown)"), strong=True),
        Column(_("Number"), lambda one: one.holding.number, width=NUMBER),
        Column(p_("column of a paper", "Bed"), lambda one: one.holding.address, width=ADDRESS),
        Column(_("Remark"), lambda one: _("day has passed") if one.overdue else "", width=ADDRESS),
    )


def _kept_columns() -> tuple[Column[Any], ...]:
    return (
        Column(p_("column of a paper", "Bed"), lambda one: one.address, strong=True, width=ADDRESS),
        Column(_("Kept for"), lambda one: one.who or _("(not shown)")),
        Column(_("From night"), lambda one: short_date(one.start), lambda one: one.start, width=DATE),
        Column(_("Free again on"), lambda one: short_date(one.end), lambda one: one.end, width=DATE),
    )


def _unplaced_columns() -> tuple[Column[Any], ...]:
    return (
        Column(_("Number"), lambda one: one.number, width=NUMBER),
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Sex"), lambda one: sex_letter(one.sex), width=60),
    )


def _waiting_columns() -> tuple[Column[Any], ...]:
    return (
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Sex"), lambda one: sex_letter(one.sex), width=60),
        Column(_("Asked on"), lambda one: short_date(one.asked_on), lambda one: one.asked_on, width=WIDER),
        Column(_("Wanted from"), lambda one: day(one.from_day) if one.from_day else _("now"), width=WIDER),
        Column(_("Needs"), lambda one: ", ".join(need_words(need) for need in one.needs), width=ADDRESS),
    )
