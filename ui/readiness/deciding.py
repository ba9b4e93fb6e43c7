"""The head's decision: ready or not yet, who was there and why; it is said when it goes against the proposal."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.readiness import BeforeDeciding, DecideExit, Grounds
from ui.kit.alerts import Sheet
from ui.kit.form import Form, NoteField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, Chips, Pill, label, row
from ui.readiness.words import heard_in_words, missing_of, proposal_in_words

READY = "ready"
NOT_YET = "not_yet"
LEAST_WIDTH = 520


class DecideSheet(Sheet):
    """The program proposes; here the head decides, either way. What was typed stays when it is refused."""

    def __init__(self, front: FrontDesk, owner: QWidget, path: PathToIndependence) -> None:
        told = _("The program proposes, the head decides. The decision keeps the figures of this moment.")
        super().__init__(_("Decision on {name}").format(name=path.name), told, parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(LEAST_WIDTH)
        self._front, self._person_id = front, path.person_id
        standing = path.decisions[0].decision_id if path.decisions else ""
        self._seen = Seen({"decision": standing})
        self._proposed = any(line.proposed for line in path.lines)
        self.choice = Chips([(READY, _("Ready to leave")), (NOT_YET, _("Not yet"))])
        self.choice.setAccessibleName(_("Decision"))
        self.choice.choose(READY if self._proposed else NOT_YET)
        self.choice.chosen.connect(lambda _key: self._warn())
        self.against = Banner("attention", _("This goes against the proposal. Say in the reason why."))
        self.names = NoteField(
            "names", _("Present at the case conference"), hint=_("Names and offices, separated by commas"), lines=2
        )
        self.reason = NoteField("reason", _("Reason"), lines=3)
        self.form = Form([self.names, self.reason], explain)
        self.heard = label(_("Case conference: …"), "small", wrap=True)
        self._lay_out(path)
        self._warn()
        front.ask(BeforeDeciding(path.person_id), self, self._show_grounds)
        self.reason.entered.connect(self.save)
        self.names.setFocus()

    def _lay_out(self, path: PathToIndependence) -> None:
        self.body.addLayout(row(Pill(*proposal_in_words(path)), None))
        self.body.addWidget(self.heard)
        missing = missing_of(path)
        if missing:
            self.body.addWidget(label("\n".join(missing), "small", wrap=True))
        self.body.addWidget(self.choice)
        self.body.addWidget(self.against)
        self.body.addWidget(self.form)
        self.offer(_("Decide"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)

    def _show_grounds(self, grounds: Grounds) -> None:
        """Say what the last case conference said, and what it was said on."""
        self.heard.setText(heard_in_words(grounds.heard))
        QTimer.singleShot(0, self, self.adjustSize)

    @property
    def ready(self) -> bool:
        """What is chosen."""
        return self.choice.key() == READY

    def save(self) -> None:
        """Decide; without names or a reason it is refused beside the field."""
        self.form.clear_errors()
        command = DecideExit(self._person_id, self.ready, self.names.value().strip(), seen=self._seen)
        self._front.do(command, self, lambda _done: self.accept(), self._refused, reason=self.reason.value().strip())

    def _warn(self) -> None:
        self.against.setVisible(self.ready != self._proposed)
        QTimer.singleShot(0, self, self.adjustSize)

    def _refused(self, failure: Failure) -> bool:
        self.form.refused(failure)
        QTimer.singleShot(0, self, self.adjustSize)
        return True
