"""Several computers at one store: moved to a server and back, and other computers let in."""

from shelter_admin.operations.sharing.connecting import (
    ENDING,
    ConnectionFile,
    PrintServerPage,
    Sharing,
    WhereShared,
    server_at,
    take_connection,
    try_server,
)
from shelter_admin.operations.sharing.moving import ACTS, Moved, move_to_file, move_to_server
from shelter_admin.operations.sharing.refusals import WORDS
from shelter_admin.operations.sharing.upgrading import bring_server_up_to_date
from shelter_admin.persistence.address import ServerAddress

__all__ = [
    "ACTS",
    "ENDING",
    "WORDS",
    "ConnectionFile",
    "Moved",
    "PrintServerPage",
    "ServerAddress",
    "Sharing",
    "WhereShared",
    "bring_server_up_to_date",
    "move_to_file",
    "move_to_server",
    "server_at",
    "take_connection",
    "try_server",
]
