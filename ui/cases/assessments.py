"""The assessments in a case file: what is due first, then what was filled; before and now as a picture below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.cases.assessments import AssessmentLine, Due, InstrumentEdition
from shelter_admin.domain.cases.files import CaseFile, OpenedAssessment
from shelter_admin.domain.cases.instruments import OCCASION_NAMES, Need, Occasion
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.cases.assessing import OpenAssessment, OpenHealthAssessment
from ui.cases.fill_sheet import FillSheet, ToFill
from ui.cases.picture import BeforeAndNow
from ui.kit import icons
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.two_lines import TwoLines, TwoLinesList
from ui.kit.widgets import Empty, button, label, scrolled

SIGN: Final = QSize(20, 20)
DUE: Final = "due:"
OPEN: Final = {Need.CASES: OpenAssessment, Need.HEALTH: OpenHealthAssessment}
PICTURE_HEIGHT: Final = 84
LEAST_PICTURE: Final = 44
ROOMY: Final = 300
LIST_HEIGHT: Final = 56


def turn_of(needs: Need) -> str:
    """Whose turn an instrument is, in words."""
    return _("turn of the health officer") if needs is Need.HEALTH else _("turn of the social worker")


def found_in_words(line: AssessmentLine) -> str:
    """What an assessment found, as far as its reader may see it."""
    if line.veiled:
        return _("for the health officer")
    if line.score is not None:
        return " · ".join(filter(None, (number(line.score), line.band)))
    if line.complete:
        return _("complete")
    told = _("not complete: {answered} of {asked} answered")
    return told.format(answered=number(line.answered or 0), asked=number(line.asked or 0))


class AssessmentsSection(QWidget):
    """The section."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._name = ""
        self.file: CaseFile | None = None
        self.list = TwoLinesList(_("Assessments"), SIGN)
        self.list.opened.connect(self.open_current)
        self.list.chosen.connect(self._offer)
        told = _("What was found at entry, in between, before leaving and after; and what is due.")
        self.empty = Empty("clipboard-check", _("Nothing has been assessed yet"), told)
        self.fill_button = button(_("Fill in…"), self.choose_instrument, kind="primary", icon="plus")
        self.open_button = button(_("Open"), self.open_current)
        self.heading = label(_("○ first · ● newest"), "small")
        self.picture = BeforeAndNow()
        self.pictures = scrolled(self.picture)
        self.pictures.setMinimumHeight(LEAST_PICTURE)
        self.pictures.setMaximumHeight(PICTURE_HEIGHT)
        self.list.setMinimumHeight(LIST_HEIGHT)
        buttons = Flow()
        for made in (self.fill_button, self.open_button):
            made.setProperty("compact", "true")
            buttons.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.list, self.empty, self.heading, self.pictures):
            column.addWidget(part, 1 if part in (self.list, self.empty) else 0)
        column.addLayout(buttons)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """A higher file shows the whole picture, or as much of it as leaves the list two thirds."""
        most = max(PICTURE_HEIGHT, self.height() // 3)
        roomy = self.height() >= ROOMY
        self.pictures.setMinimumHeight(min(self.picture.height() + 4, most) if roomy else LEAST_PICTURE)
        self.pictures.setMaximumHeight(most)

    def take_focus(self) -> None:
        """Put the cursor on the list, or on the button to begin."""
        (self.list if self.list.isVisibleTo(self) else self.fill_button).setFocus()

    def show_nobody(self) -> None:
        """Forget whose file was shown."""
        self.file = None
        self.list.show_lines(())

    def show_file(self, file: CaseFile, name: str) -> None:
        """Show somebody's assessments."""
        self.file, self._name = file, name
        lines = [self._due_line(one) for one in file.due] + [self._line(one) for one in file.assessments]
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.picture.show_compared(file.compared)
        self._give_room()
        self.heading.setVisible(bool(file.compared))
        self.pictures.setVisible(bool(file.compared))
        self.fill_button.setVisible(bool(file.offered) and not self._front.read_only)
        self._offer()

    def _due_line(self, one: Due) -> TwoLines:
        late = one.late(self._front.desk.today)
        when = _("due by {day}").format(day=short_date(one.due_on))
        if late:
            when = n_("{count} day late", "{count} days late", late).format(count=number(late))
        second = " · ".join((when, _(OCCASION_NAMES[one.occasion]), turn_of(one.needs)))
        sign = ("triangle-alert", "danger") if late else ("circle-dashed", "info")
        return TwoLines(
            f"{DUE}{one.code}",
            (one.name, ("▲ " if late else "") + second),
            lambda: icons.icon(*sign, SIGN.width()),
            colour="danger" if late else "muted",
        )

    def _line(self, one: AssessmentLine) -> TwoLines:
        told = " · ".join((found_in_words(one), _(OCCASION_NAMES[one.occasion]), short_date(one.on_day)))
        sign = ("lock", "muted") if one.veiled else ("circle-check", "ok") if one.complete else ("circle", "attention")
        return TwoLines(
            one.assessment_id,
            (one.instrument_name, told),
            lambda: icons.icon(*sign, SIGN.width()),
            _("filled by {name}").format(name=one.filled_by or "—"),
        )

    @property
    def current(self) -> AssessmentLine | None:
        """The assessment under the cursor, None on one that is due."""
        found = self.file.assessments if self.file is not None else ()
        return next((one for one in found if one.assessment_id == self.list.key), None)

    @property
    def current_due(self) -> Due | None:
        """What is due under the cursor."""
        found = self.file.due if self.file is not None else ()
        return next((one for one in found if f"{DUE}{one.code}" == self.list.key), None)

    def _offer(self) -> None:
        one = self.current
        self.open_button.setVisible(one is not None and not one.veiled)

    def open_current(self) -> None:
        """Fill what is due under the cursor, or open what was filled."""
        due, one = self.current_due, self.current
        if due is not None:
            self.fill(due.code, due.occasion)
        elif one is not None and not one.veiled:
            self._front.ask(OPEN[one.needs](one.assessment_id), self, self._opened)

    def _opened(self, opened: OpenedAssessment) -> None:
        if self.file is None or opened.assessment.person_id != self.file.person_id:
            return
        found = opened.assessment
        writable = found.instrument.needs in self.file.writable and not self._front.read_only
        fill = ToFill(found.person_id, self._name, found.instrument, found.line.occasion, opened, writable)
        FillSheet(self._front, self, fill).open()

    def choose_instrument(self) -> None:
        """Offer every instrument that may be filled; what is due under the cursor is filled at once."""
        due = self.current_due
        if due is not None and self._edition(due.code) is not None:
            self.fill(due.code, due.occasion)
            return
        menu = QMenu(self)
        for one in self.file.offered if self.file is not None else ():
            code = one.instrument.code
            action = menu.addAction(one.instrument.name)
            action.triggered.connect(lambda _checked=False, chosen=code: self.fill(chosen))
        menu.popup(self.fill_button.mapToGlobal(self.fill_button.rect().bottomLeft()))

    def _edition(self, code: str) -> InstrumentEdition | None:
        offered = self.file.offered if self.file is not None else ()
        return next((one for one in offered if one.instrument.code == code), None)

    def fill(self, code: str, occasion: Occasion | None = None) -> None:
        """Fill an instrument; without an occasion the one that comes next."""
        edition = self._edition(code)
        if edition is None or self.file is None:
            return
        due = next((one.occasion for one in self.file.due if one.code == code), None)
        filled = any(one.code == code and one.stay_id == self.file.stay_id for one in self.file.assessments)
        usual = Occasion.REVIEW if filled else Occasion.ENTRY
        fill = ToFill(self.file.person_id, self._name, edition.instrument, occasion or due or usual)
        FillSheet(self._front, self, fill).open()
