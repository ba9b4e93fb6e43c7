"""What can be wrong in a store although every guard stood: asked of the database itself, row against row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, cast, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates import codes
from shelter_admin.domain.errors import Damaged
from shelter_admin.persistence import audit, dialects
from shelter_admin.persistence.audit import ChainFault
from shelter_admin.persistence.certificates.tables import CertificatePaperTable, CertificateTable

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
        ) AS doubled
    """,
    "class_mark_outside_stay": """
        SELECT count(*) FROM enrolment JOIN stay ON stay.id = enrolment.stay_id
        JOIN attendance_mark AS mark ON mark.enrolment_id = enrolment.id
        JOIN class_session AS held ON held.id = mark.session_id
        WHERE held.day < stay.admitted_on OR held.day > stay.left_on
    """,
    "decision_of_another_person": """
        SELECT count(*) FROM exit_decision JOIN stay ON stay.id = exit_decision.stay_id
        WHERE stay.person_id <> exit_decision.person_id
    """,
    "certificate_of_another_person": """
        SELECT count(*) FROM certificate JOIN enrolment ON enrolment.id = certificate.enrolment_id
        JOIN stay ON stay.id = enrolment.stay_id WHERE stay.person_id <> certificate.person_id
    """,
    "certificate_number_missing": """
        SELECT coalesce(sum(last - many), 0) FROM (
            SELECT (
                SELECT coalesce(max(used_up.last), 0) FROM (
                    SELECT serial AS last, certificate.year FROM certificate
                    UNION ALL SELECT counter.last, counter.year FROM counter WHERE register = 'certificate'
                ) AS used_up WHERE used_up.year = used.year
            ) AS last, (SELECT count(*) FROM certificate WHERE certificate.year = used.year) AS many
            FROM (SELECT year FROM certificate UNION SELECT year FROM counter WHERE register = 'certificate') AS used
        ) AS years
    """,
    "certificate_without_paper": """
        SELECT count(*) FROM certificate
        WHERE NOT EXISTS (SELECT 1 FROM certificate_paper AS paper WHERE paper.certificate_id = certificate.id)
    """,
    "stay_after_death": """
        SELECT count(*) FROM stay JOIN stay AS ended ON ended.person_id = stay.person_id AND ended.id <> stay.id
        WHERE ended.leave_reason = 'MENINGGAL' AND (stay.leave_reason IS NULL OR stay.admitted_on > ended.left_on)
    """,
    "person_without_stay": """
        SELECT count(*) FROM person WHERE NOT EXISTS (SELECT 1 FROM stay WHERE stay.person_id = person.id)
    """,
    "search_incomplete": """
        SELECT abs((SELECT count(*) FROM person) - (SELECT count(*) FROM person_search))
    """,
}


def _strangers(connection: Connection) -> int:
    """Marks of roll-calls of somebody else, or of people who were admitted after that night."""
    rows = connection.exec_driver_sql(
        "SELECT stay.person_id <> mark.person_id, stay.admitted_on, roll_call.night FROM roll_call_mark AS mark "
        "JOIN stay ON stay.id = mark.stay_id JOIN roll_call ON roll_call.id = mark.roll_call_id "
        "WHERE stay.person_id <> mark.person_id OR stay.admitted_on > roll_call.night"
    )
    return sum(another or _day(admitted) > _day(night) + timedelta(days=1) for another, admitted, night in rows)


def _day(value: Any) -> date:
    """A day as either database gives it."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _papers_changed(connection: Connection) -> int:
    """Stored papers whose bytes are not those issued."""
    content = cast(CertificatePaperTable.content, LargeBinary)
    papers = connection.execute(
        select(content, CertificateTable.pdf_sha256).join(
            CertificateTable, CertificateTable.id == CertificatePaperTable.certificate_id
        )
    )
    return sum(hashlib.sha256(paper).hexdigest() != issued for paper, issued in papers)


def _codes_unsound(connection: Connection) -> int:
    """Certificates whose code the key does not verify, or that say something else than their code."""
    rows = connection.exec_driver_sql(
        "SELECT code, public_key, fingerprint, number, name, program, hours, mark, issued_on FROM certificate "
        "JOIN signing_key ON signing_key.id = certificate.key_id"
    )
    return sum(not _is_sound(row) for row in rows)


def _is_sound(row: Sequence[Any]) -> bool:
    code, key, short, number, name, program, hours, mark, issued_on = row
    try:
        signed = codes.decode(code)
        said = codes.statement_of(number, name, program, hours, mark, _day(issued_on))
        genuine = signed is not None and codes.is_signed_by(signed, [bytes(key)])
    except (ValueError, TypeError):  # a value of another kind than the program ever writes
        return False
    return genuine and signed is not None and signed.statement == said and codes.fingerprint(code) == short


READ: Final[dict[str, Callable[[Connection], int]]] = {
    "roll_call_counts_stranger": _strangers,
    "certificate_paper_changed": _papers_changed,
    "certificate_code_unsound": _codes_unsound,
}
"""What the database cannot reckon itself."""


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


def _counted(query: str) -> Callable[[Connection], int]:
    return lambda connection: int(connection.exec_driver_sql(query).scalar_one())


_COUNTS: Final = {rule: _counted(query) for rule, query in COUNTED.items()}


def contradictions(connection: Connection) -> dict[str, int]:
    """How often each rule is broken, by rule; rules that hold are left out."""
    found: dict[str, int] = {}
    for rule, count_in in (*_COUNTS.items(), *READ.items()):
        try:
            count = count_in(connection)
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
