"""Cards: somebody's own, printed, and replaced when lost; those of everybody who has none, in one batch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.cards import CARD_FORMAT_NAMES, CARD_SYMBOL_NAMES, CardHolder, ResidentCard
from shelter_admin.domain.papers import Document
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.wording import date_and_clock, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents.cards import (
    CardsOf,
    IssueCards,
    PeopleWithoutCard,
    PrintCards,
    ReplaceCard,
)
from ui.kit.alerts import Sheet, ask_reason
from ui.kit.form import ChoiceField, Form
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.widgets import button, label

SHOWN = 4


class PaperSheet(Sheet):
    """What both sheets share: on which paper and with which code cards are printed."""

    def __init__(self, front: FrontDesk, title: str, words: str, owner: QWidget) -> None:
        super().__init__(title, words, parent=owner)
        self.front = front
        papers = [(key, _(words)) for key, words in CARD_FORMAT_NAMES.items()]
        symbols = [(key, _(words)) for key, words in CARD_SYMBOL_NAMES.items()]
        self.paper = ChoiceField("paper", _("Printed on"), papers)
        self.symbol = ChoiceField("symbol", _("Code on the card"), symbols)
        self.form = Form([self.paper, self.symbol], lambda failure: explain(failure, front.panti))

    def print_of(self, person_ids: Sequence[str]) -> None:
        """Issue what is missing, then show the cards on paper."""
        people = tuple(person_ids)
        act = PrintCards(people, self.paper.value(), self.symbol.value())
        self.front.do(
            IssueCards(people),
            self,
            lambda _done: self.front.do(act, self, lambda done: self._show(done.outcome), self.form.refused),
            self.form.refused,
        )

    def _show(self, document: Document) -> None:
        owner = self.parentWidget() or self
        self.accept()
        show_paper(owner, document)


class CardSheet(PaperSheet):
    """The card of one resident."""

    def __init__(self, front: FrontDesk, details: ResidentDetails, owner: QWidget) -> None:
        super().__init__(front, _("Card of {name}").format(name=details.line.name), "", owner)
        self.person_id = details.line.person_id
        self.good: ResidentCard | None = None
        self.told = label("", wrap=True)
        self.earlier = label("", "muted", wrap=True)
        self.lost = button(_("Lost: revoke it and issue a new one…"), self.replace_card, kind="danger")
        self.lost.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.earlier)
        self.body.addWidget(self.form)
        self.body.addWidget(self.lost)
        self.offer(_("Print the card"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(lambda: self.print_of((self.person_id,)))
        self.buttons.rejected.connect(self.reject)
        self.reload()

    def reload(self) -> None:
        """Ask which cards there are."""
        self.front.ask(CardsOf(self.person_id), self, self._got)

    def _got(self, cards: tuple[ResidentCard, ...]) -> None:
        self.good = next((card for card in cards if card.good), None)
        self.lost.setVisible(self.good is not None)
        self.told.setText(_no_card() if self.good is None else self._said(self.good))
        revoked = [self._said_of_revoked(card) for card in cards if not card.good]
        self.earlier.setText("\n".join(revoked))
        self.earlier.setVisible(bool(revoked))
        QTimer.singleShot(0, self, self.grow)

    def _said(self, card: ResidentCard) -> str:
        if card.printed_at is None:
            return _("Card issued on {day}, not printed yet.").format(day=short_date(card.issued_on))
        at = date_and_clock(card.printed_at.astimezone(self.front.panti.zone.offset))
        return _("Card issued on {day}, last printed {at}.").format(day=short_date(card.issued_on), at=at)

    def _said_of_revoked(self, card: ResidentCard) -> str:
        day = short_date(self.front.panti.day_of(card.revoked_at)) if card.revoked_at is not None else ""
        return _("✕ revoked on {day}: {because}").format(day=day, because=card.revoked_because)

    def replace_card(self) -> None:
        """Ask why, revoke the lost card, issue a new one and show it on paper."""
        if self.good is None:
            return
        card = self.good
        words = _("The old card is never good again. A new one with another code is issued and printed.")

        def give(reason: str) -> None:
            act = ReplaceCard(card.card_id)
            self.front.do(act, self, lambda _done: self.print_of((self.person_id,)), self.form.refused, reason=reason)

        ask_reason(self, _("Why is the card revoked?"), words, _("Revoke and print a new one"), give)


def _no_card() -> str:
    return _("No good card yet. Printing issues one: its code is random and says nothing about the person.")


class CardBatchSheet(PaperSheet):
    """The cards of everybody in the house who has none."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        super().__init__(front, _("Cards for everybody without one"), "", owner)
        self.people: tuple[CardHolder, ...] = ()
        self.told = label("", wrap=True)
        self.names = label("", "muted", wrap=True)
        for part in (self.told, self.names, self.form):
            self.body.addWidget(part)
        self.offer(_("Issue and print"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.print_all)
        self.buttons.rejected.connect(self.reject)
        self._go = self.buttons.buttons()[0]
        self._go.setEnabled(False)
        front.ask(PeopleWithoutCard(), self, self._got)

    def print_all(self) -> None:
        """Issue and print them all."""
        self.print_of([holder.person_id for holder in self.people])

    def _got(self, people: tuple[CardHolder, ...]) -> None:
        self.people, count = people, len(people)
        self._go.setEnabled(bool(people))
        self.form.setVisible(bool(people))
        if not people:
            self.told.setText(_("✓ Everybody in the house has a good card."))
            return
        told = n_("{count} resident has no card.", "{count} residents have no card.", count)
        self.told.setText(told.format(count=number(count)))
        named = ", ".join(one.name for one in people[:SHOWN])
        more = _("{names} and {count} more").format(names=named, count=number(count - SHOWN))
        self.names.setText(named if count <= SHOWN else more)
        QTimer.singleShot(0, self, self.grow)
