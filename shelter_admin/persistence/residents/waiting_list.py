"""Reading the waiting list: who waits, the bed kept for them, how far their papers are; and counts without names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.waiting_list import (
    OPEN_STATES,
    Applicant,
    ApplicantState,
    DeclinedBy,
    Demand,
    Need,
    Offer,
    PriorityReason,
    RequirementLine,
    WaitingList,
    in_order,
)
from shelter_admin.domain.waiting_requirements import Asked, Requirement, RequirementState, asked_of, still_missing
from shelter_admin.persistence.beds.tables import BedBookingTable, BedTable, RoomTable, WismaTable
from shelter_admin.persistence.intake.applicants import OPEN, requirement_rows
from shelter_admin.persistence.intake.sight import applicant_kept_from, applicants_seen_by
from shelter_admin.persistence.intake.tables import ApplicantRequirementTable, ApplicantTable
from shelter_admin.persistence.people.sight import shown
from shelter_admin.persistence.people.tables import PersonTable

MOST: Final = 2000


def _offers() -> Select[*tuple[Any, ...]]:
    """Applicants with the bed kept for each, if there is one."""
    return (
        select(
            ApplicantTable,
            PersonTable.number,
            BedBookingTable.id.label("booking_id"),
            BedBookingTable.bed_id,
            BedBookingTable.from_night,
            BedBookingTable.until_night,
            BedTable.label,
            RoomTable.name.label("room"),
            WismaTable.name.label("wisma"),
        )
        .outerjoin(PersonTable, PersonTable.id == ApplicantTable.person_id)
        .outerjoin(BedBookingTable, BedBookingTable.applicant_id == ApplicantTable.id)
        .outerjoin(BedTable, BedTable.id == BedBookingTable.bed_id)
        .outerjoin(RoomTable, RoomTable.id == BedTable.room_id)
        .outerjoin(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .order_by(BedBookingTable.until_night)  # of several bookings of one applicant the last counts
    )


def waiting_list(session: Session, sight: Sight, states: Collection[ApplicantState]) -> WaitingList:
    """Those whose application stands so, in the order of the list; who is kept from this reader is only counted."""
    wanted = ApplicantTable.state.in_(sorted(state.value for state in states))
    rows = session.execute(_offers().where(wanted, applicants_seen_by(sight)).limit(MOST)).all()
    papers = _papers(session, wanted)
    by_id = {row[0].id: _record(sight, row, papers.get(row[0].id, {})) for row in rows}
    veiled = 0
    if not sight.restricted:
        open_ones = ApplicantTable.state.in_(OPEN)
        veiled = session.scalar(select(func.count(ApplicantTable.id)).where(open_ones, applicant_kept_from(sight))) or 0
    return WaitingList(tuple(in_order(by_id.values())), veiled)


def _papers(session: Session, wanted: Any) -> Mapping[str, dict[Requirement, RequirementState]]:
    query = (
        select(
            ApplicantRequirementTable.applicant_id,
            ApplicantRequirementTable.requirement,
            ApplicantRequirementTable.state,
        )
        .join(ApplicantTable, ApplicantTable.id == ApplicantRequirementTable.applicant_id)
        .where(wanted)
    )
    found: dict[str, dict[Requirement, RequirementState]] = defaultdict(dict)
    for applicant_id, requirement, state in session.execute(query):
        found[applicant_id][Requirement(requirement)] = RequirementState(state)
    return found


def one_applicant(session: Session, sight: Sight, applicant_id: str) -> tuple[Applicant, tuple[RequirementLine, ...]]:
    """One application with every requirement of the list; raises Refused ``applicant_unknown``."""
    query = _offers().where(ApplicantTable.id == applicant_id, applicants_seen_by(sight))
    rows = session.execute(query).all()
    if not rows:
        raise Refused("applicant_unknown", field="applicant_id")
    written = {Requirement(row.requirement): row for row in requirement_rows(session, applicant_id)}
    states = {one: RequirementState(row.state) for one, row in written.items()}
    applicant = _record(sight, rows[-1], states)
    asked = asked_of(applicant.source, rows[-1][0].category)
    lines = [
        RequirementLine(
            one,
            states.get(one, RequirementState.MISSING if one in asked else RequirementState.NOT_NEEDED),
            written[one].note if one in written else "",
            Asked.USUALLY if one in asked else Asked.SELDOM,
            one in written,
        )
        for one in (*asked, *(other for other in Requirement if other not in asked))
    ]
    return applicant, tuple(lines)


def _record(sight: Sight, row: ResultRow[Any], papers: Mapping[Requirement, RequirementState]) -> Applicant:
    applicant: ApplicantTable = row[0]
    source = Source(applicant.source) if applicant.source else None
    declined = applicant.state == ApplicantState.DECLINED.value and applicant.state_by
    return Applicant(
        applicant_id=applicant.id,
        version=applicant.version,
        name=applicant.name,
        alias=applicant.alias,
        sex=Sex(applicant.sex or ""),
        birth_text=applicant.birth_text,
        birth_year=applicant.birth_year,
        origin_code=applicant.origin_code,
        origin_text=applicant.origin_text,
        nik_text=applicant.nik_text if shown(sight, "nik_text") else None,
        category=category_for(sight, applicant.category),
        needs=tuple(Need(one) for one in applicant.needs),
        person_id=applicant.person_id,
        number=row.number or "",
        source=source,
        source_text=applicant.source_text,
        contact=applicant.contact,
        letter_number=applicant.letter_number,
        letter_on=applicant.letter_on,
        answer_by=applicant.answer_by,
        asked_on=applicant.asked_on,
        wanted_from=applicant.wanted_from,
        priority=applicant.priority,
        reasons=tuple(PriorityReason(one) for one in applicant.priority_reasons),
        state=ApplicantState(applicant.state),
        state_on=applicant.state_on,
        declined_by=DeclinedBy(applicant.state_by) if declined else None,
        state_reason=applicant.state_reason,
        remark=applicant.remark if shown(sight, "remark") else None,
        offer=_offer(row),
        missing=still_missing(papers, asked_of(source, applicant.category)),
    )


def category_for(sight: Sight, code: str | None) -> str | None:
    """The category as far as this reader may see it: health data only with the right to it."""
    if not sight.category or (code in BY_CODE and BY_CODE[code or ""].sensitive and not sight.health):
        return None
    return code or ""


def _offer(row: ResultRow[Any]) -> Offer | None:
    if row.booking_id is None:
        return None
    address = f"{row.wisma} {row.room}/{row.label}"
    return Offer(row.booking_id, row.bed_id, address, row.from_night, row.until_night - timedelta(days=1))


def demand(session: Session, night: date) -> tuple[Demand, ...]:
    """How many wait, by sex, needs, day and whether a bed is kept for them that night or later; no names at all."""
    kept = exists().where(BedBookingTable.applicant_id == ApplicantTable.id, BedBookingTable.until_night > night)
    columns = (ApplicantTable.sex, ApplicantTable.needs, ApplicantTable.wanted_from, kept)
    query = select(*columns).where(ApplicantTable.state.in_(OPEN))
    counted = Counter(
        (Sex(sex or ""), tuple(sorted(Need(one) for one in needs)), from_day, bool(offered))
        for sex, needs, from_day, offered in session.execute(query)
    )
    lines = [Demand(*group, people) for group, people in counted.items()]
    return tuple(sorted(lines, key=lambda one: (one.sex, one.needs, one.from_day or date.min, one.offered)))


def offers_ending(session: Session, night: date) -> int:
    """How many offers hold through this night and no longer, or have ended without a word."""
    last = func.max(BedBookingTable.until_night)
    query = (
        select(ApplicantTable.id)
        .join(BedBookingTable, BedBookingTable.applicant_id == ApplicantTable.id)
        .where(ApplicantTable.state.in_(sorted(state.value for state in OPEN_STATES)))
        .group_by(ApplicantTable.id)
        .having(last <= night + timedelta(days=1))
    )
    return len(session.scalars(query).all())
