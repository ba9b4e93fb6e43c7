"""The shelter and its letterhead: what official papers carry at the top."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.regions import Region
from shelter_admin.domain.settings import Letterhead, Zone
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import RegionsLike
from shelter_admin.operations.settings import ChangeLetterhead, ChangePanti
from ui.kit.form import ChoiceField, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import button, label, row, rule
from ui.settings.section import KeptForm, Section

LOGO = QSize(96, 96)


class HouseSection(Section):
    """Name, code, place and zone for those who change settings; the letterhead for those who write letters."""

    key: ClassVar[str] = "house"
    title: ClassVar[str] = N_("Shelter and letterhead")
    icon: ClassVar[str] = "building"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.CHANGE_SETTINGS, Right.EDIT_LETTERHEAD})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.PANTI})

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self._logo = self._logo_opened = b""
        self._regency = ""
        if front.may(Right.CHANGE_SETTINGS):
            self._lay_out_details()
        if front.may(Right.CHANGE_SETTINGS) and front.may(Right.EDIT_LETTERHEAD):
            self.body.addWidget(rule())
        if front.may(Right.EDIT_LETTERHEAD):
            self._lay_out_letterhead()
        self.body.addStretch(1)

    def _lay_out_details(self) -> None:
        self.regency = SuggestField(
            "regency", _("Regency or city"), placeholder=_("Type a few letters"), hint=_("Choose it from the list.")
        )
        self.regency.asked.connect(lambda typed: self._look_up(typed) if typed else None)
        self.details = KeptForm(
            self,
            [
                TextField("name", _("Name of the shelter")),
                [
                    TextField("code", _("Short code"), hint=_("Letters and digits; file names begin with it.")),
                    ChoiceField(
                        "zone",
                        _("Time zone"),
                        [(zone, zone.value) for zone in Zone],
                        hint=_("Days and nights follow this clock."),
                    ),
                ],
                self.regency,
            ],
        )
        self.save_details = button(_("Save the shelter"), self._save_details, kind="primary")
        self.add_form(self.details)
        self.body.addLayout(row(self.save_details, None))

    def _lay_out_letterhead(self) -> None:
        self.body.addWidget(label(_("Letterhead"), "strong"))
        told = _("Stands at the top of letters and lists. Empty lines are left out.")
        self.body.addWidget(label(told, "muted", wrap=True))
        self.letterhead = KeptForm(
            self,
            [
                [TextField("government", _("Government")), TextField("agency", _("Agency"))],
                TextField("unit", _("Unit")),
                TextField("address", _("Address")),
                [
                    TextField("contact", _("Telephone, e-mail")),
                    TextField("town", _("Place of signing"), hint=_("Stands before the date.")),
                ],
            ],
        )
        self.add_form(self.letterhead)
        self.picture = label("", "muted")
        self.picture.setAccessibleName(_("Logo"))
        self.choose_logo = button(_("Choose a logo…"), self._choose_logo, icon="image")
        self.drop_logo = button(_("Without a logo"), lambda: self._show_logo(b"", typed=True))
        self.logo_error = label("", "error", wrap=True)
        self.logo_error.hide()
        self.body.addLayout(row(self.picture, self.choose_logo, self.drop_logo, None))
        self.body.addWidget(self.logo_error)
        self.body.addWidget(label(_("A PNG or JPEG picture of at most 2 MB."), "small"))
        self.save_letterhead = button(_("Save the letterhead"), self._save_letterhead, kind="primary")
        self.body.addLayout(row(self.save_letterhead, None))

    @override
    def reload(self) -> None:
        panti = self.front.panti
        if hasattr(self, "details") and not self.details.dirty:
            self.details.offer({"name": panti.name, "code": panti.code, "zone": panti.zone})
            self._regency = panti.regency
            self.regency.pick(panti.regency, panti.regency)
            self.front.ask(RegionsLike(panti.regency, 1), self, self._name_regency)
        if hasattr(self, "letterhead") and not self.letterhead.dirty:
            self._offer_letterhead(panti.letterhead)

    def _name_regency(self, found: tuple[Region, ...]) -> None:
        if found and found[0].code == self.regency.key and not self.details.dirty:
            self.regency.pick(found[0].code, found[0].name)
            self.regency.say_hint(_("Code {code}").format(code=found[0].code))

    def _look_up(self, typed: str) -> None:
        self.front.ask(
            RegionsLike(typed), self, lambda found: self.regency.suggest([(one.code, one.name) for one in found])
        )

    def _save_details(self) -> None:
        values = self.details.values()
        regency = self.regency.key if isinstance(self.regency.key, str) else values["regency"].strip()
        self.details.clear_errors()
        opened = self.details.opened
        seen = Seen({"title": opened["name"], "code": opened["code"], "regency": self._regency, "zone": opened["zone"]})
        command = ChangePanti(values["name"].strip(), values["code"].strip(), regency, values["zone"], seen=seen)
        self.front.do(command, self, lambda _done: self._settled(), self.details.refused)

    def _settled(self) -> None:
        self.details.settle({})
        self.reload()

    def _offer_letterhead(self, letterhead: Letterhead) -> None:
        self.letterhead.offer({name: getattr(letterhead, name) for name in self.letterhead.fields})
        self._logo_opened = letterhead.logo
        self._show_logo(letterhead.logo)

    def _save_letterhead(self) -> None:
        typed = {name: value.strip() for name, value in self.letterhead.values().items()}
        self.letterhead.clear_errors()
        self.logo_error.hide()
        seen = Seen({**self.letterhead.opened, "logo": self._logo_opened})
        command = ChangeLetterhead(Letterhead(**typed, logo=self._logo), seen=seen)
        self.front.do(command, self, lambda _done: self._letterhead_saved(), self._refused_letterhead)

    def _letterhead_saved(self) -> None:
        self.letterhead.settle({})
        self._offer_letterhead(self.front.panti.letterhead)

    def _refused_letterhead(self, failure: Failure) -> bool:
        if failure.field != "logo":
            return self.letterhead.refused(failure)
        self._say_logo(self.said(failure))
        return True

    def _say_logo(self, sentence: str) -> None:
        self.logo_error.setText(sentence)
        self.logo_error.setVisible(bool(sentence))

    def _choose_logo(self) -> None:
        dialog = QFileDialog(self, _("Choose a logo"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Pictures ({files})").format(files="*.png *.jpg *.jpeg")])
        dialog.fileSelected.connect(lambda name: self.take_logo(Path(name)))
        dialog.open()

    def take_logo(self, path: Path) -> None:
        """Show the picture of a file; it is saved with the letterhead."""
        self.front.run(path.read_bytes, self, lambda content: self._show_logo(content, typed=True))

    def _show_logo(self, content: bytes, *, typed: bool = False) -> None:
        self._logo = content
        self._say_logo("")
        drawn = QPixmap()
        drawn.loadFromData(content)
        if drawn.isNull():
            self.picture.setPixmap(QPixmap())
            self.picture.setText(_("No logo") if not content else _("A picture that cannot be shown"))
        else:
            self.picture.setPixmap(
                drawn.scaled(LOGO, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            )
        self.drop_logo.setVisible(bool(content))
        self.letterhead.dirty = self.letterhead.dirty or typed
