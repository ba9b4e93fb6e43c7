"""Who may be here twice: a hint while typing, and the pairs kept for a human to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, select, union
from sqlalchemy.orm import Session

from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.names import search_key, sound_key
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.likeness import Known, Likenesses, Reason
from shelter_admin.domain.residents import NAMELESS, PossiblePair, Similar
from shelter_admin.persistence import dialects
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, PossibleDoubleTable
from shelter_admin.persistence.residents.records import Reading, lines, lines_of, read

_MOST: Final = 200
_AFTER: Final = "\uffff"
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody half typed. The NIK is asked for only where the reader may see NIKs."""

    name: str = field(repr=False)
    sex: Sex
    born: PartialDate = field(repr=False)
    nik: str | None = field(repr=False)


def similar(session: Session, reading: Reading, asked: Asked, limit: int) -> list[Similar]:
    """Who may already be known, the likeliest first: few are fetched by index, those are compared."""
    nameless = search_key(asked.name) in {"", search_key(NAMELESS)}
    if asked.nik is None and (nameless or len(asked.name.strip()) < _SHORTEST):
        return []
    name = "" if nameless else asked.name
    known = _candidates(session, reading, name, asked.nik)
    likely = Likenesses(known).like(name, sex=asked.sex, born=asked.born, nik=asked.nik, limit=limit)
    by_id = lines_of(session, reading, [one.person.id for one in likely]) if likely else {}
    return [Similar(by_id[one.person.id], one.score) for one in likely if one.person.id in by_id]


def _candidates(session: Session, reading: Reading, name: str, nik: str | None) -> list[Known]:
    ids: dict[str, None] = {}
    for condition in _indexed(name, nik):
        ids.update(dict.fromkeys(session.scalars(select(PersonTable.id).where(condition).limit(_MOST))))
    words = search_key(name).split()
    if words:
        ids.update(dict.fromkeys(dialects.found(session.connection(), words, dialects.SEARCHED[:-1], _MOST)))
    query = in_sight(compared().where(PersonTable.id.in_(ids)), reading.sight)
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
    )


def _indexed(name: str, nik: str | None) -> list[ColumnElement[bool]]:
    """What an index answers at once: the same NIK, the same sound, the same beginning of the sound."""
    conditions: list[ColumnElement[bool]] = []
    if nik:
        conditions.append(and_(PersonTable.nik >= nik[:15], PersonTable.nik < nik[:15] + _AFTER))
    sound = sound_key(name)
    if sound:
        first, _, rest = sound.partition(" ")
        begins = f"{first} {rest[0]}" if rest else first
        conditions.append(PersonTable.sound == sound)
        conditions.append(and_(PersonTable.sound >= begins, PersonTable.sound < begins + _AFTER))
    return conditions


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
