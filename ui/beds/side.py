"""Beside the map: the bed or room under the cursor, and what may be done there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import AGE_NAMES, BedLine, BedState, RoomLine
from shelter_admin.domain.residents import Photo
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.residents import PhotoOf
from ui.beds.floor import Cell
from ui.beds.words import AWAY, block_words, kept_words, room_count, room_title, sex_words, state_words, tags_words
from ui.kit.frontdesk import FrontDesk
from ui.kit.picture import Picture
from ui.kit.widgets import Card, Pill, button, label, row

MOVE: Final = "move"
LEAVE: Final = "leave"
OPEN: Final = "open"
PLACE: Final = "place"
CLEANED: Final = "cleaned"
TO_CLEAN: Final = "to_clean"
BLOCK: Final = "block"
UNBLOCK: Final = "unblock"
TAKE_AWAY: Final = "take_away"
MATTRESS: Final = "mattress"
ADD_BEDS: Final = "add_beds"
RULES: Final = "rules"
SUGGEST: Final = "suggest"
FAMILY: Final = "family"
KEEP: Final = "keep"
LET_GO: Final = "let_go"
TAGS: Final = "tags"
MOVE_ROOM: Final = "move_room"
ARRANGE: Final = "arrange"
SWAP: Final = "swap"

PICTURE: Final = (42, 56)
HALF: Final = 117  # of the card's inside; a longer button gets a line of its own
PILLS: Final = {
    BedState.OCCUPIED: "neutral",
    BedState.FREE: "ok",
    BedState.BOOKED: "info",
    BedState.TO_CLEAN: "attention",
    BedState.BLOCKED: "neutral",
    BedState.EXTRA: "danger",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One button: what it says, who may press it, and on which beds (None: on a room) it stands."""

    key: str
    words: str
    icon: str
    needs: Right
    stands: Callable[[BedLine | None], bool]
    tip: str = ""


def _in(*states: BedState) -> Callable[[BedLine | None], bool]:
    return lambda bed: bed is not None and bed.state in states


_SLEPT_IN: Final = _in(BedState.OCCUPIED, BedState.EXTRA)
_OPEN: Final = _in(BedState.FREE, BedState.TO_CLEAN)
_TAKES: Final = _in(BedState.FREE, BedState.BOOKED, BedState.TO_CLEAN)
_EMPTY: Final = _in(BedState.FREE, BedState.TO_CLEAN, BedState.BLOCKED)
TOGETHER: Final = frozenset({CLEANED, TO_CLEAN, BLOCK, UNBLOCK, TAGS})
"""What can be done with several beds at once, where it stands on each of them."""


def _kept(bed: BedLine | None) -> bool:
    return bed is not None and bed.kept is not None and bed.person_id is None


def _dirty(bed: BedLine | None) -> bool:
    return bed is not None and (bed.to_clean or bed.state is BedState.TO_CLEAN)


def _any(_bed: BedLine | None) -> bool:
    return True


def _never(_bed: BedLine | None) -> bool:
    return False


ACTS: Final = (
    Act(MOVE, N_("Move…"), "move-right", Right.ASSIGN_BEDS, _SLEPT_IN, N_("Then choose a bed on the map (M)")),
    Act(PLACE, N_("Place somebody…"), "user-plus", Right.ASSIGN_BEDS, _TAKES),
    Act(SWAP, N_("Swap these two…"), "refresh-cw", Right.ASSIGN_BEDS, _never),
    Act(CLEANED, N_("Cleaned"), "check", Right.ASSIGN_BEDS, _dirty),
    Act(LET_GO, N_("No longer keep"), "x", Right.ASSIGN_BEDS, _kept),
    Act(OPEN, N_("Open"), "user", Right.SEE_RESIDENTS, _SLEPT_IN, N_("Show this resident (Enter)")),
    Act(LEAVE, N_("Free the bed…"), "log-out", Right.ASSIGN_BEDS, _SLEPT_IN),
    Act(SUGGEST, N_("Better bed…"), "list-checks", Right.ASSIGN_BEDS, _SLEPT_IN, N_("Beds with their reasons")),
    Act(FAMILY, N_("Family…"), "users", Right.ASSIGN_BEDS, _SLEPT_IN, N_("One room for the whole family")),
    Act(KEEP, N_("Keep…"), "clock", Right.ASSIGN_BEDS, _OPEN, N_("Keep this bed for somebody until a day")),
    Act(UNBLOCK, N_("Use again"), "check", Right.EDIT_ROOMS, _in(BedState.BLOCKED)),
    Act(BLOCK, N_("Block…"), "lock", Right.EDIT_ROOMS, _OPEN),
    Act(TO_CLEAN, N_("Needs cleaning"), "brush", Right.ASSIGN_BEDS, _in(BedState.FREE)),
    Act(TAKE_AWAY, N_("Take away"), "trash-2", Right.EDIT_ROOMS, _EMPTY),
    Act(MOVE_ROOM, N_("Move all…"), "move-right", Right.ASSIGN_BEDS, lambda bed: bed is None),
    Act(MATTRESS, N_("Extra mattress…"), "plus", Right.ASSIGN_BEDS, lambda bed: bed is None),
    Act(ADD_BEDS, N_("Add beds…"), "bed-double", Right.EDIT_ROOMS, lambda bed: bed is None),
    Act(RULES, N_("Meant for…"), "users", Right.EDIT_ROOMS, lambda bed: bed is None),
    Act(ARRANGE, N_("Arrange…"), "move", Right.EDIT_ROOMS, lambda bed: bed is None, N_("Where the beds stand")),
    Act(TAGS, N_("Known for…"), "map-pin", Right.EDIT_ROOMS, _any, N_("Ground floor, near the toilet, isolation …")),
)  # fmt: skip


class Side(Card):
    """The card of the bed or room under the cursor; ``wanted`` tells which button was pressed."""

    wanted = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__("", parent, padding=12)
        self._front = front
        self.title = label("", "strong", wrap=True)
        self.picture = Picture(PICTURE, 28)
        self._photo_id: str | None = None
        self.name = label("", "strong", wrap=True)
        self.lines = label("", "muted", wrap=True)
        self.state, self.away, self.meant = Pill(""), Pill(""), Pill("")
        self.note = label("", "small", wrap=True)
        self.buttons: dict[str, QPushButton] = {act.key: self._button(act) for act in ACTS}
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.lines)
        self._who = QWidget()
        self._who.setProperty("clear", "true")
        who = row(self.picture, spacing=12)
        who.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        who.addLayout(words, 1)
        self._who.setLayout(who)
        self.add(self.title, self._who, row(self.state, self.away, self.meant, None, spacing=6), self.note, self._grid)

    def _button(self, act: Act) -> QPushButton:
        made = button(
            _(act.words),
            lambda: self.wanted.emit(act.key),
            kind="primary" if act.key in {MOVE, PLACE, UNBLOCK, MATTRESS, SWAP} else "",
            tip=_(act.tip) if act.tip else "",
        )
        made.setParent(self)
        made.setObjectName(act.key)
        made.hide()
        return made

    def show_cell(self, cell: Cell | None, *, past: bool) -> None:
        """Show a bed or room; on a past night nothing can be done but to look."""
        if cell is None:
            self.title.setText(_("No bed chosen"))
        elif cell.bed is not None:
            self._bed(cell.bed, past=past)
        else:
            self._room(cell.room)
        self._who.setVisible(cell is not None and cell.bed is not None and cell.bed.person_id is not None)
        self._lay_buttons(lambda act: cell is not None and act.stands(cell.bed) and (not past or act.key == OPEN))

    def show_marked(self, beds: Sequence[BedLine]) -> None:
        """Show several beds chosen together, and what can be done with all of them at once."""
        self.title.setText(n_("{count} bed chosen", "{count} beds chosen", len(beds)).format(count=len(beds)))
        for part in (self._who, self.state, self.away, self.meant):
            part.hide()
        self.note.setText(", ".join(bed.address for bed in beds))
        self.note.show()
        two = len(beds) == 2 and all(bed.person_id is not None for bed in beds)
        self._lay_buttons(
            lambda act: two if act.key == SWAP else act.key in TOGETHER and all(act.stands(bed) for bed in beds)
        )

    def _bed(self, bed: BedLine, *, past: bool) -> None:
        self.title.setText(bed.address)
        self.name.setText(bed.resident or _("(not shown)"))
        alias = _("called {alias}").format(alias=bed.alias) if bed.alias else ""
        number = _("No. {number}").format(number=bed.number) if bed.number else ""
        since = _("here since {date}").format(date=short_date(bed.since)) if bed.since else ""
        line = " · ".join(filter(None, (number, sex_words(bed.sex))))
        self.lines.setText("\n".join(filter(None, (alias, line, since))))
        self.state.say(state_words(bed.state), PILLS[bed.state])
        self.state.setVisible(bed.state is not BedState.OCCUPIED)
        self.away.say(_(AWAY.words) if bed.away else _("is in"), "info" if bed.away else "ok")
        self.away.setVisible(bed.person_id is not None and not past)
        self.meant.hide()
        self._show_photo(bed.photo_id)
        dirty = state_words(BedState.TO_CLEAN) if bed.to_clean and bed.state is not BedState.TO_CLEAN else ""
        note = "\n".join(filter(None, (block_words(bed), kept_words(bed), tags_words(bed), dirty)))
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _show_photo(self, photo_id: str | None) -> None:
        def got(photo: Photo) -> None:
            if photo.photo_id == self._photo_id:
                self.picture.show_photo(photo.content)

        if photo_id != self._photo_id:
            self._photo_id = photo_id
            self.picture.show_none()
            if photo_id is not None and self._front.may(PhotoOf.needs):
                self._front.ask(PhotoOf(photo_id), self, got, lambda _failure: True)

    def _room(self, room: RoomLine) -> None:
        self.title.setText(room_title(room))
        over = room.occupied > room.capacity
        self.state.say(room_count(room) + (" ▲" if over else ""), "attention" if over else "neutral")
        self.state.show()
        self.away.hide()
        meant = " · ".join(filter(None, (sex_words(room.sex), _(AGE_NAMES[room.age_group]) if room.age_group else "")))
        self.meant.say(meant or _("for anybody"), "info")
        self.meant.show()
        self.note.setVisible(over)
        self.note.setText(_("More people than places; they are counted as they are."))

    def _lay_buttons(self, stands: Callable[[Act], bool]) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        place = 0
        for act in ACTS:
            made = self.buttons[act.key]
            shown = self._front.may(act.needs) and stands(act)
            made.setVisible(shown)
            if shown:
                wide = 2 if made.sizeHint().width() > HALF else 1
                place += place % 2 if wide == 2 else 0
                self._grid.addWidget(made, place // 2, place % 2, 1, wide)
                place += wide
