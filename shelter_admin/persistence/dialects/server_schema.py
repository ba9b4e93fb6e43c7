"""What is made once on a server: roles, the schema with its guards, the search index, and who may do what with it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from psycopg import sql
from psycopg.errors import DependentObjectsStillExist
from sqlalchemy import Connection, text

from shelter_admin.domain.errors import Unavailable
from shelter_admin.persistence.dialects import server
from shelter_admin.persistence.dialects.guarded import ISSUED, KEPT_AS_WRITTEN, NO_OVERLAPS, NoOverlap
from shelter_admin.persistence.dialects.refusals import KEPT_WITH_EXCEPTION, REFUSALS, Refusal

_EXTENSIONS: Final = ("btree_gist", "unaccent")

_FUNCTIONS: Final = (
    # Letters without their marks, in lower case, anything else a space: what the file's search index does, too.
    """
    CREATE FUNCTION search_words(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, given) COLLATE "und-x-icu"), '[^[:alnum:]]+', ' ', 'g')
    $$
    """,
    """
    CREATE FUNCTION search_query(words text, weights text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_tsquery('simple', string_agg(phrase, ' & '))
    FROM regexp_split_to_table(trim(words), ' +') AS word, LATERAL (
        SELECT string_agg(
            quote_literal(token) || ':' || weights || CASE WHEN at = most THEN '*' ELSE '' END, ' <-> ' ORDER BY at
        ) AS phrase
        FROM (
            SELECT token, at, max(at) OVER () AS most
            FROM regexp_split_to_table(trim(search_words(word)), ' +') WITH ORDINALITY AS split (token, at)
            WHERE token <> ''
        ) AS tokens
    ) AS made
    WHERE phrase IS NOT NULL
    $$
    """,
    """
    CREATE FUNCTION refuse_as_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'append_only'; END
    $$
    """,
    """
    CREATE FUNCTION refuse_as_issued() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'certificate_issued'; END
    $$
    """,
    """
    CREATE FUNCTION keep_person_search() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO person_search (person_id, words) VALUES (
            NEW.id,
            setweight(to_tsvector('simple', search_words(concat_ws(' ', NEW.name, NEW.alias, NEW.number))), 'A')
            || setweight(to_tsvector('simple', search_words(coalesce(NEW.origin_text, ''))), 'B')
            || setweight(to_tsvector('simple', search_words(coalesce(NEW.nik, ''))), 'C')
        ) ON CONFLICT (person_id) DO UPDATE SET words = excluded.words;
        RETURN NULL;
    END
    $$
    """,
)
_OWN_TABLES: Final = (
    "CREATE TABLE schema_number (number integer NOT NULL)",
    "CREATE TABLE key_file (content bytea NOT NULL, turn integer NOT NULL)",
    """
    CREATE TABLE person_search (
        person_id text COLLATE "C" PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE, words tsvector NOT NULL)
    """,
    "CREATE INDEX ix_person_search_words ON person_search USING gin (words)",
    """
    CREATE TRIGGER person_search_kept AFTER INSERT OR UPDATE OF name, alias, number, origin_text, nik ON person
    FOR EACH ROW EXECUTE FUNCTION keep_person_search()
    """,
)


def _no_overlap(rule: NoOverlap) -> str:
    """An exclusion constraint: two rows of one subject never share a night."""
    open_or_known = f"AND ({rule.ended} IS NULL OR {rule.end} IS NOT NULL)" if rule.ended else ""
    return (
        f"ALTER TABLE {rule.table} ADD CONSTRAINT {rule.name} EXCLUDE USING gist "
        f"({rule.subject} WITH =, daterange({rule.start}, {rule.end}) WITH &&) "
        f"WHERE ({rule.start} IS NOT NULL AND ({rule.end} IS NULL OR {rule.end} > {rule.start}) {open_or_known})"
    )


def _never_changed(table: str) -> list[str]:
    """Refuse every change and taking away; where a destruction may blank, ``REFUSALS`` says what of a change."""
    events = "DELETE" if table in KEPT_WITH_EXCEPTION else "UPDATE OR DELETE"
    return [
        (
            f"CREATE TRIGGER {table}_kept BEFORE {events} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_as_append_only()"
        ),
        (
            f"CREATE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_as_append_only()"
        ),
    ]


def _refused(rule: Refusal) -> list[str]:
    """A trigger with a function of its own: the server lets no condition of a trigger look into other tables."""
    row = "OLD" if rule.event == "DELETE" else "NEW"
    return [
        (
            f"CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {rule.when} THEN RAISE EXCEPTION '{rule.code}'; END IF; RETURN {row}; END $$"
        ),
        (f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {rule.name}()"),
    ]


def _issued_stays() -> list[str]:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in ISSUED)
    return [
        (
            f"CREATE TRIGGER certificate_issued_changed BEFORE UPDATE ON certificate FOR EACH ROW "
            f"WHEN (OLD.revoked_on IS NOT NULL OR {changed}) EXECUTE FUNCTION refuse_as_issued()"
        ),
        (
            "CREATE TRIGGER certificate_issued_deleted BEFORE DELETE ON certificate "
            "FOR EACH ROW EXECUTE FUNCTION refuse_as_issued()"
        ),
        (
            "CREATE TRIGGER certificate_issued_emptied BEFORE TRUNCATE ON certificate "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_as_issued()"
        ),
    ]


def guards() -> list[str]:
    """What keeps the rules even against a program that forgets them, and the search index."""
    return [
        *_FUNCTIONS,
        *(_no_overlap(rule) for rule in NO_OVERLAPS),
        *(statement for table in KEPT_AS_WRITTEN for statement in _never_changed(table)),
        *(statement for rule in REFUSALS for statement in _refused(rule)),
        *_issued_stays(),
        *_OWN_TABLES,
    ]


def begin(connection: Connection) -> None:
    """Make the schema in an empty database; raises Unavailable where something is in the way or missing."""
    require_ready(connection)
    for name in _EXTENSIONS:
        connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS {name} WITH SCHEMA public")
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {server.SCHEMA_NAME}")


def require_ready(connection: Connection) -> None:
    """Refuse a database in which no store can be made, with what is in the way or missing; changes nothing."""
    number = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    if number < server.OLDEST * 10000:
        raise Unavailable("server_too_old", found=number // 10000, needed=server.OLDEST)
    if server.schema_number(connection) or connection.exec_driver_sql(_OCCUPIED).scalar_one():
        raise Unavailable("server_not_empty")
    if connection.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
        raise Unavailable("server_not_utf8")
    if not connection.exec_driver_sql(_MAY_MAKE_ROLES).scalar_one():
        raise Unavailable("server_no_roles")
    if not connection.exec_driver_sql(_MAY_MAKE_SCHEMAS).scalar_one():
        raise Unavailable("server_not_owner")
    if connection.execute(_EXTENSIONS_THERE, {"names": list(_EXTENSIONS)}).scalar_one() != len(_EXTENSIONS):
        raise Unavailable("server_no_extensions")


_OCCUPIED: Final = f"SELECT count(*) FROM pg_tables WHERE schemaname IN ('{server.SCHEMA_NAME}', 'public')"  # noqa: S608 - own names
_MAY_MAKE_SCHEMAS: Final = "SELECT has_database_privilege(current_database(), 'CREATE')"
_EXTENSIONS_THERE: Final = text("SELECT count(*) FROM pg_available_extensions WHERE name = ANY(:names)")
_MAY_MAKE_ROLES: Final = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"


def let_in_again(connection: Connection, store_id: str) -> None:
    """Give the two roles their rights on what a newer schema has besides."""
    _give_rights(connection, server.role_of(store_id), server.door_of(store_id))


def let_in(connection: Connection, store_id: str, key: bytes, content: bytes) -> None:
    """Make the two roles with their rights, and keep the key file where every computer finds the newest."""
    role, door = server.role_of(store_id), server.door_of(store_id)
    _make_role(connection, role, server.password_of(key))
    _make_role(connection, door, server.door_password(store_id))
    _give_rights(connection, role, door)
    connection.exec_driver_sql("INSERT INTO key_file (content, turn) VALUES (%s, 1)", (content,))


def _make_role(connection: Connection, name: str, password: str) -> None:
    known = connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).scalar()
    # One there already was made for this very store in another database; an owner may only change its password.
    shape = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}" if known else _NEW_ROLE)
    _run(connection, shape.format(sql.Identifier(name), sql.Literal(_hashed(connection, name, password))))


_NEW_ROLE: Final = "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}"


def _hashed(connection: Connection, role: str, password: str) -> str:
    """The password as the server keeps it, so that its own log never sees it."""
    driver: Any = connection.connection.driver_connection
    made: bytes = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return made.decode()


def _give_rights(connection: Connection, role: str, door: str) -> None:
    """Read and write, and only add where nothing may change; nobody but the owner makes, alters or empties tables."""
    schema, user, gate = (sql.Identifier(name) for name in (server.SCHEMA_NAME, role, door))
    there = set(server.table_names(connection))  # a store of an older schema has not all of them yet
    kept = sql.SQL(", ").join(sql.Identifier(name) for name in KEPT_AS_WRITTEN if name in there)
    blanked = sql.SQL(", ").join(sql.Identifier(name) for name in KEPT_WITH_EXCEPTION)
    for shape in (
        "GRANT USAGE ON SCHEMA {schema} TO {user}, {gate}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {user}",
        "REVOKE UPDATE, DELETE ON {kept} FROM {user}",
        "GRANT UPDATE ON {blanked} TO {user}",
        "REVOKE DELETE ON certificate FROM {user}",
        "REVOKE INSERT, UPDATE, DELETE ON schema_number FROM {user}",
        "REVOKE INSERT, DELETE ON key_file FROM {user}",
        "GRANT SELECT ON key_file TO {gate}",
    ):
        _run(connection, sql.SQL(shape).format(schema=schema, user=user, gate=gate, kept=kept, blanked=blanked))


def set_aside(connection: Connection, store_id: str, name: str) -> None:
    """Keep the store under another name, for its owner alone, in the running transaction; acts wait till it ends."""
    server.wait_for_acts(connection)
    own, kept = sql.Identifier(server.SCHEMA_NAME), sql.Identifier(name)
    _run(connection, sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(own, kept))
    for role in (server.role_of(store_id), server.door_of(store_id)):
        shape = "REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}"
        _run(connection, sql.SQL(shape).format(kept, sql.Identifier(role)))


def take_away(connection: Connection, store_id: str, *, whole: bool) -> None:
    """Remove the two roles unless another database needs them; with ``whole`` first the schema and all it holds."""
    if whole:
        _run(connection, sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(server.SCHEMA_NAME)))
    for name in (server.role_of(store_id), server.door_of(store_id)):
        if connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).scalar():
            with suppress(DependentObjectsStillExist), connection.begin_nested():
                _run(connection, sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def change_password(connection: Connection, store_id: str, key: bytes) -> None:
    """Give the application's role the password of another store key; a role may do that for itself."""
    role = server.role_of(store_id)
    hashed = _hashed(connection, role, server.password_of(key))
    _run(connection, sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed)))


def end_other_sessions(connection: Connection) -> None:
    """End every other session of this role in this database; a role may do that to itself."""
    connection.exec_driver_sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()"
    )


def _run(connection: Connection, statement: sql.Composed) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(statement)


def newest_key_file(connection: Connection) -> tuple[bytes, int]:
    """The newest key file and how often it was changed."""
    row = connection.exec_driver_sql("SELECT content, turn FROM key_file").one()
    return bytes(row[0]), int(row[1])


def keep_key_file(connection: Connection, content: bytes, turn: int) -> None:
    """Keep a changed key file; raises Unavailable ``store_busy`` where another computer was faster."""
    shape = "UPDATE key_file SET content = %s, turn = turn + 1 WHERE turn = %s"
    if connection.exec_driver_sql(shape, (content, turn)).rowcount != 1:
        raise Unavailable("store_busy")
