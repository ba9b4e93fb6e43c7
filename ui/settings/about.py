"""What this program is, its version, and on whose work it stands."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import ClassVar

from PySide6.QtCore import qVersion

from shelter_admin.domain.words import N_, _
from ui.kit.form import plain_form
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label
from ui.settings.section import Section

PROGRAM = "shelter-admin"


class AboutSection(Section):
    """Version, licence, and what others made."""

    key: ClassVar[str] = "about"
    title: ClassVar[str] = N_("About")
    icon: ClassVar[str] = "info"
    told: ClassVar[str] = N_("Administration of one social shelter: residents, beds, gate and nights.")

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        rows = (
            (_("Shelter"), f"{front.panti.name} · {front.panti.code} · {front.panti.zone.value}"),
            (_("Version"), version()),
            (_("Runs on"), f"Python {platform.python_version()} · Qt {qVersion()}"),
            (_("Licence"), "Apache License 2.0"),
            (_("Regions"), _("Kode wilayah under the Open Database Licence (ODbL 1.0)")),
            (_("Type and icons"), "Noto Sans (SIL Open Font License 1.1) · Lucide (ISC)"),
        )
        self.body.addLayout(plain_form([(words, label(value, wrap=True)) for words, value in rows]))
        told = _("Everything that others made is listed with its licence in THIRD_PARTY.md beside the program.")
        self.body.addWidget(label(told, "small", wrap=True))
        self.body.addStretch(1)


def version() -> str:
    """The version that was installed, or of the sources it runs from."""
    try:
        return metadata.version(PROGRAM)
    except metadata.PackageNotFoundError:
        return _("from the sources")
