"""Who may be here twice: a hint while typing, and the pairs kept for a human to look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, case, or_, select, union
from sqlalchemy.orm import Session

from shelter_admin.domain.identity.alike import COMMON_BONES
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.names import index_of_sounds, search_key
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.likeness import Known, Reason, likely
from shelter_admin.domain.residents import NAMELESS, PossiblePair, Similar
from shelter_admin.persistence import dialects
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, PossibleDoubleTable
from shelter_admin.persistence.residents.records import Reading, lines, lines_of, read

_MOST: Final = 100
_AFTER: Final = "\uffff"
_SHORTEST: Final = 3
_YEARS: Final = 10
_BONES: Final = 3
_REGENCY: Final = len("64.72")


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody half typed. The NIK is asked for only where the reader may see NIKs."""

    name: str = field(repr=False)
    sex: Sex
    born: PartialDate = field(repr=False)
    nik: str | None = field(repr=False)
    region: str | None = None
    origin: str = field(default="", repr=False)
    without: frozenset[str] = frozenset()


def similar(session: Session, reading: Reading, asked: Asked, limit: int) -> list[Similar]:
    """Who may already be known, the likeliest first: few are fetched by index, those are compared."""
    nameless = search_key(asked.name) in {"", search_key(NAMELESS)}
    if nameless or len(asked.name.strip()) < _SHORTEST:
        asked = replace(asked, name="")
    if not asked.name and asked.nik is None and asked.born.as_day is None:
        return []
    wanted = Known("", asked.name, "", asked.sex, asked.born, asked.nik, asked.region, asked.origin)
    found = likely(wanted, _candidates(session, reading, asked), limit)
    by_id = lines_of(session, reading, [one.person.id for one in found]) if found else {}
    return [Similar(by_id[one.person.id], one.score, one.reason) for one in found if one.person.id in by_id]


def _candidates(session: Session, reading: Reading, asked: Asked) -> list[Known]:
    ids: dict[str, None] = {}
    for query in _indexed(asked):
        ids.update(dict.fromkeys(session.scalars(query)))
    words = search_key(asked.name).split()
    if words:
        ids.update(dict.fromkeys(dialects.found(session.connection(), words, dialects.SEARCHED[:-1], _MOST)))
    wanted = [one for one in ids if one not in asked.without]
    query = in_sight(compared().where(PersonTable.id.in_(wanted)), reading.sight)
    return [known_of(row, with_nik=reading.sight.identity) for row in session.execute(query)]


def compared() -> Select[*tuple[Any, ...]]:
    """The columns by which people are compared."""
    return select(
        PersonTable.id,
        PersonTable.name,
        PersonTable.alias,
        PersonTable.sex,
        PersonTable.birth_year,
        PersonTable.birth_month,
        PersonTable.birth_day,
        PersonTable.birth_quality,
        PersonTable.nik,
        PersonTable.origin_code,
        PersonTable.origin_text,
    )


def known_of(row: Row[*tuple[Any, ...]], *, with_nik: bool = True) -> Known:
    """What is compared of a person; the NIK only where the reader may see it."""
    return Known(
        row.id,
        row.name,
        row.alias,
        Sex(row.sex or ""),
        PartialDate(row.birth_year, row.birth_month, row.birth_day, DateQuality(row.birth_quality)),
        row.nik if with_nik else None,
        row.origin_code,
        row.origin_text,
    )


def _indexed(asked: Asked) -> list[Select[str]]:
    """What an index answers alone: the same NIK, the same birth, words that sound alike with the origin or the birth.

    Only where nothing but a name is known are those looked for of whom no more than words sound alike.
    """
    found: list[Select[str]] = []
    ids = select(PersonTable.id).limit(_MOST)
    if asked.nik:
        found.append(ids.where(PersonTable.nik >= asked.nik[:15], PersonTable.nik < asked.nik[:15] + _AFTER))
    born = asked.born
    if born.as_day is not None:
        same_day = (PersonTable.birth_month == born.month, PersonTable.birth_day == born.day)
        found.append(ids.where(PersonTable.birth_year == born.year, *same_day))
    sound = index_of_sounds(asked.name)
    if not sound:
        return found
    found.append(ids.where(PersonTable.sound == sound))
    heard = _heard(sound.split())
    if asked.region and len(asked.region) >= _REGENCY:
        region = asked.region[:_REGENCY]
        from_there = and_(PersonTable.origin_code >= region, PersonTable.origin_code < region + _AFTER)
        found.append(ids.where(from_there, heard > 0).order_by(heard.desc()))
    if born.year is not None:
        found.append(ids.where(_born_about(born), heard > 0).order_by(heard.desc()))
    if born.year is None and not asked.region:
        found.append(ids.where(heard > min(len(sound.split()), 2)).order_by(heard.desc()))
    return found


def _heard(bones: list[str]) -> ColumnElement[int]:
    """How much of these words is heard in somebody's name, those that few are called by counting more."""
    counted = [
        case(
            (PersonTable.sound.like(f"% {word}%"), 2 if word in COMMON_BONES else 4),
            (PersonTable.sound.like(f"% {word[:_BONES]}%"), 1 if word in COMMON_BONES else 3),
            else_=0,
        )
        for word in bones[:4]
    ]
    total: ColumnElement[int] = counted[0]
    for one in counted[1:]:
        total = total + one
    return total


def _born_about(born: PartialDate) -> ColumnElement[bool]:
    """Births that may be meant: within some years where it is guessed, else that year, or that day of another."""
    year = born.year or 0
    about = PersonTable.birth_year.between(year - _YEARS, year + _YEARS)
    if born.quality is DateQuality.ABOUT:
        return about
    guessed = PersonTable.birth_month.is_(None)
    same_day = and_(PersonTable.birth_month == born.month, PersonTable.birth_day == born.day)
    if born.day is None:
        return about
    return and_(about, or_(PersonTable.birth_year == year, guessed, same_day))


def pairs(session: Session, reading: Reading) -> list[PossiblePair]:
    """The pairs a human should look at, of people the reader sees."""
    table = PossibleDoubleTable
    rows = session.execute(select(table.first_id, table.second_id, table.because).order_by(table.id)).all()
    everybody = union(select(table.first_id), select(table.second_id)).scalar_subquery()
    query = lines(reading).where(PersonTable.id.in_(everybody))
    by_id = {line.person_id: line for line in read(session, reading, query)}
    return [
        PossiblePair(by_id[row.first_id], by_id[row.second_id], Reason(row.because))
        for row in rows
        if row.first_id in by_id and row.second_id in by_id
    ]
