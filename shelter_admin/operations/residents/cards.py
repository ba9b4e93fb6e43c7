"""Residents' cards: issued, printed in batches, looked up by their code, revoked when lost."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cards import (
    CardFormat,
    CardHolder,
    CardSymbol,
    CodeMeans,
    ResidentCard,
    new_card_code,
    read_code,
)
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations import papers
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents import cards
from shelter_admin.persistence.residents.tables import ResidentCardTable

CHANGED = Changes.of(Area.RESIDENTS)
MOST_CARDS = 800

WORDS: dict[str, str] = {
    "card_unknown": N_("No card here has this code."),
    "card_was_revoked": N_("This card was revoked on {day}: {because}. Take it in; only the new card is good."),
    "card_missing": N_("None of these people has a good card. Issue cards first."),
    "card_printed": N_("A card that was printed is revoked, not taken back."),
    "code_unclear": N_("This is no code of a card, a pass or a list."),
    "too_many_cards": N_("Print no more than {most} cards at once."),
}


@dataclass(frozen=True)
class IssueCards(Command[tuple[str, ...]]):
    """Give a card to each of these people of the house who has no good one; the outcome is the ids of the cards."""

    needs: ClassVar[Right] = Right.ISSUE_CARDS
    name: ClassVar[str] = N_("issue cards")

    person_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[tuple[str, ...]]:
        carded = cards.good_cards(work.session, self.person_ids)
        codes: dict[str, str] = {}
        for person_id in self.person_ids:
            require_in_sight(work.session, work.sight, person_id)
            open_stay(work.session, person_id)
            if person_id not in carded:
                codes[person_id] = new_card_code(secrets.choice)
        made = cards.issue(work.session, codes, work.today)
        if not made:
            return Done(result=())
        return Done(CHANGED, made, TakeBackCards(made), tuple(codes), {"card_ids": list(made)})


@dataclass(frozen=True)
class TakeBackCards(Command[None]):
    """Undo of issuing: the cards go, while none was printed or revoked."""

    needs: ClassVar[Right] = Right.ISSUE_CARDS
    name: ClassVar[str] = N_("take back the cards")

    card_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        rows = [cards.the_card(work.session, card_id) for card_id in self.card_ids]
        if any(row.printed_at is not None or row.revoked_at is not None for row in rows):
            raise Refused("card_printed")
        people = tuple(row.person_id for row in rows)
        for row in rows:
            work.session.delete(row)
        return Done(CHANGED, about=people)


@dataclass(frozen=True)
class RevokeCard(Command[None]):
    """Revoke a lost or spoilt card, with the reason; it is never good again."""

    needs: ClassVar[Right] = Right.ISSUE_CARDS
    name: ClassVar[str] = N_("revoke the card")

    card_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = revoke(work, self.card_id)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class ReplaceCard(Command[str]):
    """Revoke a lost or spoilt card, with the reason, and issue a new one in one act; the outcome is its id."""

    needs: ClassVar[Right] = Right.ISSUE_CARDS
    name: ClassVar[str] = N_("new card for a lost one")

    card_id: str

    @override
    def run(self, work: Work) -> Done[str]:
        row = revoke(work, self.card_id)
        open_stay(work.session, row.person_id)
        work.session.flush()
        (made,) = cards.issue(work.session, {row.person_id: new_card_code(secrets.choice)}, work.today)
        return Done(CHANGED, made, about=(row.person_id,), what={"card_id": made})


def revoke(work: Work, card_id: str) -> ResidentCardTable:
    """Revoke a good card; raises Refused ``reason_missing``, ``card_unknown`` or ``card_was_revoked``."""
    because = work.require_reason()
    row = cards.the_card(work.session, card_id)
    require_in_sight(work.session, work.sight, row.person_id)
    if row.revoked_at is not None:
        raise was_revoked(work, row)
    row.revoked_at, row.revoked_because = work.now, because
    return row


def was_revoked(work: Work, row: ResidentCardTable) -> Refused:
    """What is said of a revoked card."""
    day = work.panti.day_of(row.revoked_at) if row.revoked_at is not None else work.today
    return Refused("card_was_revoked", day=day, because=row.revoked_because or "")


@dataclass(frozen=True)
class PrintCards(Command[Document]):
    """Print the good cards of these people, one or eight on a page; each is noted as printed."""

    needs: ClassVar[Right] = Right.ISSUE_CARDS
    name: ClassVar[str] = N_("print cards")

    person_ids: tuple[str, ...]
    paper: CardFormat = CardFormat.A4
    symbol: CardSymbol = CardSymbol.CODE_128

    @override
    def run(self, work: Work) -> Done[Document]:
        if len(self.person_ids) > MOST_CARDS:
            raise Refused("too_many_cards", most=MOST_CARDS)
        found = cards.faces(work.session, work.sight, self.person_ids)
        if not found:
            raise Refused("card_missing")
        cards.mark_printed(work.session, [card_id for card_id, _face in found], work.now)
        document = papers.resident_cards(work, [face for _card_id, face in found], self.paper, self.symbol)
        return Done(CHANGED, document, about=self.person_ids)


@dataclass(frozen=True)
class CardsOf(Query[tuple[ResidentCard, ...]]):
    """Every card somebody has or had, the newest first."""

    needs: ClassVar[Right] = Right.ISSUE_CARDS

    person_id: str

    @override
    def run(self, work: Work) -> tuple[ResidentCard, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        return cards.cards_of(work.session, self.person_id)


@dataclass(frozen=True)
class PeopleWithoutCard(Query[tuple[CardHolder, ...]]):
    """Who of the house has no good card."""

    needs: ClassVar[Right] = Right.ISSUE_CARDS

    @override
    def run(self, work: Work) -> tuple[CardHolder, ...]:
        return cards.without_card(work.session, work.sight)


@dataclass(frozen=True)
class PersonOfCard(Query[CodeMeans]):
    """Whom a scanned code means: of a card, a pass, or a line of a printed list.

    Raises Refused ``code_unclear``, ``card_unknown`` or ``card_was_revoked``.
    """

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    code: str = field(repr=False)

    @override
    def run(self, work: Work) -> CodeMeans:
        scanned = read_code(self.code)
        if scanned is None:
            raise Refused("code_unclear", field="code")
        found = cards.meaning(work.session, work.sight, scanned)
        if isinstance(found, CodeMeans):
            return found
        if found is None:
            raise Refused("card_unknown", field="code")
        raise was_revoked(work, found)
