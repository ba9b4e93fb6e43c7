"""Lists of residents: one statement each, every one through the sight of its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import ResidentFilter, ResidentLine, Status
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.lookup import newest_photo
from shelter_admin.persistence.people.sight import in_sight, shown
from shelter_admin.persistence.people.tables import (
    HealthTable,
    PersonCategoryTable,
    PersonTable,
    StayTable,
)
from shelter_admin.persistence.presence.tables import OutingTable
from shelter_admin.persistence.residents.linked import is_linked
from shelter_admin.persistence.training.tables import EnrolmentTable

MOST: Final = 5000


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose eyes a list is made for, and on which day and night."""

    sight: Sight
    today: date
    night: date


def in_house() -> ColumnElement[bool]:
    """The running stay of whoever is in the house."""
    return and_(StayTable.person_id == PersonTable.id, StayTable.leave_reason.is_(None))


def newest_stay() -> ColumnElement[bool]:
    """The running stay of a person, else the one that ended last."""
    stay = aliased(StayTable)
    newest = (
        select(stay.id)
        .where(stay.person_id == PersonTable.id)
        .order_by(
            case((stay.leave_reason.is_(None), 0), else_=1),
            func.coalesce(stay.left_on, stay.admitted_on).desc(),
            stay.id.desc(),
        )
        .limit(1)
        .correlate(PersonTable)
        .scalar_subquery()
    )
    return StayTable.id == newest


_TODAY: Final = bindparam("today", type_=Date)
_NIGHT: Final = bindparam("night", type_=Date)


def _bed_tonight() -> ColumnElement[bool]:
    placed = aliased(PlacementTable)
    tonight = (
        select(placed.id)
        .where(
            placed.stay_id == StayTable.id,
            placed.from_night <= _TODAY,
            or_(placed.until_night.is_(None), placed.until_night > _NIGHT),
            or_(placed.until_night.is_(None), placed.until_night > placed.from_night),
        )
        .order_by(placed.from_night.desc())
        .limit(1)
        .correlate(StayTable)
        .scalar_subquery()
    )
    return PlacementTable.id == tonight


def _outside() -> ColumnElement[bool]:
    return exists(select(OutingTable.id).where(OutingTable.stay_id == StayTable.id, OutingTable.in_at.is_(None)))


_OF_PERSON: Final = (
    PersonTable.id.label("person_id"),
    PersonTable.number,
    PersonTable.name,
    PersonTable.alias,
    PersonTable.sex,
    PersonTable.birth_year,
    PersonTable.birth_month,
    PersonTable.birth_day,
    PersonTable.birth_quality,
    PersonTable.origin_code,
    PersonTable.origin_text,
)
_OF_STAY: Final = (
    StayTable.id.label("stay_id"),
    StayTable.admitted_on,
    StayTable.left_on,
    StayTable.leave_reason,
    StayTable.expected_exit_on,
    StayTable.quick,
)


@cache
def _statement(*, here: bool) -> Select[*tuple[Any, ...]]:
    """Every list's statement, made once: people with the stay meant, bed tonight, photo and flags."""
    return (
        select(
            *_OF_PERSON,
            *_OF_STAY,
            WismaTable.name.label("wisma"),
            RoomTable.name.label("room"),
            BedTable.label.label("bed"),
            _outside().label("outside"),
            newest_photo().label("photo_id"),
            PersonCategoryTable.category,
            HealthTable.attention,
        )
        .select_from(PersonTable)
        .join(StayTable, in_house() if here else newest_stay())
        .outerjoin(PlacementTable, _bed_tonight())
        .outerjoin(BedTable, BedTable.id == PlacementTable.bed_id)
        .outerjoin(RoomTable, RoomTable.id == BedTable.room_id)
        .outerjoin(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .outerjoin(PersonCategoryTable, and_(PersonCategoryTable.person_id == PersonTable.id, PersonCategoryTable.main))
        .outerjoin(HealthTable, HealthTable.person_id == PersonTable.id)
    )


def lines(reading: Reading, *, here: bool = False) -> Select[*tuple[Any, ...]]:
    """The people the reader sees: with ``here`` those in the house, else everybody with the newest stay."""
    return in_sight(_statement(here=here), reading.sight)


def read(session: Session, reading: Reading, query: Select[*tuple[Any, ...]]) -> list[ResidentLine]:
    """Carry out a list's statement."""
    rows = session.connection().execute(query, {"today": reading.today, "night": reading.night})
    return [_line_from(row, reading) for row in rows]


def _line_from(row: ResultRow[Any], reading: Reading) -> ResidentLine:
    """Turn a row of the statement into a line, hiding what the reader may not see."""
    born = PartialDate(row.birth_year, row.birth_month, row.birth_day, DateQuality(row.birth_quality))
    left = row.leave_reason is not None
    return ResidentLine(
        person_id=row.person_id,
        stay_id=row.stay_id,
        number=row.number,
        name=row.name,
        alias=row.alias,
        sex=Sex(row.sex or ""),
        age=born.age_on(reading.today),
        age_about=born.quality in {DateQuality.ABOUT, DateQuality.YEAR},
        origin=row.origin_text or row.origin_code or "",
        wisma="" if left else row.wisma or "",
        bed="" if left or row.wisma is None else f"{row.wisma} {row.room}/{row.bed}",
        status=Status.LEFT if left else Status.OUT if row.outside else Status.IN_HOUSE,
        admitted_on=row.admitted_on,
        left_on=row.left_on,
        expected_exit_on=row.expected_exit_on,
        to_complete=row.quick,
        photo_id=row.photo_id,
        category=_category(row.category, reading.sight),
        attention=bool(row.attention) if shown(reading.sight, "attention") else None,
    )


def _category(code: str | None, sight: Sight) -> str | None:
    """The main category for a list; one that is health data stays out of lists of all but health."""
    if code is None or not shown(sight, "category"):
        return None
    return code if sight.health or not BY_CODE[code].sensitive else None


def resident_list(session: Session, reading: Reading, wanted: ResidentFilter) -> list[ResidentLine]:
    """The residents a filter shows, by name, in one statement; at most ``MOST``; of linked files the kept one."""
    only_here = Status.LEFT not in wanted.status
    query = lines(reading, here=only_here).where(*_conditions(wanted))
    if not only_here:
        query = query.where(~is_linked())
    return read(session, reading, query.order_by(func.lower(PersonTable.name), PersonTable.number).limit(MOST))


def _conditions(wanted: ResidentFilter) -> list[ColumnElement[bool]]:
    limits: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.sex is not None, _sex(wanted.sex)),
        (wanted.wisma, WismaTable.name == wanted.wisma),
        (wanted.category_code, _in_category(wanted.category_code)),
        (wanted.program_id, _in_program(wanted.program_id)),
        (wanted.to_complete, StayTable.quick.is_(True)),
        (wanted.without_bed, and_(PlacementTable.id.is_(None), StayTable.leave_reason.is_(None))),
    ]
    days = (
        (StayTable.admitted_on, wanted.admitted_from, wanted.admitted_until),
        (StayTable.left_on, wanted.left_from, wanted.left_until),
    )
    chosen = [condition for asked, condition in limits if asked]
    chosen += [column >= first for column, first, _ in days if first is not None]
    chosen += [column <= last for column, _, last in days if last is not None]
    return [_status(wanted.status), *chosen]


def _status(wanted: frozenset[Status]) -> ColumnElement[bool]:
    here = StayTable.leave_reason.is_(None)
    meanings = {Status.IN_HOUSE: and_(here, ~_outside()), Status.OUT: and_(here, _outside()), Status.LEFT: ~here}
    if {Status.IN_HOUSE, Status.OUT} <= wanted:
        return or_(here, ~here) if Status.LEFT in wanted else here
    return or_(*(meanings[status] for status in sorted(wanted)))


def _sex(sex: Sex | None) -> ColumnElement[bool]:
    return PersonTable.sex == sex.value if sex else PersonTable.sex.is_(None)


def _in_category(code: str | None) -> ColumnElement[bool]:
    return exists(
        select(PersonCategoryTable.id)
        .where(PersonCategoryTable.person_id == PersonTable.id, PersonCategoryTable.category == code)
        .correlate(PersonTable)
    )


def _in_program(program_id: str | None) -> ColumnElement[bool]:
    return exists(
        select(EnrolmentTable.id)
        .where(EnrolmentTable.stay_id == StayTable.id, EnrolmentTable.program_id == program_id)
        .correlate(StayTable)
    )


def lines_of(session: Session, reading: Reading, person_ids: Iterable[str]) -> dict[str, ResidentLine]:
    """The lines of these people, by id; who is out of the reader's sight is left out."""
    query = lines(reading).where(PersonTable.id.in_(list(person_ids)))
    return {line.person_id: line for line in read(session, reading, query)}
