"""Why somebody does not get in, and what the surroundings of a store can refuse, in words."""

from __future__ import annotations

from shelter_admin.domain.words import N_

WORDS: dict[str, str] = {
    "not_allowed": N_("Your role does not allow this: {right}. Ask the head of the shelter."),
    "nothing_to_undo": N_("There is nothing to take back."),
    "wrong_password": N_("User name or password is wrong. Try again."),
    "wait_first": N_("Too many wrong passwords. Wait {seconds} seconds, then try again."),
    "account_disabled": N_("This account is closed. Ask the head of the shelter or the administrator."),
    "account_unknown": N_("There is no such account."),
    "recovery_code_length": N_("The recovery code has {expected} letters and digits; {typed} were typed."),
    "recovery_code_group": N_("There is a typing error in group {groups} of the recovery code."),
    "recovery_code_wrong": N_("This recovery code does not belong to this store. Use the newest recovery sheet."),
    "panti_name_missing": N_("Write the name of the shelter."),
    "panti_code_unclear": N_("The code may hold letters, digits and strokes only, at most 20."),
    "store_place_missing": N_("Choose where the file goes."),
    "regency_unclear": N_("Write the regency or city as its code, like 64.72."),
    "not_a_copy": N_("This file is not a copy. Open it as a store."),
    "opened_read_only": N_(
        "The store is open for reading only, so nothing can be saved here. Close the other program that writes, or "
        "restore the copy first."
    ),
    "store_missing": N_("There is no store at this place. Check the place, or create a new store."),
    "store_exists": N_("There already is a file at this place. Choose another name; nothing was replaced."),
    "sheet_exists": N_("There already is a file {file}. Choose another name; nothing was replaced."),
    "store_is_copy": N_(
        "This file is a copy and stays as it is. Open it to read, or restore it to a new place to work in it."
    ),
    "store_in_use": N_("{who} has had this store open since {since} on {host}. Close it there, or only read here."),
    "store_in_use_by_unknown": N_("Another program has this store open. Close it there, or only read here."),
    "store_busy": N_("Another program is using the store just now. Close it, or try again in a moment."),
    "schema_newer": N_(
        "This store was written by a newer version of the program (schema {found}, this one knows {known}). Install "
        "the newer version; the store was left alone."
    ),
    "schema_older": N_(
        "This store is from an older version of the program (schema {found}, now {known}) and is open for reading "
        "only. Open it to write once, or restore the copy, and it is brought up to date."
    ),
    "key_file_exists": N_(
        "The key file {file} already lies at this place without its store. Choose another name, or put its store back."
    ),
    "key_file_missing": N_("The key file {file} is missing beside the store. Put it back from a copy."),
    "key_file_newer": N_("The key file was written by a newer version of the program. Install the newer version."),
    "key_file_damaged": N_("The key file is damaged or was changed. Put it back from the newest copy."),
    "key_file_of_another_store": N_("The key file does not belong to this store. Put the right one back from a copy."),
    "not_a_store": N_(
        "The file is damaged or is not a store of this program. Nothing was changed in it. Restore the newest copy."
    ),
    "store_damaged": N_("Part of the store is damaged. Leave the file as it is and restore the newest copy."),
    "migration_lost_rows": N_(
        "Bringing the store up to date would have lost rows ({tables}), so it was left as it was. Send this sentence "
        "to whoever looks after the program."
    ),
    "letters_unreadable": N_("The text holds letters that cannot be read. Type it again."),
    "append_only": N_("What stands in the log and the history stays as it is."),
    "disk_full": N_("The disk is full, so nothing was saved. Make room and try again."),
    "disk_error": N_("The disk does not read or write as it should. Check the disk, and make a copy elsewhere."),
    "no_write_right": N_("The store or its folder may not be written to here. Ask for the right to write, or move it."),
    "no_right_to_file": N_("The file {file} or its folder may not be used here. Ask for the right to write."),
    "file_not_usable": N_("The file {file} cannot be used at this place. Check the folder and the disk."),
    "folder_cannot_lock": N_("This folder cannot lock files, so two programs could write at once. Choose another."),
    "cannot_open_store": N_("The store cannot be opened here. Check that the folder exists and may be written to."),
    "address_unclear": N_("Write the address of the server like postgresql://computer/database."),
    "server_away": N_("The server does not answer. Check that its computer is on and the network is plugged in."),
    "server_away_unsure": N_(
        "The server went away while this was being saved. Look whether it was saved before you do it again."
    ),
    "server_refuses": N_(
        "The server does not let this computer in. Bring the newest key file from the office computer, or sign in anew."
    ),
    "server_not_trusted": N_(
        "The server's certificate is not the one expected, so nothing was sent. Ask whoever set the server up."
    ),
    "server_database_missing": N_("There is no such database on the server. Check the address."),
    "server_full": N_("Too many computers are connected to the server. Close the program on one that is not used."),
    "server_not_empty": N_(
        "This database already holds tables. Make an empty one for the shelter; nothing was changed."
    ),
    "server_too_old": N_("The server is PostgreSQL {found}; it must be {needed} or newer. Nothing was changed."),
    "server_no_roles": N_(
        "This user may not make roles on the server. Give it the right CREATEROLE, or use the one who owns the server."
    ),
    "server_not_utf8": N_("This database does not keep letters as UTF-8. Make one with ENCODING 'UTF8'."),
    "only_in_a_file": N_("This is for stores in a file; this one is on a server."),
    "memory_short": N_("The computer has too little free memory for this. Close other programs and try again."),
}
