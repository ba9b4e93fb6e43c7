"""Half-filled forms, one per account and form. No history: a draft is not yet anybody's record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shelter_admin.domain.residents import Draft
from shelter_admin.persistence.people.tables import DraftTable


def save(session: Session, account_id: str, form: str, content: dict[str, Any], now: datetime) -> None:
    """Keep a draft in place of the one before."""
    row = _row(session, account_id, form)
    if row is None:
        row = DraftTable(account_id=account_id, form=form)
        session.add(row)
    row.content, row.saved_at = content, now
    session.flush()


def load(session: Session, account_id: str, form: str) -> Draft | None:
    """The draft of this account and form."""
    row = _row(session, account_id, form)
    return None if row is None else Draft(row.form, row.content, row.saved_at)


def drop(session: Session, account_id: str, form: str) -> None:
    """Throw the draft away."""
    session.execute(delete(DraftTable).where(DraftTable.account_id == account_id, DraftTable.form == form))


def _row(session: Session, account_id: str, form: str) -> DraftTable | None:
    return session.scalars(
        select(DraftTable).where(DraftTable.account_id == account_id, DraftTable.form == form)
    ).first()
