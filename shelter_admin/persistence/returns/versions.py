"""Sent months: versions that are added, read, and never changed; and the people behind a figure by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.month.behind import Behind
from shelter_admin.domain.month.figures import PersonBehind
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.returns.tables import MonthlyReturnTable


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it is stored."""

    version: int
    figures: dict[str, Any]
    difference: list[Any]
    sent_on: date
    sent_by: str


def versions(session: Session, period: str) -> tuple[Version, ...]:
    """The versions of a month, the first one first."""
    query = (
        select(MonthlyReturnTable).where(MonthlyReturnTable.period == period).order_by(MonthlyReturnTable.version_no)
    )
    return tuple(
        Version(row.version_no, row.figures, row.difference, row.sent_on, row.sent_by) for row in session.scalars(query)
    )


def add(session: Session, period: str, version: Version) -> None:
    """Add a version."""
    session.add(
        MonthlyReturnTable(
            id=new_id(),
            period=period,
            version_no=version.version,
            figures=version.figures,
            difference=version.difference,
            sent_on=version.sent_on,
            sent_by=version.sent_by,
        )
    )
    session.flush()


def named(session: Session, sight: Sight, behind: Iterable[Behind]) -> tuple[PersonBehind, ...]:
    """The people behind a figure by name, as far as this reader sees them, by name."""
    listed = list(behind)
    wanted = {one.person_id for one in listed}
    query = in_sight(select(PersonTable.id, PersonTable.number, PersonTable.name, PersonTable.sex), sight)
    people = {row.id: row for row in session.execute(query.where(PersonTable.id.in_(wanted)))}
    lines = [
        PersonBehind(
            one.person_id,
            people[one.person_id].number,
            people[one.person_id].name,
            people[one.person_id].sex,
            one.admitted_on,
            one.left_on,
            one.amount,
            one.stay_id,
        )
        for one in listed
        if one.person_id in people
    ]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.number, line.stay_id or "")))
