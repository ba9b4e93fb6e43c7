"""The forms of a new shelter: the house, its letterhead, its head, the place of its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import require_password, require_user
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Letterhead, Zone, require_panti, usual_zone
from shelter_admin.domain.words import _
from ui.kit.form import ChoiceField, Form, SuggestField, TextField
from ui.kit.new_password import PasswordTwice
from ui.kit.places import nearest
from ui.kit.tasks import Tasks
from ui.kit.widgets import button, label
from ui.welcome.opening import Explain

if TYPE_CHECKING:
    from shelter_admin.operations.opening import NewPanti

_KIND = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")
ENDING = ".shelter"


class Step(QWidget):
    """One step: a heading, one sentence, a form. ``require`` refuses before anybody goes on."""

    def __init__(self, heading: str, told: str, form: Form, first: QWidget) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self.form = form
        self.first = first
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(label(heading, "section"))
        self.column.addWidget(label(told, "muted", wrap=True))
        self.column.addSpacing(4)
        self.column.addWidget(form, 1)

    def require(self) -> bool:
        """Say whether one may go on; raises Refused for a field that is wrong."""
        return True


class HouseStep(Step):
    """Name, code, regency or city, zone. The code and the zone are proposed until somebody changes them."""

    def __init__(self, explain: Explain, tasks: Tasks) -> None:
        self.name = TextField("name", _("Name of the shelter"), placeholder="UPTD Panti Sosial …")
        self.code = TextField("code", _("Short code"), hint=_("Letters and digits; file names begin with it."))
        self.regency = SuggestField(
            "regency", _("Regency or city"), placeholder=_("Type a few letters"), hint=_("Choose it from the list.")
        )
        self.zone = ChoiceField(
            "zone", _("Time zone"), [(zone, zone.value) for zone in Zone], hint=_("Days and nights follow this clock.")
        )
        form = Form([self.name, [self.code, self.zone], self.regency], explain)
        super().__init__(_("The shelter"), _("All of this can be changed later under Settings."), form, self.name)
        self._tasks = tasks
        self._found: list[tuple[str, str]] = []
        self._own_code = self._own_zone = False
        self.name.changed.connect(self._propose_code)
        self.code.changed.connect(self._take_code)
        self.zone.changed.connect(self._take_zone)
        self.regency.asked.connect(self._look_up)
        self.regency.picked.connect(lambda _code: self._propose_zone())

    @property
    def regency_code(self) -> str:
        """The code that was picked, or typed, or the only one that was found."""
        if isinstance(self.regency.key, str):
            return self.regency.key
        typed = self.regency.value().strip()
        named = [code for code, words in self._found if words.casefold() == typed.casefold()]
        if typed and (named or len(self._found) == 1):
            return (named or [self._found[0][0]])[0]
        return typed

    @property
    def town(self) -> str:
        """The name of the regency or city without its kind, for the letterhead."""
        names = [words for code, words in self._found if code == self.regency_code]
        return _KIND.sub("", names[0]) if names else ""

    def suggest(self, found: Sequence[tuple[str, str]]) -> None:
        """Offer regions; a name typed out whole counts as picked."""
        self._found = list(found)
        self.regency.suggest(found)
        self._propose_zone()

    def _look_up(self, typed: str) -> None:
        def found() -> list[tuple[str, str]]:
            from shelter_admin.operations.opening import regions_like

            return [(region.code, region.name) for region in regions_like(typed)]

        if typed:
            self._tasks.on_paper(found, self, self.suggest)

    @override
    def require(self) -> bool:
        require_panti(self.name.value(), self.code.value().strip(), self.regency_code)
        return True

    def _propose_code(self) -> None:
        if not self._own_code:
            initials = "".join(word[0] if not word.isupper() else word for word in self.name.value().split())
            self.code.set_value("".join(sign for sign in initials if sign.isascii() and sign.isalnum()).upper()[:12])

    def _take_code(self) -> None:
        self._own_code = bool(self.code.value())

    def _take_zone(self) -> None:
        self._own_zone = True

    def _propose_zone(self) -> None:
        code = self.regency_code
        if re.fullmatch(r"\d{2}\.\d{2}", code):
            if not self._own_zone:
                self.zone.set_value(usual_zone(code))
            self.regency.say_hint(_("Code {code}").format(code=code))


class LetterheadStep(Step):
    """What official papers carry at the top."""

    def __init__(self, explain: Explain) -> None:
        self.fields = [
            TextField("government", _("Government"), placeholder="Pemerintah Provinsi …"),
            TextField("agency", _("Agency"), placeholder="Dinas Sosial"),
            TextField("unit", _("Unit")),
            TextField("address", _("Address")),
            TextField("contact", _("Telephone, e-mail")),
            TextField("town", _("Place of signing"), hint=_("Stands before the date.")),
        ]
        government, agency, unit, address, contact, town = self.fields
        form = Form([[government, agency], unit, address, [contact, town]], explain)
        told = _("Stands at the top of letters and lists. Empty lines are left out; a logo can be added in Settings.")
        super().__init__(_("Letterhead"), told, form, government)
        self._touched = False
        form.changed.connect(self._touch)

    def propose(self, unit: str, town: str) -> None:
        """Fill in what the first step tells, until somebody typed here."""
        if not self._touched:
            self.form.load({"unit": unit, "town": town})

    def letterhead(self) -> Letterhead:
        """The letterhead as typed."""
        return Letterhead(**{name: value.strip() for name, value in self.form.values().items()})

    def _touch(self) -> None:
        self._touched = True


class HeadStep(Step):
    """The first account: the head of the shelter."""

    def __init__(self, explain: Explain) -> None:
        self.full_name = TextField("full_name", _("Full name"), hint=_("As it stands on papers."))
        self.user = TextField("user", _("User name"), hint=_("For signing in: small letters, no spaces."))
        self.user.set_value("kepala")
        self.password = PasswordTwice(words=_("Password"))
        form = Form([[self.full_name, self.user], self.password.fields], explain)
        told = _("The first account. The head opens accounts for everybody else under Settings.")
        super().__init__(_("The head of the shelter"), told, form, self.full_name)

    @override
    def require(self) -> bool:
        require_user(self.user.value())
        require_password(self.password.first.value())
        return self.password.agreed()


class PlaceStep(Step):
    """Where the file goes."""

    def __init__(self, explain: Explain) -> None:
        self.path = TextField("path", _("File"))
        self.browse = button(_("Choose…"), self._choose)
        form = Form([self.path], explain)
        told = _(
            "One encrypted file holds everything, with a key file beside it. Put it on this computer's own disk, not "
            "on a stick and not in a shared folder. Copies are made by themselves when the program is closed."
        )
        super().__init__(_("Where the file goes"), told, form, self.path)
        line = QHBoxLayout()
        line.addWidget(self.browse)
        line.addStretch(1)
        self.column.insertLayout(self.column.count() - 1, line)
        self.column.removeWidget(form)
        self.column.insertWidget(self.column.count() - 1, form)
        self.column.addStretch(1)
        self._touched = False
        self.path.changed.connect(self._touch)

    def propose(self, code: str) -> None:
        """Propose a place called by the house's code, until somebody chose one."""
        if not self._touched:
            self.path.set_value(str(documents() / f"{code.lower()}{ENDING}"))

    def chosen(self) -> Path:
        """The place as typed."""
        return Path(self.path.value().strip()).expanduser()

    @override
    def require(self) -> bool:
        if not self.path.value().strip():
            raise Refused("store_place_missing", field="path")
        return True

    def _touch(self) -> None:
        self._touched = True

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Where the file goes"), nearest(self.path.value()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.fileSelected.connect(self._chose)
        dialog.open()

    def _chose(self, name: str) -> None:
        self._touched = True
        self.path.set_value(name)


def new_panti(house: HouseStep, letterhead: LetterheadStep, head: HeadStep) -> NewPanti:
    """What the steps ask, as the operations take it."""
    from shelter_admin.operations.opening import NewPanti

    return NewPanti(
        name=house.name.value().strip(),
        code=house.code.value().strip(),
        regency=house.regency_code,
        zone=house.zone.value(),
        user=head.user.value().strip(),
        full_name=head.full_name.value().strip(),
        letterhead=letterhead.letterhead(),
    )


def documents() -> Path:
    """The user's folder for documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def place_of(steps: Sequence[Step], field: str | None) -> int | None:
    """Which step holds a field."""
    return next((number for number, step in enumerate(steps) if field in step.form.fields), None)
