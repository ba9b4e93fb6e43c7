"""Theme and language of this computer."""

from __future__ import annotations

from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.words import ENGLISH, INDONESIAN, N_, _
from ui.kit import preferences
from ui.kit.frontdesk import FrontDesk
from ui.kit.preferences import DARK, LIGHT, SYSTEM
from ui.kit.widgets import Chips, label
from ui.settings.section import Section


class DisplaySection(Section):
    """Each choice shows at once and is kept for whoever uses this computer."""

    key: ClassVar[str] = "display"
    title: ClassVar[str] = N_("Display and language")
    icon: ClassVar[str] = "languages"
    told: ClassVar[str] = N_("These choices belong to this computer, not to the shelter, and show at once.")

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        own = preferences.current()
        self.theme = Chips([(SYSTEM, _("As the computer")), (LIGHT, _("Light")), (DARK, _("Dark"))])
        self.theme.setAccessibleName(_("Theme"))
        self.theme.chosen.connect(own.choose_theme)
        self.language = Chips([(INDONESIAN, "Indonesia"), (ENGLISH, "English")])
        self.language.setAccessibleName(_("Language"))
        self.language.chosen.connect(own.choose_language)
        for words, told, chips in (
            (_("Theme"), _("Dark is easier on the eyes at night. Default: as the computer."), self.theme),
            (_("Language"), _("Papers follow it too. Default: Indonesian."), self.language),
        ):
            self.body.addSpacing(4)
            self.body.addWidget(label(words, "strong"))
            self.body.addWidget(label(told, "small", wrap=True))
            self.body.addWidget(chips)
        self.body.addStretch(1)
        self.reload()

    @override
    def reload(self) -> None:
        own = preferences.current()
        self.theme.choose(own.theme)
        self.language.choose(own.language)
