"""A resident's file: what this reader may see, in tabs; the acts that belong to it above."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.residents import Photo, ResidentDetails, Status
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import PhotoOf, ResidentDetailsOf
from ui.kit import icons, theme
from ui.kit.few_lines import FewLines
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.tab_rows import TabRows
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Empty, Pill, button, row
from ui.residents.acts import FileActs
from ui.residents.more_tabs import Later, add_more
from ui.residents.tabs import HealthTab, HistoryTab, IdentityTab, SummaryTab
from ui.residents.training import TrainingTab
from ui.residents.words import STATUS_KINDS, sex_in_words, status_in_words

PHOTO = 84
HEAD_LINES = 2


class FileView(Card):
    """The file beside the list. Opening it is written in the audit, as it shows identity.

    ``widened`` asks for the whole width of the page, or for the list again; nobody's file always has the list beside
    it.
    """

    widened = Signal(bool)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._front = front
        self._person_id = ""
        self._turn_to = ""
        self.wide = False
        self.details: ResidentDetails | None = None
        self.setMinimumWidth(380)
        self._views = QStackedWidget()
        nobody = Empty("id-card", _("Nobody chosen"), _("Choose somebody in the list to read their file."))
        self._views.addWidget(nobody)
        self._sheet = QWidget()
        self._views.addWidget(self._sheet)
        self._unread = Unread()
        self._views.addWidget(self._unread)
        self.add(self._views)
        self.acts = FileActs(front, self)
        self._buttons = Flow()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._make_head())
        column.addLayout(self._make_acts())
        self._make_tabs()
        column.addLayout(self.tabs.titles)
        column.addWidget(self.tabs, 1)

    def _make_head(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(14)
        self.photo = QLabel()
        self.photo.setFixedSize(PHOTO, PHOTO)
        self.photo.setAccessibleName(_("Photo"))
        self._no_photo = IconLabel("user", "muted", 48)
        top.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._no_photo, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.name = FewLines(HEAD_LINES, "section")
        self.under = FewLines(HEAD_LINES, "muted")
        self.status = Pill("")
        # Where somebody is stays whole; a long bed or a note gives way.
        self.status.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bed = Pill("", "neutral")
        self.attention = Pill("▲ " + _("needs attention"), "attention")
        self.frozen = Pill("▲ " + _("data frozen"), "info")
        self.elsewhere = button("", self._open_kept, kind="link")
        for part in (self.name, self.under):
            words.addWidget(part)
        words.addLayout(row(self.elsewhere, None))
        words.addLayout(row(self.status, self.bed, self.attention, self.frozen, None))
        words.addStretch(1)
        top.addLayout(words, 1)
        return top

    def _make_acts(self) -> QHBoxLayout:
        """What can be done with the file, and at the end of the line how wide it is."""
        self.width_button = button("", lambda: self.widen(not self.wide))
        self.width_button.setIconSize(QSize(16, 16))
        self.width_button.setProperty("compact", "true")
        theme.current().changed.connect(self._say_width)
        self._say_width()
        made = row(spacing=6)
        made.addLayout(self._buttons, 1)
        made.addWidget(self.width_button, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def widen(self, wide: bool) -> None:
        """Take the whole page, or give the list its place again."""
        wide = wide and self._views.currentWidget() is self._sheet
        if wide != self.wide:
            self.wide = wide
            self._say_width()
            self.widened.emit(wide)

    def _say_width(self) -> None:
        told = _("Show the list again (F11)") if self.wide else _("Show the file on the whole page (F11)")
        self.width_button.setIcon(icons.icon("minimize-2" if self.wide else "maximize-2", "text", 16))
        self.width_button.setToolTip(told)
        self.width_button.setAccessibleName(told)
        self.width_button.setAccessibleDescription(told)

    def _make_tabs(self) -> None:
        self.tabs = TabRows()
        self.summary, self.identity = SummaryTab(), IdentityTab()
        self.health, self.history = HealthTab(self._front), HistoryTab(self._front)
        self.tabs.addTab(self.summary, _("In short"))
        self.tabs.addTab(self.identity, _("Identity"))
        if self._front.may(Right.SEE_HEALTH) or self._front.may(Right.SEE_HEALTH_ALERTS):
            self.tabs.addTab(self.health, _("Health"))
        self.training = TrainingTab(self._front)
        if self._front.may(Right.SEE_CLASS):
            self.tabs.addTab(self.training, _("Training"))
        self.more = add_more(self.tabs, self._front)
        self.tabs.addTab(self.history, _("History"))

    def show_person(self, person_id: str) -> None:
        """Ask for somebody's file."""
        self._person_id = person_id
        self._front.ask(ResidentDetailsOf(person_id), self, self._show, lambda why: self._not_read(why, person_id))

    def turn_to(self, key: str) -> None:
        """Turn to the tab of this key, where this reader has it, as soon as the file asked for is read."""
        self._turn_to = key

    def _turn(self, details: ResidentDetails) -> Later | None:
        """Turn to the tab that was wanted; it never asks for whoever was open before."""
        found = next((tab for tab in self.more if self._turn_to and tab.key == self._turn_to), None)
        self._turn_to = ""
        if found is None or found is self.tabs.currentWidget():
            return None
        found.hold(details)
        self.tabs.setCurrentWidget(found)
        return found

    def _not_read(self, failure: Failure, person_id: str) -> bool:
        """Nobody's file stands beside another one's line in the list."""
        shown = self.details.line.person_id if self.details is not None else ""
        if self._front.is_away(failure) and person_id == self._person_id and person_id != shown:
            self.details = None
            self._views.setCurrentWidget(self._unread)
            self.widen(False)
        return False

    @property
    def person_id(self) -> str:
        """Whose file it is, empty for nobody's."""
        return self._person_id

    def show_nobody(self) -> None:
        """Close the file."""
        self._person_id = ""
        self.details = None
        self._views.setCurrentIndex(0)
        self.widen(False)

    def refresh(self) -> None:
        """Read the open file again."""
        if self._person_id:
            self.show_person(self._person_id)

    def _show(self, details: ResidentDetails) -> None:
        if details.line.person_id != self._person_id:
            return
        self.details = details
        line = details.line
        self.name.setText(f"{line.name} · {line.alias}" if line.alias else line.name)
        years = _("{age} years").format(age=line.age_text) if line.age_text else _("age not known")
        self.under.setText(
            " · ".join([line.number, years, sex_in_words(line.sex), line.origin or _("origin not known")])
        )
        self.status.say(status_in_words(line), STATUS_KINDS[line.status])
        self.bed.setText(line.bed or _("no bed"))
        self.bed.setVisible(line.status is not Status.LEFT)
        self.attention.setVisible(bool(details.attention))
        self.frozen.setVisible(details.frozen)
        self._say_where_it_belongs(details)
        self._show_photo(line.photo_id)
        self._offer_acts(details)
        for tab in (self.summary, self.identity, self.health, self.training, self.history):
            tab.show_details(details)
        self._views.setCurrentIndex(1)
        turned = self._turn(details)
        for more in self.more:
            if more is not turned:
                more.show_details(details)

    def _say_where_it_belongs(self, details: ResidentDetails) -> None:
        """A linked file says which one is kept and opens it."""
        kept = details.belongs_to
        self.elsewhere.setVisible(kept is not None)
        if kept is not None:
            told = _("Belongs to {number} · {name}: open that file").format(number=kept.number, name=kept.name)
            self.elsewhere.setText(told)
            self.elsewhere.setAccessibleName(told)

    def _open_kept(self) -> None:
        if self.details is not None and self.details.belongs_to is not None:
            self.show_person(self.details.belongs_to.person_id)

    def _show_photo(self, photo_id: str | None) -> None:
        self.photo.hide()
        self._no_photo.show()
        if photo_id is not None:
            self._front.ask(PhotoOf(photo_id), self, self._got_photo)

    def _got_photo(self, photo: Photo) -> None:
        if self.details is None or self.details.line.photo_id != photo.photo_id:
            return
        picture = QPixmap()
        if picture.loadFromData(photo.content):
            scaled = picture.scaled(
                PHOTO * 2,
                PHOTO * 2,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(2)
            self.photo.setPixmap(scaled)
            self.photo.show()
            self._no_photo.hide()

    def _offer_acts(self, details: ResidentDetails) -> None:
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words, act, kind in self.acts.offered(details):
            made = button(words, act, kind=kind)
            made.setProperty("compact", "true")
            self._buttons.addWidget(made)
