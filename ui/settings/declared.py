"""Declared settings as fields, each with its name, its sentence and its default; a section shows some of them."""

from __future__ import annotations

from dataclasses import Field as Declared
from dataclasses import replace
from datetime import time
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import read_clock
from shelter_admin.domain.settings import Settings, declared
from shelter_admin.domain.wording import clock, number
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.settings import SETTINGS, ChangeSettings, by_name
from ui.kit.form import Field, NumberField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import button, row
from ui.settings.section import KeptForm, Section


class DeclaredSection(Section):
    """The fields of ``lines``, those of one line side by side, saved together."""

    needs: ClassVar[frozenset[Right]] = frozenset({Right.CHANGE_SETTINGS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.PANTI})
    lines: ClassVar[tuple[tuple[str, ...], ...]]

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        known = {item.name: item for item in declared()}
        self.form = KeptForm(self, [[field_for(known[name]) for name in line] for line in self.lines])
        self.save_button = button(_("Save"), self.save, kind="primary")
        self.back_button = button(_("Take back what was typed"), self._take_back)
        self.add_form(self.form)
        self.acts = row(self.save_button, self.back_button, None)
        self.body.addLayout(self.acts)
        self.body.addStretch(1)

    @override
    def reload(self) -> None:
        self.form.offer(shown(self.front.panti.settings))
        self.was_shown()

    def was_shown(self) -> None:
        """What a section does once its fields hold what is stored."""

    def save(self) -> None:
        """Save all of them; one that is refused says so beside its field."""
        self.form.clear_errors()
        try:
            opened = typed(self.form.opened, self.front.panti.settings)
            wanted = typed(self.form.values(), opened)
        except Refused as refusal:
            self.form.refused(refusal)
            return
        command = ChangeSettings(wanted, seen=Seen(by_name(opened)))
        self.front.do(command, self, lambda _done: self._take_back(), self.form.refused)

    def _take_back(self) -> None:
        self.form.settle(shown(self.front.panti.settings))
        self.was_shown()


def field_for(item: Declared[Any]) -> Field:
    """The field of a setting: its name, its sentence, its default."""
    name, hint = _(SETTINGS[item.name]), hint_of(item)
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


def shown(settings: Settings) -> dict[str, Any]:
    """Settings as their fields hold them."""
    values = {item.name: getattr(settings, item.name) for item in declared()}
    return {name: clock(value) if isinstance(value, time) else value for name, value in values.items()}


def typed(values: dict[str, Any], before: Settings) -> Settings:
    """The settings as typed, those without a field as before; raises Refused beside a clock that cannot be read."""
    read: dict[str, Any] = {}
    for item in declared():
        value = values.get(item.name, getattr(before, item.name))
        if isinstance(item.default, time) and isinstance(value, str):
            try:
                value = read_clock(value)
            except Refused as refusal:
                raise Refused(refusal.code, field=item.name) from refusal
        read[item.name] = value.strip() if isinstance(value, str) else value
    return replace(before, **read)
