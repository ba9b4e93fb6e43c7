"""A store made ready in a file takes the place of the one on a server, which is kept aside there under another name.

All of it is one transaction of the database's owner: it holds, or the server is as it was. Acts wait meanwhile, and
go on in the new one.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.progress import Progress
from shelter_admin.persistence import audit, dialects, moving, schema, server_store
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.dialects import server, server_schema
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING
from shelter_admin.persistence.witness import Witness


def put_on_server(coming: Path, key: bytes, address: ServerAddress, local: datetime, progress: Progress) -> str:
    """Put the store in a file in the place of the one on the server; gives the name that one is kept under.

    ``address`` names the owner. Raises Unavailable (``copy_of_another_store``, ``server_refuses``, …) or Damaged
    ``move_differs``; the server is as it was then.
    """
    content = beside(coming, KEYS_ENDING).read_bytes()
    store_id = KeyFile.load(beside(coming, KEYS_ENDING)).store_id
    if store_id != KeyFile.load(beside(address.companions, KEYS_ENDING)).store_id:
        raise Unavailable("copy_of_another_store")
    engine = dialects.embedded_engine(str(coming), key, read_only=True)
    aside = f"{server.SCHEMA_NAME}_before_{local:%Y%m%d_%H%M%S}"
    try:
        with translated(), engine.connect() as source, server_store.as_owner(address) as target:
            server_schema.set_aside(target, store_id, aside)
            server_schema.begin(target)
            schema.create(target)
            server_schema.let_in(target, store_id, key, content)
            moving.copy_all(source, target, progress)
            newest = audit.newest(Session(source))
            target.commit()
    finally:
        engine.dispose()
    witness = Witness(beside(address.companions, WITNESS_ENDING), key)
    beside(address.companions, WITNESS_ENDING).unlink(missing_ok=True)  # it remembers the store that is kept aside
    witness.write(newest.no, bytes.fromhex(newest.hash))
    witness.close()
    return aside
