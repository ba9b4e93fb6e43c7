"""The schema of this program, made new or brought up to date step by step (Alembic), counted before and after."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from shelter_admin.domain.errors import Damaged
from shelter_admin.persistence import (
    accounts,
    audit,
    dialects,
    history,
    panti,
    rehearsals,
)
from shelter_admin.persistence.base import Base
from shelter_admin.persistence.beds import tables as beds_tables
from shelter_admin.persistence.cases import conference_tables
from shelter_admin.persistence.cases import tables as cases_tables
from shelter_admin.persistence.certificates import paper_tables
from shelter_admin.persistence.certificates import tables as certificates_tables
from shelter_admin.persistence.departures import tables as departures_tables
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.duty import tables as duty_tables
from shelter_admin.persistence.intake import tables as intake_tables
from shelter_admin.persistence.people import tables as people_tables
from shelter_admin.persistence.presence import tables as presence_tables
from shelter_admin.persistence.privacy import tables as privacy_tables
from shelter_admin.persistence.readiness import tables as readiness_tables
from shelter_admin.persistence.residents import tables as residents_tables
from shelter_admin.persistence.returns import tables as returns_tables
from shelter_admin.persistence.services import tables as services_tables
from shelter_admin.persistence.training import tables as training_tables

SCHEMA: Final = 6
MIGRATIONS: Final = Path(__file__).parent / "migrations"
TABLES: Final = (
    accounts,
    audit,
    history,
    panti,
    rehearsals,
    beds_tables,
    cases_tables,
    certificates_tables,
    conference_tables,
    departures_tables,
    duty_tables,
    intake_tables,
    paper_tables,
    people_tables,
    presence_tables,
    privacy_tables,
    readiness_tables,
    residents_tables,
    returns_tables,
    services_tables,
    training_tables,
)


def create(connection: Connection) -> None:
    """Make every table, guard and index of the current schema in an empty store."""
    Base.metadata.create_all(connection)
    dialects.run(connection, dialects.guards(connection))
    dialects.set_schema_number(connection, SCHEMA)


def begin(connection: Connection, number: int) -> None:
    """Make the schema of this number in an empty file: the current one, or an older one by the steps up to it."""
    if number == SCHEMA:
        create(connection)
        return
    walk(connection, 0, number)
    dialects.set_schema_number(connection, number)


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())  # noqa: S608 - own names
        for name in dialects.table_names(connection)
    }


def bring_up_to_date(engine: Engine, path: Path, key: bytes, found: int, now: datetime) -> None:
    """Copy the old store aside, walk the steps, and refuse the outcome if a row was lost on the way.

    All steps are one transaction: a failure or a crash leaves the store at the schema it had.
    """
    aside = path.with_name(f"{path.name}.schema-{found}-{now:%Y%m%d-%H%M%S}")
    with engine.connect() as connection:
        before = counts(connection)
        dialects.copy_into(connection, str(aside), key)
        connection.rollback()
    keys = beside(path, ".keys")
    if keys.exists():
        shutil.copy2(keys, beside(aside, ".keys"))
    if _rows_of(aside, key) != before:
        raise Damaged("copy_differs")
    with engine.connect().execution_options(acting=True) as connection:
        walk_whole(connection, found)
        connection.commit()


def walk_whole(connection: Connection, found: int) -> None:
    """Take every step after ``found`` in the running transaction, rolled back and refused if a row is lost on the way.

    Raises Damaged ``migration_lost_rows`` with the tables.
    """
    before = counts(connection)
    walk(connection, found)
    after = counts(connection)
    if lost := [name for name, count in before.items() if after.get(name, 0) < count]:
        connection.rollback()
        raise Damaged("migration_lost_rows", tables=", ".join(lost))
    dialects.set_schema_number(connection, SCHEMA)


def _rows_of(path: Path, key: bytes) -> dict[str, int]:
    engine = dialects.embedded_engine(str(path), key, read_only=True)
    try:
        with engine.connect() as connection:
            return counts(connection)
    finally:
        engine.dispose()


def walk(connection: Connection, found: int, to: int = SCHEMA) -> None:
    """Take every step after ``found`` up to ``to``, in the running transaction."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(MIGRATIONS))
    steps = sorted(scripts.walk_revisions(), key=lambda step: step.revision)
    operations = Operations(MigrationContext.configure(connection))
    for step in steps:
        if found < int(step.revision) <= to:
            with Operations.context(operations.migration_context):
                step.module.upgrade()
