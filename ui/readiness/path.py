"""Beside the list: one person's way to living on their own, what may be written down there, and what was decided."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.path_parts import PART_NAMES
from shelter_admin.domain.readiness import BY_HAND, STATE_NAMES, Check, Criterion, State
from shelter_admin.domain.readiness_path import PathToIndependence, Station
from shelter_admin.domain.residents import Photo
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.readiness import CandidateFile, PrintPath
from shelter_admin.operations.residents import PhotoOf
from ui.kit.facts import show_anew
from ui.kit.frontdesk import FrontDesk
from ui.kit.picture import Picture
from ui.kit.preview import show_paper
from ui.kit.widgets import Card, Empty, Pill, ShortLabel, button, label, row, rule, scrolled
from ui.readiness.recording import RecordSheet
from ui.readiness.timeline import Step, Timeline
from ui.readiness.words import decision_in_words, proposal_in_words

WIDTH: Final = 260
PICTURE: Final = (42, 56)
SIGNS: Final = {
    State.MET: ("circle-check", "ok"),
    State.NOT_MET: ("circle-alert", "attention"),
    State.NOT_APPLICABLE: ("minus", "muted"),
    State.UNKNOWN: ("circle", "muted"),
}


class PathCard(Card):
    """The card of who is under the cursor; ``deciding`` asks for the head's decision."""

    deciding = Signal(object)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__("", parent, padding=12)
        self._front = front
        self._person_id = ""
        self.path: PathToIndependence | None = None
        self.setFixedWidth(WIDTH)
        self.name = ShortLabel("", "strong")
        self.under = label("", "small", wrap=True)
        self.picture = Picture(PICTURE, 28)
        self.print = button(_("Print one page"), self.print_page, kind="link")
        self.decide = button(_("Decide…"), self._decide, kind="primary")
        self.decide.setVisible(front.may(Right.DECIDE_EXIT))
        self.proposal = Pill("")
        self._area = scrolled(QWidget())
        self._views = QStackedWidget()
        self._views.addWidget(
            Empty("list-checks", _("Choose somebody"), _("Their way to living on their own stands here."))
        )
        self._views.addWidget(self._person())
        self.add(self._views)

    def _person(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.name)
        words.addWidget(self.under)
        words.addStretch(1)
        top = row(self.picture, spacing=10)
        top.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column.addLayout(top)
        column.addWidget(rule())
        column.addWidget(self._area, 1)
        column.addWidget(rule())
        column.addWidget(self.proposal)
        column.addLayout(row(self.decide, self.print, None))
        return made

    @property
    def person_id(self) -> str:
        """Who is shown, empty for nobody."""
        return self._person_id

    def show_person(self, person_id: str) -> None:
        """Ask for somebody's way."""
        self._person_id = person_id
        self._front.ask(CandidateFile(person_id), self, self._show)

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self._person_id = ""
        self.path = None
        self._views.setCurrentIndex(0)

    def print_page(self) -> None:
        """Show the way on one page of paper."""
        if self._person_id:
            self._front.ask(PrintPath(self._person_id), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def go_on(self) -> None:
        """Put the cursor on what can be done with the page: deciding, or printing it."""
        (self.decide if self.decide.isVisible() else self.print).setFocus()

    def _decide(self) -> None:
        if self.path is not None:
            self.deciding.emit(self.path)

    def _show(self, path: PathToIndependence) -> None:
        if path.person_id != self._person_id:
            return
        if path == self.path:  # somebody else changed something else: nothing here may jump
            self._views.setCurrentIndex(1)
            return
        same = self.path is not None and self.path.person_id == path.person_id
        self.path = path
        self.name.setText(path.name)
        days = n_("{count} day in the house", "{count} days in the house", path.days or 0)
        told = days.format(count=number(path.days)) if path.days is not None else _("day not known")
        self.under.setText(f"{path.number} · {told}")
        self.proposal.say(*proposal_in_words(path))
        bar = self._area.verticalScrollBar()
        at = bar.value() if same else 0
        self._show_inner(path)
        QTimer.singleShot(0, self._area, lambda: bar.setValue(at))
        self._show_photo(path)
        self._views.setCurrentIndex(1)

    def _show_inner(self, path: PathToIndependence) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        timeline = Timeline()
        timeline.show_steps([self._step(station, path) for station in path.stations])
        column.addWidget(timeline)
        for one in path.known:
            column.addWidget(label(_(PART_NAMES[one.part]), "strong", wrap=True))
            column.addWidget(label("\n".join(one.told) or "—", "small", wrap=True))
        if path.decisions:
            column.addWidget(label(_("Decided so far"), "strong", wrap=True))
            for decision in path.decisions:
                column.addWidget(label(decision_in_words(decision), "small", wrap=True))
        column.addStretch(1)
        show_anew(self._area, inner)

    def _step(self, station: Station, path: PathToIndependence) -> Step:
        sign, token = SIGNS[station.state]
        criterion = next((one for one in BY_HAND if one.value == station.step.value), None)
        act = None
        if criterion is not None and self._front.may(Right.EDIT_READINESS):
            words = _("Write down…") if station.state is State.UNKNOWN else _("Change…")
            check = path.furthest.check_of(station.code) if path.furthest is not None and station.code else None
            act = (words, lambda: self.record(criterion, path, check))
        return Step(sign, token, station.title, _(STATE_NAMES[station.state]), station.told, act)

    def record(self, criterion: Criterion, path: PathToIndependence, check: Check | None = None) -> None:
        """Write down a place to go, the plan, a case conference, or a criterion of the house."""
        RecordSheet(self._front, self, path, criterion, check).open()

    def _show_photo(self, path: PathToIndependence) -> None:
        self.picture.show_none()
        if path.photo_id is not None:
            self._front.ask(PhotoOf(path.photo_id), self, lambda photo: self._got_photo(photo, path))

    def _got_photo(self, photo: Photo, path: PathToIndependence) -> None:
        if self.path is path:
            self.picture.show_photo(photo.content)
