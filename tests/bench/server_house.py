"""The invented shelter of the bench on a PostgreSQL of its own, and the bare driver beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg

from installer.postgres import Throwaway, running
from shelter_admin.domain.settings import Zone
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import NewPanti, Opener
from shelter_admin.persistence.address import ServerAddress, read_address
from shelter_admin.persistence.base import Base, Stamp
from tests.bench.house import NOON, PASSWORD, USER, Ticking, add_beds, add_people

DATABASE = "panti"
TWIN = "twin"
Rows = dict[str, list[dict[str, Any]]]


@contextmanager
def a_server_house(place: Path, in_house: int, ever: int = 0) -> Iterator[tuple[Desk, tuple[str, ...], Throwaway]]:
    """A shelter on a server whose commits reach the disk; its head's desk, and who is in house."""
    os.environ["XDG_DATA_HOME"] = str(place / "user")
    with running(lasting=True) as server:
        server.make_database(DATABASE)
        panti = NewPanti("Panti Bina Uji", "UJI", "64.72", Zone.WITA, USER, "Rina Uji")
        desk = Opener(Ticking()).create(read_address(server.address(DATABASE)), panti, PASSWORD).desk
        stamp = Stamp(desk.panti.id, desk.staff.account_id, NOON, "Bench")
        with desk.store.acting(stamp) as session:
            people = add_people(session, max(in_house, ever), in_house)[:in_house]
            add_beds(session, people)
        with bare(server, DATABASE) as connection:
            connection.autocommit = True
            connection.execute("ANALYZE")
        try:
            yield desk, tuple(person_id for person_id, _stay_id in people), server
        finally:
            desk.close()


def where(server: Throwaway) -> ServerAddress:
    """The address of the shelter as staff know it."""
    return replace(read_address(server.address(DATABASE)), owner="", owner_password="")


def bare(server: Throwaway, database: str) -> psycopg.Connection[Any]:
    """The bare driver, past every guard of the database."""
    owned = read_address(server.address(database))
    return psycopg.connect(
        host=owned.host,
        port=owned.port,
        dbname=database,
        user=owned.owner,
        password=owned.owner_password,
        options="-c search_path=shelter,public -c session_replication_role=replica",
    )


class ServerTwin:
    """A copy of the shelter's database, written to by the bare driver."""

    def __init__(self, server: Throwaway, desk: Desk) -> None:
        """Copy a database that nobody has open just now."""
        desk.store.engine.dispose()
        with psycopg.connect(server.address(), autocommit=True) as owner:
            owner.execute(f'CREATE DATABASE "{TWIN}" TEMPLATE "{DATABASE}"'.encode())
        self._connection = bare(server, TWIN)

    def insert(self, rows: Rows) -> None:
        """Write these rows, one statement per table, one durable commit."""
        for table, values in rows.items():
            names = ", ".join(f'"{name}"' for name in values[0])
            holders = ", ".join("%s" for _name in values[0])
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({holders})'.encode()
            if len(values) == 1:
                self._connection.execute(statement, tuple(values[0].values()))
            else:
                with self._connection.cursor() as cursor:
                    cursor.executemany(statement, [tuple(one.values()) for one in values])
        self._connection.commit()

    def forget(self, rows: Rows) -> None:
        """Take them out again, between two measurements."""
        for table, values in rows.items():
            key = "no" if table == "audit" else "id"
            chosen = [one[key] for one in values]
            self._connection.execute(f'DELETE FROM "{table}" WHERE "{key}" = ANY(%s)'.encode(), (chosen,))
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()


def rows_of_the_newest_act(server: Throwaway) -> Rows:
    """The very rows that the newest act wrote, by table."""
    from psycopg.rows import dict_row
    from psycopg.types.json import Json

    found: Rows = {}
    with bare(server, DATABASE) as connection, connection.cursor(row_factory=dict_row) as cursor:
        newest = cursor.execute("SELECT * FROM audit ORDER BY no DESC LIMIT 1").fetchall()
        at = newest[0]["at"]
        for name, table in Base.metadata.tables.items():
            column = "changed_at" if "changed_at" in table.columns else "at" if name == "history" else ""
            if column and (
                rows := cursor.execute(f'SELECT * FROM "{name}" WHERE "{column}" = %s'.encode(), (at,)).fetchall()
            ):
                found[name] = rows
        found["audit"] = newest
    plain = (dict, list)
    return {
        table: [
            {name: Json(value) if isinstance(value, plain) else value for name, value in row.items()} for row in rows
        ]
        for table, rows in found.items()
    }
