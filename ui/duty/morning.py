"""Day meets night: the three lists of the morning, each line with what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from shelter_admin.domain.day_meets_night import Morning, NotBackFromDay, SleptAbsent, outside_step
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import MARK_NAMES
from shelter_admin.domain.standing_permissions import StandingPermission, standing_words
from shelter_admin.domain.wording import clock, date_and_clock, day_and_date, number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.presence.day_meets_night import DayMeetsNight, PrintDayMeetsNight
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Banner, Card, Empty, button, label, row, scrolled

MOST_ROWS: Final = 6
HEADING: Final = 34
HIGH: Final = 46


class MorningList(Card):
    """One list with its heading and how many stand in it; Enter opens the file of a line."""

    opened = Signal(str)

    def __init__(self, title: str, what: Column[Any], step: Column[Any], calm: str) -> None:
        super().__init__(title, padding=12)
        self._title = title
        columns: list[Column[Any]] = [
            Column(_("Name"), lambda line: line.name, strong=True, width=190),
            Column(_("Number"), lambda line: line.number, width=92, look=lambda _line: "muted"),
            Column(p_("heading", "Bed"), lambda line: line.bed or "—", width=112),
            what,
            step,
        ]
        self.table = RecordsTable(columns, _key, title)
        self.table.setWordWrap(True)  # what to do is a sentence
        self.table.verticalHeader().setDefaultSectionSize(HIGH)
        self.table.opened.connect(lambda line: self.opened.emit(line.person_id))
        self.calm = label("✓ " + calm, "ok")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.add(self.table, self.calm)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these lines; none says that all is well."""
        self.heading.setText(f"{self._title} · {number(len(lines))}")
        self.table.show_records(lines)
        self.table.setVisible(bool(lines))
        self.calm.setVisible(not lines)
        self.table.setFixedHeight(HEADING + min(len(lines), MOST_ROWS) * HIGH + 4)


def _key(line: Any) -> str:
    return str(getattr(line, "permission_id", "") or line.person_id)


class MorningSection(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.morning: Morning | None = None
        self.uncounted = Banner(
            "info", _("The roll-call of that night is not closed: who slept here is taken from bed and gate.")
        )
        self.uncounted.hide()
        self._make_lists()
        self.quiet = Empty(
            "sun",
            _("Day and night agree"),
            _("Whoever slept here was in class, whoever was in class slept here, and nobody works outside today."),
        )
        self.quiet.hide()
        self.print_button = button(_("Print"), self.print_lists, icon="printer")
        self.day = label("", "strong")
        self._lay_out()

    def _make_lists(self) -> None:
        self.absent = MorningList(
            _("Slept here, absent from training"),
            Column(_("Class, day"), _classes),
            _step(lambda line: line.next_step()),
            _("Everybody who slept here was in class, or has a reason."),
        )
        self.missing = MorningList(
            _("Trained, but not back for the night"),
            Column(_("What is known"), self._known),
            _step(lambda line: line.next_step(self.front.panti.zone)),
            _("Everybody who was in class was back for the night."),
        )
        self.outside = MorningList(
            _("Outside by permission today"),
            Column(_("Where and when"), _where),
            _step(self._outside_step),
            _("Nobody is outside by standing permission today."),
        )
        self.lists = (self.absent, self.missing, self.outside)
        for made in self.lists:
            made.opened.connect(self._open_file)

    def _lay_out(self) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        for made in self.lists:
            inside.addWidget(made)
        inside.addStretch(1)
        self.area = scrolled(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row(self.day, None, self.print_button))
        column.addWidget(self.uncounted)
        column.addWidget(self.area, 1)
        column.addWidget(self.quiet, 1)

    def take_focus(self) -> None:
        """Put the cursor on the first line there is."""
        for made in self.lists:
            if made.table.records:
                made.table.setFocus(Qt.FocusReason.OtherFocusReason)
                if made.table.current() is None:
                    made.table.go_to(_key(made.table.records[0]))
                return
        self.print_button.setFocus()

    def reload(self) -> None:
        """Ask for the lists of this morning."""
        self.front.ask(DayMeetsNight(), self, self.show_morning)

    def show_morning(self, morning: Morning) -> None:
        """Show the lists."""
        self.morning = morning
        self.absent.show_lines(morning.slept_absent)
        self.missing.show_lines(morning.not_back)
        self.outside.show_lines(morning.outside)
        self.uncounted.setVisible(not morning.counted)
        self.quiet.setVisible(morning.quiet)
        self.area.setVisible(not morning.quiet)
        self.day.setText(day_and_date(morning.day))
        words = _("This morning · {absent} absent from training, {missing} not back, {outside} outside by permission")
        self.told.emit(
            words.format(
                absent=number(len(morning.slept_absent)),
                missing=number(len(morning.not_back)),
                outside=number(len(morning.outside)),
            )
        )

    def print_lists(self) -> None:
        """Show the lists on paper."""
        self.front.ask(PrintDayMeetsNight(), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _open_file(self, person_id: str) -> None:
        self.front.go.emit("residents", person_id)

    def _known(self, line: NotBackFromDay) -> str:
        parts = [*line.classes]
        parts += [_(MARK_NAMES[line.mark])] if line.mark is not None else []
        if line.since is not None:
            since = date_and_clock(line.since.astimezone(self.front.panti.zone.offset))
            parts.append(_("out since {when}").format(when=since))
        return " · ".join(parts)

    def _outside_step(self, line: StandingPermission) -> str:
        wall = self.front.now.astimezone(self.front.panti.zone.offset).replace(tzinfo=None)
        return outside_step(line, self.morning.day if self.morning else wall.date(), wall)


def _step(words: Any) -> Column[Any]:
    return Column(_("What to do"), words, look=lambda _line: "accent")


def _classes(line: SleptAbsent) -> str:
    return f"{', '.join(line.classes)} · {', '.join(short_date(day)[:5] for day in line.days)}"


def _where(line: StandingPermission) -> str:
    return f"{standing_words(line.kind, line.place)} · {clock(line.leaves_at)}–{clock(line.back_at)}"
