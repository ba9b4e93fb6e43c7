"""The nights, the words, the numbers and the copies: the shelter's own choices of every day."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from shelter_admin.domain.words import N_, _
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import button
from ui.settings.declared import DeclaredSection


class RulesSection(DeclaredSection):
    """The panti's own choices of the day and the night."""

    key: ClassVar[str] = "rules"
    title: ClassVar[str] = N_("Night and other rules")
    icon: ClassVar[str] = "moon"
    told: ClassVar[str] = N_("These choices belong to the shelter and hold on every computer that opens this store.")
    lines: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("resident_word", "number_pattern"),
        ("night_starts", "night_ends"),
        ("roll_call_at", "morning_roll_call_at"),
        ("morning_roll_call",),
        ("morning_shift_at", "afternoon_shift_at"),
        ("breakfast_at", "lunch_at", "supper_at"),
        ("leave_after_days", "leave_head_nights"),
        ("child_leave_escort",),
        ("assessment_days", "review_days"),
        ("absent_streak", "aftercare_days"),
        ("fund_sources",),
        ("idle_minutes", "runaway_days"),
        ("backup_folder",),
    )

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.folder_button = button(_("Choose a folder…"), self._choose_folder)
        self.acts.addWidget(self.folder_button)

    def _choose_folder(self) -> None:
        held = str(self.form.fields["backup_folder"].value())
        dialog = QFileDialog(self, _("Folder for copies"), held or documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chose_folder)
        dialog.open()

    def _chose_folder(self, folder: str) -> None:
        self.form.fields["backup_folder"].set_value(folder)
        self.form.dirty = True
