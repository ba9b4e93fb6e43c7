"""What dialogs with a form share: the sheet that closes once its act is saved; fields for a person, a day, an hour."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import FindResidents
from ui.kit.alerts import Sheet
from ui.kit.form import Form, SuggestField
from ui.kit.frontdesk import FrontDesk

LEAST_WIDTH: Final = 560
MOST_FOUND: Final = 12


class FormSheet(Sheet):
    """A dialog with one form; it closes only once the act is saved, and what was typed stays when it is refused."""

    def __init__(self, front: FrontDesk, owner: QWidget, title: str, told: str, yes: str) -> None:
        super().__init__(title, told, parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(LEAST_WIDTH)
        self.front = front
        self.form: Form
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)

    @abstractmethod
    def save(self) -> None:
        """Give the act of this sheet."""

    def refuse(self, failure: Failure) -> bool:
        """Say a refusal beside its field."""
        self.form.refused(failure)
        QTimer.singleShot(0, self, self.adjustSize)
        return True

    def explained(self, failure: Failure) -> str:
        """The sentence of a refusal, on the panti's clock."""
        return explain(failure, self.front.panti)


class PersonField(SuggestField):
    """Somebody, by name or number; ``key`` is the person picked from the list."""

    def __init__(self, front: FrontDesk, words: str, *, include_left: bool = True) -> None:
        super().__init__("person_id", words, placeholder=_("Name or number"))
        self._front = front
        self._include_left = include_left
        self.asked.connect(self._search)

    def _search(self, typed: str) -> None:
        if typed:
            query = FindResidents(typed, include_left=self._include_left, limit=MOST_FOUND)
            self._front.ask(query, self, self._show_found)

    def _show_found(self, found: tuple[ResidentLine, ...]) -> None:
        self.suggest([(one.person_id, f"{one.name} · {one.number}") for one in found])

    def person(self) -> str:
        """Whoever was picked; raises Refused ``person_not_picked``."""
        if not isinstance(self.key, str):
            raise Refused("person_not_picked", field="person_id")
        return self.key


def typed_day(text: str, today: date, field: str, *, empty: date | None) -> date | None:
    """The day somebody typed, ``empty`` where nothing was; raises Refused ``day_unclear``."""
    if not text.strip():
        return empty
    day = read_date(text, About.EVENT, today).when.as_day
    if day is None:
        raise Refused("day_unclear", field=field)
    return day


def typed_moment(text: str, panti: Panti, now: datetime, field: str) -> datetime:
    """The instant somebody typed as day and clock on the panti's clock, now where nothing was.

    A day alone is its beginning, so that a term never comes out longer. Raises Refused ``moment_unclear``.
    """
    if not text.strip():
        return now
    day_text, _gap, clock_text = text.strip().partition(" ")
    day = read_date(day_text, About.EVENT, panti.day_of(now)).when.as_day
    at = _clock(clock_text.strip())
    if day is None or at is None:
        raise Refused("moment_unclear", field=field)
    return datetime.combine(day, at, panti.zone.offset)


def _clock(text: str) -> time | None:
    if not text:
        return time(0, 0)
    hours, _dot, minutes = text.replace(":", ".").partition(".")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        return None
