"""A server tried, and the file that lets another computer in."""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.address import ServerAddress, read_address
from shelter_admin.persistence.durable import beside, replace_file, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.making import make_folder, take_companions

ENDING: Final = ".sambungan"
CERTIFICATE_ENDING: Final = ".crt"
_FORMAT: Final = 1
_MOST_BYTES: Final = 8 * 1024 * 1024


def server_at(
    host: str, port: int, database: str, owner: str = "", password: str = "", certificate: str = ""
) -> ServerAddress:
    """A server as it was typed."""
    return ServerAddress(host.strip(), database.strip(), port, owner.strip(), password, certificate.strip())


def try_server(address: ServerAddress) -> None:
    """Look whether a store can be moved there; raises Refused beside the field, or Unavailable with what is wrong."""
    from shelter_admin.persistence.trying import try_as_owner

    _require_filled(address)
    try_as_owner(address)


def _require_filled(address: ServerAddress) -> None:
    if not address.host.strip():
        raise Refused("address_missing", field="host")
    if not address.database.strip():
        raise Refused("database_missing", field="database")
    if not address.owner.strip():
        raise Refused("owner_missing", field="owner")


def place_keys(address: ServerAddress, store_id: str, content: bytes) -> None:
    """Put a key file where the store of this address looks for it; never over that of another store."""
    path = beside(address.companions, KEYS_ENDING)
    if path.exists():
        if _store_at(path) not in (store_id, None):
            raise Unavailable("connection_of_another", to=str(address))
        take_companions(address.companions)
    make_folder(path)
    replace_file(path, content)


def _store_at(path: Path) -> str | None:
    """Whose key file lies here; None where there is none, or one that cannot be read."""
    with suppress(Damaged, Unavailable):
        return KeyFile.load(path).store_id
    return None


def keep_certificate(address: ServerAddress) -> None:
    """Keep the certificate that the server is known by beside the key file, so that its own file may go."""
    if address.authority and not address.near:
        source = Path(address.authority).expanduser()
        try:
            content = source.read_bytes()
        except OSError as error:
            raise why_not(error, source) from error
        target = beside(address.companions, CERTIFICATE_ENDING)
        if source.absolute() != target.absolute():
            replace_file(target, content)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Where the store is, for the settings: ``near`` says that the address means this very computer only."""

    address: str
    host: str
    near: bool
    certificate: bool


@dataclass(frozen=True)
class WhereShared(Query[Sharing | None]):
    """Where the store is shared; None for one in a file."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS

    @override
    def run(self, work: Work) -> Sharing | None:
        server = work.open_store.server
        if server is None:
            return None
        kept = beside(server.companions, CERTIFICATE_ENDING).exists()
        return Sharing(str(server), server.host, server.near, kept)


@dataclass(frozen=True)
class PrintServerPage(Query[Document]):
    """The page for whoever installs PostgreSQL on the office's computer."""

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the page for the server")

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.server_page import server_page

        return server_page(imprint(work))


@dataclass(frozen=True)
class ConnectionFile(Query[Document]):
    """The file that lets another computer in: address, key file, certificate. It opens nothing without a password.

    ``host`` and ``certificate`` are given where the address in use means this very computer only.
    """

    needs: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("make a connection file for another computer")

    host: str = ""
    certificate: str = ""

    @override
    def run(self, work: Work) -> Document:
        store = work.open_store
        if store.server is None:
            raise Refused("not_on_server")
        address = replace(store.server, host=self.host.strip() or store.server.host)
        if address.near:
            raise Refused("only_by_own_name", field="host")
        plain = {
            "format": _FORMAT,
            "address": str(address),
            "panti": work.panti.name,
            "keys": base64.b64encode(store.keys().path.read_bytes()).decode(),
            "certificate": _certificate_for(store.server, self.certificate),
        }
        return Document(f"{work.panti.code.lower()}{ENDING}", _written(plain))


def _certificate_for(server: ServerAddress, chosen: str) -> str:
    kept = beside(server.companions, CERTIFICATE_ENDING)
    path = Path(chosen).expanduser() if chosen.strip() else kept
    if not chosen.strip() and not kept.exists():
        if not server.near:
            return ""  # one that every computer trusts by itself
        raise Refused("certificate_needed", field="certificate")
    try:
        content = path.read_bytes().decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("certificate_missing", field="certificate", file=path.name) from error
    if "-----BEGIN CERTIFICATE-----" not in content:
        raise Refused("certificate_unclear", field="certificate", file=path.name)
    return content


def _written(plain: dict[str, Any]) -> bytes:
    body = json.dumps(plain, indent=1, sort_keys=True)
    return json.dumps(plain | {"check": hashlib.sha256(body.encode()).hexdigest()}, indent=1, sort_keys=True).encode()


def take_connection(path: Path) -> ServerAddress:
    """Take a connection file in on this computer; gives the address to sign in at.

    Where this store was signed in at before, its key file and witness stay: the server has the newest, not the file.

    Raises Unavailable (``connection_file_unclear``, ``connection_of_another``, …) or Damaged for a spoilt key file.
    """
    plain = _read(path)
    try:
        address = read_address(str(plain["address"]))
        content = base64.b64decode(str(plain["keys"]), validate=True)
        certificate = str(plain["certificate"])
    except (KeyError, ValueError, Unavailable) as error:
        raise Unavailable("connection_file_unclear", file=path.name) from error
    keys = KeyFile.read(content, beside(address.companions, KEYS_ENDING))
    if _store_at(keys.path) != keys.store_id:
        place_keys(address, keys.store_id, content)
    if certificate:
        replace_file(beside(address.companions, CERTIFICATE_ENDING), certificate.encode())
    return address


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Unavailable("connection_file_unclear", file=path.name)
        plain = json.loads(path.read_bytes())
        body = {name: value for name, value in plain.items() if name != "check"}
        whole = _written(body) == json.dumps(plain, indent=1, sort_keys=True).encode() and body["format"] == _FORMAT
    except OSError as error:
        raise why_not(error, path) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unavailable("connection_file_unclear", file=path.name) from error
    if not whole:
        raise Unavailable("connection_file_unclear", file=path.name)
    return body
