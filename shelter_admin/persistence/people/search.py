"""Search as you type: by name, alias, own number, origin, bed, and NIK for whoever may see it."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select, text
from sqlalchemy.orm import Session

from shelter_admin.domain.residents import ResidentLine
from shelter_admin.persistence import dialects
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.records import Reading, in_house, line_from, lines, lines_of
from shelter_admin.persistence.people.sight import in_sight, seen_by
from shelter_admin.persistence.people.tables import PersonTable, StayTable

_WORD: Final = re.compile(r"\w[\w.'’-]*", re.UNICODE)
_BED: Final = re.compile(r"[\s/]+")
_CLASS_MOST: Final = 2000
_SHORTEST_WISMA: Final = 3


def find(session: Session, reading: Reading, typed: str, *, include_left: bool, limit: int) -> list[ResidentLine]:
    """Who is meant by what has been typed so far: exact number, then in the house, then who has left."""
    words = [word.strip(".'’-") for word in _WORD.findall(typed)]
    if not words:
        return []
    ids = dict.fromkeys(_numbered(session, reading, typed))
    ids.update(dict.fromkeys(_here(session, reading, words, limit)))
    ids.update(dict.fromkeys(_in_bed(session, reading, typed, limit)))
    found = _shown(session, reading, list(ids)[:limit], include_left=include_left)
    if include_left and len(found) < limit:
        known = {line.person_id for line in found}
        others = [one for one in _anybody(session, reading, words, limit + len(known)) if one not in known]
        found += _shown(session, reading, others[: limit - len(found)], include_left=True)
    return found


def _shown(session: Session, reading: Reading, ids: list[str], *, include_left: bool) -> list[ResidentLine]:
    if not ids:
        return []
    if include_left:
        by_id = lines_of(session, reading, ids)
        return [by_id[one] for one in ids if one in by_id]
    query = lines(reading, in_house()).where(PersonTable.id.in_(ids))
    here = {row.person_id: line_from(row, reading) for row in session.execute(query)}
    return [here[one] for one in ids if one in here]


def _numbered(session: Session, reading: Reading, typed: str) -> list[str]:
    """Whose own number this is, in full; and in the house also by its last digits."""
    number = typed.strip()
    meant: list[ColumnElement[bool]] = [PersonTable.number.in_({number, number.upper()})]
    if number.isdigit() and len(number) <= 6:
        here = select(StayTable.person_id).where(StayTable.leave_reason.is_(None))
        meant.append(and_(PersonTable.id.in_(here), PersonTable.number.like(f"%{number}")))
    query = select(PersonTable.id).where(or_(*meant)).order_by(PersonTable.number != number, PersonTable.number)
    return list(session.scalars(in_sight(query, reading.sight).limit(10)))


def _expression(reading: Reading, words: list[str]) -> str:
    return dialects.matching(words, with_nik=reading.sight.identity)


def _here(session: Session, reading: Reading, words: list[str], limit: int) -> list[str]:
    """Who is in the house and matches every word, names that begin so first."""
    most = limit if reading.sight.only_class_of is None else _CLASS_MOST
    asked = {"expression": _expression(reading, words), "first": words[0].lower(), "most": most}
    return list(session.scalars(text(dialects.SEARCH_HERE_SQL), asked))


def _anybody(session: Session, reading: Reading, words: list[str], most: int) -> list[str]:
    """Everybody who matches every word, the nearest first."""
    if reading.sight.only_class_of is not None:
        return _of_class(session, reading, words)
    asked = {"expression": _expression(reading, words), "most": most}
    return list(session.scalars(text(dialects.SEARCH_SQL), asked))


def _of_class(session: Session, reading: Reading, words: list[str]) -> list[str]:
    """A trainer's class is small, so it is read whole rather than searched for among everybody."""
    spoken = PersonTable.name + " " + PersonTable.alias + " " + PersonTable.number + " " + PersonTable.origin_text
    meant = [func.lower(" " + spoken).contains(f" {word.lower()}", autoescape=True) for word in words]
    query = select(PersonTable.id).where(seen_by(reading.sight, PersonTable.id), *meant).order_by(PersonTable.name)
    return list(session.scalars(query.limit(_CLASS_MOST)))


def _in_bed(session: Session, reading: Reading, typed: str, limit: int) -> list[str]:
    """Who sleeps tonight where these words lead: ``melati``, ``melati 3``, ``melati 3/2``."""
    parts = [part for part in _BED.split(typed.strip().lower()) if part]
    wismas = session.execute(select(WismaTable.id, func.lower(WismaTable.name).label("name"))).all()
    for count in range(len(parts), 0, -1):
        named = [row.id for row in wismas if _means(" ".join(parts[:count]), row.name, whole=count < len(parts))]
        if named and len(parts) - count <= 2:
            return _sleeping(session, reading, named, parts[count:], limit)
    return []


def _means(typed: str, wisma: str, *, whole: bool) -> bool:
    """Say whether these words name a wisma: by its beginning, with or without the word before its name."""
    bare = wisma.removeprefix("wisma ").removeprefix("asrama ")
    if whole:
        return typed in {wisma, bare}
    return len(typed) >= _SHORTEST_WISMA and (wisma.startswith(typed) or bare.startswith(typed))


def _sleeping(session: Session, reading: Reading, wismas: list[str], place: list[str], limit: int) -> list[str]:
    query = (
        select(PlacementTable.person_id)
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(PersonTable, PersonTable.id == PlacementTable.person_id)
        .where(
            RoomTable.wisma_id.in_(wismas),
            PlacementTable.from_night <= reading.today,
            or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > reading.night),
        )
        .order_by(func.length(RoomTable.name), RoomTable.name, func.length(BedTable.label), BedTable.label)
    )
    if place:
        query = query.where(func.lower(RoomTable.name) == place[0])
    if len(place) > 1:
        query = query.where(func.lower(BedTable.label) == place[1])
    return list(session.scalars(in_sight(query, reading.sight).limit(limit)))
