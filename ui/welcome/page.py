"""The first start: set up a new shelter step by step, or make an invented one to try everything with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.words import _
from ui.kit import alerts, preferences, theme
from ui.kit.tasks import Tasks
from ui.kit.widgets import Card, button, label, restyle, row, scrolled
from ui.welcome.demo import DemoView
from ui.welcome.opening import Explain, Opener
from ui.welcome.recovery import RecoveryStep
from ui.welcome.steps import HeadStep, HouseStep, LetterheadStep, PlaceStep, Step, new_panti, place_of

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk
    from shelter_admin.operations.opening import Created

CARD = 680
TALL = 560


class WelcomePage(QWidget):
    """A window beside the login window.

    ``entered`` brings the Desk of the new store and its place; ``left`` goes back to the login window.
    """

    entered = Signal(object, object)
    left = Signal()

    def __init__(self, opener: Opener, explain: Explain, tasks: Tasks) -> None:
        super().__init__()
        self._opener, self._explain, self._tasks = opener, explain, tasks
        self._created: tuple[Desk, Path] | None = None
        self.setWindowTitle(_("Shelter administration"))
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        self.resize(1100, 720)
        self.house, self.letterhead = HouseStep(explain, tasks), LetterheadStep(explain)
        self.head, self.place = HeadStep(explain), PlaceStep(explain)
        self.steps: tuple[Step, ...] = (self.house, self.letterhead, self.head, self.place)
        self.recovery = RecoveryStep(tasks)
        self.demo = DemoView(opener, explain, tasks)
        self.views = QStackedWidget()
        self.trail = _Trail([_("The shelter"), _("Letterhead"), _("The head"), _("The file"), _("Recovery sheet")])
        self.back_button = button(_("Back"), self.back, icon="chevron-left")
        self.next_button = button(_("Go on"), self.go_on, kind="primary")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for view in (*self.steps, self.recovery, self.demo):
            self.views.addWidget(scrolled(view))
        card = Card(padding=24)
        card.setFixedSize(CARD, TALL)
        card.body.setSpacing(14)
        card.add(self.trail, self.views, row(self.back_button, None, self.next_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _connect(self) -> None:
        self.recovery.put_away.connect(self.next_button.setEnabled)
        self.demo.entered.connect(self.entered)
        self.demo.working.connect(self._demo_working)
        self.demo.ready.connect(lambda: self._show(self.at))
        self.demo.path.line.returnPressed.connect(self.go_on)
        for step in self.steps:
            for field in step.form.fields.values():
                if (line := getattr(field, "line", None)) is not None:
                    line.returnPressed.connect(self.go_on)

    @property
    def at(self) -> int:
        """The step shown: 0 to 3 the forms, 4 the recovery sheet, 5 the example."""
        return self.views.currentIndex()

    def begin_new(self) -> None:
        """Begin with a new shelter; what was typed before is still there."""
        self._show(0)

    def begin_demo(self) -> None:
        """Offer the invented shelter."""
        self._show(len(self.steps) + 1)

    def back(self) -> None:
        """One step back; from the first one to the login window."""
        if 0 < self.at < len(self.steps):
            self._show(self.at - 1)
        elif self.at != len(self.steps):
            self.left.emit()

    def go_on(self) -> None:
        """Check this step and go on; the last form makes the store, after it the window opens."""
        if not self.next_button.isEnabled():
            return
        if self.at > len(self.steps):
            self.demo.go_on()
        elif self.at == len(self.steps):
            self._enter()
        elif self._sound(self.steps[self.at]):
            if self.at + 1 < len(self.steps):
                self._show(self.at + 1)
            else:
                self._create()

    def _sound(self, step: Step) -> bool:
        step.form.clear_errors()
        try:
            return step.require()
        except Refused as refusal:
            return not step.form.refused(refusal)

    def _show(self, number: int) -> None:
        self.views.setCurrentIndex(number)
        last, demo = len(self.steps) - 1, number > len(self.steps)
        self.trail.setVisible(not demo)
        self.trail.go_to(number)
        self.back_button.setVisible(number != len(self.steps) and not (demo and self.demo.made))
        words = {
            last: _("Set up the shelter"),
            last + 1: _("Open the program"),
            last + 2: _("Open the example") if self.demo.made else _("Make the example"),
        }
        self.next_button.setText(words.get(number, _("Go on")))
        self.next_button.setEnabled(number != len(self.steps) or self.recovery.code.tick.isChecked())
        if number == 1:
            self.letterhead.propose(self.house.name.value().strip(), self.house.town)
        if number == last:
            self.place.propose(self.house.code.value().strip())
        if number <= last:
            self.steps[number].first.setFocus()
        elif number == last + 1:
            self.recovery.code.print_button.setFocus()

    def _demo_working(self, working: bool) -> None:
        for made in (self.next_button, self.back_button):
            made.setEnabled(not working)

    def _create(self) -> None:
        path, new, password = (
            self.place.chosen(),
            new_panti(self.house, self.letterhead, self.head),
            self.head.password.first.value(),
        )
        self._wait(waiting=True)
        self._tasks.at_store(
            lambda: self._opener.create(path, new, password), self, lambda made: self._made(made, path), self._failed
        )

    def _made(self, created: Created, path: Path) -> None:
        self._wait(waiting=False)
        self._created = (created.desk, path)
        self.head.password.clear()
        own = preferences.current()
        own.remember_store(str(path.absolute()))
        own.remember_user(str(path.absolute()), created.desk.staff.user)
        self.recovery.show_code(created.desk, created.recovery_code)
        self._show(len(self.steps))

    def _failed(self, error: BaseException) -> None:
        self._wait(waiting=False)
        if not isinstance(error, Failure):
            self._tasks.failed.emit(self, error)
            return
        number = place_of(self.steps, error.field)
        if number is None:
            self.place.path.say_wrong(self._explain(error))
        else:
            self._show(number)
            self.steps[number].form.refused(error)

    def _wait(self, *, waiting: bool) -> None:
        for made in (self.next_button, self.back_button):
            made.setEnabled(not waiting)
        if waiting:
            self.next_button.setText(_("Setting up…"))
        else:
            self._show(self.at)

    def _enter(self) -> None:
        if self._created is not None:
            (desk, path), self._created = self._created, None
            self.recovery.forget()
            self.entered.emit(desk, path)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._created is None:
            self.demo.let_go()
            super().closeEvent(event)
            return
        event.ignore()
        alerts.decide(
            self,
            _("Leave without the recovery sheet?"),
            _("The code is not shown again. The head can make a new one under Settings."),
            _("Leave all the same"),
            self._leave,
        )

    def _leave(self) -> None:
        if self._created is not None:
            desk, self._created = self._created[0], None
            self._tasks.at_store(desk.close, self, self._let_go)

    def _let_go(self, _nothing: None) -> None:
        self.close()


class _Trail(QWidget):
    """Where one is: the steps with their numbers, done ones ticked."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self._names = names
        self._labels = [label("", "muted") for _name in names]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        for made in self._labels:
            line.addWidget(made)
        line.addStretch(1)

    def go_to(self, number: int) -> None:
        """Show which step it is, in words for those who listen."""
        for place, (made, name) in enumerate(zip(self._labels, self._names, strict=True)):
            made.setText(f"✓ {name}" if place < number else f"{place + 1}  {name}")
            restyle(made, "look", "link" if place == number else "ok" if place < number else "muted")
        if number < len(self._names):
            told = _("Step {number} of {of}: {name}")
            self.setAccessibleName(told.format(number=number + 1, of=len(self._names), name=self._names[number]))
