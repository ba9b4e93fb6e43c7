"""The tab of permission: leave passes by their state, standing permissions; each act by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.leave_passes import LeavePass, PassStanding, acts_as_head
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.standing_permissions import StandingPermission
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.passes import (
    ApproveLeave,
    CancelLeave,
    LeavePasses,
    PrintLeavePass,
    RefuseLeave,
)
from ui.kit.alerts import ask_reason
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.search import SearchLine
from ui.kit.widgets import Chips, Empty, button, label, row
from ui.presence.outside import MiddleDelegate
from ui.presence.pass_sheets import RULES, AskLeaveSheet
from ui.presence.pass_words import about, hour, state_token, state_words
from ui.presence.standing import StandingList

MINUTE: Final = 60_000
BED_COLUMN: Final = 3
RUNNING: Final = "running"
ASKED: Final = "asked"
OVERDUE: Final = "overdue"
OVER: Final = "over"
STANDING: Final = "standing"
SHOWN: Final = {
    RUNNING: frozenset({PassStanding.OVERDUE, PassStanding.AWAY, PassStanding.ASKED, PassStanding.APPROVED}),
    ASKED: frozenset({PassStanding.ASKED}),
    OVERDUE: frozenset({PassStanding.OVERDUE}),
    OVER: frozenset({PassStanding.BACK, PassStanding.UNUSED, PassStanding.REFUSED, PassStanding.CANCELLED}),
}
ORDER: Final = {standing: at for at, standing in enumerate(PassStanding)}


def columns(front: FrontDesk, *, with_name: bool = True) -> list[Column[Any]]:
    """The columns of a list of passes; in somebody's own file only those that fit beside it."""

    def panti() -> Panti:
        return front.panti

    state: Column[Any] = Column(
        _("State"),
        lambda leave: state_words(leave, front.now),
        width=136,
        look=lambda leave: state_token(leave, front.now),
        sort=lambda leave: ORDER[leave.standing(front.now)],
    )
    back: Column[Any] = Column(
        _("Back"), lambda leave: hour(leave.asked.until_at, panti()), width=104, sort=lambda leave: leave.asked.until_at
    )
    if not with_name:
        return [state, Column(_("Destination"), lambda leave: leave.asked.destination or "—"), back]
    return [
        state,
        Column(_("Name"), lambda leave: leave.name, strong=True),
        Column(_("Number"), lambda leave: leave.number, width=92, look=lambda _leave: "muted"),
        Column(p_("heading", "Bed"), lambda leave: leave.bed or "—", width=112),
        Column(_("Destination"), lambda leave: leave.asked.destination or "—", width=190),
        Column(
            _("Leaves"), lambda leave: hour(leave.asked.from_at, panti()), width=104, sort=lambda one: one.asked.from_at
        ),
        back,
        Column(p_("heading", "Pass"), lambda leave: leave.code, width=116, look=lambda _leave: "muted"),
    ]


def _how_many(passes: Sequence[LeavePass], now: datetime, standings: Set[PassStanding]) -> str:
    return number(sum(leave.standing(now) in standings for leave in passes))


def choices(
    passes: Sequence[LeavePass], now: datetime, permissions: Sequence[StandingPermission]
) -> list[tuple[str, str]]:
    """What may be shown, each with how many there are."""
    return [
        (RUNNING, _("Running · {count}").format(count=_how_many(passes, now, SHOWN[RUNNING]))),
        (ASKED, _("To decide · {count}").format(count=_how_many(passes, now, SHOWN[ASKED]))),
        (OVERDUE, _("Overdue · {count}").format(count=_how_many(passes, now, SHOWN[OVERDUE]))),
        (OVER, _("Over")),
        (STANDING, _("Standing · {count}").format(count=number(len(permissions)))),
    ]


def summary(passes: Sequence[LeavePass], now: datetime) -> str:
    """The page's subtitle."""
    return _("Passes · {asked} to decide, {away} away, {late} overdue").format(
        asked=_how_many(passes, now, SHOWN[ASKED]),
        away=_how_many(passes, now, {PassStanding.AWAY, PassStanding.OVERDUE}),
        late=_how_many(passes, now, SHOWN[OVERDUE]),
    )


class PassActs(QObject):
    """What may be done with one pass: approve, refuse, cancel, print; each says what it lacks in a sentence."""

    def __init__(self, front: FrontDesk, owner: QWidget, say: Callable[[str], None]) -> None:
        super().__init__(owner)
        self.front, self.owner, self._say = front, owner, say

    def may_decide(self, leave: LeavePass | None) -> bool:
        """Say whether this pass waits for a decision that this user may give."""
        asked = leave is not None and leave.standing(self.front.now) is PassStanding.ASKED
        return asked and self.front.may(Right.APPROVE_LEAVE)

    def may_cancel(self, leave: LeavePass | None) -> bool:
        """Say whether nobody has gone out with it yet."""
        open_ = leave is not None and leave.standing(self.front.now) in {PassStanding.ASKED, PassStanding.APPROVED}
        return open_ and self.front.may(Right.ASK_LEAVE)

    def may_print(self, leave: LeavePass | None) -> bool:
        """Say whether there is a paper of it."""
        there = {PassStanding.APPROVED, PassStanding.AWAY, PassStanding.OVERDUE}
        return leave is not None and leave.standing(self.front.now) in there and self.front.may(Right.ASK_LEAVE)

    def approve(self, leave: LeavePass, despite: str = "") -> None:
        """Approve it; against a rule the head is asked why."""
        self._say("")
        self.front.do(
            ApproveLeave(leave.pass_id, despite), self.owner, None, lambda failure: self._refused(leave, failure)
        )

    def refuse(self, leave: LeavePass) -> None:
        """Ask why, and refuse it."""
        self._say("")
        title = _("Refuse the pass of {name}").format(name=leave.name)
        ask_reason(self.owner, title, "", _("Refuse"), lambda why: self._refuse(leave, why))

    def _refuse(self, leave: LeavePass, why: str) -> None:
        self.front.do(RefuseLeave(leave.pass_id, why), self.owner, None, self._told)

    def cancel(self, leave: LeavePass) -> None:
        """Cancel it; undo brings it back."""
        self._say("")
        self.front.do(CancelLeave(leave.pass_id), self.owner, None, self._told)

    def print_paper(self, leave: LeavePass) -> None:
        """Show the pass on paper."""
        self.front.ask(PrintLeavePass(leave.pass_id), self.owner, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self.owner, paper)

    def _refused(self, leave: LeavePass, failure: Failure) -> bool:
        head = acts_as_head(self.front.staff, self.front.panti.day_of(self.front.now))
        if failure.code in RULES and head:
            title = _("Allow it despite the rule?")
            words = explain(failure, self.front.panti)
            ask_reason(self.owner, title, words, _("Allow"), lambda why: self.approve(leave, why))
            return True
        return self._told(failure)

    def _told(self, failure: Failure) -> bool:
        self._say(explain(failure, self.front.panti))
        return True


class PassesTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.passes: tuple[LeavePass, ...] = ()
        self.standing = StandingList(front)
        self.chips = Chips(choices((), front.now, ()))
        self.chips.setAccessibleName(_("Which passes are shown"))
        self.search = SearchLine(_("Name or number"), _("Search by name or number"))
        self.table = RecordsTable(columns(front), lambda leave: leave.pass_id, _("Leave passes"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(0, self._pills)
        self._beds = MiddleDelegate(self)
        self.table.setItemDelegateForColumn(BED_COLUMN, self._beds)
        self.empty = Empty(
            "calendar",
            _("Nobody has a pass"),
            _("A pass says who may be away from when until when. Once it is approved, the gate knows it by itself."),
        )
        self.note = label("", "small", wrap=True)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.acts = PassActs(front, self, self._say_wrong)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.ask_button = button(_("Ask for a pass…"), self.ask, icon="plus", tip="Ctrl+N")
        self.ask_button.setVisible(self.front.may(Right.ASK_LEAVE))
        self.cancel_button = button(_("Cancel the pass"), lambda: self._with(self.acts.cancel), tip=_("Delete"))
        self.refuse_button = button(_("Refuse…"), lambda: self._with(self.acts.refuse), tip=_("Delete"))
        self.print_button = button(_("Print"), lambda: self._with(self.acts.print_paper), icon="printer")
        self.approve_button = button(
            _("Approve"), lambda: self._with(self.acts.approve), kind="primary", icon="check", tip=_("Enter")
        )

    def _lay_out(self) -> None:
        above = row(self.chips, self.search, self.ask_button)
        above.setStretch(1, 1)
        below = row(self.note, self.cancel_button, self.refuse_button, self.print_button, self.approve_button)
        below.setStretch(0, 1)
        lay_out_list(self, above, (self.table, self.empty, self.standing), (self.error, below))
        self.standing.hide()

    def _connect(self) -> None:
        self.search.rested.connect(self._show)
        self.search.returnPressed.connect(self.take_focus)
        self.chips.chosen.connect(lambda _key: self._chosen())
        self.table.chosen.connect(lambda _leave: self._offer())
        self.table.opened.connect(self._main_act)
        self.table.installEventFilter(self)
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self.ask)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._show)
        self._minute.start()

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        (self.standing.table if self._at_standing else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the passes and the standing permissions."""
        self.front.ask(LeavePasses(), self, self._got)
        self.standing.reload(self._count_standing)

    def ask(self) -> None:
        """Ask for a pass, or give a standing permission where those are shown."""
        if self._at_standing:
            self.standing.allow()
        elif self.front.may(Right.ASK_LEAVE):
            AskLeaveSheet(self.front, self).open()

    def show_standing(self) -> None:
        """Show the standing permissions."""
        self.chips.choose(STANDING)
        self._chosen()

    @property
    def current(self) -> LeavePass | None:
        """The pass under the cursor."""
        return self.table.current()

    @property
    def _at_standing(self) -> bool:
        return self.chips.key() == STANDING

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._with(self.acts.refuse if self.acts.may_decide(self.current) else self.acts.cancel)
            return True
        return super().eventFilter(watched, event)

    def _main_act(self, leave: LeavePass) -> None:
        if self.acts.may_decide(leave):
            self.acts.approve(leave)
        elif self.acts.may_print(leave):
            self.acts.print_paper(leave)

    def _with(self, act: Callable[[LeavePass], None]) -> None:
        if self.current is not None:
            act(self.current)

    def _got(self, passes: tuple[LeavePass, ...]) -> None:
        self.passes = passes
        self._show()

    def _chosen(self) -> None:
        self._show()
        self.take_focus()

    def _found(self) -> list[LeavePass]:
        now, typed = self.front.now, self.search.typed()
        kept = SHOWN.get(self.chips.key(), frozenset())
        found = [
            leave
            for leave in self.passes
            if leave.standing(now) in kept and typed in f"{leave.name} {leave.number} {leave.code}".casefold()
        ]
        return sorted(found, key=lambda leave: (ORDER[leave.standing(now)], leave.asked.from_at))

    def _show(self) -> None:
        self._say_wrong("")
        self.chips.offer(choices(self.passes, self.front.now, self.standing.permissions))
        found = [] if self._at_standing else self._found()
        self.standing.setVisible(self._at_standing)
        self.standing.filter(self.search.text())
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found and not self._at_standing)
        if found and self.current is None:
            self.table.go_to(found[0].pass_id)
        self.told.emit(summary(self.passes, self.front.now))
        self._offer()

    def _count_standing(self) -> None:
        self.chips.offer(choices(self.passes, self.front.now, self.standing.permissions))
        self._offer()

    def _say_wrong(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _offer(self) -> None:
        leave = None if self._at_standing else self.current
        self.approve_button.setVisible(self.acts.may_decide(leave))
        self.refuse_button.setVisible(self.acts.may_decide(leave))
        self.cancel_button.setVisible(self.acts.may_cancel(leave))
        self.print_button.setVisible(self.acts.may_print(leave))
        self.note.setText(about(leave, self.front.panti) if leave is not None else "")
        allowing = self.front.may(Right.APPROVE_LEAVE) if self._at_standing else self.front.may(Right.ASK_LEAVE)
        self.ask_button.setVisible(allowing)
        self.ask_button.setText(_("Give a standing permission…") if self._at_standing else _("Ask for a pass…"))
