"""Beds: the house as a floor map, who sleeps where tonight, and who has no bed yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedBoard, RoomLine, UnplacedLine
from shelter_admin.domain.changes import Area
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number, percent
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.beds.board import PrintBedList
from shelter_admin.operations.beds.over_time import NightShown, NightsToLookAt
from ui.beds.acts import Acts
from ui.beds.arranging import Arranging
from ui.beds.expected import Expected
from ui.beds.floor import Cell
from ui.beds.legend import Legend
from ui.beds.map import BedMap
from ui.beds.moving import place
from ui.beds.sheets import NewRoomsSheet
from ui.beds.side import Side
from ui.beds.timeline import Nights, Timeline
from ui.beds.tools import TagFilter, WallSheet
from ui.beds.unplaced import Unplaced
from ui.beds.view import Carried
from ui.beds.views import FUTURE, MAP, MEASURES, Views
from ui.beds.wings import WingSheet
from ui.beds.words import sex_letter
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.preview import show_paper
from ui.kit.widgets import Banner, Chips, Empty, Pill, button, row

ALL: Final = "*"
SIDE_WIDTH: Final = 264
CHIPS: Final = 36
SCROLL_BAR: Final = 14


class BedsPage(Page):
    """Wisma, rooms and beds of a night; people are given beds and moved by mouse or keyboard."""

    key: ClassVar[str] = "beds"
    finds_people: ClassVar[bool] = True
    title: ClassVar[str] = N_("Beds")
    icon: ClassVar[str] = "bed-double"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_BEDS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.BEDS, Area.RESIDENTS, Area.PRESENCE})

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.board: BedBoard | None = None
        self.wismas = Chips()
        self.wismas.chosen.connect(lambda _key: self._show_rooms())
        self.map = BedMap()
        self.side = Side(front)
        self.unplaced = Unplaced(front, may_place=front.may(Right.ASSIGN_BEDS))
        self.expected = Expected()
        self.night = Timeline(front.panti.night_of(front.now))
        self.nights = Nights(front, self.night, self._got)
        self.doing = Acts(front, self, self.map, lambda: self.board)
        self.beside = QWidget()
        self.beside.setProperty("clear", "true")
        self.arranging = Arranging(front, self, self.map, self.beside)
        self.doing.arrange = self.arranging.begin
        self.moving = Banner("info", "")
        self.moving.row.addWidget(button(_("Cancel"), self.map.let_be, tip=_("Esc")))
        self.moving.hide()
        self._tools()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._whole())
        self.stack.addWidget(_no_rooms(self))
        self.body.addWidget(self.stack, 1)
        self.views = Views(front, self.stack, self.night)
        self.tools.addWidget(self.views)
        for tool in (self.over, self.wing, self.new_rooms, self.paper):
            self.tools.addWidget(tool)
        self._connect()
        self.setFocusProxy(self.map)

    def _whole(self) -> QWidget:
        whole = QWidget()
        whole.setProperty("clear", "true")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        above = row(_wide(self.wismas), self.tags, self.wall)
        above.setStretch(0, 1)
        column.addLayout(above)
        column.addWidget(self.moving)
        column.addWidget(self.arranging.banner)
        beside = QVBoxLayout(self.beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.side)
        beside.addWidget(self.unplaced, 100)
        beside.addWidget(self.expected, 100)
        beside.addStretch(1)
        for card in (self.side, self.unplaced, self.expected):
            card.setFixedWidth(SIDE_WIDTH)
        middle = row(self.map, self.arranging.map, self.beside, spacing=12)
        for shown in (0, 1):
            middle.setStretch(shown, 1)
        column.addLayout(middle, 1)
        bottom = row(self.night, None, Legend())
        column.addLayout(bottom)
        return whole

    def _tools(self) -> None:
        self.tags = TagFilter()
        self.tags.chosen.connect(self._show_rooms)
        self.wall = button(_("Wall map…"), self.wall_sheet, icon="map", tip=_("The map on paper, for the carers' wall"))
        self.new_rooms = button(_("New rooms…"), self.new_rooms_sheet, icon="plus")
        self.new_rooms.setVisible(self.front.may(Right.EDIT_ROOMS))
        self.wing = button(_("Wing…"), self.wing_sheet, icon="building", tip=_("Open or close a wing…"))
        self.paper = button(
            _("Print the list"), self.print_list, icon="printer", tip=_("The beds of this night on paper")
        )
        self.over = Pill("", "attention")
        self.over.hide()

    def _connect(self) -> None:
        self.map.chosen.connect(self._chosen)
        self.map.opened.connect(self.doing.enter)
        self.map.carrying.connect(self._carrying)
        barred = _("That bed is taken or out of use; choose another.")
        self.map.chose_several.connect(lambda: self._chosen(self.map.current()))
        self.map.barred.connect(lambda: self.moving.words.setText(barred))
        self.map.dropped.connect(lambda carried, cell: place(self.front, self, carried, cell))
        self.side.wanted.connect(self.doing.act)
        self.night.chosen.connect(self.nights.show_night)
        self.expected.opened.connect(lambda person_id: self.front.go.emit("residents", person_id))
        self.views.turned.connect(lambda _view: self.make_stale())
        people = self.unplaced.people
        self.unplaced.asked.connect(lambda line: self.doing.suggest(_carried(line)))
        self.unplaced.picked.connect(lambda line: self.map.take_up(_carried(line)))
        people.lifted.connect(lambda line: self.map.take_up(_carried(line), by_mouse=True))
        people.moved.connect(lambda point: self.map.drag_to(self._on_map(point)))
        people.dropped.connect(lambda point: self.map.drop_at(self._on_map(point)))

    @override
    def reload(self) -> None:
        self.night.begin(self.front.panti.night_of(self.front.now))
        self.front.ask(NightsToLookAt(), self, self.night.reach)
        self.nights.read_anew()
        self.views.reload()

    @override
    def main_act(self) -> None:
        self.map.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def open_person(self, person_id: str) -> None:
        """Put the cursor on the bed somebody sleeps in, in whichever wisma it stands."""
        beds = [bed for room in (self.board.rooms if self.board else ()) for bed in room.beds]
        bed = next((bed for bed in beds if bed.person_id == person_id), None)
        if bed is not None:
            self.wismas.choose(ALL)
            self._show_rooms()
            self.map.go_to(bed.bed_id)
            self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def _got(self, shown: NightShown) -> None:
        board = shown.board
        self.expected.show_night(shown)
        self.board = board
        if self.map.carried is not None:
            self.map.let_be()
        if self.night.elsewhere:
            self.arranging.end()
        known = bool(board.rooms or board.unplaced)
        self.views.setVisible(known)
        if self.views.shown != MAP:
            self.subtitle.setText("")
            for tool in (self.over, self.wing, self.new_rooms, self.paper):
                tool.hide()
            return
        self.stack.setCurrentIndex(0 if known else 1)
        self.paper.setVisible(bool(board.rooms))
        self.paper.setEnabled(not self.night.ahead)
        for setting_up in (self.new_rooms, self.wing):
            setting_up.setVisible(bool(board.rooms) and self.front.may(Right.EDIT_ROOMS))
        self.subtitle.setText(summary(board) if board.rooms else "")
        self.over.setText("▲ " + _("{count} over").format(count=number(board.over)))
        self.over.setVisible(bool(board.over and board.rooms))
        self.wismas.offer(wisma_choices(board.rooms))
        self.tags.offer(board.rooms)
        self.wall.setVisible(bool(board.rooms) and not self.night.elsewhere)
        self.map.movable = self.front.may(Right.ASSIGN_BEDS) and not self.night.elsewhere
        self._show_rooms()
        self.unplaced.show_lines(board.unplaced, past=self.night.elsewhere)
        self.unplaced.setVisible(not self.night.ahead)
        self.expected.setVisible(self.night.ahead)

    def _show_rooms(self) -> None:
        if self.board is not None:
            wisma = self.wismas.key()
            rooms = [room for room in self.board.rooms if wisma in {ALL, room.wisma_id}]
            self.map.tag = self.tags.tag
            self.map.show_rooms(self.tags.narrowed(rooms), titled=wisma == ALL)
            self.arranging.again()

    def _chosen(self, cell: Cell | None) -> None:
        marked = [] if self.night.elsewhere else self.map.marked_beds()
        if marked:
            self.side.show_marked(marked)
        else:
            self.side.show_cell(cell, past=self.night.elsewhere)
        if self.map.carried is not None:
            self._carrying(self.map.carried)

    def _carrying(self, carried: Carried | None) -> None:
        # Under a dragging mouse nothing may shift; the name beside the pointer says enough.
        self.moving.setVisible(carried is not None and not self.map.by_mouse)
        if carried is not None:
            words = _(
                "{name}: choose a bed with the arrow keys and Enter or with the mouse; "
                "the name of a room means an extra mattress. Esc lets it be."
            )
            self.moving.words.setText(words.format(name=carried.name))

    def _on_map(self, point: QPoint) -> QPoint:
        return self.map.viewport().mapFromGlobal(point)

    def new_rooms_sheet(self) -> None:
        """Open the sheet that makes rooms."""
        known = dict.fromkeys(room.wisma for room in (self.board.rooms if self.board else ()))
        NewRoomsSheet(self.front, self, list(known)).open()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        rooms = [(N_("New rooms…"), "new_rooms_sheet"), (N_("Open or close a wing…"), "wing_sheet")]
        looks = [(N_("Free places in 30, 60, 90 days"), "show_future"), (N_("Measures of occupancy"), "show_measures")]
        papers = [(N_("Print the bed list"), "print_list"), (N_("Print the map for the wall…"), "wall_sheet")]
        return [*papers, *looks, *(rooms if front.may(Right.EDIT_ROOMS) else [])]

    def wall_sheet(self) -> None:
        """Ask how the map for the wall is to be printed: of the wisma that is shown, or of the whole house."""
        chosen = self.wismas.key()
        WallSheet(self.front, self, None if chosen == ALL else chosen).open()

    def wing_sheet(self) -> None:
        """Open the sheet that opens or closes a wing."""
        if self.board is not None and self.board.rooms:
            WingSheet(self.front, self, self.board.rooms).open()

    def show_future(self) -> None:
        """Look at free places ahead."""
        self.views.turn(FUTURE)

    def show_measures(self) -> None:
        """Look at the measures."""
        self.views.turn(MEASURES)

    def print_list(self) -> None:
        """Show the bed list of the night on paper."""

        def got(document: Document) -> None:
            show_paper(self, document)

        self.front.ask(PrintBedList(self.night.night), self, got)


def _no_rooms(page: BedsPage) -> QWidget:
    """What an empty house teaches, and the ways to begin."""
    empty = Empty(
        "bed-double",
        _("No rooms yet"),
        _("Here the house is shown as a map: every wisma, room and bed, who sleeps where and what is free. "
          "Begin with the rooms; people get their beds afterwards."),
    )  # fmt: skip
    if page.front.may(Right.EDIT_ROOMS):
        empty.offer(button(_("New rooms…"), page.new_rooms_sheet, kind="primary", icon="plus"))
    if page.front.may(Right.IMPORT):
        empty.offer(button(_("Move in from Excel"), lambda: page.front.go.emit("moving_in", ""), kind="link"))
    return empty


def _carried(line: UnplacedLine) -> Carried:
    return Carried(line.person_id, line.name)


def _wide(inner: QWidget) -> QScrollArea:
    """Let a long row of choices scroll sideways instead of widening the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner.setProperty("clear", "true")
    area.setWidget(inner)
    area.setFixedHeight(CHIPS)
    area.horizontalScrollBar().rangeChanged.connect(
        lambda _least, most: area.setFixedHeight(CHIPS + (SCROLL_BAR if most else 0))
    )
    area.viewport().setAutoFillBackground(False)
    return area


def summary(board: BedBoard) -> str:
    """``112 orang · 105 tempat · 107 %``, with the mattresses; what is over is said as it is."""
    parts = [
        n_("{count} person", "{count} people", board.occupied).format(count=number(board.occupied)),
        n_("{count} place", "{count} places", board.capacity).format(count=number(board.capacity)),
    ]
    if board.percent is not None:
        parts.append(percent(board.percent))
    if board.mattresses:
        parts.append(
            n_("{count} extra mattress", "{count} extra mattresses", board.mattresses).format(
                count=number(board.mattresses)
            )
        )
    return " · ".join(parts)


def wisma_choices(rooms: tuple[RoomLine, ...]) -> list[tuple[str, str]]:
    """All, then every wisma with its sex where all its rooms are for the same one."""
    sexes: dict[str, set[str | None]] = {}
    names: dict[str, str] = {}
    for room in rooms:
        sexes.setdefault(room.wisma_id, set()).add(room.sex)
        names[room.wisma_id] = room.wisma
    choices = [(ALL, _("All"))]
    for wisma_id, name in names.items():
        letter = sex_letter(next(iter(sexes[wisma_id]))) if len(sexes[wisma_id]) == 1 else ""
        choices.append((wisma_id, " · ".join(filter(None, (name, letter)))))
    return choices
