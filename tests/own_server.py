"""A server of its own for tests of moving: with TLS on, known under two names of this computer."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from installer.postgres import Throwaway, running
from shelter_admin.operations.sharing import ServerAddress, server_at

OWNER, PASSWORD = "pemilik", "kata sandi panjang"
FAR = "127.0.0.2"  # this computer too, but not by a name that counts as near: TLS must hold


@dataclass
class OfficeServer:
    """The server as it is set up by the printed page: an owner without other rights, an empty database per test."""

    server: Throwaway
    certificate: Path
    made: int = 0

    def database(self, owner: str = OWNER, encoding: str = "UTF8") -> str:
        """Make an empty database."""
        self.made += 1
        name = f"panti{self.made}"
        self.run(f"CREATE DATABASE {name} OWNER \"{owner}\" ENCODING '{encoding}' TEMPLATE template0")
        return name

    def empty(self, host: str = "localhost", **changed: object) -> ServerAddress:
        """The address of an empty database, as its owner reaches it."""
        return self.at(self.database(), host, **changed)

    def at(self, database: str, host: str = "localhost", **changed: object) -> ServerAddress:
        """A database as its owner reaches it."""
        values: dict[str, object] = {
            "host": host,
            "port": self.server.port,
            "database": database,
            "owner": OWNER,
            "password": PASSWORD,
            "certificate": str(self.certificate),
        }
        return server_at(**{**values, **changed})  # type: ignore[arg-type]

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Do something as whoever runs the server."""
        with psycopg.connect(self.server.address(database), autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def schemas(self, database: str) -> set[object]:
        """What was made in a database, and the roles that go with a store."""
        made = self.run("SELECT nspname FROM pg_namespace WHERE nspname = 'shelter'", database)
        return {name for (name,) in made}


@contextmanager
def office_server() -> Iterator[OfficeServer]:
    """Start it for a while."""
    with running(lasting=False) as server:
        key, certificate = server.folder / "data" / "server.key", server.folder / "data" / "server.crt"
        make_certificate(key, certificate)
        for path in (key, certificate):
            os.chown(path, server.folder.stat().st_uid, server.folder.stat().st_gid)
        made = OfficeServer(server, certificate)
        made.run("ALTER SYSTEM SET ssl = on")
        made.run(f"ALTER SYSTEM SET listen_addresses = '127.0.0.1, {FAR}'")
        with (server.folder / "data" / "pg_hba.conf").open("a", encoding="ascii") as file:
            file.write(f"hostssl all all {FAR}/32 scram-sha-256\n")
        made.run(f"CREATE ROLE {OWNER} LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
        server.stop()
        kept: list[str] = [one for one in server._settings if not one.startswith("listen_addresses")]
        server._settings = tuple(kept)  # type: ignore[assignment]
        server.start()
        yield made


def make_certificate(key_file: Path, file: Path, name: str = FAR) -> None:
    """What the openssl command of the printed page makes."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kantor")])
    names = [x509.DNSName("kantor"), x509.IPAddress(ipaddress.ip_address(name))]
    begins = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file.touch(mode=0o600)
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
