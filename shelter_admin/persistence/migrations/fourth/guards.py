"""The guards of schema 4: what data protection keeps, and the one exception to what is kept as written."""

from __future__ import annotations

from typing import Final

REPLACED: Final = ("history_kept_update", "exit_decision_kept_update")

GUARDS: Final = (
    """
    CREATE TRIGGER consent_kept_delete BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER destruction_kept_update BEFORE UPDATE ON destruction BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER destruction_kept_delete BEFORE DELETE ON destruction BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER destroyed_person_kept_update BEFORE UPDATE ON destroyed_person BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER destroyed_person_kept_delete BEFORE DELETE ON destroyed_person BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER destroyed_row_kept_update BEFORE UPDATE ON destroyed_row BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER destroyed_row_kept_delete BEFORE DELETE ON destroyed_row BEGIN SELECT RAISE(ABORT,
    'append_only'); END
    """,
    """
    CREATE TRIGGER history_kept_update BEFORE UPDATE ON history WHEN NOT (CAST(NEW.old AS TEXT) = '{}' AND
    CAST(NEW.reason AS TEXT) = '' AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.panti_id IS NOT DISTINCT FROM
    OLD.panti_id AND NEW.table_name IS NOT DISTINCT FROM OLD.table_name AND NEW.row_id IS NOT DISTINCT FROM
    OLD.row_id AND NEW.row_version IS NOT DISTINCT FROM OLD.row_version AND NEW.gone IS NOT DISTINCT FROM
    OLD.gone AND NEW.act IS NOT DISTINCT FROM OLD.act AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.by IS NOT
    DISTINCT FROM OLD.by AND EXISTS (SELECT 1 FROM destroyed_row WHERE destroyed_row.row_id = OLD.row_id)) BEGIN
    SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER exit_decision_kept_update BEFORE UPDATE ON exit_decision WHEN NOT (CAST(NEW.reason AS TEXT) =
    '-' AND CAST(NEW.names AS TEXT) = '' AND CAST(NEW.snapshot AS TEXT) = '{}' AND NEW.id IS NOT DISTINCT FROM
    OLD.id AND NEW.panti_id IS NOT DISTINCT FROM OLD.panti_id AND NEW.version IS NOT DISTINCT FROM OLD.version
    AND NEW.changed_at IS NOT DISTINCT FROM OLD.changed_at AND NEW.changed_by IS NOT DISTINCT FROM
    OLD.changed_by AND NEW.stay_id IS NOT DISTINCT FROM OLD.stay_id AND NEW.person_id IS NOT DISTINCT FROM
    OLD.person_id AND NEW.ready IS NOT DISTINCT FROM OLD.ready AND NEW.decided_on IS NOT DISTINCT FROM
    OLD.decided_on AND NEW.decided_by IS NOT DISTINCT FROM OLD.decided_by AND EXISTS (SELECT 1 FROM
    destroyed_person AS gone WHERE gone.person_id = OLD.person_id AND gone.kind = 'case_file')) BEGIN SELECT
    RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER consent_kept_update BEFORE UPDATE ON consent WHEN NOT (CAST(NEW.guardian AS TEXT) = '' AND
    CAST(NEW.mode AS TEXT) = '' AND CAST(NEW.note AS TEXT) = '' AND NEW.scan IS NULL AND CAST(NEW.scan_type AS
    TEXT) = '' AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.panti_id IS NOT DISTINCT FROM OLD.panti_id AND
    NEW.version IS NOT DISTINCT FROM OLD.version AND NEW.changed_at IS NOT DISTINCT FROM OLD.changed_at AND
    NEW.changed_by IS NOT DISTINCT FROM OLD.changed_by AND NEW.person_id IS NOT DISTINCT FROM OLD.person_id AND
    NEW.basis IS NOT DISTINCT FROM OLD.basis AND NEW.noticed_on IS NOT DISTINCT FROM OLD.noticed_on AND
    NEW.answer IS NOT DISTINCT FROM OLD.answer AND NEW.on_day IS NOT DISTINCT FROM OLD.on_day AND NEW.given_by
    IS NOT DISTINCT FROM OLD.given_by AND EXISTS (SELECT 1 FROM destroyed_person AS gone WHERE gone.person_id =
    OLD.person_id AND gone.kind = 'case_file')) BEGIN SELECT RAISE(ABORT, 'append_only'); END
    """,
    """
    CREATE TRIGGER data_request_answered_update BEFORE UPDATE ON data_request WHEN OLD.answered_at IS NOT NULL
    AND NOT (CAST(NEW.asker_name AS TEXT) = '' AND CAST(NEW.words AS TEXT) = '' AND CAST(NEW.answer AS TEXT) =
    '' AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.panti_id IS NOT DISTINCT FROM OLD.panti_id AND NEW.version
    IS NOT DISTINCT FROM OLD.version AND NEW.changed_at IS NOT DISTINCT FROM OLD.changed_at AND NEW.changed_by
    IS NOT DISTINCT FROM OLD.changed_by AND NEW.person_id IS NOT DISTINCT FROM OLD.person_id AND NEW.kind IS NOT
    DISTINCT FROM OLD.kind AND NEW.asker IS NOT DISTINCT FROM OLD.asker AND NEW.received_at IS NOT DISTINCT FROM
    OLD.received_at AND NEW.answered_at IS NOT DISTINCT FROM OLD.answered_at AND NEW.answered_by IS NOT DISTINCT
    FROM OLD.answered_by AND NEW.outcome IS NOT DISTINCT FROM OLD.outcome AND NEW.refusal IS NOT DISTINCT FROM
    OLD.refusal AND EXISTS (SELECT 1 FROM destroyed_person AS gone WHERE gone.person_id = OLD.person_id AND
    gone.kind = 'case_file')) BEGIN SELECT RAISE(ABORT, 'request_answered'); END
    """,
    """
    CREATE TRIGGER data_request_answered_delete BEFORE DELETE ON data_request WHEN OLD.answered_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'request_answered'); END
    """,
    """
    CREATE TRIGGER incident_closed_update BEFORE UPDATE ON incident WHEN OLD.closed_at IS NOT NULL BEGIN SELECT
    RAISE(ABORT, 'incident_closed'); END
    """,
    """
    CREATE TRIGGER incident_closed_delete BEFORE DELETE ON incident WHEN OLD.closed_at IS NOT NULL BEGIN SELECT
    RAISE(ABORT, 'incident_closed'); END
    """,
    """
    CREATE TRIGGER incident_person_closed_insert BEFORE INSERT ON incident_person WHEN EXISTS (SELECT 1 FROM
    incident WHERE incident.id = NEW.incident_id AND incident.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT,
    'incident_closed'); END
    """,
    """
    CREATE TRIGGER incident_person_closed_update BEFORE UPDATE ON incident_person WHEN EXISTS (SELECT 1 FROM
    incident WHERE incident.id = OLD.incident_id AND incident.closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM
    incident WHERE incident.id = NEW.incident_id AND incident.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT,
    'incident_closed'); END
    """,
    """
    CREATE TRIGGER incident_person_closed_delete BEFORE DELETE ON incident_person WHEN EXISTS (SELECT 1 FROM
    incident WHERE incident.id = OLD.incident_id AND incident.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT,
    'incident_closed'); END
    """,
    """
    CREATE TRIGGER destroyed_person_in_house BEFORE INSERT ON destroyed_person WHEN EXISTS (SELECT 1 FROM stay
    WHERE stay.person_id = NEW.person_id AND stay.leave_reason IS NULL) BEGIN SELECT RAISE(ABORT,
    'destroyed_in_house'); END
    """,
    """
    CREATE TRIGGER stay_of_destroyed_insert BEFORE INSERT ON stay WHEN EXISTS (SELECT 1 FROM destroyed_person AS
    gone WHERE gone.person_id = NEW.person_id AND gone.kind = 'case_file') BEGIN SELECT RAISE(ABORT,
    'person_destroyed'); END
    """,
    """
    CREATE TRIGGER stay_of_destroyed_update BEFORE UPDATE ON stay WHEN NEW.leave_reason IS NULL AND EXISTS
    (SELECT 1 FROM destroyed_person AS gone WHERE gone.person_id = NEW.person_id AND gone.kind = 'case_file')
    BEGIN SELECT RAISE(ABORT, 'person_destroyed'); END
    """,
    """
    CREATE TRIGGER person_destroyed_update BEFORE UPDATE ON person WHEN EXISTS (SELECT 1 FROM destroyed_person
    AS gone WHERE gone.person_id = OLD.id AND gone.kind = 'case_file') BEGIN SELECT RAISE(ABORT,
    'person_destroyed'); END
    """,
)
