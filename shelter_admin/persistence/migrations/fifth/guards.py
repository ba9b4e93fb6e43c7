"""The guards of schema 5: no bed is kept for two at once; what both signed stays; a revoked card stays revoked."""

from __future__ import annotations

from typing import Final

GUARDS: Final = (
    """
    CREATE TRIGGER bed_booked_added BEFORE INSERT ON bed_booking WHEN NEW.from_night IS NOT NULL AND
    (NEW.until_night IS NULL OR NEW.until_night > NEW.from_night) AND EXISTS ( SELECT 1 FROM bed_booking AS
    other WHERE other.bed_id = NEW.bed_id AND other.id <> NEW.id AND other.from_night IS NOT NULL AND
    other.from_night < coalesce(NEW.until_night, '9999-12-31') AND NEW.from_night <
    coalesce(other.until_night, '9999-12-31') AND (other.until_night IS NULL OR other.until_night >
    other.from_night) ) BEGIN SELECT RAISE(ABORT, 'bed_booked'); END
    """,
    """
    CREATE TRIGGER bed_booked_changed BEFORE UPDATE OF bed_id, from_night, until_night ON bed_booking WHEN
    NEW.from_night IS NOT NULL AND (NEW.until_night IS NULL OR NEW.until_night > NEW.from_night) AND EXISTS
    ( SELECT 1 FROM bed_booking AS other WHERE other.bed_id = NEW.bed_id AND other.id <> NEW.id AND
    other.from_night IS NOT NULL AND other.from_night < coalesce(NEW.until_night, '9999-12-31') AND
    NEW.from_night < coalesce(other.until_night, '9999-12-31') AND (other.until_night IS NULL OR
    other.until_night > other.from_night) ) BEGIN SELECT RAISE(ABORT, 'bed_booked'); END
    """,
    """
    CREATE TRIGGER shift_handover_signed_update BEFORE UPDATE ON shift_handover WHEN OLD.taken_at IS NOT
    NULL BEGIN SELECT RAISE(ABORT, 'handover_signed'); END
    """,
    """
    CREATE TRIGGER shift_handover_signed_delete BEFORE DELETE ON shift_handover WHEN OLD.handed_at IS NOT
    NULL BEGIN SELECT RAISE(ABORT, 'handover_signed'); END
    """,
    """
    CREATE TRIGGER resident_card_revoked_update BEFORE UPDATE ON resident_card WHEN OLD.revoked_at IS NOT
    NULL BEGIN SELECT RAISE(ABORT, 'card_revoked'); END
    """,
)
GUARDS_ON_SERVER: Final = (
    """
    ALTER TABLE bed_booking ADD CONSTRAINT bed_booked EXCLUDE USING gist (bed_id WITH =,
    daterange(from_night, until_night) WITH &&) WHERE (from_night IS NOT NULL AND (until_night IS NULL OR
    until_night > from_night) )
    """,
    """
    CREATE FUNCTION shift_handover_signed_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF
    OLD.taken_at IS NOT NULL THEN RAISE EXCEPTION 'handover_signed'; END IF; RETURN NEW; END $$
    """,
    """
    CREATE TRIGGER shift_handover_signed_update BEFORE UPDATE ON shift_handover FOR EACH ROW EXECUTE
    FUNCTION shift_handover_signed_update()
    """,
    """
    CREATE FUNCTION shift_handover_signed_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF
    OLD.handed_at IS NOT NULL THEN RAISE EXCEPTION 'handover_signed'; END IF; RETURN OLD; END $$
    """,
    """
    CREATE TRIGGER shift_handover_signed_delete BEFORE DELETE ON shift_handover FOR EACH ROW EXECUTE
    FUNCTION shift_handover_signed_delete()
    """,
    """
    CREATE FUNCTION resident_card_revoked_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF
    OLD.revoked_at IS NOT NULL THEN RAISE EXCEPTION 'card_revoked'; END IF; RETURN NEW; END $$
    """,
    """
    CREATE TRIGGER resident_card_revoked_update BEFORE UPDATE ON resident_card FOR EACH ROW EXECUTE FUNCTION
    resident_card_revoked_update()
    """,
)
