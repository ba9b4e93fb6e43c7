"""The guards of schema 3: decisions, months, keys and papers are only added to; what was issued stays."""

from __future__ import annotations

from typing import Final

GUARDS: Final = (
    """
    CREATE TRIGGER exit_decision_kept_update BEFORE UPDATE ON exit_decision BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER exit_decision_kept_delete BEFORE DELETE ON exit_decision BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER monthly_return_kept_update BEFORE UPDATE ON monthly_return BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER monthly_return_kept_delete BEFORE DELETE ON monthly_return BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER signing_key_kept_update BEFORE UPDATE ON signing_key BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER signing_key_kept_delete BEFORE DELETE ON signing_key BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER certificate_paper_kept_update BEFORE UPDATE ON certificate_paper BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER certificate_paper_kept_delete BEFORE DELETE ON certificate_paper BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER certificate_reprint_kept_update BEFORE UPDATE ON certificate_reprint BEGIN SELECT
    RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER certificate_reprint_kept_delete BEFORE DELETE ON certificate_reprint BEGIN SELECT
    RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER certificate_issued_changed BEFORE UPDATE ON certificate WHEN OLD.revoked_on IS NOT NULL OR
    NEW.id IS NOT OLD.id OR NEW.panti_id IS NOT OLD.panti_id OR NEW.enrolment_id IS NOT OLD.enrolment_id OR
    NEW.person_id IS NOT OLD.person_id OR NEW.key_id IS NOT OLD.key_id OR NEW.year IS NOT OLD.year OR
    NEW.serial IS NOT OLD.serial OR NEW.number IS NOT OLD.number OR NEW.issued_on IS NOT OLD.issued_on OR
    NEW.name IS NOT OLD.name OR NEW.program IS NOT OLD.program OR NEW.hours IS NOT OLD.hours OR NEW.mark IS
    NOT OLD.mark OR NEW.predikat IS NOT OLD.predikat OR NEW.code IS NOT OLD.code OR NEW.fingerprint IS NOT
    OLD.fingerprint OR NEW.pdf_sha256 IS NOT OLD.pdf_sha256 BEGIN SELECT RAISE(ABORT, 'certificate_issued');
    END
    """,
    """
    CREATE TRIGGER certificate_issued_deleted BEFORE DELETE ON certificate BEGIN SELECT RAISE(ABORT,
    'certificate_issued'); END
    """,
)
