"""What data protection itself holds about a person, and the trail of who looked and acted (UU 27/2022 article 32)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.privacy.consent import ANSWER_NAMES, BASIS_NAMES, GIVEN_BY_NAMES
from shelter_admin.domain.privacy.everything import Part, Said, Trace
from shelter_admin.domain.privacy.requests import (
    GROUND_NAMES,
    OUTCOME_NAMES,
    REQUEST_KIND_NAMES,
    Ground,
    Outcome,
    RequestKind,
)
from shelter_admin.domain.words import N_
from shelter_admin.persistence import accounts, audit
from shelter_admin.persistence.privacy import consents
from shelter_admin.persistence.privacy.tables import (
    DataRequestTable,
    IncidentPersonTable,
    IncidentTable,
    LimitationTable,
)


def protection_parts(session: Session, person_id: str) -> tuple[Part, ...]:
    """Consent, requests, limitation and incidents of a person."""
    return (
        _consents(session, person_id),
        _requests(session, person_id),
        _limitations(session, person_id),
        _incidents(session, person_id),
    )


def _consents(session: Session, person_id: str) -> Part:
    rows = tuple(
        (
            said.on_day,
            Said(BASIS_NAMES[said.basis]),
            Said(ANSWER_NAMES[said.answer]),
            Said(GIVEN_BY_NAMES[said.given_by]),
        )
        for said in reversed(consents.of_person(session, person_id))
    )
    heads = (N_("Day"), N_("Basis of processing"), N_("What was said"), N_("By"))
    return Part(N_("Notice and consent"), heads, rows)


def _requests(session: Session, person_id: str) -> Part:
    query = select(DataRequestTable).where(DataRequestTable.person_id == person_id).order_by(DataRequestTable.id)
    rows = tuple(
        (
            row.received_at,
            Said(REQUEST_KIND_NAMES[RequestKind(row.kind)]),
            row.answered_at,
            Said(OUTCOME_NAMES[Outcome(row.outcome)]) if row.outcome else None,
        )
        for row in session.scalars(query)
    )
    return Part(N_("Requests about the data"), (N_("Received"), N_("Kind"), N_("Answered"), N_("Outcome")), rows)


def _limitations(session: Session, person_id: str) -> Part:
    query = select(LimitationTable).where(LimitationTable.person_id == person_id).order_by(LimitationTable.id)
    rows = tuple((row.since, row.until, Said(GROUND_NAMES[Ground(row.ground)])) for row in session.scalars(query))
    return Part(N_("Limitation"), (N_("Since"), N_("Until"), N_("Why")), rows)


def _incidents(session: Session, person_id: str) -> Part:
    query = (
        select(IncidentTable)
        .join(IncidentPersonTable, IncidentPersonTable.incident_id == IncidentTable.id)
        .where(IncidentPersonTable.person_id == person_id)
        .order_by(IncidentTable.found_at)
    )
    rows = tuple((row.found_at, row.told_people_on) for row in session.scalars(query))
    return Part(N_("Incidents with the data"), (N_("Found"), N_("Told on")), rows)


def trail_of(session: Session, person_id: str) -> tuple[Trace, ...]:
    """Who looked and acted, the newest first; the same act of one account within a day stands once."""
    roles = {line.account_id: line.roles for line in accounts.account_lines(session)}
    found: dict[tuple[str, str, str], Trace] = {}
    for line in audit.entries(session, person_id=person_id):
        found[line.account_id, line.act, line.at.date().isoformat()] = Trace(
            line.at, line.act, roles.get(line.account_id, ())
        )
    return tuple(sorted(found.values(), key=lambda trace: trace.at, reverse=True))
