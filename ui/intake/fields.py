"""Fields of the waiting list: days, several ticks at once, the places of origin."""

from __future__ import annotations

from PySide6.QtCore import QObject

from shelter_admin.domain.words import _
from ui.kit.fields import DayField, TicksField, place_field
from ui.kit.form import SuggestField
from ui.kit.frontdesk import FrontDesk

__all__ = ["DayField", "TicksField", "origin_field"]


def origin_field(front: FrontDesk, owner: QObject) -> SuggestField:
    """A place of origin, offered as it is typed."""
    return place_field(front, owner, "origin", _("Regency or city of origin"))
