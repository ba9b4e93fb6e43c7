"""Somebody of the house, by name or number, in a form."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import GatePerson
from shelter_admin.domain.words import _
from shelter_admin.operations.presence.gate import GatePeople
from ui.kit.form import SuggestField
from ui.kit.frontdesk import FrontDesk

MOST_FOUND: Final = 12


class HousePersonField(SuggestField):
    """Somebody who lives here; ``person`` is whoever was picked, or the only one whom the words mean."""

    def __init__(self, front: FrontDesk) -> None:
        super().__init__("person_id", _("Resident"), placeholder=_("Name or number"))
        self._front = front
        self._only: tuple[str, str] | None = None
        self.asked.connect(self._search)

    def hold(self, person_id: str, name: str) -> None:
        """Hold somebody who is known already; the field is only read then."""
        self.pick(person_id, name)
        self.line.setReadOnly(True)

    def person(self) -> str:
        """Whoever is meant; raises Refused ``person_not_picked``."""
        if isinstance(self.key, str):
            return self.key
        if self._only is not None and self._only[0] == self.value().strip():
            return self._only[1]
        raise Refused("person_not_picked", field="person_id")

    def _search(self, typed: str) -> None:
        if typed and self.key is None:
            self._front.ask(GatePeople(typed, MOST_FOUND), self, lambda found: self._show_found(typed, found))

    def _show_found(self, typed: str, found: tuple[GatePerson, ...]) -> None:
        self._only = (typed, found[0].person_id) if len(found) == 1 else None
        self.suggest([(one.person_id, f"{one.name} · {one.number}") for one in found])
