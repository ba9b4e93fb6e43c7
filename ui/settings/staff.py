"""Staff: who has an account, with which roles; a new account or the chosen one beside the list."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget
from typing_extensions import override

from shelter_admin.domain.accounts import AccountLine, Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.accounts import ListAccounts, RenewStoreKey
from ui.kit import alerts
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Banner, button, label, row, scrolled
from ui.settings.account import AccountView
from ui.settings.new_account import NewAccountView
from ui.settings.section import Section
from ui.settings.words import roles_of

BESIDE = 372


class StaffSection(Section):
    """The list on the left, one account on the right."""

    key: ClassVar[str] = "staff"
    title: ClassVar[str] = N_("Staff")
    icon: ClassVar[str] = "users"
    told: ClassVar[str] = N_("Everybody signs in with an account of their own; the roles decide what is on the screen.")
    needs: ClassVar[frozenset[Right]] = frozenset({Right.MANAGE_ACCOUNTS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.ACCOUNTS, Area.TRAINING})
    scrolls: ClassVar[bool] = False

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self._wanted = ""
        self.new_button = button(_("New account…"), self.begin_new, kind="primary", icon="user-plus")
        self.key_banner = Banner(
            "attention",
            _(
                "The account is closed. A key file copied earlier still opens the store with the old password; a new "
                "store key ends that."
            ),
        )
        self.renew_button = button(_("Give the store a new key"), self.renew, kind="primary")
        self.later_button = button(_("Not now"), self.key_banner.hide)
        self.key_banner.row.addWidget(self.renew_button)
        self.key_banner.row.addWidget(self.later_button)
        self.key_banner.hide()
        self.done = label("", "ok")
        self.table = RecordsTable(_columns(), lambda line: line.account_id, _("Staff"))
        self.account = AccountView(self)
        self.new = NewAccountView(self)
        self.beside = QStackedWidget()
        self.beside.setFixedWidth(BESIDE)
        for view in (self.account, self.new):
            self.beside.addWidget(scrolled(view))
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.new.made.connect(self._made)
        self.new.left.connect(lambda: self.beside.setCurrentIndex(0))
        self.account.closing.connect(self._ask_to_close)
        self.account.closed.connect(self._closed)

    def _lay_out(self) -> None:
        self.body.addLayout(row(self.new_button, self.done, None))
        self.body.addWidget(self.key_banner)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.table, 1)
        line.addWidget(self.beside)
        self.body.addLayout(line, 1)

    @override
    def reload(self) -> None:
        self.front.ask(ListAccounts(), self, self._show)

    def _show(self, accounts: tuple[AccountLine, ...]) -> None:
        self.table.show_records(accounts)
        if self._wanted and self.table.go_to(self._wanted):
            self._wanted = ""
        elif self.table.current() is None and accounts:
            self.table.go_to(accounts[0].account_id)
        current = self.table.current()
        if isinstance(current, AccountLine):
            self.account.show_account(current)

    def _choose(self, line: AccountLine) -> None:
        self.beside.setCurrentIndex(0)
        self.account.show_account(line)

    def begin_new(self) -> None:
        """Ask for a new account."""
        self.done.setText("")
        self.beside.setCurrentIndex(1)
        self.new.begin()

    def _made(self, account_id: str, user: str) -> None:
        self._wanted = account_id
        self.beside.setCurrentIndex(0)
        self.done.setText("✓ " + _("{user} can sign in now.").format(user=user))

    def _ask_to_close(self, line: AccountLine) -> None:
        alerts.decide(
            self,
            _("Close the account {user}?").format(user=line.user),
            _("{user} can no longer sign in. What they wrote stays under their name.").format(user=line.user),
            _("Close the account"),
            self.account.close_account,
        )

    def _closed(self) -> None:
        self.done.setText("")
        self.key_banner.show()

    def renew(self) -> None:
        """Encrypt the store anew."""
        self.renew_button.setEnabled(False)
        self.front.do_long(RenewStoreKey(), self, lambda _done: self._renewed())

    def _renewed(self) -> None:
        self.renew_button.setEnabled(True)
        self.key_banner.hide()
        self.done.setText("✓ " + _("The store has a new key. Older copies keep the key they were made with."))


def _columns() -> list[Column[AccountLine]]:
    return [
        Column(_("User"), lambda line: line.user, strong=True, width=108),
        Column(_("Full name"), lambda line: line.full_name or "—"),
        Column(
            _("Roles"),
            lambda line: _("closed") if line.disabled else roles_of(line),
            look=lambda line: "muted" if line.disabled else None,
            icon=lambda line: ("lock", "muted") if line.disabled else None,
        ),
    ]
