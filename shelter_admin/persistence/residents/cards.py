"""Cards as they are kept: issued in one statement, found by their code, revoked for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.cards import CardFace, CardHolder, CodeKind, CodeMeans, ResidentCard, Scanned, read_code
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import insert_many, new_id, stamped
from shelter_admin.persistence.people.lookup import newest_photo
from shelter_admin.persistence.people.sight import in_sight, kept_of, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, PhotoTable, StayTable
from shelter_admin.persistence.presence.tables import LeavePassTable
from shelter_admin.persistence.residents.tables import ResidentCardTable


def card_of(row: ResidentCardTable) -> ResidentCard:
    """A card as the domain knows it."""
    return ResidentCard(
        row.id,
        row.person_id,
        row.code,
        row.issued_on,
        row.printed_at,
        row.revoked_at,
        row.revoked_because or "",
    )


def cards_of(session: Session, person_id: str) -> tuple[ResidentCard, ...]:
    """Every card somebody ever had, the newest first."""
    query = select(ResidentCardTable).where(ResidentCardTable.person_id == person_id)
    found = session.scalars(query.order_by(ResidentCardTable.id.desc()))
    return tuple(card_of(row) for row in found)


def good_cards(session: Session, person_ids: Iterable[str]) -> dict[str, ResidentCardTable]:
    """The good card of each of these people who has one."""
    query = select(ResidentCardTable).where(
        ResidentCardTable.person_id.in_(list(person_ids)), ResidentCardTable.revoked_at.is_(None)
    )
    return {row.person_id: row for row in session.scalars(query)}


def the_card(session: Session, card_id: str) -> ResidentCardTable:
    """A card by its id; raises Refused ``card_unknown``."""
    row = session.get(ResidentCardTable, card_id)
    if row is None:
        raise Refused("card_unknown", field="card_id")
    return row


def issue(session: Session, codes: Mapping[str, str], issued_on: date) -> tuple[str, ...]:
    """Write cards, a code per person; tells their ids in the same order."""
    rows = [
        stamped(
            session,
            id=new_id(),
            person_id=person_id,
            code=code,
            issued_on=issued_on,
            printed_at=None,
            revoked_at=None,
            revoked_because=None,
        )
        for person_id, code in codes.items()
    ]
    insert_many(session, ResidentCardTable, rows)
    return tuple(row["id"] for row in rows)


def without_card(session: Session, sight: Sight) -> tuple[CardHolder, ...]:
    """Who of the house has no good card, by name."""
    carded = select(ResidentCardTable.person_id).where(ResidentCardTable.revoked_at.is_(None))
    query = (
        select(PersonTable.id, PersonTable.number, PersonTable.name)
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(StayTable.leave_reason.is_(None), PersonTable.id.not_in(carded))
        .order_by(PersonTable.name, PersonTable.id)
    )
    return tuple(CardHolder(row.id, row.number, row.name) for row in session.execute(in_sight(query, sight)))


def faces(session: Session, sight: Sight, person_ids: Sequence[str]) -> tuple[tuple[str, CardFace], ...]:
    """What stands on the good card of each of these people, by its id, in the order asked for."""
    query = (
        select(PersonTable.id, PersonTable.number, PersonTable.name, ResidentCardTable, PhotoTable.content)
        .join(ResidentCardTable, ResidentCardTable.person_id == PersonTable.id)
        .outerjoin(PhotoTable, PhotoTable.id == newest_photo())
        .where(PersonTable.id.in_(list(person_ids)), ResidentCardTable.revoked_at.is_(None))
    )
    found: dict[str, tuple[str, CardFace]] = {}
    for person_id, number, name, card, photo in session.execute(in_sight(query, sight)):
        found[person_id] = (card.id, CardFace(card.code, number, name, card.issued_on, photo or b""))
    return tuple(found[person_id] for person_id in person_ids if person_id in found)


def mark_printed(session: Session, card_ids: Iterable[str], printed_at: datetime) -> None:
    """Note that these cards were printed."""
    query = select(ResidentCardTable).where(ResidentCardTable.id.in_(list(card_ids)))
    for row in session.scalars(query):
        row.printed_at = printed_at


def meaning(session: Session, sight: Sight, scanned: Scanned) -> CodeMeans | ResidentCardTable | None:
    """Whom a code means, as this reader sees them; a revoked card is given itself, None where nobody is meant."""
    card: ResidentCardTable | None = None
    if scanned.kind is CodeKind.CARD:
        card = session.scalars(select(ResidentCardTable).where(ResidentCardTable.code == scanned.meant)).first()
        wanted = PersonTable.id == (card.person_id if card is not None else "")
    elif scanned.kind is CodeKind.PASS:
        used = select(LeavePassTable.person_id).where(LeavePassTable.id.endswith(scanned.meant, autoescape=True))
        wanted = PersonTable.id.in_(used)
    else:
        wanted = PersonTable.number == scanned.meant
    here = select(StayTable.id).where(StayTable.person_id == PersonTable.id, StayTable.leave_reason.is_(None)).exists()
    query = select(PersonTable.id, PersonTable.number, name_for(sight), here.label("here")).where(wanted)
    row = session.execute(on_duty(query, sight)).first()
    if row is None or (not row.here and kept_of(session, sight, (row.id,))):
        return None  # who has left is on no list of the duty: nobody kept confidential is told of
    if card is not None and card.revoked_at is not None:
        return card
    return CodeMeans(scanned.kind, row.id, row.number, row.name, bool(row.here))


def number_behind(session: Session, sight: Sight, text: str) -> str:
    """The own number of whom a typed or scanned code means; any other text, and a revoked card's, is given back."""
    scanned = read_code(text)
    found = meaning(session, sight, scanned) if scanned is not None else None
    return found.number if isinstance(found, CodeMeans) else text
