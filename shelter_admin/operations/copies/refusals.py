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
    "copy_folder_missing": N_("Choose a folder for the copy."),
}
