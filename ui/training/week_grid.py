"""A week as it is read on a wall: days side by side, a block for every lesson, reached by Tab and the arrows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from shelter_admin.domain.training.timetable import PART_NAMES, LessonLine, LessonPart, Timetable, clock_of, lanes
from shelter_admin.domain.wording import DAYS, clock, short_date
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.letters import harmless, tip
from ui.training.week_words import crowd_words, gone_words

LEAST_HOUR: Final = 44
GUTTER: Final = 46
HEAD: Final = 26
BAR: Final = 4
EDGE: Final = 6
EARLIEST, LATEST = 8, 16
WORKING_WEEK: Final = 6
LEAST_HIGH: Final = 22
FOOT: Final = 8
WIDER: Final = 0.7
TOP_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_KEYS: Final = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


def time_words(line: LessonLine) -> str:
    """From when to when: ``08.00–10.00``."""
    return f"{clock(clock_of(line.lesson.begins))}–{clock(clock_of(line.lesson.ends))}"


def block_words(line: LessonLine, *, whose: bool) -> tuple[str, ...]:
    """The lines of a block: when, what, which part, where, with whom."""
    about = (line.title, time_words(line), line.subject) if whose else (time_words(line), line.subject or line.program)
    return tuple(part for part in (*about, _(PART_NAMES[line.lesson.part]), line.room, line.trainers) if part)


class LessonBlock(QAbstractButton):
    """One lesson. ``pointed`` comes when the cursor is on it, ``removing`` with Delete, ``going`` with an arrow.

    ``gone`` is why it is not held in the week looked at: then it is struck through. ``crowd`` warns of too few seats.
    """

    pointed = Signal(object)
    removing = Signal(object)
    going = Signal(object, int, int)

    def __init__(self, line: LessonLine, parent: QWidget, found: Timetable, *, whose: bool) -> None:
        super().__init__(parent)
        self.line = line
        self.gone = harmless(gone_words(found, line))
        self.crowd = crowd_words(found.people[line.lesson.batch_id], line.seats) if found.too_many(line) else ""
        self.words = tuple(harmless(part) for part in block_words(line, whose=whose))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        beside = [part for part in (self.gone, self.crowd) if part]
        said = ", ".join((_(DAYS[line.lesson.weekday - 1]), *beside, *block_words(line, whose=True)))
        self.setAccessibleName(said)
        self.setToolTip(tip(said))

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, LEAST_HIGH)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        practice = self.line.lesson.part is LessonPart.PRACTICE
        ground, bar = ("accent_soft", "accent") if practice else ("info_soft", "info")
        if self.gone:
            ground, bar = "surface", "line"
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        held = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if held else "line"), 2 if held else 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRectF(2, 4, BAR, box.height() - 6), theme.colour(bar))
        self._write(painter)
        painter.end()

    def _write(self, painter: QPainter) -> None:
        room = self.rect().adjusted(BAR + EDGE, 4, -EDGE, -3)
        top = room.top()
        for words, colour, struck in self._lines():
            font = theme.font(strong=words == self.words[0])
            font.setPointSizeF(theme.SMALL_POINTS)
            font.setStrikeOut(struck)
            letters = QFontMetrics(font)
            if top + letters.height() > room.bottom() + 3:
                return
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            if colour == "attention":
                whole = QRect(room.left(), top, room.width(), room.bottom() + 3 - top)
                fits = max(letters.horizontalAdvance(word) for word in words.split()) <= room.width()
                wrap = Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere
                top += painter.drawText(whole, TOP_LEFT | wrap, words).height()
                continue
            fitting = letters.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            line = QRect(room.left(), top, room.width(), letters.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
            top += letters.height()

    def _lines(self) -> list[tuple[str, str, bool]]:
        """The lines from above as (words, colour, struck through); what is to be known comes after the first."""
        first, *rest = self.words
        struck = bool(self.gone)
        notes = [(words, "attention", False) for words in (self.gone or self.crowd,) if words]
        beside = [(words, "muted" if at or struck else "text", struck) for at, words in enumerate(rest)]
        return [(first, "muted" if struck else "text", struck), *notes, *beside]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.going.emit(self, *_KEYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key == Qt.Key.Key_Delete:
            self.removing.emit(self.line)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type] # Qt's own event
        self.pointed.emit(self.line)
        self.update()

    @override
    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type] # Qt's own event
        self.update()


class WeekGrid(QWidget):
    """The blocks of a week. ``opened`` tells a lesson that is to be changed, ``chosen`` the one under the cursor."""

    opened = Signal(object)
    chosen = Signal(object)
    removing = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks: list[LessonBlock] = []
        self.days = WORKING_WEEK
        self._found = Timetable(())
        self._hours = EARLIEST, LATEST
        self._lanes: dict[str, tuple[int, int]] = {}
        self.setAccessibleName(_("Timetable"))
        theme.current().changed.connect(self.update)

    def show_week(self, found: Timetable, *, whose: bool) -> None:
        """Show these lessons; ``whose`` says that they are of several classes. The cursor stays on its lesson."""
        lines, self._found = found.lessons, found
        held = next((block.line.lesson.lesson_id for block in self.blocks if block.hasFocus()), "")
        for old in self.blocks:
            old.hide()
            old.deleteLater()
        sunday = any(line.lesson.weekday == 7 for line in lines) or any(one.day.weekday() == 6 for one in found.changed)
        self.days = 7 if sunday else WORKING_WEEK
        begins = min((line.lesson.begins // 60 for line in lines), default=EARLIEST)
        ends = max((-(-line.lesson.ends // 60) for line in lines), default=LATEST)
        self._hours = min(begins, EARLIEST), max(ends, LATEST)
        self._lanes = {}
        for weekday in range(1, 8):
            self._lanes |= lanes([line.lesson for line in lines if line.lesson.weekday == weekday])
        self.blocks = [self._block(line, whose=whose) for line in lines]
        self.setMinimumHeight(HEAD + (self._hours[1] - self._hours[0]) * LEAST_HOUR + FOOT)
        self._place()
        self.update()
        if held:
            self.go_to(held)

    def _block(self, line: LessonLine, *, whose: bool) -> LessonBlock:
        made = LessonBlock(line, self, self._found, whose=whose)
        made.clicked.connect(lambda _checked=False: self.opened.emit(line))
        made.pointed.connect(self.chosen.emit)
        made.removing.connect(self.removing.emit)
        made.going.connect(self._go)
        made.show()
        return made

    def go_to(self, lesson_id: str) -> bool:
        """Put the cursor on a lesson; says whether it is shown."""
        found = next((block for block in self.blocks if block.line.lesson.lesson_id == lesson_id), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found is not None

    def _go(self, block: LessonBlock, across: int, down: int) -> None:
        """The next lesson of the day, or of the nearest day that has one, at about the same hour."""
        here = block.line.lesson
        if down:
            of_day = [one for one in self.blocks if one.line.lesson.weekday == here.weekday]
            beside = of_day[max(0, min(len(of_day) - 1, of_day.index(block) + down))]
            beside.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wanted = [one for one in self.blocks if (one.line.lesson.weekday - here.weekday) * across > 0]
        if wanted:
            nearest = min(
                wanted,
                key=lambda one: (
                    abs(one.line.lesson.weekday - here.weekday),
                    abs(one.line.lesson.begins - here.begins),
                ),
            )
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _hour(self) -> float:
        """How high an hour is: the whole day fits where the page is high enough."""
        return max(LEAST_HOUR, (self.height() - HEAD - FOOT) / (self._hours[1] - self._hours[0]))

    def _lefts(self) -> list[float]:
        """Where each day begins and the last one ends: days with lessons beside each other are wider."""
        beside = [1] * self.days
        for block in self.blocks:
            at = block.line.lesson.weekday - 1
            beside[at] = max(beside[at], self._lanes.get(block.line.lesson.lesson_id, (0, 1))[1])
        shares = [1 + (many - 1) * WIDER for many in beside]
        each = (self.width() - GUTTER) / sum(shares)
        return [GUTTER + each * sum(shares[:at]) for at in range(self.days + 1)]

    def _place(self) -> None:
        lefts = self._lefts()
        for block in self.blocks:
            lesson = block.line.lesson
            lane, of = self._lanes.get(lesson.lesson_id, (0, 1))
            wide = lefts[lesson.weekday] - lefts[lesson.weekday - 1]
            left = lefts[lesson.weekday - 1] + lane * wide / of
            top = HEAD + (lesson.begins - self._hours[0] * 60) * self._hour / 60
            high = max(LEAST_HIGH, round(lesson.minutes * self._hour / 60))
            block.setGeometry(round(left) + 1, round(top), round(wide / of) - 2, high)

    def head_words(self, weekday: int, *, short: bool = False) -> str:
        """What stands above a day: its name and date, with a plus where a class meets beside its plan."""
        day, name = self._found.day_of(weekday), _(DAYS[weekday - 1])
        if day is None:
            return name
        extra = any(one.extra and one.day == day for one in self._found.changed)
        return f"{'+ ' if extra else ''}{name[:3] if short else name} {short_date(day)[:5]}"

    def _is_changed(self, weekday: int) -> bool:
        day = self._found.day_of(weekday)
        return day in self._found.off or any(one.day == day for one in self._found.changed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        small = theme.font()
        small.setPointSizeF(theme.SMALL_POINTS)
        lefts = self._lefts()
        painter.setFont(theme.font(strong=True))
        letters = QFontMetrics(theme.font(strong=True))
        for at in range(self.days):
            wide = lefts[at + 1] - lefts[at]
            painter.setPen(theme.colour("attention" if self._is_changed(at + 1) else "muted"))
            words = self.head_words(at + 1)
            if letters.horizontalAdvance(words) > wide - 8:
                words = self.head_words(at + 1, short=True)
            box = QRectF(lefts[at], 0, wide, HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(small)
        for hour in range(self._hours[0], self._hours[1] + 1):
            top = round(HEAD + (hour - self._hours[0]) * self._hour)
            painter.setPen(theme.colour("line"))
            painter.drawLine(GUTTER, top, self.width(), top)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(0, top - 8, GUTTER - 6, 16), Qt.AlignmentFlag.AlignRight, f"{hour:02}.00")
        painter.setPen(theme.colour("line"))
        for left in lefts:
            painter.drawLine(round(left), HEAD, round(left), self.height())
        painter.end()
