"""What is said when a copy cannot be made, read or put back."""

from __future__ import annotations

from shelter_admin.domain.words import N_

WORDS: dict[str, str] = {
    "copy_differs": N_("The copy differs from the store and was not kept. Check the disk and copy to another folder."),
    "copy_damaged": N_("This copy is damaged. Use another one."),
    "no_copy_yet": N_("There is no copy yet. Make the first one now."),
    "no_copy_for_keys": N_(
        "No copy beside the store holds slots that open it. Choose a copy elsewhere, as on a stick."
    ),
    "copy_tools_missing": N_(
        "To copy a store on a server pg_dump and pg_restore are needed on this computer. Install the client programs "
        "of PostgreSQL, version {needed} or newer."
    ),
    "copy_tools_old": N_(
        "The pg_dump on this computer is older than the server. Install the client programs of the server's version."
    ),
    "copy_not_dumped": N_("The server gave no whole copy. Try again; if it stays so, check the server's disk."),
    "copy_of_another_store": N_(
        "This copy is of another store than the one on the server. Put it back in a file of its own instead."
    ),
    "only_on_this_computer": N_(
        "Write a place on this computer here, not the address of a server. Restore to a file first, then move it."
    ),
    "copy_folder_missing": N_("Choose a folder for the copy."),
}
