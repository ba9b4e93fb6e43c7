"""Failures that say where to click in a window: here each says what to type instead."""

from __future__ import annotations

from shelter_admin.domain.words import N_

TYPED: dict[str, str] = {
    "not_connected_yet": N_(
        "This computer is not connected to {to} yet. On a computer that is, make the connection file with: connection "
        "--to FILE. Then take it in here with: connect FILE."
    ),
    "only_by_own_name": N_("Give the name by which the other computers reach the server with --host, not localhost."),
    "server_schema_older": N_(
        "The data on the server is from an older version of the program (schema {found}, now {known}). Bring it up to "
        "date once with: upgrade postgresql://owner@computer/database. Then every computer needs the new version."
    ),
    "certificate_needed": N_(
        "Give the certificate of the server with --certificate; the other computers know it by that."
    ),
}
