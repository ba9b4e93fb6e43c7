"""The dialog that writes down what a resident was told, what they said, and keeps the scan of the paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.consent import (
    ANSWER_NAMES,
    BASIS_NAMES,
    GIVEN_BY_NAMES,
    MODE_NAMES,
    OF_AGE,
    ConsentAnswer,
    ConsentLine,
    GivenBy,
)
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.privacy.consents import RecordConsent
from shelter_admin.operations.residents.family import GuardiansOf
from ui.kit.asking import FormSheet, typed_day
from ui.kit.form import ChoiceField, Form, NoteField, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import button, label, row
from ui.privacy.fields import read_scan

WIDE = 640
SCANS = "*.pdf *.jpg *.jpeg *.png"


class ConsentSheet(FormSheet):
    """What was told, on which basis, what was said and by whom; it is added to what stood before."""

    def __init__(self, front: FrontDesk, owner: QWidget, line: ConsentLine) -> None:
        told = _("{name}: what stood before is kept; what is written here stands from now on.").format(name=line.name)
        super().__init__(front, owner, _("Notice and consent"), told, _("Write down"))
        self.setMinimumWidth(WIDE)
        self._line = line
        self.scan: bytes | None = None
        self._family: tuple[str, ...] = ()
        self._make_fields()
        self.choose = button(_("Scan of the signed paper…"), self.ask_scan, icon="scan-line")
        self.chosen = label("", "muted")
        self.form = Form(
            [[self.noticed, self.mode], self.basis, [self.answer, self.given_by], self.guardian, self.note],
            self.explained,
        )
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.choose, self.chosen, None))
        self.answer.changed.connect(self._look)
        self.given_by.changed.connect(self._look)
        self._look()
        front.ask(GuardiansOf(line.person_id), self, self._got_family)

    def _make_fields(self) -> None:
        before = self._line.consent
        self.noticed = TextField("noticed_on", _("Told on"), hint=_("Empty means not told yet; 21-11-2026"))
        noticed = before.noticed_on if before is not None else None
        self.noticed.set_value(short_date(noticed or self.front.desk.today))
        self.mode = ChoiceField("mode", _("Told how"), [(one, _(words)) for one, words in MODE_NAMES.items()])
        self.basis = ChoiceField(
            "basis", _("Basis of processing"), [(one, _(words)) for one, words in BASIS_NAMES.items()]
        )
        answers = [
            (one, _(words))
            for one, words in ANSWER_NAMES.items()
            if one is not ConsentAnswer.WITHDRAWN or (before is not None and before.answer is ConsentAnswer.GIVEN)
        ]
        self.answer = ChoiceField("answer", _("What was said"), answers)
        self.given_by = ChoiceField("given_by", _("By"), [(one, _(words)) for one, words in GIVEN_BY_NAMES.items()])
        self.guardian = SuggestField("guardian", _("Parent, guardian or agency that acts as guardian"))
        self.guardian.asked.connect(lambda _typed: self.guardian.suggest([(one, one) for one in self._family]))
        self.note = NoteField("note", _("Note"), lines=2)

    def ask_scan(self) -> None:
        """Ask for the file with the scan."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Scan of the signed paper"), documents(), _("Scans ({files})").format(files=SCANS)
        )
        if name:
            self.take_scan(Path(name))

    def take_scan(self, path: Path) -> None:
        """Read a scan from a file; it is kept with what is written down."""
        self.front.run(lambda: read_scan(path), self, lambda content: self._got_scan(path.name, content))

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            noticed = typed_day(self.noticed.value(), self.front.desk.today, "noticed_on", empty=None)
        except Refused as failure:
            self.refuse(failure)
            return
        command = RecordConsent(
            self._line.person_id,
            self.basis.value(),
            self.answer.value(),
            self.given_by.value() if self._asked else GivenBy.NOBODY,
            self.mode.value(),
            noticed,
            guardian=self._guardian(),
            note=self.note.value().strip(),
            scan=self.scan,
        )
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)

    @property
    def _asked(self) -> bool:
        return self.answer.value() is not ConsentAnswer.NOT_ASKED

    def _guardian(self) -> str:
        """The guardian who was there; one that only stands there from the family did not speak."""
        typed = self.guardian.value().strip() if self._asked else ""
        spoke = self.given_by.value() in {GivenBy.GUARDIAN, GivenBy.BOTH}
        return typed if spoke or typed not in self._family else ""

    def _got_scan(self, name: str, content: bytes) -> None:
        self.scan = content
        self.chosen.setText(name)

    def _got_family(self, found: tuple[str, ...]) -> None:
        """Offer who of the family may speak for the resident; the first stands there unless something was typed."""
        self._family = found
        if found and not self.guardian.value():
            self.guardian.pick(found[0], found[0])

    def _look(self) -> None:
        self.given_by.setEnabled(self._asked)
        child = self._line.age is not None and self._line.age < OF_AGE
        with_guardian = self.given_by.value() in {GivenBy.GUARDIAN, GivenBy.BOTH}
        self.guardian.setVisible(self._asked and (child or with_guardian))
        QTimer.singleShot(0, self, self.adjustSize)
