"""Where people of the matrix live or learn: everywhere, a wisma, one of its rooms, a class."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from shelter_admin.domain.services.ticks import PersonServices, ServiceYear
from shelter_admin.domain.words import _


class PlaceChoice(QComboBox):
    """One choice of the places where people are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Wisma, room or class"))
        self.setMinimumWidth(150)

    def offer_places_of(self, year: ServiceYear) -> None:
        """Everywhere, each wisma, each of its rooms, each class; the one held stays."""
        here = [one for one in year.people if one.here]
        wisma = sorted({one.wisma for one in here if one.wisma})
        rooms = sorted({one.place for one in here if one.room})
        classes = sorted({name for one in here for name in one.classes})
        choices = [("", _("Everywhere")), *((f"wisma:{one}", one) for one in wisma)]
        choices += [(f"room:{one}", f"  {one}") for one in rooms] + [(f"class:{one}", one) for one in classes]
        held = self.currentData()
        self.blockSignals(True)
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.setCurrentIndex(max(0, self.findData(held)))
        self.blockSignals(False)

    def holds(self, one: PersonServices) -> bool:
        """Say whether somebody is at the chosen place."""
        kind, _colon, where = str(self.currentData() or "").partition(":")
        at = {"wisma": one.wisma == where, "room": one.place == where, "class": where in one.classes}
        return at.get(kind, True)
