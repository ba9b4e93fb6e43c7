"""Setting up on screen: new rooms with a preview, more beds, whom a room is for, beds out of use."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from typing_extensions import override

from shelter_admin.domain.beds import AGE_NAMES, BLOCK_NAMES, AgeGroup, BedLine, BlockKind, RoomLine
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.beds.setting_up import AddBeds, AddRooms, BlockBeds, ChangeRoom
from shelter_admin.operations.desk import Command
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from ui.beds.moving import grow
from ui.beds.words import room_title
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Field, Form, NoteField, NumberField, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label

SHOWN_ROOMS = 6


def sex_choices() -> list[tuple[str, str]]:
    """For anybody, men or women."""
    return [("", _("men and women")), ("L", _("men")), ("P", _("women"))]


def age_choices() -> list[tuple[str, str]]:
    """For any age or one group."""
    return [("", _("any age")), *((group.value, _(AGE_NAMES[group])) for group in AgeGroup)]


def typed_day(text: str, today: date, field: str) -> date | None:
    """The day somebody typed, None where nothing was; raises Refused ``day_unclear``."""
    if not text.strip():
        return None
    day = read_date(text, About.EVENT, today).when.as_day
    if day is None:
        raise Refused("day_unclear", field=field)
    return day


class ActSheet(Sheet):
    """A sheet with a form and one act; a refusal is said beside its field and what was typed stays."""

    def __init__(self, front: FrontDesk, owner: QWidget, title: str, words: str, yes: str, fields: Any) -> None:
        super().__init__(title, words, parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.front = front
        self.form = Form(fields, explain)
        self.body.addWidget(self.form)
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)

    @abstractmethod
    def command(self) -> Command[Any]:
        """The act as typed; raises Refused beside the field that is unclear."""

    def field(self, name: str) -> Field:
        """One of the fields."""
        return self.form.fields[name]

    def _try(self) -> None:
        self.form.clear_errors()
        try:
            command = self.command()
        except Failure as failure:
            self._refused(failure)
            return
        self.front.do(command, self, lambda _done: self.accept(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self.form.refused(failure)
        grow(self)
        return True


class NewRoomsSheet(ActSheet):
    """Many rooms at once, with what would be made shown while typing."""

    def __init__(self, front: FrontDesk, owner: QWidget, wismas: list[str]) -> None:
        wisma = SuggestField("wisma", _("Wisma"), placeholder=_("for example Melati"))
        wisma.suggest([(name, name) for name in wismas])
        rooms = TextField("rooms", _("Rooms"), placeholder="1-8", hint=_("A row like 1-8, or names: 1, 2, 5, A"))
        beds = NumberField("beds_each", _("Beds in each room"), least=0, most=300)
        beds.set_value(4)
        sex = ChoiceField("sex", _("Meant for"), sex_choices())
        age = ChoiceField("age_group", _("Ages"), age_choices())
        opened = TextField(
            "opened_on", _("In use since"), placeholder=_("dd-mm-yyyy"), hint=_("Empty: they were always there")
        )
        super().__init__(
            front, owner, _("New rooms"), "", _("Make the rooms"), [[wisma, rooms], [beds, opened], [sex, age]]
        )
        self.preview = label("", "muted", wrap=True)
        self.preview.setMinimumHeight(44)
        self.body.addWidget(self.preview)
        self.form.changed.connect(self._look)
        self._look()

    @override
    def command(self) -> AddRooms:
        """The rooms as typed."""
        typed = self.form.values()
        return AddRooms(
            typed["wisma"].strip(),
            typed["rooms"],
            typed["beds_each"],
            typed["sex"] or None,
            AgeGroup(typed["age_group"]) if typed["age_group"] else None,
            typed_day(typed["opened_on"], self.front.desk.today, "opened_on"),
        )

    def _look(self) -> None:
        try:
            plan = self.command().plan()
        except Refused as refused:
            typed = self.field(refused.field).value() if refused.field in self.form.fields else ""
            self.preview.setText(explain(refused) if typed else _("Shown here: the rooms that will be made."))
            return
        beds = sum(len(room.beds) for room in plan)
        names = ", ".join(f"{room.wisma} {room.room}" for room in plan[:SHOWN_ROOMS])
        rest = " …" if len(plan) > SHOWN_ROOMS else ""
        counted = n_("{count} room", "{count} rooms", len(plan)).format(count=len(plan))
        self.preview.setText(
            _("{rooms} with {beds} beds: {names}").format(rooms=counted, beds=beds, names=names + rest)
        )


class AddBedsSheet(ActSheet):
    """More beds in a room from a day on."""

    def __init__(self, front: FrontDesk, owner: QWidget, room: RoomLine) -> None:
        self._room = room
        count = NumberField("count", _("How many beds"), least=1, most=300)
        count.set_value(1)
        opened = TextField("opened_on", _("In use since"), placeholder=_("dd-mm-yyyy"), hint=_("Empty: from today on"))
        words = _("Earlier nights keep the number of places they had.")
        title = _("Add beds to {room}").format(room=room_title(room))
        super().__init__(front, owner, title, words, _("Add"), [[count, opened]])

    @override
    def command(self) -> AddBeds:
        """The beds as typed."""
        typed = self.form.values()
        day = typed_day(typed["opened_on"], self.front.desk.today, "opened_on")
        return AddBeds(self._room.room_id, typed["count"], day)


class RulesSheet(ActSheet):
    """Whom a room is meant for."""

    def __init__(self, front: FrontDesk, owner: QWidget, room: RoomLine) -> None:
        self._room = room
        sex = ChoiceField("sex", _("Meant for"), sex_choices())
        age = ChoiceField("age_group", _("Ages"), age_choices())
        words = _("Who does not fit is still taken in when a reason is given.")
        super().__init__(front, owner, room_title(room), words, _("Save"), [[sex, age]])
        self.form.load({"sex": room.sex or "", "age_group": room.age_group.value if room.age_group else ""})

    @override
    def command(self) -> ChangeRoom:
        """The rules as chosen."""
        typed = self.form.values()
        group = AgeGroup(typed["age_group"]) if typed["age_group"] else None
        seen = Seen({"sex": self._room.sex, "age_group": self._room.age_group})
        return ChangeRoom(self._room.room_id, typed["sex"] or None, group, seen=seen)


class BlockSheet(ActSheet):
    """Beds out of use: what is the matter, from when, until when, and why."""

    def __init__(self, front: FrontDesk, owner: QWidget, beds: Sequence[BedLine]) -> None:
        self._beds = tuple(beds)
        kind = ChoiceField("kind", _("What is the matter"), [(one.value, _(BLOCK_NAMES[one])) for one in BlockKind])
        why = NoteField("why", _("Why"), lines=2)
        first = TextField("from_day", _("From"), placeholder=_("dd-mm-yyyy"), hint=_("Empty: from today on"))
        until = TextField(
            "until_day", _("Until"), placeholder=_("dd-mm-yyyy"), hint=_("Empty: until it is taken into use again")
        )
        words = _("From that day on it is no place; earlier nights keep it.")
        named = beds[0].address if len(beds) == 1 else n_("{count} bed", "{count} beds", len(beds))
        title = _("Block {bed}").format(bed=named.format(count=len(beds)))
        super().__init__(front, owner, title, words, _("Block"), [kind, [first, until], why])

    @override
    def command(self) -> BlockBeds:
        """The block as typed."""
        typed, today = self.form.values(), self.front.desk.today
        first = typed_day(typed["from_day"], today, "from_day")
        until = typed_day(typed["until_day"], today, "until_day")
        beds = tuple(bed.bed_id for bed in self._beds)
        return BlockBeds(beds, typed["why"], first, until, BlockKind(typed["kind"]))
