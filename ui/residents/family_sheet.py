"""The dialog that writes down somebody of a resident's family."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.family import RELATION_NAMES, YOUNGER, Kin, Relative, phone_in_words
from shelter_admin.domain.residents import ResidentDetails, ResidentLine
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import FindResidents, RegionsLike
from shelter_admin.operations.residents.family import AddRelative, EditRelative, parts_of
from ui.kit.form import ChoiceField, Form, NoteField, SuggestField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.residents.dialogs import PersonSheet
from ui.residents.scan_folder import shortened

WIDE: Final = 620
MOST_FOUND: Final = 8
NAME_SHOWN: Final = 24


class RelativeSheet(PersonSheet):
    """Add somebody of the family, a resident picked from the list or somebody outside; or change what is written."""

    def __init__(
        self, front: FrontDesk, details: ResidentDetails, owner: QWidget, relative: Relative | None = None
    ) -> None:
        title = _("Somebody of the family") if relative is None else _("Change of a relative")
        told = _("A relation between two residents stands in both files.") if relative is None else ""
        super().__init__(front, details, owner, (title, told, _("Save")))
        self.setMinimumWidth(WIDE)
        self._relative = relative
        self._make_fields(_whose(details, relative))
        shown: list[Any] = [[self.who, self.relation], [self.phone, self.region], self.address]
        self.form = Form(
            [*shown, self.guardian, self.head, self.emergency, self.note], lambda failure: explain(failure, front.panti)
        )
        self.body.addWidget(self.form)
        self.who.asked.connect(self._find_resident)
        self.region.asked.connect(self._find_region)
        for field in (self.who, self.relation):
            field.changed.connect(self._look)
        if relative is not None:
            self._load(relative)
        self._look()
        (self.who if relative is None else self.relation).setFocus()

    def _make_fields(self, owner_name: str) -> None:
        self.who = SuggestField("full_name", _("Name"), placeholder=_("Write or choose"))
        relations = [(relation, _(words)) for relation, words in RELATION_NAMES.items()]
        self.relation = ChoiceField(
            "relation", _("Is to {name}").format(name=shortened(owner_name, NAME_SHOWN)), relations
        )
        self.phone = TextField("phone", _("Telephone"), placeholder="0812-3456-7890")
        self.region = SuggestField("region_code", _("Regency or city"), placeholder=_("Type a few letters"))
        self.address = TextField("address", _("Address"))
        self.guardian = TickField("guardian", _("Guardian"))
        self.head = TickField("head_of_family", _("Head of the family"))
        self.emergency = TickField("emergency", _("To be called in an emergency"))
        self.note = NoteField("note", _("Note"), lines=2)

    def _load(self, relative: Relative) -> None:
        kin = relative.kin
        shown = parts_of(kin)
        self.form.load({**shown, "phone": phone_in_words(kin.phone), "full_name": self._who(relative)})
        self.region.pick(kin.region_code, "")
        if kin.region_code:
            self._find_region(kin.region_code)
        if kin.other_id is not None:
            self.who.setEnabled(False)

    def _who(self, relative: Relative) -> str:
        """Who is something to somebody: in a file that only mirrors the relation, the one whose file it is."""
        return self.details.line.name if relative.mirrored else relative.name

    @property
    def _other_id(self) -> str | None:
        """The resident who was picked, None for somebody outside."""
        if self._relative is not None:
            return self._relative.kin.other_id
        return self.who.key if isinstance(self.who.key, str) else None

    def _look(self) -> None:
        """A resident needs no telephone; with a child or ward the marks mean the one whose file is open."""
        inside = self._other_id is not None
        for field in (self.phone, self.address, self.region):
            field.setVisible(not inside)
        turned = inside and self._relative is None and self.relation.value() in YOUNGER
        name = self.details.line.name
        self.guardian.box.setText(_("{name} is the guardian").format(name=name) if turned else _("Guardian"))
        self.head.box.setText(
            _("{name} is the head of the family").format(name=name) if turned else _("Head of the family")
        )
        self.emergency.setVisible(not turned)
        QTimer.singleShot(0, self, self.adjustSize)

    def _find_resident(self, typed: str) -> None:
        if typed and self._relative is None:
            self.front.ask(FindResidents(typed, limit=MOST_FOUND), self, self._found)

    def _found(self, lines: tuple[ResidentLine, ...]) -> None:
        others = [one for one in lines if one.person_id != self.person_id]
        self.who.suggest([(one.person_id, f"{one.name} · {one.number}") for one in others])

    def _find_region(self, typed: str) -> None:
        if typed:
            self.front.ask(RegionsLike(typed), self, self._found_region)

    def _found_region(self, found: Any) -> None:
        kept = self.region.key
        if kept is not None and not self.region.value():
            self.region.pick(kept, next((one.name for one in found if one.code == kept), str(kept)))
        else:
            self.region.suggest([(one.code, one.name) for one in found])

    @override
    def save(self) -> None:
        """Give what was typed; a telephone number that cannot be read stays with its sentence."""
        self.form.clear_errors()
        values = self.form.values()
        picked = self.region.key if isinstance(self.region.key, str) and values["region_code"].strip() else None
        if values["region_code"].strip() and picked is None and not self.region.isHidden():
            self.form.refused(Refused("origin_unclear", field="region_code"))
            return
        typed = {**values, "region_code": picked}
        if self._relative is None:
            other = self._other_id
            given = {**typed, "full_name": "" if other else typed["full_name"]}
            if other:
                given |= {"phone": "", "address": "", "region_code": None}
            command: Any = AddRelative(person_id=self.person_id, other_id=other, **given)
        else:
            command = self._changed(typed, self._relative.kin)
        self.front.do(command, self, lambda _done: self.accept(), self._refused)

    def _changed(self, typed: dict[str, Any], before: Kin) -> EditRelative:
        shown = parts_of(before)
        if typed["phone"] == phone_in_words(before.phone):
            typed["phone"] = before.phone
        if before.other_id is not None:
            typed["full_name"] = shown["full_name"]
        return EditRelative(relative_id=self._relative.relative_id if self._relative else "", **typed, seen=Seen(shown))

    def _refused(self, failure: Failure) -> bool:
        return self.form.refused(failure)


def _whose(details: ResidentDetails, relative: Relative | None) -> str:
    """To whom the relation is told: the one it is kept with."""
    return relative.name if relative is not None and relative.mirrored else details.line.name
