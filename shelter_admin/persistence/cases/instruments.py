"""Instruments as the store keeps them: every edition that was filled or imported, the newest of a code in use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.cases.assessments import InstrumentEdition
from shelter_admin.domain.cases.instruments import Instrument
from shelter_admin.domain.cases.reading import read_instrument
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.tables import InstrumentTable

OWN: Final = "own"
"""Beside the content of an instrument that the office brought: the program's own does not take its place."""

Plain = Mapping[str, Any]


def by_id(session: Session, ids: Iterable[str]) -> dict[str, Instrument]:
    """These instruments as they read in their edition."""
    query = select(InstrumentTable.id, InstrumentTable.content).where(InstrumentTable.id.in_(set(ids)))
    return {row.id: read_instrument(row.content) for row in session.execute(query)}


def current(session: Session, shipped: Iterable[Plain]) -> tuple[InstrumentEdition, ...]:
    """Every instrument as it reads now, those that come with the program first; retired ones are among them."""
    known: dict[str, list[InstrumentTable]] = defaultdict(list)
    for row in session.scalars(select(InstrumentTable).order_by(InstrumentTable.code, InstrumentTable.edition)):
        known[row.code].append(row)
    found = []
    for plain in shipped:
        rows = known.pop(str(plain["code"]), [])
        if _begins_new(rows, plain):
            found.append(InstrumentEdition("", len(rows) + 1, read_instrument(plain)))
        else:
            found.append(_edition(rows[-1]))
    return (*found, *(_edition(rows[-1]) for rows in known.values()))


def _begins_new(rows: list[InstrumentTable], plain: Plain) -> bool:
    """Say whether the program's own content is a new edition: never stored, and the office brought no own one."""
    return not rows or (not _is_own(rows[-1]) and all(row.content != plain for row in rows))


def _is_own(row: InstrumentTable) -> bool:
    return bool(row.content.get(OWN))


def _edition(row: InstrumentTable) -> InstrumentEdition:
    return InstrumentEdition(
        row.id, row.edition, read_instrument(row.content), own=_is_own(row), retired=row.retired_on is not None
    )


def the_instrument(session: Session, code: str, shipped: Iterable[Plain]) -> InstrumentTable:
    """The edition in use of a code, written down now if nobody used it yet; raises Refused ``instrument_unknown``."""
    query = select(InstrumentTable).where(InstrumentTable.code == code).order_by(InstrumentTable.edition)
    rows = list(session.scalars(query))
    plain = next((one for one in shipped if one["code"] == code), None)
    if plain is not None and _begins_new(rows, plain):
        return add(session, plain, own=False)
    if not rows:
        raise Refused("instrument_unknown", field="code")
    return rows[-1]


def add(session: Session, plain: Plain, *, own: bool) -> InstrumentTable:
    """Write the next edition of a code down."""
    code = str(plain["code"])
    before = session.scalars(
        select(InstrumentTable.edition).where(InstrumentTable.code == code).order_by(InstrumentTable.edition.desc())
    ).first()
    content = {**plain, OWN: True} if own else dict(plain)
    row = InstrumentTable(
        id=new_id(), code=code, edition=(before or 0) + 1, name=str(plain["name"]).strip(), content=content
    )
    session.add(row)
    session.flush()
    return row


def the_edition(session: Session, instrument_id: str) -> InstrumentTable:
    """One edition; raises Refused ``instrument_unknown``."""
    row = session.get(InstrumentTable, instrument_id)
    if row is None:
        raise Refused("instrument_unknown", field="instrument_id")
    return row


def retire(session: Session, row: InstrumentTable, day: date | None) -> None:
    """Take an instrument out of use, or (None) into use again."""
    row.retired_on = day
    session.flush()
