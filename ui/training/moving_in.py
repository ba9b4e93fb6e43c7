"""The office's own sheet of a month: chosen, looked at with its doubts, answered, taken. Nothing is saved before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.attendance_sheet import UNMATCHED_WORDS, Asked, Unmatched
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.moving_in import (
    AttendanceMovedIn,
    MoveAttendanceIn,
    RehearseAttendance,
    file_content,
)
from ui.kit.dropping import SPREADSHEETS, TakesFile
from ui.kit.facts import show_anew
from ui.kit.form import ChoiceField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.records import RecordsTable
from ui.kit.widgets import Banner, Card, Empty, Pill, ShortLabel, button, label, row, rule, scrolled
from ui.training.moving_in_lines import columns, figures, lines
from ui.training.typed import read_day

SIDE = 400


class MovingInTab(TakesFile, QWidget):
    """One way through: file, rehearsal with questions, taken. ``left`` leads back to the sheet."""

    left = Signal()
    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.content, self.filename = b"", ""
        self.answers: dict[str, str] = {}
        self.setAcceptDrops(True)
        self.trouble = Banner("attention", "")
        words = _(
            "Choose the month's sheet as the office keeps it: names down, days across, H S I A in the cells. People "
            "are found by name within the house, doubtful ones are asked, and nothing is saved until you say so."
        )
        self.empty = Empty("file-spreadsheet", _("Take the office's sheet in"), words)
        self.choose_button = button(_("Choose the sheet…"), self.choose, kind="primary", icon="upload")
        self.empty.offer(self.choose_button)
        self.month = TextField("month", _("A day of the month"), hint=_("Where the sheet does not tell its month"))
        self.month.line.returnPressed.connect(self.look_again)
        self.figures = label("", "strong", wrap=True)
        self.outcome = Pill("", "ok")
        self.table = RecordsTable(columns(), lambda one: f"{one[0]}{one[1]}{one[2]}", _("What is found in the sheet"))
        self.again = button(_("Look again"), self.look_again, icon="refresh-cw")
        self.another = button(_("Another file…"), self.choose)
        self.take = button(_("Take the marks"), self.take_marks, kind="primary", icon="check")
        self.back = button(_("Back to the sheet"), self.left.emit)
        self._lay_out()
        self.start_again()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(self.trouble)
        outer.addWidget(self.month)
        outer.addWidget(self.empty, 1)
        self.middle = QWidget()
        self.card, self.side = Card(padding=12), Card(_("Who is meant?"), padding=12)
        self.card.add(self.figures, self.table)
        self.side.setFixedWidth(SIDE)
        self.area = scrolled(QWidget())
        self.side.body.addWidget(self.area, 1)
        both = row(self.card, self.side, spacing=16)
        both.setStretch(0, 1)
        self.middle.setLayout(both)
        outer.addWidget(self.middle, 1)
        self.shown_name = ShortLabel("", "muted")
        self.foot = QWidget()
        self.foot.setLayout(row(self.shown_name, self.outcome, None, self.back, self.another, self.again, self.take))
        outer.addWidget(self.foot)

    def start_again(self) -> None:
        """Begin with a file."""
        self.content, self.filename, self.answers = b"", "", {}
        for part in (self.trouble, self.month, self.middle, self.outcome, self.another, self.again, self.take):
            part.hide()
        self.empty.show()
        self.shown_name.setText("")

    def take_focus(self) -> None:
        """Put the cursor on the button that goes on."""
        (self.choose_button if self.empty.isVisible() else self.take).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """The sheet belongs to the programme of this class; another class begins again."""
        if (self.batch and self.batch.program_id) != (batch and batch.program_id):
            self.start_again()
        self.batch = batch
        self.choose_button.setEnabled(batch is not None)
        self.told.emit(batch.program if batch is not None else "")

    def choose(self) -> None:
        """Ask for the file."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose the sheet"), documents(), _("Spreadsheets ({files})").format(files=SPREADSHEETS)
        )
        if name:
            self.look_at(Path(name))

    @override
    def take_file(self, path: Path) -> None:
        self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read the file and rehearse it."""
        self.start_again()

        def got(content: bytes) -> None:
            self.content, self.filename = content, path.name
            self.look_again()

        self.front.run(lambda: file_content(path), self, got, self._say)

    def look_again(self) -> None:
        """Rehearse with the answers given."""
        if self.batch is not None and self.content:
            self._rehearse(self.batch.program_id)

    def take_marks(self) -> None:
        """Take the marks; nobody who is still in doubt is taken."""
        if self.batch is not None and self.content:
            given = (self.content, self.filename, self.batch.program_id, None, self._matches(), self._month())
            self.front.do_long(MoveAttendanceIn(*given), self, self._taken, self._say)

    def _rehearse(self, program_id: str) -> None:
        query = RehearseAttendance(self.content, self.filename, program_id, None, self._matches(), self._month())
        self.front.ask(query, self, self._show, self._say)

    def _matches(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.answers.items())

    def _month(self) -> date | None:
        return read_day(self.month.value(), "month") if self.month.isVisible() else None

    def _show(self, found: AttendanceMovedIn) -> None:
        self.trouble.hide()
        self.empty.hide()
        for part in (self.middle, self.another, self.take):
            part.show()
        self.shown_name.setText(f"{self.filename} · {found.reading.sheet}")
        self.figures.setText(figures(found))
        self.table.show_records(lines(found))
        self.take.setEnabled(found.rehearsal and found.marks > 0)
        self.outcome.setVisible(not found.rehearsal)
        self.take.setVisible(found.rehearsal)
        self._ask(found.asked if found.rehearsal else ())
        if found.rehearsal:
            words = n_("Take {count} mark", "Take {count} marks", found.marks)
            self.take.setText(words.format(count=number(found.marks)))
            self.take_focus()

    def _ask(self, asked: tuple[Asked, ...]) -> None:
        """Every name in doubt with whom it may mean; what was answered before stays answered."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for at, one in enumerate(asked):
            if at:
                column.addWidget(rule())
            column.addWidget(self._question(one))
        column.addStretch(1)
        show_anew(self.area, made)
        self.side.setVisible(bool(asked))

    def _question(self, one: Asked) -> QWidget:
        known = [who for who in one.candidates if who.seen]
        choices = [("", _("— leave out —"))] + [(who.number, f"{who.name} · {who.number}") for who in known]
        field = ChoiceField("meant", f"{number(one.row.number)}. {one.row.name}", choices)
        field.say_hint(_(UNMATCHED_WORDS[one.why]))
        field.combo.setVisible(bool(known) and one.why is not Unmatched.NOT_ENROLLED)
        field.set_value(self.answers.get(one.row.name, ""))
        field.changed.connect(lambda: self._answer(one.row.name, field.value()))
        return field

    def _answer(self, name: str, numbered: str) -> None:
        """Keep an answer; the figures follow at once."""
        if numbered:
            self.answers[name] = numbered
        else:
            self.answers.pop(name, None)
        self.look_again()

    def _taken(self, done: Done[AttendanceMovedIn]) -> None:
        self._show(done.outcome)
        words = n_("✓ {count} mark taken", "✓ {count} marks taken", done.outcome.marks)
        self.outcome.say(words.format(count=number(done.outcome.marks)), "ok")
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, failure: Failure) -> bool:
        self.trouble.words.setText(explain(failure, self.front.panti))
        self.trouble.show()
        self.month.setVisible(failure.code == "attendance_month_unclear" or self.month.isVisible())
        self.another.setVisible(bool(self.content))
        self.again.setVisible(self.month.isVisible())
        return True
