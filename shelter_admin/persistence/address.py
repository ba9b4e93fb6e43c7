"""Where a store is: a file of this computer, or a database on the office's server."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from platformdirs import user_data_path
from typing_extensions import override

from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.whole_numbers import is_whole_number

SCHEMES: Final = ("postgresql", "postgres")
USUAL_PORT: Final = 5432
_HERE: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """One database on one PostgreSQL server; as text it names neither user nor password.

    ``host`` that begins with a stroke is the folder of a Unix socket. ``owner`` and ``owner_password`` are those of
    whoever sets the store up, given once and kept nowhere; ``authority`` is a file with the certificate that the
    server's own must come from.
    """

    host: str
    database: str
    port: int = USUAL_PORT
    owner: str = field(default="", repr=False, compare=False)
    owner_password: str = field(default="", repr=False, compare=False)
    authority: str = field(default="", compare=False)

    @override
    def __str__(self) -> str:
        """The address as it is shown, kept and read again."""
        port = "" if self.port == USUAL_PORT else f":{self.port}"
        if self.by_socket:
            return f"postgresql://{port}/{quote(self.database)}?host={quote(self.host)}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"postgresql://{host}{port}/{quote(self.database)}"

    @property
    def by_socket(self) -> bool:
        """Say whether the server is reached through a socket of this computer."""
        return self.host.startswith("/") and "," not in self.host  # several hosts may stand in one, with commas

    @property
    def near(self) -> bool:
        """Say whether nothing of the connection leaves this computer; then it needs no TLS."""
        return self.by_socket or self.host in _HERE

    @property
    def name(self) -> str:
        """How the store is called in file names: host and database."""
        host = "localhost" if self.by_socket or not self.host else self.host
        return _NOT_IN_NAMES.sub("_", f"{host}-{self.database}")

    @property
    def companions(self) -> Path:
        """What the files beside the store begin with on this computer: key file, witness, queue."""
        return user_data_path("shelter_admin", appauthor=False) / self.name


Place = Path | ServerAddress


def read_place(text: str) -> Place:
    """Read where a store is, as it is typed or kept; raises Unavailable ``address_unclear``."""
    scheme = text.strip().split(":", 1)[0].lower()
    return read_address(text.strip()) if scheme in SCHEMES else Path(text)


def read_address(text: str) -> ServerAddress:
    """Read ``postgresql://host:port/database``; a socket folder comes as ``?host=/folder``."""
    try:
        parts = urlsplit(text)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        port, host = parts.port, unquote(parts.hostname or asked.get("host", ""))
        database = unquote(parts.path.lstrip("/"))
        usable = parts.scheme.lower() in SCHEMES and database and "/" not in database
    except ValueError as error:
        raise Unavailable("address_unclear") from error
    if not usable:
        raise Unavailable("address_unclear")
    return ServerAddress(
        host or "localhost",
        database,
        port or int(asked["port"]) if port or is_whole_number(asked.get("port", "")) else USUAL_PORT,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        asked.get("sslrootcert", ""),
    )


def companions_of(place: Place) -> Path:
    """What the files beside a store begin with; for a store in a file the store itself."""
    return place.companions if isinstance(place, ServerAddress) else place


def named(place: Place) -> str:
    """How a store is called in a sentence: the file's name, or the server's address."""
    return str(place) if isinstance(place, ServerAddress) else place.name
