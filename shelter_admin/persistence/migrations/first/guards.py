"""The guards of schema 1: periods that never overlap, a log and a history that are only added to."""

from __future__ import annotations

from typing import Final

GUARDS: Final = (
    """
    CREATE TRIGGER bed_taken_added BEFORE INSERT ON placement
    WHEN NEW.from_night IS NOT NULL AND (NEW.until_night IS NULL OR NEW.until_night > NEW.from_night) AND EXISTS (
    SELECT 1 FROM placement AS other
    WHERE other.bed_id = NEW.bed_id AND other.id <> NEW.id AND other.from_night IS NOT NULL AND other.from_night <
    coalesce(NEW.until_night, '9999-12-31') AND NEW.from_night < coalesce(other.until_night, '9999-12-31')
    AND (other.until_night IS NULL OR other.until_night > other.from_night)
    )
    BEGIN SELECT RAISE(ABORT, 'bed_taken'); END
    """,
    """
    CREATE TRIGGER bed_taken_changed BEFORE UPDATE OF bed_id, from_night, until_night ON placement
    WHEN NEW.from_night IS NOT NULL AND (NEW.until_night IS NULL OR NEW.until_night > NEW.from_night) AND EXISTS (
    SELECT 1 FROM placement AS other
    WHERE other.bed_id = NEW.bed_id AND other.id <> NEW.id AND other.from_night IS NOT NULL AND other.from_night <
    coalesce(NEW.until_night, '9999-12-31') AND NEW.from_night < coalesce(other.until_night, '9999-12-31')
    AND (other.until_night IS NULL OR other.until_night > other.from_night)
    )
    BEGIN SELECT RAISE(ABORT, 'bed_taken'); END
    """,
    """
    CREATE TRIGGER person_in_two_beds_added BEFORE INSERT ON placement
    WHEN NEW.from_night IS NOT NULL AND (NEW.until_night IS NULL OR NEW.until_night > NEW.from_night) AND EXISTS (
    SELECT 1 FROM placement AS other
    WHERE other.person_id = NEW.person_id AND other.id <> NEW.id AND other.from_night IS NOT NULL AND
    other.from_night < coalesce(NEW.until_night, '9999-12-31') AND NEW.from_night < coalesce(other.until_night,
    '9999-12-31')
    AND (other.until_night IS NULL OR other.until_night > other.from_night)
    )
    BEGIN SELECT RAISE(ABORT, 'person_in_two_beds'); END
    """,
    """
    CREATE TRIGGER person_in_two_beds_changed BEFORE UPDATE OF person_id, from_night, until_night ON placement
    WHEN NEW.from_night IS NOT NULL AND (NEW.until_night IS NULL OR NEW.until_night > NEW.from_night) AND EXISTS (
    SELECT 1 FROM placement AS other
    WHERE other.person_id = NEW.person_id AND other.id <> NEW.id AND other.from_night IS NOT NULL AND
    other.from_night < coalesce(NEW.until_night, '9999-12-31') AND NEW.from_night < coalesce(other.until_night,
    '9999-12-31')
    AND (other.until_night IS NULL OR other.until_night > other.from_night)
    )
    BEGIN SELECT RAISE(ABORT, 'person_in_two_beds'); END
    """,
    """
    CREATE TRIGGER stays_overlap_added BEFORE INSERT ON stay
    WHEN NEW.admitted_on IS NOT NULL AND (NEW.left_on IS NULL OR NEW.left_on > NEW.admitted_on) AND
    (NEW.leave_reason IS NULL OR NEW.left_on IS NOT NULL) AND EXISTS (
    SELECT 1 FROM stay AS other
    WHERE other.person_id = NEW.person_id AND other.id <> NEW.id AND other.admitted_on IS NOT NULL
    AND (other.leave_reason IS NULL OR other.left_on IS NOT NULL) AND other.admitted_on < coalesce(NEW.left_on,
    '9999-12-31') AND NEW.admitted_on < coalesce(other.left_on, '9999-12-31')
    AND (other.left_on IS NULL OR other.left_on > other.admitted_on)
    )
    BEGIN SELECT RAISE(ABORT, 'stays_overlap'); END
    """,
    """
    CREATE TRIGGER stays_overlap_changed BEFORE UPDATE OF person_id, admitted_on, left_on, leave_reason ON stay
    WHEN NEW.admitted_on IS NOT NULL AND (NEW.left_on IS NULL OR NEW.left_on > NEW.admitted_on) AND
    (NEW.leave_reason IS NULL OR NEW.left_on IS NOT NULL) AND EXISTS (
    SELECT 1 FROM stay AS other
    WHERE other.person_id = NEW.person_id AND other.id <> NEW.id AND other.admitted_on IS NOT NULL
    AND (other.leave_reason IS NULL OR other.left_on IS NOT NULL) AND other.admitted_on < coalesce(NEW.left_on,
    '9999-12-31') AND NEW.admitted_on < coalesce(other.left_on, '9999-12-31')
    AND (other.left_on IS NULL OR other.left_on > other.admitted_on)
    )
    BEGIN SELECT RAISE(ABORT, 'stays_overlap'); END
    """,
    """
    CREATE TRIGGER audit_kept_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER audit_kept_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER history_kept_update BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER history_kept_delete BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'append_only'); END
    """,
)
