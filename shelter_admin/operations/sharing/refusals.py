"""What is said when a store cannot be moved, or a server or another computer cannot be reached."""

from __future__ import annotations

from shelter_admin.domain.words import N_

WORDS: dict[str, str] = {
    "store_moved": N_("This store was moved to {to} on {since}. Go on working there; what lies here can only be read."),
    "server_schema_older": N_(
        "The data on the server is from an older version of the program (schema {found}, now {known}). Bring it up to "
        "date once with the password of the database's owner; then every computer needs the new version."
    ),
    "move_differs": N_(
        "Not every table came out the same ({tables}), so nothing was moved and the store goes on where it is. Run "
        "the check, then try again."
    ),
    "already_on_server": N_("This store is on a server already."),
    "not_on_server": N_("This store is in a file on this computer already."),
    "address_missing": N_("Write the name of the server's computer."),
    "database_missing": N_("Write the name of the empty database."),
    "owner_missing": N_("Write the user who owns the database."),
    "owner_refused": N_("The server does not know this user with this password. Type both again."),
    "server_not_admitted": N_(
        "The server does not admit this computer. Add the office's network in pg_hba.conf (step 4 of the printed page)."
    ),
    "server_without_tls": N_("The server has TLS switched off. Switch it on (step 3 of the printed page)."),
    "server_name_unknown": N_("No computer of this name is in the network. Check the name, or write its number."),
    "server_not_listening": N_(
        "The computer is there, but PostgreSQL does not answer at this port. Check that it runs and the port is open."
    ),
    "certificate_other_name": N_(
        "The server's certificate was made for another name. Write the name that stands in the certificate."
    ),
    "certificate_missing": N_("The file {file} is not there. Choose the certificate of the server."),
    "certificate_unclear": N_("The file {file} is no certificate. Choose the one called server.crt."),
    "certificate_needed": N_("Choose the certificate of the server; the other computers know it by that."),
    "server_not_owner": N_("This user does not own the database. Make it the owner, or use the one who is."),
    "server_no_extensions": N_(
        "The server lacks the usual additions of PostgreSQL (btree_gist, unaccent). Install the contrib package."
    ),
    "connection_file_unclear": N_("The file {file} is no connection file, or it is damaged. Make a new one."),
    "connection_of_another": N_(
        "This computer already holds the keys of another store at {to}. Ask the administrator before you replace them."
    ),
    "not_connected_yet": N_(
        "This computer is not connected to {to} yet. Choose “Connect to the office server…” and show the connection "
        "file that was made on a computer that is."
    ),
    "only_by_own_name": N_("Write the name by which the other computers reach the server, not localhost."),
}
