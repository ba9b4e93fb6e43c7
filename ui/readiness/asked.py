"""What is next for whoever is under the cursor, when they will be ready, and everything that is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.forecast import Expected, Reckoned
from shelter_admin.domain.next_steps import forecast_in_words, reckoned_in_words, step_for
from shelter_admin.domain.readiness import BY_HAND, STATE_NAMES, Check, Criterion, ScopeKind, Standing, State, name_of
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.words import _
from shelter_admin.operations.readiness import Outlook
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Pill, button, label, row, scrolled
from ui.readiness.policy import version_in_words
from ui.readiness.recording import RecordSheet
from ui.readiness.timeline import Step, Timeline
from ui.readiness.words import SIGNS, figures_of, turn_in_words

LEAST_WIDTH: Final = 620
LEAST_HEIGHT: Final = 440


class NextStrip(Card):
    """Below the list: the next step with whose turn it is, and the forecast; everything asked is one button away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, padding=10)
        self.turn = Pill("")
        self.step = label("", "strong", wrap=True)
        self.forecast = label("", "small", wrap=True)
        self.all = button(_("All that is asked…"), self._nothing, icon="list-checks")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.step)
        words.addWidget(self.forecast)
        line = row(self.turn, spacing=10)
        line.addLayout(words, 1)
        line.addWidget(self.all)
        self.add(line)
        self.outlook: Outlook | None = None
        self.hide()

    def _nothing(self) -> None:
        """The page says what happens."""

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show what is next for somebody; nothing where it is not known yet."""
        self.outlook = outlook
        self.setVisible(outlook is not None)
        if outlook is None:
            return
        decided = outlook.candidate.standing is Standing.DECIDED
        turn = Role.PEKERJA_SOSIAL if decided else outlook.candidate.turn
        self.turn.setVisible(turn is not None)
        if turn is not None:
            self.turn.say(turn_in_words(turn), "info")
        self.step.setText(_("Next: {step}").format(step=outlook.step))
        self.forecast.setVisible(not decided)
        told = forecast_in_words(outlook.forecast, outlook.today)
        self.forecast.setText(_("Ready at the present pace: {when}").format(when=told))


class AskedSheet(Sheet):
    """Every criterion of the policy that holds for somebody: how it stands, how its day is reckoned, what to do."""

    def __init__(self, front: FrontDesk, owner: QWidget, path: PathToIndependence, outlook: Outlook) -> None:
        one = outlook.candidate
        super().__init__(_("What is asked of {name}").format(name=one.name), _policy_in_words(outlook), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(LEAST_WIDTH)
        self._front, self._path, self._outlook = front, path, outlook
        self._parts = {part.check.code: part for part in outlook.forecast.parts}
        self.timeline = Timeline()
        self.timeline.show_steps([self._step(check) for check in one.checks])
        inner = QWidget()
        inner.setProperty("clear", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.timeline)
        column.addStretch(1)
        area = scrolled(inner)
        area.setMinimumHeight(LEAST_HEIGHT)
        self.body.addWidget(area)
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole, primary=True)
        self.buttons.rejected.connect(self.reject)

    def _step(self, check: Check) -> Step:
        sign, token = SIGNS[check.state]
        state = " · ".join(part for part in (_(STATE_NAMES[check.state]), figures_of(check)) if part)
        return Step(sign, token, name_of(check), state, self._told(check), self._act(check))

    def _told(self, check: Check) -> str:
        part = self._parts.get(check.code)
        if not check.open:
            return _("with a paper") if check.proved else ""
        said = step_for(check) if part is None else _without_name(part)
        return f"{turn_in_words(check.turn)}: {said}"

    def _act(self, check: Check) -> tuple[str, Callable[[], None]] | None:
        if check.criterion is Criterion.HEAD or not self._front.may(Right.EDIT_READINESS):
            return None
        if check.criterion in BY_HAND:
            words = _("Write down…") if check.state is State.UNKNOWN else _("Change…")
        elif check.state is State.MET:
            return None
        else:
            words = _("Change…") if check.state is State.NOT_APPLICABLE else _("Does not apply…")
        return words, lambda: self.record(check)

    def record(self, check: Check) -> None:
        """Write down how this criterion stands; the list is asked for anew once it is saved."""
        sheet = RecordSheet(self._front, self, self._path, check.criterion, check)
        sheet.accepted.connect(self.accept)
        sheet.open()


def _without_name(part: Expected) -> str:
    """What is to be done, and how the day is reckoned where it can be."""
    if part.how is Reckoned.WAITS:
        return step_for(part.check)
    told = reckoned_in_words(part).partition(": ")[2]
    return f"{step_for(part.check)} ({told})"


def _policy_in_words(outlook: Outlook) -> str:
    """By which policy somebody is weighed."""
    policy = outlook.candidate.policy
    if policy.scope.kind is ScopeKind.PROGRAM:
        return _("{policy}, of the programme {name}").format(
            policy=version_in_words(policy), name=outlook.candidate.program
        )
    if policy.scope.kind is ScopeKind.CATEGORY:
        return _("{policy}, for people like this one").format(policy=version_in_words(policy))
    return version_in_words(policy)
