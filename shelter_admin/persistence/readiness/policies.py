"""The dated policies of readiness."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.readiness import DEFAULT_POLICY, ReadinessPolicy, Rule, from_plain, to_plain
from shelter_admin.persistence.panti import PolicyTable, keep_policy

READINESS_POLICY: Final = "readiness"


def readiness_policy(session: Session, day: date) -> ReadinessPolicy:
    """The policy in force on a day; before the first kept one, the one that comes with the program.

    Every change counts as a version, also a second one of the same day: no two policies share a number.
    """
    query = (
        select(PolicyTable.valid_from, PolicyTable.content, PolicyTable.version)
        .where(PolicyTable.kind == READINESS_POLICY, PolicyTable.valid_from <= day)
        .order_by(PolicyTable.valid_from)
    )
    kept = session.execute(query).all()
    if not kept:
        return DEFAULT_POLICY
    newest = kept[-1]
    changes = sum(row.version for row in kept)
    return ReadinessPolicy(DEFAULT_POLICY.version + changes, newest.valid_from, from_plain(newest.content))


def policy_changed(session: Session, day: date) -> tuple[str, datetime] | None:
    """Who wrote the policy in force on a day, and when."""
    query = (
        select(PolicyTable.changed_by, PolicyTable.changed_at)
        .where(PolicyTable.kind == READINESS_POLICY, PolicyTable.valid_from <= day)
        .order_by(PolicyTable.valid_from.desc())
    )
    row = session.execute(query).first()
    return None if row is None else (row.changed_by, row.changed_at)


def keep_readiness_policy(session: Session, criteria: tuple[Rule, ...], valid_from: date) -> None:
    """Let these criteria hold from a day on; decisions made keep the policy they were made under."""
    keep_policy(session, READINESS_POLICY, valid_from, to_plain(criteria))
    session.flush()
