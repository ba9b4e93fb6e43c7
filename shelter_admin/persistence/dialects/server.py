"""PostgreSQL (15 or newer): connection, faults, search and what the shared questions ask of it."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Any, Final, Protocol

from sqlalchemy import Column, Connection, Engine, create_engine, event, text
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from shelter_admin.domain.errors import Damaged, Failure, Refused, Unavailable
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.dialects.guarded import GUARDED, KEPT_AS_WRITTEN

SCHEMA_NAME: Final = "shelter"
CHANNEL: Final = "shelter_changes"
OLDEST: Final = 15
OWN_TABLES: Final = ("person_search", "schema_number", "key_file")
"""Tables of the server's own, which hold no records and do not move with them."""

_CONNECT_SECONDS: Final = 4
_LOCK_MILLISECONDS: Final = 5000
_WRITER: Final = 0x5348454C  # the one lock that every act takes first: "SHEL"
_SETTINGS: Final = {
    "search_path": f"{SCHEMA_NAME},public",
    "lock_timeout": str(_LOCK_MILLISECONDS),
    "synchronous_commit": "on",  # saved means on the disk, however the server was set up
    "idle_in_transaction_session_timeout": "120000",  # a computer gone to sleep inside an act lets the others go on
    "client_min_messages": "error",
    "DateStyle": "ISO",
    "TimeZone": "UTC",
}
_KEPT_ALIVE: Final = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
}


class _Columns(PGDDLCompiler):
    """Makes every text column sort and fold its letters as the file does: by their codes."""

    @override
    def get_column_specification(self, column: Column[Any], **kwargs: Any) -> str:
        told = str(super().get_column_specification(column, **kwargs))  # type: ignore[no-untyped-call]
        return told.replace(" TEXT", ' TEXT COLLATE "C"', 1)


def role_of(store_id: str) -> str:
    """The role of the application in one store; it may neither make nor change nor empty tables."""
    return f"shelter_{store_id.replace('-', '')[:16]}"


def door_of(store_id: str) -> str:
    """The role that may read nothing but the newest key file, which is needed before anybody has signed in."""
    return f"{role_of(store_id)}_door"


def password_of(key: bytes) -> str:
    """The password of the application's role: made from the store key, which the key file seals per account."""
    return hmac.digest(key, b"shelter_admin server role 1", "sha256").hex()


def door_password(store_id: str) -> str:
    """The password of the door: made from the key file, and worth no more than the key file itself."""
    return hmac.digest(store_id.encode(), b"shelter_admin server door 1", "sha256").hex()


def facts_of_connection(address: ServerAddress, user: str, password: str) -> dict[str, Any]:
    """What the driver needs to connect; TLS is verified unless the connection stays on this computer."""
    facts: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": user,
        "connect_timeout": _CONNECT_SECONDS,
        "application_name": "shelter_admin",
        "options": " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items()),
        **_KEPT_ALIVE,
    }
    if password:
        facts["password"] = password
    if address.near:
        return facts | {"sslmode": "prefer", "hostaddr": ""}  # PGHOSTADDR must not lead elsewhere without TLS
    return facts | {"sslmode": "verify-full", "sslrootcert": authority_of(address)}


def authority_of(address: ServerAddress) -> str:
    """The certificate that the server's own must come from: the one named, the one kept, else the computer's."""
    kept = address.companions.with_name(address.companions.name + ".crt")
    if address.authority:
        return str(Path(address.authority).expanduser())
    return str(kept) if kept.exists() else "system"


def server_engine(address: ServerAddress, user: str, password: str) -> Engine:
    """Make the engine of a store on a server. Acts take the one writer's lock first, questions never do."""
    import psycopg

    facts = facts_of_connection(address, user, password)
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(**facts),
        pool_size=2,
        max_overflow=2,
        pool_pre_ping=True,  # a server started anew is met by a new connection, not by an error
        hide_parameters=True,  # the words of an error must name nobody
    )
    engine.dialect.ddl_compiler = _Columns

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("acting", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")

    return engine


def wait_for_acts(connection: Connection) -> None:
    """Wait for the act under way, and keep others waiting until this transaction ends."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")


FOR_QUESTIONS: Final[dict[str, Any]] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How a question is asked: from one consistent state, and nothing can be written."""


def tell_changes(connection: Connection, word: str) -> None:
    """Tell every other program at this store, at the moment the act is saved."""
    connection.execute(_NOTIFY, {"channel": CHANNEL, "word": word})


_NOTIFY: Final = text("SELECT pg_notify(:channel, :word)")


class Entry(Protocol):
    """An entry of the log: its number and its hash."""

    @property
    def no(self) -> int:
        """Its number."""
        ...

    @property
    def hash(self) -> str:
        """Its hash, which no other entry has."""
        ...


def commit(connection: Connection, entry: Entry | None) -> None:
    """Save the act; raises Unavailable ``server_away_unsure`` only where nobody can say whether it was saved.

    When the connection breaks before the answer came, the act's own entry in the log is looked for.
    """
    try:
        connection.commit()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        saved = _was_saved(connection.engine, entry)
        if saved is None:
            raise Unavailable("server_away_unsure") from error
        if not saved:
            raise Unavailable("server_away") from error


def _was_saved(engine: Engine, entry: Entry | None) -> bool | None:
    if entry is None:
        return None
    for pause in _LOOK_AGAIN:
        sleep(pause)
        with suppress(DBAPIError), engine.connect() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")  # until a hanging commit is through
            return bool(connection.execute(_ENTRY, {"no": entry.no}).scalar() == entry.hash)
    return None


_LOOK_AGAIN: Final = (0.1, 0.5, 1.0, 2.0)  # seconds; a server that starts again needs some


_ENTRY: Final = text("SELECT hash FROM audit WHERE no = :no")


def table_names(connection: Connection) -> list[str]:
    """The tables with records, by name."""
    query = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema ORDER BY tablename")
    rows = connection.scalars(query, {"schema": SCHEMA_NAME})
    return sorted(str(name) for name in rows if name not in OWN_TABLES)


def schema_number(connection: Connection) -> int:
    """The schema a store was written with; 0 where there is none."""
    if connection.exec_driver_sql(f"SELECT to_regclass('{SCHEMA_NAME}.schema_number')").scalar() is None:
        return 0
    return int(connection.exec_driver_sql("SELECT number FROM schema_number").scalar_one())


def set_schema_number(connection: Connection, number: int) -> None:
    """Write down the schema of a store."""
    connection.exec_driver_sql("DELETE FROM schema_number")
    connection.execute(text("INSERT INTO schema_number (number) VALUES (:number)"), {"number": number})


def integrity_faults(connection: Connection) -> list[str]:
    """What the server finds wrong when every row is read; pages with checksums are checked on the way."""
    faults = []
    for name in table_names(connection):
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(f'SELECT count(t::text) FROM "{name}" AS t').scalar_one()  # noqa: S608
        except DBAPIError as error:
            if not isinstance(failure_in(error), Damaged):
                raise
            faults.append(f"{name}: {getattr(error.orig, 'sqlstate', '')}")
    return faults


_WEIGHTS: Final = {"name": "A", "alias": "A", "number": "A", "origin": "B", "nik": "C"}
_FOUND: Final = text(
    "SELECT s.person_id FROM search_query(:words, :weights) AS q JOIN person_search AS s ON s.words @@ q "
    "ORDER BY ts_rank(s.words, q) DESC, s.person_id LIMIT :most"
)
_FOUND_HERE: Final = text(
    "SELECT p.id FROM search_query(:words, :weights) AS q JOIN person_search AS s ON s.words @@ q "
    "JOIN person AS p ON p.id = s.person_id JOIN stay ON stay.person_id = p.id AND stay.leave_reason IS NULL "
    "ORDER BY strpos(lower(p.name), :first) <> 1, p.name LIMIT :most"
)


def found(connection: Connection, words: list[str], columns: Iterable[str], most: int) -> list[str]:
    """Whose columns hold words that begin so, all of them, the nearest first."""
    return list(connection.scalars(_FOUND, {**_asked(words, columns), "most": most}))


def found_here(connection: Connection, words: list[str], columns: Iterable[str], most: int) -> list[str]:
    """The same of those in the house, names that begin with the first word first."""
    asked = {**_asked(words, columns), "first": words[0].lower(), "most": most}
    return list(connection.scalars(_FOUND_HERE, asked))


def _asked(words: list[str], columns: Iterable[str]) -> dict[str, str]:
    return {
        "words": " ".join(words).replace("\0", ""),
        "weights": "".join(sorted({_WEIGHTS[column] for column in columns})),
    }


_UNIQUE: Final = {
    "uq_stay_open": "already_in_house",
    "uq_outing_open": "already_out",
    "uq_account_user": "user_taken",
    "uq_person_number": "number_taken",
    "uq_wisma_name": "wisma_taken",
    "uq_room_wisma_id": "room_taken",
    "uq_bed_room_id": "bed_label_taken",
    "uq_roll_call_panti_id": "roll_call_begun",
    "uq_roll_call_mark_roll_call_id": "roll_call_begun",
    "uq_program_name": "program_taken",
    "uq_batch_name": "batch_taken",
    "uq_enrolment_stay_id": "already_enrolled",
    "uq_class_session_batch_id": "session_begun",
    "uq_attendance_mark_session_id": "session_begun",
    "uq_certificate_valid": "has_certificate",
    "uq_certificate_year": "number_just_taken",
    "uq_certificate_number": "number_just_taken",
    "uq_monthly_return_period": "month_just_sent",
    "uq_paper_chase_waiting": "paper_waits",
    "uq_relative_other": "relative_already",
}
_TROUBLES: Final = {
    "23514": Refused("value_not_possible"),
    "22003": Refused("value_not_possible"),
    "22007": Refused("value_not_possible"),
    "22008": Refused("value_not_possible"),
    "22021": Refused("letters_unreadable"),
    "22P05": Refused("letters_unreadable"),
    "40001": Unavailable("store_busy"),
    "40P01": Unavailable("store_busy"),
    "55P03": Unavailable("store_busy"),
    "57014": Unavailable("store_busy"),
    "53100": Unavailable("disk_full"),
    "53300": Unavailable("server_full"),
    "25006": Unavailable("opened_read_only"),
    "58030": Unavailable("disk_error"),
    "3D000": Unavailable("server_database_missing"),
    "28P01": Unavailable("server_refuses"),
    "28000": Unavailable("server_refuses"),
    "42501": Unavailable("no_write_right"),
    "42P01": Damaged("not_a_store"),
    "XX001": Damaged("store_damaged"),
    "XX002": Damaged("store_damaged"),
}
_AWAY: Final = ("08", "57P", "53")  # classes: connection, shut down, out of resources
# Before a session stands there is no code, only words; what is not known of them counts as away.
_AT_THE_DOOR: Final = {
    "password authentication failed": Unavailable("server_refuses"),
    "no password supplied": Unavailable("server_refuses"),
    "no pg_hba.conf entry": Unavailable("server_refuses"),
    "does not exist": Unavailable("server_database_missing"),
    "permission denied for database": Unavailable("server_not_owner"),
    "certificate": Unavailable("server_not_trusted"),
    "does not support ssl": Unavailable("server_not_trusted"),
    "connection slots": Unavailable("server_full"),
    "too many clients": Unavailable("server_full"),
}


def failure_in(error: DBAPIError) -> Failure | None:
    """Read what the server says: a rule of ours, or a trouble of the surroundings; None means our own fault."""
    return failure_of(error.orig)


def is_not_allowed(error: DBAPIError) -> bool:
    """Say whether the server refused because this role may not do it."""
    return getattr(error.orig, "sqlstate", None) == "42501"


def failure_of(said: BaseException | None) -> Failure | None:
    """The same of what the driver itself raised."""
    import psycopg

    if not isinstance(said, psycopg.Error):
        return None
    state = said.sqlstate or ""
    by_rule = _by_rule(state, said.diag.constraint_name or "", (said.diag.message_primary or "").strip())
    if by_rule is not None:
        return by_rule
    if state in _TROUBLES:
        return _fresh(_TROUBLES[state])
    if state.startswith(_AWAY):
        return Unavailable("server_away")
    return _without_code(said) if not state else None


def _without_code(said: BaseException) -> Failure | None:
    """What the driver found itself: a value it cannot send, or a server that does not answer."""
    import psycopg

    words = str(said).lower()
    if isinstance(said, psycopg.DataError):
        return Refused("letters_unreadable") if "nul" in words else Refused("value_not_possible")
    if not isinstance(said, psycopg.OperationalError):
        return None
    return next((_fresh(known) for phrase, known in _AT_THE_DOOR.items() if phrase in words), None) or _away()


def _by_rule(state: str, constraint: str, message: str) -> Failure | None:
    if state == "23P01" and constraint in GUARDED:
        return Refused(constraint)
    if state == "P0001" and message in GUARDED:
        return Refused(message)
    if state == "23505" and constraint in _UNIQUE:
        return Refused(_UNIQUE[constraint])
    return _by_right(message) if state == "42501" else None


def _by_right(message: str) -> Failure | None:
    """What the role may not do, where that is one of our rules."""
    if "for schema" in message:
        return Damaged("not_a_store")  # the key is of another store on this server
    if message.endswith("table certificate"):
        return Refused("certificate_issued")
    return Refused("append_only") if any(message.endswith(f"table {name}") for name in KEPT_AS_WRITTEN) else None


def _fresh(failure: Failure) -> Failure:
    return type(failure)(failure.code)


def _away() -> Failure:
    return Unavailable("server_away")
