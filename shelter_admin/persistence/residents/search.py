"""Search as you type: by name, alias, own number, origin, bed; by NIK and remarks for whoever may see them."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.residents import ResidentLine
from shelter_admin.persistence import dialects
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.sight import in_sight, seen_by, sees_everybody
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents import linked
from shelter_admin.persistence.residents.records import Reading, in_house, lines, read

_WORD: Final = re.compile(r"\w[\w.'’-]*", re.UNICODE)
_BED: Final = re.compile(r"[\s/]+")
_EXACT: Final = select(PersonTable.id).where(PersonTable.number.in_(bindparam("numbers", expanding=True)))
_WISMAS: Final = select(WismaTable.id, func.lower(WismaTable.name).label("name"))
_CLASS_MOST: Final = 2000
_SHORTEST_WISMA: Final = 3
_LAST_DIGITS: Final = 6
_NUMBERS_MOST: Final = 10
_LEAST_DIGITS: Final = 4
_LEAST_LETTERS: Final = 4


def find(session: Session, reading: Reading, typed: str, *, include_left: bool, limit: int) -> list[ResidentLine]:
    """Who is meant by what has been typed so far: exact number, then in the house, then who has left."""
    words = [word.strip(".'’-") for word in _WORD.findall(typed)]
    if not words:
        return []
    ids = dict.fromkeys(_numbered(session, reading, typed))
    ids.update(dict.fromkeys(_here(session, reading, words, limit)))
    ids.update(dict.fromkeys(_in_bed(session, reading, typed, limit)))
    ids.update(dict.fromkeys(_by_what_else(session, reading, typed.strip(), limit)))
    if include_left and len(ids) < limit:
        ids.update(dict.fromkeys(_anybody(session, reading, words, limit + len(ids))))
    kept = linked.kept_files(session, ids)
    wanted = list(dict.fromkeys(kept.get(one, one) for one in ids))[:limit]
    if not wanted:
        return []
    query = lines(reading, here=not include_left).where(PersonTable.id.in_(wanted))
    found = {line.person_id: line for line in read(session, reading, query)}
    return [found[one] for one in wanted if one in found]


def _numbered(session: Session, reading: Reading, typed: str) -> list[str]:
    """Whose own number this is, in full; and in the house also by its last digits."""
    number = typed.strip()
    spellings = {"numbers": sorted({number, number.upper()})}
    found = list(session.connection().scalars(in_sight(_EXACT, reading.sight), spellings))
    if number.isdigit() and len(number) <= _LAST_DIGITS:
        ending = (
            select(PersonTable.id)
            .join(StayTable, in_house())
            .where(PersonTable.number.like(f"%{number}"))
            .order_by(PersonTable.number)
            .limit(_NUMBERS_MOST)
        )
        found += session.scalars(in_sight(ending, reading.sight))
    return found


def _searched(reading: Reading) -> tuple[str, ...]:
    """What this reader may search by: the NIK only who may see it."""
    return dialects.SEARCHED if reading.sight.identity else dialects.SEARCHED[:-1]


def _here(session: Session, reading: Reading, words: list[str], limit: int) -> list[str]:
    """Who is in the house and matches every word, names that begin so first."""
    whole = sees_everybody(reading.sight)
    most = limit if whole else _CLASS_MOST
    found = dialects.found_here(session.connection(), words, _searched(reading), most)
    return found if whole else _seen_of(session, reading, found)[:limit]


def _seen_of(session: Session, reading: Reading, found: list[str]) -> list[str]:
    """Of these people those whom the reader sees, before the list is cut off: nobody of a class may be lost to it."""
    seen = set(session.scalars(in_sight(select(PersonTable.id).where(PersonTable.id.in_(found)), reading.sight)))
    return [one for one in found if one in seen]


def _anybody(session: Session, reading: Reading, words: list[str], most: int) -> list[str]:
    """Everybody who matches every word, the nearest first."""
    if reading.sight.only_class_of is not None:
        return _of_class(session, reading, words)
    return dialects.found(session.connection(), words, _searched(reading), most)


def _of_class(session: Session, reading: Reading, words: list[str]) -> list[str]:
    """A trainer's class is small, so it is read whole rather than searched for among everybody."""
    spoken = PersonTable.name + " " + PersonTable.alias + " " + PersonTable.number + " " + PersonTable.origin_text
    meant = [func.lower(" " + spoken).contains(f" {word.lower()}", autoescape=True) for word in words]
    query = select(PersonTable.id).where(seen_by(reading.sight, PersonTable.id), *meant).order_by(PersonTable.name)
    return list(session.scalars(query.limit(_CLASS_MOST)))


def _in_bed(session: Session, reading: Reading, typed: str, limit: int) -> list[str]:
    """Who sleeps tonight where these words lead: ``melati``, ``melati 3``, ``melati 3/2``."""
    parts = [part for part in _BED.split(typed.strip().lower()) if part]
    wismas = session.connection().execute(_WISMAS).all()
    for count in range(len(parts), 0, -1):
        named = [row.id for row in wismas if _means(" ".join(parts[:count]), row.name, whole=count < len(parts))]
        if named and len(parts) - count <= 2:
            return _sleeping(session, reading, named, parts[count:], limit)
    return []


def _by_what_else(session: Session, reading: Reading, typed: str, limit: int) -> list[str]:
    """Who is in the house and has these digits somewhere in the NIK, or these words in a remark; both by right."""
    meant: list[ColumnElement[bool]] = []
    digits = re.sub(r"[\s.-]", "", typed)
    if reading.sight.identity and digits.isdecimal() and len(digits) >= _LEAST_DIGITS:
        meant.append(PersonTable.nik.contains(digits, autoescape=True))
    if reading.sight.remarks and len(typed) >= _LEAST_LETTERS:
        meant.append(func.lower(StayTable.remark).contains(typed.lower(), autoescape=True))
    if not meant:
        return []
    query = select(PersonTable.id).join(StayTable, in_house()).where(or_(*meant)).order_by(PersonTable.name)
    return list(session.scalars(in_sight(query, reading.sight).limit(limit)))


def _means(typed: str, wisma: str, *, whole: bool) -> bool:
    """Say whether these words name a wisma: by its beginning, with or without the word before its name."""
    meant, bare = _bare(typed), _bare(wisma)
    if whole:
        return meant == bare
    return len(meant) >= _SHORTEST_WISMA and bare.startswith(meant)


def _bare(wisma: str) -> str:
    return wisma.removeprefix("wisma ").removeprefix("asrama ")


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
