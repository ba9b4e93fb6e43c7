"""The guards of schema 6 on a server."""

from __future__ import annotations

from typing import Final

# fmt: off
GUARDS_ON_SERVER: Final = (
    """
    CREATE TRIGGER certificate_duplicate_kept BEFORE UPDATE OR DELETE ON certificate_duplicate FOR EACH ROW
    EXECUTE FUNCTION refuse_as_append_only()
    """,
    """
    CREATE TRIGGER certificate_duplicate_kept_whole BEFORE TRUNCATE ON certificate_duplicate FOR EACH
    STATEMENT EXECUTE FUNCTION refuse_as_append_only()
    """,
    """
    CREATE TRIGGER attendance_letter_paper_kept BEFORE UPDATE OR DELETE ON attendance_letter_paper FOR EACH
    ROW EXECUTE FUNCTION refuse_as_append_only()
    """,
    """
    CREATE TRIGGER attendance_letter_paper_kept_whole BEFORE TRUNCATE ON attendance_letter_paper FOR EACH
    STATEMENT EXECUTE FUNCTION refuse_as_append_only()
    """,
    """
    CREATE TRIGGER attendance_letter_reprint_kept BEFORE UPDATE OR DELETE ON attendance_letter_reprint FOR
    EACH ROW EXECUTE FUNCTION refuse_as_append_only()
    """,
    """
    CREATE TRIGGER attendance_letter_reprint_kept_whole BEFORE TRUNCATE ON attendance_letter_reprint FOR
    EACH STATEMENT EXECUTE FUNCTION refuse_as_append_only()
    """,
    """
    CREATE TRIGGER paper_signature_kept BEFORE UPDATE OR DELETE ON paper_signature FOR EACH ROW EXECUTE
    FUNCTION refuse_as_append_only()
    """,
    """
    CREATE TRIGGER paper_signature_kept_whole BEFORE TRUNCATE ON paper_signature FOR EACH STATEMENT EXECUTE
    FUNCTION refuse_as_append_only()
    """,
    """
    CREATE FUNCTION lesson_clash_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1
    FROM lesson AS other WHERE other.id <> NEW.id AND other.weekday = NEW.weekday AND other.begins_minute <
    NEW.ends_minute AND NEW.begins_minute < other.ends_minute AND (other.batch_id = NEW.batch_id OR
    other.room_id = NEW.room_id OR other.trainer_id = NEW.trainer_id) AND (other.from_day IS NULL OR
    NEW.until_day IS NULL OR other.from_day <= NEW.until_day) AND (NEW.from_day IS NULL OR other.until_day
    IS NULL OR NEW.from_day <= other.until_day)) THEN RAISE EXCEPTION 'lesson_clash'; END IF; RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER lesson_clash_insert BEFORE INSERT ON lesson FOR EACH ROW EXECUTE FUNCTION
    lesson_clash_insert()
    """,
    """
    CREATE FUNCTION lesson_clash_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1
    FROM lesson AS other WHERE other.id <> NEW.id AND other.weekday = NEW.weekday AND other.begins_minute <
    NEW.ends_minute AND NEW.begins_minute < other.ends_minute AND (other.batch_id = NEW.batch_id OR
    other.room_id = NEW.room_id OR other.trainer_id = NEW.trainer_id) AND (other.from_day IS NULL OR
    NEW.until_day IS NULL OR other.from_day <= NEW.until_day) AND (NEW.from_day IS NULL OR other.until_day
    IS NULL OR NEW.from_day <= other.until_day)) THEN RAISE EXCEPTION 'lesson_clash'; END IF; RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER lesson_clash_update BEFORE UPDATE ON lesson FOR EACH ROW EXECUTE FUNCTION
    lesson_clash_update()
    """,
    """
    CREATE FUNCTION attendance_letter_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF
    OLD.revoked_on IS NOT NULL OR NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.panti_id IS NOT DISTINCT
    FROM OLD.panti_id AND NEW.enrolment_id IS NOT DISTINCT FROM OLD.enrolment_id AND NEW.person_id IS NOT
    DISTINCT FROM OLD.person_id AND NEW.key_id IS NOT DISTINCT FROM OLD.key_id AND NEW.year IS NOT DISTINCT
    FROM OLD.year AND NEW.serial IS NOT DISTINCT FROM OLD.serial AND NEW.number IS NOT DISTINCT FROM
    OLD.number AND NEW.issued_on IS NOT DISTINCT FROM OLD.issued_on AND NEW.name IS NOT DISTINCT FROM
    OLD.name AND NEW.program IS NOT DISTINCT FROM OLD.program AND NEW.hours IS NOT DISTINCT FROM OLD.hours
    AND NEW.rate IS NOT DISTINCT FROM OLD.rate AND NEW.code IS NOT DISTINCT FROM OLD.code AND
    NEW.fingerprint IS NOT DISTINCT FROM OLD.fingerprint AND NEW.pdf_sha256 IS NOT DISTINCT FROM
    OLD.pdf_sha256) THEN RAISE EXCEPTION 'letter_issued'; END IF; RETURN NEW; END $$
    """,
    """
    CREATE TRIGGER attendance_letter_update BEFORE UPDATE ON attendance_letter FOR EACH ROW EXECUTE FUNCTION
    attendance_letter_update()
    """,
    """
    CREATE FUNCTION attendance_letter_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.id IS NOT
    NULL THEN RAISE EXCEPTION 'letter_issued'; END IF; RETURN OLD; END $$
    """,
    """
    CREATE TRIGGER attendance_letter_delete BEFORE DELETE ON attendance_letter FOR EACH ROW EXECUTE FUNCTION
    attendance_letter_delete()
    """,
    """
    CREATE FUNCTION case_conference_closed_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF
    OLD.closed_at IS NOT NULL THEN RAISE EXCEPTION 'conference_closed'; END IF; RETURN NEW; END $$
    """,
    """
    CREATE TRIGGER case_conference_closed_update BEFORE UPDATE ON case_conference FOR EACH ROW EXECUTE
    FUNCTION case_conference_closed_update()
    """,
    """
    CREATE FUNCTION case_conference_closed_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF
    OLD.closed_at IS NOT NULL THEN RAISE EXCEPTION 'conference_closed'; END IF; RETURN OLD; END $$
    """,
    """
    CREATE TRIGGER case_conference_closed_delete BEFORE DELETE ON case_conference FOR EACH ROW EXECUTE
    FUNCTION case_conference_closed_delete()
    """,
    """
    CREATE FUNCTION conference_case_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT
    1 FROM case_conference AS held WHERE held.id = NEW.conference_id AND held.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'conference_closed'; END IF; RETURN NEW; END $$
    """,
    """
    CREATE TRIGGER conference_case_insert BEFORE INSERT ON conference_case FOR EACH ROW EXECUTE FUNCTION
    conference_case_insert()
    """,
    """
    CREATE FUNCTION conference_case_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT
    1 FROM case_conference AS held WHERE held.id = OLD.conference_id AND held.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'conference_closed'; END IF; RETURN NEW; END $$
    """,
    """
    CREATE TRIGGER conference_case_update BEFORE UPDATE ON conference_case FOR EACH ROW EXECUTE FUNCTION
    conference_case_update()
    """,
)
