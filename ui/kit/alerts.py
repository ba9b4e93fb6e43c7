"""The few dialogs there are: a failure no field takes, a decision, a reason, and the crash that names nobody."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Damaged, Failure, Refused
from shelter_admin.domain.words import _
from ui.kit.form import NoteField
from ui.kit.icons import IconLabel
from ui.kit.widgets import label, restyle

log = logging.getLogger(__name__)
WIDTH = 440
_crashed: list[QDialog] = []


class Sheet(QDialog):
    """A small dialog: sign, title, words, and buttons whose text says what they do."""

    def __init__(
        self, title: str, words: str, *, sign: tuple[str, str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        top = QHBoxLayout()
        top.setSpacing(14)
        if sign is not None:
            top.addWidget(IconLabel(*sign, 26), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        heading = label(title, "section", wrap=True)
        column.addWidget(heading)
        if words:
            column.addWidget(label(words, wrap=True))
        top.addLayout(column, 1)
        outer.addLayout(top)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        outer.addLayout(self.body)
        self.buttons = QDialogButtonBox()
        outer.addWidget(self.buttons)

    def grow(self) -> None:
        """Be as high as the words need that came after it was shown; Qt's own way stops at two thirds of the screen."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height()))

    def offer(self, words: str, role: QDialogButtonBox.ButtonRole, *, primary: bool = False) -> None:
        """Offer a button; the primary one is pressed by Enter."""
        made = self.buttons.addButton(words, role)
        made.setAccessibleName(words)
        if primary:
            restyle(made, "kind", "primary")
            made.setDefault(True)


def tell(owner: QWidget, error: BaseException, explain: Callable[[Failure], str]) -> None:
    """Say a failure that no field takes; our own faults go to the crash dialog."""
    if not isinstance(error, Failure):
        crash(error, owner)
        return
    titles = (_("That cannot be done"), _("Not possible at the moment"), _("The data on the disk is damaged"))
    kind = 0 if isinstance(error, Refused) else 2 if isinstance(error, Damaged) else 1
    sign = ("info", "circle-alert", "triangle-alert")[kind], ("info", "attention", "danger")[kind]
    sheet = Sheet(titles[kind], explain(error), sign=sign, parent=owner)
    sheet.offer(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
    sheet.buttons.accepted.connect(sheet.accept)
    sheet.open()


def decide(owner: QWidget, title: str, words: str, yes: str, act: Callable[[], None]) -> Sheet:
    """Ask for a decision that Undo could not take back; ``yes`` says what the button does."""
    sheet = Sheet(title, words, sign=("circle-help", "attention"), parent=owner)
    sheet.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
    sheet.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    sheet.buttons.accepted.connect(sheet.accept)
    sheet.buttons.rejected.connect(sheet.reject)
    sheet.accepted.connect(act)
    sheet.open()
    return sheet


class ReasonSheet(Sheet):
    """Asks why; what was typed stays while a sentence says what is missing."""

    def __init__(self, owner: QWidget, title: str, words: str, yes: str, given: Callable[[str], None]) -> None:
        super().__init__(title, words, sign=("pencil", "accent"), parent=owner)
        self._given = given
        self.reason = NoteField("reason", _("Reason"), hint=_("Enter begins a new line; Ctrl+Enter goes on"))
        self.reason.entered.connect(self._accept)
        self.body.addWidget(self.reason)
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.reason.setFocus()

    def _accept(self) -> None:
        if self.reason.value().strip():
            self.accept()
            self._given(self.reason.value().strip())
        else:
            self.reason.say_wrong(_("Say why."))


def ask_reason(owner: QWidget, title: str, words: str, yes: str, given: Callable[[str], None]) -> ReasonSheet:
    """Ask for a reason and go on with it."""
    sheet = ReasonSheet(owner, title, words, yes, given)
    sheet.open()
    return sheet


def where_it_broke(error: BaseException) -> str:
    """The kind of fault and the places in our code, without any value: it names nobody."""
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.replace(chr(92), '/').split('/')[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *places[-12:]])


def crash(error: BaseException, owner: QWidget | None = None) -> None:
    """Say that the program made a mistake; nothing was half-saved, and what is shown names nobody.

    One at a time: a fault that comes back with every paint does not bury the screen.
    """
    log.critical("fault: %s", where_it_broke(error).replace("\n", " < "))
    if _crashed:
        return
    sheet = Sheet(
        _("The program made a mistake"),
        _("The last act was not saved; everything before it is safe. Try again; if it comes back, pass these lines on. "
          "They hold no personal data."),
        sign=("triangle-alert", "danger"),
        parent=owner or QApplication.activeWindow(),
    )  # fmt: skip
    # Without a window below it nothing else would hold the dialog.
    _crashed.append(sheet)
    sheet.finished.connect(lambda _result: _crashed.clear())
    sheet.destroyed.connect(lambda _gone: _crashed.clear())
    lines = NoteField("lines", _("For whoever looks after the program"), lines=6)
    lines.set_value(where_it_broke(error))
    lines.note.setReadOnly(True)
    sheet.body.addWidget(lines)
    sheet.offer(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
    sheet.buttons.accepted.connect(sheet.accept)
    sheet.open()


def take_faults(error_type: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The excepthook of the program: a fault in a slot shows the crash dialog and the window goes on."""
    del error_type, trace
    if not isinstance(error, KeyboardInterrupt):
        crash(error)
