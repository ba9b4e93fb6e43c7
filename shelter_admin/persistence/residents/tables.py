"""What a file holds beside the person and the stay: how sure each field is, papers and kin, doubles, cards, views."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, only_where, reference, spesifik, technical, umum


class IdentityQualityTable(Row):
    """How sure one field of an identity is. No row says that nobody has said how sure it is."""

    __tablename__ = "identity_quality"
    __table_args__ = (
        UniqueConstraint("person_id", "field"),
        CheckConstraint("field IN ('name', 'sex', 'birth', 'birth_place', 'origin', 'nik')", name="field"),
        CheckConstraint(
            "quality IN ('certain', 'guessed', 'alias', 'unknown', 'unwilling', 'not_asked')", name="quality"
        ),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    field: Mapped[str] = technical(Text, nullable=False)
    quality: Mapped[str] = technical(Text, nullable=False)


class FindingTable(Row):
    """Where and when somebody was found of whom nobody knows who it is."""

    __tablename__ = "finding"

    person_id: Mapped[str] = reference("person.id", nullable=False, unique=True)
    place: Mapped[str] = umum(Text, nullable=False, default="")
    region_code: Mapped[str | None] = umum(Text)
    found_on: Mapped[date | None] = umum(Date)
    found_text: Mapped[str] = umum(Text, nullable=False, default="")
    found_by: Mapped[str] = umum(Text, nullable=False, default="")


class PersonVerdictTable(Row):
    """What staff decided about two files: one person (``linked_id`` belongs to the other), or two different ones.

    Both files stay as they are; taking a link back removes only this row.
    """

    __tablename__ = "person_verdict"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="ordered"),
        CheckConstraint("verdict IN ('same', 'different')", name="verdict"),
        CheckConstraint("(verdict = 'same') = (linked_id IS NOT NULL)", name="linked"),
        CheckConstraint("linked_id IS NULL OR linked_id IN (first_id, second_id)", name="linked_one"),
        Index("uq_person_verdict_linked", "linked_id", unique=True, **only_where("linked_id IS NOT NULL")),
        Index("ix_person_verdict_second", "second_id"),
    )

    first_id: Mapped[str] = reference("person.id", nullable=False)
    second_id: Mapped[str] = reference("person.id", nullable=False)
    verdict: Mapped[str] = technical(Text, nullable=False)
    linked_id: Mapped[str | None] = reference("person.id")
    note: Mapped[str] = umum(Text, nullable=False, default="")


class RelativeTable(Row):
    """Somebody of a resident's family: another resident, or somebody outside with a name and a way to reach them."""

    __tablename__ = "relative"
    __table_args__ = (
        CheckConstraint("other_id IS NOT NULL OR length(trim(name)) > 0", name="somebody"),
        CheckConstraint("other_id IS NULL OR other_id <> person_id", name="not_oneself"),
        Index("uq_relative_other", "person_id", "other_id", unique=True, **only_where("other_id IS NOT NULL")),
        Index("ix_relative_person", "person_id"),
        Index("ix_relative_other", "other_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    other_id: Mapped[str | None] = reference("person.id")
    name: Mapped[str] = umum(Text, nullable=False, default="")
    relation: Mapped[str] = umum(Text, nullable=False)
    phone: Mapped[str] = umum(Text, nullable=False, default="")
    address: Mapped[str] = umum(Text, nullable=False, default="")
    region_code: Mapped[str | None] = umum(Text)
    guardian: Mapped[bool] = umum(Boolean, nullable=False, default=False)
    head_of_family: Mapped[bool] = umum(Boolean, nullable=False, default=False)
    emergency: Mapped[bool] = umum(Boolean, nullable=False, default=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class PersonDocumentTable(Row):
    """A scan or photo of a paper, inside the store, bounded in size, with a small picture for lists."""

    __tablename__ = "person_document"
    __table_args__ = (
        CheckConstraint("media_type IN ('application/pdf', 'image/jpeg', 'image/png')", name="media_type"),
        CheckConstraint("size > 0", name="size"),
        Index("ix_person_document_person", "person_id"),
        Index("ix_person_document_expiry", "expires_on"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    kind: Mapped[str] = umum(Text, nullable=False)
    title: Mapped[str] = umum(Text, nullable=False, default="")
    number: Mapped[str] = umum(Text, nullable=False, default="")
    dated_on: Mapped[date | None] = umum(Date)
    expires_on: Mapped[date | None] = umum(Date)
    media_type: Mapped[str] = technical(Text, nullable=False)
    size: Mapped[int] = technical(Integer, nullable=False)
    sha256: Mapped[str] = technical(Text, nullable=False)
    content: Mapped[bytes] = spesifik(LargeBinary, nullable=False)
    small: Mapped[bytes | None] = spesifik(LargeBinary)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class PaperChaseTable(Row):
    """One paper asked of one office for one person: when, by whom (row stamp), and what was answered."""

    __tablename__ = "paper_chase"
    __table_args__ = (
        CheckConstraint("paper IN ('NIK', 'KTP', 'KK', 'AKTA', 'KIA', 'BPJS', 'DTSEN', 'SKOT')", name="paper"),
        CheckConstraint("outcome IN ('waiting', 'issued', 'refused', 'given_up')", name="outcome"),
        CheckConstraint("(outcome = 'waiting') = (answered_on IS NULL)", name="answered"),
        CheckConstraint("answered_on IS NULL OR answered_on >= asked_on", name="answered_after"),
        CheckConstraint("desil IS NULL OR desil BETWEEN 1 AND 10", name="desil"),
        Index("uq_paper_chase_waiting", "person_id", "paper", unique=True, **only_where("outcome = 'waiting'")),
        Index("ix_paper_chase_person", "person_id"),
        Index("ix_paper_chase_waiting", "asked_on", **only_where("outcome = 'waiting'")),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    paper: Mapped[str] = umum(Text, nullable=False)
    office: Mapped[str] = technical(Text, nullable=False, default="")
    asked_on: Mapped[date] = technical(Date, nullable=False)
    asked_by: Mapped[str] = technical(Text, nullable=False)
    letter_number: Mapped[str] = technical(Text, nullable=False, default="")
    outcome: Mapped[str] = technical(Text, nullable=False, default="waiting")
    answered_on: Mapped[date | None] = technical(Date)
    answer: Mapped[str] = umum(Text, nullable=False, default="")
    dtsen: Mapped[str | None] = umum(Text)
    desil: Mapped[int | None] = umum(Integer)


class ResidentCardTable(Row):
    """A card with a code of its own; what is lost is revoked and never good again."""

    __tablename__ = "resident_card"
    __table_args__ = (
        CheckConstraint("(revoked_at IS NULL) = (revoked_because IS NULL)", name="revoked"),
        Index("uq_resident_card_code", "code", unique=True),
        Index("uq_resident_card_valid", "person_id", unique=True, **only_where("revoked_at IS NULL")),
        Index("ix_resident_card_person", "person_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    code: Mapped[str] = umum(Text, nullable=False)
    issued_on: Mapped[date] = technical(Date, nullable=False)
    printed_at: Mapped[datetime | None] = technical(Instant)
    revoked_at: Mapped[datetime | None] = technical(Instant)
    revoked_because: Mapped[str | None] = umum(Text)


class SavedViewTable(Row):
    """Columns, order, groups and filter of a list under a name; of one account, or shared by all."""

    __tablename__ = "saved_view"
    __table_args__ = (
        Index("uq_saved_view_own", "page", "name", "account_id", unique=True, **only_where("account_id IS NOT NULL")),
        Index("uq_saved_view_shared", "page", "name", unique=True, **only_where("account_id IS NULL")),
        CheckConstraint("length(trim(name)) > 0", name="named"),
    )

    account_id: Mapped[str | None] = reference("account.id")
    page: Mapped[str] = technical(Text, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    content: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
