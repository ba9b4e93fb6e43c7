"""Every declared setting as a field with its sentence and its default."""

from __future__ import annotations

from dataclasses import Field as Declared
from dataclasses import replace
from datetime import time
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import read_clock
from shelter_admin.domain.settings import Settings, declared
from shelter_admin.domain.wording import clock, number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.settings import ChangeSettings
from ui.kit.form import Field, NumberField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import button, row
from ui.settings.section import KeptForm, Section

NAMES: Final = {
    "resident_word": N_("Word for a resident"),
    "night_starts": N_("Night shift from"),
    "night_ends": N_("Night shift until"),
    "roll_call_at": N_("Night roll-call at"),
    "morning_roll_call": N_("Morning roll-call"),
    "morning_roll_call_at": N_("Morning roll-call at"),
    "number_pattern": N_("Pattern of the number"),
    "idle_minutes": N_("Lock after minutes"),
    "runaway_days": N_("Days after running away"),
    "backup_folder": N_("Folder for copies"),
}
SIDE_BY_SIDE: Final = (
    ("resident_word", "number_pattern"),
    ("night_starts", "night_ends"),
    ("roll_call_at", "morning_roll_call_at"),
    ("morning_roll_call",),
    ("idle_minutes", "runaway_days"),
)


class RulesSection(Section):
    """The panti's own choices; each setting that is declared has its field here."""

    key: ClassVar[str] = "rules"
    title: ClassVar[str] = N_("Night and other rules")
    icon: ClassVar[str] = "moon"
    told: ClassVar[str] = N_("These choices belong to the shelter and hold on every computer that opens this store.")
    needs: ClassVar[frozenset[Right]] = frozenset({Right.CHANGE_SETTINGS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.PANTI})

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.form = KeptForm(self, arranged([field_for(item) for item in declared()]))
        self.save_button = button(_("Save"), self.save, kind="primary")
        self.folder_button = button(_("Choose a folder…"), self._choose_folder)
        self.back_button = button(_("Take back what was typed"), self._take_back)
        self.add_form(self.form)
        self.body.addLayout(row(self.save_button, self.back_button, None, self.folder_button))
        self.body.addStretch(1)

    @override
    def reload(self) -> None:
        self.form.offer(shown(self.front.panti.settings))

    def save(self) -> None:
        """Save all of them; one that is refused says so beside its field."""
        self.form.clear_errors()
        try:
            wanted = typed(self.form.values(), self.front.panti.settings)
        except Refused as refusal:
            self.form.refused(refusal)
            return
        self.front.do(ChangeSettings(wanted), self, lambda _done: self.form.settle(shown(wanted)), self.form.refused)

    def _take_back(self) -> None:
        self.form.settle(shown(self.front.panti.settings))

    def _choose_folder(self) -> None:
        held = str(self.form.fields["backup_folder"].value())
        dialog = QFileDialog(self, _("Folder for copies"), held or documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chose_folder)
        dialog.open()

    def _chose_folder(self, folder: str) -> None:
        self.form.fields["backup_folder"].set_value(folder)
        self.form.dirty = True


def field_for(item: Declared[Any]) -> Field:
    """The field of a setting: its name, its sentence, its default."""
    name, hint = _(NAMES.get(item.name, item.metadata["sentence"])), hint_of(item)
    if isinstance(item.default, bool):
        return TickField(item.name, name, hint=hint)
    if isinstance(item.default, int):
        return NumberField(item.name, name, least=item.metadata["least"], most=item.metadata["most"], hint=hint)
    return TextField(item.name, name, hint=hint)


def hint_of(item: Declared[Any]) -> str:
    """The sentence of a setting and its default."""
    default = item.default
    if isinstance(default, bool):
        words = _("yes") if default else _("no")
    elif isinstance(default, int):
        words = number(default)
    else:
        words = clock(default) if isinstance(default, time) else str(default)
    sentence = _(item.metadata["sentence"])
    return f"{sentence} {_('Default: {value}.').format(value=words)}" if words else sentence


def arranged(fields: list[Field]) -> list[Field | list[Field]]:
    """Fields that belong together side by side; a new setting stands below on a line of its own."""
    by_name = {field.name: field for field in fields}
    lines: list[Field | list[Field]] = [[by_name.pop(name) for name in names] for names in SIDE_BY_SIDE]
    return [*lines, *by_name.values()]


def shown(settings: Settings) -> dict[str, Any]:
    """Settings as their fields hold them."""
    values = {item.name: getattr(settings, item.name) for item in declared()}
    return {name: clock(value) if isinstance(value, time) else value for name, value in values.items()}


def typed(values: dict[str, Any], before: Settings) -> Settings:
    """The settings as typed; raises Refused beside a clock that cannot be read."""
    read: dict[str, Any] = {}
    for item in declared():
        value = values[item.name]
        if isinstance(item.default, time):
            try:
                value = read_clock(value)
            except Refused as refusal:
                raise Refused(refusal.code, field=item.name) from refusal
        read[item.name] = value.strip() if isinstance(value, str) else value
    return replace(before, **read)
