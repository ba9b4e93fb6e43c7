"""What the database itself guards, whichever it is: names of the rules, and the tables that are only added to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shelter_admin.persistence.dialects.refusals import CODES, KEPT

KEPT_AS_WRITTEN: Final = (
    "audit",
    "history",
    "exit_decision",
    "monthly_return",
    "signing_key",
    "certificate_paper",
    "certificate_reprint",
    "certificate_duplicate",
    "attendance_letter_paper",
    "attendance_letter_reprint",
    "paper_signature",
    "consent",
    *KEPT,
)
"""Tables whose rows are never changed nor taken away; of some a destruction may blank columns (``refusals``)."""

# All that a certificate says; only its revoking is added afterwards, once.
ISSUED: Final = (
    "id", "panti_id", "enrolment_id", "person_id", "key_id", "year", "serial", "number", "issued_on", "name",
    "program", "hours", "mark", "predikat", "code", "fingerprint", "pdf_sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoOverlap:
    """No two rows of one subject share a night; an empty period takes no night.

    A row that says by ``ended`` that it is over, on a day nobody knows, speaks against no other.
    """

    name: str
    table: str
    subject: str
    start: str
    end: str
    ended: str = ""


NO_OVERLAPS: Final = (
    NoOverlap("bed_taken", "placement", "bed_id", "from_night", "until_night"),
    NoOverlap("person_in_two_beds", "placement", "person_id", "from_night", "until_night"),
    NoOverlap("bed_booked", "bed_booking", "bed_id", "from_night", "until_night"),
    NoOverlap("stays_overlap", "stay", "person_id", "admitted_on", "left_on", ended="leave_reason"),
)

GUARDED: Final = (
    "bed_taken",
    "person_in_two_beds",
    "bed_booked",
    "stays_overlap",
    "append_only",
    "certificate_issued",
    *CODES,
)
"""The codes that the guards refuse with."""

SEARCHED: Final = ("name", "alias", "number", "origin", "nik")
"""What people are searched by, in the order of the index."""
NAMES: Final = ("name", "alias", "number")
"""At the gate nobody is meant by where they are from."""
