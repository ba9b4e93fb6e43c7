"""Reading the log of acts: who did what and when, never what was written in free text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.registry import called
from shelter_admin.persistence import audit
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.people.lookup import person_numbered


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. ``at`` is on the panti's clock; ``what`` holds field names with ids, dates, choices."""

    no: int
    at: datetime
    who: str
    act: str
    act_name: str
    what: dict[str, Any]
    about: tuple[str, ...]


def _whole(line: audit.AuditLine) -> dict[str, Any]:
    return line.what


def _without_details(line: audit.AuditLine) -> dict[str, Any]:
    """Of an act about people its fields and ids only: not the reason somebody left for, nor a day of theirs."""
    if not line.about:
        return line.what
    return {name: value if name.endswith(("_id", "_ids")) else "…" for name, value in line.what.items()}


@dataclass(frozen=True)
class AuditLog(Query[tuple[AuditEntry, ...]]):
    """The acts since a day, or about one person (by id or by number), oldest first."""

    needs: ClassVar[Right] = Right.READ_AUDIT

    since: date | None = None
    person_id: str | None = None
    person_number: str = ""

    @override
    def run(self, work: Work) -> tuple[AuditEntry, ...]:
        person_id = self.person_id
        if self.person_number:
            person_id = person_numbered(work.session, self.person_number)
        since = work.panti.instant(self.since, time()) if self.since is not None else None
        names = names_of_accounts(work.session)
        told = _whole if work.staff.may(Right.SEE_RESIDENTS, work.today) else _without_details
        return tuple(
            AuditEntry(
                line.no,
                line.at.astimezone(work.panti.zone.offset),
                names.get(line.account_id, line.account_id),
                line.act,
                called(line.act),
                told(line),
                line.about,
            )
            for line in audit.entries(work.session, since, person_id)
        )
