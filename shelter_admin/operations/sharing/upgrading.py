"""A store on a server that an older version of the program wrote, brought up to date by whoever owns the database.

The application's own role may not make or change tables; so this is the one act that needs the owner again.
"""

from __future__ import annotations

from shelter_admin.persistence.address import ServerAddress


def bring_server_up_to_date(address: ServerAddress) -> dict[str, int]:
    """Bring the store up to this program's schema, all or nothing; gives the rows by table, all still there.

    ``address`` names the owner, whose password is kept nowhere. Other computers wait meanwhile, and need this version
    afterwards. A store that is up to date already stays as it is. Raises Unavailable (``owner_missing``,
    ``owner_refused``, ``server_not_owner``, ``server_away``, ``schema_newer``, …) or Damaged.
    """
    from shelter_admin.persistence.server_store import bring_up_to_date

    return bring_up_to_date(address)
