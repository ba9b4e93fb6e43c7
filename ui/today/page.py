"""The page of the day: what it asks, with the button that does it; every figure opens the list behind it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.today import BedsToday, InAndOut, LeavingToday, RollCallToday, Task, TaskKind, Today
from shelter_admin.domain.wording import clock, day_and_date, number, percent
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.today import TodayNow
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Card, ShortLabel, Tile, button, label, scrolled
from ui.today.classes import ClassesCard
from ui.today.occupancy import OccupancyCard
from ui.today.tasks import TaskList

MINUTE = 60_000


class TodayPage(Page):
    """Tiles above, what has to be done below, the last nights beside it."""

    key: ClassVar[str] = "today"
    title: ClassVar[str] = N_("Today")
    icon: ClassVar[str] = "house"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.WORK_HERE})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {
            Area.RESIDENTS,
            Area.BEDS,
            Area.PRESENCE,
            Area.PANTI,
            Area.ACCOUNTS,
            Area.TRAINING,
            Area.READINESS,
            Area.RETURNS,
            Area.DUTY,
            Area.INTAKE,
            Area.DEPARTURES,
        }
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.beds = Tile(_("Beds"), "bed-double")
        self.presence = Tile(_("Inside now"), "door-open")
        self.roll_call = Tile(_("Night roll-call"), "moon")
        self.leaving = Tile(_("Ready to leave"), "square-check-big")
        self.tasks, self.classes = TaskList(front, self), ClassesCard(front)
        self.occupancy, self.welcome = OccupancyCard(), self._make_welcome()
        self.occupancy.hide()
        self._beside = QWidget()
        self._main, self._side = QVBoxLayout(), QVBoxLayout(self._beside)
        self._lay_out()
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self.make_stale)
        self._minute.start()

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for tile, way in (
            (self.beds, ("beds", "")),
            (self.presence, ("presence", "")),
            (self.roll_call, ("presence", "roll_call")),
            (self.leaving, ("readiness", "")),
        ):
            tile.opened.connect(lambda way=way: self.front.go.emit(*way))
            tile.hide()
            tiles.addWidget(tile, 1)
        self.body.addLayout(tiles)
        lower = QHBoxLayout()
        lower.setSpacing(16)
        self._main.setSpacing(16)
        self._side.setSpacing(16)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._main.addWidget(self.tasks, 1)
        self._main.addStretch(0)  # takes the room where everything to be done stands with the classes
        for card in (self.classes, self.occupancy, self.welcome):
            self._side.addWidget(card)
        self._side.addStretch(1)
        lower.addLayout(self._main, 7)
        lower.addWidget(scrolled(self._beside), 4)  # a small screen has no room for all of it
        self.body.addLayout(lower, 1)

    def _make_welcome(self) -> Card:
        card = Card(_("Signed in"))
        staff = self.front.staff
        card.add(ShortLabel(staff.full_name or staff.user, "strong"))
        card.add(label(_("F1 explains each page; Ctrl+K finds people, pages and acts."), "muted", wrap=True))
        if self.front.may(Right.INTAKE):
            begin = button(_("Admit somebody…"), lambda: self.front.go.emit("residents", "new"), icon="user-plus")
            card.add(begin)
        elif self.front.may(Right.QUICK_INTAKE):
            begin = button(_("Take in at night…"), lambda: self.front.go.emit("residents", "night"), icon="user-plus")
            card.add(begin)
        return card

    @override
    def reload(self) -> None:
        """Ask what the day asks."""
        self.subtitle.setText(self._day())
        self.front.ask(TodayNow(), self, self._show)

    def _day(self) -> str:
        """The panti's date and, at night, the shift on duty."""
        panti, now = self.front.panti, self.front.now
        day = day_and_date(panti.day_of(now))
        if not panti.is_night(now):
            return day
        begins, ends = clock(panti.settings.night_starts), clock(panti.settings.night_ends)
        return _("{day} · Night shift {begins}–{ends}").format(day=day, begins=begins, ends=ends)

    def _show(self, today: Today) -> None:
        self._show_beds(today.beds)
        self._show_presence(today.presence)
        self._show_roll_call(today.roll_call)
        self._show_leaving(today.leaving)
        # Who only trains comes for the classes: they stand first, where everybody else finds what has to be done.
        only_trains = today.beds is None and today.presence is None and today.classes is not None
        (self._main if only_trains else self._side).insertWidget(0, self.classes)
        self.classes.show_classes(today.classes)
        tasks = [task for task in today.tasks if not (only_trains and _stands_with_the_classes(task))]
        self.tasks.setVisible(bool(tasks) or not today.tasks)
        self._main.setStretch(self._main.count() - 1, int(self.tasks.isHidden()))
        self.tasks.show_tasks(tasks)

    def _show_beds(self, beds: BedsToday | None) -> None:
        self.beds.setVisible(beds is not None)
        self.occupancy.setVisible(beds is not None and bool(beds.nights))
        if beds is None:
            return
        share = beds.occupied / beds.capacity if beds.capacity else None
        note = _("{count} without a bed").format(count=number(beds.unplaced)) if beds.unplaced else ""
        places = _("of {count} places").format(count=number(beds.capacity))
        self.beds.say(number(beds.occupied), places, share=share, note=note)
        over = beds.occupied > beds.capacity or beds.mattresses > 0
        told = []
        if beds.percent is not None:
            told.append(percent(beds.percent))
        if beds.mattresses:
            mattresses = n_("{count} extra mattress", "{count} extra mattresses", beds.mattresses)
            told.append(mattresses.format(count=number(beds.mattresses)))
        self.beds.warn(("▲ " if over else "") + " · ".join(told), "attention" if over else "neutral")
        self.occupancy.show_nights(beds.nights)

    def _show_presence(self, presence: InAndOut | None) -> None:
        self.presence.setVisible(presence is not None)
        if presence is None:
            return
        everybody = presence.inside + presence.out
        share = presence.inside / everybody if everybody else None
        self.presence.say(number(presence.inside), _("· {count} out").format(count=number(presence.out)), share=share)
        self.presence.warn(
            "▲ " + _("{count} late").format(count=number(presence.late)) if presence.late else "", "danger"
        )

    def _show_roll_call(self, roll_call: RollCallToday | None) -> None:
        self.roll_call.setVisible(roll_call is not None)
        if roll_call is None:
            return
        counts = roll_call.counts
        due = clock(roll_call.due.astimezone(self.front.panti.zone.offset).time())
        note = ""
        if roll_call.before is not None:
            note = _("Last night {present} in bed, {away} away").format(
                present=number(roll_call.before.present), away=number(roll_call.before.away)
            )
        if roll_call.closed_by is not None:
            self.roll_call.say(number(counts.present), _("in bed"), share=1.0 if counts.on_books else None, note=note)
            self.roll_call.warn("✓ " + _("signed by {name}").format(name=roll_call.closed_by), "ok")
            return
        marked = counts.on_books - counts.unmarked
        self.roll_call.say(due, self._until(roll_call), share=marked / counts.on_books if marked else None, note=note)
        late = self.front.now >= roll_call.due and counts.unmarked > 0
        words = _("{count} not marked").format(count=number(counts.unmarked)) if late or marked else ""
        self.roll_call.warn(("▲ " if late else "") + words if words else "", "attention")

    def _show_leaving(self, leaving: LeavingToday | None) -> None:
        self.leaving.setVisible(leaving is not None)
        if leaving is None:
            return
        told = []
        if leaving.waiting:
            told.append(_("{count} waiting for the head").format(count=number(leaving.waiting)))
        if leaving.no_receiver:
            told.append(_("{count} with nowhere to go").format(count=number(leaving.no_receiver)))
        ready = leaving.decided + leaving.waiting
        share = leaving.decided / ready if ready else None
        people = n_("{count} person", "{count} people", ready).format(count="").strip()
        self.leaving.say(number(ready), people, share=share, note=" · ".join(told))
        held = n_("{count} held up by papers", "{count} held up by papers", leaving.held_by_papers)
        papers = "▲ " + held.format(count=number(leaving.held_by_papers)) if leaving.held_by_papers else ""
        self.leaving.warn(papers, "attention")

    def _until(self, roll_call: RollCallToday) -> str:
        minutes = int((roll_call.due - self.front.now).total_seconds() // 60)
        if minutes <= 0:
            return _("due now")
        hours, rest = divmod(minutes, 60)
        return _("in {hours} h {minutes} min").format(hours=hours, minutes=rest)


def _stands_with_the_classes(task: Task) -> bool:
    """Say whether the card of the classes tells this already: a class with blanks, and the button that fills them."""
    return task.kind is TaskKind.CLASS_UNMARKED and task.count > 0
