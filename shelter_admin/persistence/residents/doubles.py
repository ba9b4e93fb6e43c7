"""Who may be here twice: a hint while typing, and the pairs kept for a human to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, case, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.identity.alike import COMMON_BONES
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.names import index_of_sounds, search_key
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.likeness import Known, Likely, Reason, likely
from shelter_admin.domain.residents import NAMELESS, PossiblePair, Similar
from shelter_admin.persistence import dialects
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, PossibleDoubleTable
from shelter_admin.persistence.residents.linked import kept_files
from shelter_admin.persistence.residents.records import Reading, lines_of
from shelter_admin.persistence.residents.tables import PersonVerdictTable

_MOST: Final = 150
_AFTER: Final = "\uffff"
_SHORTEST: Final = 3
_YEARS: Final = 10
_BONES: Final = 2
_MOST_KEPT: Final = 10
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
    kept = kept_files(session, [one.person.id for one in found])
    meant: dict[str, Likely] = {}
    for one in found:
        meant.setdefault(kept.get(one.person.id, one.person.id), one)
    by_id = lines_of(session, reading, meant) if meant else {}
    return [Similar(by_id[end], one.score, one.reason) for end, one in meant.items() if end in by_id]


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
    counted = []
    for word in bones[:4]:
        rare = 0 if word in COMMON_BONES else 2
        heard = [(PersonTable.sound.like(f"% {word}%"), 2 + rare)]
        if len(word) > _BONES:
            heard.append((PersonTable.sound.like(f"% {word[:_BONES]}%"), 1 + rare))
        counted.append(case(*heard, else_=0))
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


def pairs(session: Session, reading: Reading, person_id: str = "") -> list[PossiblePair]:
    """The pairs a human should still look at, of people the reader sees; with ``person_id`` those of one person.

    A file that belongs to another one stands for that one; what was decided about two people is not asked again.
    """
    table = PossibleDoubleTable
    query = select(table.first_id, table.second_id, table.because).order_by(table.id)
    if person_id:
        query = query.where(or_(table.first_id == person_id, table.second_id == person_id))
    rows = session.execute(query).all()
    kept = kept_files(session, {end for row in rows for end in (row.first_id, row.second_id)})
    known = _decided(session)
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        first, second = (kept.get(end, end) for end in (row.first_id, row.second_id))
        pair = (first, second) if first < second else (second, first)
        if first != second and not {pair, (row.first_id, row.second_id)} & known:
            found.setdefault(pair, row.because)
    everybody = {end for pair in found for end in pair}
    by_id = lines_of(session, reading, everybody) if everybody else {}
    return [
        PossiblePair(by_id[first], by_id[second], Reason(because))
        for (first, second), because in found.items()
        if first in by_id and second in by_id
    ]


def _decided(session: Session) -> set[tuple[str, str]]:
    rows = session.execute(select(PersonVerdictTable.first_id, PersonVerdictTable.second_id))
    return {(row.first_id, row.second_id) for row in rows}


def keep_pairs(session: Session, reading: Reading, person_id: str) -> tuple[str, ...]:
    """Look for whom this person may be twice, among all whom the reader sees, and keep the pairs for a human.

    Gives the rows kept anew. A name alone is no reason; what was decided or is on the list already is left.
    """
    person = session.execute(compared().where(PersonTable.id == person_id)).one()
    me = known_of(person, with_nik=reading.sight.identity)
    asked = Asked(me.name, me.sex, me.born, me.nik, me.region, me.origin, frozenset({person_id}))
    known = _decided(session) | {
        (row.first_id, row.second_id)
        for row in session.execute(
            select(PossibleDoubleTable.first_id, PossibleDoubleTable.second_id).where(
                or_(PossibleDoubleTable.first_id == person_id, PossibleDoubleTable.second_id == person_id)
            )
        )
    }
    made = []
    for one in likely(replace(me, id=""), _candidates(session, reading, asked), _MOST_KEPT):
        first, second = sorted((person_id, one.person.id))
        if one.reason not in {Reason.SAME_NAME, Reason.LIKE_NAME} and (first, second) not in known:
            row = PossibleDoubleTable(id=new_id(), first_id=first, second_id=second, because=one.reason.value)
            session.add(row)
            made.append(row.id)
    session.flush()
    return tuple(made)


def drop_pairs(session: Session, row_ids: Iterable[str]) -> None:
    """Take pairs from the list that an act put there."""
    for row_id in row_ids:
        row = session.get(PossibleDoubleTable, row_id)
        if row is not None:
            session.delete(row)
    session.flush()
