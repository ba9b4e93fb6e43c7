"""What can be wrong in a store although every guard stood: asked of the database itself, row against row."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Damaged
from shelter_admin.persistence import audit, dialects
from shelter_admin.persistence.audit import ChainFault

_OVERLAP: Final = """
SELECT count(*) FROM {table} AS one JOIN {table} AS other ON other.{subject} = one.{subject} AND other.id > one.id
WHERE one.{start} IS NOT NULL AND other.{start} IS NOT NULL
  AND (one.{end} IS NULL OR one.{end} > one.{start}) AND (other.{end} IS NULL OR other.{end} > other.{start})
  AND one.{start} < coalesce(other.{end}, '9999-12-31') AND other.{start} < coalesce(one.{end}, '9999-12-31')
"""

COUNTED: Final = {
    "bed_taken_twice": _OVERLAP.format(table="placement", subject="bed_id", start="from_night", end="until_night"),
    "person_in_two_beds_at_once": _OVERLAP.format(
        table="placement", subject="person_id", start="from_night", end="until_night"
    ),
    "stays_at_once": _OVERLAP.format(table="stay", subject="person_id", start="admitted_on", end="left_on"),
    "bed_of_somebody_gone": """
        SELECT count(*) FROM placement JOIN stay ON stay.id = placement.stay_id
        WHERE stay.leave_reason IS NOT NULL AND placement.until_night IS NULL
    """,
    "bed_outside_stay": """
        SELECT count(*) FROM placement JOIN stay ON stay.id = placement.stay_id
        WHERE (placement.until_night IS NULL OR placement.until_night > placement.from_night)
          AND (placement.from_night < stay.admitted_on OR placement.until_night > stay.left_on)
    """,
    "bed_of_another_person": """
        SELECT count(*) FROM placement JOIN stay ON stay.id = placement.stay_id
        WHERE stay.person_id <> placement.person_id
    """,
    "out_although_gone": """
        SELECT count(*) FROM outing JOIN stay ON stay.id = outing.stay_id
        WHERE stay.leave_reason IS NOT NULL AND outing.in_at IS NULL
    """,
    "roll_call_counts_twice": """
        SELECT count(*) FROM (
            SELECT 1 FROM roll_call_mark GROUP BY roll_call_id, person_id HAVING count(*) > 1
        )
    """,
    "roll_call_counts_stranger": """
        SELECT count(*) FROM roll_call_mark AS mark JOIN stay ON stay.id = mark.stay_id
        JOIN roll_call ON roll_call.id = mark.roll_call_id
        WHERE stay.person_id <> mark.person_id OR stay.admitted_on > date(roll_call.night, '+1 day')
    """,
    "person_without_stay": """
        SELECT count(*) FROM person WHERE NOT EXISTS (SELECT 1 FROM stay WHERE stay.person_id = person.id)
    """,
    "search_incomplete": """
        SELECT abs((SELECT count(*) FROM person) - (SELECT count(*) FROM person_search))
    """,
}


def faults(connection: Connection) -> list[str]:
    """What the database finds wrong in its own pages and references; damage it stumbles over counts as one more."""
    try:
        return dialects.integrity_faults(connection)
    except DBAPIError as error:
        return [_damage(error)]


def log(session: Session, seen: tuple[int, bytes] | None) -> tuple[int, ChainFault | None, list[tuple[int, int]]]:
    """Walk the log: how many entries, the first fault, and the lost ends noted at earlier openings."""
    try:
        entries, fault = audit.walk(session, seen)
        return entries, fault, audit.lost_tails(session)
    except DBAPIError as error:
        _damage(error)
        return 0, ChainFault("unreadable", 0), []


def contradictions(connection: Connection) -> dict[str, int]:
    """How often each rule is broken, by rule; rules that hold are left out."""
    found: dict[str, int] = {}
    for rule, query in COUNTED.items():
        try:
            count = int(connection.exec_driver_sql(query).scalar_one())
        except DBAPIError as error:
            _damage(error)
            count = 1
        if count:
            found[rule] = count
    return found


def _damage(error: DBAPIError) -> str:
    """Name the damage; anything that is not damage is raised again."""
    failure = dialects.failure_in(error)
    if not isinstance(failure, Damaged):
        raise error
    return str(error.orig)
