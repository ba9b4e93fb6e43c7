"""A first connection to a server that somebody has just set up: what is wrong with it, one thing at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from shelter_admin.domain.errors import Unavailable
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.dialects import server, server_schema
from shelter_admin.persistence.dialects.faults import translated

# What the driver says before a session stands; the first phrase found counts.
_SAID: Final = (
    ("no pg_hba.conf entry", Unavailable("server_not_admitted")),
    ("password authentication failed", Unavailable("owner_refused")),
    ("no password supplied", Unavailable("owner_refused")),
    ("does not support ssl", Unavailable("server_without_tls")),
    ("does not match host name", Unavailable("certificate_other_name")),
    ("certificate", Unavailable("server_not_trusted")),
    ("translate host name", Unavailable("server_name_unknown")),
    ("resolve host", Unavailable("server_name_unknown")),
    ("name or service not known", Unavailable("server_name_unknown")),
    ("connection refused", Unavailable("server_not_listening")),
    ("actively refused", Unavailable("server_not_listening")),
    ("permission denied for database", Unavailable("server_not_owner")),
    ("database", Unavailable("server_database_missing")),
    ("role", Unavailable("owner_refused")),
)


def try_as_owner(address: ServerAddress) -> None:
    """Connect as the owner and look whether a store can be made there; nothing is changed.

    Raises Unavailable with what is wrong: ``server_name_unknown``, ``server_not_listening``, ``owner_refused``, …
    """
    require_certificate(address)
    engine = server.server_engine(address, address.owner, address.owner_password)
    try:
        with engine.connect() as connection, translated():
            server_schema.require_ready(connection)
    except DBAPIError as error:
        raise _meaning(error) from error
    finally:
        engine.dispose()


def require_certificate(address: ServerAddress) -> None:
    """Refuse a certificate file that is not there or is none (``certificate_missing``, ``certificate_unclear``)."""
    if address.near or not address.authority:
        return
    path = Path(address.authority).expanduser()
    try:
        content = path.read_bytes()[:_MOST_BYTES]
    except OSError as error:
        raise Unavailable("certificate_missing", file=path.name) from error
    if b"-----BEGIN CERTIFICATE-----" not in content:
        raise Unavailable("certificate_unclear", file=path.name)


_MOST_BYTES: Final = 1024 * 1024


def _meaning(error: DBAPIError) -> Unavailable:
    words = str(error.orig).lower()
    meant = next((meant for phrase, meant in _SAID if phrase in words), None)
    if meant is not None:
        return meant
    known = server.failure_in(error)
    return known if isinstance(known, Unavailable) else Unavailable("server_away")
