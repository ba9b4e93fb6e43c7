"""The log edited by raw SQL past its guards, by somebody who has the key or owns the server: the check finds each edit."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.opening import Opener
from shelter_admin.persistence.address import ServerAddress
from tests.bench import raw
from tests.chaos.flipping import files_of, put
from tests.chaos.ground import Ground
from tests.chaos.outcomes import Outcome
from tests.people import FAST, HEAD, PASSWORD, FixedClock

REWRITINGS: dict[str, str] = {
    "act": "UPDATE audit SET act = 'GoOut' WHERE no = {no}",
    "account": "UPDATE audit SET account_id = 'somebody-else' WHERE no = {no}",
    "at": "UPDATE audit SET at = '2026-11-01 00:00:00.000000' WHERE no = {no}",
    "what": "UPDATE audit SET what = '{{\"x\": 1}}' WHERE no = {no}",
    "about": "UPDATE audit SET about = '[\"x\"]' WHERE no = {no}",
    "before": "UPDATE audit SET before = hash WHERE no = {no}",
    "hash": "UPDATE audit SET hash = before WHERE no = {no}",
    "number": "UPDATE audit SET no = 100000 WHERE no = {no}",
    "gone": "DELETE FROM audit WHERE no = {no}",
    "tail gone": "DELETE FROM audit WHERE no >= {no}",
}


Edit = Callable[[str], None]


def rewritten(ground: Ground, owned: ServerAddress | None = None, *, few: bool = False) -> Outcome:
    """Edit a few entries in every way, one at a time, and ask the check after each."""
    outcome, began = Outcome("tamper: log rewritten", ground.database), monotonic()
    desk, _clock = ground.sit_down(ground.instant(10))
    key, entries = desk.store.key, desk.ask(CheckStore()).audit_entries
    desk.close()
    edit, mend = _in_file(ground, key) if owned is None else _on_server(owned)
    for no in [entries // 2] if few else sorted({1, 2, entries // 2, entries - 1, entries}):
        for name, statement in REWRITINGS.items():
            outcome.tried += 1
            edit(statement.format(no=no))
            chain = _chain_told(ground)
            outcome.counts["found"] += chain != "ok"
            outcome.require(chain != "ok", f"nobody finds '{name}' of entry {no} of {entries}")
            mend("")
    outcome.require(_chain_told(ground) == "ok", "the log as it was is not whole")
    outcome.seconds = monotonic() - began
    return outcome


def _in_file(ground: Ground, key: bytes) -> tuple[Edit, Edit]:
    """Edit past the triggers of the file, and put the files back."""
    whole = files_of(ground.place.parent)

    def edit(statement: str) -> None:
        connection = raw.connect(ground.place, key)
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
        kept = guards.fetchall()
        for name, _sql in kept:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)
        for _name, sql in kept:
            connection.execute(sql)
        connection.close()

    return edit, lambda _nothing: put(ground.place.parent, whole.items())


def _on_server(owned: ServerAddress) -> tuple[Edit, Edit]:
    """Edit as the owner of the server can, triggers switched off, and write the old rows again."""
    import psycopg

    def carry_out(*statements: str) -> None:
        with psycopg.connect(
            host=owned.host,
            port=owned.port,
            dbname=owned.database,
            user=owned.owner,
            password=owned.owner_password,
            options="-c search_path=shelter,public",
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    carry_out("CREATE TABLE public.audit_kept AS TABLE audit")
    off, on = "ALTER TABLE audit DISABLE TRIGGER USER", "ALTER TABLE audit ENABLE TRIGGER USER"
    old = ("DELETE FROM audit", "INSERT INTO audit SELECT * FROM public.audit_kept")
    return lambda statement: carry_out(off, statement, on), lambda _nothing: carry_out(off, *old, on)


def _chain_told(ground: Ground) -> str:
    """What the check says of the log, looked into without writing."""
    desk = Opener(FixedClock(ground.instant(11)), profile=FAST).look_into(ground.place, HEAD, PASSWORD)
    try:
        return desk.ask(CheckStore()).audit_chain
    finally:
        desk.close()
