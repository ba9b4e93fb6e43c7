"""The guards of schema 6: lessons do not clash; letters, duplicates, signatures and closed conferences stay."""

from __future__ import annotations

from typing import Final

# fmt: off
GUARDS: Final = (
    """
    CREATE TRIGGER certificate_duplicate_kept_update BEFORE UPDATE ON certificate_duplicate BEGIN SELECT
    RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER certificate_duplicate_kept_delete BEFORE DELETE ON certificate_duplicate BEGIN SELECT
    RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER attendance_letter_paper_kept_update BEFORE UPDATE ON attendance_letter_paper BEGIN SELECT
    RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER attendance_letter_paper_kept_delete BEFORE DELETE ON attendance_letter_paper BEGIN SELECT
    RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER attendance_letter_reprint_kept_update BEFORE UPDATE ON attendance_letter_reprint BEGIN
    SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER attendance_letter_reprint_kept_delete BEFORE DELETE ON attendance_letter_reprint BEGIN
    SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER paper_signature_kept_update BEFORE UPDATE ON paper_signature BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER paper_signature_kept_delete BEFORE DELETE ON paper_signature BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER lesson_clash_insert BEFORE INSERT ON lesson WHEN EXISTS (SELECT 1 FROM lesson AS other
    WHERE other.id <> NEW.id AND other.weekday = NEW.weekday AND other.begins_minute < NEW.ends_minute AND
    NEW.begins_minute < other.ends_minute AND (other.batch_id = NEW.batch_id OR other.room_id = NEW.room_id
    OR other.trainer_id = NEW.trainer_id) AND (other.from_day IS NULL OR NEW.until_day IS NULL OR
    other.from_day <= NEW.until_day) AND (NEW.from_day IS NULL OR other.until_day IS NULL OR NEW.from_day <=
    other.until_day)) BEGIN SELECT RAISE(ABORT, 'lesson_clash'); END
    """,
    """
    CREATE TRIGGER lesson_clash_update BEFORE UPDATE ON lesson WHEN EXISTS (SELECT 1 FROM lesson AS other
    WHERE other.id <> NEW.id AND other.weekday = NEW.weekday AND other.begins_minute < NEW.ends_minute AND
    NEW.begins_minute < other.ends_minute AND (other.batch_id = NEW.batch_id OR other.room_id = NEW.room_id
    OR other.trainer_id = NEW.trainer_id) AND (other.from_day IS NULL OR NEW.until_day IS NULL OR
    other.from_day <= NEW.until_day) AND (NEW.from_day IS NULL OR other.until_day IS NULL OR NEW.from_day <=
    other.until_day)) BEGIN SELECT RAISE(ABORT, 'lesson_clash'); END
    """,
    """
    CREATE TRIGGER attendance_letter_update BEFORE UPDATE ON attendance_letter WHEN OLD.revoked_on IS NOT
    NULL OR NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.panti_id IS NOT DISTINCT FROM OLD.panti_id AND
    NEW.enrolment_id IS NOT DISTINCT FROM OLD.enrolment_id AND NEW.person_id IS NOT DISTINCT FROM
    OLD.person_id AND NEW.key_id IS NOT DISTINCT FROM OLD.key_id AND NEW.year IS NOT DISTINCT FROM OLD.year
    AND NEW.serial IS NOT DISTINCT FROM OLD.serial AND NEW.number IS NOT DISTINCT FROM OLD.number AND
    NEW.issued_on IS NOT DISTINCT FROM OLD.issued_on AND NEW.name IS NOT DISTINCT FROM OLD.name AND
    NEW.program IS NOT DISTINCT FROM OLD.program AND NEW.hours IS NOT DISTINCT FROM OLD.hours AND NEW.rate
    IS NOT DISTINCT FROM OLD.rate AND NEW.code IS NOT DISTINCT FROM OLD.code AND NEW.fingerprint IS NOT
    DISTINCT FROM OLD.fingerprint AND NEW.pdf_sha256 IS NOT DISTINCT FROM OLD.pdf_sha256) BEGIN SELECT
    RAISE(ABORT, 'letter_issued'); END
    """,
    """
    CREATE TRIGGER attendance_letter_delete BEFORE DELETE ON attendance_letter WHEN OLD.id IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'letter_issued'); END
    """,
    """
    CREATE TRIGGER case_conference_closed_update BEFORE UPDATE ON case_conference WHEN OLD.closed_at IS NOT
    NULL BEGIN SELECT RAISE(ABORT, 'conference_closed'); END
    """,
    """
    CREATE TRIGGER case_conference_closed_delete BEFORE DELETE ON case_conference WHEN OLD.closed_at IS NOT
    NULL BEGIN SELECT RAISE(ABORT, 'conference_closed'); END
    """,
    """
    CREATE TRIGGER conference_case_insert BEFORE INSERT ON conference_case WHEN EXISTS (SELECT 1 FROM
    case_conference AS held WHERE held.id = NEW.conference_id AND held.closed_at IS NOT NULL) BEGIN SELECT
    RAISE(ABORT, 'conference_closed'); END
    """,
    """
    CREATE TRIGGER conference_case_update BEFORE UPDATE ON conference_case WHEN EXISTS (SELECT 1 FROM
    case_conference AS held WHERE held.id = OLD.conference_id AND held.closed_at IS NOT NULL) BEGIN SELECT
    RAISE(ABORT, 'conference_closed'); END
    """,
)
