"""What the database refuses by a condition, said once for every database the program knows; most for data protection.

A destruction (UU 27/2022 articles 42 to 44) is the one act that may blank what is otherwise kept as written: only
the columns named here, only to nothing, only of somebody who stands in ``destroyed_person``. That table, in its
turn, is only ever added to and takes nobody who lives in the house, so no blanking goes without its trace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Refusal:
    """A trigger: before this event of a row of this table, refuse with ``code`` when ``when`` holds of OLD and NEW."""

    name: str
    table: str
    event: str
    when: str
    code: str


@dataclass(frozen=True, slots=True)
class Blanked:
    """What a destruction may put in place of the columns of a row (as text), and what else must stay as it is."""

    becomes: Mapping[str, str | None]
    stays: tuple[str, ...]
    destroyed: str


_STAMPED: Final = ("id", "panti_id", "version", "changed_at", "changed_by")


def _case_file_of(person: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM destroyed_person AS gone WHERE gone.person_id = {person} AND gone.kind = 'case_file')"  # noqa: S608 - own names
    )


BLANKED: Final[Mapping[str, Blanked]] = MappingProxyType(
    {
        "history": Blanked(
            {"old": "{}", "reason": ""},
            ("id", "panti_id", "table_name", "row_id", "row_version", "gone", "act", "at", "by"),
            "EXISTS (SELECT 1 FROM destroyed_row WHERE destroyed_row.row_id = OLD.row_id)",
        ),
        "exit_decision": Blanked(
            {"reason": "-", "names": "", "snapshot": "{}"},
            (*_STAMPED, "stay_id", "person_id", "ready", "decided_on", "decided_by"),
            _case_file_of("OLD.person_id"),
        ),
        "consent": Blanked(
            {"guardian": "", "mode": "", "note": "", "scan": None, "scan_type": ""},
            (*_STAMPED, "person_id", "basis", "noticed_on", "answer", "on_day", "given_by"),
            _case_file_of("OLD.person_id"),
        ),
        "data_request": Blanked(
            {"asker_name": "", "words": "", "answer": ""},
            (
                *(*_STAMPED, "person_id", "kind", "asker", "received_at"),
                *("answered_at", "answered_by", "outcome", "refusal"),
            ),
            _case_file_of("OLD.person_id"),
        ),
    }
)


def _not_blanking(table: str) -> str:
    """Say in SQL that a change of a row is anything else than the blanking of a destruction."""
    rule = BLANKED[table]
    blank = [
        f"NEW.{column} IS NULL" if value is None else f"CAST(NEW.{column} AS TEXT) = '{value}'"
        for column, value in rule.becomes.items()
    ]
    # Quoted, because "by" is a word of the server's own language.
    same = [f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in rule.stays]
    return "NOT (" + " AND ".join((*blank, *same, rule.destroyed)) + ")"


_IN_THE_HOUSE: Final = "EXISTS (SELECT 1 FROM stay WHERE stay.person_id = NEW.person_id AND stay.leave_reason IS NULL)"


def _closed_incident(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM incident WHERE incident.id = {row}.incident_id AND incident.closed_at IS NOT NULL)"  # noqa: S608 - own names


# Days without a limit on one side run on for ever; minutes that only touch do not clash.
_LESSON_CLASH: Final = (
    "EXISTS (SELECT 1 FROM lesson AS other WHERE other.id <> NEW.id "
    "AND other.weekday = NEW.weekday "
    "AND other.begins_minute < NEW.ends_minute AND NEW.begins_minute < other.ends_minute "
    "AND (other.batch_id = NEW.batch_id OR other.room_id = NEW.room_id OR other.trainer_id = NEW.trainer_id) "
    "AND (other.from_day IS NULL OR NEW.until_day IS NULL OR other.from_day <= NEW.until_day) "
    "AND (NEW.from_day IS NULL OR other.until_day IS NULL OR NEW.from_day <= other.until_day))"
)

# All that a letter of attendance says; only its revoking is added afterwards, once.
_LETTER: Final = (
    "id", "panti_id", "enrolment_id", "person_id", "key_id", "year", "serial", "number", "issued_on", "name",
    "program", "hours", "rate", "code", "fingerprint", "pdf_sha256",
)  # fmt: skip


def _more_than_revoking() -> str:
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _LETTER)
    return f"OLD.revoked_on IS NOT NULL OR NOT ({same})"


def _closed_conference(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM case_conference AS held "  # noqa: S608 - own names
        f"WHERE held.id = {row}.conference_id AND held.closed_at IS NOT NULL)"
    )


REFUSALS: Final = (
    *(
        Refusal(f"{table}_kept_update", table, "UPDATE", _not_blanking(table), "append_only")
        for table in ("history", "exit_decision", "consent")
    ),
    Refusal(
        "data_request_answered_update",
        "data_request",
        "UPDATE",
        f"OLD.answered_at IS NOT NULL AND {_not_blanking('data_request')}",
        "request_answered",
    ),
    Refusal(
        "data_request_answered_delete", "data_request", "DELETE", "OLD.answered_at IS NOT NULL", "request_answered"
    ),
    Refusal("incident_closed_update", "incident", "UPDATE", "OLD.closed_at IS NOT NULL", "incident_closed"),
    Refusal("incident_closed_delete", "incident", "DELETE", "OLD.closed_at IS NOT NULL", "incident_closed"),
    Refusal("incident_person_closed_insert", "incident_person", "INSERT", _closed_incident("NEW"), "incident_closed"),
    Refusal(
        "incident_person_closed_update",
        "incident_person",
        "UPDATE",
        f"{_closed_incident('OLD')} OR {_closed_incident('NEW')}",
        "incident_closed",
    ),
    Refusal("incident_person_closed_delete", "incident_person", "DELETE", _closed_incident("OLD"), "incident_closed"),
    Refusal("destroyed_person_in_house", "destroyed_person", "INSERT", _IN_THE_HOUSE, "destroyed_in_house"),
    Refusal("stay_of_destroyed_insert", "stay", "INSERT", _case_file_of("NEW.person_id"), "person_destroyed"),
    Refusal(
        "stay_of_destroyed_update",
        "stay",
        "UPDATE",
        f"NEW.leave_reason IS NULL AND {_case_file_of('NEW.person_id')}",
        "person_destroyed",
    ),
    Refusal("shift_handover_signed_update", "shift_handover", "UPDATE", "OLD.taken_at IS NOT NULL", "handover_signed"),
    Refusal("shift_handover_signed_delete", "shift_handover", "DELETE", "OLD.handed_at IS NOT NULL", "handover_signed"),
    Refusal("resident_card_revoked_update", "resident_card", "UPDATE", "OLD.revoked_at IS NOT NULL", "card_revoked"),
    Refusal("lesson_clash_insert", "lesson", "INSERT", _LESSON_CLASH, "lesson_clash"),
    Refusal("lesson_clash_update", "lesson", "UPDATE", _LESSON_CLASH, "lesson_clash"),
    Refusal("attendance_letter_update", "attendance_letter", "UPDATE", _more_than_revoking(), "letter_issued"),
    Refusal("attendance_letter_delete", "attendance_letter", "DELETE", "OLD.id IS NOT NULL", "letter_issued"),
    Refusal(
        "case_conference_closed_update",
        "case_conference",
        "UPDATE",
        "OLD.closed_at IS NOT NULL",
        "conference_closed",
    ),
    Refusal(
        "case_conference_closed_delete",
        "case_conference",
        "DELETE",
        "OLD.closed_at IS NOT NULL",
        "conference_closed",
    ),
    Refusal("conference_case_insert", "conference_case", "INSERT", _closed_conference("NEW"), "conference_closed"),
    Refusal("conference_case_update", "conference_case", "UPDATE", _closed_conference("OLD"), "conference_closed"),
    Refusal("person_destroyed_update", "person", "UPDATE", _case_file_of("OLD.id"), "person_destroyed"),
)

KEPT_WITH_EXCEPTION: Final = ("history", "exit_decision", "consent")
"""Rows that only a destruction may blank; they are never deleted."""
KEPT: Final = ("destruction", "destroyed_person", "destroyed_row")
"""Tables of data protection whose rows are never changed nor taken away."""
CODES: Final = (
    "request_answered",
    "incident_closed",
    "destroyed_in_house",
    "person_destroyed",
    "handover_signed",
    "card_revoked",
    "lesson_clash",
    "letter_issued",
    "conference_closed",
)
"""The codes that these guards refuse with."""
