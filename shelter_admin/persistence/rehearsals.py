"""How the rehearsals of copies went, and the questions they ask the living store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text, func, select
from sqlalchemy.orm import Mapped, Session

from shelter_admin.domain.copies import Difference, Outcome, Rehearsal
from shelter_admin.persistence.audit import AuditTable, Link
from shelter_admin.persistence.base import Instant, Row, new_id, technical
from shelter_admin.persistence.certificates.tables import CertificateTable


class RehearsalTable(Row):
    """One rehearsal: when, of the copy of which moment (the panti's wall clock), how it went."""

    __tablename__ = "copy_rehearsal"

    at: Mapped[datetime] = technical(Instant, nullable=False, index=True)
    copy_at: Mapped[str] = technical(Text, nullable=False)
    outcome: Mapped[str] = technical(Text, nullable=False)
    differences: Mapped[list[dict[str, Any]]] = technical(JSON, nullable=False)


def keep(session: Session, done: Rehearsal) -> None:
    """Keep how a rehearsal went."""
    found = [{"code": one.code, **one.facts} for one in done.differences]
    session.add(
        RehearsalTable(
            id=new_id(), at=done.at, copy_at=done.copy_at.isoformat(), outcome=done.outcome.value, differences=found
        )
    )


def last(session: Session) -> Rehearsal | None:
    """How the last rehearsal went."""
    row = session.scalars(select(RehearsalTable).order_by(RehearsalTable.at.desc()).limit(1)).first()
    if row is None:
        return None
    found = tuple(
        Difference(str(one["code"]), {name: value for name, value in one.items() if name != "code"})
        for one in row.differences
    )
    return Rehearsal(datetime.fromisoformat(row.copy_at), row.at, Outcome(row.outcome), found)


def is_in_log(session: Session, link: Link) -> bool:
    """Say whether the log of this store holds that very entry."""
    if link.no == 0:
        return True
    kept = session.scalars(select(AuditTable.hash).where(AuditTable.no == link.no)).first()
    return kept == link.hash


def newest_at(session: Session) -> datetime | None:
    """When the newest entry of the log was written."""
    return session.scalars(select(AuditTable.at).order_by(AuditTable.no.desc()).limit(1)).first()


def certificates(session: Session) -> int:
    """How many certificates there are."""
    return int(session.scalar(select(func.count()).select_from(CertificateTable)) or 0)
