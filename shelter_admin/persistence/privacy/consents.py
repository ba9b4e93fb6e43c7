"""What residents were told and said, with the scan of what they signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.privacy.consent import Basis, Consent, ConsentAnswer, ConsentLine, GivenBy, Mode
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.privacy.tables import ConsentTable

_COLUMNS = (
    ConsentTable.id,
    ConsentTable.person_id,
    ConsentTable.basis,
    ConsentTable.noticed_on,
    ConsentTable.answer,
    ConsentTable.on_day,
    ConsentTable.given_by,
    ConsentTable.guardian,
    ConsentTable.mode,
    ConsentTable.note,
    ConsentTable.changed_by,
    ConsentTable.scan_type,
)


def in_house(session: Session, sight: Sight, today: date) -> list[ConsentLine]:
    """Everybody in the house whom this reader sees, with what stands about their data; by name."""
    query = (
        select(
            PersonTable.id,
            PersonTable.number,
            PersonTable.name,
            PersonTable.birth_year,
            PersonTable.birth_month,
            PersonTable.birth_day,
            PersonTable.birth_quality,
            StayTable.admitted_on,
        )
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(StayTable.leave_reason.is_(None))
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    rows = session.execute(in_sight(query, sight)).all()
    newest = _newest(session)
    return [
        ConsentLine(
            row.id,
            row.number,
            row.name,
            PartialDate(row.birth_year, row.birth_month, row.birth_day, DateQuality(row.birth_quality)).age_on(today),
            row.admitted_on,
            newest.get(row.id),
        )
        for row in rows
    ]


def _newest(session: Session) -> dict[str, Consent]:
    """What stands about each person: the newest by id, as ids sort by the time of writing."""
    last = select(func.max(ConsentTable.id)).group_by(ConsentTable.person_id)
    query = select(*_COLUMNS).where(ConsentTable.id.in_(last))
    names = names_of_accounts(session)
    return {row.person_id: _consent(row, names) for row in session.execute(query)}


def of_person(session: Session, person_id: str) -> Sequence[Consent]:
    """Everything written about a person's consent, the newest first."""
    query = select(*_COLUMNS).where(ConsentTable.person_id == person_id).order_by(ConsentTable.id.desc())
    names = names_of_accounts(session)
    return [_consent(row, names) for row in session.execute(query)]


def _consent(row: object, names: Mapping[str, str]) -> Consent:
    value = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001 - the public name of a row's mapping
    return Consent(
        consent_id=value["id"],
        basis=Basis(value["basis"]),
        noticed_on=value["noticed_on"],
        answer=ConsentAnswer(value["answer"]),
        on_day=value["on_day"],
        given_by=GivenBy(value["given_by"]),
        mode=Mode(value["mode"]) if value["mode"] else None,
        by=names.get(value["changed_by"], ""),
        guardian=value["guardian"],
        note=value["note"],
        has_scan=bool(value["scan_type"]),
    )


def add(session: Session, person_id: str, said: Consent, scan: tuple[bytes, str] | None) -> None:
    """Add what was told and said; nothing before it is touched."""
    session.add(
        ConsentTable(
            id=new_id(),
            person_id=person_id,
            basis=said.basis.value,
            noticed_on=said.noticed_on,
            answer=said.answer.value,
            on_day=said.on_day,
            given_by=said.given_by.value,
            guardian=said.guardian,
            mode=said.mode.value if said.mode else "",
            note=said.note,
            scan=scan[0] if scan else None,
            scan_type=scan[1] if scan else "",
        )
    )
    session.flush()


def scan_of(session: Session, consent_id: str) -> tuple[str, bytes, str]:
    """The person, the scan and its kind (``pdf``, ``jpg``, ``png``); raises Refused ``scan_unknown``."""
    row = session.get(ConsentTable, consent_id)
    if row is None or row.scan is None:
        raise Refused("scan_unknown", field="consent_id")
    return row.person_id, row.scan, row.scan_type
