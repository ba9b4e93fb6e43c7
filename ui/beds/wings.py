"""Opening or closing a wing: a wisma or some of its rooms, from a day, until a day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BLOCK_NAMES, BlockKind, RoomLine, room_names
from shelter_admin.domain.capacity import CLOSINGS, Sleeper
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.capacity import CloseWing, OpenWing, SleepersOf
from ui.beds.sheets import ActSheet, typed_day
from ui.kit.form import ChoiceField, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label

CLOSE: Final = "close"
OPEN: Final = "open"
MOST_NAMED: Final = 5


class WingSheet(ActSheet):
    """Closing tells who still has a bed there and until when; opening leaves every earlier night as it was."""

    def __init__(self, front: FrontDesk, owner: QWidget, rooms: Sequence[RoomLine]) -> None:
        self._rooms = tuple(rooms)
        wismas = list(dict.fromkeys((room.wisma_id, room.wisma) for room in rooms))
        what = ChoiceField("what", _("What"), [(CLOSE, _("close")), (OPEN, _("open"))])
        wisma = ChoiceField("wisma_id", _("Wisma"), wismas)
        some = TextField("rooms", _("Rooms"), placeholder="1-8", hint=_("Empty: the whole wisma"))
        first = TextField("from_day", _("From"), placeholder=_("dd-mm-yyyy"), hint=_("Empty: from today on"))
        until = TextField("until_day", _("Until"), placeholder=_("dd-mm-yyyy"), hint=_("Empty: until further notice"))
        kind = ChoiceField("kind", _("Kind"), [(one.value, _(BLOCK_NAMES[one])) for one in CLOSINGS])
        why = NoteField("why", _("Why"), lines=2)
        words = _("Nights before that day keep the places they had.")
        fields: list[Any] = [[what, kind], wisma, some, [first, until], why]
        super().__init__(front, owner, _("Open or close a wing"), words, _("Save"), fields)
        self.sleepers = label("", "small", wrap=True)
        self.sleepers.hide()
        self.body.addWidget(self.sleepers)
        what.changed.connect(self._what_changed)

    def _what_changed(self) -> None:
        closing = self.field("what").value() == CLOSE
        for name in ("kind", "why"):
            self.field(name).setVisible(closing)
        self.sleepers.hide()
        self._grow()

    def _grow(self) -> None:
        """As tall as everything said needs; Qt would stop at two thirds of the screen."""

        def fit() -> None:
            layout = self.layout()
            if layout is not None:
                self.resize(self.width(), max(self.sizeHint().height(), layout.totalHeightForWidth(self.width())))

        QTimer.singleShot(0, self, fit)

    @override
    def command(self) -> CloseWing | OpenWing:
        """The act as typed."""
        typed = self.form.values()
        wing, days = self._wing(typed), self._days(typed)
        if typed["what"] == OPEN:
            return OpenWing(*wing, *days)
        return CloseWing(*wing, *days, BlockKind(typed["kind"]), typed["why"])

    def _wing(self, typed: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        """The wisma and the rooms of it that were written; raises Refused for one it does not have."""
        if not typed["rooms"].strip():
            return typed["wisma_id"], ()
        known = {room.room.casefold(): room.room_id for room in self._rooms if room.wisma_id == typed["wisma_id"]}
        ids = [known.get(name.casefold()) for name in room_names(typed["rooms"])]
        if None in ids:
            raise Refused("room_unknown", field="rooms")
        return typed["wisma_id"], tuple(one for one in ids if one is not None)

    def _days(self, typed: dict[str, Any]) -> tuple[Any, Any]:
        today = self.front.desk.today
        return typed_day(typed["from_day"], today, "from_day"), typed_day(typed["until_day"], today, "until_day")

    @override
    def _refused(self, failure: Failure) -> bool:
        self.sleepers.hide()
        if failure.code.startswith("wing_slept_in") and self.front.may(Right.SEE_BEDS):
            typed = self.form.values()
            question = SleepersOf(*self._wing(typed), *self._days(typed))
            self.front.ask(question, self, self._tell, lambda _failure: True)
        told = super()._refused(failure)
        self._grow()
        return told

    def _tell(self, sleepers: tuple[Sleeper, ...]) -> None:
        """Who has a bed there, and until when."""
        lines = [_told(one) for one in sleepers[-MOST_NAMED:]]
        rest = len(sleepers) - len(lines)
        if rest:
            lines.append(_("and {count} more").format(count=rest))
        self.sleepers.setText("\n".join(lines))
        self.sleepers.setVisible(bool(lines))
        self._grow()


def _told(one: Sleeper) -> str:
    if one.until is not None:
        return _("{name}, {bed}, until {day}").format(name=one.name, bed=one.address, day=short_date(one.until))
    if one.expected_exit is not None:
        told = _("{name}, {bed}, expected to leave on {day}")
        return told.format(name=one.name, bed=one.address, day=short_date(one.expected_exit))
    return _("{name}, {bed}, without an end").format(name=one.name, bed=one.address)
