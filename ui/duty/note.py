"""The note of a shift on screen: figures above, what happened grouped by its kind, each line with its hour."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.note_words import hours_in_words
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.shifts import NOTE_NAMES, Found, HandoverNote, NoteKind, NoteLine
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit.facts import show_anew
from ui.kit.icons import IconLabel
from ui.kit.widgets import button, label, rule, scrolled

SIGNS = {
    NoteKind.MISSING: ("triangle-alert", "danger"),
    NoteKind.LATE: ("clock", "danger"),
    NoteKind.OUTSIDE: ("log-out", "info"),
    NoteKind.ILL: ("stethoscope", "attention"),
    NoteKind.MEDICINE: ("clock", "attention"),
    NoteKind.OCCURRENCE: ("circle-alert", "attention"),
    NoteKind.FOLLOW_UP: ("list-checks", "attention"),
    NoteKind.CAME: ("user-plus", "ok"),
    NoteKind.LEFT: ("door-open", "info"),
    NoteKind.LEAVE: ("calendar", "info"),
    NoteKind.LEAVE_ASKED: ("calendar", "attention"),
    NoteKind.VISITOR: ("users", "attention"),
    NoteKind.TO_CLEAN: ("brush", "info"),
    NoteKind.BLOCKED: ("ban", "muted"),
}
LONG_NAME = 34
MOST_LINES = 30


class NoteView(QWidget):
    """What the store knew of a shift. ``wanted`` asks for somebody's file."""

    wanted = Signal(str)

    def __init__(self, panti: Panti, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panti = panti
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.figures = label("", "muted", wrap=True)
        column.addWidget(self.figures)
        self._area = scrolled(QWidget())
        column.addWidget(self._area, 1)

    def show_note(self, note: HandoverNote) -> None:
        """Show the note."""
        self.figures.setText(figures_in_words(note.found))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(4)
        groups = [(kind, note.of(kind)) for kind in NOTE_NAMES if note.of(kind)]
        for at, (kind, lines) in enumerate(groups):
            if at:
                column.addWidget(rule())
            self._add_group(column, kind, lines, note)
        if not groups:
            column.addWidget(label(_("Nothing out of the ordinary was written down in this shift."), wrap=True))
        column.addStretch(1)
        show_anew(self._area, inner)

    def _add_group(self, column: QVBoxLayout, kind: NoteKind, lines: tuple[NoteLine, ...], note: HandoverNote) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(*SIGNS[kind], 16))
        head.addWidget(label(f"{_(NOTE_NAMES[kind])} · {number(len(lines))}", "strong"), 1)
        column.addLayout(head)
        for line in lines[:MOST_LINES]:
            column.addWidget(self._line(line, note))
        if len(lines) > MOST_LINES:
            more = _("and {count} more; all of them are on paper").format(count=number(len(lines) - MOST_LINES))
            column.addWidget(label(more, "small"))

    def _line(self, line: NoteLine, note: HandoverNote) -> QWidget:
        made = QWidget()
        made.setProperty("clear", "true")
        below = len(line.who) > LONG_NAME  # else the hours beside it would have no room
        across = QBoxLayout(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight, made)
        across.setContentsMargins(24, 0, 0, 0)
        across.setSpacing(0 if below else 10)
        if line.person_id:
            who: QWidget = button(line.who, lambda: self.wanted.emit(line.person_id), kind="link")
        else:
            who = label(line.who, wrap=True)
        hours = hours_in_words(line, note.line.time, self._panti)
        told = " · ".join(filter(None, (line.beside, hours)))
        across.addWidget(who, 0, Qt.AlignmentFlag.AlignLeft)
        across.addWidget(label(told, "muted", wrap=True), 1)
        made.setAccessibleName(f"{line.who}. {told}")
        return made


def figures_in_words(found: Found) -> str:
    """The figures in one line."""
    return _("{on_books} on the books, {inside} inside · in the shift {out} went out, {back} came back").format(
        on_books=number(found.on_books),
        inside=number(found.inside),
        out=number(found.went_out),
        back=number(found.came_back),
    )
