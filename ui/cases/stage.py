"""The stage of rehabilitation in a case file: the seven stages below each other, what the next one lacks, moving on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.files import CaseFile
from shelter_admin.domain.cases.stages import (
    NEEDED,
    ORDER,
    REQUIREMENT_NAMES,
    STAGE_NAMES,
    Stage,
    StageFile,
    StageMove,
    missing_for,
)
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.staging import MoveStage
from ui.kit.alerts import ask_reason
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.widgets import button, label, row, scrolled

SIGN: Final = 18


class StageSection(QWidget):
    """The section."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.file: CaseFile | None = None
        self._may_write = front.may(Right.EDIT_CASES) and not front.read_only
        self.told: list[str] = []
        self._inner = QWidget()
        self._now: QWidget | None = None
        self._stages = QVBoxLayout(self._inner)
        self._stages.setContentsMargins(0, 0, 0, 0)
        self.to = ChoiceField("stage", _("Stage reached"), [(one, _(words)) for one, words in STAGE_NAMES.items()])
        self.move_button = button(_("Move"), self.move_on, kind="primary", icon="move-right")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(self._inner)
        column.addWidget(self._scroll, 1)
        chosen = row(self.to, self.move_button)
        chosen.setStretch(0, 1)
        column.addLayout(chosen)
        self.to.setVisible(self._may_write)
        self.move_button.setVisible(self._may_write)

    def take_focus(self) -> None:
        """Put the cursor on the stage that comes next."""
        self.to.setFocus()
        self.show_now()

    def show_nobody(self) -> None:
        """Forget whose file was shown."""
        self.file = None
        self._empty()

    def show_file(self, file: CaseFile, _name: str) -> None:
        """Show somebody's stage."""
        self.file = file
        self._empty()
        if file.stage is None:
            return
        self.to.set_value(file.stage.following or file.stage.stage)
        for stage in ORDER:
            self._add(stage, file.stage)
        self._stages.addStretch(1)
        QTimer.singleShot(0, self, self.show_now)

    def show_now(self) -> None:
        """Scroll to the stage that runs."""
        if self._now is not None:
            self._scroll.ensureWidgetVisible(self._now, 0, 0)

    def _empty(self) -> None:
        self.told = []
        self._now = None
        while self._stages.count():
            item = self._stages.takeAt(0)
            if item is None:
                continue
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _add(self, stage: Stage, file: StageFile) -> None:
        at, here = ORDER.index(stage), ORDER.index(file.stage)
        sign = (
            ("circle-check", "ok") if at < here else ("circle", "accent") if at == here else ("circle-dashed", "muted")
        )
        state = _("behind us") if at < here else _("now") if at == here else _("to come")
        move = next((one for one in file.moves if one.stage is stage), None)
        lines = [" · ".join(filter(None, (state, self._since(move, file) if at <= here else "")))]
        lines += self._lacks(stage, file) if at <= here else []
        if move is not None and move.despite and at <= here:
            lines.append(_("gone on despite it: {reason}").format(reason=move.despite))
        words = "\n".join(lines)
        self.told.append(f"{_(STAGE_NAMES[stage])}: {words}")
        line = _StageLine(_(STAGE_NAMES[stage]), words, sign)
        self._stages.addWidget(line)
        if at == here:
            self._now = line

    def _since(self, move: StageMove | None, file: StageFile) -> str:
        if move is not None:
            told = _("since {day}, by {name}")
            return told.format(day=short_date(move.from_day), name=move.by or "—")
        if not file.moves and file.since is not None:
            return _("since {day}").format(day=short_date(file.since))
        return ""

    def _lacks(self, stage: Stage, file: StageFile) -> list[str]:
        """What this stage has not brought yet; of the one that runs also what it has, each with its sign."""
        told = {True: "✓ {what}", False: "▲ " + _("lacking: {what}")}
        return [
            told[one in file.met].format(what=_(REQUIREMENT_NAMES[one]))
            for one in NEEDED[stage]
            if stage is file.stage or one not in file.met
        ]

    def move_on(self) -> None:
        """Move to the chosen stage; where something is missing, it is listed and a reason asked for."""
        if self.file is None or self.file.stage is None:
            return
        stage = self.to.value()
        missing = missing_for(stage, self.file.stage.met)
        if not missing or stage is self.file.stage.stage:
            self._move(stage, "")
            return
        listed = "\n".join(f"▲ {_(REQUIREMENT_NAMES[one])}" for one in missing)
        told = _("Still missing:\n{listed}\n\nWhy go on despite it? The reason is kept with the stage.")
        title = _("Move to: {stage}").format(stage=_(STAGE_NAMES[stage]))
        ask_reason(self, title, told.format(listed=listed), _("Move despite it"), lambda why: self._move(stage, why))

    def _move(self, stage: Stage, reason: str) -> None:
        if self.file is not None:
            self._front.do(MoveStage(self.file.person_id, stage), self, reason=reason)


class _StageLine(QWidget):
    """One stage: its sign, its name, what is known of it."""

    def __init__(self, title: str, words: str, sign: tuple[str, str]) -> None:
        super().__init__()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(title, "strong", wrap=True))
        column.addWidget(label(words, "small", wrap=True))
        whole = row(IconLabel(*sign, SIGN))
        whole.addLayout(column, 1)
        self.setLayout(whole)
        self.setAccessibleName(f"{title}: {words}")
