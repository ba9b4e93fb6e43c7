"""Cards in the invented panti: nearly everybody has one, two were lost and replaced, the newest have none yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cards import new_card_code
from shelter_admin.operations.demo.life import House
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.residents.moving_in import add_rows
from shelter_admin.persistence.residents.tables import ResidentCardTable

WITHOUT: Final = 3
LOST: Final = ("hilang di pasar", "patah")


def deal_cards(work: Work, house: House, rng: Random, until: datetime) -> None:
    """Write down the cards as they stand at a moment; refused with ``not_allowed`` to whoever may issue none."""
    work.staff.require(Right.ISSUE_CARDS, work.today)
    here = sorted(house.living(), key=lambda stay: (stay.admitted, stay.person.number))
    carded = here[: max(0, len(here) - WITHOUT)]
    issued = until - timedelta(days=20)
    rows: list[dict[str, Any]] = []
    for stay, because in zip(carded, LOST, strict=False):
        lost = (until - timedelta(days=21), because)
        rows.append(_card(work, rng, stay.person.person_id, issued - timedelta(days=40), lost))
    rows += [_card(work, rng, stay.person.person_id, max(issued, _came(work, stay.admitted))) for stay in carded]
    add_rows(work.session, ResidentCardTable, rows)


def _came(work: Work, day: date) -> datetime:
    return work.panti.instant(day, work.panti.settings.lunch_at)


def _card(
    work: Work, rng: Random, person_id: str, at: datetime, revoked: tuple[datetime, str] | None = None
) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "code": new_card_code(rng.choice),
        "issued_on": work.panti.day_of(at),
        "printed_at": at,
        "revoked_at": revoked[0] if revoked else None,
        "revoked_because": revoked[1] if revoked else None,
    }
