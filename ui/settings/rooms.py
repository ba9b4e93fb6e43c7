"""Wisma and rooms: what is set up, more of it at once, and the way to the board."""

from __future__ import annotations

from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import AgeGroup
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.beds.rooms import RoomSetUp, RoomsSetUp
from shelter_admin.operations.beds.setting_up import AddRooms
from ui.kit.form import ChoiceField, NumberField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row
from ui.settings.section import KeptForm, Section

MOST_BEDS: Final = 300
AGE_NAMES: Final = {AgeGroup.CHILD: N_("children"), AgeGroup.ADULT: N_("adults"), AgeGroup.ELDERLY: N_("elderly")}


class RoomsSection(Section):
    """The rooms without the people in them, so that an administrator can set them up too."""

    key: ClassVar[str] = "rooms"
    title: ClassVar[str] = N_("Wisma and rooms")
    icon: ClassVar[str] = "bed-double"
    told: ClassVar[str] = N_("Rooms and their beds. Mattresses and single beds are looked after on the bed board.")
    needs: ClassVar[frozenset[Right]] = frozenset({Right.EDIT_ROOMS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.BEDS})
    scrolls: ClassVar[bool] = False

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.total = label("", "strong")
        self.board_button = button(_("Open the bed board"), lambda: front.go.emit("beds", "rooms"), icon="bed-double")
        self.board_button.setVisible(front.may(Right.SEE_BEDS))
        self.table = RecordsTable(_columns(), lambda room: room.room_id, _("Wisma and rooms"))
        self.table.setMinimumHeight(140)
        ages = [("", _("any age")), *((group.value, _(AGE_NAMES[group])) for group in AgeGroup)]
        self.form = KeptForm(
            self,
            [
                [
                    TextField("wisma", _("Wisma"), placeholder="Melati"),
                    TextField("rooms", _("Rooms"), placeholder="1-8"),
                    NumberField("beds_each", _("Beds per room"), least=0, most=MOST_BEDS),
                ],
                [
                    ChoiceField("sex", _("Meant for"), [("", _("men and women")), ("L", _("men")), ("P", _("women"))]),
                    ChoiceField("age_group", _("Age"), ages),
                ],
            ],
        )
        self.form.fields["beds_each"].set_value(4)
        self.plan = label("", "muted")
        self.add_button = button(_("Make the rooms"), self.add, kind="primary", icon="plus")
        self.form.changed.connect(self._preview)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addLayout(row(self.total, None, self.board_button))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(label(_("New rooms"), "strong"))
        self.add_form(self.form)
        self.body.addLayout(row(self.add_button, self.plan, None))

    @override
    def reload(self) -> None:
        self.front.ask(RoomsSetUp(), self, self._show)

    def _show(self, rooms: tuple[RoomSetUp, ...]) -> None:
        self.table.show_records(rooms)
        told = _("{rooms} rooms in {wismas} wisma, {beds} usable beds")
        self.total.setText(
            told.format(
                rooms=number(len(rooms)),
                wismas=number(len({room.wisma for room in rooms})),
                beds=number(sum(room.beds - room.blocked for room in rooms)),
            )
        )

    def _command(self) -> AddRooms:
        typed = self.form.values()
        age = AgeGroup(typed["age_group"]) if typed["age_group"] else None
        return AddRooms(typed["wisma"].strip(), typed["rooms"].strip(), typed["beds_each"], typed["sex"] or None, age)

    def _preview(self) -> None:
        try:
            planned = self._command().plan()
        except Refused:
            self.plan.setText("")
            return
        told = _("This makes {rooms} rooms with {beds} beds.")
        beds = sum(len(room.beds) for room in planned)
        self.plan.setText(told.format(rooms=number(len(planned)), beds=number(beds)))

    def add(self) -> None:
        """Make the rooms that were typed; Undo takes them back."""
        self.form.clear_errors()
        self.front.do(self._command(), self, lambda _done: self._added(), self.form.refused)

    def _added(self) -> None:
        self.form.settle({"rooms": ""})
        self.plan.setText("")


def _columns() -> list[Column[RoomSetUp]]:
    sexes = {"L": _("men"), "P": _("women")}
    return [
        Column(_("Wisma"), lambda room: room.wisma, strong=True),
        Column(_("Room"), lambda room: room.room, width=90),
        Column(_("Beds in it"), lambda room: number(room.beds), sort=lambda room: room.beds, number=True, width=110),
        Column(
            _("Blocked"),
            lambda room: number(room.blocked) if room.blocked else "",
            sort=lambda room: room.blocked,
            number=True,
            width=90,
        ),
        Column(_("Meant for"), lambda room: sexes.get(room.sex or "", _("men and women")), width=150),
        Column(_("Age"), lambda room: _(AGE_NAMES[room.age_group]) if room.age_group else _("any age"), width=120),
    ]
