"""The competences of a programme, a line each; an empty line waits at the end; saved all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.training.grading import Competence
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.competences import CompetenceGiven, SetCompetences, by_id
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.line import Line
from ui.kit.widgets import button, label, row, scrolled

WIDE = 620
HIGH = 320


class CompetenceList(Sheet):
    """The list of a programme as it is written."""

    def __init__(self, front: FrontDesk, owner: QWidget, program_id: str, known: Sequence[Competence]) -> None:
        told = _(
            "One competence in a line, as somebody can do it who has it. A line taken out is asked no more; "
            "what was seen of it stays."
        )
        super().__init__(_("Competences of the programme"), told, sign=("list-checks", "accent"), parent=owner)
        self.setMinimumWidth(WIDE)
        self._front, self._program_id, self._known = front, program_id, tuple(known)
        self.lines: list[tuple[str | None, Line, QPushButton]] = []
        inner = QWidget()
        inner.setProperty("clear", "true")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.addStretch(1)
        area = scrolled(inner)
        area.setMinimumHeight(HIGH)
        self.body.addWidget(area)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        for one in known:
            self._add(one.competence_id, one.name)
        self._add(None, "")
        self.offer(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.lines[-1][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save the list; what is refused is said, and what was typed stays."""
        typed = tuple(
            CompetenceGiven(line.text().strip(), key) for key, line, _cross in self.lines if line.text().strip()
        )
        act = SetCompetences(self._program_id, typed, seen=Seen(by_id(self._known)))
        self._front.do(act, self, lambda _done: self.accept(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self.error.setText(explain(failure, self._front.panti))
        self.error.show()
        return True

    def _add(self, key: str | None, name: str) -> None:
        line = Line()
        line.setText(name)
        line.setCursorPosition(0)
        line.setMaxLength(200)
        line.setAccessibleName(f"{_('Competence')} {len(self.lines) + 1}")
        line.setPlaceholderText("" if name else _("another competence"))
        cross = button("", _nothing, kind="quiet", icon="x", tip=_("Take this competence out"))
        entry = (key, line, cross)
        cross.clicked.connect(lambda _checked=False: self._remove(entry))
        line.textEdited.connect(lambda _text: self._grow(line))
        holder = QWidget()
        holder.setProperty("clear", "true")
        layout = row(line, cross)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        holder.setLayout(layout)
        self._column.insertWidget(self._column.count() - 1, holder)
        self.lines.append(entry)

    def _grow(self, line: Line) -> None:
        if line is self.lines[-1][1] and line.text():
            self._add(None, "")

    def _remove(self, entry: tuple[str | None, Line, QPushButton]) -> None:
        self.lines.remove(entry)
        holder = entry[1].parentWidget()
        if holder is not None:
            self._column.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        if not self.lines or self.lines[-1][1].text():
            self._add(None, "")


def _nothing() -> None:
    """Connected once its line is known."""


def edit_competences(
    front: FrontDesk, owner: QWidget, program_id: str, known: Sequence[Competence], done: Callable[[], None]
) -> CompetenceList:
    """Show the list to be written."""
    shown = CompetenceList(front, owner, program_id, known)
    shown.accepted.connect(done)
    shown.open()
    return shown
