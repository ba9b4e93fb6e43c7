"""The dated policies of readiness: of the house, of programmes and of categories, each under a kind of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row as ResultRow
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.readiness import (
    DEFAULT_POLICY,
    HOUSE,
    Policies,
    ReadinessPolicy,
    Rule,
    Scope,
    ScopeKind,
    from_plain,
    to_plain,
)
from shelter_admin.persistence.panti import PolicyTable, keep_policy

READINESS_POLICY: Final = "readiness"
ENDED: Final[dict[str, Any]] = {"criteria": [], "ended": True}
"""From here on the wider policy holds again."""


def kind_of(scope: Scope) -> str:
    """Under which kind the policies of a scope are kept."""
    return READINESS_POLICY if scope == HOUSE else f"{READINESS_POLICY}:{scope.kind.value}:{scope.key}"


def _scope_of(kind: str) -> Scope | None:
    """The scope of a kind, None of a later version of the program."""
    if kind == READINESS_POLICY:
        return HOUSE
    _name, _sep, rest = kind.partition(":")
    named, _sep, key = rest.partition(":")
    return Scope(ScopeKind(named), key) if key and named in set(ScopeKind) else None


def kept_policies(session: Session, last: date | None = None) -> dict[Scope, list[tuple[date, ReadinessPolicy | None]]]:
    """Every policy ever kept by scope, by the day it holds from; None from where a scope has none of its own."""
    query = (
        select(PolicyTable.kind, PolicyTable.valid_from, PolicyTable.content, PolicyTable.version)
        .where(or_(PolicyTable.kind == READINESS_POLICY, PolicyTable.kind.startswith(f"{READINESS_POLICY}:")))
        .order_by(PolicyTable.kind, PolicyTable.valid_from)
    )
    if last is not None:
        query = query.where(PolicyTable.valid_from <= last)
    kept: dict[Scope, list[ResultRow[Any]]] = {}
    for row in session.execute(query):
        if (scope := _scope_of(row.kind)) is not None:
            kept.setdefault(scope, []).append(row)
    return {scope: _numbered(scope, rows) for scope, rows in kept.items()}


def _numbered(scope: Scope, rows: Sequence[ResultRow[Any]]) -> list[tuple[date, ReadinessPolicy | None]]:
    """Every change counts as a version, also a second one of the same day: no two policies share a number."""
    number = DEFAULT_POLICY.version if scope == HOUSE else 0
    found: list[tuple[date, ReadinessPolicy | None]] = []
    for row in rows:
        number += row.version
        ended = bool(row.content.get("ended"))
        found.append((row.valid_from, None if ended else _policy(scope, number, row)))
    return found


def _policy(scope: Scope, number: int, row: ResultRow[Any]) -> ReadinessPolicy:
    content = row.content
    return ReadinessPolicy(number, row.valid_from, from_plain(content), scope, content.get("pass_percent"))


def policies_on(session: Session, day: date) -> Policies:
    """The policies in force on a day; before the first kept one of the house, the one that comes with the program."""
    newest = {scope: kept[-1][1] for scope, kept in kept_policies(session, day).items()}
    particular = [(scope, policy) for scope, policy in newest.items() if policy is not None and scope != HOUSE]
    return Policies(
        newest.get(HOUSE) or DEFAULT_POLICY,
        {scope.key: policy for scope, policy in particular if scope.kind is ScopeKind.PROGRAM},
        {scope.key: policy for scope, policy in particular if scope.kind is ScopeKind.CATEGORY},
    )


def readiness_policy(session: Session, day: date) -> ReadinessPolicy:
    """The policy of the house in force on a day."""
    return policies_on(session, day).house


def policy_changed(session: Session, day: date, scope: Scope = HOUSE) -> tuple[str, datetime] | None:
    """Who wrote the policy of a scope in force on a day, and when."""
    query = (
        select(PolicyTable.changed_by, PolicyTable.changed_at)
        .where(PolicyTable.kind == kind_of(scope), PolicyTable.valid_from <= day)
        .order_by(PolicyTable.valid_from.desc())
    )
    row = session.execute(query).first()
    return None if row is None else (row.changed_by, row.changed_at)


def keep_readiness_policy(
    session: Session,
    criteria: tuple[Rule, ...],
    valid_from: date,
    scope: Scope = HOUSE,
    pass_percent: float | None = None,
) -> None:
    """Let these criteria hold from a day on; decisions made keep the policy they were made under."""
    keep_policy(session, kind_of(scope), valid_from, to_plain(criteria, pass_percent))
    session.flush()


def end_readiness_policy(session: Session, valid_from: date, scope: Scope) -> None:
    """Let the wider policy hold again from a day on."""
    keep_policy(session, kind_of(scope), valid_from, dict(ENDED))
    session.flush()
