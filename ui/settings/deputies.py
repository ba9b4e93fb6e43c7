"""Deputies: single rights passed until a day, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import PASSABLE, RIGHT_NAMES, AccountLine, Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.reading_dates import About, read_written_date
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.accounts import ListAccounts, PassRight
from shelter_admin.operations.editing import Seen
from ui.kit.form import ChoiceField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row
from ui.settings.section import KeptForm, Section
from ui.settings.words import called, in_sentence


@dataclass(frozen=True, slots=True)
class Passed:
    """One right that somebody holds until a day."""

    account: AccountLine
    right: Right
    until: date

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.account.account_id} {self.right.value}"


class DeputiesSection(Section):
    """Who holds which right for how long; another one is passed below."""

    key: ClassVar[str] = "deputies"
    title: ClassVar[str] = N_("Deputies")
    icon: ClassVar[str] = "user-plus"
    told: ClassVar[str] = N_(
        "While the head is away, somebody may do single things in their place, up to and including a day. It ends by "
        "itself."
    )
    needs: ClassVar[frozenset[Right]] = frozenset({Right.PASS_RIGHTS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.ACCOUNTS})
    scrolls: ClassVar[bool] = False

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.table = RecordsTable(_columns(), lambda one: one.key, _("Rights passed"))
        self.table.setMinimumHeight(160)
        self.none = label(_("No right is passed at present."), "muted")
        self.take_back_button = button(_("Take back"), self.take_back, icon="undo-2")
        self.account = ChoiceField("account_id", _("Who"), [])
        self.right = ChoiceField(
            "right", _("May do"), [(right, in_sentence(_(RIGHT_NAMES[right]))) for right in PASSABLE]
        )
        self.until = TextField("until", _("Until, that day included"), placeholder="31-12-2026")
        self.form = KeptForm(self, [[self.account, self.right, self.until]])
        self.pass_button = button(_("Pass the right"), self.pass_right, kind="primary")
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._mark())
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addWidget(self.none)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row(self.take_back_button, None))
        self.form.setMaximumWidth(16777215)
        self.body.addWidget(label(_("Pass another right"), "strong"))
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.pass_button, None))
        self.until.line.returnPressed.connect(self.pass_right)

    @override
    def reload(self) -> None:
        self.front.ask(ListAccounts(), self, self._show)

    def _show(self, accounts: tuple[AccountLine, ...]) -> None:
        today = self.front.panti.day_of(self.front.now)
        passed = [Passed(line, right, until) for line in accounts for right, until in line.passed if until >= today]
        self.table.show_records(passed)
        self.table.setVisible(bool(passed))
        self.none.setVisible(not passed)
        self.take_back_button.setVisible(bool(passed))
        own = self.front.staff.account_id
        self.account.offer(
            [(line.account_id, called(line)) for line in accounts if not line.disabled and line.account_id != own]
        )
        self._mark()

    def _mark(self) -> None:
        self.take_back_button.setEnabled(self.table.current() is not None)

    def pass_right(self) -> None:
        """Pass the right that was chosen, until the day that was typed."""
        self.form.clear_errors()
        try:
            until = _day(self.until.value(), self.front.panti.day_of(self.front.now))
        except Refused as refusal:
            self.form.refused(refusal)
            return
        if self.account.value() is None:
            self.account.say_wrong(_("Open an account for somebody else first."))
            return
        who, right = self.account.value(), self.right.value()
        command = PassRight(who, right, until, seen=self._seen(who, right))
        self.front.do(command, self, lambda _done: self.form.settle({"until": ""}), self.form.refused)

    def take_back(self) -> None:
        """Take back the right under the cursor; Undo passes it again."""
        one = self.table.current()
        if isinstance(one, Passed):
            seen = Seen({"until": one.until})
            self.front.do(PassRight(one.account.account_id, one.right, None, seen=seen), self)

    def _seen(self, account_id: str, right: Right) -> Seen:
        """Until when the list above says that somebody holds a right."""
        held = {(one.account.account_id, one.right): one.until for one in self.table.records if isinstance(one, Passed)}
        return Seen({"until": held.get((account_id, right))})


def _day(typed: str, today: date) -> date:
    reading = read_written_date(typed.strip(), About.EVENT, today)
    if reading.trouble is not None or reading.when.as_day is None:
        raise Refused("day_unclear", field="until")
    return reading.when.as_day


def _columns() -> list[Column[Passed]]:
    return [
        Column(_("Who"), lambda one: called(one.account), strong=True),
        Column(_("May do"), lambda one: in_sentence(_(RIGHT_NAMES[one.right]))),
        Column(_("Until"), lambda one: short_date(one.until), sort=lambda one: one.until, width=110),
    ]
